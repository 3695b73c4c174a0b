"""A set as it was committed, and what is said where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dangjian_std.reading import project, states_of_sets
from dangjian_std.text.errors import DstdError
from support.folders import BASE


def git(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-c", "user.name=n", "-c", "user.email=n@example.com", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout.strip()


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A repository with a set, a link and a hidden file; on another line of work nothing but a note."""
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "-q", "-b", "main")
    shutil.copytree(BASE / "standards", folder / "standards")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "set")
    git(folder, "tag", "plain")
    (folder / "standards" / "link.yaml").symlink_to("roles.yaml")
    (folder / "standards" / ".hidden.yaml").write_text("x", "utf-8")
    (folder / "standards" / "~roles.yaml").write_text("x", "utf-8")
    (folder / "standards" / "note.md").write_text("x", "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "more")
    git(folder, "checkout", "-q", "--orphan", "other")
    git(folder, "rm", "-rfq", ".")
    (folder / "README.md").write_text("x", "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "note")
    return folder


def refusal(call, *arguments):
    with pytest.raises(DstdError) as caught:
        call(*arguments)
    return str(caught.value)


def test_a_set_is_read_as_it_was(root):
    assert states_of_sets.sources(root, "plain") == tuple(project.sources(BASE))


def test_a_link_is_named_and_what_is_no_source_is_left_alone(root):
    found = {raw.path: raw for raw in states_of_sets.sources(root, "main")}
    assert found.pop("standards/link.yaml").trouble == "是链接，或者超过上限，没有读取"
    assert found == {raw.path: raw for raw in project.sources(BASE)}


def test_what_is_too_large_is_named(root, monkeypatch):
    sizes = sorted(len(raw.data) for raw in project.sources(BASE))
    for most, left in ((sizes[-1], 0), (sizes[-1] - 1, 1)):
        monkeypatch.setattr(states_of_sets, "MAX_FILE", most)
        assert sum(bool(raw.trouble) for raw in states_of_sets.sources(root, "plain")) == left


def test_a_set_of_too_much_is_refused(root, monkeypatch):
    files = [raw.data for raw in project.sources(BASE)]
    for name, most in (("MAX_FILES", len(files)), ("MAX_TOTAL", sum(map(len, files)))):
        with monkeypatch.context() as patch:
            patch.setattr(states_of_sets, name, most)
            assert len(states_of_sets.sources(root, "plain")) == len(files)
            patch.setattr(states_of_sets, name, most - 1)
            said = refusal(states_of_sets.sources, root, "plain")
            assert said == "plain 里的 standards/ 太大：文件太多，或者合起来超过上限。"


def test_what_cannot_be_compared_is_said(root, tmp_path):
    assert refusal(states_of_sets.sources, root, "other") == "other 里没有 standards/。请换一个版本。"
    assert refusal(states_of_sets.pair, root, "main...other") == "main 和 other 没有共同的起点。"
    for name in ("v9", "-x", "a\nb", ""):
        said = refusal(states_of_sets.sources, root, name)
        assert said.startswith("没有“")
        assert said.endswith("”这个版本，也没有这个名称的项目文件夹。")
    said = refusal(states_of_sets.sources, tmp_path, "main")
    assert said == f"{tmp_path} 不在 git 仓库里，没有版本可比；可以写另一个项目的文件夹。"
    git(tmp_path, "init", "-q")
    said = refusal(states_of_sets.sources, tmp_path, "HEAD")
    assert said == "这个 git 仓库还没有提交，没有版本可比；可以写另一个项目的文件夹。"


def test_a_shallow_clone_says_what_it_lacks(root, tmp_path):
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "main", f"file://{root}", "clone")
    assert refusal(states_of_sets.sources, tmp_path / "clone", "v9") == (
        "没有“v9”这个版本，也没有这个名称的项目文件夹。这是浅克隆，缺少以前的版本：先运行 git fetch --unshallow。"
    )


@pytest.mark.parametrize("left", [0, 200])
def test_a_lost_or_broken_object_is_said(root, tmp_path, left):
    shutil.copytree(root / ".git", tmp_path / ".git")
    name = git(root, "rev-parse", "plain:standards/roles.yaml").decode()
    path = tmp_path / ".git" / "objects" / name[:2] / name[2:]
    data = path.read_bytes()[:left]
    path.unlink()
    if data:
        path.write_bytes(data)
    said = refusal(states_of_sets.sources, tmp_path, "plain")
    assert said == "git 仓库里缺少文件的内容（可能是部分克隆）。请取全以后再比。"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(), "没有装 git，读不了以前的版本；可以写另一个项目的文件夹。"),
        (PermissionError(), "git 没有运行成：PermissionError。请重试。"),
        (subprocess.TimeoutExpired("git", 1), "git 没有运行成：TimeoutExpired。请重试。"),
    ],
)
def test_a_git_that_does_not_run_is_said(monkeypatch, root, error, said):
    def run(*_, **__):
        raise error

    monkeypatch.setattr(subprocess, "run", run)
    assert refusal(states_of_sets.sources, root, "plain") == said
    assert list(states_of_sets.tracked(root)) == list(states_of_sets.history(root)) == []


def test_a_repository_of_somebody_else_is_said(monkeypatch, root):
    answer = subprocess.CompletedProcess([], 128, b"", b"fatal: detected dubious ownership in repository")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: answer)
    said = refusal(states_of_sets.sources, root, "plain")
    assert said == "git 不肯读这个仓库：它属于别的用户。照 git config 的 safe.directory 放行以后再比。"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("plain", ("plain", "")),
        ("plain..main", ("plain", "main")),
        ("plain..", ("plain", "HEAD")),
        ("..main", ("HEAD", "main")),
        ("../main", ("../main", "")),
        ("main^{/a..b}", ("main^{/a..b}", "")),
    ],
)
def test_two_revisions_are_named_by_dots(root, name, found):
    assert states_of_sets.pair(root, name) == found


def test_three_dots_mean_where_the_second_left_the_first(root):
    base = git(root, "rev-parse", "plain").decode()
    assert states_of_sets.pair(root, "main...plain") == (base, "plain")


def test_a_folder_is_a_project_or_the_standards_of_one():
    assert states_of_sets.folder(str(BASE)) == states_of_sets.folder(str(BASE / "standards")) == BASE.resolve()
    assert states_of_sets.folder("nowhere") is states_of_sets.folder("\0") is None


def test_of_a_unit_its_sheets_and_its_own_folder_are_read(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    for name in ("unit.yaml", "单位.xlsx", "local/a.yaml", "local/b/c.yaml", "local/note.md", "other/d.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "unit")
    found = {raw.path: raw.data.decode() for raw in states_of_sets.sources(tmp_path, "HEAD")}
    assert found == {name: name for name in ("local/a.yaml", "local/b/c.yaml", "unit.yaml", "单位.xlsx")}
    git(tmp_path, "rm", "-q", "unit.yaml", "单位.xlsx")
    git(tmp_path, "commit", "-q", "-m", "no sheet")
    assert refusal(states_of_sets.sources, tmp_path, "HEAD") == "HEAD 里没有 standards/。请换一个版本。"
