from __future__ import annotations

import pytest

from dangjian_std import publications, renderers
from dangjian_std.publications import Request


@pytest.mark.parametrize("name", publications.DEFAULT)
def test_every_page_of_ours_that_is_printed_fits(catalog, name):
    for path, document, form in publications.compose(catalog, name, Request()):
        assert form == "xlsx" or not renderers.too_tall(document), path
