"""`dstd init`, and the other commands in the project that it makes."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from dangjian_std import publications, renderers
from dangjian_std.cli.console import environment
from dangjian_std.document.fields import canonical
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request
from dangjian_std.reading import layers, load
from support.folders import BASE, FROZEN
from support.program import DSTD, dstd, sketch

UNIT = ("--name", "某县水利局", "--prefix", "SLJ", "--shape", "总支", "--leaders", "3")
BRANCHES = (
    "--branch",
    "机关第一党支部 13 第一党小组、第二党小组",
    "--branch",
    "机关第二党支部 9人 第三党小组",
    "--branch",
    "离退休党支部 11 第四党小组、第五党小组、第六党小组",
)


def init(folder, *more, base=BASE):
    return dstd("init", folder, "--base", base, *UNIT, *BRANCHES, *more)


def written(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_project_is_made_whole_with_its_ledger_beside_it(tmp_path):
    done = init(tmp_path / "水利局")
    assert (done.returncode, done.stderr) == (0, "")
    assert written(tmp_path) == {
        "水利局/unit.yaml",
        "水利局/local/README.md",
        "水利局/README.md",
        "水利局/.gitattributes",
        "水利局/.gitignore",
        "水利局/.github/workflows/check.yml",
        "台账/说明.txt",
    }
    text = (tmp_path / "水利局/unit.yaml").read_text("utf-8")
    assert f"  from: {os.path.relpath(BASE, tmp_path / '水利局')}\n" in text
    assert "#   - {step: DJ401.hold, day: 10}  # 主持主题党日\n" in text
    assert dstd("validate", tmp_path / "水利局").stdout.endswith("没有问题。\n")


def test_where_the_base_lies_is_told_and_a_platform_fetches_one_within(tmp_path):
    shutil.copytree(BASE, tmp_path / "外/母本")
    done = init(tmp_path / "局", base=tmp_path / "外/母本")
    assert "母本在项目外面（../外/母本）" in done.stdout
    assert "submodules" not in (tmp_path / "局/.github/workflows/check.yml").read_text("utf-8")
    shutil.copytree(BASE, tmp_path / "内/母本")
    done = init(tmp_path / "内", "--ci", "github", "--ci", "gitlab", base=tmp_path / "内/母本")
    assert "外面" not in done.stdout
    assert "submodules: recursive" in (tmp_path / "内/.github/workflows/check.yml").read_text("utf-8")
    assert "GIT_SUBMODULE_STRATEGY: recursive" in (tmp_path / "内/.gitlab-ci.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("platforms", "files"),
    [
        (("gitlab",), {".gitlab-ci.yml"}),
        (("gitee", "github"), {".workflow/check.yml", ".github/workflows/check.yml"}),
    ],
)
def test_the_platforms_that_check_it_are_chosen(platforms, files, tmp_path):
    done = init(tmp_path / "a", *(word for each in platforms for word in ("--ci", each)))
    assert done.returncode == 0
    known = {".gitlab-ci.yml", ".workflow/check.yml", ".github/workflows/check.yml"}
    assert {path for path in known if (tmp_path / "a" / path).exists()} == files


def test_what_is_said_in_comments_may_be_taken_at_its_word(tmp_path):
    init(tmp_path / "a")
    path = tmp_path / "a/unit.yaml"
    text = path.read_text("utf-8").replace(
        "# dates:\n#   - {step: DJ401.hold, day: 10}", "dates:\n  - {step: DJ401.hold, day: 15}"
    )
    path.write_text(text, "utf-8")
    assert dstd("validate", "--strict", tmp_path / "a").returncode == 0
    assert "15日" in dstd("show", "DJ401", tmp_path / "a").stdout


def test_nothing_that_is_there_is_written_over(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/README.md").write_text("原来的", "utf-8")
    done = init(tmp_path / "a")
    assert done.returncode == 2
    assert "README.md：已经有这个文件" in done.stderr
    assert written(tmp_path) == {"a/README.md"}
    assert init(tmp_path / "b").returncode == 0
    before = (tmp_path / "b/unit.yaml").read_bytes()
    assert "已经有一个项目" in init(tmp_path / "b").stderr
    assert (tmp_path / "b/unit.yaml").read_bytes() == before


def test_a_ledger_that_is_there_stays_as_it_is(tmp_path):
    (tmp_path / "台账").mkdir()
    assert init(tmp_path / "a").returncode == 0
    assert list((tmp_path / "台账").iterdir()) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--shape", "大支部"), "没有“大支部”这个单位类型"),
        (("--prefix", "slj"), "代号用大写字母、数字"),
        (("--year", "二〇二七"), "年份写成 2027 的样子"),
        (("--leaders", "几个"), "写一个数字"),
        (("--branch", "机关党支部 很多"), "写成“机关第一党支部 12"),
        (("--revision", "v9"), "里没有一套标准"),
        (("--base", "nowhere"), "里没有一套标准"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_written(tmp_path, more, said):
    done = init(tmp_path / "a", *more)
    assert done.returncode == 2
    assert said in done.stderr
    assert written(tmp_path) == set()


def test_what_does_not_fit_together_is_told_at_its_line_before_anything_is_written(tmp_path):
    done = init(tmp_path / "a", "--branch", "机关第一党支部 5 第七党小组")
    assert done.returncode == 1
    assert "有两个党支部叫“机关第一党支部”" in done.stderr + done.stdout
    assert "没有写任何文件" in done.stderr + done.stdout
    assert written(tmp_path) == set()
    assert dstd("init", tmp_path / "no" / "a", "--base", BASE, *UNIT, *BRANCHES).returncode == 2


def test_without_a_terminal_what_is_missing_is_named(tmp_path):
    command = [*DSTD, "init", str(tmp_path / "a"), "--base", str(BASE)]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 2
    assert "缺少 --name" in done.stderr


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    shutil.copytree(FROZEN, folder / "set")
    assert init(folder / "水利局", base=folder / "set").returncode == 0
    return folder / "水利局"


def test_no_word_and_no_number_of_the_sample_is_in_anything_that_a_unit_makes(office):
    """The sample has 2 branches, 4 groups, 40 members; this unit has 3, 6 and 33."""
    catalog = load.load(layers.sources(office)).catalog
    unit = Unit.of(catalog)
    sample = load.load(layers.sources(office.parent / "set")).catalog
    counts = Unit.of(sample).profile.counts
    assert (counts.branches, counts.groups, counts.members) == (2, 4, 40)
    seen = 0
    for name in publications.publications():
        for _, document, _ in publications.compose(unit, name, Request()):
            text = canonical(document)
            seen += 1
            for word in ("示例单位", "SLDW", "两个党支部", "2个党支部", "4个党小组", "40名", "共40"):
                assert word not in text, (document.name, word)
    assert seen > 90
    (book, *_) = (each for _, each, _ in publications.compose(unit, "handbook", Request()))
    assert "某县水利局" in canonical(book)


def test_every_command_of_a_set_works_for_a_unit(office, tmp_path, monkeypatch):
    monkeypatch.setattr(renderers, "render", sketch)
    assert dstd("list", office).returncode == 0
    done = dstd("build", office, "--only", "清单", "-o", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    for command in (("month", "2027-03"), ("case", "换届", "2027-05-20")):
        assert dstd(*command, office, "-o", tmp_path / command[0]).returncode in {0, 2}
    assert "母本" in dstd("migrate", office).stderr
    assert "母本" in dstd("seal", "支部条例", "第十四条", office, "--source", "全文", "--on", "2026-11-30").stderr
    assert "不在 local/ 里" in dstd("validate", office / "README.md").stderr
    assert dstd("validate", office / "unit.yaml").returncode == 0
    assert "schemas" not in "".join(line for line, _ in environment.examine(office, "utf-8"))


def test_the_duties_of_two_revisions_of_a_unit_are_compared(office, tmp_path):
    shutil.copytree(office.parent, tmp_path / "copy")
    root = tmp_path / "copy/水利局"
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    text = "kind: overlay\nof: DJ401\nreason: 本局人员分散。\nput:\n"
    text += "  - {at: notify.when.at_least_workdays, value: 5}\n"
    (root / "local/通知.yaml").write_text(text, "utf-8")
    done = dstd("diff", "HEAD", root)
    assert done.returncode == 0, done.stderr
    assert "DJ401" in done.stdout
    assert "5个工作日" in done.stdout
