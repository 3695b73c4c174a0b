"""采用情况汇总: how many units take each standard, what they add, leave out and change alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Block, Heading, Paragraph, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align, Column
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.adoption_report import (
    ADDED_STANCE,
    COMMON_UNITS_DIVISOR,
    LEAST_UNITS_REPORTED,
    MISSING,
    AdoptionReport,
    Common,
    common,
)
from dangjian_std.domain.unit_sheet import Stance
from dangjian_std.reading.pinning import DIGEST_DIGITS

ADOPTIONS_NAME, ADOPTIONS_TITLE = "compare", "采用情况汇总"
STANCES = tuple(Stance)
BEHIND_EVERY_CODE = "~"
"""Comes behind every code."""
MOST_VALUES_TOLD = 3
"""Most new values of a common change that are told."""

Reports = Sequence[AdoptionReport]


def compose(reports: Reports, expected: Sequence[str], refused: int, *, wide: bool) -> Document:
    """Return the summary of what units handed in; `expected` are the names of all that should have, if known.

    `refused` files could not be taken. A `wide` one has all standards in one table, else each group has its own.
    """
    by_name = {each.name: each for each in reports}
    names = tuple(dict.fromkeys((*expected, *sorted(by_name))))
    missing = tuple(name for name in names if name not in by_name)
    tables = _numbered(_tables(by_name, names, wide=wide))
    blocks: tuple[Block, ...] = (
        Heading(level=0, text=ADOPTIONS_TITLE, anchor=ADOPTIONS_NAME),
        Paragraph(text=(_summed(reports, expected, missing, refused),)),
        *tables,
    )
    part = Part(id=f"part-{ADOPTIONS_NAME}", title=ADOPTIONS_TITLE, head="", folio=Folio.ARABIC, blocks=blocks)
    return Document(name=ADOPTIONS_NAME, title=ADOPTIONS_TITLE, author="", subject=ADOPTIONS_TITLE, parts=(part,))


def _summed(reports: Reports, expected: Sequence[str], missing: Sequence[str], refused: int) -> str:
    said = f"应报{len(expected)}个单位，" if expected else ""
    said += f"报了{len(reports)}个" + (f"，{MISSING}{len(missing)}个" if expected else "") + "。"
    if extra := [each.name for each in reports if expected and each.name not in expected]:
        said += f"清单里没有、也报了的：{'、'.join(extra)}。"
    if refused:
        said += f"另有{refused}份读不了或者报重了，没有算" + (f"，那几个单位也算{MISSING}。" if expected else "。")
    if len({each.set for each in reports}) > 1:
        said += "沿用的不是同一套，编号相同的标准未必是同一项。"
    return said


AdoptionTable = tuple[str, Sequence[Column], Rows, tuple[str, ...], str]
"""Title, columns, rows, notes, and what is said where there is no row."""


def _numbered(made: Iterator[AdoptionTable]) -> Iterator[Table]:
    for number, (title, columns, rows, notes, empty) in enumerate(made, 1):
        yield table(number, title, columns, rows, *notes, empty=empty)


def _tables(reports: Mapping[str, AdoptionReport], names: Sequence[str], *, wide: bool) -> Iterator[AdoptionTable]:
    taken = (each for report in reports.values() for each in report.standards if each.stance != ADDED_STANCE)
    titles = {each.code: each.title for each in taken}
    yield _standards(reports, names, titles)
    yield _common(tuple(reports.values()), titles)
    yield _left_out(reports, names)
    yield _own(reports, names)
    yield _bases(tuple(reports.values()))
    yield _units(reports, names)
    groups = _groups(sorted(titles), wide=wide)
    for group, after in zip(groups, (*(each[0] for each in groups[1:]), BEHIND_EVERY_CODE), strict=False):
        title = "各单位怎样采用" + ("" if wide else f"（{group[0]}至{group[-1]}）")
        rows = _matrix(reports, names, group, after)
        yield title, _columns(group), rows, (f"{NOTHING_MARK}：它沿用的那一版没有这一项，或者没有增补。",), ""


def _groups(codes: Sequence[str], *, wide: bool) -> Sequence[Sequence[str]]:
    """Return the standards of each table: all, or those of a group by the first digit of their codes."""
    if wide:
        return [codes] if codes else []
    heads = dict.fromkeys(code[:3] for code in codes)
    return [[each for each in codes if each[:3] == head] for head in heads]


# -- units -----------------------------------------------------------------------------------------------


def _units(reports: Mapping[str, AdoptionReport], names: Sequence[str]) -> AdoptionTable:
    columns = (
        column("单位", 28),
        column("类型", 12, Align.CENTRE),
        column("母本", 20, Align.CENTRE),
        *(column(stance.value, 8, Align.CENTRE) for stance in STANCES),
        column(ADDED_STANCE, 8, Align.CENTRE),
        column("改动", 8, Align.CENTRE),
    )
    empty = (MISSING,) + (NOTHING_MARK,) * (len(columns) - 2)
    rows: Rows = ((name, *(_counted(reports[name]) if name in reports else empty)) for name in names)
    notes = (
        "各栏是几项标准；改动是改了母本几处。",
        f"母本写版次和校验值的前{DIGEST_DIGITS}位，不一样的就不是同一版。",
    )
    return "各单位报了什么", columns, rows, notes, "没有单位。"


def _counted(report: AdoptionReport) -> tuple[str, ...]:
    counts = Counter(report.stances.values())
    taken = (str(counts[stance.value]) for stance in STANCES)
    return report.shape, _base(report), *taken, str(len(report.own)), str(len(report.changes))


def _base(report: AdoptionReport) -> str:
    return f"{report.base_edition}（{report.sha256[:DIGEST_DIGITS]}）"


def _bases(reports: Reports) -> AdoptionTable:
    counts = Counter((each.set, each.base_edition, each.sha256) for each in reports)
    columns = (column("母本", 40), column("版次", 20), column("校验值", 25), column("单位数", 15, Align.CENTRE))
    rows: Rows = (
        (title, edition, digest[:DIGEST_DIGITS], str(count))
        for (title, edition, digest), count in counts.most_common()
    )
    return "沿用的是哪一版", columns, rows, (), "没有单位报。"


# -- standards -------------------------------------------------------------------------------------------


def _standards(
    reports: Mapping[str, AdoptionReport], names: Sequence[str], titles: Mapping[str, str]
) -> AdoptionTable:
    heads = (*STANCES, "母本没有", MISSING)
    columns = (
        column("编号", 10, Align.CENTRE),
        column("名称", 40),
        *(column(str(head), 10, Align.CENTRE) for head in heads),
    )
    missing = str(sum(name not in reports for name in names))
    rows: Rows = (
        (code, title, *_taken(reports, code), missing if missing != "0" else NOTHING_MARK)
        for code, title in sorted(titles.items())
    )
    return "各项标准怎样采用", columns, rows, ("各栏是几个单位。",), "没有单位报。"


def _taken(reports: Mapping[str, AdoptionReport], code: str) -> Iterator[str]:
    counts = Counter(report.stances.get(code) for report in reports.values())
    yield from (str(counts[stance.value]) for stance in STANCES)
    yield str(counts[None]) if counts[None] else NOTHING_MARK


def _columns(codes: Sequence[str]) -> Sequence[Column]:
    """Return the columns of a table of units by standards: as wide for each standard as its longest word."""
    each = min(12, 56 / len(codes))
    own = 18
    return (
        column("单位", 100 - own - each * len(codes)),
        *(column(code, each, Align.CENTRE) for code in codes),
        column(ADDED_STANCE, own),
    )


def _matrix(reports: Mapping[str, AdoptionReport], names: Sequence[str], codes: Sequence[str], end: str) -> Rows:
    """Yield how each unit takes some standards; the last cell has those of its own up to the code `end`."""
    for name in names:
        report = reports.get(name)
        if report is None:
            yield name, *(MISSING for _ in codes), MISSING
        else:
            own = [each.code for each in report.own if codes[0] <= each.code < end]
            yield name, *(report.stances.get(code, NOTHING_MARK) for code in codes), "、".join(own) or NOTHING_MARK


def _left_out(reports: Mapping[str, AdoptionReport], names: Sequence[str]) -> AdoptionTable:
    rows: Rows = (
        (name, each.code, each.title, each.reason)
        for name in names
        if name in reports
        for each in reports[name].standards
        if each.stance == Stance.LEFT_OUT
    )
    columns = (column("单位", 25), column("编号", 10, Align.CENTRE), column("名称", 30), column("理由", 35))
    return "不适用的", columns, rows, (), "没有。"


def _own(reports: Mapping[str, AdoptionReport], names: Sequence[str]) -> AdoptionTable:
    rows: Rows = ((name, each.code, each.title) for name in names if name in reports for each in reports[name].own)
    columns = (column("单位", 35), column("编号", 15, Align.CENTRE), column("名称", 50))
    return "增补的标准", columns, rows, ("各单位自己编号，编号相同的未必是同一项。",), "没有。"


# -- what is alike ---------------------------------------------------------------------------------------


def _common(reports: Reports, titles: Mapping[str, str]) -> AdoptionTable:
    columns = (
        column("编号", 9, Align.CENTRE),
        column("哪一处", 25),
        column("怎样改", 9, Align.CENTRE),
        column("单位数", 12, Align.CENTRE),
        column("母本", 18),
        column("各单位", 27),
    )
    rows: Rows = (
        (
            each.code,
            "：".join(filter(None, (titles.get(each.code, ""), each.where))),
            each.kind,
            f"{each.units}（{each.units * 100 // len(reports)}%）",
            each.before or NOTHING_MARK,
            _new(each),
        )
        for each in common(reports)
    )
    few = len(reports) < LEAST_UNITS_REPORTED
    empty = (
        f"报的不到{LEAST_UNITS_REPORTED}个单位，看不出共性。"
        if few
        else f"没有占到{100 // COMMON_UNITS_DIVISOR}%的。"
    )
    notes = (
        f"报了的单位里，至少{100 // COMMON_UNITS_DIVISOR}%改了同一处、改的方向一样的，列在这里，供修订母本参考。",
        "改成的不一样，分开写，括号里是几个单位。",
    )
    return "共性", columns, rows, notes, empty


def _new(each: Common) -> str:
    told = (
        (value, f"（{count}个）" if len(each.after) > 1 else "") for value, count in each.after[:MOST_VALUES_TOLD]
    )
    said = [f"{value}{count}" for value, count in told if value]
    rest = len(each.after) - MOST_VALUES_TOLD
    return "；".join((*said, *([f"另有{rest}种"] if rest > 0 else []))) or NOTHING_MARK
