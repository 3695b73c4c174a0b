from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator

import pytest

from dangjian_std import renderers
from dangjian_std.composition import role_duties, wording
from dangjian_std.composition.clauses import Clauses, all_clauses
from dangjian_std.composition.role_duties import duties_by_person
from dangjian_std.document.blocks import Band, Row, Table
from dangjian_std.document.document import Document
from dangjian_std.document.inline import Ref, Strong
from dangjian_std.document.words import EMPTY_BOX
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.roles import Doubling
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Before, ByDay, Every, offset, reference
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Period
from dangjian_std.publications import Request, checklists
from dangjian_std.renderers.layout import plain_text


def documents(catalog: Catalog) -> dict[str, Document]:
    """The documents that are made, by the formats of each."""
    return {" ".join(formats): made for made, formats in checklists.compose(Unit.of(catalog), Request())}


def tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def lists(catalog: Catalog) -> dict[str, list[list[str]]]:
    """The lines of each row of each list."""
    return {
        each.title: [
            [plain_text.line(line) for line in row.cells[0].lines] for row in each.rows if isinstance(row, Row)
        ]
        for each in tables(documents(catalog)["pdf docx"])
    }


TICKS = re.compile("(?:[0-9]*[一二三四上下]?□)+　?")
FREE = "可不办；办的"


@dataclasses.dataclass
class Piece:
    """What a list says of a duty."""

    where: str
    """Where it stands: its clause, or its stage."""
    boxes: str
    lead: str
    """What brings it, where that is said before it."""
    text: str
    first: int
    """Place in the list of the first duty of its sentence."""


SUBJECT = re.compile("^[^（：]{2,8}：")
"""The standard before a duty that does not say by itself what it is about."""


def pieces(rows: list[list[str]]) -> list[Piece]:
    """Read a list as a person does: what brings a duty holds for those after it, until the next or a full stop."""
    found: list[Piece] = []
    for lines in rows:
        joined = "".join(lines).replace(FREE, FREE.replace("；", "，"))
        head, text = re.fullmatch("(?:【(.*?)】)?(.*)", joined).groups()
        code = head.split()[0] if head and head.startswith("DJ") else ""
        opening, *said = TICKS.split(text)
        lead, first = opening, len(found)
        number = ""
        for boxes, each in zip(TICKS.findall(text), said, strict=True):
            own, following = re.fullmatch("(.*[；。])([^；。]*)", each).groups()
            if stage := re.match(r"([0-9.]+) ", lead):
                number, lead = stage[1], lead[stage.end() :]
            if number:
                where = f"{code} {number}"
            else:
                standard, clause = re.search(r"(?:(DJ[0-9]+) )?([0-9.]+)）[；。]$", own).groups()
                code = standard or code
                where = f"{code} {clause}"
            brings = re.match("(办[前后])?", own) if boxes.endswith("　") else None
            own = SUBJECT.sub("", own)
            found.append(
                Piece(
                    where,
                    boxes.strip("　"),
                    brings[0] if brings else lead,
                    own[brings.end() :] if brings else own,
                    first,
                )
            )
            if own.endswith("。"):
                first, lead = len(found), following
            elif following:
                lead = following
    return found


def expected(unit: Unit) -> dict[str, list[tuple[Clauses, Step, set[str]]]]:
    """The duties of each person, each with the clauses at which it may be said to stand."""
    return {
        role: [
            (book, step, {f"{book.code} {book.clauses[each]}" for each in (step.id, stage.id)})
            for book, step in own
            for stage in book.standard.stages
            if step in stage.steps
        ]
        for role, own in duties_by_person(unit, all_clauses(unit.catalog)).items()
    }


def of_profile(catalog: Catalog, profile: str) -> Catalog:
    return dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, profile=profile))


def matched(catalog: Catalog) -> Iterator[tuple[Clauses, Step, int, list[Piece]]]:
    """Yield each duty, its place in the list of who has it, and that list. None is left over or missing."""
    unit = Unit.of(catalog)
    made = {role: pieces(rows) for role, rows in lists(catalog).items()}
    wanted = expected(unit)
    assert set(made) == set(wanted)
    for role, own in wanted.items():
        left = dict(enumerate(made[role]))
        for book, step, where in own:
            codes = [code for code in (step.opens, unit.form(step.record), *step.papers) if code]
            (place, *_) = [
                place
                for place, each in left.items()
                if each.where in where
                and each.text.startswith(step.what)
                and all(code in each.text for code in codes)
            ]
            del left[place]
            yield book, step, place, made[role]
        assert not left


@pytest.mark.parametrize("most", [0, 200])
@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_every_step_that_somebody_does_stands_on_exactly_one_list(catalog, monkeypatch, profile, most):
    monkeypatch.setattr(checklists, "MOST_DUTIES_LINED", most)
    assert len(list(matched(of_profile(catalog, profile)))) > 100


def test_a_long_list_runs_on_and_any_other_has_a_line_for_each_duty(catalog, monkeypatch):
    short = lists(catalog)["支部书记"]
    monkeypatch.setattr(checklists, "MOST_DUTIES_LINED", 0)
    long = lists(catalog)["支部书记"]
    assert all(line.count("【") + line.count("　") == 1 for lines in long for line in lines)
    assert sum(map(len, short)) == len(pieces(short)) > sum(map(len, long))
    assert ["".join(lines) for lines in short] == ["".join(lines) for lines in long]


@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_a_duty_says_when_or_how_long_after_another_it_is_done(catalog, profile):
    """What it hangs on is told before it or in its brackets, or is the first of its sentence, or the last one."""
    ways = Counter()
    for book, step, place, own in matched(of_profile(catalog, profile)):
        piece = own[place]
        said = f"{piece.lead}{piece.text}"
        target = reference(step.when)
        if target is None:
            continue
        least = offset(step.when)
        if least and least.number:
            assert f"{least.number}{wording.WORDS_FOR_UNITS[least.unit]}" in said
        elif least:
            assert "当日" in said or "立即" in said
        name = str(book.told(target)).strip("“”")
        before = isinstance(step.when, Before)
        last = own[place - 1].text.startswith(name)
        if re.match("（其后" if not last else "（其后|（当日", piece.text.removeprefix(step.what)):
            ways["其后"] += 1
            assert last
        elif piece.lead == ("办前" if before else "办后"):
            ways["办"] += 1
            assert own[piece.first].text.startswith(name)
        else:
            ways["名"] += 1
            assert name in said
            assert "前" in said.split(name, 1)[1] if before else not piece.lead.endswith("前")
    assert min(ways.values()) > 3
    assert len(ways) == 3


def test_a_duty_of_a_date_names_its_standard_where_it_does_not_stand_alone(catalog):
    said = "".join(line for rows in lists(catalog).values() for lines in rows for line in lines)
    named = 0
    for book, step, place, own in matched(catalog):
        if isinstance(step.when, Every) and own[place].first == place:
            subject = f"□{'　' if own[place].boxes[:-1] else ''}{book.standard.short_title}：{step.what}"
            assert (subject in said) is not step.clear
            named += not step.clear
    assert named > 3


def test_what_recurs_for_each_case_says_that_there_may_be_none(catalog):
    """What an event brings has its case."""
    standard = catalog.standards["DJ301"]
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(
                dataclasses.replace(step, when=dataclasses.replace(step.when, per=CountedPer.CASE))
                for step in stage.steps
            ),
        )
        for stage in standard.stages
    )
    changed = dataclasses.replace(
        catalog, standards={**catalog.standards, "DJ301": dataclasses.replace(standard, stages=stages)}
    )
    said = {True: 0, False: 0}
    for _, step, place, own in matched(changed):
        case, recurs = step.when.per is CountedPer.CASE, isinstance(step.when, Every)
        assert ("（有的才办；" in own[place].text) is (case and recurs)
        said[recurs] += case
    assert all(said.values())


def test_a_duty_of_the_day_of_an_event_says_so(catalog):
    said = [each for rows in lists(catalog).values() for each in pieces(rows)]
    assert [each for each in said if each.lead.endswith("当日")]
    assert not [each for each in said if each.lead.endswith("的")]


def test_a_duty_of_a_month_says_its_day(catalog):
    for book, step, place, own in matched(catalog):
        if isinstance(step.when, Every) and isinstance(step.when.day, ByDay):
            assert f"{step.when.day.number}日前" in f"{own[place].lead}{own[place].text}", book.code


def test_a_list_is_sorted_by_what_brings_a_duty(catalog):
    (table,) = (each for each in tables(documents(catalog)["pdf docx"]) if each.title == "支部书记")
    beats = [plain_text.line(row.text) for row in table.rows if isinstance(row, Band)]
    order = ["每月", "每季", "每半年", "每年", "每届", "遇事"]
    assert beats == sorted(set(beats), key=order.index)
    assert {"每月", "每季", "遇事"} <= set(beats)


def test_a_duty_has_a_box_for_each_time_that_it_comes(catalog):
    unit = Unit.of(catalog)
    wanted = {Period.MONTH: 12, Period.QUARTER: 4, Period.HALF_YEAR: 2}
    count = {
        f"{code} {Clauses(catalog, standard).clauses[step.id]}": (
            len(when.months or range(12)) if when.every is Period.MONTH else wanted.get(when.every, 1)
        )
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if (when := unit.recurrence(code, step))
    }
    for book, step, place, own in matched(catalog):
        asked = count.get(f"{book.code} {book.clauses[step.id]}", 1)
        assert own[place].boxes.count(EMPTY_BOX) == asked
    boxes = {each.boxes for rows in lists(catalog).values() for each in pieces(rows)}
    assert {"□", "1□2□3□4□5□6□7□8□9□10□11□12□", "一□二□三□四□", "上□下□"} == boxes


def test_a_duty_of_some_months_has_their_boxes(catalog):
    unit = Unit.of(catalog)
    standard, step = next(
        (standard, step)
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if isinstance(step.when, Every) and step.when.every is Period.MONTH and unit.does(code, step)
    )
    when = dataclasses.replace(step.when, months=(3, 11))
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(dataclasses.replace(each, when=when) if each is step else each for each in stage.steps),
        )
        for stage in standard.stages
    )
    changed = dataclasses.replace(standard, stages=stages)
    made = lists(dataclasses.replace(catalog, standards={**catalog.standards, standard.code: changed}))
    assert [each for rows in made.values() for each in pieces(rows) if each.boxes == "3□11□"]


def test_who_holds_two_posts_has_one_list(catalog):
    name = catalog.system.profile
    doubled = dataclasses.replace(
        catalog.profiles[name],
        doubling=(Doubling(role="组织委员", by="支部书记", anchor=catalog.profiles[name].anchor),),
    )
    merged = lists(dataclasses.replace(catalog, profiles={**catalog.profiles, name: doubled}))
    assert "组织委员" not in merged
    apart = lists(catalog)
    together = len(pieces(apart["支部书记"])) + len(pieces(apart["组织委员"]))
    assert len(pieces(merged["支部书记"])) == together
    assert any("（组织委员）" in each.text for each in pieces(merged["支部书记"]))


def test_what_a_unit_lacks_is_done_by_who_acts_for_it(catalog):
    assert "支部委员会" not in lists(of_profile(catalog, "小支部"))
    assert "支部委员会" in lists(catalog)


def test_no_list_leads_out_of_its_document(catalog):
    refs = [
        piece
        for document in documents(catalog).values()
        for table in tables(document)
        for row in table.rows
        if isinstance(row, Row)
        for cell in row.cells
        for line in cell.lines
        for piece in line
        if isinstance(piece, Ref)
    ]
    assert refs == []


def test_lists_become_a_workbook_with_a_sheet_a_role(catalog):
    made = renderers.render(documents(catalog)["xlsx"], "xlsx")
    book = zipfile.ZipFile(io.BytesIO(made)).read("xl/workbook.xml").decode()
    assert re.findall('<sheet name="([^"]*)"', book) == list(lists(catalog))


def test_a_row_of_the_workbook_says_all_of_a_duty(catalog):
    unit = Unit.of(catalog)
    own = duties_by_person(unit, all_clauses(catalog))
    sheets = tables(documents(catalog)["xlsx"])
    assert {each.title for each in sheets} == set(own)
    for sheet in sheets:
        said = [[plain_text.cell(cell) for cell in row.cells] for row in sheet.rows]
        assert [row[1:6] for row in said] == [
            [
                plain_text.line(wording.when(step.when, book.told)),
                step.what,
                "、".join(role_duties.left_by(unit, step)) or "—",
                f"{book.code} {book.clauses[step.id]}",
                step.who,
            ]
            for book, step in own[sheet.title]
        ]
        assert all(EMPTY_BOX in row[6] for row in said)


def test_lists_are_numbered_as_they_are_printed(catalog):
    own = duties_by_person(Unit.of(catalog), all_clauses(catalog))
    for document in documents(catalog).values():
        made = tables(document)
        assert [each.label for each in made] == [f"表{number}" for number in range(1, len(made) + 1)]
        sizes = [len(own[each.title]) for each in made]
        assert sorted(sizes, key=lambda size: size <= checklists.MOST_DUTIES_OF_SHORT_LIST) == sizes


@pytest.mark.parametrize("most", [0, 200])
def test_the_standard_or_the_month_before_duties_is_found_at_a_glance(catalog, monkeypatch, most):
    monkeypatch.setattr(checklists, "MOST_DUTIES_LINED", most)
    ((document, _), _) = checklists.compose(Unit.of(catalog), Request())
    tables = (block for part in document.parts for block in part.blocks if isinstance(block, Table))
    lines = [line for table in tables for row in table.rows if isinstance(row, Row) for line in row.cells[0].lines]
    heads = [line for line in lines if plain_text.line(line).startswith("【")]
    assert len(heads) > 50
    assert all(isinstance(line[0], Strong) and line[0].text.endswith("】") for line in heads)
