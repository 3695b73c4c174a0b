"""Which changes may lose a duty: what asks for less, what is gone, and what somebody else has to do.

A reviewer sees these first, and the history has to say why each of them may be so.
"""

from __future__ import annotations

from dangjian_std.changes.change import Change, Kind

LIGHTER = frozenset({"栏目", "列", "空白"})
"""Parts of forms and papers."""
SIGNED = ("签名", "盖章")
"""Ways to fill a field by which somebody answers for a form: without one there is not less to fill in."""
PAPERS = frozenset({"papers", "leaves"})
"""What a step leaves besides its form."""
UNBOUND = "从此不再同"
"""How a change says that an article is no longer compared."""
LOST = "少了一句"
"""How a change of a text says which sentence has no counterpart any more."""
WHO = frozenset({"who", "with", "signed_by"})
"""Who answers for a step, takes part in it, signs a form: another one in place of one is a loss too."""


def is_loss(change: Change) -> bool:
    """Whether a change may lose a duty; less to fill in is none of it."""
    signed = change.kind is Kind.GONE and any(f"填写方式 {word}" in change.before for word in SIGNED)
    if (change.aspect in LIGHTER and not signed) or change.key in PAPERS:
        return False
    return (
        change.kind in {Kind.WEAKER, Kind.GONE}
        or is_handed_over(change)
        or any(each in change.note for each in (UNBOUND, LOST))
    )


def is_handed_over(change: Change) -> bool:
    """Whether somebody else does, attends or signs what somebody did, and nobody can tell whether that is less."""
    return change.kind is Kind.CHANGED and change.key in WHO and bool(change.before and change.after)
