"""The check `packs`: the month packs of a year are no thicker than promised, and thirty branches fit in memory."""

from __future__ import annotations

import re

from checks.ground import PYTHON, ROOT
from checks.shell import CheckError, run

PAGES, MEGABYTES = 250, 400
"""The most that the packs of a year may be for the unit that the set is printed for, and that a pack may take."""
SCRIPTS = ROOT / "benchmarks"


def packs() -> str:
    """Set the packs of a year, then one of thirty branches; return their pages and the memory."""
    pages = _measured("pages.py", r"^(\d+) pages, ", PAGES, "全年月包{}页，多于{}页")
    memory = _measured("memory.py", r": (\d+) MB at most", MEGABYTES, "三十个党支部的月包用了{} MB，多于{} MB")
    return f"全年月包{pages}页（上限{PAGES}），三十个党支部的月包最多用 {memory} MB（上限{MEGABYTES}）"


def _measured(script: str, pattern: str, most: int, told: str) -> int:
    said = run([PYTHON, SCRIPTS / script], cwd=ROOT)
    found = re.search(pattern, said, re.MULTILINE)
    if found is None:
        raise CheckError(f"{script} 没有说出数来")
    number = int(found[1])
    if number > most:
        raise CheckError(told.format(number, most))
    return number
