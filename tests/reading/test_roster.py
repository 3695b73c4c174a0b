from __future__ import annotations

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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_list_is_read_as_office_programs_save_it(encoding, ending):
    found = roster.read(LINES.replace("\n", ending).encode(encoding))
    assert found.branches == ("第一党支部", "第二党支部")
    assert found.of("第一党支部") == ("周一凡", "许文静")
    assert found.of("第二党支部", "第二组") == ("何知秋",)
    assert found.groups[0] == ("第一党支部", "第一组")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("周一凡", 1),
        ("a,b,c,d", 1),
        ("第一党支部,周一凡\n,许文静", 2),
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
    with pytest.raises(roster.RosterError, match="CSV"):
        roster.read(b"PK\x03\x04\xff\xff\xfe")


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


@pytest.mark.parametrize("head", ["姓名,单位", "支部,姓名", "姓名,党支部,党小组", "党支部,姓名,职务", "序号,姓名"])
def test_a_head_with_other_columns_is_no_member(head):
    with pytest.raises(roster.RosterError, match="党支部,姓名,党小组") as caught:
        roster.read(f"{head}\n第一党支部,周一凡\n".encode())
    assert caught.value.line == 1


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
