"""A year of the sample unit, from its papers to the sheets of four quarters: `make demo-assess`.

    python tools/demo_assess.py [FOLDER] [--libreoffice]

The forms are filled in (tools/year_papers.py), taken month by month, and judged at the end of each quarter, as
tests/cases/year says. All is done beside the repository, in which no ledger may lie, and then copied.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

import year_papers
from dangjian_std.assessment import judging, ledger_entries
from dangjian_std.assessment.answers import Finding
from dangjian_std.cli.console import answers_told, taking
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.reading import load, project
from year_papers import BRANCHES, YEAR, Clerk, Paper

ROOT = Path(__file__).resolve().parents[1]
UNIT = "全单位"


class YearError(Exception):
    """Something went another way than the papers say; the message names it."""


@dataclass
class Office:
    """The office above the two branches, with its box of papers and its ledger."""

    catalog: Catalog
    top: Path
    through: Callable[[Sequence[Path]], None] = lambda _: None
    """What files go through before they are handed in."""
    said: list[str] = field(default_factory=list)
    """All that was printed."""

    def __post_init__(self) -> None:
        """Name the branches and their groups beside the ledger."""
        self.clerk, self.papers = Clerk(self.catalog), year_papers.months()
        self.ledger.mkdir(parents=True)
        lines = [f"{branch},{group},," for branch, groups in BRANCHES.items() for group in groups]
        (self.ledger / "党支部.csv").write_text("\n".join(["党支部,党小组,起,止", *lines, ""]), "utf-8")

    @property
    def ledger(self) -> Path:
        """The folder of the ledger."""
        return self.top / "台账"

    def take(self, on: dt.date, month: int, branches: list[str]) -> None:
        """Take a month: what is asked is mended, what is corrected gets its reason, then all is there."""
        box = self.top / "收表箱" / f"{month:02}"
        papers = [each for each in self.papers[month] if each.branch in {*branches, UNIT}]
        for paper in papers:
            if paper.asked:
                self._ask(on, box, paper)
            self._put(box, paper, tidy=bool(paper.asked))
        self.through([self._where(box, paper) for paper in papers])
        for paper in papers:
            if paper.reason:
                code, told = self._taken(on, self._where(box, paper))
                self._require(code == 1 and "不一样" in told, paper, told)
                code, told = self._taken(on, self._where(box, paper), reason=paper.reason)
                self._require(code == 0, paper, told)
        code, told = self._taken(on, *(self._where(box, paper) for paper in papers), until=_last(month))
        if code:
            raise YearError(told)

    def _ask(self, on: dt.date, box: Path, paper: Paper) -> None:
        """Hand in a spoilt file: it is asked about, and nothing of it is kept."""
        before = taking.opened(self.ledger).lines
        self._put(box, paper)
        self.through([self._where(box, paper)])
        code, told = self._taken(on, self._where(box, paper))
        self._require(
            code == 1 and paper.asked in told and taking.opened(self.ledger).lines == before, paper, told
        )

    def _where(self, box: Path, paper: Paper) -> Path:
        return (box if paper.branch == UNIT else box / paper.branch) / paper.file

    def _put(self, box: Path, paper: Paper, *, tidy: bool = False) -> None:
        path = self._where(box, paper)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.clerk.filled(paper, tidy=tidy))

    def _taken(self, on: dt.date, *paths: Path, until: dt.date | None = None, reason: str = "") -> tuple[int, str]:
        wishes = taking.Wishes(
            root=ROOT, branch="", group="", form="", reason=reason, until=until, today=on, dry=False
        )
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = taking.take(self.catalog, self.ledger, paths, wishes)
        self.said.append(out.getvalue())
        return code, out.getvalue()

    @staticmethod
    def _require(right: bool, paper: Paper, told: str) -> None:  # noqa: FBT001 what is required
        if not right:
            raise YearError(f"{paper.branch} {paper.file}：{told}")

    def findings(self, as_of: dt.date, known: dt.date | None = None) -> tuple[Finding, ...]:
        """Return the answers to all criteria."""
        seen = taking.opened(self.ledger)
        facts = ledger_entries.known(seen.entries, known, head=seen.head)
        bodies = taking.bodies_of(self.catalog, self.ledger)
        return tuple(judging.judge(Unit.of(self.catalog), facts, bodies, as_of))


def _last(month: int) -> dt.date:
    return dt.date(2027 + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def schedule() -> list[dict[str, Any]]:
    """Return what is done, day by day: months that are taken, days up to which it is looked."""
    found: list[dict[str, Any]] = yaml.safe_load((YEAR / "收表.yaml").read_text("utf-8"))
    return found


def by_libreoffice(profile: Path, paths: Sequence[Path]) -> None:
    """Save files once more with LibreOffice, as an office would."""
    by_folder = sorted(paths, key=lambda path: (path.parent, path.suffix))
    for (folder, kind), files in groupby(by_folder, lambda path: (path.parent, path.suffix.removeprefix("."))):
        with tempfile.TemporaryDirectory() as saved:
            command = ["soffice", f"-env:UserInstallation={profile.as_uri()}"]
            command += ["--headless", "--convert-to", kind, "--outdir", saved, *map(str, files)]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            for path in Path(saved).iterdir():
                shutil.copy(path, folder / path.name)


def main() -> None:
    """Make the sheets of four quarters."""
    parser = argparse.ArgumentParser(description="样例单位的一年：填表、收表、判，做四个季度的情况表和一览表")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "督查")
    parser.add_argument("--libreoffice", action="store_true", help="填好的表先用 LibreOffice 另存一次")
    wishes = parser.parse_args()
    out = wishes.folder.absolute()
    catalog = load.load(project.sources(ROOT)).catalog
    if catalog is None:
        sys.exit("标准读不出来，先运行 dstd validate。")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(ROOT):
        resave = partial(by_libreoffice, Path(folder, "profile"))
        office = Office(catalog, Path(folder), resave if wishes.libreoffice else lambda _: None)
        office.clerk.sums = wishes.libreoffice
        for each in schedule():
            if day := each.get("look"):
                answers_told.print_pages(
                    answers_told.AnswerQuery(as_of=day, known=None, branch=None, folder=office.ledger), out
                )
            else:
                office.take(each["taken"], each["month"], each["of"])
                print(office.said[-1].splitlines()[-1])
        for name in ("台账", "收表箱"):
            shutil.rmtree(out / name, ignore_errors=True)
            shutil.copytree(Path(folder, name), out / name)
        (out / "收表时说的.txt").write_text("\n".join(office.said), "utf-8")


if __name__ == "__main__":
    try:
        main()
    except YearError as error:
        sys.exit(f"同 tests/cases/year 写的不一样：{error}")
