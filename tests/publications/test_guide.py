"""新任工作指引: one page for each post of a branch, drawn from the steps that hand a post over."""

from __future__ import annotations

import dataclasses
import io
import re

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Organ, Sensitivity
from dangjian_std.publications import Request
from dangjian_std.publications.posts import duty_lines, guide
from dangjian_std.renderers.layout import card_fitting, plain_text

CHANGE = "党务岗位变动"


def made(unit):
    ((document, formats),) = guide.compose(unit, Request())
    assert formats == ("pdf", "docx")
    return document


def rows(document, role):
    card = next(part.blocks[0] for part in document.parts if part.title == role)
    return {row.head: [plain_text.line(line) for line in row.lines] for row in card.settings[0]}


def handed_over_by(catalog, form):
    """The set with a step that hands a post over and fills this form."""
    code, found = next(
        (code, step)
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if getattr(step.when, "on", None) == CHANGE
    )
    standard = catalog.standards[code]
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(dataclasses.replace(step, opens=form) if step is found else step for step in stage.steps),
        )
        for stage in standard.stages
    )
    standards = {**catalog.standards, code: dataclasses.replace(standard, stages=stages)}
    return dataclasses.replace(catalog, standards=standards)


@pytest.mark.parametrize("profile", ["总支", "小支部"])
def test_a_guide_is_a_page(catalog, profile):
    document = made(Unit.of(catalog, profile))
    assert document.parts[0].title == "支部书记"
    with pikepdf.open(io.BytesIO(renderers.render(document, "pdf"))) as pdf:
        assert len(pdf.pages) == len(document.parts)
    for part in document.parts:
        assert card_fitting.lay_out(part.blocks[0]).size >= 10.5


def test_only_an_event_that_hands_a_post_over_makes_a_guide(catalog):
    events = tuple(dataclasses.replace(each, handover=False) for each in catalog.system.events)
    other = dataclasses.replace(catalog, system=dataclasses.replace(catalog.system, events=events))
    assert list(guide.compose(Unit.of(other), Request())) == []


def test_what_is_received_is_what_the_form_lists(catalog):
    changed = handed_over_by(catalog, "R201")
    found = rows(made(Unit.of(changed)), "支部书记")
    lines = [each for each in changed.records["R201"].fields if each.type.value == "lines"]
    assert lines
    assert len(found["接什么"]) == len(lines)
    assert all(each.label in text for each, text in zip(lines, found["接什么"], strict=True))
    assert "接什么" not in rows(made(Unit.of(catalog)), "支部书记")


def test_the_meetings_that_come_first_are_named(catalog):
    found = rows(made(Unit.of(catalog)), "支部书记")
    assert any("主持主题党日" in text for text in found["先开会"])
    assert not any("参加" in text for text in found["先开会"] if "主持主题党日" in text)
    member = rows(made(Unit.of(catalog)), "组织委员")
    assert any("（支部书记办，本人参加）" in text for text in member["先开会"])


def test_registers_stand_under_who_keeps_them(catalog):
    found = rows(made(Unit.of(catalog)), "支部书记")
    own = rows(made(Unit.of(catalog)), "组织委员")
    register = next(text for text in found["查什么"] if text.startswith("组织委员管的："))
    assert "R310" in register
    assert any(text.startswith("本岗位管的：") and "R310" in text for text in own["查什么"])


def test_a_form_that_says_who_keeps_it_stands_under_that_role(catalog):
    record = dataclasses.replace(catalog.records["R310"], keeper="支部书记")
    other = dataclasses.replace(catalog, records={**catalog.records, "R310": record})
    found = rows(made(Unit.of(other)), "组织委员")["查什么"]
    assert [text.partition("管的：")[0] for text in found if "R310" in text] == ["支部书记"]


def test_a_step_after_another_that_fills_the_same_form_hands_over_too(catalog):
    """A secretary who is elected takes over in a step of the election, which no event brings about."""
    plain = rows(made(Unit.of(catalog)), "支部书记")["谁交接"]
    found = rows(made(Unit.of(handed_over_by(catalog, "R311"))), "支部书记")["谁交接"]
    added = [text for text in found if "填R311" in text]
    assert not any("R311" in text for text in plain)
    assert any("集体讨论" in text for text in added)  # after another step
    assert not any("需要使用党费" in text for text in added)  # upon an event of its own
    assert len(found) == len(plain) + sum("DJ304" in text for text in added)


def first_lines(unit, role="支部书记"):
    found = rows(made(unit), role)
    return [*found["先开会"], *found.get("首月办", [])]


def test_what_only_some_branches_of_a_unit_do_says_which(catalog):
    said = first_lines(Unit.of(catalog))
    assert sum("党小组会（分党小组的" in text for text in said) == 1
    assert not any("主题党日（" in text or "设支委会的" in text for text in said)
    alone = dataclasses.replace(catalog.profiles[catalog.system.profile], name="一个支部")
    alone = dataclasses.replace(alone, counts=dataclasses.replace(alone.counts, branches=1))
    assert not any("分党小组的" in text or "设支委会的" in text for text in first_lines(Unit(catalog, alone)))


def test_who_opens_the_form_of_an_organ_has_the_organ(catalog):
    """Who only writes into it has another form where there is none, and does it all the same."""
    steps = [step for standard in catalog.standards.values() for step in standard.steps]
    code = next(step.opens for step in steps if step.what == "召集并主持党员大会")
    form = dataclasses.replace(catalog.records[code], needs=Organ.COMMITTEE)
    other = dataclasses.replace(catalog, records={**catalog.records, code: form})
    opening = {step.what for step in steps if step.opens == code and step.when.per is not CountedPer.GROUP}
    found = first_lines(Unit.of(other))
    assert {any(what in text for what in opening) for text in found} == {True, False}
    assert all(("设支委会的" in text) is any(what in text for what in opening) for text in found)


def test_what_does_not_stand_alone_says_of_which_standard(catalog):
    standards = catalog.standards.values()
    clear = {step.what: step.clear for standard in standards for step in standard.steps}
    subjects = tuple(f"□{standard.short_title}：" for standard in standards)
    found = first_lines(Unit.of(catalog), "组织委员")
    for text in found:
        what = next(each for each in clear if each in text)
        assert text.startswith(subjects) is not clear[what], text
    assert any(text.startswith(subjects) for text in found)


def test_what_is_done_for_each_case_waits_for_one(catalog):
    found = [text for text in first_lines(Unit.of(catalog)) if "有的才办" in text]
    cases = {
        step.what
        for standard in catalog.standards.values()
        for step in standard.steps
        if step.when.per is CountedPer.CASE
    }
    assert all(any(what in text for what in cases) for text in found)


def test_who_sits_in_an_organ_comes_to_its_meetings(catalog):
    """A step calls the organ by its name; who has a post in it is told, and who has none is not."""
    code, found = next(
        (code, step)
        for code, standard in catalog.standards.items()
        for step in standard.steps
        if step.what == "召集并主持党员大会"
    )
    standard = catalog.standards[code]
    stages = tuple(
        dataclasses.replace(
            stage,
            steps=tuple(
                dataclasses.replace(step, with_=("支部委员会",)) if step is found else step for step in stage.steps
            ),
        )
        for stage in standard.stages
    )
    standards = {**catalog.standards, code: dataclasses.replace(standard, stages=stages)}
    document = made(Unit.of(dataclasses.replace(catalog, standards=standards)))
    sitting = {
        part.title
        for part in document.parts
        if any(found.what in text for text in rows(document, part.title)["先开会"])
    }
    assert sitting == {part.title for part in document.parts} - {"党小组组长"}


def test_what_is_written_first_is_what_the_post_fills_in_or_signs(catalog):
    """The meetings of the first months are in it, though whoever presides signs them, not a post."""
    (text,) = rows(made(Unit.of(catalog)), "支部书记")["首月填"]
    step = next(
        step
        for standard in catalog.standards.values()
        for step in standard.steps
        if step.what == "召集并主持党员大会"
    )
    form = catalog.records[step.opens]
    assert "支部书记" not in form.signed_by
    assert f"{form.title}（{form.code}）" in text
    assert "R310" in text


def test_papers_are_named_while_there_is_room(catalog, monkeypatch):
    monkeypatch.setattr(duty_lines, "MOST_FORMS_BY_NAME", 0)
    card = next(part.blocks[0] for part in made(Unit.of(catalog)).parts if part.title == "支部书记")
    said = [
        next(plain_text.line(line) for row in setting if row.head == "首月填" for line in row.lines)
        for setting in card.settings
    ]
    assert len(said) == 5
    assert len(set(said[:4])) == 1
    assert "（R201）" in said[0]
    assert said[4].startswith("R201")
    assert "（名称在实用本书末）" in said[4]


def test_a_form_that_waits_for_a_case_is_told_apart(catalog):
    for profile in ("总支", "小支部"):
        (said,) = [plain_text.line(line) for line in rows(made(Unit.of(catalog, profile)), "支部书记")["首月填"]]
        always, waiting = said.split("；有的才填：")
        assert "R201" in always
        assert "R302" in waiting
        assert "R302" not in always


def kept(catalog, role):
    """The codes of the forms that a guide says to read, by who keeps them."""
    told = (text.partition("管的：") for text in rows(made(Unit.of(catalog)), role).get("查什么", []))
    return {keeper: set(re.findall("R[0-9]{3}", found)) for keeper, _, found in told}


def with_form(catalog, code, **values):
    return dataclasses.replace(
        catalog, records=catalog.records | {code: dataclasses.replace(catalog.records[code], **values)}
    )


def test_what_is_not_stored_or_is_of_one_member_is_read_by_its_keeper(catalog):
    for values in ({"sensitivity": Sensitivity.NOT_STORED}, {"per": CountedPer.MEMBER}):
        found = with_form(catalog, "R307", **values)
        assert "R307" in kept(found, "组织委员")["本岗位"]
        assert not any("R307" in codes for codes in kept(found, "支部书记").values())
    found = with_form(catalog, "R307", sensitivity=Sensitivity.NOT_STORED, keeper="支部委员会")
    assert "R307" in kept(found, "宣传委员")["支部委员会"]  # what the committee has in hand


def test_somebody_of_a_group_reads_what_is_kept_there(catalog):
    assert kept(catalog, "党小组组长") == {}
    found = with_form(catalog, "R307", keeper="党小组组长")
    assert kept(found, "党小组组长") == {"本岗位": {"R307"}}
    assert kept(found, "组织委员")["党小组组长"] == {"R307"}


def test_what_is_opened_for_a_long_time_is_read_and_what_is_opened_for_a_meeting_is_not(catalog):
    codes = set.union(*kept(catalog, "组织委员").values())
    assert "R211" in codes
    assert not codes & {"R201", "R204"}
