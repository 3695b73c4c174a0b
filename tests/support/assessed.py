"""The sheets of a day, of a small unit whose branches differ in what they did; and what units hand up."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from dangjian_std.assessment import judging
from dangjian_std.assessment.answers import Answer
from dangjian_std.assessment.facts import DateSpan, Fact
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import Facts, LookEntry
from dangjian_std.document.document import Document
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.hand_up import KEPT_HEAD_DIGITS, AskedCriterion, HandedAnswer, HandUp
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import last_of
from dangjian_std.publications.assessed import branch_page, overview
from dangjian_std.publications.assessed.assessment import Assessment
from dangjian_std.publications.reports import gathered
from dangjian_std.reading import load
from dangjian_std.reading.project import RawSource
from support import judged, taken

AS_OF = dt.date(2027, 5, 31)
INSPECTION = """
inspection:
  checks: R501.branch-checks
  month: month
  on: checked-on
  leader: R501.inspector
  items: R211.items
  from: [督查]
  due: due-on
  done: done-on
  refer: DJ401.tell
"""
BY_HAND = "".join(
    f"""\
  - id: seen-{number}
    kind: 成效
    statement: 第{number}件事办得好。
    measure: {{hand: 翻看}}
    by_hand: 翻看第{number}样。
"""
    for number in range(4)
)
HISTORY = "history:\n"
QUARTERS = {"2027-Q1": (1, 3), "2027-Q2": (4, 6)}
DAYS = {month: dt.date(2027, month, 11) for month in range(1, 6)}


def meeting(day: dt.date, told: dt.date | None = None, **more: Any) -> dict[str, Any]:
    """A meeting; somebody who was away was told of it."""
    rows = {"absent": [{"told-on": told}]} if told else {}
    return {"form": "R201", "key": day, "fields": {"held-on": day, "kinds": ["主题党日"], **more}, "rows": rows}


def listed(*items: Mapping[str, Any], quarter: str = "2027-Q2") -> dict[str, Any]:
    """A list of matters."""
    return {"form": "R211", "key": quarter, "rows": {"items": items}}


def inspected(*checks: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """A year of inspections."""
    return {"form": "R501", "key": 2027, "fields": fields, "rows": {"branch-checks": checks}}


def check(month: int, found: int | str = 0, day: int = 12) -> dict[str, Any]:
    """One inspection."""
    return {"month": month, "checked-on": dt.date(2027, month, day), "found": found}


ITEM = {"source": "督查 2027-04-12", "due-on": dt.date(2027, 4, 20)}
LATE = {"source": "亮旗行动 2027-04-02", "due-on": dt.date(2027, 4, 20), "done-on": dt.date(2027, 5, 20)}
BRANCHES: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "甲支部": (
        *(meeting(day, day + dt.timedelta(1)) for day in DAYS.values()),
        listed({**ITEM, "done-on": dt.date(2027, 4, 19)}),
        inspected(*(check(month, int(month == 4)) for month in DAYS), inspector="写"),
    ),
    "乙支部": (
        *(meeting(day, day + dt.timedelta(9)) for day in (DAYS[1], DAYS[4])),
        listed(ITEM, LATE, {"source": "督查", "due-on": dt.date(2027, 5, 20)}),
        inspected(check(4, 2), check(5), check(5, 0, 25), inspector="写"),
    ),
    "丙支部": (
        meeting(DAYS[2], **{"held-on": "不详"}),
        listed(*[ITEM] * 8),
        inspected(check(4, 1), check(5, 0, 28)),
    ),
    "丁支部": (meeting(DAYS[1]), listed(LATE, quarter="2027-Q1"), inspected({"month": 5, "checked-on": "不详"})),
    "戊支部": (),
    "己支部": (meeting(DAYS[5]),),
}
"""What each branch has handed in; the last has not said that this is all."""
LOOKS = (
    LookEntry(criterion="DJ401.monthly", branch="乙支部", seen="是", post="组织委员", on=DAYS[4], taken=AS_OF),
    LookEntry(criterion="DJ401.seen-1", branch="乙支部", seen="不适用", post="组织委员", on=DAYS[5], taken=AS_OF),
    LookEntry(criterion="DJ401.told", branch="乙支部", seen="否", post="支部书记", on=DAYS[3], taken=AS_OF),
)


@cache
def catalog() -> Catalog:
    """Return the set of the unit, which declares inspections."""
    files = taken.files()
    (system,) = (path for path in files if path.endswith("standards/catalog.yaml"))
    files[system] += INSPECTION.encode()
    (standard,) = (path for path in files if "/DJ401" in path)
    files[standard] = files[standard].decode().replace(HISTORY, BY_HAND + HISTORY).encode()
    loaded = load.load(RawSource(path, data) for path, data in files.items())
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def _filings(branch: str, forms: tuple[Mapping[str, Any], ...]) -> Iterator[Filing]:
    for filing in judged.filings(catalog(), {"filings": forms}):
        fields = filing.fields
        if filing.key in QUARTERS:
            first, last = QUARTERS[filing.key]
            fields = {**fields, "quarter": Fact(DateSpan(dt.date(2027, first, 1), last_of(2027, last)), "1!B1")}
        yield dataclasses.replace(filing, branch=branch, fields=fields)


def assessed(branches: tuple[str, ...], as_of: dt.date = AS_OF, **more: Any) -> Assessment:
    """Judge some branches; those beyond the six have reported and handed in nothing."""
    filings = tuple(each for branch in branches for each in _filings(branch, BRANCHES.get(branch, ())))
    covered = dict.fromkeys((each for each in branches if each != "己支部"), as_of)
    facts = Facts(filings, covered, len(filings), "ab" * 32 if filings else "", looks=LOOKS)
    unit = Unit.of(catalog())
    found = judging.judge(unit, facts, tuple(map(Body, branches)), as_of)
    return Assessment(unit, facts, tuple(found), branches, as_of, **more)


def sheets() -> Iterator[tuple[str, Document, object]]:
    """Yield every sheet: of six branches, of many, of one day's knowledge, of a unit that is one branch."""
    six = assessed(tuple(BRANCHES))
    many = assessed(tuple(f"第{number}支部" for number in range(1, 13)))
    alone = assessed(("",), dt.date(2027, 12, 31), known=dt.date(2028, 1, 8))
    documents = [overview.page(six), *(branch_page.page(six, each) for each in BRANCHES)]
    documents += [overview.page(many), overview.look_list(six), branch_page.page(alone, "")]
    yield from ((each.name, each, ()) for each in documents)
    yield from ((f"gathered {number}", each, ()) for number, each in enumerate(summaries()))


def _unit(number: int, answers: str, **more: Any) -> HandUp:
    """A unit with two branches; of each criterion the answers of both."""
    criteria = tuple(
        AskedCriterion(name=f"DJ{101 + 100 * at}.a", statement=f"第{at}项。", machine=at < 3) for at in range(4)
    )
    said = {"是": Answer.YES, "否": Answer.NO, "不": Answer.NOTHING_DUE, "无": Answer.UNKNOWN}
    handed = (
        HandedAnswer(criterion=criteria[at // 2].name, branch=f"支部{at % 2}", answer=said[each], counts={})
        for at, each in enumerate(answers)
    )
    rest: dict[str, Any] = {
        "name": f"第{number}单位", "edition": "手册 2027年版", "month": "2027-03", "plan": "某委办〔2027〕3号",
        "lines": 2, "head": "ab" * 32, "heads": ("cd" * (KEPT_HEAD_DIGITS // 2), "ab" * (KEPT_HEAD_DIGITS // 2)),
        "reported": (True, number % 2 == 0),
    }  # fmt: skip
    return HandUp(criteria=criteria, answers=tuple(handed), **{**rest, **more})


def summaries() -> Iterator[Document]:
    """Yield what is made of what units hand up: of six that differ, of one, of none."""
    said = ("是是否是不不", "是否无是是是", "不不不不是是", "是无是是是是", "否否否否否否", "是是是是")
    units = [_unit(at, each) for at, each in enumerate(said)]
    units[5] = _unit(5, said[5], edition="手册 2028年版", plan="某委办〔2027〕4号", lines=0, head="", heads=())
    reports = {each.name: each for each in units}
    expected = (*list(reports)[:5], "没有报的单位")
    torn = {"第0单位": "2027-02", "第1单位": ""}
    for wide in (False, True):
        yield gathered.compose("2027-03", reports, expected, 2, torn, wide=wide)
    five = {each.name: each for each in units[:5]}
    yield gathered.compose("2027-03", five, (), 0, {}, wide=True)
    yield gathered.compose("2027-03", {units[0].name: units[0]}, (), 0, {}, wide=False)
    yield gathered.compose("2027-03", {}, expected, 0, {}, wide=False)
