from __future__ import annotations

import re

from dangjian_std.document import tables
from dangjian_std.document.blocks import Block, Table
from dangjian_std.document.charts import Flow, FlowStage, FlowStep
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Blank
from dangjian_std.renderers.html import blocks


def written(block: Block) -> str:
    return blocks.part_html(Part(id="part", title="题", head="", folio=Folio.NONE, blocks=(block,)))


def table(*, whole: bool) -> Table:
    return Table(label="表1", title="题", columns=(), rows=(), whole=whole)


def test_a_table_says_whether_it_stays_whole():
    assert 'class="table whole"' in written(table(whole=True))
    assert 'class="table"' in written(table(whole=False))


def test_only_a_paragraph_with_blanks_is_ragged():
    body = (("照办。",), ("请在", Blank(6, "日期", shown=True), "前答复。"))
    text = written(Letter(title="函", anchor="W1", addressee=(), body=body))
    assert text.count('class="text gapped"') == text.count('class="text"') == 1


def test_neither_end_of_a_chart_is_a_single_box():
    steps = tuple(
        FlowStep(lane=0, number=str(number), text="做", target="x", after=after)
        for number, after in enumerate(((), ("1",), (), ("3",), ("4",), ("5",)), 1)
    )
    stages = (FlowStage(title="6.1", steps=steps[:3]), FlowStage(title="6.2", steps=steps[3:]))
    text = written(Flow(number="图1", title="流程", lanes=(("甲",),), stages=stages))
    rows = [row.partition('"')[0] for row in text.split('<tr class="step')[1:]]
    assert rows == [" kept", " kept", " ends", "", " kept", " ends"]
    assert text.count('<tr class="link">') == 6
    assert text.count('<tr class="link last">') == 1
    assert text.count("<i></i>") == 4  # a head for each box that an arrow leads to
    assert text.count("linear-gradient") == text.count("no-repeat") > 8


def test_only_a_row_of_half_a_page_may_go_on_on_the_next():
    """In large print: kept whole, such a row would leave half a page blank before it."""
    rows = (("短", "长" * (blocks.TALL_CELL_CHARACTERS + 1)), ("短", "长" * blocks.TALL_CELL_CHARACTERS))
    made = tables.table(1, "事项", (tables.column("何时", 20), tables.column("怎么做", 80)), iter(rows))
    assert re.findall("<tr[^>]*>(?=<td)", written(made)) == ["<tr class=tall>", "<tr>"]
