"""What the program says where it does not take what it is given: a sentence a line."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import openpyxl

from dangjian_std import publications
from dangjian_std.cli.commands import case as case_command
from dangjian_std.composition import request
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import StandardType
from dangjian_std.output import manifest, write
from dangjian_std.output.regular_files import MANIFEST
from dangjian_std.reading import (
    adoption_files,
    expected_units,
    project,
    roster,
    unit_heads,
    unit_lists,
    unit_sources,
    workbook,
)
from dangjian_std.reading.project import UNIT_WORKBOOK, RawSource
from dangjian_std.reading.tracked import LEDGER_FOLDER
from dangjian_std.scaffold import ci_files, new_unit, prompts, unit_workbook
from dangjian_std.scaffold.new_unit import Base
from dangjian_std.scaffold.prompts import Answers, Question
from dangjian_std.text import package_data
from dangjian_std.text.errors import DstdError
from support import adoptions, drawn, unit_workbooks
from support.folders import BASE, FROZEN
from support.one_value import catalog_of

Change = Callable[[Any], None]
WRONG = ("=1+1", "#N/A", "错\u200b字", "三名", dt.time(6, 12), dt.date(2027, 6, 12), -1, 99_999)
"""What is put into every cell of a row of the sheet of a unit."""
ANSWERS = {
    "name": "某县水利局",
    "prefix": "SLJ",
    "year": 2027,
    "shape": "总支",
    "branch": [("机关第一党支部", 13, ("第一党小组",)), ("离退休党支部", 9, ())],
    "leaders": 3,
}
TYPED = [
    *("长" * count for count in (60, 61, 400, 401)),
    *("", "虚\u200b构", "甲\t乙", "书𠮷", "甲/乙", "好的标准", "规程", "规范", "党员", "dj402", "DJ401", "DJ901"),
    *(
        "R201",
        "R999",
        "W201",
        "w999",
        "DJ401.hold",
        "DJ401.notify",
        "DJ401.没有",
        "每周",
        "每月",
        "每月第一个周五",
    ),
    *(
        "每月第九个周五",
        "每月10日",
        "每季度",
        "每半年",
        "每年",
        "事件:没有",
        "事件：形成议定事项",
        "支部条例 第十四条",
    ),
    *("支部条例 第九百条", "没有 第一条", "无", "2027-02-30", "2027-02-28"),
]
"""What may be typed where something new is asked for."""
LIST = "单位名称,编号前缀,单位类型,党支部数,党小组数,党员人数"


# -- the sheet of a unit ---------------------------------------------------------------------------------


def unit_files() -> Iterator[str]:
    """What is written into the project of a unit, and into each cell of its workbook."""
    catalog = unit_workbooks.catalog()
    base = Base(place="../母本", revision="v1", sha256="0" * 64)
    made = new_unit.texts(ANSWERS, base, catalog) | ci_files.texts(ci_files.PLATFORMS, "1.2.3")
    for path, text in made.items():
        yield from (f"=== {path}", *text.splitlines())
    yield from (f"=== {LEDGER_FOLDER}", *new_unit.LEDGER_NOTE.splitlines())
    yield from ("=== unit.yaml of a workbook", *unit_workbook.text(unit_workbooks.data()).splitlines())
    data = unit_workbooks.workbook(unit_workbooks.data(), made=True)
    parts = drawn.members(data, r"worksheets/sheet|workbook\.xml$")
    yield from drawn.counted(re.sub("<c .*", "", re.sub(' (r|spans|xmlns.*?)=".*?"', "", line)) for line in parts)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        yield f"=== {sheet.title}"
        for row in sheet.iter_rows():
            if said := [f"{each.coordinate} {each.value}" for each in row if each.value is not None]:
                yield " | ".join(said).replace("\n", "⏎")
        for each in sheet.data_validations.dataValidation:
            yield f"{each.sqref} {each.type} {each.formula1} {each.promptTitle} {each.prompt} {each.error}"


def unit_sheets() -> Iterator[str]:
    """What is said of slips in the workbook of a unit."""
    for wrong in WRONG:
        yield from _sheet(f"everywhere {wrong!r}", lambda book, wrong=wrong: _everywhere(book, wrong))
    first, second, *_ = unit_heads.UNIT_WORKSHEETS
    slips: dict[str, Change] = {
        "no first sheet": lambda book: book.remove(book[first]),
        "another name": lambda book: setattr(book[second], "title", f"{second}表"),
        "no heads": lambda book: _clear(book[second], _head(book[second], second)),
        "one head gone": lambda book: setattr(book[second].cell(_head(book[second], second), 2), "value", None),
        "merged": lambda book: book[second].merge_cells(
            start_row=_head(book[second], second) + 1,
            end_row=_head(book[second], second) + 2,
            start_column=1,
            end_column=1,
        ),
        "beside": lambda book: setattr(book[second].cell(_head(book[second], second) + 1, 15), "value", "旁边的"),
        "a line twice": lambda book: _line(book[first], first, 2, 1),
        "an unknown line": lambda book: _line(book[first], first, 2, "什么"),
        "a line without a name": lambda book: _line(book[first], first, 2, None),
        "nothing in the list": lambda book: [
            _clear(book[second], row) for row in range(_head(book[second], second) + 1, book[second].max_row + 1)
        ],
    }
    for name, change in slips.items():
        yield from _sheet(name, change)


def _sheet(name: str, change: Change) -> Iterator[str]:
    yield f"=== {name}"
    data = unit_workbooks.workbook(unit_workbooks.data(), change)
    for each in unit_sources.workbook(RawSource(UNIT_WORKBOOK, data)).diagnostics:
        yield f"{each.code} {each.place.span.where} {each.message} → {each.help}"


def _head(sheet: Any, title: str) -> int:
    """Return the row of the heads."""
    words = {head.word for head in unit_heads.UNIT_WORKSHEETS[title].heads}
    return next(row[0].row for row in sheet.iter_rows() if len(words & {each.value for each in row}) > 1)


def _clear(sheet: Any, row: int) -> None:
    for each in sheet[row]:
        each.value = None


def _line(sheet: Any, title: str, at: int, name: object) -> None:
    """Call a line otherwise, or, by a number, as that line is called."""
    head = _head(sheet, title)
    sheet.cell(head + at, 1).value = sheet.cell(head + name, 1).value if isinstance(name, int) else name


def _everywhere(book: Any, wrong: object) -> None:
    for title, page in unit_heads.UNIT_WORKSHEETS.items():
        head = _head(book[title], title)
        for row in range(head + 1, head + (2 if page.key else len(page.lines) + 1)):
            for each in book[title][head]:
                if each.value in {other.word for other in page.heads if other.key != "name" or page.key}:
                    book[title].cell(row, each.column).value = wrong


# -- what is typed, and files that are handed in ---------------------------------------------------------


def refusals() -> Iterator[str]:
    """What is said of each thing that is not taken."""
    with tempfile.TemporaryDirectory() as folder:
        for name, call in (*_typed(), *_lists(), *_books(), *_files(Path(folder)), *_limits(Path(folder) / "套")):
            try:
                said = call()
            except (DstdError, ValueError) as error:
                said = f"{error}{f' → {help_}' if (help_ := getattr(error, 'help', '')) else ''}"
            yield f"{name}: {said}".replace(folder, "FOLDER").replace("\n", "⏎")


Calls = Iterator[tuple[str, Callable[[], object]]]


def _typed() -> Calls:
    larger = catalog_of(FROZEN)

    def asked(only: tuple[str, ...], kind: str | None = None, **wishes: Any) -> Callable[[], object]:
        wanted = {"large": False, "proof": False} | wishes
        return lambda: publications.parse_request(larger, only, kind, **wanted)

    form, paper = next(iter(larger.records)), next(iter(larger.papers))
    yield "a form", asked((form.lower(),))
    yield "a paper", asked((paper,))
    yield "no publication", asked(("手册子",))
    yield "the whole book with codes", asked(("DJ401",), "手册")
    yield "two bindings", asked(("清单",), "手册")
    yield "large papers", asked(("报批发布",), large=True)
    yield "a cover of no book", asked(("清单",), cover="书名")
    yield "a long cover", asked((), cover="长" * 1000)
    yield "a cover with a tab", asked((), cover="书\t名")
    yield "a cover with a mark", asked((), cover="书\u200b名")
    for question in new_unit.UNIT_QUESTIONS:
        for typed in ("", "slj", "二〇二七", "1999", "大支部", "机关党支部 很多", "99999"):
            yield f"{question.name} {typed!r}", lambda q=question, t=typed: q.judge(larger, {}, t)
        yield question.name, lambda q=question: (q.words, q.offer(larger), q.likely(larger, {}))
    found = {"title": "志愿服务规程", "type": StandardType.CODE_OF_PRACTICE, "today": "2026-12-01"}
    found["step"] = prompts.step(larger, {}, "DJ401.hold")
    for kind, questions in prompts.QUESTIONS_OF_KIND.items():
        for question in questions:
            offered = question.offer(larger) if question.offer else ""
            likely = question.likely(larger, found) if question.likely else ""
            yield f"{kind} {question.name}", lambda said=(question.words, offered, likely): said
            for answer, typed in _judged(question, larger, found).items():
                yield f"  {answer} ←", lambda typed=typed: "、".join(typed)
    for name in (" ", "长" * 31, "虚\u200b构"):
        yield f"candidate {name!r}", lambda name=name: case_command.printed((name,))


def _judged(question: Question, catalog: Catalog, found: Answers) -> dict[str, list[str]]:
    """Return every answer to what may be typed, and what it answers."""
    said: dict[str, list[str]] = {}
    for typed in TYPED:
        try:
            taken = question.judge(catalog, found, typed)
            answer = "taken" if taken == typed else str(taken)
        except (DstdError, ValueError) as error:
            answer = str(error)
        said.setdefault(answer, []).append(repr(typed[:10]))
    return said


def _lists() -> Calls:
    row = "某县水利局,SLJ,总支,3,4,33"
    for name, text in {
        "nothing below": f"{LIST}\n",
        "no head": "甲,乙\n",
        "an unknown column": f"{LIST},电话\n{row},1\n",
        "nearly a column": f"{LIST}量\n{row}\n",
        "a column missing": "单位名称,编号前缀\n甲,A\n",
        "a column twice": f"{LIST},单位\n{row},甲\n",
        "no number": f"{LIST}\n{row}名\n",
        "no prefix": f"{LIST}\n某县水利局,,总支,3,4,33\n",
        "no day": f"{LIST},DJ401.hold\n{row},月底\n",
        "too few members": f"{LIST}\n某县水利局,SLJ,总支,3,4,2\n",
        "a strange character": f"{LIST}\n某县\u202e水利局,SLJ,总支,3,4,33\n",
        "no text": "\0",
        "too many": f"{LIST}\n" + f"{row}\n" * 1001,
    }.items():
        yield (
            f"units, {name}",
            lambda text=text: [(each.name, each.trouble) for each in unit_lists.read("u.csv", text.encode(), {})],
        )
    for text in ("units: 3\n", "units: [\n", "units:\n  - {prefix: A}\n", "units:\n  - {name: 甲, members: 多}\n"):
        yield (
            f"units {text!r}",
            lambda text=text: [(each.name, each.trouble) for each in unit_lists.read("u.yaml", text.encode(), {})],
        )
    for path, text in (
        ("e.txt", "\n"),
        ("e.txt", "甲\n乙\n甲\n"),
        ("e.yaml", "units: 3\n"),
        ("e.yaml", "units:\n  - {prefix: A}\n"),
        ("e.csv", f"{LIST}\n"),
        ("e.csv", "\0"),
    ):
        yield f"expected {path} {text!r}", lambda path=path, text=text: expected_units.names(path, text.encode())


def _books() -> Calls:
    whole, out = openpyxl.Workbook(), io.BytesIO()
    whole.active.append(["党支部", "姓名"])
    whole.save(out)
    plain = out.getvalue()
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<worksheet><sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
    for name, data in {
        "old": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "no zip": b"PK\x03\x04nothing",
        "no book": _zip(b"", {"a.xml": b"<x/>"}),
        "macro": _zip(plain, {"xl/vbaProject.bin": b"x"}),
        "link": _zip(plain, {"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "entity": _zip(b"", {sheet: b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        "far": _zip(b"", {sheet: far}),
    }.items():
        yield f"workbook, {name}", lambda data=data: workbook.opened(data)


def _limits(folder: Path) -> Calls:
    """What is said where a limit is just kept, and where it is not."""
    shutil.copytree(BASE / "standards", folder / "standards")
    files = [path for path in (folder / "standards").rglob("*.yaml") if path.is_file()]
    sizes = [path.stat().st_size for path in files]
    whole, out = openpyxl.Workbook(), io.BytesIO()
    whole.save(out)
    book = out.getvalue()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = [each.file_size for each in archive.infolist()]
    listed = f"{LIST}\n" + "某县水利局,SLJ,总支,3,4,33\n" * 2
    loaded = [
        lambda: [each.trouble for each in project.sources(folder) if each.trouble],
        lambda: list(project.sources(folder)) and "read",
    ]
    for module, name, limit, call in (
        (workbook, "LARGEST_FILE", len(book), lambda: workbook.require_sound(book)),
        (workbook, "MOST_FILES_IN_WORKBOOK", len(parts), lambda: workbook.require_sound(book)),
        (workbook, "MOST_UNPACKED_BYTES", sum(parts), lambda: workbook.require_sound(book)),
        (project, "MAX_FILE", max(sizes), loaded[0]),
        (project, "MAX_FILES", len(files), loaded[1]),
        (project, "MAX_TOTAL", sum(sizes), loaded[1]),
        (roster, "MOST_ROSTER_LINES", 2, lambda: len(roster.read("一支部,甲\n一支部,乙\n".encode()).members)),
        (
            unit_lists,
            "MOST_UNITS",
            2,
            lambda: [each.trouble for each in unit_lists.read("u.csv", listed.encode(), {})],
        ),
    ):
        for most in (limit, limit - 1):
            yield (
                f"{name} {'kept' if most == limit else 'passed'}",
                lambda module=module, name=name, most=most, call=call: _limited(module, name, most, call),
            )
    for length in (199, 200, 201):
        yield f"a name of {length} bytes", lambda length=length: len(request.safe_file_name("a" * length))
    larger = catalog_of(BASE)
    for length in (40, 41):
        yield (
            f"a cover of {length} characters",
            lambda length=length: publications.parse_request(
                larger, ("本子",), None, large=False, proof=False, cover="书" * length
            )[0],
        )


def _limited(module: Any, name: str, limit: int, call: Callable[[], object]) -> object:
    with mock.patch.object(module, name, limit):
        return call()


def _zip(old: bytes, parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        if old:
            with zipfile.ZipFile(io.BytesIO(old)) as archive:
                for name in archive.namelist():
                    new.writestr(name, archive.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def _files(folder: Path) -> Calls:
    (folder / "空").mkdir()
    (folder / "甲.xlsx").write_bytes(b"x")
    (folder / "文件").write_bytes(b"12345")
    (folder / "out").mkdir()
    (folder / "out" / MANIFEST).write_text("{}", "utf-8")
    for name in ("没有", "空", "甲.xlsx"):
        yield f"project {name}", lambda name=name: project.find_root(folder / name)
    yield "too large", lambda: project.local(folder / "文件", 4)
    yield "no file", lambda: project.local(folder / "空")
    yield "a manifest of others", lambda: manifest.read(folder / "out")
    yield "a name that leads out", lambda: write.write_all(folder, {"../x": b""})
    yield "a folder for a file", lambda: write.remove(folder / "空")
    yield "no data", lambda: package_data.shipped("没有的")
    yield "no adoption", lambda: adoption_files.files([folder / "空"])
    yield "no such adoption", lambda: adoption_files.files([folder / "没有"])
    handed = _handed(folder / "报")
    for name in handed:
        yield (
            f"handed in, {name}",
            lambda name=name: [
                (each.place.span.where, each.message, each.help, *(other.message for other in each.related))
                for each in adoption_files.read([folder / "报" / name]).found
            ],
        )
    yield (
        "handed in twice",
        lambda: [
            (each.message, each.help, *(other.message for other in each.related))
            for each in adoption_files.read([folder / "报" / "甲.json", folder / "报" / "乙.json"]).found
        ],
    )


def _handed(folder: Path) -> list[str]:
    """Write files that units might hand in; return the names of those that are not taken."""
    folder.mkdir()
    good = adoptions.said("甲")
    for name, days in (("甲.json", 5), ("乙.json", 7)):
        text = repr(adoptions.stricter(good, days)).replace("'", '"')
        (folder / name).write_text(text, "utf-8")
    wrong = {
        "newer.json": b'{"format": 2}',
        "other.json": b'{"format": 1}',
        "broken.json": b'{"format": 1,',
        "bytes.json": b"\xff\xfe\x00",
        "odd.json": repr(adoptions.said("甲\u200b")).replace("'", '"').encode(),
        "broken.zip": b"PK\x03\x04",
        "empty.zip": _zip(b"", {"a": b""}),
        "double.zip": _zip(b"", {"a/adoption.json": b"", "b/adoption.json": b""}),
    }
    for name, data in wrong.items():
        (folder / name).write_bytes(data)
    return [*wrong, "没有.json"]
