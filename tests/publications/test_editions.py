"""What a file is called, it is: a proof is marked on its pages, a large edition is large, or there is none."""

from __future__ import annotations

import pytest

from dangjian_std import publications
from dangjian_std.composition.request import Request
from dangjian_std.domain.unit import Unit
from dangjian_std.text.errors import DstdError

MADE = publications.usual()
FIXED = {name for name, each in publications.publications().items() if not each.large}


@pytest.mark.parametrize("name", MADE)
def test_what_is_called_a_proof_is_marked_as_one(catalog, name):
    for path, document, _ in publications.compose(Unit.of(catalog), name, Request(proof=True)):
        assert ("校样" in path, document.proof) == (True, True), path
    for path, document, _ in publications.compose(Unit.of(catalog), name, Request()):
        assert ("校样" in path, document.proof) == (False, False), path


@pytest.mark.parametrize("name", [name for name in MADE if name not in FIXED])
def test_what_is_called_large_is_set_large(catalog, name):
    for path, document, _ in publications.compose(Unit.of(catalog), name, Request(large=True)):
        assert ("大字" in path, document.large) == (True, True), path


@pytest.mark.parametrize("word", ["本子", "归档"])
def test_what_has_one_size_is_not_promised_in_another(catalog, word):
    with pytest.raises(DstdError, match=f"^{word}没有大字版"):
        publications.parse_request(catalog, [word], None, large=True, proof=False)
