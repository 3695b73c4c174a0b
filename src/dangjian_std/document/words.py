"""The words that a document prints around what was composed, the same in every format."""

from __future__ import annotations

ANNEX_WORD = "附录"
NOTE_WORD = "注"
CONTINUED = "（续）"
"""Behind the label of a table or a chart that goes on on a further page."""
LIST_DASH = "——"
"""Before an item of a list without numbers (GB/T 1.1—2020, 7.5)."""
TICKED_BOX, EMPTY_BOX = "■", "□"
ROW_NUMBER = "序"
"""Head of the numbers of rows to write in."""
ATTACHMENTS = "附件："
PROOF_MARK = "校样　供核对，不作发布用"
TALLY = ("第", "页　共", "页")
"""Around the number of a page and the number of all pages."""
COMPUTED = "灰底的格由表格算出，不用填；应当写别的数的，直接写在格里。"
"""Above a worksheet that computes."""


def bracketed(text: str) -> str:
    """Return a text in brackets, or nothing where there is none."""
    return f"（{text}）" if text else ""
