"""A bound book has two divisions where some of its standards are customs of the unit, else none."""

from __future__ import annotations

import dataclasses

import pytest

from dangjian_std import publications
from dangjian_std.composition import book_divisions
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Contents, Heading
from dangjian_std.domain.unit import Unit

BINDINGS = ("handbook", "practical")


def with_customs(catalog, *codes):
    standards = {code: dataclasses.replace(each, custom=code in codes) for code, each in catalog.standards.items()}
    return dataclasses.replace(catalog, standards=standards)


def bound(catalog, name):
    publication = publications.publications()[name]
    unit = publication.standards_of(Unit.of(catalog))
    ((document, _),) = publication.compose(unit, Request())
    return unit, document


def titles(document):
    """The titles of divisions and of parts, in order."""
    blocks = (block for part in document.parts for block in part.blocks)
    return [block for block in blocks if isinstance(block, Heading) and block.level == 0]


def lines(document):
    (contents,) = (b for part in document.parts for b in part.blocks if isinstance(b, Contents))
    return [(entry.level, entry.text) for entry in contents.entries]


@pytest.mark.parametrize("name", BINDINGS)
def test_customs_come_last_under_a_title_of_their_own(catalog, name):
    first = min(publications.publications()[name].standards_of(Unit.of(catalog)).catalog.standards)
    unit, document = bound(with_customs(catalog, first), name)
    found = titles(document)
    numbers = [each.number for each in found if each.number]
    assert numbers == ["第一部分", "第二部分"]
    opening = next(index for index, each in enumerate(found) if each.number == "第二部分")
    assert found[opening + 1].text == unit.catalog.standards[first].title
    standards = [each.text for each in found if each.anchor in unit.catalog.standards]
    assert standards[-1] == unit.catalog.standards[first].title
    assert len(standards) == len(unit.catalog.standards)


@pytest.mark.parametrize("name", BINDINGS)
def test_the_contents_show_the_divisions_above_their_standards(catalog, name):
    first = min(publications.publications()[name].standards_of(Unit.of(catalog)).catalog.standards)
    unit, document = bound(with_customs(catalog, first), name)
    found = lines(document)
    at = found.index((0, f"第二部分　{book_divisions.CUSTOM}"))
    level, text = found[at + 1]
    assert level == 1
    assert text.endswith(unit.catalog.standards[first].title)


@pytest.mark.parametrize("name", BINDINGS)
@pytest.mark.parametrize("all_of_them", [False, True])
def test_a_set_of_one_kind_has_no_divisions(catalog, name, all_of_them):
    codes = tuple(catalog.standards) if all_of_them else ()
    _, document = bound(with_customs(catalog, *codes), name)
    assert not [each for each in titles(document) if each.number]
    assert not [text for _, text in lines(document) if "部分　" in text]
