"""Changes file by file: of each its version, and what its history has got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dangjian_std.changes.change import Change


def by_subject(changes: Iterable[Change]) -> Mapping[str, Sequence[Change]]:
    """Return the changes file by file, but not those of seals."""
    subjects: dict[str, list[Change]] = {}
    for each in changes:
        if each.key != "seal":
            subjects.setdefault(each.site.subject, []).append(each)
    return subjects


def version(changes: Iterable[Change]) -> Change | None:
    """Return the change of the version of a file; nothing where it stayed."""
    return next((each for each in changes if each.filed and each.after and each.key == "version"), None)


def entries(changes: Iterable[Change]) -> list[Change]:
    """Return the entries that the history of a file has got since."""
    return [each for each in changes if each.filed and each.after and each.key == "history"]
