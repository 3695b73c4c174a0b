"""Weaker or stricter: the one comparison of times, numbers and sentences.

Rules compare a standard with the floor of its article by it, and `dstd diff` compares two revisions of a standard.
Only what is certain counts: what may be done on fewer days, more often or by more people is stricter, and what
cannot be ordered is `UNLIKE`. Comparing the other way round gives the opposite verdict.
"""

from dangjian_std.domain.comparison.numbers import amount_in_words, numbers
from dangjian_std.domain.comparison.sentences import sentences
from dangjian_std.domain.comparison.times import MODALS, times
from dangjian_std.domain.comparison.verdict import Difference, Verdict, opposite, order, together

__all__ = [
    "MODALS",
    "Difference",
    "Verdict",
    "amount_in_words",
    "numbers",
    "opposite",
    "order",
    "sentences",
    "times",
    "together",
]
