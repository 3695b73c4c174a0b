"""The promise of `dstd validate`, tried on every place of every shipped file, and not only on a sample."""

from __future__ import annotations

import re

from checks.ground import PYTHON, ROOT
from checks.shell import CheckError, run


def slips() -> str:
    """Change every key, name, code, date and number with a floor: one finding each, at its place."""
    test = ROOT / "tests" / "reading" / "test_slips.py"
    live = {"DSTD_SLIPS": str(ROOT)}
    output = run([PYTHON, "-m", "pytest", "-q", "-n", "auto", test], cwd=ROOT, env=live | {"DSTD_EVERY": "1"})
    passed = re.search(r"\b(\d+) passed\b", output)
    if not passed:
        raise CheckError(f"没有运行任何测试：\n{output[-400:]}")
    count = run([PYTHON, "-c", COUNT], cwd=ROOT / "tests", env=live).strip()
    return f"{count} 处逐一改错，每处恰好指出一条，指在原处（{passed[1]} 组测试）"


COUNT = "from reading import test_slips as t; print(sum(map(len, t.ALL.values())))"
"""How many changes there are, asked of the test itself."""
