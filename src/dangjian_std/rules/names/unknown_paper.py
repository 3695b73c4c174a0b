"""用到的文书没有登记。

为什么
------
步骤里写了发通知、报请示，就要附上那份文书的样式，否则每个支部各写各的。

反例
----
    # DJ401 notify
    papers: [W402]

正例
----
    # DJ401 notify
    papers: [W401]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.rules import prose
from dangjian_std.rules.references import coded_places, dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS106"
SEVERITY = Severity.ERROR
NEW_PAPER_HELP = "新的文书，先把这里的编号去掉，用 dstd new paper 建，它会写上"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each paper that a step or a sentence names and nobody has registered."""
    uses = [use for standard in catalog.standards.values() for use in _sent(standard)]
    uses += prose.named(catalog, "W[0-9]{3,}")
    known = coded_places(catalog, catalog.papers)
    yield from dangling(uses, known, what="文书", register="standards/papers/", also=NEW_PAPER_HELP)


@asked_once
def _sent(standard: Standard) -> tuple[tuple[str, Place], ...]:
    return tuple(use for step in standard.steps for use in _uses(step))


def _uses(step: Step) -> Iterator[tuple[str, Place]]:
    yield from ((code, step.at("papers", index)) for index, code in enumerate(step.papers))
    if step.into:
        yield step.into, step.at("into")
