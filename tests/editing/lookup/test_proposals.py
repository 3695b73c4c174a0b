"""Steps that are proposed: those of the standard at hand first, and without its code."""

from __future__ import annotations

from dangjian_std.editing.lookup import proposals


def test_steps_of_the_standard_at_hand_come_first_then_the_others_by_their_codes(catalog):
    names = [name for name, _ in proposals._steps(catalog, "DJ401")]
    own = [step.id for step in catalog.standards["DJ401"].steps]
    assert names[: len(own)] == own
    codes = [name.partition(".")[0] for name in names[len(own) :]]
    assert codes == sorted(codes)
    assert set(codes) == {code for code, each in catalog.standards.items() if each.steps} - {"DJ401"}
    assert all("." in name for name in names[len(own) :])
