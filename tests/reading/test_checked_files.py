"""`dstd validate 文件`: what is checked, what is not, and what is wrong elsewhere in the set."""

from __future__ import annotations

import json
import shutil

import pytest
from click.testing import CliRunner

from dangjian_std.cli import main
from dangjian_std.cli.console import context
from dangjian_std.reading import project
from dangjian_std.reading.checked_files import scope
from dangjian_std.text.errors import DstdError
from support.folders import BASE

DJ401 = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
ROLES = "standards/roles.yaml"


@pytest.fixture
def here(copy, monkeypatch):
    monkeypatch.chdir(copy)
    return copy


def validate(*arguments):
    """Return exit code, what was printed, and the sentence that stopped it."""
    try:
        result = CliRunner().invoke(main.cli, ["validate", *map(str, arguments)], standalone_mode=False)
    except DstdError as error:
        return 2, "", str(error)
    if isinstance(result.exception, DstdError):
        return 2, result.output, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output, ""


HIDDEN = "的名字以 . 或者 ~ 开头，当作隐藏文件或者临时文件"
NOT_READ = {
    "outside": ("草稿/DJ402.yaml", "不在 standards/ 里"),
    "beside the folder": ("README.md", "不在 standards/ 里"),
    "hidden": ("standards/.x.yaml", HIDDEN),
    "in a hidden folder": ("standards/.旧/x.yaml", HIDDEN),
    "temporary": ("standards/~x.yaml", HIDDEN),
    "no YAML": ("standards/records/R999.json", "不是 .yaml 文件"),
    "folder without YAML": ("standards/空", "里没有 .yaml 文件"),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_is_not_read_is_said_and_never_called_sound(here, name):
    path, why = NOT_READ[name]
    target = here / path
    if "." in target.name:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("not: [valid", "utf-8")
    else:
        target.mkdir()
    assert validate(path) == (2, "", f"{path} {why}，没有检查。")


def test_what_lies_behind_a_link_is_said(here, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "x.yaml").write_text("kind: x\n", "utf-8")
    (here / "standards" / "g").symlink_to(other)
    code, _, said = validate("standards/g/x.yaml")
    assert code == 2
    assert "standards/g/x.yaml 在链接到别处的文件夹里，没有检查" in said


def test_the_rest_is_checked_before_it_is_said(here):
    (here / "a.txt").write_text("", "utf-8")
    code, printed, said = validate(ROLES, "a.txt")
    assert (code, said) == (2, "a.txt 不在 standards/ 里，没有检查。")
    assert "查了 1 个文件，没有问题。" in printed


def test_many_are_not_listed(here):
    names = [f"{number}.txt" for number in range(9)]
    for name in names:
        (here / name).write_text("", "utf-8")
    _, _, said = validate(*names)
    assert said.count("没有检查") == 4
    assert said.endswith("另有 6 个也没有检查。")


@pytest.mark.parametrize("path", [".", "standards", "standards/4-党员活动", DJ401])
def test_what_is_read_is_checked(here, path):
    code, printed, said = validate(path)
    assert (code, said) == (0, "")
    assert "没有问题" in printed


def test_standards_may_be_a_link(tmp_path, monkeypatch):
    shared = tmp_path / "shared"
    shutil.copytree(BASE / "standards", shared)
    root = tmp_path / "p"
    root.mkdir()
    (root / "standards").symlink_to("../shared")
    monkeypatch.chdir(root)
    for path in ("standards/roles.yaml", "../shared/roles.yaml", shared / "roles.yaml", root / ROLES):
        assert scope([project.Path(path)]).files == {ROLES}
        assert validate(path)[0] == 0
    for path in ("standards", "../shared", ".", root):
        assert scope([project.Path(path)]).files is None
    assert scope([project.Path("../shared/records")]).files == scope([project.Path("standards/records")]).files
    for out in ("standards/x", "../shared/x"):
        with pytest.raises(DstdError, match="不能在 standards/ 里面"):
            context.output_folder(root, project.Path(out))


def test_a_finding_counts_for_the_files_of_its_related_places(edit, monkeypatch):
    root = edit("roles", "id: 组织委员", "id: 组织委员会")
    monkeypatch.chdir(root)
    code, printed, _ = validate(ROLES)
    assert code == 1
    assert "DS102" in printed
    assert "查了 1 个文件：1 个错误。" in printed


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("roles", "id: 组织委员", "id: 总务"),
        ("R201", "id: held-on", "id: day"),
        ("catalog", "- name: 形成议定事项", "- name: 年终"),
    ],
)
def test_what_breaks_others_is_no_sound_file(edit, monkeypatch, code, old, new):
    root = edit(code, old, new)
    monkeypatch.chdir(root)
    (path,) = (root / "standards").rglob(f"{code}*")
    status, printed, _ = validate(path)
    assert status == 1
    assert "没有问题" not in printed


def test_errors_elsewhere_are_counted_and_fail(edit, monkeypatch):
    root = edit("DJ401", "who: 组织委员", "who: 张三")
    monkeypatch.chdir(root)
    code, printed, _ = validate(ROLES)
    assert code == 1
    assert printed == (
        "查了 1 个文件。别的文件里另有 1 个错误，也可能由这里的改动引起；用 dstd validate 看全部。\n"
    )
    summary = json.loads(validate(ROLES, "--format", "json")[1])["summary"]
    assert summary == {"files": 1, "errors": 0, "warnings": 0, "errors_elsewhere": 1, "warnings_elsewhere": 0}


def test_a_set_that_cannot_be_read_leaves_no_file_sound(here):
    (here / DJ401).write_text("kind: [", "utf-8")
    code, printed, _ = validate(ROLES)
    assert code == 1
    assert "没有问题" not in printed


def test_two_projects_at_once_are_refused(here, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(BASE / "standards", other / "standards")
    assert validate(ROLES, other / ROLES)[::2] == (2, "这些路径不在同一个项目里，请分开检查。")
