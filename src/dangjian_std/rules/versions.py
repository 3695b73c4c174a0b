"""Versions of standards, forms and papers: three numbers, the second for duties, the third for words."""

from __future__ import annotations


def number(version: str) -> tuple[int, ...]:
    """Return a version as numbers, which can be compared."""
    return tuple(map(int, version.split(".")))


def next_for_duties(version: str) -> str:
    """Return the version after a change of duties."""
    first, second, *_ = number(version)
    return f"{first}.{second + 1}.0"
