"""What an agreement states, by the keys of the file."""

from __future__ import annotations

from fractions import Fraction

from dangjian_std.domain.agreements import PartOf


def test_what_is_not_usual_is_stated_and_what_does_not_fit_last():
    said = PartOf(
        anchor=None,
        id="a",
        say="到会的不少于五分之四",
        part_="present",
        of="entitled",
        at_least=Fraction(4, 5),
        unfit=(("sum", "b"),),
    )
    stated = list(said.stated())
    assert stated[-1] == ("sum", "b")
    assert dict(stated)["of"] == "entitled"
    assert dict(stated)["at_least"] == Fraction(4, 5)
    assert not {"rows", "where", "more_than", "unfit"} & dict(stated).keys()
