"""The pages that 实用本 names are those of the volumes beside it, whatever was changed and made before."""

from __future__ import annotations

import re

import pytest

from dangjian_std import changes, publications, renderers
from dangjian_std.cli.console import context
from dangjian_std.document.blocks import Paragraph, Table
from dangjian_std.domain.unit import Unit
from dangjian_std.output import build, changed, effects
from dangjian_std.publications import Request
from dangjian_std.publications.revision.comparison_table import ComparedSets
from dangjian_std.renderers.layout import plain_text
from support import pdf_facts, pdf_text
from support.folders import BASE
from support.program import dstd

NAMED = re.compile("^([RW][0-9]{3})[^0-9—]*?([0-9]+|—)DJ")
"""A line of one of its tables: the code, the title, the page."""
LONGER = (
    "R201",
    "key: [held-on",
    "  - {id: guests, label: 列席签到, type: roster, rows: 20, apart: true}\nkey: [held-on",
)
"""One more page of a form, so that the form behind it moves."""


def told(data):
    """The pages that the book tells, by code."""
    lines = (pdf_text.text(line) for page in pdf_text.read(data) for line in page.lines)
    return dict(found.groups() for line in lines if (found := NAMED.match(line)))


def true(files):
    """The pages that forms and papers stand on, by code, as a viewer names them."""
    found = {}
    for data in files:
        facts = pdf_facts.facts(data)
        places = {code: place[0] for code, place in facts["names"].items() if re.fullmatch("[RW][0-9]{3}", code)}
        found |= {code: facts["labels"][page] for code, page in places.items()}
    return found


def made(folder, profile="", mark=""):
    """What the book tells that a build leaves in a folder, and what is true of the volumes."""
    said = (*(("--profile", profile) if profile else ()), *(("--edition", "大字") if mark else ()))
    done = dstd("build", "--only", "practical", *said, cwd=folder)
    assert done.returncode == 0, done.stderr
    book = (folder / "build" / profile / f"01手册/党建工作标准化手册（实用本）{mark}.pdf").read_bytes()
    unit = Unit.of(context.catalog(folder), profile)
    outputs = (
        each
        for name in ("records", "papers")
        for each in publications.compose(unit, name, Request(large=bool(mark)))
    )
    volumes = [document for _, document, form in outputs if form == "pdf" and document.title.endswith("汇编")]
    assert len(volumes) == 2
    return told(book), true(renderers.render(each, "pdf") for each in volumes)


def test_the_pages_are_those_of_the_volumes_and_move_with_them(copy, edit):
    before, volumes = made(copy)
    assert before == volumes
    assert before.keys() == {"R201", "R211", "W401"}
    edit(*LONGER)
    after, volumes = made(copy)
    assert after == volumes
    assert {code for code in after if after[code] != before[code]} == {"R211"}


def test_a_unit_of_another_shape_has_its_own_volumes_in_its_own_size(copy, edit):
    edit(*LONGER)
    pages, volumes = made(copy, "小支部", "（大字）")
    assert pages == volumes
    assert pages.keys() == {"R201", "R211", "W401"}


@pytest.fixture
def before():
    return context.catalog(BASE)


def exchanged(before, after):
    """What 修改单 lists of 实用本, stretch by stretch what it says of the pages; and its sentences."""
    found = changed.pairs(Unit.of(before), Unit.of(after), ("practical",), Request())
    assert len(found) == 1
    against = ComparedSets(old=before, new=after, was="旧", now="新", changes=changes.compare(before, after))
    document, _ = changed.made(against, found, lambda _: None)
    blocks = document.parts[0].blocks if document else ()
    said = [plain_text.line(each.text) for each in blocks if isinstance(each, Paragraph)]
    tables = (each for each in blocks if isinstance(each, Table) and each.title.startswith("换页清单"))
    return [plain_text.cell(row.cells[-1]) for table in tables for row in table.rows], said


def test_the_leaves_whose_numbers_moved_are_exchanged_and_no_others(before, edit):
    listed, said = exchanged(before, context.catalog(edit(*LONGER)))
    assert len(listed) == 1
    assert listed[0].startswith("依据和用表：第")
    assert "《记录表汇编》也变了，这一册写的是新的页码，一并重印。" in said


def test_a_form_of_as_many_pages_moves_nothing(before, edit):
    """The book may change with its volumes, so it is looked at; but no page of it did."""
    after = context.catalog(edit("R211", "写明原因和新的时限", "写明原因和下一个时限"))
    reached = {each.publication for each in effects.of(before, after).outputs}
    assert "记录表" in reached
    assert "实用本" not in reached
    assert exchanged(before, after) == ([], [])


def test_a_book_is_stale_with_its_volumes(before, edit, tmp_path):
    """Whether a page moved is known only when it was made."""
    grown = context.catalog(edit(*LONGER))
    one, other = (
        {
            each.path: each.fingerprint
            for each, _ in build.build(Unit.of(each), tmp_path, ("practical",), Request()).stale
        }
        for each in (before, grown)
    )
    assert one.keys() == other.keys()
    assert one != other
