"""What is printed changes only when somebody means it, and reads what has changed."""

from __future__ import annotations

from support import golden


def test_documents_agenda_and_findings_are_what_they_were():
    changed = "\n".join(golden.changes(golden.kept(), golden.made()))
    assert not changed, f"if this is meant, run make golden:\n{changed}"
