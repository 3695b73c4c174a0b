"""`--fail-on`: which changes a reviewer does not let pass unseen, by the words of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dangjian_std.changes.change import WORDS_FOR_KINDS, Change
from dangjian_std.changes.topics import NAMES_OF_TOPICS, topic
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError


def kinds(said: str) -> frozenset[str]:
    """Return the words that a person lists; one that is neither a kind nor a topic is refused."""
    words = frozenset(filter(None, re.split(r"[,，、\s]+", said)))
    known = (*WORDS_FOR_KINDS.values(), *NAMES_OF_TOPICS.values())
    for word in sorted(words):
        if word not in known:
            raise DstdError(f"没有“{visible(word)}”这个改动的种类。可以用：{'、'.join(known)}。")
    return words


def matching(changes: Iterable[Change], words: frozenset[str]) -> Iterator[Change]:
    """Yield the changes of the listed kinds and topics; what only follows another change is none."""
    for each in changes:
        if not each.filed and {WORDS_FOR_KINDS[each.kind], NAMES_OF_TOPICS[topic(each)]} & words:
            yield each
