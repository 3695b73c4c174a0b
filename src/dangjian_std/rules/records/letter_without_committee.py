"""不设支委会的单位也发的文书，写到支委会，没有写这样的单位怎样写。

为什么
------
文书是照着填的。正式党员不足7人的支部没有支委会，拿到写着“经支部委员会会议研究”的请示，只能照抄或者自己改。
这样的单位也发的文书，写明不设支委会的改成什么、删去哪一段；这样的单位不发的，在发它的步骤里写明。

反例
----
    # W401
    signature: （支部委员会名称）

正例
----
    # W401
    signature: （支部委员会名称；不设支委会的，写党支部名称）

依据
----
支部条例第二十条第三款：正式党员不足7人的党支部只设书记，必要时设副书记。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import texts
from dangjian_std.domain.record import Paper
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Organ
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS418"
SEVERITY = Severity.WARNING
COMMITTEE = re.compile("支委会|支部委员会")
WITHOUT = re.compile("(不设|没有)(支委会|支部委员会)")
LETTER_TEXT_KEYS = frozenset({"title", "addressee", "signature", "body", "label"})
"""Keys of a letter, and of its blanks, whose texts an office reads or copies."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each letter that speaks of a committee to units that have none and never of them."""
    bare = [unit for unit in Unit.all(catalog) if not unit.has(Organ.COMMITTEE)]
    sent = {unit.profile.name: _senders(unit) for unit in bare}
    for paper in catalog.papers.values():
        senders = {name: steps[paper.code] for name, steps in sent.items() if paper.code in steps}
        spoken = " ".join(text for steps in senders.values() for step in steps for text in step.how)
        if senders and not WITHOUT.search(spoken):
            yield from _mentions(paper, [unit for unit in bare if unit.profile.name in senders])


def _senders(unit: Unit) -> Mapping[str, list[Step]]:
    """Return the steps by which a unit sends each of its letters."""
    found: dict[str, list[Step]] = {}
    for code, standard in unit.catalog.standards.items():
        for step in standard.steps:
            if step.papers and unit.does(code, step):
                for paper in dict.fromkeys(step.papers):
                    found.setdefault(paper, []).append(step)
    return found


def _mentions(paper: Paper, units: list[Unit]) -> Iterator[Problem]:
    """Yield the first place where a letter names the committee, unless it says somewhere what there is without."""
    said = [(holder, path, text) for holder, path, text in texts(paper) if path[0] in LETTER_TEXT_KEYS]
    if any(WITHOUT.search(text) for _, _, text in said):
        return
    for holder, path, text in said:
        if found := COMMITTEE.search(text):
            names = "、".join(each.profile.name for each in units)
            yield Problem(
                place=holder.part(path, text, found.span()),
                message=f"不设支委会的单位也发这一件，没有写怎样写：{names}",
                help="写明不设支委会的改成什么；这样的单位不发的，在发它的步骤里写明",
                related=tuple(Related(each.profile.at("name"), "这样的单位") for each in units),
            )
            return
