"""记录表或文书所属的标准，自己并不用它。

为什么
------
表样、文书样印在所属标准的附录里。所属标准自己不用，读的人就不会到那里去找。

反例
----
    # DJ401 删去 notify.papers
    # DJ401 notify
    local: [who, when, how.1]

正例
----
    # DJ401 notify
    papers: [W401]
    local: [who, when, how.1, papers]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import asked_once
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.standard import Standard
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS404"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form or paper that its home does not use. A form that nobody opens is `form-not-opened-once`."""
    uses: dict[str, dict[str, Place]] = {}
    opened = set()
    for home, standard in catalog.standards.items():
        for code, place, opens in _used(standard):
            uses.setdefault(code, {}).setdefault(home, place)
            if opens:
                opened.add(code)
    homes: list[Record | Paper] = [each for code, each in catalog.records.items() if code in opened]
    homes += catalog.papers.values()
    for each in homes:
        code, home = each.code, each.home
        users = uses.get(code, {})
        if home not in users:
            yield Problem(
                place=each.at("home"),
                message=f"{home} 里没有哪一步用到 {code}",
                help=f"改为用到它的标准：{'、'.join(users)}" if users else _nobody(home, code),
                related=tuple(Related(use, "在这里用到") for use in users.values()),
            )


@asked_once
def _used(standard: Standard) -> tuple[tuple[str, Place, bool], ...]:
    """Return each form and paper that a standard uses, where it does first, and whether a step opens it."""
    found: dict[tuple[str, bool], Place] = {}
    for step in standard.steps:
        for code, key in ((step.opens, "opens"), (step.record, "record")):
            if code:
                found.setdefault((code, key == "opens"), step.at(key))
        for index, code in enumerate(step.papers):
            found.setdefault((code, False), step.at("papers", index))
    return tuple((code, place, opens) for (code, opens), place in found.items())


def _nobody(home: str, code: str) -> str:
    gone = f"不再要的，删去这个文件，在 废止.yaml 登记 {code}"
    return f"误删了步骤的，恢复它；{home} 的哪一步要用，就在那里写上；{gone}"
