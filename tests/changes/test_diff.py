"""`dstd diff` of this issue's own content changes: it lists them and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest

from dangjian_std import changes
from dangjian_std.changes.cited import excerpts
from dangjian_std.reading import load, project
from dangjian_std.text.package_data import shipped
from support.folders import BASE
from support.program import dstd

HOLD = "when: {every: month, times: 1, day: 10, shift: next-workday}"
LOCAL = "local: [when.day, when.shift, how.3, opens]"
VOTE = re.compile(r"      - id: vote\n.*?(?=\n  - id: follow-up)", re.DOTALL)
TELL = re.compile(r"      - id: tell\n.*?(?=      - id: sign)", re.DOTALL)
WITHDRAWN = """kind: withdrawals
withdrawals:
  - code: W401
    title: 主题党日通知
    on: 2026-11-01
    reason: 改为口头通知。
    papers: 已经发的照原期限归档。
"""


def found(root: Path) -> list[tuple[str, str, str, str, str]]:
    """Return kind, subject, clause, aspect and what is now there, of every change from the small project."""
    return [
        (changes.WORDS_FOR_KINDS[each.kind], each.site.subject, each.site.clause, each.aspect, each.after)
        for each in compared(BASE, root)
    ]


def compared(before: Path, after: Path) -> tuple[changes.Change, ...]:
    old, new = (load.load(project.sources(each)).catalog for each in (before, after))
    assert old is not None
    assert new is not None
    return changes.compare(old, new)


def rewrite(root: Path, code: str, change) -> Path:
    (path,) = (root / "standards").rglob(f"{code}*.yaml")
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    return root


@pytest.mark.parametrize(
    ("code", "old", "new", "expected"),
    [
        (
            "DJ401",
            HOLD,
            "when: {every: quarter, times: 1}",
            ("放宽", "DJ401", "6.2.2", "何时", "每季度1次"),
        ),
        (
            "DJ401",
            "day: 10,",
            "day: 15,",
            ("改动", "DJ401", "6.2.2", "何时", "每月1次，15日，遇非工作日顺延"),
        ),
        (
            "DJ401",
            "at_least_workdays: 3",
            "at_least_workdays: 1",
            ("放宽", "DJ401", "6.1.2", "何时", "“主持主题党日”前，至少提前1个工作日"),
        ),
        (
            "DJ401",
            "{after: hold, within_workdays: 5}",
            "{after: hold, within_workdays: 3}",
            ("加重", "DJ401", "6.3.3", "何时", "“主持主题党日”后3个工作日内"),
        ),
        (
            "DJ401",
            "shift: next-workday}",
            "shift: next-workday, modal: 可}",
            ("放宽", "DJ401", "6.2.2", "程度", "可"),
        ),
        (
            "DJ401",
            "          majority: {of: 应到, more_than: 1/2}\n",
            "",
            ("放宽", "DJ401", "6.2.3", "界限", "到会的不少于应到有表决权党员的半数"),
        ),
        (
            "DJ401",
            "who: 支部书记\n        with: [支部委员会, 党小组组长, 党员]",
            "who: 组织委员\n        with: [支部委员会, 党小组组长, 党员]",
            ("改动", "DJ401", "6.2.2", "责任主体", "组织委员"),
        ),
        (
            "DJ401",
            "with: [支部委员会, 党小组组长, 党员]",
            "with: [支部委员会, 党员]",
            ("放宽", "DJ401", "6.2.2", "参加", "支部委员会、党员"),
        ),
        ("DJ401", "        opens: R211\n", "", ("放宽", "DJ401", "6.3.1", "留痕（开新表）", "")),
        (
            "DJ401",
            "    gate: 会议已经结束、记录已经记完\n",
            "",
            ("放宽", "DJ401", "6.3", "门槛", ""),
        ),
        (
            "DJ401",
            "应每月开展1次",
            "应每季度开展1次",
            ("放宽", "DJ401", "7.1", "要求", "主题党日应每季度开展1次，日期应相对固定。"),
        ),
        ("DJ401", "at_least: 90", "at_least: 10", ("放宽", "DJ401", "检查要点3", "检查要点的比例（%）", "10")),
        ("DJ401", "status: 发布", "status: 废止", ("取消", "DJ401", "", "状态", "废止")),
        (
            "DJ401",
            "effective: 2027-01-01",
            "effective: 2028-01-01",
            ("放宽", "DJ401", "", "实施日期", "2028-01-01"),
        ),
        (
            "DJ401",
            "effective: 2027-01-01",
            "effective: 2026-12-15",
            ("加重", "DJ401", "", "实施日期", "2026-12-15"),
        ),
        (
            "DJ401",
            "effective: 2027-01-01\n",
            "effective: 2027-01-01\nwithdrawn: 2028-07-01\n",
            ("放宽", "DJ401", "", "废止日期", "2028-07-01"),
        ),
        ("DJ401", "status: 发布", "status: 征求意见", ("取消", "DJ401", "", "状态", "征求意见")),
        ("DJ401", "status: 发布", "status: 试行", ("改动", "DJ401", "", "状态", "试行")),
        ("DJ401", "title: 定主题", "title: 选主题", ("文字", "DJ401", "6.1", "阶段名称", "选主题")),
        (
            "DJ401",
            "          - 不另附照片和学习笔记。\n",
            "          - 不另附照片、学习笔记。\n",
            ("改动", "DJ401", "6.3.3", "做法第2项", "不另附照片、学习笔记。"),
        ),
        ("R201", "sensitivity: 内部", "sensitivity: 公开", ("放宽", "R201", "", "知悉范围", "公开")),
        ("R201", "archive: 30年", "archive: 10年", ("放宽", "R201", "", "保管期限", "10年")),
        ("R201", "minutes: 20", "minutes: 1", ("改动", "R201", "", "填写分钟", "1")),
        ("R201", "per: branch", "per: member", ("加重", "R201", "", "按什么填", "每名党员")),
        ("R201", "label: 日期", "label: 召开日期", ("文字", "R201", "栏目“召开日期”", "栏目名称", "召开日期")),
        (
            "W401",
            "请提前准备",
            "请提前备好",
            ("改动", "W401", "", "正文第2项", "请提前备好：〔需要准备的内容〕。"),
        ),
        ("roles", "acts: 支部书记", "acts: 党员", ("改动", "岗位", "岗位“支部委员会”", "没有时由谁办", "党员")),
        ("总支", "leaders: 5", "leaders: 50", ("改动", "单位类型 总支", "", "领导数", "50")),
        (
            "小支部",
            "has: []",
            "has: []\nnot_applicable:\n  - {step: DJ401.vote, reason: 不表决}",
            ("取消", "单位类型 小支部", "DJ401 6.2.3", "适用", "不办：不表决"),
        ),
        (
            "支部条例",
            "when: {every: month, times: 1}",
            "when: {every: quarter, times: 1}",
            ("放宽", "支部条例", "第十六条第四款", "条文的下限（何时）", "每季度1次"),
        ),
    ],
)
def test_one_edit_is_one_change(edit, code, old, new, expected):
    assert found(edit(code, old, new)) == [expected]


LISTED = "      - who: [支部书记]\n"
ALONE = "      who: [支部书记]\n"
"""One act as the first sets of format 3 wrote it."""


def test_the_hole_of_the_floor_is_named(edit):
    edit("DJ401", HOLD, "when: {every: quarter, times: 1}")
    root = edit("DJ401", LOCAL, "local: [what, when, how.3, opens]")
    assert [each[:4] for each in found(root)] == [
        ("放宽", "DJ401", "6.2.2", "何时"),
        ("放宽", "DJ401", "6.2.2", "▲"),
    ]
    text = dstd("diff", BASE, root).stdout
    assert "时间从此不再同支部条例第十六条第四款、党员教育管理条例第十六条第二款比较" in text
    assert "连带：6.1.2、6.2.1、6.3.2、6.3.3" in text


def test_a_mark_of_the_time_alone_ends_no_comparison(edit):
    edit("DJ401", HOLD, "when: {every: quarter, times: 1}")
    root = edit("DJ401", LOCAL, "local: [when, how.3, opens]")
    assert [each[0] for each in found(root)] == ["放宽", "改动"]
    assert "不再同" not in dstd("diff", BASE, root).stdout


def test_a_floor_that_is_no_list_yet_is_read_as_one(copy):
    root = rewrite(copy, "支部条例", lambda text: text.replace(LISTED, ALONE))
    assert ALONE in next((root / "standards").rglob("支部条例*")).read_text("utf-8")
    assert dstd("diff", root, BASE).returncode == 0


def test_a_gist_that_is_rewritten_has_to_be_checked_again(edit):
    root = edit("支部条例", "一般每月开一次", "一般每季度开一次")
    assert [each[0] for each in found(root)] == ["改动"]
    assert "注意：核对日期没有变，要重新核对；引用它的有 DJ401 6.1.1" in dstd("diff", BASE, root).stdout


def test_a_step_that_is_gone_is_gone_with_its_place_in_the_old_file(copy):
    root = rewrite(copy, "DJ401", lambda text: VOTE.sub("", text))
    ((kind, _, clause, aspect, _),) = found(root)
    assert (kind, clause, aspect) == ("取消", "6.2.3", "步骤")
    result = json.loads(dstd("diff", BASE, root, "--format", "json").stdout)
    (change,) = result["changes"]
    assert (change["in_old"], change["line"], change["who"]) == (True, 81, "支部书记")
    assert change["affected"] == ["支部书记", "党员"]
    assert "支部条例第十一条第四款" in change["before"]


def test_a_step_that_moves_is_one_change(copy):
    def move(text: str) -> str:
        tell = TELL.search(text)
        assert tell
        return TELL.sub("", text).replace("      - id: hold", f"{tell[0]}      - id: hold")

    assert found(rewrite(copy, "DJ401", move)) == [("移动", "DJ401", "6.2.2", "位置", "6.2.2（组织实施）")]


def test_steps_in_another_order_are_one_change(copy):
    def swap(text: str) -> str:
        tell = TELL.search(text)
        assert tell
        return TELL.sub("", text).replace("      - id: assign", f"{tell[0]}      - id: assign")

    assert found(rewrite(copy, "DJ401", swap)) == [("移动", "DJ401", "6.3.1", "先后", "6.3.1")]


def test_an_order_that_changes_beside_a_move_is_seen(copy):
    def shuffle(text: str) -> str:
        tell, vote = TELL.search(text), VOTE.search(text)
        assert tell
        assert vote
        text = VOTE.sub("", TELL.sub("", text))
        return text.replace("      - id: count", f"{tell[0]}{vote[0]}\n      - id: count")

    assert sorted(each[:4] for each in found(rewrite(copy, "DJ401", shuffle))) == [
        ("移动", "DJ401", "6.2.1", "位置"),
        ("移动", "DJ401", "6.2.2", "先后"),
    ]


def test_a_step_that_is_renamed_everywhere_is_one_change(copy):
    root = rewrite(copy, "DJ401", lambda text: re.sub(r"\bhold\b", "meet", text))
    assert found(root) == [("移动", "DJ401", "6.2.2", "标识", "meet")]


def test_a_role_that_is_renamed_everywhere_is_one_change(copy):
    for path in (copy / "standards").rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("组织委员", "党务委员"), "utf-8")
    assert found(copy) == [("移动", "岗位", "岗位“党务委员”", "名称", "党务委员")]


def test_a_code_that_is_renamed_everywhere_is_one_change(copy):
    for path in sorted((copy / "standards").rglob("*.yaml")):
        path.write_text(path.read_text("utf-8").replace("DJ401", "DJ409"), "utf-8")
        path.rename(path.with_name(path.name.replace("DJ401", "DJ409")))
    assert found(copy) == [("移动", "DJ409", "", "编号", "DJ409")]


def test_a_step_put_between_others_changes_nothing_else(edit):
    lines = (
        "- id: thank",
        "  who: 支部书记",
        "  what: 致谢",
        "  how: [当面致谢。]",
        "  when: {after: hold, within_days: 0}",
    )
    step = "".join(f"      {line}\n" for line in (*lines, "  local: [step]"))
    root = edit("DJ401", "      - id: vote\n", f"{step}      - id: vote\n")
    assert [each[:4] for each in found(root)] == [("新增", "DJ401", "6.2.3", "步骤")]


def test_a_sentence_put_before_others_changes_nothing_else(edit):
    old = "          - 围绕主题组织集中学习"
    root = edit("DJ401", old, f"          - 先唱国歌。\n{old}")
    edit("DJ401", LOCAL, LOCAL.replace("how.3", "how.4"))
    assert found(root) == [("新增", "DJ401", "6.2.2", "做法第1项", "先唱国歌。")]


def test_a_basis_is_shown_with_its_gist(edit):
    old = "          - {regulation: 支部条例, article: 第十一条第四款}\n"
    root = edit("DJ401", old, "          - {regulation: 支部条例, article: 第十四条}\n")
    ((kind, _, clause, aspect, after),) = found(root)
    assert (kind, clause, aspect) == ("改动", "6.2.3", "依据")
    assert after.startswith("支部条例第十四条（党员大会和支委会会议由书记召集并主持")


def test_an_article_of_a_revised_regulation_is_shown_with_its_gist_only_where_that_differs(edit):
    (path,) = (BASE / "standards" / "regulations").glob("支部条例*")
    text = path.read_text("utf-8").replace("name: 支部条例\n", "name: 支部条例（修订）\n")
    old = "          - {regulation: 支部条例, article: 第十一条第四款}\n"
    root = edit("DJ401", old, old.replace("支部条例", "支部条例（修订）"))
    revised = root / "standards" / "regulations" / "支部条例（修订）.yaml"
    revised.write_text(text, "utf-8")
    (said,) = (each[-1] for each in found(root) if each[3] == "依据")
    assert said == "支部条例（修订）第十一条第四款（大意没有变）"
    gist = re.search("第十一条第四款\n *gist: (.*)\n", text)[1]
    revised.write_text(text.replace(gist, f"新写的。{gist}"), "utf-8")
    (said,) = (each[-1] for each in found(root) if each[3] == "依据")
    assert said.startswith("支部条例（修订）第十一条第四款（新写的。")


def test_of_a_long_gist_the_part_is_shown_that_differs():
    same = "应当" * 50
    before, after = excerpts(f"{same}三日{same}", f"{same}五日{same}")
    assert before.startswith("……")
    assert before.endswith("……")
    assert before.replace("三日", "五日") == after != before
    assert list(excerpts("短", f"{same}五日")) == ["短", f"{same[:60]}……"]


def test_comments_spaces_and_the_order_of_keys_are_no_change(copy):
    def restyle(text: str) -> str:
        text = text.replace(
            "who: 支部书记\n        what: 逐项核销落实清单", "what: 逐项核销落实清单\n        who: 支部书记"
        )
        text = text.replace("{after: assign, within_months: 1}", "{within_months: 1,   after: assign}")
        return f"# 说明\n\n{text}"

    root = rewrite(copy, "DJ401", restyle)
    assert found(root) == []
    assert dstd("diff", BASE, root).stdout == f"同 {BASE} 比，没有改动。\n"


def test_a_new_standard_and_one_that_is_gone_are_told_whole(copy):
    (path,) = (copy / "standards").rglob("DJ401*")
    text = path.read_text("utf-8").replace("DJ401", "DJ402").replace("支部主题党日规范", "支部学习规范")
    text = (
        text.replace("主题党日", "学习")
        .replace("what: ", "what: 再次")
        .replace("how:\n          - ", "how:\n          - 再次")
    )
    path.with_name("DJ402-支部学习规范.yaml").write_text(text, "utf-8")
    kinds = [each for each in found(copy) if each[1] == "DJ402"]
    assert {each[0] for each in kinds} == {"新增"}
    assert [each[3] for each in kinds].count("步骤") == 9
    assert kinds[0][3] == "标准"


def test_json_keeps_to_its_schema_and_counts(edit):
    edit("DJ401", HOLD, "when: {every: quarter, times: 1}")
    root = edit("R201", "minutes: 20", "minutes: 25")
    result = dstd("diff", BASE, root, "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    data = json.loads(result.stdout)
    jsonschema.validate(data, json.loads((shipped("schemas") / "diff.schema.json").read_text("utf-8")))
    assert {key: count for key, count in data["summary"].items() if count} == {"weaker": 1, "changed": 1}
    change = data["changes"][0]
    assert (change["kind"], change["key"], change["pointer"]) == ("weaker", "when", "/stages/1/steps/1/when/every")
    assert (change["line"], change["column"]) == (71, 23)
    assert change["along"] == ["6.1.2", "6.2.1", "6.3.2", "6.3.3"]


# -- git -------------------------------------------------------------------------------------------------


def git(root: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    result = subprocess.run(
        ["git", *settings, *arguments], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    return result.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project in a folder of a repository, whose names git would quote; its first state is committed."""
    top = tmp_path / "库"
    project_ = top / "子 文件夹"
    shutil.copytree(BASE / "standards", project_ / "standards")
    git(tmp_path, "init", "-q", "-b", "main", str(top))
    git(top, "add", "-A")
    git(top, "commit", "-qm", "one")
    return project_


def change(root: Path, old: str, new: str) -> None:
    rewrite(root, "DJ401", lambda text: text.replace(old, new))


def test_the_last_commit_is_compared_with_the_files(repository):
    assert dstd("diff", cwd=repository).stdout == "同 HEAD 比，没有改动。\n"
    change(repository, "day: 10,", "day: 15,")
    result = dstd("diff", cwd=repository / "standards" / "records")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("同 HEAD 比：改动 1。\n")
    assert "第71行" in result.stdout


def test_revisions_are_compared_with_each_other(repository):
    change(repository, "day: 10,", "day: 15,")
    git(repository, "commit", "-qam", "two")
    git(repository, "checkout", "-qb", "side", "HEAD~1")
    change(repository, "within_months: 1", "within_months: 2")
    git(repository, "commit", "-qam", "three")
    assert "放宽 1，改动 1" in dstd("diff", "main", cwd=repository).stdout
    assert dstd("diff", "main...side", cwd=repository).stdout.splitlines()[0].endswith("比：放宽 1。")
    assert dstd("diff", "HEAD~1..", cwd=repository).stdout.splitlines()[0] == "HEAD 同 HEAD~1 比：放宽 1。"
    assert "同 side 比：加重 1，改动 1" in dstd("diff", "side..main", cwd=repository).stdout


def test_links_and_what_is_no_source_are_as_in_the_folder(repository):
    (repository / "standards" / ".trash").mkdir()
    (repository / "standards" / ".trash" / "x.yaml").write_text("kind: 无", "utf-8")
    (repository / "standards" / "readme.md").write_text("说明", "utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "two")
    assert dstd("diff", cwd=repository).stdout == "同 HEAD 比，没有改动。\n"


def test_a_worktree_and_a_shallow_clone_will_do(repository, tmp_path):
    git(repository, "commit", "-q", "--allow-empty", "-m", "two")
    git(repository, "worktree", "add", "-q", str(tmp_path / "side"))
    side = tmp_path / "side" / repository.name
    change(side, "day: 10,", "day: 15,")
    assert "改动 1" in dstd("diff", "main~1", cwd=side).stdout
    git(tmp_path, "clone", "-q", "--depth", "1", repository.parent.as_uri(), "shallow")
    shallow = tmp_path / "shallow" / repository.name
    assert dstd("diff", cwd=shallow).stdout == "同 HEAD 比，没有改动。\n"
    result = dstd("diff", "HEAD~1", cwd=shallow)
    assert result.returncode == 2
    assert "git fetch --unshallow" in result.stderr


def test_a_hook_does_not_lead_elsewhere(repository, tmp_path):
    git(tmp_path, "init", "-q", "other")
    result = dstd("diff", cwd=repository, GIT_DIR=str(tmp_path / "other" / ".git"), GIT_INDEX_FILE="nowhere")
    assert result.stdout == "同 HEAD 比，没有改动。\n"


def refused(*arguments, cwd, **environment) -> str:
    result = dstd("diff", *arguments, cwd=cwd, **environment)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    return result.stderr


def test_what_cannot_be_read_is_one_sentence(repository, copy, tmp_path):
    assert "没有“nope”这个版本" in refused("nope", cwd=repository)
    assert "没有“--nope”" in refused("--", "--nope", cwd=repository)
    assert "没有“../nope”" in refused("../nope", cwd=repository)
    assert "不在 git 仓库里" in refused(cwd=copy, GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert "没有装 git" in refused(cwd=repository, PATH=str(tmp_path))
    git(tmp_path, "init", "-q", "-b", "main", str(tmp_path))
    assert "还没有提交" in refused(cwd=copy)


def test_a_revision_without_the_set_or_with_errors_says_so(repository):
    git(repository.parent, "mv", repository.name, "别处")
    git(repository.parent, "commit", "-qm", "two")
    moved = repository.parent / "别处"
    assert "HEAD~1 里没有 standards/" in refused("HEAD~1", cwd=moved)
    change(moved, "who: 支部书记", "whom: 支部书记")
    git(moved, "commit", "-qam", "three")
    git(moved, "checkout", "-q", "HEAD~1")
    message = refused("main", cwd=moved)
    assert re.search(
        r"main 里的标准有 [0-9]+ 个错误，因此没有比较；第一处在 standards/4-.*DJ401.*yaml:[0-9]+:[0-9]+：", message
    )


def test_files_that_cannot_be_read_are_told_as_by_validate(copy, edit):
    edit("DJ401", "who: 支部书记", "whom: 支部书记")
    result = dstd("diff", BASE, copy)
    assert result.returncode == 1
    assert "DS012" in result.stderr


def test_what_is_gone_says_whether_it_was_withdrawn(edit, copy):
    (copy / "standards" / "papers" / "W401-主题党日通知.yaml").unlink()
    edit("DJ401", "        papers: [W401]\n", "")
    assert "注意：没有在 废止.yaml 登记" in dstd("diff", BASE, copy).stdout
    (copy / "standards" / "废止.yaml").write_text(WITHDRAWN, "utf-8")
    said = dstd("diff", BASE, copy).stdout
    assert "注意：登记为废止，没有代替的" in said
    assert ("文字", "废止", "废止登记“W401 主题党日通知”", "废止登记") in [each[:4] for each in found(copy)]
    assert "加重" not in said
    back = [(changes.WORDS_FOR_KINDS[each.kind], each.site.subject) for each in compared(copy, BASE)]
    assert ("文字", "废止") in back


def test_a_new_draft_is_called_one(copy):
    path = copy / "standards" / "4-党员活动" / "DJ402-示例规范.yaml"
    text = next((BASE / "standards").rglob("DJ401*.yaml")).read_text("utf-8")
    path.write_text(text.replace("DJ401", "DJ402").replace("status: 发布", "status: 草案"), "utf-8")
    assert any("检查要点，草案）" in each.after for each in compared(BASE, copy))


def test_what_makes_no_sense_can_still_be_compared(edit):
    edit("DJ401", "opens: R211", "opens: R999")
    root = edit("DJ401", "{before: hold, at_least_days: 0}", "{before: nowhere, at_least_days: 0}")
    assert [each[:4] for each in found(root)] == [
        ("改动", "DJ401", "6.2.1", "何时"),
        ("改动", "DJ401", "6.3.1", "留痕（开新表）"),
    ]
