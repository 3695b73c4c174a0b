"""Forms as pages: fields become rows to write in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from dangjian_std.composition import clauses, lined_tables
from dangjian_std.composition.lined_tables import Formulas
from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form, FormKind, HeadEntry, Sheet, Space
from dangjian_std.document.inline import Blank, InputKind, Line
from dangjian_std.document.place_names import NUMBER_PLACE, OWNER_PLACE
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Field, Record
from dangjian_std.domain.vocabulary import Archive, CountedPer, FieldType, Medium, Width

FULL_WIDTH_TYPES = frozenset({FieldType.CHOICES, FieldType.LINES, FieldType.TABLE, FieldType.ROSTER})
SPACE_OF_TYPE = {
    FieldType.LINES: Space.RULED,
    FieldType.CHOICE: Space.CHOICE,
    FieldType.CHOICES: Space.CHOICE,
    FieldType.SIGNATURE: Space.SIGN,
    FieldType.SEAL: Space.SIGN,
}
BY_RULE = "按上级规定"
CODES_NOTE = "编号的第一位数字是组号，后两位按事项分段，中间留着空号，以后增加时用；空号没有表，不是漏印。"
SEAL_LINES = 4
"""Writing lines that a seal has: it is 42 mm across, and may reach over the frame."""
ARCHIVE_PERIOD_LABEL = "保管期限"
MOST_PERIOD_CHARACTERS = 13
"""Most characters that a period has room for above the frame."""
BALLOTS_ABREAST = 4
"""So many ballots on a sheet of paper stand two abreast: each entry needs a line of its own."""
OWNERS = {CountedPer.UNIT: "单位", CountedPer.GROUP: "党小组"}
"""Whose form it is, above its frame; all others are kept by the branch."""
SAMPLE_NOTE = "示例：人物、单位和内容都是虚构的，只说明怎样填写；签到由本人手签。"
SAMPLE_OWNER, SAMPLE_YEAR = "示例第一党支部", "2027"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What is written on a form beforehand, by the ids of fields and columns."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lines of a field, or ticked options, by the id of the field; of a column by `table.column`."""
    owner: str = ""
    per: CountedPer | None = None
    """Whose form it is, where that is not the one that the record is kept by."""
    year: str = ""
    note: str = ""
    """A line above the frame, such as that this is a sample."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """How many lines are written in a table or places signed in, by the id of the field, where that is known."""
    formulas: Formulas = field(default_factory=dict)
    """What a workbook computes; with it, the fields and columns that only a workbook has are drawn too."""


BLANK_FILLING = Filling()


def draw_form(record: Record, *, alone: bool = False, filling: Filling = BLANK_FILLING, copy: str = "") -> Form:
    """Draw a form: its face, and its overleaf and a page apart where fields ask for them.

    One that stands `alone` carries its own title, and of small ballots a whole sheet of paper is drawn; in an
    annex the head of the annex is its title. Each `copy` of a form in one document has a name of its own. A page
    apart is named after the last field on it. Further sheets follow where more lines are needed than it has.
    """
    face = tuple(_rows(record, filling, lambda each: not each.overleaf and not each.apart))
    two_sided = lined_tables.needs_back(record, filling.texts)
    back = tuple(_rows(record, filling, lambda each: each.overleaf)) if two_sided else ()
    apart = [each for each in record.fields if each.apart]
    note: tuple[Line, ...] = ((filling.note,),) if filling.note else ()
    ballot = record.medium is Medium.BALLOT
    head = tuple(_head(record, filling))
    below = "" if ballot or not _is_long(record) else f"{ARCHIVE_PERIOD_LABEL}：{_period(record)}"
    sheets = [Sheet(title=record.title if alone else "", above=note, head=head, rows=face, below=below)]
    if back:
        sheets.append(Sheet(title=f"{record.title}（背面）", above=note, rows=back))
    if apart:
        rows = tuple(_rows(record, filling, lambda each: each.apart))
        sheets.append(Sheet(title=f"{record.title}（{apart[-1].label}）", above=note, head=head, rows=rows))
    title = f"{record.title}（续页）"
    more = lined_tables.further(record, filling.texts, filling.lines, filling.formulas)
    sheets += (Sheet(title=title, above=note, head=head, rows=(table,)) for table in more)
    return Form(
        code=record.code,
        version=record.version,
        anchor=f"{record.code}{copy}",
        sheets=tuple(sheets),
        kind=FormKind.BALLOT if ballot else FormKind.FORM,
        per_sheet=record.per_sheet,
        repeated=record.per_sheet if alone else 1,
    )


def sample_filling(catalog: Catalog, record: Record) -> Filling:
    """What a filled form shows, from the record's own samples; empty where it has none."""
    texts = {each.id: each.sample for each in record.fields}
    for each in record.fields:
        texts |= {f"{each.id}.{column.id}": column.sample for column in each.columns}
    texts = {
        name: tuple(clauses.resolved(catalog, line) for line in lines) for name, lines in texts.items() if lines
    }
    if not texts:
        return BLANK_FILLING
    return Filling(texts=texts, owner=SAMPLE_OWNER, year=SAMPLE_YEAR, note=SAMPLE_NOTE)


def retention(record: Record) -> str:
    """How long a filled form is kept."""
    period = record.archive.value if record.archive else BY_RULE
    return f"{period}（{record.keep}）" if record.keep else period


def _head(record: Record, filling: Filling) -> Iterator[HeadEntry]:
    """Yield whose form it is, its number, its period where there is room for it; of a ballot only the first."""
    owner = OWNERS.get(filling.per or record.per, "党支部")
    yield HeadEntry(OWNER_PLACE, owner, (filling.owner or Blank(12, owner),))
    if record.medium is Medium.BALLOT:
        return
    number = (f"{record.code}—", filling.year or Blank(4, "年份"), "—", Blank(3, "序号"))
    yield HeadEntry(NUMBER_PLACE, "编号", number)
    if not _is_long(record):
        yield HeadEntry("head.period", ARCHIVE_PERIOD_LABEL, (_period(record),))


def _period(record: Record) -> str:
    """The period on a form; one that is not filed says how long it is kept all the same."""
    filed = record.archive and record.archive is not Archive.NONE
    return record.archive.value if filed and record.archive else retention(record)


def _is_long(record: Record) -> bool:
    """Whether the archive period is too long for the line above the frame, and stands below it."""
    return len(_period(record)) > MOST_PERIOD_CHARACTERS


def _rows(record: Record, filling: Filling, here: Callable[[Field], bool]) -> Iterator[EntryRow | EntryTable]:
    """Pair the half-width fields that stand on a side; a full one stands alone."""
    waiting: list[Entry] = []
    shown = (each for each in record.fields if here(each) and (filling.formulas or not each.screen))
    for each in shown:
        if each.type in {FieldType.TABLE, FieldType.ROSTER}:
            yield from _flush(waiting)
            people = filling.lines.get(each.id)
            yield lined_tables.table(record, each, filling.texts, filling.formulas, people)
        elif _full(each) or record.per_sheet >= BALLOTS_ABREAST:
            yield from _flush(waiting)
            yield EntryRow(entries=(_entry(each, filling),))
        else:
            waiting.append(_entry(each, filling))
            if len(waiting) == 2:  # noqa: PLR2004 a line of a form holds two halves
                yield from _flush(waiting)
    yield from _flush(waiting)


def _flush(waiting: list[Entry]) -> Iterator[EntryRow]:
    if waiting:
        yield EntryRow(entries=tuple(waiting))
        waiting.clear()


def _full(each: Field) -> bool:
    return each.width is Width.FULL or (each.width is None and each.type in FULL_WIDTH_TYPES)


def _entry(each: Field, filling: Filling) -> Entry:
    return Entry(
        id=each.id,
        label=each.label,
        space=SPACE_OF_TYPE.get(each.type, Space.LINE),
        height=SEAL_LINES if each.type is FieldType.SEAL else each.lines,
        options=each.options,
        hint=each.hint or "",
        full=_full(each),
        kind=lined_tables.KIND_OF_COLUMN.get(each.type, InputKind.TEXT),
        formula=filling.formulas.get(each.id),
        value=filling.texts.get(each.id, ()),
    )
