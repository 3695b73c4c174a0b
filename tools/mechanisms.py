"""Renew docs/机制与记录.md: clause numbers, where each step is recorded, and the burden.

Run by `make docs`; a test checks that every step is there. Which steps serve a practice is written by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

from dangjian_std.domain import clause_numbers, filling
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.reading import load, project

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "机制与记录.md"
PROFILE = "总支"
"""The unit whose burden is compared."""
PART = re.compile(r"(?P<code>DJ[0-9]{3})\.(?P<part>[a-z][a-z0-9-]*)(?:（[^）]*）)?")
ROW = re.compile(r"\| [0-9]+ \| ")
STEPS, RECORDED, NOW = 4, 5, 3
"""Cells of a row, counted from the empty one before the first bar."""
NOTHING = "—"


def renew(text: str, catalog: Catalog) -> str:
    """Return the page with what is counted counted anew; raise ValueError for a part that no standard has."""
    counted = _burden(catalog)
    return "".join(_line(line, catalog, counted) for line in text.splitlines(keepends=True))


def _line(line: str, catalog: Catalog, counted: dict[str, str]) -> str:
    cells = line.split("|")
    if ROW.match(line):
        found = list(PART.finditer(cells[STEPS]))
        cells[STEPS] = PART.sub(lambda each: _named(catalog, each), cells[STEPS])
        codes = dict.fromkeys(code for each in found for code in _left(catalog, each))
        cells[RECORDED] = f" {'、'.join(codes) or NOTHING} "
    elif len(cells) > NOW and (now := counted.get(cells[1].strip())):
        cells[NOW] = f" {now} "
    return "|".join(cells)


def _named(catalog: Catalog, found: re.Match[str]) -> str:
    standard = catalog.standards.get(found["code"])
    numbers = clause_numbers.parts(standard) if standard else {}
    if found["part"] not in numbers:
        raise ValueError(f"{PAGE.name}：没有 {found['code']}.{found['part']}")
    return f"{found['code']}.{found['part']}（{numbers[found['part']]}）"


def _left(catalog: Catalog, found: re.Match[str]) -> list[str]:
    steps: tuple[Step, ...] = catalog.standards[found["code"]].steps
    step = next((each for each in steps if each.id == found["part"]), None)
    if step is None:
        return []
    return [code for code in (step.opens, step.record, step.into, *step.papers) if code]


def _burden(catalog: Catalog) -> dict[str, str]:
    unit = Unit.of(catalog, PROFILE)
    found = tuple(filling.loads(unit))
    return {
        "记录表（种）": str(len(found)),
        "一年填（份）": str(sum(each.filings for each in found)),
        "一年用时（小时）": f"{sum(each.minutes for each in found) / 60:.0f}",
        "一年签名（个）": str(sum(each.signatures for each in found)),
    }


def live() -> Catalog:
    """Read the standards of this project."""
    catalog = load.load(project.sources(ROOT)).catalog
    if catalog is None:
        raise ValueError("标准有错误，先运行 dstd validate")
    return catalog


def main() -> None:
    """Write the page anew."""
    PAGE.write_text(renew(PAGE.read_text(encoding="utf-8"), live()), encoding="utf-8")
    print(f"docs: {PAGE.name}")


if __name__ == "__main__":
    main()
