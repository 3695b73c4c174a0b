from __future__ import annotations

import io

import openpyxl
import pytest

from dangjian_std.document.forms import Entry, EntryRow, EntryTable, Form
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import month_forms, pack
from dangjian_std.reading import roster
from dangjian_std.renderers.layout import plain_text
from support.program import dstd

LINES = """党支部,姓名,党小组
第一党支部,周一凡,第一组
第一党支部,许文静,第二组
第二党支部,沈立群,第一组
第二党支部,何知秋,第二组
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_list_is_read_as_office_programs_save_it(encoding, ending, mark):
    found = roster.read(LINES.replace("\n", ending).replace(",", mark).encode(encoding))
    assert found.branches == ("第一党支部", "第二党支部")
    assert found.of("第一党支部") == ("周一凡", "许文静")
    assert found.of("第二党支部", "第二组") == ("何知秋",)
    assert found.groups[0] == ("第一党支部", "第一组")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("周一凡", 1),
        ("a,b,c,d,e", 1),
        ("一支部、周一凡", 1),
        ("a,b\n姓名,c", 2),
        ("第一党支部,周\u202e一凡", 1),
        (f"a,{'长' * 31}", 1),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text, line):
    with pytest.raises(roster.RosterError) as caught:
        roster.read(text.encode())
    assert caught.value.line == line


def test_a_name_may_have_30_characters_and_a_list_3000_lines():
    assert roster.read(f"甲支部,{'长' * 30}".encode()).of("甲支部") == ("长" * 30,)
    assert (
        len(roster.read("".join(f"甲支部,某{number}\n" for number in range(3000)).encode()).of("甲支部")) == 3000
    )


def test_what_is_no_text_is_said():
    for data in (b"PK\x03\x04\xff\xff\xfe", b"\xd0\xcf\x11\xe0", b"\xff\xff\xff,a\n", b"a,b\x00"):
        with pytest.raises(roster.RosterError, match="另存为"):
            roster.read(data)


def forms(document) -> list[Form]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Form)]


def signing(form: Form) -> list[str]:
    tables = (
        row
        for sheet in form.sheets
        for row in sheet.rows
        if isinstance(row, EntryTable) and row.id.startswith("roster")
    )
    return [values[0] for table in tables for values in table.values]


def test_names_stand_on_the_copy_of_their_branch_and_nowhere_else(catalog):
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(3)
    made = forms(month_forms.month_forms(Unit.of(catalog), found, 2027, 3, roster.read(LINES.encode())))
    meetings = [form for form in made if form.code == "R201" and signing(form)]
    assert ["周一凡", "许文静"] in map(signing, meetings)
    assert ["何知秋"] in map(signing, meetings)
    for form in meetings:
        above = "".join(plain_text.line(line) for line in form.sheets[0].lines_above)
        assert "内部资料" in above
        assert above.count("第一党支部") == any(name in {"周一凡", "许文静"} for name in signing(form))
    assert not any(signing(form) for form in forms(month_forms.month_forms(Unit.of(catalog), found, 2027, 3)))


def test_a_list_of_another_unit_is_refused_with_both_numbers():
    one = roster.read("第一党支部,周一凡\n".encode())
    assert roster.misfit(one, 1, 4) == ""
    assert "1 个党支部" in roster.misfit(one, 2, 4)
    four = roster.read(LINES.encode())
    assert roster.misfit(four, 2, 4) == ""
    said = roster.misfit(four, 2, 3)
    assert "4 个党小组" in said
    assert "是 3 个" in said
    assert "是 0 个" in roster.misfit(four, 2, 0)


def test_the_command_refuses_a_list_that_does_not_fit(copy):
    path = copy / "名单.csv"
    path.write_text("第一党支部,周一凡\n", "utf-8")
    result = dstd("month", "2027-03", copy, "--roster", path)
    assert (result.returncode, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert not (copy / "build").exists()


@pytest.mark.parametrize("head", ["姓名,单位", "序号,姓名", "支部,部门"])
def test_a_head_without_branch_or_name_is_no_member(head):
    with pytest.raises(roster.RosterError, match="党支部,姓名,党小组") as caught:
        roster.read(f"{head}\n第一党支部,周一凡\n".encode())
    assert caught.value.line == 1


def test_a_head_says_which_column_is_what_wherever_it_stands():
    text = "示例单位名单,,,\n\n单位,示例局\n电话,姓 名,党内职务,所在党支部,小组\n1,周一凡,书记,一支部,一组\n"
    found = roster.read(f"{text}电话,姓名,党内职务,所在党支部,小组\n2,许文静,,一支部,一组\n".encode())
    assert found.of("一支部") == ("周一凡", "许文静")
    assert found.posts("一支部") == ("一组，书记", "一组")
    assert found.posts("一支部", "一组") == ("书记", "")
    assert found.members[0].line == 5


def test_what_is_missing_or_comes_twice_is_told_and_the_rest_goes_on():
    found = roster.read(
        "一支部,周一凡\n,许文静\n一支部\n一支部,周一凡\n二支部,周一凡\n".replace(
            "一支部\n", "一支部,,一组\n", 1
        ).encode()
    )
    assert [(each.line, each.branch) for each in found.members] == [(1, "一支部"), (4, "一支部"), (5, "二支部")]
    assert [(line, words[:4]) for line, words in found.told] == [(2, "没有写党"), (3, "没有写姓"), (4, "“周一凡")]


def test_all_that_is_told_comes_in_the_order_of_the_list():
    read = roster.read("一支部,周一凡\n一支部,𰻝某\n一支部,周一凡\n".encode())
    names, told = roster.printable(read, lambda text: "𰻝" if "𰻝" in text else "")
    assert [line for line, _ in told] == [2, 3]
    assert names.of("一支部") == ("周一凡", "", "周一凡")


def workbook(*rows, merged=(), sheets=()) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    for state in sheets:
        book.create_sheet().sheet_state = state
    book.save(out)
    return out.getvalue()


HEADED = (["示例名单"], [], ["序号", "支部", "姓名", "组别"])


def test_a_workbook_is_read_below_its_title_and_through_merged_cells():
    rows = (*HEADED, [1, "一支部", "周一凡", 1], [2, None, "许文静", 1], [3, "二支部", "沈立群", 2.0])
    found = roster.read(workbook(*rows, merged=("A1:D1", "B4:B5")))
    assert [(each.branch, each.name, each.group, each.line) for each in found.members] == [
        ("一支部", "周一凡", "1", 4),
        ("一支部", "许文静", "1", 5),
        ("二支部", "沈立群", "2", 6),
    ]


def test_a_branch_that_is_not_merged_is_not_guessed():
    found = roster.read(workbook(*HEADED, [1, "一支部", "周一凡"], [2, None, "许文静"]))
    assert [each.name for each in found.members] == ["周一凡"]
    assert [line for line, _ in found.told] == [5]


def test_a_formula_that_has_come_to_nothing_is_told_with_its_cell():
    found = roster.read(workbook(*HEADED, [1, "一支部", "周一凡"], [2, "=B4", "许文静"]))
    ((line, words),) = found.told
    assert (line, words[:6]) == (5, "B5 是算式")


def test_a_name_that_looks_like_a_formula_stays_text():
    rows = [*HEADED, *([1, "一支部", name] for name in ("+1", "-1", "@x"))]
    assert roster.read(workbook(*rows)).of("一支部") == ("+1", "-1", "@x")


def test_hidden_and_empty_worksheets_are_no_lists():
    assert len(roster.read(workbook(*HEADED, [1, "一支部", "周一凡"], sheets=("hidden", "visible"))).members) == 1
    with pytest.raises(roster.RosterError, match="没有人"):
        roster.read(workbook())


def test_a_workbook_that_is_none_is_one_line(copy):
    path = copy / "名单.xlsx"
    path.write_bytes(b"PK\x03\x04")
    result = dstd("month", "2027-03", copy, "--roster", path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "不是完好的 XLSX" in result.stderr


def test_a_list_inside_a_repository_is_refused(copy):
    (copy / ".git").mkdir()
    folder = copy / "深" / "处"
    folder.mkdir(parents=True)
    (folder / "名单.csv").write_text("第一党支部,周一凡\n", "utf-8")
    result = dstd("month", "2027-03", copy, "--roster", folder / "名单.csv")
    assert result.returncode == 1
    assert "移到仓库外面" in result.stderr
    assert "周一凡" not in result.stderr


@pytest.mark.parametrize("text", ["", "\n\n", "党支部,姓名\n"])
def test_a_list_of_nobody_is_refused(text):
    with pytest.raises(roster.RosterError):
        roster.read(text.encode())


def test_only_meetings_to_which_all_have_to_come_bear_names(catalog):
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(3)
    made = month_forms.month_forms(Unit.of(catalog), found, 2027, 3, roster.read(LINES.encode()))
    ticked = {True: set(), False: set()}
    for form in forms(made):
        ticked[bool(signing(form))] |= {option for entry in face(form) if entry.options for option in entry.value}
    assert ticked == {
        True: {"主题党日", "党员大会", "党课", "党小组会"},
        False: {"支委会会议", "志愿服务", "其他"},
    }


def test_a_group_stands_in_its_own_field(catalog):
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(3)
    made = forms(month_forms.month_forms(Unit.of(catalog), found, 2027, 3, roster.read(LINES.encode())))
    (form,) = (each for each in made if signing(each) == ["许文静"])
    assert ("第二组",) in [entry.value for entry in face(form)]
    above = "".join(plain_text.line(line) for line in form.sheets[0].lines_above)
    assert "第一党支部" in above
    assert "第二组" not in above


def test_more_names_than_places_go_on_on_a_further_sheet(catalog):
    crowd = "".join(f"{branch},示例{number:02}\n" for branch in ("一支部", "二支部") for number in range(1, 94))
    found = pack.year_of_unit(Unit.of(catalog), 2027).listed(5)
    document = month_forms.month_forms(Unit.of(catalog), found, 2027, 5, roster.read(crowd.encode()))
    part = next(
        part for part in document.parts for form in part.blocks if isinstance(form, Form) and signing(form)
    )
    assert [name for form in part.blocks for name in signing(form)] == [
        f"示例{number:02}" for number in range(1, 94)
    ]
    (form,) = part.blocks
    assert len(form.sheets) == 2 + 2
    for sheet in form.sheets[2:]:
        assert "续页" in sheet.title
        assert "一支部" in "".join(plain_text.line(line) for line in sheet.lines_above)


def face(form: Form) -> list[Entry]:
    return [entry for row in form.sheets[0].rows if isinstance(row, EntryRow) for entry in row.entries]


def test_a_bad_list_is_one_line_with_its_place(copy):
    path = copy / "名单.csv"
    path.write_text("第一党支部,周一凡\n许文静\n", "utf-8")
    result = dstd("month", "2027-03", copy, "--roster", path)
    assert result.returncode == 1
    assert "名单.csv:2:1: 错误" in result.stderr
    assert dstd("month", "2027-03", copy, "--roster", copy / "没有.csv").returncode == 2
    assert not (copy / "build").exists()
