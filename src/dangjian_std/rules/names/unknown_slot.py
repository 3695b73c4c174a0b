"""文书正文里的〔标识〕没有对应的空白，或者有空白没有用上。

为什么
------
正文写〔topic〕，就要有一个叫 topic 的空白说明填什么。对不上，印出来就是一对空括号。

反例
----
    # W401 prepare
    id: preparation

正例
----
    # W401 prepare
    id: prepare

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Paper
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.spelling import near

CODE = "DS116"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each blank in a body that is no slot, and each slot without a blank that no such finding points at."""
    for paper in catalog.papers.values():
        yield from _check(paper)


def _check(paper: Paper) -> Iterator[Problem]:
    uses = [
        (found[1], paper.part(("body", index), text, found.span()))
        for index, text in enumerate(paper.body)
        for found in re.finditer(r"〔([^〔〕]*)〕", text)
    ]
    known = {slot.id: slot.at("id") for slot in paper.slots}
    missing = list(dangling(uses, known, what="空白", register="这个文件的 slots", meant=near))
    yield from missing
    said = {related.place for problem in missing for related in problem.related}
    used = {name for name, _ in uses}
    for name, place in known.items():
        if name not in used and place not in said:
            yield Problem(place=place, message=f"空白“{name}”没有用到", help=f"在正文里写〔{name}〕，或删去这一项")
