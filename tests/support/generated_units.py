"""Lists of invented units, the same for a seed: what an office above would collect from its bureaus."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from typing import Any

SHAPES: dict[str, tuple[range, range, bool]] = {
    "小支部": (range(1, 2), range(4, 7), False),
    "支部": (range(1, 2), range(9, 21), False),
    "总支": (range(2, 5), range(9, 16), True),
    "机关党委": (range(3, 8), range(10, 26), True),
}
"""By shape: how many branches, how many members each of them, and whether they have groups."""
DAYS = (5, 8, 12, 15, 16)
"""Days of the month on which units hold the 主题党日."""
DOUBLING = [{"role": "纪检委员", "by": "组织委员"}]
"""Who doubles, in a unit that says so."""
VARIANTS = 12
COLUMNS = {
    "单位名称": "name",
    "编号前缀": "prefix",
    "单位类型": "shape",
    "党支部数": "branches",
    "党小组数": "groups",
    "党员人数": "members",
    "党员领导干部": "leaders",
    "DJ401.hold": "day",
    "兼任": "doubled",
}

Unit = dict[str, Any]


def units(number: int, seed: int = 15, variants: int = VARIANTS) -> list[Unit]:
    """Return units as a list in YAML has them: of so many variants, of which some are of many units."""
    chance = random.Random(seed)  # noqa: S311 nothing secret
    kinds = [_variant(chance, at) for at in range(variants)]
    weights = [variants - at for at in range(variants)]
    chosen = [*range(variants), *chance.choices(range(variants), weights, k=max(number - variants, 0))][:number]
    chance.shuffle(chosen)
    return [
        {"name": f"某县试用{at:03}局", "prefix": f"SY{at:03}", **kinds[kind]} for at, kind in enumerate(chosen, 1)
    ]


def _variant(chance: random.Random, at: int) -> Unit:
    """Return all that is said of a unit beside its name; the first variants are of each shape."""
    shape = [*SHAPES][at % len(SHAPES)]
    branches, members, grouped = SHAPES[shape]
    count = chance.choice(branches)
    said: Unit = {
        "shape": shape,
        "branches": count,
        "members": sum(chance.choice(members) for _ in range(count)),
        "leaders": chance.randrange(1, 7),
    }
    if grouped:
        said["groups"] = count * chance.choice((2, 3))
    if at % 3:
        said["dates"] = [{"step": "DJ401.hold", "day": DAYS[at % len(DAYS)]}]
    if grouped and at % 4 == 2:
        said["doubling"] = DOUBLING
    return said


def as_yaml(found: list[Unit]) -> str:
    """Return the list as YAML."""
    return "".join(("units:\n", *(f"- {json.dumps(each, ensure_ascii=False)}\n" for each in found)))


def table(found: list[Unit]) -> Iterator[list[str]]:
    """Yield the rows of the list as a table, its head first."""
    yield [*COLUMNS]
    for each in found:
        (date,) = each.get("dates", [{}])
        doubled = "、".join(f"{post['role']}由{post['by']}兼" for post in each.get("doubling", ()))
        yield [str((each | date | {"doubled": doubled}).get(key, "")) for key in COLUMNS.values()]


def as_csv(found: list[Unit]) -> str:
    """Return the list as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(table(found))
    return out.getvalue()
