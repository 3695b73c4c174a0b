"""A form as it was handed in, without a name: whose it is, what identifies it, and its facts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from dangjian_std.assessment.facts import Fact

RowFacts = Mapping[str, Fact]
"""The facts of a row of a table, by the id of the column. A row in which only other things stand is empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """What is kept of a filled form. `asked` says what was looked for: there, no fact means an empty cell."""

    form: str
    version: str
    """Of the form that was filled in, which may be an older one."""
    branch: str
    """As the list of branches calls it; nothing where the unit has no such list."""
    group: str = ""
    key: str
    """What tells it from the other filings of its form and branch: 2027-Q1, 2027-003, 2027-03-10/主题党日."""
    number: str = ""
    """The number above its frame, 2027-003; nothing where it was not filled in."""
    taken: dt.date
    source: str = ""
    """Sha256 of its file."""
    asked: frozenset[str]
    """Names of fields, and of columns as `table.column`."""
    fields: Mapping[str, Fact] = field(default_factory=dict)
    rows: Mapping[str, tuple[RowFacts, ...]] = field(default_factory=dict)
    """Of each table that is asked for, the rows in which anything is written."""
    line: int = 0
    """Of the ledger; 0 while it does not stand there."""
    reason: str = ""
    """Why an earlier filing was put right."""

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """What stays the same when a filing is put right or grows."""
        return (self.form, self.branch, self.group, self.key)

    @property
    def name(self) -> str:
        """The filing as people call it."""
        return " ".join(filter(None, (self.form, self.branch, self.group, self.key)))

    def cells(self, name: str) -> tuple[Fact | None, ...]:
        """Return the facts of a field, or of a column `table.column` in each of its rows; None where it is empty.

        Raise KeyError where it was not looked for: then nothing is known of it.
        """
        if name not in self.asked:
            raise KeyError(name)
        table, mark, column = name.partition(".")
        if mark:
            return tuple(row.get(column) for row in self.rows.get(table, ()))
        return (self.fields.get(name),)
