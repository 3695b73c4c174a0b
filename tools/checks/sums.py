"""The check `sums`: what the workbooks compute in LibreOffice is what the standards say, to the last digit.

Each workbook that computes is filled with bounds of the bands, amounts whose product ends in half a jiao, names
that look like formulas; what comes out is compared with exact arithmetic that knows nothing of formulas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks import registers
from checks.ground import PYTHON, ROOT, built, workshop
from checks.shell import CheckError, run

PROGRAM = Path(__file__).with_name("sums_program.py")
CLOSE = 1e-9
"""What two ways to hold one decimal number may differ by."""


def job(source: Path, target: Path, filling: dict[str, Any]) -> dict[str, Any]:
    """Type a filling into a workbook."""
    typed = filling["typed"]
    return {
        "source": str(source),
        "target": str(target),
        "write": [each for each in typed if isinstance(each[2], str)],
        "numbers": [each for each in typed if isinstance(each[2], float)],
        "rows": [],
        "columns": [],
    }


def faults(filling: dict[str, Any], sheets: registers.Sheets) -> Iterator[str]:
    """Say which cells hold another value than they must."""
    cells = {
        (sheet["title"], address): value
        for sheet in sheets
        for own in sheet["cells"].values()
        for address, value in own
    }
    for title, address, wanted in filling["expected"]:
        found = cells[title, address]
        if not same(wanted, found):
            yield f"{title} {address}：应为 {wanted!r}，算得 {found!r}"


def same(wanted: object, found: object) -> bool:
    """Whether a cell holds what it must; an empty text is nothing."""
    if isinstance(wanted, float) and isinstance(found, int | float):
        return abs(wanted - found) < CLOSE
    return (wanted or None) == (found or None)


def sums() -> str:
    """Compute every workbook that computes, and compare."""
    files = [path for path in built(".xlsx") if path.parent.name.endswith("记录表")]
    fillings = json.loads(run([PYTHON, PROGRAM, ROOT, *files], cwd=ROOT, label="dstd"))
    pairs = [(path, filling) for path, own in zip(files, fillings, strict=True) for filling in own]
    with workshop() as folder:
        targets = [folder / f"{number:03}.xlsx" for number, _ in enumerate(pairs)]
        registers.office([job(path, target, each) for (path, each), target in zip(pairs, targets, strict=True)])
        after = registers.read(targets)
    found = [
        f"{path.name}：{fault}"
        for (path, filling), sheets in zip(pairs, after, strict=True)
        for fault in faults(filling, sheets)
    ]
    if found:
        raise CheckError(f"{len(found)} 格算错：\n" + "\n".join(found[:20]))
    cells = sum(len(filling["expected"]) for _, filling in pairs)
    books = len({path for path, _ in pairs})
    return f"{books} 本会算的登记簿在 LibreOffice 里填了 {len(pairs)} 次，{cells} 格同精确的算法一样"
