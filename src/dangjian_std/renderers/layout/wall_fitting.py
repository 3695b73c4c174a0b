"""How a wall calendar fills its sheet: which setting of each month, in which type, how high each day is.

Lengths are in points. The months are equally wide, unless one could only count what is due: before it does, it is
given of the width of the others, and the type shrinks below `READABLE_SIZE`. Each month takes the first setting
that fits; then the type grows as long as all fit, or shrinks where even the shortest setting is too long. The days
of each month share what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from dangjian_std.document.wall_calendars import WallCalendar, WallDay, WallEntry, WallMonth, WallSetting, Weight
from dangjian_std.renderers.layout.page_frame import PT_PER_MM, WALL_HEIGHT, WALL_MARGIN, WALL_WIDTH
from dangjian_std.renderers.layout.text_widths import LINE_END_LOSS, lines, measure

WALL_INNER_WIDTH, WALL_INNER_HEIGHT = (
    (WALL_WIDTH - 2 * WALL_MARGIN) * PT_PER_MM,
    (WALL_HEIGHT - 2 * WALL_MARGIN) * PT_PER_MM,
)
SPARE_WALL_HEIGHT = 8
"""Height that is not to be used, so that what is set a little higher stays on the sheet."""
SIZES = (13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0)
"""Sizes of plain entries, the largest first."""
READABLE_SIZE = 10.5
"""Size for the sake of which a month says less."""
SCALES = {Weight.STRONG: 1.3, Weight.PLAIN: 1.0, Weight.LIGHT: 0.9}
WALL_LEADING = 1.22
"""Height of a line, in sizes of its type."""
WALL_TITLE_HEIGHT = 36.0
"""The title and the room below it."""
NOTE_EMS, NOTE_LINE, OVER_NOTES = 10.0, 14.0, 5.0
"""Size of the notes, the height of their lines, the room above them."""
ABOVE_DAYS, BELOW_DAYS = 27.0, 16.0
"""Above and below the days of a month: its name, what is left out."""
BETWEEN_MONTHS = 7.0
"""Room between two months."""
DAY_WIDTH = 47.0
"""Width of the number of a day, its weekday and its mark."""
LEAST_DAY_HEIGHT = 12.5
"""Least height of a day."""
NARROW_SPARE = 26
"""Height not to be used beside `SPARE_WALL_HEIGHT` where months are narrow: more lines break otherwise."""
LEAST_MONTH_WIDTH, MONTH_WIDTH_STEP = 150.0, 2.0
"""Least width of a month, and by how much wider it is tried."""
ACTOR_INDENT = 1
"""Room before who does a thing, in characters."""
DAY_CELL_SIDES, DAY_CELL_PADDING, DAY_RULE_WIDTH = 3.0, 1.2, 0.5
"""Room in a cell, at its sides, and above and below its text; the rule between two days."""


@dataclass(frozen=True, slots=True)
class MonthLayout:
    """A month as it is set: each day with its height."""

    month: WallMonth
    width: float
    days: tuple[tuple[WallDay, float], ...]
    below: str


@dataclass(frozen=True, slots=True)
class WallLayout:
    """A sheet as it is set: the size of plain entries and what follows from it."""

    size: float
    months: tuple[MonthLayout, ...]

    @property
    def day_width(self) -> float:
        """Width of the column of the days."""
        return DAY_WIDTH

    @property
    def looks(self) -> dict[Weight, tuple[float, float]]:
        """Size and height of a line, of each weight."""
        return {weight: (round(self.size * SCALES[weight], 1), _line(self.size, weight)) for weight in Weight}

    @staticmethod
    def pieces(text: str) -> list[str]:
        """Divide the names of meetings: none goes on in a further line."""
        return re.findall("[^、]+、?", text)


def lay_out(calendar: WallCalendar) -> WallLayout:
    """Choose how a calendar is set."""
    size, widths, room = _shares(calendar)
    columns = list(zip(calendar.months, widths, strict=True))
    chosen = [_setting(month, size, width, room) for month, width in columns]
    heights = list(zip(chosen, widths, strict=True))
    fitting = (each for each in SIZES if all(_height(one, each, width) <= room for one, width in heights))
    size = next(fitting, SIZES[-1])
    months = []
    for month, width in columns:
        setting = _setting(month, size, width, room)
        days = tuple(_days(setting, size, width, room))
        months.append(MonthLayout(month, floor(width * 10) / 10, days, setting.below))
    return WallLayout(size, tuple(months))


def _shares(calendar: WallCalendar) -> tuple[float, list[float], float]:
    """Return a size of type, the widths and the height of the months in which none has to count, if possible."""
    equal, room = [_width(calendar)] * len(calendar.months), _room(calendar)
    for size in (each for each in SIZES if each <= READABLE_SIZE):
        if all(_named(month, size, width, room) for month, width in zip(calendar.months, equal, strict=True)):
            return size, equal, room
        if widths := _unequal(calendar, size, room - NARROW_SPARE):
            return size, widths, room - NARROW_SPARE
    return READABLE_SIZE, equal, room


def _unequal(calendar: WallCalendar, size: float, room: float) -> list[float]:
    """Return the least width in which each month need not count, and an equal part of the rest; or nothing."""
    left = sum([_width(calendar)] * len(calendar.months))
    widths = []
    for month in calendar.months:
        width = LEAST_MONTH_WIDTH
        while width <= left and not _named(month, size, width, room):
            width += MONTH_WIDTH_STEP
        if width > left:
            return []
        left -= width
        widths.append(width)
    return [width + left / len(widths) for width in widths]


def _named(month: WallMonth, size: float, width: float, room: float) -> bool:
    """Whether a month fits in some setting that counts nothing."""
    return any(not each.counted and _height(each, size, width) <= room for each in month.settings)


def fits(calendar: WallCalendar) -> bool:
    """Whether every month stays on the sheet in some setting."""
    width, room = _width(calendar), _room(calendar)
    return all(_height(month.settings[-1], SIZES[-1], width) <= room for month in calendar.months)


def _setting(month: WallMonth, size: float, width: float, room: float) -> WallSetting:
    """Return the fullest setting of a month that fits in type of this size."""
    fitting = (each for each in month.settings if _height(each, size, width) <= room)
    return next(fitting, month.settings[-1])


def _width(calendar: WallCalendar) -> float:
    number = len(calendar.months)
    return (WALL_INNER_WIDTH - BETWEEN_MONTHS * (number - 1)) / number


def _room(calendar: WallCalendar) -> float:
    """Return how high the days of a month may be."""
    notes = sum(lines(each, WALL_INNER_WIDTH / NOTE_EMS) for each in calendar.notes) * NOTE_LINE + OVER_NOTES
    return WALL_INNER_HEIGHT - SPARE_WALL_HEIGHT - WALL_TITLE_HEIGHT - notes - ABOVE_DAYS - BELOW_DAYS


def _days(setting: WallSetting, size: float, width: float, room: float) -> Iterator[tuple[WallDay, float]]:
    """Yield each day with its height above the rule; what is left over is shared."""
    heights = [_day_height(day, size, width) for day in setting.days]
    more = max(0.0, room - sum(heights)) / len(heights)
    yield from (
        (day, round(height + more - DAY_RULE_WIDTH, 2)) for day, height in zip(setting.days, heights, strict=True)
    )


def _height(setting: WallSetting, size: float, width: float) -> float:
    return sum(_day_height(day, size, width) for day in setting.days)


def _day_height(day: WallDay, size: float, width: float) -> float:
    text = sum(_entry_height(entry, size, width) for entry in day.entries)
    return max(LEAST_DAY_HEIGHT, text + 2 * DAY_CELL_PADDING + DAY_RULE_WIDTH)


def _entry_height(entry: WallEntry, size: float, width: float) -> float:
    """Return how high an entry is: its text in its own size, and in plain type what it is about and who does it.

    Who does it stands in the last line of what is before, or in the next one where that is full.
    """
    across = (width - DAY_WIDTH - 2 * DAY_CELL_SIDES - 2 * DAY_RULE_WIDTH) / size
    own, plain = _line(size, entry.weight), _line(size, Weight.PLAIN)
    if entry.weight is Weight.STRONG:
        height = _packed(WallLayout.pieces(entry.text), across / SCALES[entry.weight]) * own
        taken, used = measure(entry.about, across) if entry.about else (0, across)
        height += taken * plain
    else:
        taken, used = measure(entry.text, across / SCALES[entry.weight])
        height = taken * own
    if entry.beside:
        indent = 0 if entry.weight is Weight.STRONG and not entry.about else ACTOR_INDENT
        more, wide = measure(entry.beside, across - indent)
        height += 0 if more == 1 and used + indent + wide + LINE_END_LOSS <= across else more * plain
    return height


def _packed(names: list[str], across: float) -> int:
    """Return how many lines names take of which none is divided, unless it is longer than a line."""
    taken, used = 0, across
    for name in names:
        more, wide = measure(name, across)
        taken, used = (taken, used + wide) if used + wide <= across else (taken + more, wide)
    return taken


def _line(size: float, weight: Weight) -> float:
    return round(size * SCALES[weight] * WALL_LEADING, 1)
