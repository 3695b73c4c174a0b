"""What every publication states of itself holds."""

from __future__ import annotations

import pytest

from dangjian_std import publications, renderers
from dangjian_std.composition.request import Request
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.publication import Binding

EVERY = publications.publications()


def test_they_are_found_in_the_order_of_their_folders():
    books, lists = ["handbook", "booklet", "practical"], ["checklists", "checks", "cards", "guide"]
    assert list(EVERY) == [*books, "approval", *lists, "records", "papers", "workbooks", "archive"]
    assert publications.usual() == tuple(name for name in EVERY if name != "booklet")
    assert list(publications.bindings()) == ["手册", "单行本"]


def test_no_two_share_a_word():
    words = [word for each in EVERY.values() for word in (each.name, *each.words)]
    assert len(words) == len(set(words))
    assert all(each.words and each.folder[:2].isdigit() for each in EVERY.values())


def test_one_holds_all_standards_and_one_each():
    found = [each.binding for each in EVERY.values() if each.binding]
    assert sorted(found, key=list(Binding).index) == list(Binding)


@pytest.mark.parametrize("name", EVERY)
def test_each_composes_plainly_named_documents(catalog, name):
    request = Request(large=True, proof=True)
    for document, formats in EVERY[name].compose(Unit.of(catalog), request):
        assert "（大字" not in document.name
        assert not document.proof
        assert set(formats) <= set(renderers.formats())
