from __future__ import annotations

from decimal import Decimal

import pytest

from dangjian_std.domain.nodes import Anchor
from dangjian_std.domain.rate_bands import Band, BandError, bands
from dangjian_std.domain.standard import Annex

FIRST, NEXT, LAST = "3000元以下（含3000元）", "3000元以上至5000元（含5000元）", "5000元以上"


def annex(*rows) -> Annex:
    return Annex(anchor=Anchor(None), id="rates", title="比例", columns=("谁", "档", "交"), rows=rows)


def test_bands_rise_and_a_bound_belongs_to_the_lower_one():
    found = bands(annex(("甲", FIRST, "0.5%"), ("甲", NEXT, "1%"), ("甲", LAST, "1.5%"), ("乙", FIRST, "1%")))
    assert found == {
        "甲": (Band(3000, Decimal("0.005")), Band(5000, Decimal("0.01")), Band(None, Decimal("0.015"))),
        "乙": (Band(3000, Decimal("0.01")),),
    }


def test_a_fixed_amount_is_no_band():
    assert bands(annex(("丙", "—", "0.2元"))) == {}


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([("甲", "三千元以下", "1%")], 0),
        ([("甲", "3000元以下（含4000元）", "1%")], 0),
        ([("甲", "", "1%")], 0),
        ([("甲", NEXT, "1%")], 0),
        ([("甲", FIRST, "1%"), ("甲", "4000元以上", "2%")], 1),
        ([("甲", FIRST, "1%"), ("甲", "3000元以上至2000元（含2000元）", "2%")], 1),
        ([("甲", FIRST, "1%"), ("甲", "3000元以上", "2%"), ("甲", "5000元以上", "2%")], 2),
        ([("甲", FIRST, "1%"), ("甲", FIRST, "2%")], 1),
    ],
)
def test_a_band_that_does_not_go_on_is_named(rows, row):
    with pytest.raises(BandError) as caught:
        bands(annex(*rows))
    assert caught.value.row == row
