from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest

from dangjian_std.cli.console import context, interview
from dangjian_std.cli.console.context import RefusedError
from dangjian_std.domain.timing import reference
from dangjian_std.output import write
from dangjian_std.scaffold import new_files, prompts
from dangjian_std.text.errors import DstdError
from support.folders import BASE
from support.new import STANDARD, STEP, TODAY, files, new, read
from support.program import DSTD, dstd
from support.projects import findings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE / "standards", tmp_path / "standards")
    return tmp_path


# -- what is made ----------------------------------------------------------------------------------------

TIMES = (
    "每周五",
    "每月",
    "每月第一个周五",
    "每季度最后一个工作日",
    "每半年",
    "每年",
    "事件:形成议定事项",
    "事件：有事项需要党员大会表决",
)


@pytest.mark.parametrize("when", TIMES)
@pytest.mark.parametrize(
    "basis", [(), ("无",), ("支部条例 第十四条",), ("支部条例 第十四条", "党员教育管理条例 第二十三条")]
)
@pytest.mark.parametrize("type_", ["规范", "规程"])
def test_every_combination_leaves_a_clean_project(root, type_, basis, when):
    more = {"requirement": "每次活动应有签到", "proof": "查看签到"} if type_ == "规范" else {}
    said = STANDARD | {"title": "志愿服务", "type": type_, "when": when, "basis": basis} | more
    result = new("standard", root, **said)
    assert result.exit_code == 0, result.exception
    assert findings(root) == ()
    found = read(root).standards["DJ402"]
    assert (found.title, found.type, found.status, found.group) == (f"志愿服务{type_}", type_, "草案", "党员活动")
    assert found.anchor.outline.file.path == f"standards/4-党员活动/DJ402-志愿服务{type_}.yaml"
    (step,) = found.steps
    assert step.how == ("选定项目，写明时间和地点。",)
    assert [f"{each.regulation} {each.article}" for each in step.basis] == [each for each in basis if each != "无"]
    assert ("step" in step.local) == (not step.basis)
    assert reference(step.when) == (None if new_files.recurring(when) else when[3:])
    assert len(found.requirements) == (type_ == "规范")
    assert (found.history[0].on, found.issued) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("kind", "basis", "step"), list(product(("record", "paper"), ((), ("支部条例 第十四条",)), ("DJ402.do", STEP)))
)
def test_forms_and_papers_are_used_by_their_step(root, kind, basis, step):
    assert new("standard", root, **STANDARD | {"basis": basis}).exit_code == 0
    before = files(root)
    code = "R402" if kind == "record" else "W402"
    result = new(kind, root, code=code.lower(), title="志愿服务“登记”", step=step, on="2026-12-01")
    assert result.exit_code == 0, result.exception
    assert findings(root) == ()
    after = files(root)
    assert set(after) - set(before) == {f"standards/{kind}s/{code}-志愿服务登记.yaml"}
    assert sum(after[path] != before[path] for path in before) == 1
    catalog = read(root)
    standard, name = step.split(".")
    found = {each.id: each for each in catalog.standards[standard].steps}[name]
    made = (catalog.records if kind == "record" else catalog.papers)[code]
    assert (made.home, made.title, made.history[0].on) == (standard, "志愿服务“登记”", dt.date(2026, 12, 1))
    assert code in (found.opens, *found.papers)
    assert set(found.local) & {"step", "opens", "papers", "papers.2"}


def test_the_result_says_where_it_is_and_what_comes_next(root):
    new("standard", root, **STANDARD)
    lines = new("record", root, code="R402", title="登记表", step="DJ402.do").output.splitlines()
    assert lines[0] == f"新建了 {context.shown_path(root / 'standards/records/R402-登记表.yaml')}"
    changed = context.shown_path(root / "standards/4-党员活动/DJ402-志愿服务规程.yaml")
    assert lines[1] == f"改动了 {changed}：组织党员开展志愿服务"
    assert lines[2].endswith("没有问题。")
    assert lines[3] == "接下来："
    assert "record: R402" in "".join(lines[4:])


def test_the_first_standard_of_a_group_makes_its_folder(root):
    assert new("standard", root, **STANDARD | {"code": "DJ601"}).exit_code == 0
    assert (root / "standards/6-党建文化/DJ601-志愿服务规程.yaml").is_file()
    assert findings(root) == ()


def test_line_ends_and_comments_of_a_standard_stay(root):
    (path,) = (root / "standards").rglob("DJ401*")
    text = "\ufeff# 说明\n" + path.read_text("utf-8").replace("who: 支部委员会", "who: 支部委员会  # 谁")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    before = path.read_bytes().split(b"\r\n")
    assert new("record", root, code="R402", title="登记表", step=STEP).exit_code == 0
    after = path.read_bytes().split(b"\r\n")
    assert b"\n" not in b"".join(after)
    assert [line.strip() for line in before if line not in after] == [b"local: [who, when.by_day, how.1]"]
    assert [line.strip() for line in after if line not in before] == [
        b"opens: R402",
        b"local: [who, when.by_day, how.1, opens]",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "“三会一课”规程",
        "A: b规程",
        "#1规程",
        "- 规程",
        "123规程",
        "规程",
        "a'b规程",
        "甲 #乙规程",
        "{甲}规程",
        "甲·乙规程",
    ],
)
def test_words_that_mean_something_in_yaml_are_quoted(root, title):
    title = title.replace(":", "：") if ":" in title else title
    result = new("standard", root, **STANDARD | {"title": title, "what": "- [x]: y #z", "how": '"引号" \\ {a}, b'})
    assert result.exit_code == 0, result.exception
    assert findings(root) == ()
    found = read(root).standards["DJ402"]
    assert (found.title, found.steps[0].what) == (title, "- [x]: y #z")


# -- what is refused -------------------------------------------------------------------------------------

GROUPS = "1 组织机构、2 组织生活、3 党员管理、4 党员活动、5 党员监督、6 党建文化"
PERIODS = "何时写每周、每半月、每月、每季度、每半年、每年"


@pytest.mark.parametrize("kind", ["standard", "record", "paper"])
def test_a_second_identical_call_is_refused(root, kind):
    said = {
        "standard": STANDARD,
        "record": {"code": "R402", "title": "登记表", "step": STEP},
        "paper": {"code": "W402", "title": "通知", "step": STEP},
    }[kind]
    assert new(kind, root, **said).exit_code == 0
    before = files(root)
    result = new(kind, root, **said)
    assert isinstance(result.exception, DstdError)
    assert "已经" in str(result.exception)
    assert files(root) == before


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"code": "DJ401"}, "--code：DJ401 已经有了：standards/4-党员活动/DJ401-支部主题党日规范.yaml。"),
        ({"code": "DJ9"}, "--code：编号写成 DJ402 的样子。"),
        ({"code": "DJ４０２"}, "--code：编号写成 DJ402 的样子。"),
        (
            {"code": "DJ902"},
            f"--code：编号的第一位数字是组，没有第9组。组有：{GROUPS}。",
        ),
        (
            {"code": "DJ002"},
            f"--code：编号的第一位数字是组，没有第0组。组有：{GROUPS}。",
        ),
        ({"title": "../../x"}, "--title：名称也用作文件名，不能有 /。"),
        ({"title": "a\\b"}, "--title：名称也用作文件名，不能有 \\。"),
        ({"title": 'a:b*c?"<>|'}, '--title：名称也用作文件名，不能有 : * ? " < > |。'),
        ({"title": "甲\n乙"}, "--title：“甲\\u000a乙”里有换行或制表符，请重写。"),
        ({"title": "甲\u200b乙"}, "--title：“甲\\u200b乙”里有零宽或隐藏字符，请重写。"),
        ({"title": "甲\u202e乙"}, "--title：“甲\\u202e乙”里有双向控制字符，请重写。"),
        ({"title": "   "}, "--title：不能空着。"),
        ({"title": "“”"}, "--title：名称里没有可以用作文件名的字。"),
        ({"title": "长" * 61}, "--title：最多 60 字，这里有 61 字。"),
        ({"title": "长" * 59}, "--type：名称加上“规程”超过 60 字。"),
        ({"title": "服务标准"}, "--type：名称不写“……标准”，写成规范或者规程。"),
        ({"title": "服务规范"}, "--type：名称是“服务规范”，类型却是规程；两者要一致。"),
        ({"type": "办法"}, "--type：类型写规范或者规程：规程讲步骤，规范还讲要求。"),
        ({"who": "组织委会"}, "--who：没有“组织委会”这个岗位。可以用：组织委员。"),
        ({"what": "x" * 401}, "--what：最多 400 字，这里有 401 字。"),
        ({"how": ("甲", "乙\t丙")}, "--how：“乙\\u0009丙”里有换行或制表符，请重写。"),
        ({"how": ("", " ")}, "--how：不能空着。"),
        (
            {"when": "每日"},
            f"--when：{PERIODS}，后面可以接周五、第一个周五、最后一个工作日，或者写 事件:名称。",
        ),
        (
            {"when": "每月第一个"},
            f"--when：{PERIODS}，后面可以接周五、第一个周五、最后一个工作日，或者写 事件:名称。",
        ),
        ({"when": "事件:形成事项"}, "--when：没有“形成事项”这个事件。可以用：形成议定事项。"),
        ({"basis": ("支部条 第十四条",)}, "--basis：没有“支部条”这个依据。可以用：支部条例。"),
        ({"basis": ("支部条例 第九百条",)}, "--basis：没有“第九百条”这个条款（支部条例）。可以用：第十四条。"),
        (
            {"basis": ("支部条例",)},
            "--basis：没有“”这个条款（支部条例）。可以用：第十一条第四款、第十二条第二款、第十六条第四款、第十四条。",
        ),
        ({"on": "2026-02-30"}, "--on：日期写成 2026-12-01 的样子。"),
        ({"on": "20261201"}, "--on：日期写成 2026-12-01 的样子。"),
    ],
)
def test_odd_answers_are_refused_in_one_sentence(root, said, words):
    before = files(root)
    result = new("standard", root, **STANDARD | said)
    assert isinstance(result.exception, DstdError), result.output
    assert str(result.exception) == words
    assert files(root) == before


@pytest.mark.parametrize(
    "said",
    [{"code": "DJ102"}, {"code": "DJ602"}, {"code": "DJ499"}, {"title": "长" * 58}, {"what": "x" * 400}],
)
def test_answers_are_taken_up_to_the_limit(root, said):
    assert new("standard", root, **STANDARD | said).exit_code == 0


@pytest.mark.parametrize(
    ("taken", "code"), [((), "R101"), (("R101",), "R102"), (("R101", "R105"), "R106"), (("R199",), "")]
)
def test_the_code_that_is_offered_is_the_next_of_its_group(taken, code):
    step = SimpleNamespace(code="DJ102")
    catalog = SimpleNamespace(withdrawn=dict.fromkeys(taken[1:]))
    known = dict.fromkeys((*taken[:1], "R202"))
    assert prompts._likely_code(lambda _: known, "R", catalog, {"step": (step, None)}) == code


@pytest.mark.parametrize(
    ("kind", "step", "words"),
    [
        ("record", "DJ401.hold", "已经启用 R201"),
        ("record", "DJ401.vote", "已经续填 R201"),
        ("record", "DJ401", "没有“”这个步骤（DJ401）"),
        ("record", "DJ401.chose", "choose"),
        ("paper", "DJ404.choose", "DJ401"),
    ],
)
def test_a_step_that_cannot_take_it_is_refused(root, kind, step, words):
    result = new(kind, root, code="R402" if kind == "record" else "W402", title="表", step=step)
    assert isinstance(result.exception, DstdError)
    assert words in str(result.exception)


def test_what_would_break_a_rule_is_shown_and_not_written(root):
    before = files(root)
    result = new("standard", root, **STANDARD | {"basis": ("支部条例 第十一条第四款",)})
    assert isinstance(result.exception, context.RefusedError)
    assert "DS311" in str(result.exception)
    assert str(result.exception).endswith("没有写任何文件。请按上面说的改一改，再来一次。")
    assert files(root) == before


def test_a_project_with_errors_is_refused_first(root):
    (path,) = (root / "standards").rglob("DJ401*")
    path.write_text(path.read_text("utf-8").replace("who: 组织委员", "who: 记录员"), "utf-8")
    result = new("standard", root, **STANDARD)
    assert isinstance(result.exception, context.RefusedError)
    assert "DS102" in str(result.exception)


# -- all files or none -----------------------------------------------------------------------------------


def test_a_file_that_is_there_stays_and_nothing_else_is_written(root):
    (root / "a.txt").write_bytes(b"old")
    (root / "b.txt").write_bytes(b"old")
    with pytest.raises(DstdError, match="已经有这个文件。没有写任何文件"):
        write.create(root, {"new/c.txt": b"new", "a.txt": b"new"}, ("b.txt", b"new"))
    assert {name: data for name, data in files(root).items() if name.endswith(".txt")} == {
        "a.txt": b"old",
        "b.txt": b"old",
    }
    assert not (root / "new").exists()


def test_a_change_that_fails_takes_the_new_files_back(root):
    with pytest.raises(DstdError, match="没有写任何文件"):
        write.create(root, {"new/c.txt": b"new"}, ("gone.txt", b"new"))
    assert not (root / "new").exists()
    assert not [name for name in files(root) if ".dstd-" in name]


def test_a_disk_without_links_keeps_files_too(root, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    write.create(root, {"c.txt": b"new"})
    assert (root / "c.txt").read_bytes() == b"new"
    with pytest.raises(DstdError, match="已经有这个文件"):
        write.create(root, {"c.txt": b"newer"})
    assert (root / "c.txt").read_bytes() == b"new"


def test_a_folder_that_leads_out_is_refused(root, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    (root / "standards/6-党建文化").symlink_to(outside, target_is_directory=True)
    result = new("standard", root, **STANDARD | {"code": "DJ601"})
    assert isinstance(result.exception, RefusedError)
    assert not list(outside.iterdir())


def test_the_mode_of_a_changed_file_stays(root):
    (path,) = (root / "standards").rglob("DJ401*")
    path.chmod(0o640)
    assert new("record", root, code="R402", title="登记表", step=STEP).exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o640


# -- the command itself ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["code", "title", "type", "who", "what", "how", "when"])
def test_what_is_missing_is_named_where_nobody_can_be_asked(root, name):
    said = {key: value for key, value in STANDARD.items() if key != name}
    if name == "type":
        said["title"] = "志愿服务"
    options = [part for key, value in said.items() for part in (f"--{key}", value)]
    result = dstd("new", "standard", root, *options)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"缺少 --{name}（" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_code_may_be_left_to_the_tool(root):
    assert new("record", root, step=STEP, title="登记表").exit_code == 0
    assert new("paper", root, step=STEP, title="通知").exit_code == 0
    catalog = read(root)
    assert "R401" in catalog.records
    assert "W402" in catalog.papers


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--help"], 0), (["record", "--help"], 0), (["x"], 2)])
def test_help_is_chinese(arguments, code):
    result = dstd("new", *arguments)
    assert result.returncode == code
    assert ("用法：" in result.stdout) == (code == 0)
    assert "Show" not in result.stdout + result.stderr
    assert "  new " in dstd("--help").stdout


def test_every_question_is_an_option():
    for kind, questions in prompts.QUESTIONS_OF_KIND.items():
        options = [each.name for each in interview.new.commands[kind].params]
        assert options == ["root", *(question.name for question in questions)]


def test_somebody_at_a_terminal_is_asked_until_the_answer_will_do(root):
    said = ["dj401", "dj402", "a/b", "志愿服务规范", "", "谁", "组织委员", "开展志愿服务", "选定项目", "签到", ""]
    said += ["每日", "每月", "支部条例 第一", "支部条例 第十四条", "", "活动应有签到", "查看签到", ""]
    here, there = pytest.importorskip("pty").openpty()
    os.write(here, "".join(f"{line}\n" for line in said).encode())
    result = subprocess.run(
        [*DSTD, "new", "standard", str(root), "--on", "2026-12-01"],
        stdin=there,
        capture_output=True,
        encoding="utf-8",
        timeout=30,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    os.close(here)
    os.close(there)
    assert result.returncode == 0, result.stderr
    for words in (
        "DJ401 已经有了",
        "不能有 /",
        "没有“谁”这个岗位",
        "何时写每周、每半月、每月",
        "条款（支部条例）",
        "岗位有：",
        "事件有：",
    ):
        assert words in result.stderr
    assert "Error" not in result.stderr
    assert findings(root) == ()
    (step,) = read(root).standards["DJ402"].steps
    assert step.how == ("选定项目。", "签到。")
    assert [each.article for each in step.basis] == ["第十四条"]


def test_a_code_in_the_place_of_the_folder_is_told_where_it_goes():
    result = dstd("new", "record", "R402", "--title", "报送单")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "没有“R402”这个项目文件夹。编号写成 --code R402。\n"
