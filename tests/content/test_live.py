"""The live standards: `dstd validate` has nothing against them, and every claim holds for each shape of unit."""

from __future__ import annotations

import pytest

from content.claims import CLAIMS, errors, judged, shaped
from content.filled import CLAIMS as OF_SAMPLES
from content.live import files
from dangjian_std import rules


@pytest.fixture(scope="module")
def found():
    return judged(files())


@pytest.fixture(scope="module")
def live(found):
    loaded, _ = found
    assert loaded.catalog is not None, "\n".join(errors(loaded.diagnostics))
    return loaded.catalog


def test_nothing_is_wrong_with_them(found):
    assert not errors(found[1]), "\n".join(errors(found[1]))


@pytest.mark.parametrize("claim", CLAIMS)
def test_every_claim_holds(claim, live):
    for profile in live.profiles:
        wrong = list(claim(shaped(live, profile)))
        assert not wrong, "\n".join([f"单位形态：{profile}", *wrong])


@pytest.mark.parametrize("claim", OF_SAMPLES)
def test_the_samples_agree(claim, live):
    assert not list(claim(live)), "\n".join(claim(live))


def test_every_shape_of_unit_can_be_chosen(live):
    for profile in live.profiles:
        wrong = [each.message for each in rules.check(shaped(live, profile)) if each.severity == "error"]
        assert not wrong, "\n".join([f"单位形态：{profile}", *wrong])
