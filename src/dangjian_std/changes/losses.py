"""Which changes may lose a duty: what asks for less, what is gone, and what somebody else has to do.

A reviewer sees these first, and the history has to say why each of them may be so.
"""

from __future__ import annotations

from dangjian_std.changes.change import Change, ChangeKind

PARTS_OF_FORMS = frozenset({"栏目", "列", "空白"})
"""Parts of forms and papers."""
SIGNING_FILLS = ("签名", "盖章")
"""Ways to fill a field by which somebody answers for a form: without one there is not less to fill in."""
LEFT_BESIDE_FORM = frozenset({"papers", "leaves"})
"""What a step leaves besides its form."""
NO_LONGER_COMPARED = "从此不再同"
"""How a change says that an article is no longer compared."""
SENTENCE_LOST = "少了一句"
"""How a change of a text says which sentence has no counterpart any more."""
KEYS_OF_ACTORS = frozenset({"who", "with", "signed_by"})
"""Who answers for a step, takes part in it, signs a form: another one in place of one is a loss too."""


def is_loss(change: Change) -> bool:
    """Whether a change may lose a duty; less to fill in is none of it."""
    signed = change.kind is ChangeKind.GONE and any(f"填写方式 {word}" in change.before for word in SIGNING_FILLS)
    if (change.aspect in PARTS_OF_FORMS and not signed) or change.key in LEFT_BESIDE_FORM:
        return False
    return (
        change.kind in {ChangeKind.WEAKER, ChangeKind.GONE}
        or is_handed_over(change)
        or any(each in change.note for each in (NO_LONGER_COMPARED, SENTENCE_LOST))
    )


def is_handed_over(change: Change) -> bool:
    """Whether somebody else does, attends or signs what somebody did, and nobody can tell whether that is less."""
    return (
        change.kind is ChangeKind.CHANGED and change.key in KEYS_OF_ACTORS and bool(change.before and change.after)
    )
