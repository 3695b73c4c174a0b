"""What is kept of many units that are made in one run."""

from __future__ import annotations

from dangjian_std.output.many_units import variant

UNIT = {
    "name": "某县水利局",
    "prefix": "SLJ",
    "shape": "总支",
    "branches": [{"name": "一支部", "members": 12, "groups": ["一组", "二组"]}],
}


def branch(**said):
    return UNIT | {"branches": [UNIT["branches"][0] | said]}


def test_units_that_differ_only_by_their_names_are_of_one_variant():
    for other in (
        UNIT | {"name": "某县农业局"},
        dict(reversed(UNIT.items())),
        branch(name="机关支部"),
        branch(groups=["甲组", "乙组"]),
    ):
        assert variant(other) == variant(UNIT)


def test_units_of_other_shapes_and_sizes_are_of_other_variants():
    for other in (UNIT | {"shape": "支部"}, branch(members=13), branch(groups=["一组"])):
        assert variant(other) != variant(UNIT)
