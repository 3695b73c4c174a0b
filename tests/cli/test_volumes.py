"""The pages that 实用本 names are those of the volumes beside it, whatever was changed and made before."""

from __future__ import annotations

import re

import pytest

from dangjian_std import changes
from dangjian_std.cli.console import context
from dangjian_std.domain.unit import Unit
from dangjian_std.output import build, changed, effects
from dangjian_std.publications import Request
from dangjian_std.publications.revision.comparison_table import Revision
from dangjian_std.renderers.layout import plain_text
from support import pdf_facts, pdf_text
from support.folders import BASE
from support.program import dstd

ONE = "01手册/党建工作标准化手册（实用本）{}.pdf"
VOLUMES = ("03记录表/记录表汇编{}.pdf", "04文书/文书汇编{}.pdf")
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


def make(folder, *said):
    done = dstd("build", *said, cwd=folder)
    assert done.returncode == 0, done.stderr


def read(folder, mark=""):
    """The book and its volumes as they lie in a folder."""
    book, *volumes = ((folder / each.format(mark)).read_bytes() for each in (ONE, *VOLUMES))
    return book, volumes


@pytest.mark.parametrize(
    ("said", "below", "mark"), [((), "", ""), (("--profile", "小支部", "--edition", "大字"), "小支部", "（大字）")]
)
def test_the_pages_are_those_of_the_volumes_and_move_with_them(copy, edit, said, below, mark):
    only = ("--only", "practical", "--only", "records", "--only", "papers")
    make(copy, *only, *said)
    first, volumes = read(copy / "build" / below, mark)
    before = told(first)
    assert before == true(volumes)
    assert before.keys() == {"R201", "R211", "W401"}
    edit(*LONGER)
    make(copy, "--only", "practical", *said)  # the volumes are only planned
    book, volumes = read(copy / "build" / below, mark)
    assert true(volumes) == before
    make(copy, *only, *said)
    again, volumes = read(copy / "build" / below, mark)
    assert again == book != first
    after = told(again)
    assert after == true(volumes)
    assert {code for code in after if after[code] != before[code]} == {"R211"}


@pytest.fixture
def before():
    return context.catalog(BASE)


def exchanged(before, after):
    """What 修改单 lists of 实用本: for each stretch of leaves, what it says of the pages."""
    found = changed.pairs(Unit.of(before), Unit.of(after), ("practical",), Request())
    assert len(found) == 1
    against = Revision(old=before, new=after, was="旧", now="新", changes=changes.compare(before, after))
    document, _ = changed.made(against, found, lambda _: None)
    tables = (block for block in document.parts[0].blocks if getattr(block, "rows", ())) if document else ()
    listed = next((each for each in tables if each.title.startswith("换页清单")), None)
    return [plain_text.cell(row.cells[-1]) for row in listed.rows] if listed else []


def test_the_leaves_whose_numbers_moved_are_exchanged_and_no_others(before, edit):
    said = exchanged(before, context.catalog(edit(*LONGER)))
    assert len(said) == 1
    assert said[0].startswith("依据和用表：第")


def test_a_form_of_as_many_pages_moves_nothing(before, edit):
    """The book may change with its volumes, so it is looked at; but no page of it did."""
    after = context.catalog(edit("R211", "写明原因和新的时限", "写明原因和下一个时限"))
    reached = {each.publication for each in effects.of(before, after).outputs}
    assert "记录表" in reached
    assert "实用本" not in reached
    assert exchanged(before, after) == []


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
