"""The check `seeded`: of the mistakes that people make, put into the live set by lot, enough are found."""

from __future__ import annotations

from checks.ground import PYTHON, ROOT
from checks.shell import run

COUNT = "300"


def seeded(seed: int) -> str:
    """Put mistakes into the live set; the program itself says whether enough are found, by its exit code."""
    lines = run([PYTHON, "-m", "dangjian_std", "selftest", "--seed", str(seed), "--count", COUNT], cwd=ROOT)
    return lines.strip().splitlines()[-1]
