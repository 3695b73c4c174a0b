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
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Place

CODE = "DS404"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each form or paper that its home does not use. A form that nobody opens is `form-not-opened-once`."""
    uses: dict[str, dict[str, Place]] = {}
    opened = set()
    for home, standard in catalog.standards.items():
        for step in standard.steps:
            opened.add(step.opens)
            for code, key in ((step.opens, "opens"), (step.record, "record")):
                if code:
                    uses.setdefault(code, {}).setdefault(home, step.at(key))
            for index, code in enumerate(step.papers):
                uses.setdefault(code, {}).setdefault(home, step.at("papers", index))
    homes = [(code, record.home, record.at("home")) for code, record in catalog.records.items() if code in opened]
    homes += [(code, paper.home, paper.at("home")) for code, paper in catalog.papers.items()]
    for code, home, place in homes:
        users = uses.get(code, {})
        if home not in users:
            yield Problem(
                place=place,
                message=f"{home} 里没有哪一步用到 {code}",
                help=f"改为用到它的标准：{'、'.join(users)}" if users else _nobody(home, code),
                related=tuple(Related(use, "在这里用到") for use in users.values()),
            )


def _nobody(home: str, code: str) -> str:
    gone = f"不再要的，删去这个文件，在 废止.yaml 登记 {code}"
    return f"误删了步骤的，恢复它；{home} 的哪一步要用，就在那里写上；{gone}"
