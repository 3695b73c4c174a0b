from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from dangjian_std.composition import article_uses, citations, clauses
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Annex, Heading, Items, Paragraph, Row, Table
from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Ref
from dangjian_std.domain.catalog import Catalog, Goal
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CriterionKind, StandardType
from dangjian_std.publications.handbook import back_matter, chapters, front_matter
from dangjian_std.renderers.layout import plain_text


def chapter_seven(catalog: Catalog, code: str) -> list[Paragraph | Items]:
    (body, *_) = chapters.parts(Unit.of(catalog), catalog.standards[code])
    blocks = list(body.blocks)
    starts = [index for index, block in enumerate(blocks) if isinstance(block, Heading)]
    for start, end in pairwise(starts):
        heading = blocks[start]
        if isinstance(heading, Heading) and heading.number == "7":
            return [block for block in blocks[start + 1 : end] if isinstance(block, Paragraph | Items)]
    raise AssertionError(code)


CODES = ("DJ202", "DJ301", "DJ302", "DJ501")


@pytest.mark.parametrize("code", CODES)
def test_no_clause_hangs_before_the_numbered_ones(catalog: Catalog, code: str):
    made = catalog.standards[code]
    assert made.type is StandardType.CODE_OF_PRACTICE
    first, *rest = chapter_seven(catalog, code)
    assert isinstance(first, Paragraph)
    numbers = [block.number for block in rest if isinstance(block, Paragraph) and block.number]
    assert first.number == ("7.1" if numbers else "")
    assert numbers == [f"7.{index}" for index in range(2, len(made.requirements) + 2)]


def test_links_to_requirements_lead_to_them(catalog: Catalog):
    for code, made in catalog.standards.items():
        book = Clauses(catalog, made)
        anchors = {
            block.anchor: block.number for block in chapter_seven(catalog, code) if isinstance(block, Paragraph)
        }
        for index in range(1, len(made.requirements) + 1):
            ref = book.requirement(index)
            assert anchors[ref.target] == ref.text


def test_the_book_forces_no_page_and_lets_letters_follow_one_another(catalog: Catalog):
    made = tuple(
        part for code in catalog.standards for part in chapters.parts(Unit.of(catalog), catalog.standards[code])
    )
    assert not [part.id for part in made if part.recto]
    runs = [
        [type(block) for block in part.blocks]
        for part in made
        if any(isinstance(each, Letter) for each in part.blocks)
    ]
    endings = [run[run.index(Annex) :] for run in runs]
    assert all(ending == [Annex, Letter] * (len(ending) // 2) for ending in endings)
    assert max(map(len, endings)) > 2
    assert any(run[0] is Heading for run in runs)  # behind the text of the standard, on the same page
    alone = tuple(chapters.parts(Unit.of(catalog), catalog.standards["DJ301"], alone=True))
    assert alone[0].recto
    assert all(len(part.blocks) == 2 for part in alone[1:-1])


def test_a_standard_that_rests_on_what_nobody_has_read_counts_the_table_of_its_basis(catalog: Catalog):
    made = catalog.standards["DJ401"]
    stages = tuple(
        replace(stage, steps=tuple(replace(step, basis=()) for step in stage.steps)) for stage in made.stages
    )
    requirements = tuple(replace(each, basis=(), unread=("支部条例",)) for each in made.requirements)
    bare = replace(made, stages=stages, requirements=requirements)
    assert bare.unread
    assert not bare.citations
    found = chapters.parts(Unit.of(catalog), bare)
    tables = [block for block in next(found).blocks if isinstance(block, Table)]
    assert [table.label for table in tables[:3]] == ["表1", "表2", "表3"]
    assert [table.title for table in tables[:3:2]] == ["工作依据", "检查要点"]


def test_a_standard_that_rests_only_on_articles_not_read_has_its_table(catalog: Catalog):
    made = catalog.standards["DJ301"]
    stages = tuple(
        replace(stage, steps=tuple(replace(each, basis=(), unread=()) for each in stage.steps))
        for stage in made.stages
    )
    first, *rest = (replace(each, basis=(), unread=()) for each in made.requirements)
    unread = replace(made, stages=stages, requirements=(replace(first, unread=("支部条例",)), *rest))
    (body, *_) = chapters.parts(Unit.of(catalog), unread)
    tables = [(block.label, block.title) for block in body.blocks if isinstance(block, Table)]
    assert tables[0] == ("表1", "工作依据")
    assert tables[-1] == ("表3", "检查要点")


def test_articles_stand_by_their_numbers(catalog: Catalog):
    regulation = catalog.regulations["支部条例"]
    numbers = [each.number for each in citations.by_number(reversed(regulation.articles))]
    order = ["第九条（四）", "第十一条第四款", "第十六条第一款、第三款", "第二十二条"]
    assert [number for number in numbers if number in order] == order


def test_an_index_separates_standards_from_clauses(catalog: Catalog):
    books = clauses.all_clauses(catalog)
    lines = [
        line
        for each in catalog.regulations.values()
        for _, line in article_uses.uses_of_articles(books, each)
        if len(line) > 3
    ]
    for line in lines:
        for mark, after in pairwise(line):
            if mark == "、":
                assert isinstance(after, Ref)
            if mark == "；":
                assert str(after).startswith("DJ")


def test_goals_are_words_of_the_source_with_the_standards_that_serve_them(catalog: Catalog):
    goals = (Goal(anchor=None, name="两个", parts=("甲", "乙", "丙")),)
    few, many = "DJ201", sorted(catalog.standards)
    standards = {
        code: replace(each, goals=(*(["两个.甲"] if code == few else []), "两个.乙"))
        for code, each in catalog.standards.items()
    }
    catalog = replace(catalog, standards=standards, system=replace(catalog.system, goals=goals))
    lead, items = front_matter._goals(catalog)
    assert "来源文章的提法" in lead.text[0]
    assert "不是职责" in lead.text[0]
    assert items.items == ((f"两个：“甲”（{few}）、“乙”（{len(many)}项）、“丙”（没有标准对应）。",),)


def test_what_is_left_out_by_intent_is_listed_and_tables_are_numbered_without_gaps(catalog: Catalog):
    table = back_matter._aside(catalog)
    rows = [row for row in table.rows if isinstance(row, Row)]
    wanted = [each.reason for _, one in sorted(catalog.regulations.items()) for each in one.aside]
    assert [row.cells[1].lines[0] for row in rows] == [(reason,) for reason in wanted]
    *_, last = back_matter.parts(Unit.of(catalog))
    labels = [block.label for block in last.blocks if isinstance(block, Table)]
    assert labels == [f"附表{number}" for number in range(1, 1 + len(labels))]


def test_papers_are_listed_two_in_a_row_with_where_they_are_printed(catalog: Catalog):
    (part,) = back_matter.parts(Unit.of(catalog))
    tables = [block for block in part.blocks if isinstance(block, Table)]
    assert [table.label for table in tables] == [f"附表{number}" for number in range(1, len(tables) + 1)]
    (papers,) = (table for table in tables if table.anchor == "papers-table")
    assert [column.head for column in papers.columns] == ["编号", "名称", "用于", "印在"] * 2
    rows = [row for row in papers.rows if isinstance(row, Row)]
    listed = [tuple(map(plain_text.cell, row.cells[at : at + 4])) for row in rows for at in (0, 4)]
    found = [each for each in listed if any(each)]
    assert [code for code, *_ in found] == sorted(catalog.papers)
    for code, title, users, place in found:
        paper = catalog.papers[code]
        assert title == paper.title
        assert users.split("\n") == [
            book.code
            for book in clauses.all_clauses(catalog)
            if any(code in step.papers for step in book.standard.steps)
        ]
        assert paper.home in users
        assert place.startswith(f"{paper.home}附录")
    (forms,) = (table for table in tables if table.anchor == "forms-table")
    assert [plain_text.cell(row.cells[0]) for row in forms.rows if isinstance(row, Row)] == sorted(catalog.records)


def test_how_far_articles_were_read_is_explained_once_in_the_book_and_in_each_booklet(catalog: Catalog):
    for alone, notes in ((True, [citations.LEVELS_NOTE]), (False, [])):
        (body, *_) = chapters.parts(Unit.of(catalog), catalog.standards["DJ301"], alone=alone)
        table = next(block for block in body.blocks if isinstance(block, Table))
        assert table.title == "工作依据"
        assert [plain_text.line(note) for note in table.notes] == notes
    preface = front_matter.preface(Unit.of(catalog))
    said = "".join(plain_text.line(block.text) for block in preface.blocks if isinstance(block, Paragraph))
    assert said.count("原文，指逐条读过全文；摘引，指读到引用的文字；未读，指") == 1
    assert "要求里标▲的，比条款细的地方是本单位的。" in said


def test_a_requirement_is_followed_by_its_proof_in_its_paragraph(catalog: Catalog):
    for code, made in catalog.standards.items():
        book = Clauses(catalog, made)
        paragraphs = {
            block.anchor: block for block in chapter_seven(catalog, code) if isinstance(block, Paragraph)
        }
        for index, each in enumerate(made.requirements, 1):
            said = plain_text.line(paragraphs[book.requirement(index).target].text)
            assert said.startswith(plain_text.line(book.text(each.text)))
            assert said.endswith(f"　证实方法：{plain_text.line(book.text(each.proof))}")


def test_only_criteria_of_effect_bear_a_mark(catalog: Catalog):
    seen = set()
    for code, made in catalog.standards.items():
        (body, *_) = chapters.parts(Unit.of(catalog), made)
        tables = [block for block in body.blocks if isinstance(block, Table) and block.title == "检查要点"]
        rows = [row for table in tables for row in table.rows if isinstance(row, Row)]
        assert len(rows) == len(made.criteria), code
        for each, row in zip(made.criteria, rows, strict=True):
            marked = plain_text.cell(row.cells[1]).startswith(chapters.EFFECT_PREFIX)
            assert marked is (each.kind is CriterionKind.EFFECT)
            seen.add(marked)
    assert seen == {True, False}


def test_versions_of_a_day_stand_in_one_line(catalog: Catalog):
    (part,) = back_matter.parts(Unit.of(catalog))
    table = next(block for block in part.blocks if isinstance(block, Table) and block.anchor == "history-table")
    rows = [row for row in table.rows if isinstance(row, Row)]
    for (code, made), row in zip(sorted(catalog.standards.items()), rows, strict=True):
        assert plain_text.line(row.cells[0].lines[0]) == code
        days = dict.fromkeys(each.on for each in made.history)
        lines = [plain_text.line(line) for line in row.cells[1].lines]
        assert [line.partition("：")[0] for line in lines] == [str(day) for day in days]
        assert all(f"{each.version}　{each.change.rstrip('。')}。" in "".join(lines) for each in made.history)


@pytest.mark.parametrize("titles", [(), ("GB/T 9704—2012　党政机关公文格式", "DA/T 22　归档文件整理规则")])
def test_what_a_standard_refers_to_is_listed_below_one_sentence(catalog: Catalog, titles: tuple[str, ...]):
    made = replace(catalog.standards["DJ401"], normative=titles)
    (body, *_) = chapters.parts(Unit.of(catalog), made)
    start = next(at for at, block in enumerate(body.blocks) if getattr(block, "text", "") == "规范性引用文件")
    end = next(at for at, block in enumerate(body.blocks) if at > start and isinstance(block, Heading))
    said, *listed = (block.text for block in body.blocks[start + 1 : end] if isinstance(block, Paragraph))
    assert said == (chapters.NORMATIVE if titles else chapters.NO_NORMATIVE,)
    assert listed == [(each,) for each in titles]
