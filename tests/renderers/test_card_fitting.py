"""A card takes the fullest setting that fits, in the largest type, and fills its page."""

from __future__ import annotations

from dangjian_std.document.cards import Card, CardRow
from dangjian_std.renderers.layout import card_fitting, text_widths


def row(lines, text="按时办理", listed=True):
    return CardRow(head="每月", lines=((text,),) * lines, listed=listed)


def card(*settings, wall=True):
    return Card(title="支部书记职责明白卡", settings=settings, foot="摘自手册", wall=wall)


def test_the_first_setting_that_fits_is_taken():
    full, short, least = (row(80),), (row(20),), (row(1),)
    assert card_fitting.lay_out(card(full, short, least)).rows == short
    assert card_fitting.lay_out(card(short, least)).rows == short
    assert not card_fitting.fits(card(full))


def test_less_text_is_set_larger():
    sizes = [card_fitting.lay_out(card((row(number),))).size for number in (30, 20, 10, 2)]
    assert sizes == sorted(sizes)
    assert sizes[0] >= 14
    assert sizes[-1] == 22
    assert card_fitting.lay_out(card((row(2),), wall=False)).size == 12


def test_what_is_left_goes_into_the_rows():
    one, many = (card_fitting.lay_out(card((row(2),) * number)).room for number in (1, 8))
    assert one == card_fitting.MOST_CELL_ROOM > many > card_fitting.LEAST_CELL_ROOM


def test_a_number_or_a_code_is_not_divided():
    assert text_widths.lines("甲乙R201丙", 4.5) == 2
    assert text_widths.lines("甲乙丙丁戊己庚辛", 4.4) == 2
    assert text_widths.lines("甲乙丙丁戊己庚辛", 4.4, hanging=True) == 3
