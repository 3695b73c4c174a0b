"""The live standards: `dstd validate` has nothing against them, and every claim holds for each shape of unit."""

from __future__ import annotations

import pytest

from content.claims import OF_A_SHAPE, OF_ALL_SHAPES, errors, judged, shaped
from content.filled import CLAIMS as OF_SAMPLES
from content.live import files
from dangjian_std import rules
from dangjian_std.reading import schema
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import sources
from support.folders import ROOT


@pytest.fixture(scope="module")
def found():
    return judged(files())


@pytest.fixture(scope="module")
def live(found):
    loaded, _ = found
    assert loaded.catalog is not None, "\n".join(errors(loaded.diagnostics))
    return loaded.catalog


@pytest.fixture(scope="module")
def shapes(live):
    """The set for each shape of unit, so that its year is planned once for all claims."""
    return {name: shaped(live, name) for name in live.profiles}


def test_nothing_is_wrong_with_them(found):
    assert not errors(found[1]), "\n".join(errors(found[1]))


def test_their_shape_is_sure_at_once():
    trees = [tree for raw in sources(ROOT) if (tree := parse(raw).tree)]
    assert len(trees) > 100
    if schema.sieve("common")({}):  # where the library is to be had
        assert [each.source.path for each in trees if not schema.sieve(each.data["kind"])(each.data)] == []


@pytest.mark.parametrize("claim", OF_ALL_SHAPES)
def test_every_claim_about_all_shapes_holds(claim, live):
    assert not list(claim(live)), "\n".join(claim(live))


@pytest.mark.parametrize("claim", OF_A_SHAPE)
def test_every_claim_holds(claim, shapes):
    for profile, catalog in shapes.items():
        wrong = list(claim(catalog))
        assert not wrong, "\n".join([f"单位形态：{profile}", *wrong])


@pytest.mark.parametrize("claim", OF_SAMPLES)
def test_the_samples_agree(claim, live):
    assert not list(claim(live)), "\n".join(claim(live))


def test_every_shape_of_unit_can_be_chosen(shapes):
    for profile, catalog in shapes.items():
        wrong = [each.message for each in rules.check(catalog) if each.severity == "error"]
        assert not wrong, "\n".join([f"单位形态：{profile}", *wrong])
