"""合并到、放到了一步不是会的步骤上。

为什么
------
joins、at 写的是在哪次会上办。写成了别的步骤，程序会把两件事排在同一天，印出来也没有会议的名称可说。
开会的那一步写 meeting，说它叫什么会，别的步骤才能并进去、在它上面办。
prefers 写宜在哪天办：几次会，或者一个不开会的步骤，不混着写。
一步不并到自己的会上，joins 和 at 也不同时写。

反例
----
    # DJ401 tell
    at: [notify]

正例
----
    # DJ401 hold
    meeting: 组织活动
    # DJ401 tell
    at: [hold]

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS226"
SEVERITY = Severity.ERROR


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each meeting that is named and is none, and each step that says both what it joins and where it is."""
    steps = ((code, step) for code, standard in catalog.standards.items() for step in standard.steps)
    for code, step in steps:
        if not (step.joins or step.at_ or step.prefers):
            continue
        for key, named in (("joins", step.joins), ("at", step.at_), ("prefers", step.prefers)):
            for index, each in enumerate(named):
                name = each.qualified(code)
                other = catalog.standards[name.standard].steps_by_id[name.step]
                alone = key == "prefers" and len(named) == 1
                if other is step or not (other.meeting or alone):
                    yield Problem(
                        place=step.at(key, index),
                        message=f"“{other.what}”{'就是这一步' if other is step else '没有写开的是什么会'}",
                        help="写开会的那一步；它开的确是一次会的，在它那里写 meeting",
                        related=(Related(other.at("id"), "这一步"),),
                    )
        if step.joins and step.at_:
            yield Problem(
                place=step.key("at"), message="joins 和 at 只写一个", help="本来是一次会的写 joins，别的写 at"
            )
