"""Outcomes that lead on, and annexes of a standard's own, as they are printed and compared."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from dangjian_std import changes
from dangjian_std.composition import step_items
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Annex, Cell, Paragraph, Row, Table
from dangjian_std.document.charts import FlowStep
from dangjian_std.document.document import Part
from dangjian_std.document.inline import Line, Ref
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Annex as OwnAnnex
from dangjian_std.domain.standard import Outcome, Standard, Step, Unread
from dangjian_std.domain.timing import After
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.handbook import booklet, chapters, flow_chart, front_matter, procedure
from dangjian_std.reading.load import load
from dangjian_std.reading.project import sources
from dangjian_std.renderers import txt
from dangjian_std.renderers.html.blocks import part_html
from dangjian_std.renderers.layout import plain_text
from support.folders import BASE, CASES
from support.projects import case, findings

GOOD = CASES / "good" / "outcomes-and-an-annex"


@cache
def catalogs() -> tuple[Catalog, Catalog]:
    """The small set, and the same with outcomes and an annex."""
    files = case(GOOD)
    assert not findings(files)
    old, new = load(sources(BASE)).catalog, load(files[path] for path in sorted(files)).catalog
    assert old is not None
    assert new is not None
    return old, new


def book(standard: Standard | None = None) -> Clauses:
    catalog = catalogs()[1]
    return Clauses(catalog, standard or catalog.standards["DJ401"])


def vote() -> Step:
    return next(step for step in book().standard.steps if step.id == "vote")


def changed(outcomes: tuple[Outcome, ...]) -> Clauses:
    """The same standard with other outcomes of its vote."""
    standard = catalogs()[1].standards["DJ401"]
    stages = tuple(
        replace(
            stage,
            steps=tuple(replace(step, outcomes=outcomes) if step.id == "vote" else step for step in stage.steps),
        )
        for stage in standard.stages
    )
    return book(replace(standard, stages=stages))


def how(numbering: Clauses, clause: str) -> tuple[Line, ...]:
    """What 怎么做 says in the row of a clause."""
    (table,) = (
        block for block in procedure.chapter(Unit.of(numbering.catalog), numbering) if isinstance(block, Table)
    )
    rows = {plain_text.line(row.cells[0].lines[0]).rstrip("▲"): row for row in table.rows if isinstance(row, Row)}
    return rows[clause].cells[3].lines


def boxes(numbering: Clauses) -> dict[str, FlowStep]:
    flow = flow_chart.flow(Unit.of(numbering.catalog), numbering, "流程", "flow")
    return {step.number: step for stage in flow.stages for step in stage.steps}


def parts() -> tuple[Part, ...]:
    catalog = catalogs()[1]
    return tuple(chapters.parts(Unit.of(catalog), catalog.standards["DJ401"]))


def test_each_outcome_says_what_is_next():
    line = how(book(), "6.2.3")[-2]
    said = "结果：通过的，接着办6.3.1；没有通过的，回到6.1.1；到会不足半数的，到此为止。"
    assert plain_text.line(line) == said
    assert Ref("DJ401.assign", "6.3.1") in line


def last_item(numbering: Clauses, step: Step) -> str:
    return plain_text.line(tuple(step_items.lines(numbering, step, numbering.linked, numbering.name))[-1])


def test_an_outcome_may_lead_into_another_standard_or_be_our_own_rule():
    first, *others = vote().outcomes
    numbering = changed((replace(first, to=StepRef("DJ305", "ask")), *others))
    assert "通过的，转入DJ305.ask；" in plain_text.line(how(numbering, "6.2.3")[-2])
    unread = Unread(anchor=vote().anchor, regulation="支部条例", places=("outcomes",))
    assert last_item(numbering, vote()).endswith("到此为止。")
    marked = replace(vote(), unread=(unread,))
    assert last_item(numbering, marked).endswith("到此为止。◇")


def test_the_chart_shows_outcomes_and_its_arrow_follows_one():
    box = boxes(book())["6.2.3"]
    assert [plain_text.line(line) for line in box.outcomes] == [
        "通过→6.3.1",
        "没有通过→6.1.1",
        "到会不足半数→到此为止",
    ]
    assert boxes(book())["6.3.1"].after == ("6.2.3",)
    assert boxes(book())["6.1.1"].after == ("6.2.3",)  # back to it, where it was not passed
    back = tuple(
        each for each in next(s for s in book().standard.steps if s.id == "vote").outcomes if each.label != "通过"
    )
    assert boxes(changed(back))["6.3.1"].after == ()
    assert boxes(changed(back))["6.3.1"].opens
    assert not boxes(book())["6.3.1"].opens
    assert boxes(book())["6.2.2"].outcomes == ()


def test_an_arrow_comes_from_any_step_that_is_waited_for():
    tell = next(step for step in book().standard.steps if step.id == "tell")
    sign = next(step for step in book().standard.steps if step.id == "sign")
    assert isinstance(sign.when, After)
    waiting = replace(sign, when=replace(sign.when, also=(StepRef("", "tell"),)))
    assert flow_chart._is_after(waiting, tell)
    assert not flow_chart._is_after(sign, tell)


def test_no_outcome_changes_the_year():
    old, new = catalogs()
    due = [[(each.key, each.dates, each.times) for each in year_agenda(Unit.of(one), 2027)] for one in (old, new)]
    assert due[0] == due[1]


def test_an_annex_comes_before_the_forms_and_is_named_by_its_letter():
    assert [letter for letter, item in book().annexes.items() if isinstance(item, OwnAnnex)] == ["A"]
    assert how(book(), "6.3.1")[0] == (
        "一事一行，写明责任人和时限，时限照",
        Ref("DJ401-annex-A", "附录A的表A.1"),
        "。",
    )
    assert plain_text.line(book().where("R201")) == "R201，附录B"
    assert book().text("照〔limits〕办。", within=False) == ("照DJ401附录A的表A.1办。",)


def test_annexes_stand_in_the_order_in_which_they_are_mentioned():
    standard = catalogs()[1].standards["DJ401"]
    (limits,) = standard.annexes
    later = replace(limits, id="cases", text=("照〔limits〕办的情形。",), columns=(), rows=())
    requirement = replace(standard.requirements[0], text="应照〔cases〕办。")
    both = book(replace(standard, annexes=(later, limits), requirements=(requirement,)))
    assert [item.id for item in both.annexes.values() if isinstance(item, OwnAnnex)] == ["limits", "cases"]
    assert plain_text.line(both.text("应照〔cases〕办。")) == "应照附录B办。"


def test_an_annex_runs_on_with_its_nature_its_text_and_its_table():
    body, *_ = parts()
    annex, text, table = body.blocks[-3:]
    assert isinstance(annex, Annex)
    assert annex.lines == ("附录A", "（规范性）", "议定事项的办理时限")
    assert isinstance(text, Paragraph)
    assert text.text == ("时限从形成议定事项那天算起。",)
    assert isinstance(table, Table)
    assert (table.label, table.title, table.whole) == ("表A.1", annex.title, True)
    assert [column.head for column in table.columns] == ["事项", "时限"]
    assert table.rows[0] == Row(cells=(Cell(lines=(("只由本支部办的",),)), Cell(lines=(("1个月",),))))
    assert sum(column.width for column in table.columns) == 100
    assert table.columns[0].width > table.columns[1].width


def test_an_informative_annex_says_so():
    standard = catalogs()[1].standards["DJ401"]
    helping = replace(standard, annexes=(replace(standard.annexes[0], informative=True),))
    catalog = catalogs()[1]
    body, *_ = chapters.parts(Unit.of(catalog), helping)
    annex = next(block for block in body.blocks if isinstance(block, Annex))
    assert isinstance(annex, Annex)
    assert annex.nature == "资料性"


def test_an_annex_of_our_own_is_neither_form_nor_paper():
    old, new = catalogs()
    assert front_matter._count(new).rows[-1] == front_matter._count(old).rows[-1]


def test_a_terminal_and_a_page_show_both():
    text = txt.render(booklet.reading(Unit.of(catalogs()[1]), "DJ401")).decode()
    assert "附录A（规范性）议定事项的办理时限" in text
    assert "支部书记：提请党员大会表决（通过→6.3.1，没有通过→6.1.1，到会不足半数→到此为止）" in text
    body = part_html(parts()[0])
    assert '<p class="outcome">通过→<a href="#DJ401.assign">6.3.1</a></p>' in body
    assert '<a href="#DJ401-annex-A">附录A的表A.1</a>' in body


def said(old: Catalog, new: Catalog) -> list[tuple[str, str, str, str, str]]:
    return [
        (changes.WORDS_FOR_KINDS[each.kind], each.site.clause, each.aspect, each.before, each.after)
        for each in changes.compare(old, new)
    ]


def test_a_diff_tells_new_outcomes_and_a_new_annex_in_words():
    found = said(*catalogs())
    assert ("新增", "6.2.3的结果“通过”", "结果", "", "转到“把议定事项列入落实清单”") in found
    assert ("新增", "6.2.3的结果“到会不足半数”", "结果", "", "到此为止") in found
    sentences = ("一事一行，写明责任人和时限。", "一事一行，写明责任人和时限，时限照附录“议定事项的办理时限”。")
    assert ("改动", "6.3.1", "做法第1项", *sentences) in found
    lines = (
        "规范性",
        "时限从形成议定事项那天算起。",
        "事项：只由本支部办的，时限：1个月",
        "事项：要请示上级党组织的，时限：批复后1个月",
    )
    assert ("新增", "附录“议定事项的办理时限”", "附录", "", "\n".join(lines)) in found


def test_a_diff_tells_which_row_changed_and_where_an_outcome_leads_now():
    old = catalogs()[1]
    standard = old.standards["DJ401"]
    annex = replace(standard.annexes[0], rows=(standard.annexes[0].rows[0], ("要请示上级党组织的", "批复后2个月")))
    passed, failed, stopped = vote().outcomes
    numbering = changed((passed, replace(failed, to=StepRef("", "hold")), stopped))
    new = replace(old, standards={"DJ401": replace(numbering.standard, annexes=(annex,))})
    assert said(old, new) == [
        (
            "改动",
            "6.2.3的结果“没有通过”",
            "结果的去向",
            "“确定下月主题和内容”",
            "“主持主题党日”",
        ),
        (
            "改动",
            "附录“议定事项的办理时限”",
            "附录的表第2项",
            "事项：要请示上级党组织的，时限：批复后1个月",
            "事项：要请示上级党组织的，时限：批复后2个月",
        ),
    ]
