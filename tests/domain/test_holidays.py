"""放假安排 that an office types in: it wins over the package for its year, and what cannot be is found."""

from __future__ import annotations

import datetime as dt

import pytest

from dangjian_std import changes
from dangjian_std.domain.agenda import year_agenda
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import Calendar, statutory
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading import load, project
from dangjian_std.renderers.layout import plain_text
from support.projects import findings

PATH = "standards/holidays/2027-放假安排.yaml"
TEXT = """\
kind: holidays
year: 2027
source: 示例，不是真的安排
off:
  - {first: 2027-01-01, last: 2027-01-03}
  - {first: 2027-02-05, last: 2027-02-11}
  - {first: 2027-04-05}
  - {first: 2027-05-01, last: 2027-05-05}
  - {first: 2027-06-09, last: 2027-06-10}
  - {first: 2027-09-15}
  - {first: 2027-10-01, last: 2027-10-07}
worked: [2027-02-14, 2027-02-20, 2027-04-10, 2027-05-08, 2027-09-26, 2027-10-09]
"""


@pytest.fixture
def typed(copy):
    def write(*swaps, name=PATH):
        text = TEXT
        for old, new in swaps:
            assert text.count(old) == 1
            text = text.replace(old, new)
        path = copy / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return copy

    return write


def opened(root):
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def test_what_is_typed_wins_for_its_year_alone(typed):
    calendar, package = opened(typed()).calendar, Calendar()
    assert calendar.published(2027)
    assert not package.published(2027)
    assert not calendar.published(2028)
    for day in (dt.date(2027, 2, 14), dt.date(2027, 4, 10)):
        assert calendar.is_workday(day)
        assert not package.is_workday(day)
    assert not calendar.is_workday(dt.date(2027, 6, 10))
    assert package.is_workday(dt.date(2027, 6, 10))
    assert calendar.is_workday(dt.date(2027, 5, 6))
    assert calendar.after_spring_festival(2027) == dt.date(2027, 2, 12)
    assert [calendar.is_workday(dt.date(2028, 1, day)) for day in range(1, 8)] == [
        package.is_workday(dt.date(2028, 1, day)) for day in range(1, 8)
    ]


def test_it_also_wins_over_a_year_that_the_package_knows(typed):
    root = typed()
    text = (root / PATH).read_text("utf-8").replace("2027", "2026")
    (root / PATH).unlink()
    (root / PATH.replace("2027", "2026")).write_text(text, "utf-8")
    calendar = opened(root).calendar
    assert Calendar().is_workday(dt.date(2026, 5, 9))
    assert not calendar.is_workday(dt.date(2026, 5, 9))


def test_the_days_of_the_year_follow(typed):
    root = typed()
    typed_in = _meetings(root)
    (root / PATH).unlink()
    computed = _meetings(root)
    assert computed - typed_in == {dt.date(2027, 4, 12), dt.date(2027, 2, 11), dt.date(2027, 6, 10)}
    assert typed_in - computed == {dt.date(2027, 4, 10), dt.date(2027, 2, 12), dt.date(2027, 6, 11)}


def _meetings(root):
    return {each.dates.last for each in year_agenda(Unit.of(opened(root)), 2027) if each.key == "DJ401.hold"}


def test_what_is_known_is_not_called_an_estimate(typed):
    root = typed()
    for estimated in (False, True):
        year = pack.year_of_unit(Unit.of(opened(root)), 2027)
        text = "".join(
            plain_text.line(each.text) for each in pack.notice(year, 3).parts[0].blocks if hasattr(each, "text")
        )
        assert (pack.ESTIMATED_YEAR_NOTE in text) is estimated
        (root / PATH).unlink(missing_ok=True)


def test_statutory_days_are_those_that_no_notice_takes_away():
    names = [name for _, name in statutory(2026)]
    assert names.count("春节") == 3
    assert names.count("国庆节") == 3
    assert (dt.date(2026, 10, 7), "休息日") not in statutory(2026)
    assert all("（" not in name for name in names)


def test_a_true_arrangement_has_no_findings(typed):
    assert not findings(typed())


@pytest.mark.parametrize(
    ("old", "new", "message", "line"),
    [
        ("last: 2027-01-03", "last: 2026-12-30", "末日 2026-12-30 早于首日 2027-01-01", 5),
        ("last: 2027-02-11", "last: 2027-03-11", "从 2027-02-05 到 2027-03-11，一次放假超过15天", 6),
        ("first: 2027-09-15", "first: 2028-09-15", "2028-09-15 不在2027年", 10),
        ("2027-04-10", "2027-04-09", "2027-04-09 是星期五，不是调休上班的日子", 12),
        ("2027-04-10", "2028-04-09", "2028-04-09 不在2027年", 12),
        ("2027-02-14", "2027-05-02", "2027-05-02 又放假又上班", 12),
        ("  - {first: 2027-09-15}\n", "", "放假里没有中秋节（2027-09-15）", 4),
        ("last: 2027-10-07", "last: 2027-10-02", "放假里没有国庆节（2027-10-03）", 4),
        (
            "{first: 2027-09-15}",
            "{first: 2027-09-15}\n  - {first: 2027-12-01}",
            "从 2027-12-01 起的放假里没有法定节日",
            11,
        ),
        (
            "2027-02-20, 2027-04-10, 2027-05-08, 2027-09-26",
            "2027-04-10",
            "放假和调休对不上：法定节日13天，调休上班3天，算下来多放了2天",
            11,
        ),
        (
            "2027-09-26",
            "2027-09-26, 2027-12-04",
            "放假和调休对不上：法定节日13天，调休上班7天，算下来多上了2天班",
            12,
        ),
    ],
)
def test_a_wrong_day_is_found_at_its_place(typed, old, new, message, line):
    (found,) = findings(typed((old, new)))
    assert (found.code, found.message) == ("DS215", message)
    assert (found.place.span.path, found.place.span.line) == (PATH, line)


def test_an_arrangement_may_be_a_day_out_of_balance(typed):
    assert not findings(typed(("2027-02-20, 2027-04-10, 2027-05-08", "2027-04-10")))


def test_days_off_may_begin_in_the_december_before(typed):
    assert not findings(typed(("{first: 2027-01-01,", "{first: 2026-12-31,")))


def test_a_file_is_called_by_its_year_and_no_year_has_two(typed):
    root = typed(name="standards/holidays/2028.yaml")
    assert [each.code for each in findings(root)] == ["DS101"]
    (root / "standards/holidays/2028.yaml").unlink()
    typed()
    typed(name="standards/holidays/2027.yaml")
    assert [each.code for each in findings(root)] == ["DS111"]


def test_a_wrong_shape_and_a_wrong_folder_are_told(typed):
    assert [each.code for each in findings(typed(("2027-04-10", "4月10日")))] == ["DS016"]
    root = typed(("2027-01-03", "2027-02-30"))
    assert "日历上没有这一天" in next(iter(findings(root))).help
    root = typed(name="standards/profiles/2027.yaml")
    (root / PATH).unlink()
    assert [each.code for each in findings(root)] == ["DS019"]


def test_a_change_is_told(typed):
    root = typed()
    new = opened(root)
    (root / PATH).unlink()
    old = opened(root)
    (found,) = changes.compare(old, new)
    assert (found.kind, found.site.subject) == (changes.ChangeKind.ADDED, "2027年放假安排")
    typed(("2027-04-10", "2027-04-11"), ("last: 2027-02-11", "last: 2027-02-12"))
    told = changes.compare(new, opened(root))
    assert {each.aspect for each in told} == {"放假", "上班"}
    assert any("2027-04-11" in each.after for each in told)
