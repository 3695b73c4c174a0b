"""Clauses of sentences, and whether two speak of the same."""

from __future__ import annotations

import re

CLAUSE = re.compile("[^，。；：]+")
LEAST_SHARED_WORDS = 0.5
"""Part of the words of a clause that the clause of an article has to share with it, to speak of the same."""


def alike(clause: str, other: str) -> bool:
    """Whether another clause has enough of the words of a clause to speak of the same."""
    return len(words(clause) & words(other)) >= LEAST_SHARED_WORDS * len(words(clause))


def words(clause: str) -> set[str]:
    """Return each two characters in a row, but for modal verbs."""
    plain = re.sub("应当?|[宜可须]|必须|以|都", "", clause)
    return {plain[at : at + 2] for at in range(len(plain) - 1)}
