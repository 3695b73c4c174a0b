"""What changed between two states of a set: duties that are new, gone, weaker, stricter, elsewhere, and for whom.

`compare` is the whole of it: a list of typed changes, each with its place. `cli.console.change_report` words them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dangjian_std.changes import dropped, other_files, reasons, renamed, standards, steps
from dangjian_std.changes.change import WORDS_FOR_KINDS, Change, ChangeKind, ChangeSite
from dangjian_std.changes.names import Names
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import MENTION

__all__ = ["WORDS_FOR_KINDS", "Change", "ChangeKind", "ChangeSite", "compare"]

KINDS_WITH_CODE = frozenset({"标准", "记录表", "文书"})
"""What is taken for a whole file with a code."""


def compare(old: Catalog, new: Catalog) -> tuple[Change, ...]:
    """Return every change from one state of a set to another: standards by code, then all else."""
    names = Names(old, new)
    found = sorted(
        (*standards.changes(names), *steps.changes(names)), key=lambda each: (each.site.subject, each.order)
    )
    found = [_with_titles(names, each) for each in dropped.judged(names.new, found)]
    all_ = (_ended(names, _left(names, each)) for each in (*found, *other_files.changes(names)))
    return tuple(reasons.told(old, new, all_))


def _with_titles(names: Names, change: Change) -> Change:
    """Return a change of a standard with the title of every annex that a sentence mentions, in place of its id."""
    standards = (catalog.standards.get(change.site.subject) for catalog in (names.old, names.new))
    old, new = ({annex.id: annex.title for annex in each.annexes} if each else {} for each in standards)
    before, after = _titled(change.before, old), _titled(change.after, new)
    if before == after:
        return change
    site = replace(change.site, item=_titled(change.site.item, old if change.old else new))
    return replace(change, site=site, before=before, after=after)


def _titled(text: str, titles: Mapping[str, str]) -> str:
    return MENTION.sub(lambda found: f"附录“{titles[found[1]]}”" if found[1] in titles else found[0], text)


def _left(names: Names, change: Change) -> Change:
    """Return a renaming with a note of how often the old name is still used; any other change as it is."""
    if change.kind is not ChangeKind.MOVED or names.renamed.get(change.before) != change.after:
        return change
    count = renamed.left(names.new, change.before)
    return replace(change, note=f"还有{count}处仍写{change.before}") if count else change


def _ended(names: Names, change: Change) -> Change:
    """Return that a file with a code is gone with why, and whether the code is kept from being given again."""
    if change.kind is not ChangeKind.GONE or change.aspect not in KINDS_WITH_CODE:
        return change
    withdrawal = names.new.withdrawn.get(change.site.subject)
    if withdrawal is None:
        return replace(change, note="没有在 废止.yaml 登记")
    return replace(change, note=f"登记为废止，{withdrawal.instead}；理由：{withdrawal.reason}")
