"""A sheet as PDF by workers that a fork server begins, against workers that are programs of their own."""

from __future__ import annotations

import os

from dangjian_std.document.blocks import Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.renderers import pdf
from dangjian_std.renderers.pdf import forks

ROUNDS, SHEETS = 3, 10


def seconds() -> float:
    """Return the processor time of this process and of those that have ended below it."""
    return sum(os.times()[:4])


text = Paragraph(text=("党支部每月开展一次主题党日，主持人提前告知时间、地点和主题。",))
part = Part(id="one", title="某表", head="", folio=Folio.NONE, blocks=(text,) * 20)
sheet = Document(name="表", title="某表", author="某局", subject="试", parts=(part,))
ways = {"alone": None, "forked": forks.SERVER}
taken = dict.fromkeys(ways, float("inf"))
for _ in range(ROUNDS):
    for name, forks.SERVER in ways.items():
        began = seconds()
        made = {pdf.render(sheet) for _ in range(SHEETS)}
        forks.close()
        taken[name] = min(taken[name], (seconds() - began) / SHEETS)
        if len(made) > 1:
            raise SystemExit("the bytes differ")
alone, forked = taken["alone"], taken["forked"]
print(f"alone {alone:.2f} s, forked {forked:.2f} s, ratio {alone / forked:.2f}")
