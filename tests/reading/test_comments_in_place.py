"""A comment stays with what it belongs to, wherever it was written."""

from __future__ import annotations

import pytest

from dangjian_std.reading.formatting import formatted
from dangjian_std.reading.project import RawSource

HEAD = "kind: standard\n"


def done(text: str) -> str:
    raw = RawSource("standards/4-党员活动/DJ401.yaml", f"{HEAD}{text}".encode())
    return formatted(raw).data.decode().removeprefix(HEAD)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (  # behind a dash: it is about the whole item
            "terms:\n  -  # 甲\n    term: 乙\n    definition: 丙\n",
            "terms:\n  # 甲\n  - term: 乙\n    definition: 丙\n",
        ),
        (  # on lines of their own in brackets
            "scope:\n  {\n    # 甲\n    covers: 乙,\n    # 丁\n    applies_to: 丙,\n    # 末\n  }\n",
            "scope:\n  # 甲\n  covers: 乙\n  # 丁\n  applies_to: 丙\n  # 末\n",
        ),
        (  # behind a bracket that closes, and behind one that opens
            "scope: {covers: 乙, applies_to: 丙}  # 行末\nterms: [  # 甲\n  {term: 乙}\n]\n",
            "scope: {covers: 乙, applies_to: 丙}  # 行末\nterms:  # 甲\n  - {term: 乙}\n",
        ),
        (  # at the end of an item, of a list, and above the next key
            "terms:\n  - term: 乙\n    definition: 丙\n    # 里\n  # 列\n# 外\ntitle: 丁\n",
            "# 外\ntitle: 丁\nterms:\n  - term: 乙\n    definition: 丙\n    # 里\n  # 列\n",
        ),
        (  # behind a word in brackets, and behind all of them
            "terms:\n  - {term: 乙,  # 甲\n     definition: 丙}  # 丁\n",
            "terms:\n  # 丁\n  - term: 乙  # 甲\n    definition: 丙\n",
        ),
        (  # of the file itself
            "# 甲\n\ntitle: 乙  # 丙\n",
            "# 甲\n\ntitle: 乙  # 丙\n",
        ),
        (  # further in than what follows
            "scope:\n  covers: 乙\n    # 甲\ntitle: 丙\n",
            "title: 丙\nscope:\n  covers: 乙\n  # 甲\n",
        ),
    ],
)
def test_a_comment_stays_with_what_it_belongs_to(old, new):
    assert done(old) == new
    assert done(new) == new
