"""`dstd validate` against the same with every document composed to be judged, of the shipped standards."""

from __future__ import annotations

import sys
from pathlib import Path

from pairs import least

ROOT = Path(__file__).parents[1]
COMPOSED = """
import sys
from dangjian_std import publications
from dangjian_std.cli import main as cli
from dangjian_std.domain.unit import Unit
from dangjian_std.output import preflight
from dangjian_std.text import ds0

def composed(loaded, between):
    unit, request = Unit.of(loaded.catalog), publications.Request()
    every = (publications.compose(unit, name, request) for name in publications.usual())
    yield from preflight.refused((document for outputs in every for _, document, _ in outputs), loaded)
    yield from map(ds0.CROWDED_MONTH.diagnose, preflight._crowded(loaded.catalog, between))

preflight.refused_of_all = composed
cli.main(sys.argv[1:])
"""
"""The same program, judging what it would print instead of what the standards say."""

best = least(
    {
        "validate": [sys.executable, "-m", "dangjian_std", "validate", str(ROOT)],
        "composed": [sys.executable, "-c", COMPOSED, "validate", str(ROOT)],
    },
    rounds=5,
)
ratio = best["composed"] / best["validate"]
print(f"composed {best['composed']:.2f} s, validate {best['validate']:.2f} s, ratio {ratio:.2f}")
