"""Which months and years a pack may be asked for."""

from __future__ import annotations

import pytest

from dangjian_std.cli.console.pack_making import known_month, known_year
from dangjian_std.text.errors import DstdError


@pytest.mark.parametrize("text", ["2027-03", "2027-3", "2027年3月", "2027年03月"])
def test_a_month_is_written_in_four_ways(text):
    assert known_month(text) == (2027, 3)


@pytest.mark.parametrize("text", ["2027-00", "2027-13", "2027", "27-03", "2027-003", "2027年3", "2027/3"])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(DstdError, match="不是月份"):
        known_month(text)


@pytest.mark.parametrize(("text", "known"), [("2000", False), ("2001", True), ("2099", True), ("2100", False)])
def test_the_calendar_reaches_from_2001_to_2099(text, known):
    if known:
        assert (known_year(text), known_month(f"{text}-12")) == (int(text), (int(text), 12))
    else:
        with pytest.raises(DstdError, match="请写2001到2099之间的一年"):
            known_year(text)
        with pytest.raises(DstdError, match="请写2001到2099之间的一年"):
            known_month(f"{text}-01")
