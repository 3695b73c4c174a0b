"""What a change is about, by its key and by the folder of its file."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dangjian_std.changes.change import ChangeKind
from dangjian_std.changes.topics import Topic, topic

STANDARD = "standards/4-党员活动/DJ401.yaml"


def about(path=STANDARD, key="what", pointer="", kind=ChangeKind.CHANGED):
    place = SimpleNamespace(span=SimpleNamespace(path=path), pointer=pointer)
    return topic(SimpleNamespace(kind=kind, key=key, place=place))


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        ("standards/records/R201.yaml", "what", Topic.FORM),
        ("standards/papers/W401.yaml", "who", Topic.FORM),
        ("standards/regulations/支部条例.yaml", "what", Topic.BASIS),
        ("standards/records", "what", Topic.OTHER),
        ("unit.yaml", "what", Topic.OTHER),
        (STANDARD, "what", Topic.OTHER),
        *((STANDARD, key, Topic.ACTOR) for key in ("who", "with", "absent", "acts", "doubling", "convener")),
        *((STANDARD, key, Topic.DEADLINE) for key in ("effective", "withdrawn", "on")),
        *((STANDARD, key, Topic.FORM) for key in ("opens", "record", "papers", "leaves", "into")),
        *((STANDARD, key, Topic.BASIS) for key in ("basis", "local", "unread", "normative")),
    ],
)
def test_the_folder_of_a_file_says_more_than_the_key(path, key, expected):
    assert about(path, key) is expected


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/steps/0/when/every", Topic.FREQUENCY),
        ("/steps/0/when/times", Topic.FREQUENCY),
        ("/steps/0/when/within_days", Topic.DEADLINE),
        ("", Topic.DEADLINE),
    ],
)
def test_a_time_says_how_often_or_until_when(pointer, expected):
    assert about(key="when", pointer=pointer) is expected


def test_words_alone_are_of_editors():
    assert about("standards/records/R201.yaml", kind=ChangeKind.WORDING) is Topic.EDITORIAL
