"""What changed between two states: nothing slips through, nothing is made up, and each has its kind."""

from __future__ import annotations

import itertools
from typing import get_type_hints

import pytest

from dangjian_std import changes
from dangjian_std.changes import ChangeKind
from dangjian_std.changes.renamed import IDENTITY_KEYS
from dangjian_std.domain.nodes import Node
from support.folders import BASE
from support.one_value import MUTANTS, SET, catalog_of

MIRROR = {
    ChangeKind.ADDED: ChangeKind.GONE,
    ChangeKind.GONE: ChangeKind.ADDED,
    ChangeKind.WEAKER: ChangeKind.STRICTER,
    ChangeKind.STRICTER: ChangeKind.WEAKER,
}


def test_there_are_mutants_of_every_field():
    fields = {(cls, key) for cls in Node.__subclasses__() for key in get_type_hints(cls) if key != "anchor"}
    assert len(MUTANTS) > 1500 > len(fields) > 150


@pytest.mark.parametrize("start", range(8))
def test_nothing_slips_through_and_the_way_back_is_the_mirror(start):
    wrong = []
    for way, other in itertools.islice(MUTANTS, start, None, 8):
        there, back = changes.compare(SET, other), changes.compare(other, SET)
        if not there or not back:
            wrong.append(f"{way}: nothing")
        renamed = way.rpartition(".")[2] in IDENTITY_KEYS  # and not where it is used, so that the set is broken
        if not renamed and sorted(MIRROR.get(each.kind, each.kind) for each in there) != sorted(
            each.kind for each in back
        ):
            wrong.append(f"{way}: {[each.kind for each in there]} {[each.kind for each in back]}")
        for each in (*there, *back):
            if each.before == each.after and each.kind is not ChangeKind.MOVED:
                wrong.append(f"{way}: {each.aspect} {each.before!r} both")
            assert each.aspect
            assert each.place.span.path.startswith("standards/")
    assert not wrong, "\n" + "\n".join(wrong)


def test_equal_sets_have_no_changes():
    assert changes.compare(SET, catalog_of(BASE)) == ()
