"""Where a line of a text was before, when that text could still be read."""

from __future__ import annotations

from collections.abc import Sequence


def before(old: Sequence[str], new: Sequence[str], number: int) -> int | None:
    """Return the number (1-based) that a line of the new text had in the old; None where no line says the same.

    Of several that say the same the one that is nearest counts, from the beginning or from the end.
    """
    if not 0 < number <= len(new):
        return None
    same = [index for index, line in enumerate(old, 1) if line == new[number - 1]]
    shifted = number + len(old) - len(new)
    return min(same, key=lambda each: min(abs(each - number), abs(each - shifted)), default=None)
