"""The folder of the ledger: never in git; and the list of branches and groups in it."""

from __future__ import annotations

import datetime as dt

import pytest

from dangjian_std.domain.bodies import Body
from dangjian_std.reading import ledger_files
from dangjian_std.text.errors import DstdError


def test_it_stands_beside_the_project_or_where_it_is_asked_for(tmp_path):
    assert ledger_files.folder(tmp_path / "standards") == tmp_path / "台账"
    assert ledger_files.folder(tmp_path / "standards", tmp_path / "别处") == tmp_path / "别处"


@pytest.mark.parametrize("asked", [None, "别处"])
def test_it_is_never_in_a_work_tree_of_git(tmp_path, asked):
    (tmp_path / ".git").mkdir()
    with pytest.raises(DstdError, match="在 git 仓库里，台账不放在那里"):
        ledger_files.folder(tmp_path / "standards", asked and tmp_path / asked)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "台账").touch()
    with pytest.raises(DstdError, match="是文件，不是文件夹"):
        ledger_files.folder(tmp_path / "standards")


def test_a_link_is_no_ledger_and_none_is_empty(tmp_path):
    assert ledger_files.data(tmp_path) == b""
    (tmp_path / ledger_files.LEDGER_FILE).write_bytes(b"{}\n")
    assert ledger_files.data(tmp_path) == b"{}\n"
    (tmp_path / "甲").mkdir()
    (tmp_path / "甲" / ledger_files.LEDGER_FILE).symlink_to(tmp_path / ledger_files.LEDGER_FILE)
    with pytest.raises(DstdError, match="是链接，不是台账本身"):
        ledger_files.data(tmp_path / "甲")


def listed(folder, text):
    (folder / ledger_files.BRANCH_LIST_FILE).write_text(text, "utf-8")
    return ledger_files.bodies(folder)


def test_a_branch_is_there_where_only_its_groups_have_a_line(tmp_path):
    assert ledger_files.bodies(tmp_path) == ()
    march, june = dt.date(2027, 3, 1), dt.date(2027, 6, 30)
    assert listed(tmp_path, "党支部,党小组,起,止\n一支部,一组,2027-03-01,2027/6/30\n一支部,二组,,\n") == (
        Body("一支部"),
        Body("一支部", "一组", march, june),
        Body("一支部", "二组", None, None),
    )
    assert listed(tmp_path, "党支部\n一支部\n二支部\n") == (
        Body("一支部", "", None, None),
        Body("二支部", "", None, None),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("支部\n一支部\n", ":1:1 第一行写栏名：党支部,党小组,起,止"),
        ("党支部,备注\n一支部,甲\n", ":1:1 第一行写栏名"),
        ("党支部,党小组\n一支部,一组\n,二组\n", ":3:1 没有写党支部"),
        ("党支部,起\n一支部,三月\n", ":2:1 日期写成 2027-03-10 的样子，这里是“三月”"),
        ("党支部,起\n一支部,2027-02-30\n", ":2:1 日期写成 2027-03-10 的样子"),
        ("党支部,起,止\n一支部,2027-03-02,2027-03-01\n", ":2:1 “止”在“起”以前"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path, text, said):
    with pytest.raises(DstdError) as told:
        listed(tmp_path, text)
    assert said in str(told.value)


def test_a_branch_may_be_there_for_one_day(tmp_path):
    day = dt.date(2027, 3, 1)
    assert listed(tmp_path, "党支部,起,止\n一支部,2027-03-01,2027-03-01\n") == (Body("一支部", "", day, day),)


def test_a_ledger_may_have_half_a_gigabyte_and_a_list_a_megabyte():
    assert (ledger_files.MOST_BYTES_OF_LEDGER, ledger_files.MOST_BYTES_OF_BRANCH_LIST) == (500_000_000, 1_000_000)
