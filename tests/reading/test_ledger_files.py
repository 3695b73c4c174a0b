"""党支部.csv: which branches and groups there are."""

from dangjian_std.domain.bodies import Body
from dangjian_std.reading import ledger_files


def test_a_branch_of_which_only_groups_are_named_is_a_branch(tmp_path):
    text = "党支部,党小组,起,止\n甲支部,第一党小组,,\n甲支部,第二党小组,,\n乙支部,,2027-01-01,\n"
    (tmp_path / "党支部.csv").write_text(text, "utf-8")
    found = ledger_files.bodies(tmp_path)
    assert [each.branch for each in found if not each.group] == ["甲支部", "乙支部"]
    assert Body("甲支部") in found
