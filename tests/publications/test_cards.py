"""岗位职责明白卡: one page for each who acts in the unit, each duty printed once or counted, in large type."""

from __future__ import annotations

import dataclasses
import io
import re
from collections import Counter
from itertools import pairwise

import pikepdf
import pytest

from dangjian_std import renderers
from dangjian_std.composition.clauses import all_clauses
from dangjian_std.composition.role_duties import duties_by_person
from dangjian_std.domain.roles import Doubling
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request
from dangjian_std.publications.posts import cards, duty_lines
from dangjian_std.publications.posts.duty_lines import Detail
from dangjian_std.renderers.layout import card_fitting, plain_text

PROFILES = ("总支", "支部", "小支部", "机关党委")


def made(unit):
    ((document, formats),) = cards.compose(unit, Request())
    assert formats == ("pdf", "docx")
    return document


def held(unit):
    return duties_by_person(unit, all_clauses(unit.catalog))


def entries(row):
    """What a row says, matter by matter."""
    for line in row.lines:
        yield from plain_text.line(line).removesuffix("。").split("；")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("detail", "kept"), cards.SETTINGS)
def test_a_duty_is_printed_once_or_counted(catalog, profile, detail, kept):
    unit = Unit.of(catalog, profile)
    for role, own in held(unit).items():
        rows = list(duty_lines.rows(unit, own, detail, kept))
        told = [row for row in rows if row.head == duty_lines.FURTHER_DUTIES]
        counted = sum(int(number) for row in told for number in re.findall("([0-9]+)件", str(row.lines)))
        printed = [text for row in rows if row.head != duty_lines.FURTHER_DUTIES for text in entries(row)]
        assert len(printed) + counted == len(own), role
        whats = Counter(step.what for book, step in own if kept(unit, (book, step)))
        assert all(sum(text.endswith(what) for text in printed) >= number for what, number in whats.items())


def test_the_first_setting_holds_all_and_the_last_none(catalog):
    unit = Unit.of(catalog)
    own = held(unit)["支部书记"]
    first, last = (list(duty_lines.rows(unit, own, *cards.SETTINGS[index])) for index in (0, -1))
    assert not [row for row in first if row.head == duty_lines.FURTHER_DUTIES]
    assert [row.head for row in last] == [duty_lines.FURTHER_DUTIES]


def test_duties_that_are_called_the_same_say_of_which_standard(catalog):
    unit = Unit.of(catalog)
    own = held(unit)["支部书记"]
    (book, step), (other, same) = next((one, two) for one, two in pairwise(own) if one[0].code != two[0].code)
    alike = [*own, (other, dataclasses.replace(same, what=step.what))]
    for duties, said in ((own, False), (alike, True)):
        texts = [
            text
            for row in duty_lines.rows(unit, duties, Detail.LINE, duty_lines.everything)
            for text in entries(row)
            if text.endswith(step.what)
        ]
        assert any(f"{book.standard.short_title}：{step.what}" in text for text in texts) is said
        assert any(f"{other.standard.short_title}：{step.what}" in text for text in texts) is said


def test_few_duties_say_how(catalog):
    unit = Unit.of(catalog)
    role, own = next((role, own) for role, own in held(unit).items() if len(own) <= cards.MOST_DUTIES_WITH_HOW)
    card = next(part.blocks[0] for part in made(unit).parts if part.title == role)
    text = "".join(plain_text.line(line) for row in card.settings[0] for line in row.lines)
    book, step = own[0]
    assert plain_text.line(book.text(step.how[0])) in text


def test_a_day_stands_before_what_has_none(catalog):
    unit = Unit.of(catalog)
    own = held(unit)["支部书记"]
    days = next(duty_lines.rows(unit, own, Detail.LINE, duty_lines.everything))
    assert days.head == duty_lines.FIXED_DAYS_WORD
    dated = [step for _, step in own if duty_lines.has_day(step)]
    assert len(list(entries(days))) == len(dated) > 0


@pytest.mark.parametrize("profile", PROFILES)
def test_who_acts_in_the_unit_has_a_card(catalog, profile):
    unit = Unit.of(catalog, profile)
    document = made(unit)
    wanted = [role for role in held(unit) if not cards.is_above(catalog, role)]
    assert [part.title for part in document.parts] == wanted
    assert "上级党组织" not in wanted
    for part in document.parts:
        layout = card_fitting.lay_out(part.blocks[0])
        assert layout.size >= 14
        assert card_fitting.fits(part.blocks[0])


def test_a_card_is_one_page(catalog):
    """Those of all units are set at once: as many pages as different cards, none of which takes no page."""
    documents = [made(Unit.of(catalog, profile)) for profile in PROFILES]
    different = {part.blocks: part for document in documents for part in document.parts}
    parts = (dataclasses.replace(part, id=f"card-{at}") for at, part in enumerate(different.values()))
    whole = dataclasses.replace(documents[0], parts=tuple(parts))
    with pikepdf.open(io.BytesIO(renderers.render(whole, "pdf"))) as pdf:
        assert len(pdf.pages) == len(different)


def test_who_holds_two_posts_has_one_card(catalog):
    profile = catalog.profiles[catalog.system.profile]
    doubling = (Doubling(role="组织委员", by="支部书记", anchor=profile.anchor),)
    unit = Unit(catalog, dataclasses.replace(profile, doubling=doubling))
    titles = [part.title for part in made(unit).parts]
    assert "组织委员" not in titles
    card = next(part.blocks[0] for part in made(unit).parts if part.title == "支部书记")
    assert "连同组织委员" in plain_text.line(card.settings[0][0].lines[0])


@pytest.mark.parametrize("coded", [duty_lines.MOST_FORMS_BY_CODE, 0])
def test_what_is_signed_is_what_the_forms_say(catalog, monkeypatch, coded):
    """However many there are: no list of signatures stands anywhere else that a card could name."""
    monkeypatch.setattr(duty_lines, "MOST_FORMS_BY_NAME", min(duty_lines.MOST_FORMS_BY_NAME, coded))
    monkeypatch.setattr(duty_lines, "MOST_FORMS_BY_CODE", coded)
    unit = Unit.of(catalog)
    for part in made(unit).parts:
        text = "".join(plain_text.line(line) for row in part.blocks[0].settings[0] for line in row.lines)
        found = re.search("签名：(.*?)。", text)
        signed = [code for code in unit.forms if part.title in map(unit.holder, catalog.records[code].signed_by)]
        assert bool(found) == bool(signed), part.title
        if found:
            assert set(re.findall("R[0-9]{3}", found[1])) == set(signed)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_card_for_the_wall_has_a_line_for_each_duty(catalog, profile):
    """Whoever has most is told the dates and the meetings, or less; the others stand on the list."""
    for part in made(Unit.of(catalog, profile)).parts:
        rows = card_fitting.lay_out(part.blocks[0]).rows
        counted = [row for row in rows if row.head == duty_lines.FURTHER_DUTIES]
        assert all(row.listed for row in rows[1:-1] if row not in counted), part.title
        assert rows[1:-1] != counted, part.title
