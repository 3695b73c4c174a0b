"""步骤、检查要点提到的栏目，填写方式不对。

为什么
------
日子要从日期栏取，数要从数字栏取，选项要从单选栏取，来源的词要从写了 words 的一格取。拿文字栏当日期，机器认不出来。

- on、since、while：日期，或者写了 words 的一格（日期写在词的旁边，如“3月10日督查”）；
- due：日期或者年度季度；catalog.yaml 的 inspection 里，done 是日期，month 是年度季度；
- more_than_0，写了 not_less 的 where：数字或者金额；写了 is 的 where：单选；
- from：那个表格里正好有一列写了 words；
- writes：这一步要填一张表；since 同 on 不是同一栏，两个都是列的在同一个表格里；or 写的不是同一处。

反例
----
    # DJ401 hold
    writes: {on: time, ticked: [主题党日]}

正例
----
    # DJ401 hold
    writes: {on: held-on, ticked: [主题党日]}

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Each, Follows, Measure, MeasuredShare
from dangjian_std.domain.record import CHOICE_TYPES, NUMERIC_TYPES, Column, Field
from dangjian_std.domain.standard import Step
from dangjian_std.domain.vocabulary import FieldType
from dangjian_std.rules import measured_steps
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS511"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-measure", "signed-answer")

DAY_CELLS = frozenset({FieldType.DATE})
DAY_OR_PERIOD_CELLS = frozenset({FieldType.DATE, FieldType.PERIOD})
PERIOD_CELLS = frozenset({FieldType.PERIOD})
CELL_TYPES_OF_KEY = {
    "on": DAY_CELLS,
    "since": DAY_CELLS,
    "due": DAY_OR_PERIOD_CELLS,
    "while": DAY_CELLS,
    "more_than_0": NUMERIC_TYPES,
    "month": PERIOD_CELLS,
    "done": DAY_CELLS,
}
"""Types of the cells that a key may name."""
NAMES_OF_CELL_TYPES = {
    DAY_CELLS: "日期",
    DAY_OR_PERIOD_CELLS: "日期",
    PERIOD_CELLS: "年度季度",
    NUMERIC_TYPES: "数字",
    CHOICE_TYPES: "选项",
}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each cell of a type that cannot hold what is read from it, and each word that is read from nowhere."""
    for key, cell, place in measured_steps.named_cells(catalog):
        if key in CELL_TYPES_OF_KEY:
            yield from _typed(cell, CELL_TYPES_OF_KEY[key], place)
    for step in measured_steps.steps(catalog):
        if step.writes and not step.written_in:
            message = "这一步不填表，用不着 writes"
            yield Problem(place=step.key("writes"), message=message, help="删去 writes，或写 opens、record")
        yield from _muddled(step)
        for code, writes in step.days:
            if writes.from_:
                table = (writes.on or "").rpartition(".")[0]
                yield from _worded(catalog, code, table, writes.at("from"))
    for _, criterion in measured_steps.criteria(catalog):
        yield from _measured(catalog, criterion.measure)


def _muddled(step: Step) -> Iterator[Problem]:
    """Yield each place of a day that is named twice, and each start that stands in another table than the end."""
    met: set[tuple[object, ...]] = set()
    for code, writes in step.days:
        place = code, writes.on, writes.ticked, writes.from_, writes.more_than_0
        if place in met:
            message = "前面已经写了这一处"
            yield Problem(place=writes.at("on"), message=message, help="删去这个 or，或写另外一处")
        met.add(place)
        tables = [name.rpartition(".")[0] for name in (writes.since, writes.on) if name]
        if writes.since and writes.since == writes.on:
            message = "起算的日期同做的日期是同一栏，总是按时"
            yield Problem(place=writes.at("since"), message=message, help="换成起算的那一栏")
        elif len(tables) > 1 and all(tables) and tables[0] != tables[1]:
            message = "起算的日期同做的日期不在一个表格里，不知道哪一行对哪一行"
            yield Problem(place=writes.at("since"), message=message, help="换成同一个表格的列，或者表格外的栏目")


def _measured(catalog: Catalog, measure: Measure) -> Iterator[Problem]:
    table = (
        measure.share if isinstance(measure, MeasuredShare) else measure.of if isinstance(measure, Each) else None
    )
    if isinstance(measure, MeasuredShare | Each) and table and measure.where:
        cell = measured_steps.cell(catalog, table.below(measure.where))
        if cell and isinstance(measure, MeasuredShare) and measure.not_less is not None:
            yield from _typed(cell, NUMERIC_TYPES, measure.at("where"))
        if cell and isinstance(measure, Each) and measure.is_:
            yield from _typed(cell, CHOICE_TYPES, measure.at("where"))
    read = (
        measure.share
        if isinstance(measure, MeasuredShare)
        else measure.into
        if isinstance(measure, Follows)
        else None
    )
    if isinstance(measure, MeasuredShare | Follows) and measure.from_ and read:
        yield from _worded(catalog, read.record, read.field, measure.at("from"))


def _typed(cell: Field | Column, types: frozenset[FieldType], place: Place) -> Iterator[Problem]:
    if cell.type not in types and not (types is DAY_CELLS and cell.words):
        message = f"“{cell.label}”的填写方式是 {cell.type}，不是{NAMES_OF_CELL_TYPES[types]}"
        yield Problem(
            place=place, message=message, help=f"换成填{NAMES_OF_CELL_TYPES[types]}的一栏，或改那一栏的 type"
        )


def _worded(catalog: Catalog, code: str, table: str, place: Place) -> Iterator[Problem]:
    found = measured_steps.words(catalog.records[code], table)
    if len(found) != 1:
        where = f"{code}.{table}" if table else code
        message = f"{where} 里写了 words 的有 {len(found)} 格，不知道来源看哪一格"
        yield Problem(place=place, message=message, help="给写来源的那一格写 words，别的不写")
