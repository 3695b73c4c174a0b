"""Names of the places of a form in a workbook, as the writer gives them and a reader finds them again.

A place is a label and what is filled in: an entry with the label before it, or a column with its head on top.
Its defined name covers both, so a program moves it as a person adds rows and columns, and a reader sees whether
the label is still the one that belongs there. A name belongs to its worksheet: a copied worksheet has its own.
"""

from __future__ import annotations

HIDDEN = "表样信息"
"""Title of the hidden worksheet that lists the places."""
PLACE_TABLE_HEADS = ("名称", "表号", "版本", "工作表", "栏目", "列", "栏名", "填写", "算出")
"""Its columns: name, code and version of the form, worksheet as it was called when it was made, field, column of a
table, label, what is filled in, and whether it is computed."""
YES_CELL = "是"
DEFINED_NAME_PREFIX = "dstd."
NUMBER_PLACE, OWNER_PLACE = "head.number", "head.owner"
"""Places above the frame of a form: its number, and the branch that fills it in."""


def place_name(code: str, field: str, column: str = "") -> str:
    """Return the defined name of a field, or of a column of a table: dstd.R211.items.done_on."""
    return DEFINED_NAME_PREFIX + ".".join(each.replace("-", "_") for each in (code, field, column) if each)


def plain_label(text: str) -> str:
    """Return a label without spaces and line breaks: it may be broken anew, its words stay."""
    return "".join(text.split())
