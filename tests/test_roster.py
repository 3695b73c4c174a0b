from __future__ import annotations

import pytest
from test_cli import dstd

from dangjian_std import roster
from dangjian_std.document import EntryTable, Form
from dangjian_std.publications import kit, months
from dangjian_std.renderers import plain

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


def test_what_is_no_text_is_said():
    with pytest.raises(roster.RosterError, match="CSV"):
        roster.read(b"PK\x03\x04\xff\xff\xfe")


def forms(document) -> list[Form]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Form)]


def signing(form: Form) -> list[str]:
    tables = (
        row for sheet in form.sheets for row in sheet.rows if isinstance(row, EntryTable) and row.id == "roster"
    )
    return [values[0] for table in tables for values in table.values]


def test_names_stand_on_the_copy_of_their_branch_and_nowhere_else(catalog):
    found = months.of(catalog, 2027).listed(3)
    made = forms(kit.kit(catalog, found, 2027, 3, roster.read(LINES.encode())))
    meetings = [form for form in made if form.code == "R201" and signing(form)]
    assert ["周一凡", "许文静"] in map(signing, meetings)
    assert ["何知秋"] in map(signing, meetings)
    for form in meetings:
        above = "".join(plain.line(line) for line in form.sheets[0].above)
        assert "内部资料" in above
        assert above.count("第一党支部") == any(name in {"周一凡", "许文静"} for name in signing(form))
    assert not any(signing(form) for form in forms(kit.kit(catalog, found, 2027, 3)))


def test_a_unit_of_another_size_gets_no_names(catalog):
    found = months.of(catalog, 2027).listed(3)
    one = roster.read("第一党支部,周一凡\n".encode())
    assert not any(signing(form) for form in forms(kit.kit(catalog, found, 2027, 3, one)))


def test_a_bad_list_is_one_line_with_its_place(copy):
    path = copy / "名单.csv"
    path.write_text("第一党支部,周一凡\n许文静\n", "utf-8")
    result = dstd("month", "2027-03", copy, "--roster", path)
    assert result.returncode == 1
    assert "名单.csv:2:1: 错误" in result.stderr
    assert dstd("month", "2027-03", copy, "--roster", copy / "没有.csv").returncode == 2
    assert not (copy / "build").exists()
