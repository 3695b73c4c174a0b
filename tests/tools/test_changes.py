"""`tools/changes.py`: which job a change needs, and what it makes."""

import subprocess
import sys

import pytest

import changes

STANDARD = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
OTHER = "standards/2-组织生活/SLJ21-三会一课.yaml"


def change(*paths, removed=False):
    return tuple(changes.Change(path=path, removed=removed) for path in paths)


@pytest.mark.parametrize(
    ("paths", "job"),
    [
        ([STANDARD], "content"),
        (["standards/LICENSE", "standards/catalog.yaml"], "content"),
        (["docs/怎么用.md", "docs/images/page.png", "README.md", "CHANGELOG.md"], "content"),
        (["docs/rules/DS001-unreadable-file.md"], "code"),
        (["schemas/standard.schema.json"], "code"),
        (["templates/book.css", STANDARD], "code"),
        (["src/dangjian_std/standards/x.py"], "code"),
        (["tests/cases/good/base/standards/catalog.yaml"], "code"),
        (["tools/package/说明.txt"], "code"),
        (["requirements.lock"], "code"),
        ([".github/workflows/ci.yml"], "code"),
        (["tools/README.md"], "code"),
        ([], "code"),
    ],
)
def test_only_content_takes_the_short_way(paths, job):
    assert changes.job(change(*paths)) == job


@pytest.mark.parametrize(
    ("found", "made"),
    [
        (change(STANDARD), ["DJ401"]),
        (change(STANDARD, OTHER), ["DJ401", "SLJ21"]),
        (change(STANDARD, removed=True), ["手册", "清单"]),
        (change("standards/records/R201-会议活动记录.yaml", STANDARD), ["记录表", "DJ401"]),
        (change("standards/papers/W401-通知.yaml"), ["文书"]),
        (change("standards/papers/W401-通知.yaml", removed=True), ["文书"]),
        (change("standards/regulations/支部条例.yaml"), ["手册", "清单"]),
        (change("standards/profiles/党支部.yaml"), ["手册", "清单"]),
        (change("standards/roles.yaml", STANDARD), ["手册", "清单"]),
        (change("docs/怎么用.md", "standards/LICENSE"), []),
        (change(*(f"standards/1-组/DJ10{each}-名.yaml" for each in range(6))), ["手册"]),
    ],
)
def test_what_a_change_shows_in_is_made(found, made):
    assert changes.outputs(found) == made


@pytest.fixture
def repository(copy):
    def git(*arguments):
        subprocess.run(["git", *arguments], cwd=copy, capture_output=True, check=True)

    git("init", "-q", "-b", "main")
    git("config", "user.email", "a@example.org")
    git("config", "user.name", "a")
    (copy / "code.py").touch()
    git("add", ".")
    git("commit", "-qm", "one")
    return copy, git


def test_all_that_differs_is_seen_by_its_name(repository):
    root, git = repository
    standard = next((root / "standards").glob("*/DJ*.yaml"))
    git("checkout", "-qb", "work")
    git("rm", "-q", "code.py")
    git("commit", "-qm", "two")
    standard.write_text("changed", "utf-8")
    (root / "standards" / "新 的.yaml").touch()
    assert set(changes.since("main", root)) == {
        *change("code.py", removed=True),
        *change(standard.relative_to(root).as_posix(), "standards/新 的.yaml"),
    }


def test_what_others_did_meanwhile_does_not_count(repository):
    root, git = repository
    git("checkout", "-qb", "work")
    git("checkout", "-q", "main")
    git("rm", "-q", "code.py")
    git("commit", "-qm", "two")
    git("checkout", "-q", "work")
    assert changes.since("main", root) == ()


@pytest.mark.parametrize("commit", ["0" * 40, "", "no-such-branch"])
def test_where_nothing_can_be_compared_everything_runs(commit, capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["changes.py", "job", "--since", commit])
    assert changes.main() == 0
    assert capsys.readouterr().out == "code\n"


@pytest.fixture
def ran(monkeypatch):
    commands = []

    def run(command, **_):
        commands.append(command[3:])
        return subprocess.CompletedProcess(command, int(run.wrong and "validate" in command))

    run.wrong = False
    monkeypatch.setattr(changes.subprocess, "run", run)
    return commands, run


def test_content_is_checked_and_made(ran, tmp_path):
    commands, _ = ran
    assert changes.build(change(STANDARD, "standards/records/R201-记录.yaml"), tmp_path) == 0
    assert commands == [
        ["validate", str(tmp_path)],
        ["build", str(tmp_path), "--only", "DJ401", "--only", "记录表"],
    ]


def test_what_is_wrong_is_not_made(ran, tmp_path):
    commands, run = ran
    run.wrong = True
    assert changes.build(change(STANDARD), tmp_path) == 1
    assert [each[0] for each in commands] == ["validate"]


def test_code_is_not_waved_through(ran, tmp_path, capsys):
    assert changes.build(change("src/x.py", STANDARD), tmp_path) == 1
    assert "bash .ci/run" in capsys.readouterr().err
    assert not ran[0]
