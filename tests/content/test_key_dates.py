"""The live standards: what key dates rest on."""

from __future__ import annotations

from content import live
from dangjian_std.composition import key_dates


def test_no_key_date_claims_an_article_that_is_not_registered():
    catalog = live.catalog()
    days = catalog.key_dates.days
    assert {each.name for each in days} >= {"全国两会", "学雷锋纪念日", "党的生日", "建军节", "国家宪法日"}
    for each in days:
        assert each.local is (key_dates.basis(catalog, each) == key_dates.CHOSEN_BY_UNIT)
