"""Whether the base of a unit is the one that its sheet names."""

from __future__ import annotations

from collections.abc import Mapping

from dangjian_std.domain.unit_sheet import UnitSheet
from dangjian_std.reading.project import CATALOG_FILE
from dangjian_std.reading.tree import Tree
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Problem

DIGEST_DIGITS = 8
"""Characters of a digest that tell two apart."""


def other(said: UnitSheet, base: Mapping[str, Tree], digest: str, why: str) -> Diagnostic | None:
    """Say that the base is not there, and why, or that it is not the one that was adopted."""
    place = said.base.at("from")
    if CATALOG_FILE not in base:
        name = f"（版本 {said.base.revision}）" if said.base.revision else ""
        help_ = (
            "母本（from）写“随程序”，或者写母本文件夹的路径，从单位表看过去；母本版本（revision）写那里的 git 版本"
        )
        problem = Problem(
            place=place, message=f"找不到母本“{said.base.from_}”{name}{why and f'：{why}'}", help=help_
        )
        return ds0.MISSING_BASE.diagnose(problem)
    edition = base[CATALOG_FILE].data.get("edition")
    for key, stated, found in (("edition", said.base.edition, edition), ("sha256", said.base.sha256, digest)):
        if stated != found:
            help_ = "原来的母本还在，就把母本（from）改成它；要改用现在这一版，运行 dstd update"
            here, there = (stated, found) if key == "edition" else (stated[:DIGEST_DIGITS], digest[:DIGEST_DIGITS])
            message = f"母本同采用的时候不一样：这里写的是 {here}，那里现在是 {there}"
            return ds0.OTHER_BASE.diagnose(Problem(place=said.base.at(key), message=message, help=help_))
    return None
