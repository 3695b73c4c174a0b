"""What the program answers in projects that can be changed: where it refuses, and to what is seldom asked."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from dangjian_std import renderers
from dangjian_std.output import exchange
from support import adoptions
from support.folders import BASE, CASES, FROZEN
from support.program import dstd, sketch

NAMES = "党支部,姓名,党小组\n" + "".join(f"{each}支部,示例{each}{at},{at}组\n" for each in "一二" for at in "甲乙")
HEAD = re.compile("(?<=校验值 )[0-9a-f ]{19}")
"""The end of the chain of a ledger: it hangs on the version of the program."""
HEADS = "编号,事项,责任人,时限,办结日期,结果\n"
LISTED = f"{HEADS}R211—2027—001,购书,示例甲,2027-03-20,2027-03-18,已购\n,植树,示例乙,2027-03-25,,\n"
TAKEN = {
    "落实.csv": LISTED,
    "更正.csv": LISTED.replace("2027-03-18", "2027-03-19"),
    "没有编号.csv": LISTED.replace("R211—2027—001", ""),
    "拿不准.csv": LISTED.replace("2027-03-18", "十八日"),
    "没有的栏.csv": LISTED.replace("结果", "成果"),
}
"""Lists of matters as a branch hands them in."""
STEPS = (
    # asked for in a way that is not taken
    "build 小 --month 2027-03",
    "build 小 --office",
    "build 小 --units 名单.csv --calendars",
    "build 小 --units 名单.csv --proof",
    "build 小 --units 名单.csv",
    "build 小 --watch --check",
    "build 小 --cover 书𠮷 --only 本子",
    "case 形成议定事项 小 --from 2027-03-10",
    "case DJ401.hold 小 --from 2027-03-10",
    "case 主题党日 小 --from 2027-13-10",
    "case 主题党日 小 --from 2020-03-10",
    "case 主题党日 小 --from 2027-03-10 --stage 没有",
    "case 主题党日 小 --from 2027-03-10 --branch 一支部",
    "case 主题党日 小 --from 2027-03-10 --roster 名单.csv",
    "case 主题党日 小 --from 2027-03-10 --roster 名单.csv --branch 三支部",
    "case 主题党日 小 --from 2027-03-10 --candidate 书记:示例甲",
    "case 主题党日 小 --from 2027-03-10 --today 昨天",
    "month 2026-11 小",
    "month 2027-3月 小",
    "month 2027-03 小 --roster 没有.csv",
    "month 2027-03 小 --roster 名单.csv",
    "month 2027-03 小 --roster 坏名单.csv",
    "month 2027-03 小 --roster 仓/名单.csv",
    "month 2027-03 小 -o 连",
    "report goals 小 -o 小",
    "report goals 小 -o 没有/清单.xlsx",
    "report goals 小 -o /dev/null",
    "build 小 --units 空 -o 出",
    "list 少",
    "build 少 --only 清单",
    "diff --driver standards/甲.yaml a 0 100644 b 0 100644",
    "diff --driver 小/standards/roles.yaml 小/standards/roles.yaml 0 100644 大/standards/roles.yaml 0 100644",
    "compare 报 -o 汇总.pdf",
    "seal 支部条例 第十四条 --source '' --on 2026-11-29 小",
    "rename standard DJ401 DJ901 小",
    "migrate 旧",
    "year 2027年 小",
    "comments form --format pdf",
    "diff 小 小 -o 对照.docx",
    "diff 小 原 -o 对照.csv",
    "diff 小 原 -o 对照.docx --format markdown",
    "diff 小 原 --format pdf",
    "diff 小 原 --fail-on 没有",
    "diff 没有 小",
    "compare 名单.csv",
    "serve 小 --port 99999",
    "move record R201 DJ401 小 --before",
    "move step DJ401.hold DJ401.hold 小",
    "move step hold DJ401.vote 小",
    "move step DJ401.没有 DJ401.vote 小",
    "move step DJ401.hold DJ401.没有 小",
    "move record R999 DJ401 小",
    "move record R201 DJ999 小",
    "rename role 没有 别的 小",
    "rename role 组织委员 支部书记 小",
    "rename role 组织委员 组\u200b织 小",
    "rename record R201 DJ401 小",
    "rename record R201 R211 小",
    "rename label R201.没有 别的 小",
    "rename step DJ401.hold hold 小",
    "rename term DJ401.没有 别的 小",
    "rename event 形成议定事项 形成议定事项 小",
    "new standard 没有",
    "sheet 小",
    "fmt 没有",
    "fix 没有",
    "update 小",
    # done, and said what was done
    "build 小 --only 清单 -o 出 --check",
    "build 小 --only 清单 -o 出",
    "build 小 --only 清单 -o 出 --check",
    "case 主题党日 小 --from 2027-03-11 --today 2027-03-12 -o 出",
    "case 主题党日 小 --from 2027年3月10日 -o 出",
    "case 主题党日 小 --from 2027-03-10 --roster 名单.csv --branch 一支部 -o 出",
    "month 2027年3月 小 -o 出",
    "month 2027年3月 小 -o 出",
    "month 2027-03 小 -o 出 --profile 小支部",
    "month 2030-03 小 -o 出",
    "year 2030 小 -o 出 --calendars",
    "rename role 组织委员 组织干事 小",
    "rename record R201 R202 小",
    "rename step DJ401.hold lead 小",
    "rename term DJ401.主题党日 党日 小 --diff",
    "move step DJ401.count DJ401.lead 小 --diff",
    "move step DJ401.count DJ401.lead 小",
    "fmt 小",
    "fix 小",
    "diff 原 小 --format markdown",
    "diff 原 小",
    "diff 小 原",
    "seal 支部条例 第十四条 --source 汇编 --on 2026-11-29 小",
    "seal 支部条例 第十四条 --source 汇编 --on 2026-11-29 小",
    # books of which pages were to be exchanged
    "build 小 --changed ''",
    "build 小 --changed 没有",
    "build 小 --changed 原 --only 清单",
    "build 小 --changed 原 --profile 没有",
    "build 小 --changed 原 --check",
    "build 小 --changed 少 --only 手册",
)
"""Calls, in order, in a folder with two sets and two lists."""
WITHIN = (
    "comments",
    "comments form",
    "comments form DJ999",
    "comments collect ../名单.csv",
    "comments form DJ401 --format txt",
    "selftest --kind 没有",
    "ledger verify",
    "take ../没有.xlsx --on 2027-04-10",
    "take ../名单.csv --on 2027-04-10",
    "take ../名单.csv --form R999 --on 2027-04-10",
    "take ../落实.csv --form R211 --on 2027-04-10",
    "take ../落实.csv --form R211 --on 2027-04-10 --branch 三支部",
    "take ../落实.csv --form R211 --on 2027-04-10 --branch 一支部 --dry",
    "take ../落实.csv --form R211 --on 2027-04-10 --branch 一支部 --complete 2027-03",
    "take ../没有编号.csv --form R211 --on 2027-04-10 --branch 一支部",
    "take ../拿不准.csv --form R211 --on 2027-04-10 --branch 一支部",
    "take ../没有的栏.csv --form R211 --on 2027-04-10 --branch 一支部",
    "take ../落实.csv --form R211 --on 2027-04-10 --branch 一支部",
    "take ../更正.csv --form R211 --on 2027-04-11 --branch 一支部",
    "take ../更正.csv --form R211 --on 2027-04-11 --branch 一支部 --reason 写错",
    "take ../落实.csv --complete 2027年3月 --on 2027-04-10",
    "take ../落实.csv --complete 2027-05 --on 2027-04-10",
    "take ../落实.csv --on 昨天",
    "ledger verify",
    "ledger verify --head 7",
    "ledger show",
    "ledger show R999",
    "ledger withdraw 99 --on 2027-04-10",
    "ledger withdraw --help",
    "ledger verify --help",
    "comments collect --help",
    "diff --help",
    "assess --as-of 2027-04-10",
    "assess --as-of 昨天",
    "assess --as-of 2027-04-10 --branch 没有",
    "why 没有 --as-of 2027-04-10",
    "why DJ401.monthly --as-of 2027-04-10",
    "due --as-of 2027-04-10",
    "selftest --seed 1 --count 3",
)
"""Calls in a set."""


def answers() -> Iterator[str]:
    """What is answered, and with which code."""
    with tempfile.TemporaryDirectory() as name, mock.patch.object(renderers, "render", sketch):
        folder = Path(name)
        for called, source in (("小", BASE), ("原", BASE), ("大", FROZEN)):
            shutil.copytree(source / "standards", folder / called / "standards")
        (folder / "名单.csv").write_text(NAMES, "utf-8")
        (folder / "坏名单.csv").write_text(f"{NAMES}三支部,\n", "utf-8")
        _prepare(folder)
        for step in STEPS:
            yield from _answer(folder, step)
        for step in WITHIN:
            yield from _answer(folder, step, "原")
        yield from _spoiled(folder)


def _prepare(folder: Path) -> None:
    """Put beside the sets what is not taken: a list in a repository, a link, an empty folder, an older set."""
    shutil.copytree(BASE / "standards", folder / "少" / "standards")
    for path in (folder / "少" / "standards").rglob("DJ*.yaml"):
        path.unlink()
    for name in ("仓/.git", "空", "连", "报"):
        (folder / name).mkdir(parents=True)
    (folder / "仓" / "名单.csv").write_text(NAMES, "utf-8")
    (folder / "台账").mkdir()
    (folder / "台账" / "党支部.csv").write_text("党支部,党小组,起,止\n一支部,,,\n二支部,,,\n", "utf-8")
    for name, text in TAKEN.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "连" / "月包").symlink_to(folder / "空")
    (folder / "报" / "adoption.json").write_text(json.dumps(adoptions.said("某县𠮷局")), "utf-8")
    shutil.copytree(CASES / "formats" / "3" / "standards", folder / "旧" / "standards")
    (path,) = (folder / "旧" / "standards").rglob("DJ401*")
    path.write_text(path.read_text("utf-8").replace("title:", "title：", 1), "utf-8")


def _answer(folder: Path, words: str, at: str = ".") -> Iterator[str]:
    result = dstd(*shlex.split(words), cwd=folder / at, COLUMNS="80")
    yield f"=== {words} → {result.returncode}"
    yield from HEAD.sub("HEAD", f"{result.stdout}{result.stderr}".replace(str(folder), "FOLDER")).splitlines()


def _spoiled(folder: Path) -> Iterator[str]:
    """What is answered where a set cannot be read, or writing was broken off."""
    path = next((folder / "小" / "standards").rglob("DJ401*"))
    text = path.read_text("utf-8")
    spoiled = {
        "yaml": text.replace("title:", "title：", 1),
        "unsound": text.replace("who: 党小组组长", "who: 没有", 1),
        "glyph": text.replace("what: 主持主题党日", "what: 主持主题党日𠮷", 1),
        "anchor": text.replace("title: 定主题", "title: &a 定主题", 1),
    }
    for name, new in spoiled.items():
        path.write_text(new, "utf-8")
        yield f"===== {name}"
        for words in (
            "fmt 小",
            "fix 小",
            "migrate 小",
            "rename role 没有 众人 小",
            "seal 支部条例 第十四条 --source 甲 --on 2026-11-29 小",
            "diff 原 小 --format markdown",
            *(["diff 小 原 -o 对照.docx"] if name == "glyph" else []),
            "init 县 --base 小 --name 甲局 --prefix JJ --shape 支部 --branch '一支部 13'",
            "month 2027-03 小",
        ):
            yield from _answer(folder, words)
        shutil.rmtree(folder / "县", ignore_errors=True)
    path.write_text(text, "utf-8")
    waiting = folder / "小" / "standards" / f"{exchange.NEXT_FILE_PREFIX}catalog.yaml"
    for words in (
        "migrate 小 --diff",
        "migrate 小",
        "fmt 小 --check",
        "fmt 小",
        "rename role 党员 众人 小 --diff",
    ):
        waiting.write_text("", "utf-8")
        yield from _answer(folder, words)
