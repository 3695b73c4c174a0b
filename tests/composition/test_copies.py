"""Copies and lines follow the members: further sheets, a file for each branch, and a list that tells both."""

from __future__ import annotations

import dataclasses
import re

import pikepdf
import pytest

from dangjian_std import publications, renderers
from dangjian_std.cli.console import pack_making
from dangjian_std.composition import copies, form_blocks, lined_tables
from dangjian_std.document.blocks import Row, Table
from dangjian_std.document.forms import EntryTable, Form, Sheet
from dangjian_std.domain.roles import Counts
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CountedPer, Medium
from dangjian_std.publications import Request, records
from dangjian_std.publications.month_pack import month_forms, pack
from dangjian_std.publications.workbooks import branch_book
from dangjian_std.reading import load, project, roster
from dangjian_std.renderers.layout import form_heights, form_layout, name_sizes, plain_text
from dangjian_std.text import package_data
from support.program import dstd

DUES = """  - id: dues
    label: 收缴
    type: table
    rows: 2
    fill: members
    columns:
      - {id: name, label: 姓名, type: person}
      - {id: due, label: 应交, type: money}
  - id: more-dues
    label: 收缴（续）
    type: table
    rows: 3
    continues: dues
    columns:
      - {id: name, label: 姓名, type: person}
      - {id: due, label: 应交, type: money}
"""


def opened(root):
    loaded = load.load(project.sources(root))
    assert loaded.catalog is not None, loaded.diagnostics
    return loaded.catalog


def of_members(root, members, profile="支部", **more):
    catalog = opened(root)
    found = catalog.profiles[profile]
    counts = dataclasses.replace(found.counts, members=members, **more)
    profiles = {**catalog.profiles, profile: dataclasses.replace(found, counts=counts)}
    return dataclasses.replace(
        catalog, profiles=profiles, system=dataclasses.replace(catalog.system, profile=profile)
    )


def forms(document):
    return [block for part in document.parts for block in part.blocks if isinstance(block, Form)]


def tables(form, label):
    rows = [row for sheet in form.sheets for row in sheet.rows if isinstance(row, EntryTable)]
    return [row for row in rows if row.label.removesuffix("（续）") == label]


def lines(form, label):
    """The numbers of the lines of a table with all that continue it."""
    return [table.first + row for table in tables(form, label) for row in range(table.rows * table.across)]


def listed(document):
    (found,) = (
        block for block in document.parts[0].blocks if isinstance(block, Table) and block.title == "要打印的"
    )
    return [[plain_text.cell(cell) for cell in row.cells] for row in found.rows]


def made(catalog, names=roster.NOBODY, month=3):
    return month_forms.month_forms(
        Unit.of(catalog), pack.year_of_unit(Unit.of(catalog), 2027).listed(month), 2027, month, names
    )


def test_each_of_48_members_has_a_place_to_sign_and_a_line(edit):
    root = edit("R201", "  - id: roster\n", DUES + "  - id: roster\n")
    document = made(of_members(root, 48))
    (form,) = (each for each in forms(document) if each.code == "R201")
    assert lines(form, "签到") == list(range(1, 91))
    assert lines(form, "收缴")[:48] == list(range(1, 49))
    assert len(form.sheets) == 2 + 1 + 2
    (row,) = (row for row in listed(document) if "R201" in row[0])
    assert row[1] == "1份，续页3页"


def test_a_branch_that_fits_gets_no_further_sheet(edit):
    root = edit("R201", "  - id: roster\n", DUES + "  - id: roster\n")
    (form,) = (each for each in forms(made(of_members(root, 5))) if each.code == "R201")
    assert len(form.sheets) == 2
    (row,) = (row for row in listed(made(of_members(root, 5))) if "R201" in row[0])
    assert row[1] == "1份"


def test_names_of_a_roster_stand_in_the_tables_of_members(edit):
    root = edit("R201", "  - id: roster\n", DUES + "  - id: roster\n")
    people = [f"党员{number}" for number in range(1, 8)]
    names = roster.read("".join(f"一支部,{each}\n" for each in people).encode())
    (form,) = (each for each in forms(made(of_members(root, 7), names)) if each.code == "R201")
    written = [[row[0] for row in table.values] for table in tables(form, "收缴")]
    assert written == [people[:2], people[2:5], people[5:]]
    (signing,) = tables(form, "签到")
    assert [row[0] for row in signing.values] == people


def test_members_are_shared_among_branches_and_groups(catalog):
    unit, fewer = (
        dataclasses.replace(Unit.of(catalog), profile=dataclasses.replace(Unit.of(catalog).profile, counts=counts))
        for counts in (Counts(anchor=None, branches=2, groups=groups, members=45) for groups in (4, 0))
    )
    assert [each.people for each in copies.owners(unit, CountedPer.BRANCH)] == [23, 23]
    assert [each.people for each in copies.owners(unit, CountedPer.GROUP)] == [12] * 4
    assert len(copies.owners(unit, CountedPer.MEMBER)) == 45
    assert copies.owners(fewer, CountedPer.GROUP) == ()
    named = roster.read("一支部,甲\n一支部,乙\n二支部,丙\n".encode())
    assert [each.people for each in copies.owners(unit, CountedPer.BRANCH, named)] == [2, 1]
    assert [each.branch for each in copies.owners(unit, CountedPer.MEMBER, named)] == [
        "一支部",
        "一支部",
        "二支部",
    ]


def test_ballots_of_a_branch_are_alike_and_one_is_printed_to_be_copied(catalog):
    small = dataclasses.replace(catalog.records["R209"], fields=catalog.records["R305"].fields, per_sheet=4)
    catalog = dataclasses.replace(catalog, records={**catalog.records, "R209": small})
    document = made(catalog, month=11)
    assert len([each for each in forms(document) if each.code == "R209"]) == 1
    (row,) = (row for row in listed(document) if "R209" in row[0])
    assert row[1].endswith("共40份，印1张复印")
    drawn = [each for each in forms(made(catalog, roster.read(CROWD.encode()), month=11)) if each.code == "R209"]
    heads = [plain_text.line(line) for form in drawn for line in form.sheets[0].lines_above]
    assert heads == ["党支部：甲支部", "党支部：乙支部"]


def test_a_paper_is_written_once_by_each_and_shares_no_sheet(catalog):
    who = (copies.Owner("甲支部", people=3), copies.Owner("乙支部", people=4))
    use = copies.FormUse(next(iter(catalog.papers.values())), CountedPer.BRANCH, who, 2, "", "")
    assert (use.ballot, use.sides, use.further, use.copies) == (False, 1, 0, 4)
    assert use.printed == who * 2


def test_members_who_are_voted_on_stand_on_the_ballot(catalog):
    names = roster.read(CROWD.encode())
    ballots = [each for each in forms(made(catalog, names, month=11)) if each.code == "R209"]
    assert len(ballots) == 2
    for form, branch in ((ballots[0], "甲"), (ballots[-1], "乙")):
        printed = [row[0] for table in tables(form, "参评党员") for row in table.values]
        assert printed == list(names.of(f"{branch}支部"))
        assert lines(form, "参评党员")[:50] == list(range(1, 51))


def test_a_ballot_ends_with_its_names(catalog):
    names = roster.read("".join(f"甲支部,党员{n}\n乙支部,群众{n}\n" for n in range(20)).encode())
    document = made(catalog, names, month=11)
    ballots = [each for each in forms(document) if each.code == "R209"]
    assert [len(each.sheets) for each in ballots] == [1, 1]
    (row,) = (row for row in listed(document) if "R209" in row[0])
    assert "两面" not in row[0]


def test_a_ballot_with_more_names_than_its_face_has_a_back(catalog):
    names = roster.read("".join(f"甲支部,党员{n}\n" for n in range(21)).encode())
    record = catalog.records["R209"]
    assert not lined_tables.needs_back(record, lined_tables.named(record, names.of("甲支部")[:20]))
    assert lined_tables.needs_back(record, lined_tables.named(record, names.of("甲支部")))
    assert lined_tables.needs_back(record, {}), "a blank one is for any branch"
    (row,) = (row for row in listed(made(catalog, names, month=11)) if "R209" in row[0])
    assert "两面" in row[0]


def test_a_register_keeps_its_back_for_whoever_comes_later(catalog):
    ballot = catalog.records["R209"]
    register = dataclasses.replace(ballot, medium=Medium.PRINTED)
    assert lined_tables.needs_back(register, lined_tables.named(register, ("党员",)))


def test_a_form_of_the_whole_unit_is_headed_so(edit):
    root = edit("DJ401", "shift: next-workday}", "shift: next-workday, per: unit}")
    (form,) = (each for each in forms(made(of_members(root, 5))) if each.code == "R201")
    assert plain_text.line(form.sheets[0].lines_above[0]).startswith("单位：")
    edited = root / "standards"
    (path,) = edited.rglob("DJ401*.yaml")
    path.write_text(path.read_text("utf-8").replace("per: unit}", "per: branch}"), "utf-8")
    (form,) = (each for each in forms(made(of_members(root, 5))) if each.code == "R201")
    assert plain_text.line(form.sheets[0].lines_above[0]).startswith("党支部：")


def test_with_a_roster_the_tip_counts_by_it_too(catalog):
    names = roster.read("".join(f"甲支部,党员{n}\n乙支部,群众{n}\n" for n in range(6)).encode())
    year = pack.year_of_unit(Unit.of(catalog), 2027)
    tip, _, *kits = (document for document, _ in pack.month_pack(year, 11, names))
    said = [
        plain_text.cell(cell) for row in tip.parts[0].blocks[1].rows if isinstance(row, Row) for cell in row.cells
    ]
    assert any("民主测评票12份" in each for each in said)
    assert len([form for kit in kits for form in forms(kit) if form.code == "R209"]) == 2


def test_who_is_not_called_does_not_sign(edit):
    root = edit("DJ401", "shift: next-workday}", "shift: next-workday, modal: 可}")
    (form,) = (each for each in forms(made(of_members(root, 48))) if each.code == "R201")
    assert len(form.sheets) == 2


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".html"])
def test_a_blank_form_has_a_line_for_each_member_too(edit, suffix):
    root = edit("R201", "  - id: roster\n", DUES.replace("rows: 2", "rows: 12") + "  - id: roster\n")
    catalog = of_members(root, 48)
    documents = [
        document
        for path, document, _ in publications.compose(Unit.of(catalog), "records", Request())
        if path.endswith(suffix)
    ]
    found = [form for document in documents for form in forms(document) if form.code == "R201"]
    if suffix != ".xlsx" or records.is_register(catalog.records["R201"]):
        assert [lines(form, "收缴")[:48] == list(range(1, 49)) for form in found] == [True]
        assert lines(found[0], "签到")[:48] == list(range(1, 49))


def test_the_worksheet_of_a_register_counts_on(edit):
    from dangjian_std.renderers.xlsx import form_leaves

    root = edit("R201", "  - id: roster\n", DUES + "  - id: roster\n")
    catalog = of_members(root, 48)
    drawn = copies.sized(Unit.of(catalog), catalog.records["R201"])
    form = form_blocks.draw_form(catalog.records["R201"], alone=True, filling=drawn)
    leaf = next(each for each in form_leaves.leaves(form) if each.label == "收缴")
    assert leaf.rows >= 48


def test_the_book_of_a_branch_has_a_place_for_each_member(copy):
    catalog = of_members(copy, 48)
    meetings = [
        form
        for part in branch_book.parts(Unit.of(catalog))
        for form in part.blocks
        if isinstance(form, Form) and form.code == "R201"
    ]
    signed = [form for form in meetings if len(form.sheets) > 2]
    assert len(signed) >= 12
    for form in signed:
        assert lines(form, "签到")[:48] == list(range(1, 49))


# -- a roster of several branches ---------------------------------------------------------------------------

CROWD = "党支部,姓名,党小组\n" + "".join(
    f"{branch}支部,{branch}{group}{number:02},{branch}{group}组\n"
    for branch in "甲乙"
    for group in "东西"
    for number in range(25)
)


def test_each_branch_gets_a_file_of_its_own_and_no_name_of_another(copy):
    catalog = opened(copy)
    names = roster.read(CROWD.encode())
    whole, *own = month_forms.kits(
        Unit.of(catalog), pack.year_of_unit(Unit.of(catalog), 2027).listed(3), 2027, 3, names
    )
    assert [document.name for document in (whole, *own)] == ["3月用表", "3月用表-01-甲支部", "3月用表-02-乙支部"]
    assert not forms(whole)
    assert any("2份" in row[1] for row in listed(whole))
    for document, branch, other in zip(own, "甲乙", "乙甲", strict=True):
        text = " ".join(
            value
            for form in forms(document)
            for table in tables(form, "签到")
            for row in table.values
            for value in row
        )
        assert f"{branch}东00" in text
        assert f"{branch}西24" in text
        assert other not in text
        told = [re.findall("[0-9]+", row[1]) for row in listed(document)]
        assert sum(int(each[0]) for each in told) == len(forms(document))
        assert sum(int(each[1]) for each in told) == sum(len(form.sheets) - 2 for form in forms(document))


def test_a_file_that_is_too_large_is_cut(copy):
    catalog = of_members(copy, 5000, branches=200, groups=0)
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(3)
    documents = list(month_forms.kits(Unit.of(catalog), found, 2027, 3))
    assert len(documents) > 2
    assert [document.name for document in documents][:2] == ["3月用表（1）", "3月用表（2）"]
    for document in documents:
        assert sum(len(form.sheets) for form in forms(document)) <= copies.MOST_SIDES_OF_FILE
    assert sum(len(forms(document)) for document in documents) == 200
    ids = [part.id for document in documents for part in document.parts]
    assert len(ids) == len({*ids})


def test_a_pack_with_rare_long_and_wide_names_is_made(copy):
    names = ["阿卜杜热合曼·买买提", "长" * 30, "W" * 30, f"{'W' * 15} {'M' * 14}", "喦石", "𠮷野", "\ue123某"]
    path = copy / "名单.csv"
    rows = [
        f"{branch}支部,{name},{branch}{group}组"
        for branch in ("甲", "喦")
        for group in "东西"
        for name in names * 3
    ]
    path.write_text("\n".join(["", "党支部,姓名,党小组", *rows]), "utf-8")
    result = dstd("month", "2027-03", copy, "--roster", path)
    assert result.returncode == 0, result.stderr
    told = [line for line in result.stderr.splitlines() if "手写" in line]
    assert "名单.csv:7:1: 提醒 随附字体里没有“喦”（U+55A6）" in told[0]
    assert len(told) == len({line.split("手写")[1] for line in told})
    folder = copy / "build" / "月包" / "2027-03"
    files = sorted(path.name for path in folder.glob("*用表*"))
    assert files == ["3月用表-01-甲支部.pdf", "3月用表-02.pdf", "3月用表.pdf"]
    for name in files[:2]:
        with pikepdf.open(folder / name) as pdf:
            assert len(pdf.pages) == 2 + 3


@pytest.mark.parametrize(
    "name", ["阿卜杜热合曼·买买提", "长" * 30, "W" * 30, f"{'W' * 15} {'M' * 14}", "Щ" * 30, "张三"]
)
def test_a_name_never_takes_more_than_its_line(name):
    table = lined_tables._places("roster", "签到", 40, (name,) * 40)
    form = Form(code="R1", version="1", anchor="R1", sheets=(Sheet(title="签到", rows=(table,)),))
    (sheet,) = form_layout.lay_out(form, under_title=False).sheets
    (cell, *_) = (cell for cell in sheet.rows[0].rows[0] if cell.text == name)
    wide = cell.box.width - form_heights.CELL_PADDING
    assert (cell.points == name_sizes.POINTS) is (len(name) <= 2)
    lines = name_sizes.lines(name, wide / (cell.points * name_sizes.POINT))
    assert (
        lines * cell.points * name_sizes.POINT * name_sizes.NAME_LEADING
        <= form_heights.LEAST_WRITING_LINE_HEIGHT - 1
    )


def test_no_letter_is_wider_than_it_is_taken_for():
    from fontTools.ttLib import TTFont

    with TTFont(package_data.shipped("templates") / "fonts" / "DstdSong-Regular.ttf") as face:
        upem, metrics = face["head"].unitsPerEm, face["hmtx"].metrics
        for point, glyph in face.getBestCmap().items():
            assert metrics[glyph][0] / upem <= name_sizes.widest(chr(point)) + 0.001, chr(point)


def test_a_roster_that_is_too_large_is_one_sentence(copy):
    path = copy / "名单.csv"
    path.write_text("".join(f"甲支部,某{number}\n" for number in range(20_000)), "utf-8")
    result = dstd("month", "2027-03", copy, "--roster", path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.strip().endswith("名单.csv:3001:1: 错误 名单超过 3000 人；分成几个单位，各用各的名单")


# -- heads, encodings, separators ---------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", "\n", ",,\n", " , \n\n", '"",""\n'])
@pytest.mark.parametrize("head", ["党支部,姓名,党小组", "党支部,姓名", " 党支部 ,姓 名", "党支部,姓　名,党小组,"])
def test_a_head_below_empty_lines_is_a_head(before, head):
    found = roster.read(f"{before}{head}\n甲支部,张三\n".encode())
    assert [(each.branch, each.name) for each in found.members] == [("甲支部", "张三")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("甲支部,张三\n党支部,姓名\n", 1),
        ("甲支部,张三\n支部,张四\n", 2),
        ("党支部,姓名\n\n党支部,姓名,党小组\n", 3),
    ],
)
def test_a_head_is_never_a_member(text, line):
    with pytest.raises(roster.RosterError, match="表头") as caught:
        roster.read(text.encode())
    assert caught.value.line == line


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_called_by_its_name(encoding):
    with pytest.raises(roster.RosterError, match="UTF-16"):
        roster.read("党支部,姓名\n甲支部,张三\n".encode(encoding))


@pytest.mark.parametrize(("mark", "name"), [("，", "全角逗号"), ("、", "顿号"), (";", "分号"), ("；", "分号")])
def test_another_separator_is_called_by_its_name(mark, name):
    with pytest.raises(roster.RosterError, match=name) as caught:
        roster.read(f"党支部,姓名\n甲支部,李四\n甲支部{mark}张三\n".encode())
    assert caught.value.line == 3


@pytest.mark.parametrize(("cover", "said"), [("囍书", "“囍”（U+56CD）"), ("a\nb", "U+000A"), ("a\tb", "U+0009")])
def test_a_cover_that_cannot_be_printed_names_the_option_and_the_character(copy, cover, said):
    result = dstd("build", copy, "--only", "workbooks", "--cover", cover)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert "--cover" in result.stderr
    assert said in result.stderr


def test_the_command_writes_a_file_for_each_branch(copy, monkeypatch):
    drawn = {}
    monkeypatch.setattr(renderers, "render_all", lambda jobs, *_: (drawn.update(jobs), ({}, None))[1])
    names = roster.read(CROWD.encode())
    pack_making.make(
        copy,
        copy / "o",
        None,
        lambda unit: (
            ("2027-03", d, f) for d, fs in pack.month_pack(pack.year_of_unit(unit, 2027), 3, names) for f in fs
        ),
        "月包",
    )
    assert {path for path in drawn if "用表" in path} == {
        "2027-03/3月用表.pdf",
        "2027-03/3月用表-01-甲支部.pdf",
        "2027-03/3月用表-02-乙支部.pdf",
    }
