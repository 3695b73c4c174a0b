"""The summary of what units hand in: in which table the standards of their own stand."""

from __future__ import annotations

from dangjian_std.publications.reports import adoptions
from dangjian_std.reading.adoption_files import reported
from support.adoptions import said


def test_a_standard_of_ones_own_stands_in_the_table_of_its_neighbours_and_in_no_other():
    report = reported(said("甲", own=("DJ399", "DJ403", "DJ501x", "DJ502")))
    last = [
        [row[-1] for row in adoptions._matrix({"甲": report}, ["甲"], codes, end)]
        for codes, end in ((["DJ401", "DJ402"], "DJ403"), (["DJ403", "DJ501"], "DJ502"), (["DJ502"], "~"))
    ]
    assert last == [["—"], ["DJ403、DJ501x"], ["DJ502"]]
