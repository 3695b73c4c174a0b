"""`dstd migrate`: frozen sets of every older format come out valid, and what was not to change is kept."""

from __future__ import annotations

import contextlib
import difflib
import importlib
import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std.cli import commands
from dangjian_std.cli.commands import load as command
from dangjian_std.cli.console import context
from dangjian_std.output import exchange
from dangjian_std.reading import load, migrations, project, schema
from dangjian_std.reading.migrations import FileChange, MigrationStep, from_2
from dangjian_std.reading.project import CATALOG_FILE, RawSource
from dangjian_std.reading.yaml_editing.amending import amend
from dangjian_std.reading.yaml_editing.operations import Add, AmendError, Append, Move, Remove, Rename, Replace
from dangjian_std.text.errors import DstdError
from support.folders import CASES
from support.program import dstd
from support.projects import base, findings

FORMATS = sorted((CASES / "formats").iterdir(), key=lambda folder: int(folder.name))
NEWEST = schema.newest_format()
DJ401 = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"


def frozen(folder: Path, number: int = 1) -> Path:
    shutil.copytree(CASES / "formats" / str(number), folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A set of format 1."""
    return frozen(tmp_path)


def migrate(root: Path, *options: str):
    result = CliRunner().invoke(command("migrate"), [str(root), *options])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def lines(data: bytes) -> list[bytes]:
    return data.split(b"\n")


# -- the migrations there are ----------------------------------------------------------------------------


def test_the_migrations_lead_to_the_newest_format_one_by_one():
    assert [step.source for step in migrations.steps()] == list(range(1, NEWEST))
    for step in migrations.steps():
        assert step.page.startswith(f"第{step.source}版到第{step.source + 1}版：")
        assert step.page.endswith("。")


def test_every_older_format_has_a_frozen_set():
    assert [int(folder.name) for folder in FORMATS] == list(range(1, NEWEST))
    for folder in FORMATS:
        assert migrations.stated(tuple(project.sources(folder))) == int(folder.name)


@pytest.mark.parametrize("folder", FORMATS, ids=lambda folder: folder.name)
def test_a_frozen_set_comes_out_valid_and_only_once(folder, tmp_path):
    """Of shape and names; rules of meaning may grow stricter than they were when it was frozen."""
    root = frozen(tmp_path, int(folder.name))
    assert "升级了" in migrate(root)
    assert load.load(project.sources(root)).catalog
    assert [each for each in findings(root) if each.code < "DS2"] == []
    once = files(root)
    assert "已经是第" in migrate(root)
    assert files(root) == once
    assert {raw.path: raw.data for raw in migrations.earlier(project.sources(folder))} == once


def test_from_1_to_2_only_the_number_changes(old):
    before = files(old)
    raws = tuple(project.sources(old))
    carried = migrations.carry(raws)
    two = next(file for file in carried.files if file.old.path == CATALOG_FILE)
    if NEWEST == 2:
        assert [file.old.path for file in carried.changed] == [CATALOG_FILE]
    catalog = lines(before[CATALOG_FILE])
    changed = [(a, b) for a, b in zip(catalog, lines(two.new.data), strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][0].startswith(b"'format':")
    assert changed[0][1].endswith("    # 格式，format: 1\r".encode())
    assert two.new.data.startswith(b"\xef\xbb\xbf")
    assert not two.new.data.endswith(b"\n")


GUESSED = """\
short: 主题党日
        clear: true
        into: W401
        kinds: [其他]
        kinds: [主题党日]
        clear: true
        kinds: [党员大会]
        leaves: [申请书]
        leaves: [证明材料]
format: 3   # 第2版
  - {name: 春节后首个工作日, note: "春节放假后上班的第一天", calendar: after-spring-festival}  # 日历上有
filed: true
    fill: kinds
    other: 其他
  - {id: group, label: 党小组, type: text, fill: group}   # 党小组会填
  - {id: held-on, label: 日期, type: date, fill: date,}
  - {id: year, label: 年度, type: number, fill: year}
  - {"id": quarter, "label": 年度和季度, "type": text, fill: quarter}
    fill: members
    continues: members
      - {when: {every: month, times: 1}}
      - {bounds: {quorum: {of: 应到, at_least: 1/2}, majority: {of: 应到, more_than: 1/2}}}
      - {when: {every: month, times: 1}}
    everyone: true
"""
"""What the frozen set of format 2 gets, file by file."""
COMMON_WORDS = ["党员", "支部", "工作", "组织", "管理", "党建", "活动", "建设", "委员", "使用", "信息", "处置"]
"""Words of so many titles that they tell none."""


def one_step(number: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the migration from a format adds to its frozen set, line by line."""
    steps = tuple(step for step in migrations.steps() if step.source == number)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    carried = migrations.carry(tuple(project.sources(frozen(folder, number))))
    texts = ((file.old.data.decode(), file.new.data.decode()) for file in carried.changed)
    compared = (difflib.ndiff(old.splitlines(), new.splitlines()) for old, new in texts)
    return [line.removeprefix("+ ") for file in compared for line in file if line.startswith("+ ")]


def test_from_2_to_3_what_was_guessed_is_written(tmp_path, monkeypatch):
    assert one_step(2, tmp_path, monkeypatch) == GUESSED.splitlines()


def guessed(title: str, what: str) -> dict[str, object]:
    """Return what the migration from format 2 adds to a standard of one step that every month brings."""
    step = {"id": "act", "what": what, "when": {"every": "month"}}
    said = {"kind": "standard", "code": "DJ901", "title": title, "stages": [{"steps": [step]}]}
    tree = migrations.parse(RawSource("a.yaml", yaml.safe_dump(said, allow_unicode=True).encode())).tree
    added = (change.what for change in from_2.changes({"a.yaml": tree}))
    return {each.key: each.value for each in added}


@pytest.mark.parametrize("word", COMMON_WORDS)
def test_a_word_of_many_titles_tells_nothing_of_an_act(word):
    assert "clear" not in guessed(f"{word}、防汛规范", f"查看{word}情况")
    assert guessed(f"{word}、防汛规范", f"查看{word}防汛")["clear"] is True


@pytest.mark.parametrize(
    ("what", "clear"),
    [("讲党课", True), ("讲课", False), ("查" * 17, True), ("查" * 16, False), ("“防汛”之前查看", True)],
)
def test_a_meeting_a_word_of_the_title_or_a_long_sentence_tells_what_an_act_is(what, clear):
    assert guessed("“防汛”规范", what).get("clear", False) is clear


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("防汛规范", None),
        ("防汛规程", None),
        ("防汛管理规范", "防汛"),
        ("防汛建设与使用规程", "防汛"),
        ("防汛与抗旱规范", "防汛"),
        ("防汛、抗旱规范", "防汛"),
        ("防" * 20 + "管理规范", "防" * 20),
        ("防" * 21 + "管理规范", "防" * 20),
    ],
)
def test_a_short_title_is_what_stands_before_the_usual_ending(title, short):
    assert guessed(title, "查看").get("short") == short


SURE = """\
        writes: {on: held-on, ticked: [主题党日]}
    measure: {hand: 翻看}
    measure: {hand: 翻看}
    measure: {hand: 翻看}   # 按时
    measure: {hand: 翻看}
      # 签名
    measure: {hand: 翻看}
format: 4   # 第2版
"""
"""What the frozen set of format 3 gets: a day where there is only one, a hand where no machine can answer."""


def test_from_3_to_4_what_is_sure_is_written_and_the_rest_is_for_a_hand(tmp_path, monkeypatch):
    assert one_step(3, tmp_path, monkeypatch) == SURE.splitlines()


def test_what_comes_out_of_format_3_breaks_no_rule_of_measures(tmp_path):
    root = frozen(tmp_path, 3)
    migrate(root)
    assert [each for each in findings(root) if each.code.startswith("DS5")] == []


# -- the gate --------------------------------------------------------------------------------------------


def of_format(text: str) -> dict[str, RawSource]:
    found = base()
    raw = found[CATALOG_FILE]
    return found | {
        raw.path: RawSource(raw.path, raw.data.replace(f"format: {NEWEST}".encode(), f"format: {text}".encode()))
    }


def loaded(found):
    return load.load(found[path] for path in sorted(found))


def test_an_older_set_is_one_finding_whatever_else_there_is():
    found = of_format("1")
    found[DJ401] = RawSource(DJ401, b"kind: standard\nnothing: 1\n")
    del found["standards/roles.yaml"]
    (each,) = loaded(found).diagnostics
    assert (each.rule, each.place.span.path, each.place.span.line) == ("old-format", CATALOG_FILE, 3)
    assert each.message == f"这套标准是第1版格式，本程序用第{NEWEST}版"
    assert each.help == "先运行 dstd migrate"


def test_a_newer_set_is_one_sentence():
    with pytest.raises(DstdError, match=f"第{NEWEST + 1}版格式，本程序只认到第{NEWEST}版。请换用新版的 dstd。"):
        loaded(of_format(str(NEWEST + 1)))


@pytest.mark.parametrize("text", ["0", "-1", "1.0", "true", "一", '"1"', "", "[1]"])
def test_what_is_no_number_of_a_format_is_a_slip_of_shape(text):
    (each,) = loaded(of_format(text)).diagnostics
    assert each.rule in {"wrong-type", "wrong-value"}
    assert each.place.path == ("format",)


def test_the_number_counts_only_in_the_catalogue():
    found = base()
    found["standards/catalog2.yaml"] = RawSource("standards/catalog2.yaml", of_format("1")[CATALOG_FILE].data)
    assert [each.rule for each in loaded(found).diagnostics] == ["wrong-value"]


@pytest.mark.parametrize("arguments", [["validate"], ["build"], ["list"], ["show", "DJ401"], ["month", "2027-03"]])
def test_every_command_says_it_once(old, arguments):
    result = dstd(*arguments, cwd=old)
    assert result.returncode == 1
    assert (result.stdout + result.stderr).count("DS023") == 1
    assert (result.stdout + result.stderr).count("1 个错误") == 1


def test_a_file_alone_is_not_called_clean_in_an_older_set(old):
    result = dstd("validate", old / DJ401, "--format", "json")
    assert result.returncode == 1
    assert [each["rule"] for each in json.loads(result.stdout)["diagnostics"]] == ["old-format"]


@pytest.mark.parametrize("name", ["validate", "migrate"])
def test_a_newer_set_stops_every_command(old, name):
    path = old / CATALOG_FILE
    path.write_bytes(path.read_bytes().replace(b"'format':   1", b"'format':   99"))
    before = files(old)
    result = dstd(name, old)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("这套标准是第99版格式")
    assert files(old) == before


# -- the command -----------------------------------------------------------------------------------------


def test_it_says_what_was_done_and_what_comes_next(old):
    assert "migrate" in commands.names()
    result = dstd("migrate", old)
    assert (result.returncode, result.stderr) == (0, "")
    said = result.stdout.splitlines()
    assert said[0].startswith("第1版到第2版：")
    assert f"  {CATALOG_FILE}：改写 format" in said
    assert said[-2].startswith("升级了，改动 ")
    assert "dstd validate" in said[-1]


def test_diff_shows_and_writes_nothing(old):
    before = files(old)
    said = migrate(old, "--diff").splitlines()
    assert said[said.index(f"--- {CATALOG_FILE}") + 1] == f"+++ {CATALOG_FILE}"
    assert "-'format':   1    # 格式，format: 1" in said
    assert files(old) == before
    migrate(old)
    assert migrate(old, "--diff") == f"已经是第{NEWEST}版格式，不用升级。\n"


def test_a_set_that_cannot_be_read_stays(old):
    (old / "standards" / "roles.yaml").write_text("kind: roles\nroles: [\n", "utf-8")
    before = files(old)
    for options in ([], ["--diff"]):
        with pytest.raises(context.RefusedError, match=r"roles\.yaml:2:[\s\S]*没有写任何文件") as stopped:
            migrate(old, *options)
        assert "DS023" not in str(stopped.value)
    assert files(old) == before
    raws = tuple(project.sources(old))
    assert migrations.earlier(raws) == raws


def test_a_set_of_the_newest_format_has_nothing_to_carry_whatever_is_wrong_in_it(copy):
    (path,) = copy.rglob("DJ401*.yaml")
    path.write_text(path.read_text("utf-8").replace("title: 定主题", "title: &a 定主题"), "utf-8")
    done = dstd("migrate", copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert migrations.carry(tuple(project.sources(copy))).changed == ()


def test_a_set_without_a_number_stays(old):
    path = old / CATALOG_FILE
    path.write_bytes(path.read_bytes().replace(b"'format':   1", b"'format':  one"))
    with pytest.raises(context.RefusedError, match="DS014"):
        migrate(old)


def test_a_link_in_the_set_is_refused(old):
    (old / "standards" / "x.yaml").symlink_to(old / "standards" / "roles.yaml")
    with pytest.raises(context.RefusedError, match="DS001"):
        migrate(old)


def test_a_file_that_changes_meanwhile_is_not_overwritten(old, monkeypatch):
    real = migrations.carry

    def slow(raws):
        (old / "standards" / "roles.yaml").write_text("kind: roles\nroles: []\n", "utf-8")
        return real(raws)

    monkeypatch.setattr(migrations, "carry", slow)
    before = (old / CATALOG_FILE).read_bytes()
    with pytest.raises(DstdError, match="有文件被改动了"):
        migrate(old)
    assert (old / CATALOG_FILE).read_bytes() == before


# -- migrations that are not there yet -------------------------------------------------------------------


def later(trees):
    """A change of grammar of every sort, computed from the whole set."""
    titles = {tree.data["code"]: tree.data["title"] for tree in trees.values() if "code" in tree.data}
    for path, tree in trees.items():
        for at, step in migrations.every(tree, "stages", "*", "steps", "*"):
            if "who" in step:
                yield FileChange(path, Rename((*at, "who"), "actor"))
            if "opens" in step:
                yield FileChange(path, Add(at, "kinds", [titles[step["opens"]]], ("opens",)))
            if "every" in step.get("when", {}):
                yield FileChange(path, Move((*at, "when", "every"), at, "period", ("when",)))
            for each, _ in migrations.every(tree, *at, "local"):
                yield FileChange(path, Append(each, "kinds"))
        for at, _ in migrations.every(tree, "history", "*", "change"):
            yield FileChange(path, Replace(at, "首次"))
        for at, _ in migrations.every(tree, "minutes"):
            yield FileChange(path, Remove(at))
        if tree.data.get("kind") == "paper":
            yield FileChange(path, path.replace("papers/", "letters/"))


def again(trees):
    """A change after it, on what it made."""
    for path, tree in trees.items():
        for at, _ in migrations.every(tree, "stages", "*", "steps", "*", "actor"):
            yield FileChange(path, Rename(at, "by"))
        if "letters/" in path:
            yield FileChange(path, path.replace("W401", "W402"))


@pytest.fixture
def future(monkeypatch):
    """Two formats more than there are."""
    more = (MigrationStep(NEWEST, "改了许多。", later), MigrationStep(NEWEST + 1, "又改了一点。", again))
    steps = (*migrations.steps(), *more)
    monkeypatch.setattr(migrations, "steps", lambda: steps)
    monkeypatch.setattr(schema, "newest_format", lambda: NEWEST + 2)


def test_every_sort_of_change_in_a_whole_set(old, future):
    before = files(old)
    said = migrate(old)
    after = files(old)
    assert "standards/letters/W402-主题党日通知.yaml" in after
    assert not (old / "standards" / "papers").exists()
    assert f"  {DJ401}：" in said
    assert "who 改名为 actor 9 处" in said
    assert "actor 改名为 by 9 处" in said
    assert "文件改名为 standards/letters/W401-主题党日通知.yaml，文件改名为 standards/letters/W402" in said
    tree = migrations.parse(RawSource(DJ401, after[DJ401])).tree
    steps = [step for _, step in migrations.every(tree, "stages", "*", "steps", "*")]
    assert [step.get("kinds") for step in steps if "opens" in step] == [["会议活动记录"], ["落实清单"]]
    assert {step["period"] for step in steps if "period" in step} == {"month"}
    assert all("by" in step and "who" not in step for step in steps)
    kept = [line for line in lines(before[DJ401]) if line.strip().startswith(b"#")]
    assert kept
    assert [line for line in lines(after[DJ401]) if line in kept] == kept
    assert set(after) - set(before) == {"standards/letters/W402-主题党日通知.yaml"}
    for path in ("standards/profiles/支部.yaml", "standards/regulations/减负若干规定.yaml"):
        assert after[path] == before[path]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (Remove(("minutes",)), "删去 minutes"),
        (Remove(("stages", 0, "steps", 1)), "删去 steps 的一项"),
        (Replace(("basis", 2, "article"), "第一条"), "改写 article"),
        (Append(("stages", 0, "steps", 1, "papers"), "W401"), "papers 添一项"),
    ],
)
def test_a_change_is_named_by_its_key_and_in_a_list_by_the_list(what, said):
    assert FileChange("a.yaml", what).said == said


def test_only_the_touched_lines_differ(old, future):
    for file in migrations.carry(tuple(project.sources(old))).changed:
        words = (
            b"who",
            b"by:",
            b"when",
            b"every",
            b"kinds",
            b"local",
            b"period",
            b"change",
            b"minutes",
            b"format",
            b"clear",
            b"everyone",
            b"level",
            b"bounds",
            b"quorum",
            b"majority",
            b"measure",
            b"writes",
        )
        items = (b"- kinds",)
        before, after = lines(file.old.data), lines(file.new.data)
        for line in {*before} ^ {*after}:
            assert any(word in line for word in words + items), line


def test_diff_names_a_moved_file(old, future):
    before = files(old)
    said = migrate(old, "--diff")
    assert "--- standards/papers/W401-主题党日通知.yaml\n+++ standards/letters/W402-主题党日通知.yaml" in said
    assert files(old) == before


def test_the_steps_one_by_one_come_to_the_same(old, future, monkeypatch):
    raws = tuple(project.sources(old))
    whole = migrations.carry(raws).raws
    every = migrations.steps()
    for step in every:
        monkeypatch.setattr(migrations, "steps", lambda step=step: (step,))
        raws = migrations.carry(raws).raws
    assert raws == whole


def test_a_file_is_not_moved_onto_another(old, monkeypatch):
    def onto(_):
        yield FileChange("standards/roles.yaml", DJ401)

    monkeypatch.setattr(migrations, "steps", lambda: (MigrationStep(1, "。", onto),))
    with pytest.raises(AmendError, match=r"已经有 .*DJ401"):
        migrations.carry(tuple(project.sources(old)))


def test_a_key_or_a_file_in_the_way_is_said_with_its_place(old, future):
    path = old / DJ401
    path.write_bytes(path.read_bytes().replace(b"        who: ", b"        actor: x\r\n        who: ", 1))
    before = files(old)
    with pytest.raises(context.RefusedError, match=r"DJ401[^:]*:\d+:9: 同一层已经有“actor”[\s\S]*没有写任何文件"):
        migrate(old)
    assert files(old) == before


LEAVES = st.sampled_from(["党员", "", "2026-12-01", 0, 1.5, True, None, [], {}, ["x"], {"a": "x"}, [{"a": 1}]])


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_value_anywhere_breaks_a_migration(data):
    """No schema has judged an old set: whatever a value is, it is carried over, or its author is told."""
    raws = {raw.path: raw for raw in project.sources(data.draw(st.sampled_from(FORMATS)))}
    raw = raws[data.draw(st.sampled_from(sorted(raws)))]
    tree = migrations.parse(raw).tree
    at = data.draw(st.sampled_from(sorted(set(tree.outline.values) - {(), ("format",)}, key=str)))
    changed, _ = amend(raw, tree, [Replace(at, data.draw(LEAVES))])
    carried = migrations.carry([*(raws | {raw.path: changed}).values()])
    assert migrations.stated(carried.raws) == NEWEST


def failing(nth):
    """Let the nth replacement fail."""
    calls, real = iter(range(1, 1000)), exchange.os.replace

    def instead(source, target):
        if next(calls) == nth:
            raise OSError(5, "Input/output error", target)
        real(source, target)

    return instead


def test_an_interrupted_write_leaves_the_old_set(old, future, monkeypatch):
    before, nth = files(old), 0
    while files(old) == before:
        nth += 1
        with monkeypatch.context() as patch, contextlib.suppress(DstdError):
            patch.setattr(exchange.os, "replace", failing(nth))
            migrate(old)
    assert nth > 5
    assert stated(old) == NEWEST + 2


def stated(root):
    return migrations.stated(tuple(project.sources(root)))


class KilledError(BaseException):
    """Nothing in the program catches it."""


def test_a_killed_run_is_taken_back_first(old, future, monkeypatch):
    whole = files(old)
    real = exchange.os.replace

    def killed(source, target):
        if Path(target).name == "catalog.yaml":
            raise KilledError
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(exchange, "restore", lambda _: False)
        patch.setattr(exchange.os, "replace", killed)
        with pytest.raises(KilledError):
            migrate(old)
    assert files(old) != whole
    with pytest.raises(DstdError, match="上次升级没有做完"):
        migrate(old, "--diff")
    assert migrate(old).startswith("上次升级没有做完，已恢复原样")
    assert stated(old) == NEWEST + 2
    assert not exchange.unfinished(old / "standards")
    assert "standards/letters/W402-主题党日通知.yaml" in files(old)


def test_the_modules_are_found_by_their_names():
    for step in migrations.steps():
        module = importlib.import_module(f"dangjian_std.reading.migrations.from_{step.source}")
        assert step.source == module.FROM
