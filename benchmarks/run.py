"""Measure this project against its peers: `make bench`, or `make bench ARGS="--quick edits link"` for some rows.

Every figure is a ratio of one run, in which the ways take turns; the least of five counts. A figure that is not
reached is told with its profile, and never fails anything. docs/benchmarks.md is written where all rows were
measured, or with `--write`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import assessing
import books
import figures
import sets
import units
from figures import Figure
from ground import PEERS, ROOT, Ground

PAGE = ROOT / "docs" / "benchmarks.md"
ROWS: dict[str, Callable[[Ground], Iterator[Figure]]] = {
    "edits": books.edits,
    "everything": books.everything,
    "link": books.link,
    "validate": sets.validate,
    "growth": sets.growth,
    "unit": units.unit,
    "units": units.growth,
    "judge": assessing.judge,
}
LIBRARIES = ("weasyprint", "pikepdf", "jsonschema", "jsonschema-rs", "PyYAML")
ASK = """from importlib.metadata import version
print("、".join(f"{name} {version(name)}" for name in ("typst", "check-jsonschema")))"""


@dataclass(slots=True)
class Run:
    """What a run found."""

    load: float
    """How busy the machine was at its beginning."""
    commit: str
    found: list[Figure] = field(default_factory=list)
    profiles: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """Names of figures that are not what we want, by where the time goes."""
    done: list[str] = field(default_factory=list)
    """Rows that were measured to their end."""

    def row(self, name: str, ground: Ground, *, by_cpu: bool) -> None:
        """Measure a row."""
        for figure in ROWS[name](ground):
            print(" | ".join(figure.row(by_cpu=by_cpu)), flush=True)
            self.found.append(figure)
            if figure.met(by_cpu=by_cpu) is False:
                lines = tuple(figure.profile()) if figure.profile else ()
                self.profiles.setdefault(lines, []).append(figure.name)
        self.done.append(name)


def main() -> None:
    """Measure, print and write. Who ends it from the keyboard gets what there is so far."""
    asked, made = _asked(), Run(os.getloadavg()[0], _commit())
    names = asked.rows or [*ROWS]
    with tempfile.TemporaryDirectory(prefix="bench-", dir=asked.folder, ignore_cleanup_errors=True) as folder:
        ground = Ground(folder=Path(folder), rounds=2 if asked.quick else 5, quick=asked.quick)
        with contextlib.suppress(KeyboardInterrupt):
            for name in names:
                try:
                    made.row(name, ground, by_cpu=asked.cpu)
                except (OSError, RuntimeError) as error:
                    print(f"{name} 没有量成：{error}", file=sys.stderr, flush=True)
        left = [name for name in ROWS if name not in made.done]
        text = _page(asked, made, left)
        print(text)
        if asked.write or not left:
            PAGE.write_text(text, "utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="同别的做法比快慢")
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], metavar="行", help=f"只量这些：{'、'.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help="每样两次，不是五次；单位最多一百个")
    parser.add_argument("--cpu", action="store_true", help="机器忙的时候用：照处理器时间说达到没有")
    parser.add_argument("--write", action="store_true", help="没有量全也写 docs/benchmarks.md")
    parser.add_argument("--folder", metavar="文件夹", help="临时文件放在哪里")
    return parser.parse_args()


def _page(asked: argparse.Namespace, made: Run, left: list[str]) -> str:
    clock = "处理器时间（机器忙）" if asked.cpu else "墙钟时间"
    libraries = "、".join(f"{name} {version(name)}" for name in LIBRARIES)
    system = f"{platform.system()} {platform.release()}，Python {platform.python_version()}"
    lines = [
        "# 快慢",
        "",
        "`make bench` 写的，不要手改；怎样量、各行是什么，见[说明](../benchmarks/README.md)。只比同一次运行里的。",
        "",
        f"- 机器：{_processor()}，{os.cpu_count()} 核，{_memory():.0f} GB；{system}",
        f"- 版本：{made.commit}；{libraries}；{_peers()}",
        f"- 一分钟的平均负载：开始 {made.load:.1f}，结束 {os.getloadavg()[0]:.1f}",
        f"- 每样{2 if asked.quick else 5}次，取最小；“达到”照{clock}",
        *([f"- 没有量，或者没有量完：{'、'.join(left)}"] if left else []),
        "",
        figures.table(made.found, by_cpu=asked.cpu),
    ]
    if made.profiles:
        lines += ["## 没有达到的，时间花在哪里", "", "用得最多的五个函数，在 cProfile 下，所以比表里的慢。", ""]
        for profile, names in made.profiles.items():
            lines += [f"{'；'.join(names)}：", "", "```text", *(profile or ["（没有时间可分）"]), "```", ""]
    if worse := figures.worse(made.found, figures.committed(_committed())):
        lines += ["## 比提交的一版差三分之一以上的", "", *(f"- {line}" for line in worse), ""]
    return "\n".join(lines).rstrip() + "\n"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _git(*words: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *words], check=False, stdout=subprocess.PIPE, text=True)  # noqa: S607
    return done.stdout.strip()


def _commit() -> str:
    changed = any(not line.endswith(PAGE.name) for line in _git("status", "--porcelain", "-uno").splitlines())
    return _git("rev-parse", "--short=8", "HEAD") + ("（有没有提交的改动）" if changed else "")


def _committed() -> str:
    return _git("show", f"HEAD:{PAGE.relative_to(ROOT)}") if _git("ls-files", str(PAGE)) else ""


def _peers() -> str:
    return subprocess.check_output([str(PEERS / "python"), "-c", ASK], text=True).strip()


if __name__ == "__main__":
    main()
