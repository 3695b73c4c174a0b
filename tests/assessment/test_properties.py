"""What holds of every form: no name is kept, and a mess is read right or asked about, never wrong."""

from __future__ import annotations

import datetime as dt
import io
import random
from collections.abc import Iterator
from itertools import product

import docx
import pytest

from dangjian_std.assessment import differences, facts
from dangjian_std.assessment.days import Around
from dangjian_std.assessment.doubts import DoubtError
from dangjian_std.assessment.facts import DateSpan
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.values import Reader
from dangjian_std.reading.filled_forms import FilledFormError
from support import taken
from support.program import dstd
from support.taken import Office

SURNAMES, FIRST, SECOND = (
    "欧殷聂鞠隗鄢郗逄麴嵇",
    "昕玥璟祺翊骁沅芮蔚霖",
    "彦宸澈珩笙绮瑜岚屿槿钰菡珂妤霏茉翎煦蓁潇",
)
NAMES = ["".join(each) for each in product(SURNAMES, FIRST, SECOND)]
WORDS = ("主题党日", "支委会", "督查", "亮旗行动", "联系领导")
FIRST_DAY, TODAY = dt.date(2027, 1, 1), dt.date(2027, 4, 10)
SPRING = Around(TODAY, DateSpan(FIRST_DAY, dt.date(2027, 3, 31)))
TEXTS = ("matter", "owner", "result")


def workbook_of(names: Iterator[str]) -> bytes:
    """Return a list with names in all of its texts, in its title and beside its words."""
    office = Office.filled("R211")
    for row in range(1, 13):
        for column in TEXTS:
            office.write(f"items.{column}/{row}", "、".join(next(names) for _ in range(40)))
        office.write(f"items.source/{row}", f"1月{row}日{next(names)}{WORDS[row % 5]}{next(names)}")
    office.write("open-matters", next(names))
    office.write("secretary-sign", next(names))
    office.sheet.title = next(names)
    for name in list(office.sheet.defined_names):
        office.rename(name, office.box(name.removeprefix("dstd.R211.")))
    return office.saved()


def document_of(names: Iterator[str]) -> bytes:
    """Return a record with all names that are left in its texts, below it, and as its author."""
    paper = docx.Document(io.BytesIO(taken.blank("R201", "docx")))
    said = {"日期": "2027年3月10日", "起止时间": "14:00—17:00", "种类": "☑主题党日"}
    texts = ("主题", "地点", "主持人", "记录人", "内容要点", "议定事项", "向缺席党员转告")
    rows = [
        list({id(cell._tc): cell for cell in row.cells}.values()) for each in paper.tables for row in each.rows
    ]
    spaces = {label.text: cell for row in rows for label, cell in zip(row[::2], row[1::2], strict=False)}
    for label, text in said.items():
        spaces[label].text = text
    for label in texts:
        spaces[label].paragraphs[-1].add_run("、".join(next(names) for _ in range(30)))
    absent = next(each for each in paper.tables if each.cell(0, 0).text.startswith("缺席"))
    for at in (1, 2, 4):
        absent.rows[2].cells[at].text = next(names)
    for name in names:
        paper.add_paragraph(name)
        paper.core_properties.author = name
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def test_two_thousand_names_are_nowhere(tmp_path):
    assert len(set(NAMES)) == 2000
    names = iter(NAMES)
    top = taken.place(tmp_path)
    (tmp_path / "台账").mkdir()
    (tmp_path / "台账" / "党支部.csv").write_text("党支部\n第一党支部\n", "utf-8")
    inbox = tmp_path / "收表箱"
    inbox.mkdir()
    (inbox / f"{next(names)}.xlsx").write_bytes(workbook_of(names))
    (inbox / "记录.docx").write_bytes(document_of(names))
    assert next(names, None) is None
    logs = []
    for arguments in (
        ("take", inbox, "--on", "2027-04-10", "--complete", "2027-03"),
        ("take", inbox, "--on", "2027-04-11"),
        ("ledger", "show"),
        ("ledger", "show", "R211"),
        ("ledger", "show", "R201"),
        ("ledger", "verify"),
    ):
        done = dstd(*arguments, cwd=top)
        assert done.returncode == 0, done.stdout
        logs.append(done.stdout + done.stderr)
    kept = "".join(path.read_text("utf-8") for path in (tmp_path / "台账").iterdir())
    assert kept.count("\n") == 2 + 3
    # the name of a file that a person gave is printed by nobody but a refusal
    assert not [name for name in NAMES if name in kept or any(name in log for log in logs)]


def spelled(draw: random.Random, day: dt.date) -> object:
    """Write a day as people do; what can be read has to be this day."""
    year, month, number = day.year, day.month, day.day
    said = draw.choice(
        (
            f"{year}年{month}月{number}日",
            f"{year}-{month:02}-{number:02}",
            f"{year}.{month}.{number}",
            f"{year}/{month}/{number}",
            f"{year}{month:02}{number:02}",
            f"{month}月{number}日",
            f"{month}月{number}",
            f"{month}.{number}",
            f"{year % 100}.{month}.{number}",
            f"{month}/{number}/{year}",
            f"{year}年{month}月",
            str((day - dt.date(1899, 12, 30)).days),
            day,
            dt.datetime(year, month, number, 14, 30),  # noqa: DTZ001 a day in a workbook has no zone
            int(f"{year}{month:02}{number:02}"),
            (day - dt.date(1899, 12, 30)).days,
            f"{year}年{month}月{number}日下午",
            f"{month}月{number}日至{month}月{number}日",
        )
    )
    if isinstance(said, str):
        if draw.random() < 0.3:
            said = said.translate(str.maketrans("0123456789.-/", "０１２３４５６７８９．－／"))
        if draw.random() < 0.3:
            at = draw.randrange(len(said) + 1)
            said = said[:at] + draw.choice((" ", "\u3000", "\xa0", "\n")) + said[at:]
    return said


@pytest.mark.parametrize(
    ("past", "first", "last"),
    [(True, FIRST_DAY - dt.timedelta(days=90), TODAY), (False, FIRST_DAY, dt.date(2027, 12, 31))],
    ids=["done", "limit"],
)
def test_a_day_is_read_right_or_asked_about(past, first, last):
    """What is done was done before today; a limit is set for the year of the list."""
    draw = random.Random(18)  # noqa: S311 the same each time
    cell = taken.catalog().records["R211"].cells["listed-on"]
    right = 0
    for _ in range(4000):
        day = first + dt.timedelta(days=draw.randrange((last - first).days + 1))
        try:
            found = Reader(SPRING, frozenset()).value(cell, spelled(draw, day), past=past)
        except DoubtError:
            continue
        assert found == facts.Day(day)
        right += 1
    assert right > 1500


def truth(draw: random.Random) -> list[dict[str, object]]:
    found = []
    for _ in range(draw.randrange(1, 9)):
        due = dt.date(2027, 1, 5) + dt.timedelta(days=draw.randrange(80))
        row: dict[str, object] = {"source": [draw.choice(WORDS)], "due-on": due}
        if draw.random() < 0.6:
            row["done-on"] = due - dt.timedelta(days=draw.randrange(5))
        found.append(row)
    return found


def fill(draw: random.Random, office: Office, rows: list[dict[str, object]]) -> None:
    """Fill in rows anywhere in the table, in any spelling."""
    spots = sorted(draw.sample(range(1, 13), len(rows)))
    for at, row in zip(spots, rows, strict=True):
        (word,) = row["source"]
        office.write(f"items.source/{at}", draw.choice((word, f"{word}会上", f" {word}")))
        office.write(f"items.owner/{at}", draw.choice(NAMES))
        for column in ("due-on", "done-on"):
            if column in row:
                near = row[column]
                office.write(f"items.{column}/{at}", near if draw.random() < 0.9 else spelled(draw, near))


def spoil(draw: random.Random, office: Office) -> None:
    """Do some of what people do to a worksheet."""
    for _ in range(draw.randrange(3)):
        _, top, _, bottom = office.box("items.source")
        match draw.randrange(7):
            case 0:
                office.insert(row=draw.randrange(1, bottom + 1))
            case 1:
                office.insert(column=draw.randrange(1, 6))
            case 2:
                office.sheet.row_dimensions[draw.randrange(top + 1, bottom + 1)].hidden = True
            case 3:
                one = draw.randrange(1, bottom - top)
                column = draw.choice(("due-on", "done-on", "source"))
                row, left = office.spot(f"items.{column}/{one}")
                cells = {"start_row": row, "end_row": row + 1, "start_column": left, "end_column": left}
                office.sheet.merge_cells(**cells)
            case 4:
                left, *_ = office.box(f"items.{draw.choice(('due-on', 'done-on'))}")
                office.sheet.cell(top, left).value = draw.choice(("办结\n日期", "时 限", "日期", None))
            case 5:
                office.write(f"items.{draw.choice(('due-on', 'done-on'))}/{draw.randrange(1, 12)}", "=A1")
            case _:
                office.sheet.title = draw.choice(("一季度", "Sheet1", "落实 清单"))
                for name in list(office.sheet.defined_names):
                    office.rename(name, office.box(name.removeprefix("dstd.R211.")))


def test_a_mess_is_never_read_as_something_else():
    draw = random.Random(2027)  # noqa: S311 the same each time
    read = 0
    for trial in range(60):
        office = Office(taken.blank("R211"), "R211")
        office.write("quarter", "2027年第一季度")
        rows = truth(draw)
        fill(draw, office, rows)
        spoil(draw, office)
        try:
            found = [taken.take(form) for form in office.handed()]
        except FilledFormError:
            continue
        for each in found:
            if isinstance(each, Filing):
                read += 1
                said = taken.simple(each)["items"]
                assert isinstance(said, list)
                assert sorted(map(str, said)) == sorted(map(_plainly, rows)), trial
    assert read > 12


def _plainly(row: dict[str, object]) -> str:
    return str({name: row[name] for name in ("source", "due-on", "done-on") if name in row})


def test_a_row_more_changes_nothing_that_was_known_and_less_is_seen():
    (form,) = Office.filled("R211").handed()
    whole = taken.take(form)
    assert isinstance(whole, Filing)
    for at in range(6):
        office = Office.filled("R211")
        for column in ("source", "due-on", "done-on", *TEXTS):
            office.write(f"items.{column}/{at + 1}", None)
        (form,) = office.handed()
        less = taken.take(form)
        assert isinstance(less, Filing)
        assert [each.kind.value for each in differences.between(whole, less)] == ["少了一行"]
        assert [each.kind.value for each in differences.between(less, whole)] == ["多了一行"]
        assert differences.same(whole, whole)
