"""取消了或者改了名，别处的句子里还写着原来的名称。

为什么
------
步骤、栏目没有了，句子里还叫人去填、去办，看的人就找不到。键里写的，别的规则会说；句子里带引号的名称，同旧版比才认得出。

反例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 改步骤的名称}
    # DJ401 assign
    what: 登记议定事项
    # DJ401 close
    how:
      - 照“把议定事项列入落实清单”时写下的，在下次主题党日上通报办理结果，办结一项核销一项。
      - 没有办结的，写明原因和新的时限。

正例
----
    # DJ401
    version: 1.1.0
    history:
      - {version: 1.0.0, on: 2026-12-01, change: 首次发布}
      - {version: 1.1.0, on: 2026-12-20, change: 改步骤的名称}
    # DJ401 assign
    what: 登记议定事项
    # DJ401 close
    how:
      - 照“登记议定事项”时写下的，在下次主题党日上通报办理结果，办结一项核销一项。
      - 没有办结的，写明原因和新的时限。

依据
----
GB/T 1.1—2020 5.5：文件内部、文件之间应当一致。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import texts
from dangjian_std.domain.record import HistoryEntry
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.gate import Revision
from dangjian_std.rules.references import KEYS_ABOUT_PAST
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS703"
SEVERITY = Severity.ERROR
QUOTED_WORDS = re.compile("“([^“”]{2,})”")


def check(revision: Revision) -> Iterator[Problem]:
    """Yield each name that nothing has any more, and that a sentence still quotes."""
    before, after = (dict(_names(catalog)) for catalog in (revision.old, revision.new))
    gone = {name: noun for name, noun in before.items() if name not in after}
    places: dict[str, list[Place]] = {}
    for name, place in _quoted(revision.new) if gone else ():
        if name in gone:
            places.setdefault(name, []).append(place)
    for name, found in places.items():
        yield Problem(
            place=found[0],
            message=f"{gone[name]}“{name}”取消了或者改了名，这里还写着",
            help="改成现在的名称，或者删去这一句；引的不是它的，换个说法",
            related=tuple(Related(place, "这里也写着") for place in found[1:]),
        )


def _names(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield what things are called, and what they are."""
    yield from ((event.name, "事件") for event in catalog.system.events)
    yield from ((role, "岗位") for role in catalog.roles)
    for each in catalog.coded.values():
        yield each.title, "标准" if isinstance(each, Standard) else "表或者文书"
    for record in catalog.records.values():
        yield from ((cell.label, "栏目") for cell in record.cells.values())
    for standard in catalog.standards.values():
        yield from ((step.what, "步骤") for step in standard.steps)
        yield from ((stage.title, "阶段") for stage in standard.stages)
        yield from ((term.term, "术语") for term in standard.terms)
        yield from ((annex.title, "附录") for annex in standard.annexes)


def _quoted(catalog: Catalog) -> Iterator[tuple[str, Place]]:
    """Yield every name in quotation marks, and where; what tells of the past aside."""
    for root in catalog.nodes:
        for holder, path, text in texts(root):
            if path[0] not in KEYS_ABOUT_PAST and not isinstance(holder, HistoryEntry):
                for found in QUOTED_WORDS.finditer(text):
                    yield found[1], holder.part(path, text, found.span(1))
