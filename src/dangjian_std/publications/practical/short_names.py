"""Short names: an article by its regulation and number, what a step leaves by its code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Medium

WHOLE = re.compile("^第([^条]+)条")


def article_keys(basis: Iterable[Citation]) -> str:
    """Return articles as they are cited in a table: 支部条例十四、十五，机关条例二十六（三）."""
    articles: dict[str, dict[str, None]] = {}
    for each in basis:
        articles.setdefault(each.regulation, {})[WHOLE.sub(r"\1", each.article)] = None
    return "，".join(f"{name}{'、'.join(numbers)}" for name, numbers in articles.items())


def left(unit: Unit, step: Step) -> Iterator[tuple[str, str]]:
    """Yield the key of everything that a step leaves in a unit, and what is done: 填R201, 记R211, 发W401."""
    for key, verb, code in (("opens", "填", step.opens), ("record", "记", unit.form(step.record) or step.record)):
        if code:
            record = unit.catalog.records[code]
            yield key, f"{'系统：' if record.medium is Medium.SYSTEM else verb}{code}"
    yield from (("papers", f"发{code}") for code in step.papers)
