"""What a change is about, in the few words by which a reviewer sorts: who, how often, by when, which forms."""

from __future__ import annotations

from enum import StrEnum

from dangjian_std.changes.change import Change, ChangeKind


class Topic(StrEnum):
    """What a change is about; the values are for programs, `NAMES_OF_TOPICS` for people."""

    ACTOR = "actor"
    FREQUENCY = "frequency"
    DEADLINE = "deadline"
    FORM = "form"
    BASIS = "basis"
    EDITORIAL = "editorial"
    OTHER = "other"


NAMES_OF_TOPICS = {
    Topic.ACTOR: "责任主体",
    Topic.FREQUENCY: "频次",
    Topic.DEADLINE: "时限",
    Topic.FORM: "记录表和栏目",
    Topic.BASIS: "依据",
    Topic.EDITORIAL: "编辑性",
    Topic.OTHER: "其他",
}
KEYS_OF_TOPIC = {
    Topic.ACTOR: frozenset({"who", "with", "absent", "acts", "doubling", "convener"}),
    Topic.DEADLINE: frozenset({"effective", "withdrawn", "on"}),
    Topic.FORM: frozenset({"opens", "record", "papers", "leaves", "into"}),
    Topic.BASIS: frozenset({"basis", "local", "unread", "normative"}),
}
TOPIC_OF_FOLDER = {"records": Topic.FORM, "papers": Topic.FORM, "regulations": Topic.BASIS}
"""Folders of which every file is about one thing."""
FREQUENCY_KEYS = frozenset({"every", "times"})
"""Parts of a time that say how often."""


def topic(change: Change) -> Topic:
    """Return what a change is about."""
    if change.kind is ChangeKind.WORDING:
        return Topic.EDITORIAL
    folder = change.place.span.path.split("/")[1:2]
    if change.place.span.path.count("/") > 1 and folder and folder[0] in TOPIC_OF_FOLDER:
        return TOPIC_OF_FOLDER[folder[0]]
    if change.key == "when":
        often = change.place.pointer.rpartition("/")[2] in FREQUENCY_KEYS
        return Topic.FREQUENCY if often else Topic.DEADLINE
    return next((found for found, keys in KEYS_OF_TOPIC.items() if change.key in keys), Topic.OTHER)
