"""表里该相符的（agree），写给人看的那句话，同程序算的不一样。

为什么
------
检查要点靠它判断：句子说“公示不少于5个工作日”，程序却按3个工作日算，不够的也判成合规。
句子（say）里的比例、超过还是不少于、同应到还是同实到比、几个工作日，要同这一项的数据一样。

反例
----
    # R201
    agree:
      - {id: quorum, part: present, of: due, at_least: 1/3, say: 实到不少于应到的一半。}

正例
----
    # R201
    agree:
      - {id: quorum, part: present, of: due, at_least: 1/2, say: 实到不少于应到的一半。}

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dangjian_std.domain.agreements import Agreement, InOrder, PartOf
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Record
from dangjian_std.domain.vocabulary import TimeUnit
from dangjian_std.rules.figures import figures
from dangjian_std.rules.vote_shares import BASES, FRACTION_OF_WORD
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS512"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "mistaken-agreement")

FRACTION_WORDS = {**FRACTION_OF_WORD, "一半": Fraction(1, 2)}
SHARE_OF_BASE = re.compile(rf"(?:({BASES})(?:(?!{BASES})[^，。；]){{0,8}}?)?({'|'.join(FRACTION_WORDS)})")
OVER = re.compile("超过|多于")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each agreement whose sentence says another number, base or limit than its data."""
    for record in catalog.records.values():
        for each in record.agree:
            found = _order(each) if isinstance(each, InOrder) else _part(record, each)
            if found:
                yield Problem(
                    place=found[0],
                    message=f"“{found[1]}”同这一项算的不一样",
                    help="句子和数据写成一样；法规写了的，两处都照法规",
                )


def _order(each: InOrder) -> tuple[Place, str] | None:
    asked = {TimeUnit.WORKDAYS: each.at_least_workdays, TimeUnit.DAYS: each.at_least_days}
    for figure in figures(each.say):
        number = asked.get(figure.offset.unit)
        if number and number != figure.offset.number:
            return each.part(("say",), each.say, figure.found.span()), figure.found[0]
    return None


def _part(record: Record, each: Agreement) -> tuple[Place, str] | None:
    found = SHARE_OF_BASE.search(each.say)
    limit = (each.at_least or each.more_than) if isinstance(each, PartOf) else None
    if not isinstance(each, PartOf) or not found or not limit:
        return None
    turned = limit > 1  # 应到不少于赞成的2倍: 赞成不超过应到的一半
    part, base = (1 / limit, each.part_) if turned else (limit, each.of)
    label = record.cells[record.meant(each, base)].label if base else ""
    bases = re.findall(BASES, label)
    over = bool(OVER.search(each.say[: found.start(2)]))
    wrong = (
        FRACTION_WORDS[found[2]] != part
        or (found[1] and bases and found[1] not in bases)
        or (not turned and over is not (each.more_than is not None))
    )
    return (each.part(("say",), each.say, found.span(2)), found[0]) if wrong else None
