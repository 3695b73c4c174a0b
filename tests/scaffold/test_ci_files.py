"""The files by which platforms check a project, each against the schema of its platform, and run as they would."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys

import jsonschema
import pytest
import yaml

from dangjian_std import __version__
from dangjian_std.cli import commands
from dangjian_std.cli.console import finding_formats
from dangjian_std.scaffold import ci_files
from support.folders import TESTS
from support.program import dstd

ROOT = TESTS.parent
PUBLISHED = TESTS / "published"
DIGESTS = {
    "github-action": "224326cc5a334bdb97b56b6fc320cd4381ba7d61b477b425ed506e6a420b52ba",
    "github-workflow": "d10c9f4656e1bd5bc6727e9b35080e017dc167154726fca93da33c7a6bd1c4f3",
    "gitlab-ci": "1c6eeb7d3a34c39996afbfe1ade220480eb05bbeae674e86d3c745dfeeded7fd",
}
FILES = ci_files.texts(ci_files.PLATFORMS, __version__)
PINNED = re.compile(r"\S+@[0-9a-f]{40}")


def tree(text):
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 it makes nothing but texts


def judge(data, name):
    raw = (PUBLISHED / f"{name}.schema.json").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == DIGESTS[name]
    jsonschema.Draft7Validator(json.loads(raw)).validate(data)


def scripts(value):
    """Yield every command line of a CI file."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in {"run", "script", "commands"}:
                yield from each.splitlines() if isinstance(each, str) else each
            else:
                yield from scripts(each)
    elif isinstance(value, list):
        for each in value:
            yield from scripts(each)


def test_with_a_base_within_the_project_each_file_fetches_it_and_keeps_to_its_schema():
    texts = ci_files.texts(ci_files.PLATFORMS, __version__, within=True)
    judge(yaml.safe_load(texts[".github/workflows/check.yml"].replace("\non:", '\n"on":')), "github-workflow")
    checkout = tree(texts[".github/workflows/check.yml"])["jobs"]["check"]["steps"][0]["with"]
    assert checkout == {"persist-credentials": "false", "submodules": "recursive", "fetch-depth": "0"}
    judge(yaml.safe_load(texts[".gitlab-ci.yml"]), "gitlab-ci")
    assert "git submodule update --init --recursive" in list(scripts(tree(texts[".workflow/check.yml"])))


def test_the_workflow_keeps_to_its_schema_and_has_no_more_rights_than_it_needs():
    data = tree(FILES[".github/workflows/check.yml"])
    judge(yaml.safe_load(FILES[".github/workflows/check.yml"].replace("\non:", '\n"on":')), "github-workflow")
    assert data["permissions"] == {"contents": "read"}
    assert set(data["on"]) == {"push", "pull_request"}
    for job in data["jobs"].values():
        assert job["timeout-minutes"]
        for step in job["steps"]:
            assert PINNED.fullmatch(step["uses"]) if "uses" in step else "${{" not in step["run"]


def test_the_gitlab_file_keeps_to_its_schema():
    judge(yaml.safe_load(FILES[".gitlab-ci.yml"]), "gitlab-ci")


def test_the_gitee_file_is_said_to_be_untried():
    data = tree(FILES[".workflow/check.yml"])
    assert "没有在上面试过" in FILES[".workflow/check.yml"]
    assert [set(step) >= {"step", "name", "displayName", "commands"} for step in data["stages"][0]["steps"]] == [
        True
    ]


def test_the_action_keeps_to_its_schema_and_uses_no_other():
    text = (ROOT / "action.yml").read_text("utf-8")
    judge(yaml.safe_load(text), "github-action")
    data = tree(text)
    assert data["runs"]["using"] == "composite"
    for step in data["runs"]["steps"]:
        assert "uses" not in step
        assert "${{" not in step["run"]


@pytest.mark.parametrize("name", [*FILES, "action.yml", ".pre-commit-hooks.yaml"])
def test_a_ci_file_calls_what_there_is(name):
    text = FILES.get(name) or (ROOT / name).read_text("utf-8")
    data = tree(text)
    lines = [hook["entry"] for hook in data] if name.startswith(".pre") else list(scripts(data))
    called = re.findall(r"dstd\"?'? (\w+)", "\n".join(lines))
    assert called
    assert set(called) <= set(commands.names())
    assert set(re.findall(r" validate .*--format (\w+)", "\n".join(lines))) <= set(finding_formats.names())
    assert "\t" not in text
    assert not re.search("secrets|token:", text)


HOOKS = {hook["id"]: hook for hook in tree((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


@pytest.mark.parametrize("name", HOOKS)
def test_a_hook_runs_for_every_file_of_a_set(name):
    hook = HOOKS[name]
    assert not yaml.safe_load(hook["pass_filenames"])
    for path in ("standards/4-党员活动/DJ401.yaml", "水利局/unit.yaml", "a/local/x.yaml"):
        assert re.search(hook["files"], path)
    assert bool(re.search(hook["files"], "单位.xlsx")) is (name == "dstd-validate")
    assert not re.search(hook["files"], "README.md")


def test_the_hook_of_the_layout_fails_where_a_file_is_not_laid_out(edit):
    command, *options = HOOKS["dstd-fmt"]["entry"].split()
    assert command == "dstd"
    root = edit("DJ401", "who: 组织委员", "who:   组织委员")
    assert dstd(*options, cwd=root).returncode == 1
    dstd("fmt", cwd=root)
    assert dstd(*options, cwd=root).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="bash")
@pytest.mark.parametrize(
    ("inputs", "installed"),
    [
        ({}, ["install", "ACTION"]),
        ({"BASE": "origin/main"}, ["install", "ACTION"]),
        ({"REQUIREMENT": "dangjian-std==9"}, ["install", "dangjian-std==9"]),
        ({"WHEELS": "a b"}, ["install", "--no-index", "--find-links", "a b", "dangjian-std"]),
    ],
)
def test_the_action_installs_what_it_is_told(inputs, installed, tmp_path):
    """`pip` and `dstd` are stood in for: what they are called with is what matters."""
    install, check, diff = tree((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    folder = tmp_path / "dstd/bin"
    folder.mkdir(parents=True)
    for name in ("pip", "dstd"):
        (folder / name).write_text(
            f"#!/bin/sh\nfor each; do echo \"$each\"; done | tee '{tmp_path}/{name}.said'\n"
        )
        (folder / name).chmod(0o755)
    (folder / "python3").write_text("#!/bin/sh\n")
    (folder / "python3").chmod(0o755)
    around = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": "ACTION",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    given = {"REQUIREMENT": "", "WHEELS": "", "PROJECT": "水 利", "STRICT": "true", "BASE": "", **inputs}
    bash = ("bash", "-eo", "pipefail", "-c")
    for step in (install, check):
        subprocess.run([*bash, step["run"]], env=around | given, check=True)
    assert (tmp_path / "pip.said").read_text("utf-8").splitlines() == installed
    said = (tmp_path / "dstd.said").read_text("utf-8").splitlines()
    compared = ["--base", inputs["BASE"]] if "BASE" in inputs else []
    assert said == ["validate", "--format", "github", "--strict", *compared, "--", "水 利"]
    assert "inputs.base != ''" in diff["if"]
    subprocess.run([*bash, diff["run"]], env=around | given, check=True)
    said = (tmp_path / "summary").read_text("utf-8").splitlines()
    assert said == ["diff", "--format", "markdown", "--", inputs.get("BASE", ""), "水 利"]


@pytest.mark.skipif(sys.platform != "linux", reason="the platforms run it on Linux")
def test_the_gitlab_script_leaves_a_report_and_fails(edit, tmp_path):
    line = tree(FILES[".gitlab-ci.yml"])["check"]["script"][-1]
    root = edit("DJ401", "who: 组织委员", "who: 没有的岗位")
    (tmp_path / "dstd").write_text(f"#!/bin/sh\nexec '{sys.executable}' -m dangjian_std \"$@\"\n")
    (tmp_path / "dstd").chmod(0o755)
    around = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-ec", line], cwd=root, env=around, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "DS102" in done.stdout
    assert "DS102" in (root / "gl-code-quality-report.json").read_text("utf-8")
