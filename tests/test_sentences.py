"""No text of the program is without a test that would see it change, but for those that are listed."""

from __future__ import annotations

from support import sentences


def test_every_text_stands_in_what_a_test_expects():
    new = "\n".join(sentences.unheard(sentences.known()))
    assert not new, f"no test hears this; let one hear it, or run make golden, which lists it:\n{new}"


def test_what_is_listed_as_unheard_is_still_a_text():
    texts = {f"{path}: {each}" for path, pieces in sentences.texts().items() for each in pieces}
    assert sentences.known() <= texts
