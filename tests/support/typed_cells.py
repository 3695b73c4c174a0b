"""What a machine keeps of what may stand in a cell of a filled form, or asks about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dangjian_std.assessment import days
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.doubts import DoubtError
from dangjian_std.assessment.facts import DateSpan
from dangjian_std.assessment.values import Reader
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Column, Field
from dangjian_std.domain.vocabulary import FieldType
from support.folders import FROZEN
from support.one_value import catalog_of

TODAY = dt.date(2027, 4, 10)
AROUND = {
    "spring": Around(TODAY, DateSpan(dt.date(2027, 1, 1), dt.date(2027, 3, 31))),
    "the turn": Around(TODAY, DateSpan(dt.date(2026, 12, 1), dt.date(2027, 1, 31))),
    "a year": Around(TODAY, days.of_year(2027)),
    "nothing": Around(TODAY),
}
TEXTS = (
    "|—|/|无|没有|不详|?|√|√√|×|□|√□|是|否|1|01|1.50|1,000|1,00|12元|1人|１２|3月5日|12月31日|3月5|2月29日|2月30日|"
    "2027-3-5|2027年3月5日|2027.03.05|20270305|2027-04-11|1949-01-01|2999-01-01|2027年|2027|2027年度|第一季度|"
    "2027年第4季度|2027Q2|上半年|2026年下半年|3月|2027年3月|13月|2027-03|优秀|优秀 合格|□优秀 √合格|优秀合格|一组|"
    "示例甲|示 例甲|示例甲、示例乙|"
    "已办结（3月5日）|办结 2027年3月5日|3月5日至3月8日办结|字字字字字字字字字字字字字字字字字字"
)
SAID = (
    *TEXTS.split("|"),
    *(3, 3.5, 20270305, True, False, dt.date(2027, 3, 5), dt.date(2027, 3, 1), dt.date(2027, 4, 11)),
    *(dt.time(9, 30), dt.timedelta(hours=1)),
)


def kept() -> Iterator[str]:
    """Of the first cell of each sort: each answer, and what it answers."""
    for name, cell in _cells(catalog_of(FROZEN)).items():
        for around, where in AROUND.items():
            for past in (False, True) if cell.type is FieldType.DATE else (False,):
                answers: dict[str, list[str]] = {}
                for said in SAID:
                    reader = Reader(where, frozenset({"一组", "二组"}))
                    try:
                        answer = str(reader.value(cell, said, past=past))
                    except DoubtError as doubt:
                        answer = f"{doubt} → {doubt.help}"
                    answers.setdefault(answer, []).append(f"{said}")
                yield f"=== {name}, around {around}{', past' * past}"
                yield from (f"{answer} ← {' | '.join(texts)}" for answer, texts in answers.items())


def _cells(catalog: Catalog) -> dict[str, Field | Column]:
    """Return the first cell of each sort: its type, what fills it, whether words of it count."""
    found: dict[str, Field | Column] = {}
    for record in catalog.records.values():
        for cell in record.cells.values():
            fill = cell.fill if isinstance(cell, Field) else None
            if cell.type in {FieldType.TABLE, FieldType.ROSTER}:
                continue
            sort = " ".join(filter(None, (cell.type, fill, "words" * bool(cell.words))))
            found.setdefault(sort, cell)
    return dict(sorted(found.items()))
