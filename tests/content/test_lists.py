"""The live 责任清单 on paper: four pages at most for anybody, whatever the unit."""

from __future__ import annotations

import dataclasses
import io

import pikepdf

from content import live
from dangjian_std import renderers
from dangjian_std.composition.request import Request
from dangjian_std.document.blocks import Table
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import checklists, publications

PAGES = 4


def test_nobody_has_more_than_four_pages():
    """The longest list of all units is set on its own, with its heading."""
    lists = [
        (document, part)
        for unit in Unit.all(live.catalog())
        for document, formats in checklists.compose(publications()["checklists"].standards_of(unit), Request())
        if "pdf" in formats
        for part in document.parts
        if sum(isinstance(block, Table) for block in part.blocks) == 1
    ]
    document, longest = max(lists, key=lambda each: len(str(each[1].blocks)))
    assert longest.title == "支部书记"
    alone = dataclasses.replace(document, parts=(longest,))
    with pikepdf.open(io.BytesIO(renderers.render(alone, "pdf"))) as pdf:
        assert len(pdf.pages) <= PAGES
