"""What a label or a sentence happens to say decides nothing: with other words every document has the same bones.

Bones are the kinds of nodes, their ids, links, sizes and marks, what is filled in beforehand, and what is there at
all. Only the words themselves, and where their lines break, may differ.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

import pytest

from dangjian_std.document.document import Document
from dangjian_std.document.forms import Form
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import MONTH_NUMBERS
from dangjian_std.publications import Request, publications
from dangjian_std.publications.month_pack import month_forms, pack
from dangjian_std.reading import roster
from support.rewording import reworded, reworded_catalog

CODE = re.compile("[RW][0-9]{3}|DJ[0-9]{3}")
NAMES = roster.read("一支部,甲,一组\n一支部,乙,二组\n二支部,丙,一组\n".encode())


class Text(Enum):
    """What a text is for."""

    WORDS = auto()
    """To be read: there or not."""
    FORM = auto()
    """To be read, on a form of the set."""
    FILLED = auto()
    """Written into a form: the same, or a sample that is reworded too."""
    NAME = auto()
    """What others refer to."""


NUMBER = re.compile("(DJ[0-9]{3} (?:[0-9.]+|表[0-9]+第[0-9]+条))")
NAMING = frozenset({"id", "anchor", "target", "code", "version", "letter", "lanes", "options"})
FILLING = frozenset({"value", "values"})


def differences(one: Any, other: Any, path: str = "", text: Text = Text.WORDS) -> Iterator[str]:
    """Yield where two documents have other bones."""
    same = True
    if type(one) is not type(other):
        same = False
    elif isinstance(one, str):
        code = CODE.fullmatch(one) and text is not Text.FILLED
        same = _agree(one, other, Text.NAME if code else text)
    elif isinstance(one, tuple | list):
        same = len(one) == len(other)
        for index, pair in enumerate(zip(one, other, strict=False)):
            yield from differences(*pair, f"{path}.{index}", text)
    elif dataclasses.is_dataclass(one):
        for name in (each.name for each in dataclasses.fields(one)):
            pair = getattr(one, name), getattr(other, name)
            yield from differences(*pair, f"{path}.{name}", _of_field(one, name, text))
    else:
        same = one == other
    if not same:
        yield f"{path}: {one!r} / {other!r}"


def _agree(one: str, other: str, text: Text) -> bool:
    if text is Text.NAME:
        return one == other
    return other in {one, _refilled(one)} if text is Text.FILLED else bool(one) == bool(other)


def _refilled(text: str) -> str:
    """What a sample says when it is reworded: the numbers of clauses in it are counted, so they stay."""
    pieces = NUMBER.split(text)
    return "".join(piece if index % 2 else reworded(piece) for index, piece in enumerate(pieces))


def _of_field(node: Any, name: str, text: Text) -> Text:
    if name in NAMING:
        return Text.NAME
    if text is Text.FORM and name in FILLING:
        return Text.FILLED
    return Text.FORM if isinstance(node, Form) and node.code else text


@pytest.fixture(scope="module")
def other(catalog: Catalog) -> Catalog:
    return reworded_catalog(catalog)


def packs(unit: Unit) -> Iterator[Document]:
    """Yield what a unit gets in the months of a year, without and with the names of its members."""
    year = pack.year_of_unit(unit, 2027)
    yield pack.year_calendar(year)
    for month in MONTH_NUMBERS:
        yield from (document for document, _ in pack.month_pack(year, month))
        yield from month_forms.kits(unit, year.listed(month), 2027, month, NAMES)


def test_all_is_reworded(catalog, other):
    assert reworded("年度党课〔held-on〕W401，R2") == reworded("年度党课") + "〔held-on〕W401，S3"
    for code, standard in catalog.standards.items():
        for step, its in zip(standard.steps, other.standards[code].steps, strict=True):
            assert not {step.what, *step.how} & {its.what, *its.how}
            assert (step.kinds, step.who, step.when) == (its.kinds, its.who, its.when)
    for code, record in catalog.records.items():
        for field, its in zip(record.fields, other.records[code].fields, strict=True):
            assert field.label != its.label
            assert (field.id, field.options, len(field.label)) == (its.id, its.options, len(its.label))


def test_a_difference_is_seen(catalog, other):
    """The comparison is no empty one: what a key decides shows."""
    record = other.records["R201"]
    fields = tuple(dataclasses.replace(each, fill=None) for each in record.fields)
    bare = dataclasses.replace(record, fields=fields)
    without = dataclasses.replace(other, records={**other.records, "R201": bare})
    pair = (list(packs(Unit.of(each))) for each in (catalog, without))
    assert any(".value" in each for each in differences(*pair))


@pytest.mark.parametrize("name", publications())
def test_a_publication_has_the_same_bones(catalog, other, name):
    composed = (publications()[name].compose(Unit.of(each), Request()) for each in (catalog, other))
    made = [[document for document, _ in documents] for documents in composed]
    assert made[0]
    assert list(differences(*made))[:5] == []


@pytest.mark.parametrize("profile", ["小支部", "支部", "总支", "机关党委"])
def test_the_months_of_a_unit_have_the_same_bones(catalog, other, profile):
    made = [list(packs(Unit.of(each, profile))) for each in (catalog, other)]
    assert list(differences(*made))[:5] == []
