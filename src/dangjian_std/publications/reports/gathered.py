"""督查情况汇总: what units answer for a month. Nobody is ranked, and 未报 is never a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dangjian_std.assessment import chain
from dangjian_std.assessment.answers import Answer
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Block, Heading, Paragraph, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align, Column, Line, Mark
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.adoption_report import COMMON_UNITS_DIVISOR, LEAST_UNITS_REPORTED, MISSING
from dangjian_std.domain.hand_up import HandUp
from dangjian_std.publications.assessed.assessment import legend
from dangjian_std.publications.assessed.overview import SHAPE_OF_ANSWER

GATHERED_NAME, GATHERED_TITLE = "gather", "督查情况汇总"
WORST = tuple(SHAPE_OF_ANSWER)
"""The worst answer of its branches stands for a unit, in this order."""
ANSWER_ORDER = (Answer.YES, Answer.NO, Answer.NOTHING_DUE, Answer.UNKNOWN)
GATHERED_DISCLAIMER = "只反映记录的有无和时间，不代表工作好坏，不作为考核得分，不排名。"

Reports = Mapping[str, HandUp]
GatheredTable = tuple[str, Sequence[Column], Rows, tuple[str | Line, ...], str]
"""Title, columns, rows, notes, and what is said where there is no row."""


def compose(  # noqa: PLR0913 one argument for each thing that is known
    month: str,
    reports: Reports,
    expected: Sequence[str],
    refused: int,
    torn: Mapping[str, str],
    *,
    wide: bool,
) -> Document:
    """Return the summary of a month.

    `torn` says of a unit with an older file from which month its ledger does not go on; nothing where it does.
    """
    names = tuple(dict.fromkeys((*expected, *sorted(reports))))
    made = _tables(reports, names, torn, wide=wide)
    tables: Iterator[Table] = (
        table(number, title, columns, rows, *notes, empty=empty)
        for number, (title, columns, rows, notes, empty) in enumerate(made, 1)
    )
    blocks: tuple[Block, ...] = (
        Heading(level=0, text=f"{month} {GATHERED_TITLE}", anchor=GATHERED_NAME),
        Paragraph(text=(_summed(reports, names, expected, refused),)),
        Paragraph(text=(GATHERED_DISCLAIMER,)),
        *tables,
    )
    part = Part(id=f"part-{GATHERED_NAME}", title=GATHERED_TITLE, head="", folio=Folio.ARABIC, blocks=blocks)
    return Document(
        name=GATHERED_NAME, title=f"{month} {GATHERED_TITLE}", author="", subject=GATHERED_TITLE, parts=(part,)
    )


def _summed(reports: Reports, names: Sequence[str], expected: Sequence[str], refused: int) -> str:
    missing = [name for name in names if name not in reports]
    said = f"应报{len(expected)}个单位，" if expected else ""
    said += f"报了{len(reports)}个" + (f"，{MISSING}{len(missing)}个" if names else "") + "；未报不是没有办。"
    said += f"计划：{'、'.join(sorted({each.plan for each in reports.values()}))}。" if reports else ""
    if extra := [name for name in reports if expected and name not in expected]:
        said += f"清单里没有、也报了的：{'、'.join(extra)}。"
    if refused:
        said += f"另有{refused}份读不了或者报重了，没有算。"
    if len({each.edition for each in reports.values()}) > 1:
        said += "照的不是同一套标准，编号相同的检查要点未必是同一项。"
    return said


def _tables(
    reports: Reports, names: Sequence[str], torn: Mapping[str, str], *, wide: bool
) -> Iterator[GatheredTable]:
    statements = {
        each.name: each.statement for report in reports.values() for each in report.criteria if each.machine
    }
    answers = {name: _answers(report) for name, report in reports.items()}
    yield _units(reports, names, torn, answers)
    yield _common(answers, statements)
    yield _criteria(answers, statements, names)
    codes = sorted({name.partition(".")[0] for name in statements})
    heads = (
        [codes] if wide else [[c for c in codes if c[:3] == head] for head in dict.fromkeys(c[:3] for c in codes)]
    )
    for group in filter(None, heads):
        title = "各单位" + ("" if wide else f"（{group[0]}至{group[-1]}）")
        width = 72 / len(group)
        columns = (column("单位", 28), *(column(each, width, Align.CENTRE) for each in group))
        marks = ((shape, str(answer)) for answer, shape in SHAPE_OF_ANSWER.items())
        note = legend(marks, f"　{NOTHING_MARK}没有这一项。一项标准里取最前面的一种。")
        yield title, columns, _matrix(answers, names, group), (note,), ""


def _answers(report: HandUp) -> Mapping[str, Answer]:
    """Return the answer of a unit to each criterion of a machine: the worst of its branches."""
    found: dict[str, set[Answer]] = {each.name: set() for each in report.criteria if each.machine}
    for each in report.answers:
        if each.criterion in found:
            found[each.criterion].add(Answer(each.answer))
    return {name: _worst(said) for name, said in found.items() if said}


def _worst(found: set[Answer]) -> Answer:
    return next(each for each in WORST if each in found)


def _units(
    reports: Reports,
    names: Sequence[str],
    torn: Mapping[str, str],
    answers: Mapping[str, Mapping[str, Answer]],
) -> GatheredTable:
    columns = (
        column("单位", 20),
        column("报到", 8, Align.CENTRE),
        *(column(str(each), 8, Align.CENTRE) for each in ANSWER_ORDER),
        column("台账", 28, Align.CENTRE),
        column("接上一份", 12, Align.CENTRE),
    )
    rows: Rows = (
        (name, *_unit(reports[name], answers[name], torn.get(name)))
        if name in reports
        else (name, MISSING, *(NOTHING_MARK,) * (len(columns) - 2))
        for name in names
    )
    notes = (
        "报到是几个党支部报到了月底、一共几个。是、否、不适用、无法判断是机器看得了的检查要点有几项；几个党支部的，有一个“否”就是否。",
        "台账是行数和末行校验值。“接上一份”只查得出换了台账、改过旧行；到现场用 dstd ledger verify --head 对。",
    )
    return "各单位报了什么", columns, rows, notes, "没有单位。"


def _unit(report: HandUp, answers: Mapping[str, Answer], torn: str | None) -> Iterator[str]:
    yield f"{sum(report.reported)}/{len(report.reported)}"
    counts = Counter(answers.values())
    yield from (str(counts[each]) for each in ANSWER_ORDER)
    yield f"{report.lines}行 {chain.shown(report.head)}"
    yield NOTHING_MARK if torn is None else f"接不上{torn}" if torn else "接得上"


def _common(answers: Mapping[str, Mapping[str, Answer]], statements: Mapping[str, str]) -> GatheredTable:
    columns = (
        column("检查要点", 60),
        column("答“否”的单位", 20, Align.CENTRE),
        column("占报的", 20, Align.CENTRE),
    )
    bad = Counter(name for said in answers.values() for name, each in said.items() if each is Answer.NO)
    enough = len(answers) >= LEAST_UNITS_REPORTED
    rows: Rows = (
        (f"{name}　{statements[name]}", f"{count}个", f"{100 * count // len(answers)}%")
        for name, count in sorted(bad.items(), key=lambda each: (-each[1], each[0]))
        if enough and count * COMMON_UNITS_DIVISOR >= len(answers)
    )
    empty = f"没有（五分之一以上的单位都有的才列；报的不到{LEAST_UNITS_REPORTED}个的不列）。"
    return "共性问题", columns, rows, ("先看标准和办法，再看单位。",), empty


def _criteria(
    answers: Mapping[str, Mapping[str, Answer]], statements: Mapping[str, str], names: Sequence[str]
) -> GatheredTable:
    heads = (*map(str, ANSWER_ORDER), "没有这一项", MISSING)
    columns = (column("检查要点", 46), *(column(head, 9, Align.CENTRE) for head in heads))
    missing = sum(name not in answers for name in names)

    def counted(name: str) -> Iterator[str]:
        counts = Counter(said.get(name) for said in answers.values())
        yield from (str(counts[each]) for each in ANSWER_ORDER)
        yield str(counts[None]) if counts[None] else NOTHING_MARK
        yield str(missing) if missing else NOTHING_MARK

    rows: Rows = ((f"{name}　{text}", *counted(name)) for name, text in sorted(statements.items()))
    return "各项检查要点", columns, rows, ("各栏是几个单位；只能由人看的没有列。",), "没有单位报。"


def _matrix(answers: Mapping[str, Mapping[str, Answer]], names: Sequence[str], group: Sequence[str]) -> Rows:
    for unit in names:
        if unit not in answers:
            yield (unit, *(MISSING,) * len(group))
            continue
        by_code: dict[str, set[Answer]] = {}
        for name, answer in answers[unit].items():
            by_code.setdefault(name.partition(".")[0], set()).add(answer)
        worst = {code: _worst(found) for code, found in by_code.items()}
        yield (
            unit,
            *(
                Mark(SHAPE_OF_ANSWER[worst[code]], worst[code]) if code in worst else NOTHING_MARK
                for code in group
            ),
        )
