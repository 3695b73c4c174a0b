"""Words for 重要时间节点: the line that reminds of those of a month, and what each rests on."""

from __future__ import annotations

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.key_dates import KeyDate
from dangjian_std.domain.unit import Unit

CHOSEN_BY_UNIT = "本单位选定"
"""What a key date rests on that no article names."""


def reminder(unit: Unit, month: int) -> str:
    """Remind of the key dates of a month in one sentence; nothing where it has none."""
    found = "、".join(map(named, unit.key_dates(month)))
    return f"重要时间节点（只提醒，不另填表）：{found}。" if found else ""


def named(each: KeyDate) -> str:
    """Return a key date with its day in the month: 5日学雷锋纪念日."""
    return f"{each.day}日{each.name}" if each.day else each.name


def basis(catalog: Catalog, each: KeyDate) -> str:
    """Say which articles name a key date and how well each was read, or that the unit chose it."""
    said = []
    for citation in each.basis:
        regulation, article = catalog.regulations[citation.regulation], catalog.article(citation)
        level = f"（{article.checked.level}）" if article else ""
        said.append(f"《{regulation.title}》{citation.article}{level}")
    return "；".join(said) or CHOSEN_BY_UNIT
