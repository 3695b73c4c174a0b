"""A project that is empty or half made: findings or one sentence, whatever is asked of it."""

from __future__ import annotations

import datetime as dt
import itertools
import shutil

import pytest
from click.testing import CliRunner

from dangjian_std.cli import main
from dangjian_std.cli.console import context, environment, interview
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.month_pack import pack
from dangjian_std.reading import load, project, roster
from dangjian_std.text import package_data
from dangjian_std.text.errors import DstdError
from support.folders import BASE

FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
COMMANDS = (
    ["validate"],
    ["list"],
    ["show", "DJ401"],
    *(["report", name] for name in ("basis", "forms", "roles", "goals", "burden")),
    ["build", "--check"],
)
START = ("standards/catalog.yaml", "standards/roles.yaml", "standards/profiles/总支.yaml")
SAID = (SystemExit, DstdError, context.RefusedError)


def run(root, *arguments):
    result = CliRunner().invoke(main.cli, [*arguments, str(root)])
    assert result.exception is None or isinstance(result.exception, SAID), (arguments, result.exception)
    return result


def kept(root, *files):
    for name in files:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(BASE / name, root / name)
    return root


LEFT_OUT = [(path,) for path in FILES] + list(
    itertools.combinations([path for path in FILES if "roles" not in path], 2)
)


@pytest.mark.parametrize("gone", LEFT_OUT, ids=lambda gone: "+".join(path.rpartition("/")[2][:4] for path in gone))
def test_no_missing_file_is_a_crash(tmp_path, gone):
    kept(tmp_path, *(path for path in FILES if path not in gone))
    run(tmp_path, "validate")
    loaded = load.load(project.sources(tmp_path))
    if not loaded.diagnostics and loaded.catalog:
        run(tmp_path, "report", "burden")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.rpartition("/")[2])
def test_no_empty_file_is_a_crash(copy, path):
    (copy / path).write_text("", "utf-8")
    assert run(copy, "validate").exit_code == 1
    assert isinstance(run(copy, "list").exception, context.RefusedError)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_set_without_standards_is_one_sentence(tmp_path, command):
    root = kept(tmp_path, *START)
    result = run(root, *command)
    if command == ["validate"]:
        assert result.exit_code == 0
        assert result.output == f"查了 3 个文件，没有问题。\n{context.NO_STANDARDS_MESSAGE}\n"
    else:
        assert str(result.exception) == context.NO_STANDARDS_MESSAGE


@pytest.mark.parametrize("command", [["month", "2027-01"], ["year", "2027"]], ids=" ".join)
def test_a_pack_of_no_standards_is_one_sentence(tmp_path, command):
    assert str(run(kept(tmp_path, *START), *command).exception) == context.NO_STANDARDS_MESSAGE
    assert not (tmp_path / "build").exists()


def test_the_first_standard_can_be_made_and_the_first_form_not_before(tmp_path):
    root = kept(tmp_path, *START)
    catalog = root / START[0]
    catalog.write_text(catalog.read_text("utf-8").partition("\ncases:")[0], "utf-8")  # of standards that are gone
    said = {"code": "DJ101", "title": "值班规程", "who": "支部书记", "what": "值班", "how": "到岗", "when": "每月"}
    options = [part for name, value in said.items() for part in (f"--{name}", value)]
    form = CliRunner().invoke(
        interview.new, ["record", str(root), "--title", "表"], obj=lambda: dt.date(2026, 12, 1)
    )
    assert str(form.exception) == context.NO_STANDARDS_MESSAGE
    made = CliRunner().invoke(interview.new, ["standard", str(root), *options], obj=lambda: dt.date(2026, 12, 1))
    assert made.exception is None
    assert "没有问题" in run(root, "validate").output
    loaded = load.load(project.sources(root))
    assert list(pack.month_pack(pack.year_of_unit(Unit.of(loaded.catalog), 2027), 1, roster.NOBODY))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_empty_folder_is_one_sentence(tmp_path, command):
    for name in ("", "standards"):
        (tmp_path / name).mkdir(exist_ok=True)
        assert "不在一个项目里" in str(run(tmp_path, *command).exception)


def test_a_set_without_its_profile_names_it(tmp_path):
    root = kept(tmp_path, *START[:2])
    result = run(root, "validate")
    assert result.exit_code == 1
    assert "DS113" in result.output


def test_doctor_speaks_of_schemas_only_where_there_is_a_project(tmp_path):
    assert not [name for name, _ in environment.examine(tmp_path, "utf-8") if "schemas" in name]
    told = dict(environment.examine(kept(tmp_path, *START), "utf-8"))
    assert "没有这个文件夹" in told["项目里的 schemas/"]
    shutil.copytree(package_data.shipped("schemas"), tmp_path / "schemas")
    assert dict(environment.examine(tmp_path, "utf-8"))["项目里的 schemas/"] == ""
