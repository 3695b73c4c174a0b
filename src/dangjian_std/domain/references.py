"""References: what a file calls a step or a field that stands elsewhere, parsed once when it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass

EventName = str
"""Name of an event, as catalog.yaml registers it."""

CODE_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])(?:DJ|R|W)[0-9]{3}(?![0-9])")
"""The code of a standard, a form or a paper in a sentence."""
_STEP = re.compile(r"(DJ[0-9]{3}\.)?[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class StepRef:
    """A step by its id, of the standard that says so (`hold`) or of another one (`DJ301.vote`)."""

    standard: str
    """Code of the standard; empty for the one in which the reference stands."""
    step: str

    def __str__(self) -> str:
        """As it is written in the YAML."""
        return f"{self.standard}.{self.step}" if self.standard else self.step

    @classmethod
    def parse(cls, text: str) -> StepRef:
        """Read `hold` or `DJ301.vote`."""
        standard, _, step = text.rpartition(".")
        return cls(standard, step)

    def qualified(self, home: str) -> StepRef:
        """Return the same step with the code of its standard, for a reference in the standard `home`."""
        return self if self.standard else StepRef(home, self.step)


@dataclass(frozen=True, slots=True)
class FieldRef:
    """A field of a form, as `R201.topic`; a column, as `R211.items.due-on`; or a whole form, as `R405`."""

    record: str
    field: str
    """Empty for the whole form."""

    def __str__(self) -> str:
        """As it is written in the YAML."""
        return f"{self.record}.{self.field}" if self.field else self.record

    @classmethod
    def parse(cls, text: str) -> FieldRef:
        """Read `R201.topic`."""
        record, _, field = text.partition(".")
        return cls(record, field)

    def below(self, name: str) -> FieldRef:
        """Return what a name means inside of it: a column of the table, a field of the form."""
        return FieldRef(self.record, f"{self.field}.{name}" if self.field else name)


Target = StepRef | EventName
"""What a time before or after something names."""


def parse_target(text: str) -> Target:
    """Read a step where the text is written like one (`hold`, `DJ301.vote`), else the name of an event."""
    return StepRef.parse(text) if _STEP.fullmatch(text) else text
