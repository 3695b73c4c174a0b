"""How the cells of a worksheet look on which a form is filled in."""

from __future__ import annotations

from typing import Any

from dangjian_std.document.formulas import Look
from dangjian_std.document.inline import InputKind
from dangjian_std.renderers.xlsx.formulas import style_name

A4_PAPER = 9
"""The number of A4 in a workbook."""
SHADE = "#EDEDED"
"""Behind what is computed: grey, so that it does not change where it is printed in grey."""
BODY_FONT, HEAD_FONT = "宋体", "黑体"


def styles(book: Any) -> dict[str, Any]:
    """Make the formats of forms in an XLSX file. Cells for text keep what is typed, even `=1+1` or `007`."""
    plain = {"font_name": BODY_FONT, "font_size": 10.5, "text_wrap": True, "valign": "vcenter"}
    framed = plain | {"border": 1}
    computed = framed | {"align": "center", "bg_color": SHADE}
    typed = framed | {"num_format": "@"}
    return {
        name: book.add_format(properties)
        for name, properties in {
            "title": plain | {"font_size": 16, "bold": True, "align": "center"},
            "above": plain | {"align": "right", "text_wrap": False},
            "head": framed | {"font_name": HEAD_FONT, "align": "center"},
            "number": framed | {"align": "center"},
            "tall": {"font_name": BODY_FONT, "font_size": 18},
            "space": typed | {"align": "left", "indent": 1},
            "lines": typed | {"align": "left", "indent": 1, "valign": "top"},
            InputKind.TEXT.value: typed | {"align": "center"},
            InputKind.CHOICE.value: typed | {"align": "center"},
            InputKind.DATE.value: framed | {"align": "center", "num_format": "yyyy-mm-dd"},
            style_name(Look.MONEY): computed | {"num_format": "0.0#"},
            style_name(Look.NUMBER): computed | {"num_format": "General"},
            style_name(Look.PERCENT): computed | {"num_format": "0.0%"},
            style_name(Look.TEXT): computed | {"num_format": "General"},
            InputKind.NUMBER.value: framed | {"align": "center", "num_format": "General"},
        }.items()
    }
