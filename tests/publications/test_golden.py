"""What is printed changes only when somebody means it, and reads what has changed."""

from __future__ import annotations

import pytest

from support import golden


@pytest.mark.parametrize("group", golden.GROUPS)
def test_documents_agenda_and_findings_are_what_they_were(group):
    new = golden.made(group())
    old = {name: text for name, text in golden.kept().items() if name in new}
    changed = "\n".join(golden.changes(old, new))
    assert not changed, f"if this is meant, run make golden:\n{changed}"


def test_every_golden_file_is_made():
    named = {name for group in golden.GROUPS for name, _ in group()}
    assert golden.kept().keys() == named
