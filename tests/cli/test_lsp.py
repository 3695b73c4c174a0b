"""`dstd lsp` as an editor meets it: a real client talks to a real server, which sees what is not saved."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from dangjian_std.cli.console import context
from dangjian_std.cli.language_server import editor_requests, open_project, text_edits
from dangjian_std.cli.language_server.open_project import Buffer, OpenProject
from dangjian_std.cli.language_server.positions import Columns
from dangjian_std.cli.language_server.server import Server
from dangjian_std.editing.renaming import RENAMERS
from dangjian_std.reading import layers, project
from dangjian_std.reading.load import load
from dangjian_std.reading.migrations import File
from dangjian_std.reading.project import RawSource
from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Span
from support.editor import WAIT, editor, place, started
from support.folders import BASE
from support.program import dstd
from support.projects import EXAMPLE
from support.units import SHEET

RENAMES = {"workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]}}}
LAZY = {
    **RENAMES,
    "textDocument": {"codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("lsp") / "project"
    shutil.copytree(BASE, found)
    return found.resolve()


@pytest.fixture(scope="module")
def standard(folder):
    (path,) = (folder / "standards").rglob("DJ401*.yaml")
    return path


@pytest.fixture(scope="module")
def text(standard):
    return standard.read_text("utf-8")


@pytest.fixture(scope="module")
def client(folder):
    with editor(folder, LAZY) as found:
        yield found


@pytest.fixture
def desk(client, folder, standard, text):
    """An editor with the standard open, as it stands on disk; it is closed again after the test."""
    uri = client.open(standard)
    yield SimpleNamespace(client=client, folder=folder, standard=standard, text=text, uri=uri)
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})


def at(uri, text, word, into=0, **more):
    return {"textDocument": {"uri": uri}, "position": place(text, word, into), **more}


def until(true):
    """Wait for something that will be true."""
    for _ in range(100 * WAIT):
        if true():
            return
        time.sleep(0.01)
    raise TimeoutError


def asked(desk, method, word, into=0, **more):
    """Return what the server answers about a word of the standard, as it stands on disk."""
    return desk.client.ask(f"textDocument/{method}", at(desk.uri, desk.text, word, into, **more))


# -- findings --------------------------------------------------------------------------------------------


def validated(desk, typed, beside):
    """Return what `dstd validate` says of the standard in a copy of the project in which it was saved."""
    copied = shutil.copytree(desk.folder, beside / "copy")
    (copied / desk.standard.relative_to(desk.folder)).write_text(typed, "utf-8")
    found = json.loads(dstd("validate", copied, "--format", "json").stdout)["diagnostics"]
    own = (each for each in found if each["path"].endswith(desk.standard.name))
    return sorted((each["code"], each["line"] - 1, each["message"]) for each in own)


WRONG = [
    ("who: 组织委员", "who: 记录员"),
    ("who: 组织委员", "who:组织委员"),
    ("title: 支部", "title：支部"),
    ("version:", "verzion:"),
    ("what: 通知到每名党员", "what: 必须通知到每名党员"),
]


@pytest.mark.parametrize(("old", "new"), WRONG)
def test_what_is_typed_is_judged_as_validate_judges_what_is_saved(desk, tmp_path, old, new):
    typed = desk.text.replace(old, new, 1)
    wanted = validated(desk, typed, tmp_path)
    assert wanted
    desk.client.type(desk.uri, typed)

    def same(found):
        told = ((each["code"], each["range"]["start"]["line"], each["message"].split("\n")[0]) for each in found)
        return sorted(told) == wanted

    assert desk.client.diagnostics(desk.uri, same)
    desk.client.type(desk.uri, desk.text, 3)
    assert desk.client.diagnostics(desk.uri, lambda found: not found) == []


def test_a_finding_in_another_file_is_told_and_taken_back(desk):
    client, opened = desk.client, desk.uri
    roles = desk.folder / "standards" / "roles.yaml"
    typed = roles.read_text("utf-8")
    uri = client.open(roles, typed.replace("id: 组织委员", "id: 党务委员"))
    (found,) = client.diagnostics(opened, lambda each: any(one["code"] == "DS102" for one in each))
    assert found["message"].startswith("岗位“组织委员”没有登记")
    assert found["source"] == "dstd"
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.diagnostics(opened, lambda found: not found) == []


def test_columns_are_those_of_utf_16(desk):
    client, opened = desk.client, desk.uri
    typed = desk.text.replace("what: 通知到每名党员", "what: 𠮷𠮷必须通知到每名党员", 1)
    client.type(opened, typed)
    (found,) = client.diagnostics(opened, lambda each: any(one["code"] == "DS603" for one in each))
    start = place(typed, "必须")
    assert found["range"] == {"start": start, "end": {**start, "character": start["character"] + 2}}


# -- what is under the cursor ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "into", "shown"),
    [
        ("who: 组织委员", 0, "谁来做\n由谁负责做"),
        ("组织委员", 1, "组织委员（支部，岗位）"),
        ("W401", 4, "W401 关于开展主题党日的通知\n"),
        ("第三十二条第一款", 2, "（原文）\n大意："),
        ("type: ", 6, "类型\n规程讲一件事"),
    ],
)
def test_a_hover_says_what_it_is(desk, word, into, shown):
    found = asked(desk, "hover", word, into)
    assert shown in found["contents"]["value"]
    assert found["contents"]["kind"] == "plaintext"
    assert found["range"]["start"]["line"] == place(desk.text, word)["line"]


def test_nothing_is_said_of_an_empty_line_and_of_other_files(desk):
    line = place(desk.text, "\n\n")["line"] + 1
    empty = {"textDocument": {"uri": desk.uri}, "position": {"line": line, "character": 0}}
    assert desk.client.ask("textDocument/hover", empty) is None
    elsewhere = ((desk.folder / name).as_uri() for name in ("x.py", "x.yaml", "standards/.x.yaml", "unit.yaml"))
    for uri in ("untitled:Untitled-1", *elsewhere, "file:///nowhere/x.yaml"):
        assert desk.client.ask("textDocument/hover", at(uri, desk.text, "who")) is None


def test_a_definition_is_the_place_where_it_is_registered(desk):
    found = asked(desk, "definition", "组织委员")
    roles = desk.folder / "standards" / "roles.yaml"
    assert found["uri"] == roles.as_uri()
    assert found["range"]["start"] == place(roles.read_text("utf-8"), "组织委员")


def test_references_are_all_places_in_all_files(desk):
    found = asked(desk, "references", "R201", context={"includeDeclaration": True})
    texts = {path.as_uri(): path.read_text("utf-8") for path in (desk.folder / "standards").rglob("*.yaml")}
    for each in found:
        line = texts[each["uri"]].split("\n")[each["range"]["start"]["line"]]
        assert line[each["range"]["start"]["character"] : each["range"]["end"]["character"]] == "R201"
    assert 1 < len(found) <= sum(text.count("R201") for text in texts.values())
    fewer = asked(desk, "references", "R201", context={"includeDeclaration": False})
    assert len(fewer) == len(found) - 1


def test_what_may_be_typed_is_proposed_in_a_text_that_is_broken(desk):
    client, opened = desk.client, desk.uri
    typed = desk.text.replace("who: 组织委员", "who: 组", 1).replace("title: 支部", "title：支部", 1)
    client.type(opened, typed)
    found = client.ask("textDocument/completion", at(opened, typed, "who: 组\n", 6))
    chosen = next(each for each in found["items"] if each["label"] == "组织委员")
    assert chosen["textEdit"]["newText"] == "组织委员"
    start = place(typed, "who: 组\n", 5)
    assert chosen["textEdit"]["range"] == {"start": start, "end": {**start, "character": start["character"] + 1}}


def test_a_hover_and_a_definition_outlast_a_broken_line(desk):
    client, opened = desk.client, desk.uri
    assert asked(desk, "hover", "W401")
    typed = desk.text.replace("title: 支部", "\ntitle：支部", 1)
    client.type(opened, typed)
    found = client.ask("textDocument/hover", at(opened, typed, "W401"))
    assert found["range"]["start"] == place(typed, "W401")
    assert client.ask("textDocument/definition", at(opened, typed, "组织委员"))["uri"].endswith("roles.yaml")


# -- what it changes -------------------------------------------------------------------------------------


def applied(edit, texts):
    """Return texts by their addresses after an edit, and their new addresses."""
    for change in edit["documentChanges"]:
        if change.get("kind") == "rename":
            texts[change["newUri"]] = texts.pop(change["oldUri"])
            continue
        uri = change["textDocument"]["uri"]
        for each in sorted(change["edits"], key=lambda each: each["range"]["start"]["line"], reverse=True):
            texts[uri] = replaced(texts[uri], each["range"], each["newText"])
    return texts


def replaced(text, stretch, new):
    starts, lines = [0], text.split("\n")
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(position):
        units = lines[position["line"]].encode("utf-16-le")[: 2 * position["character"]]
        return starts[position["line"]] + len(units.decode("utf-16-le"))

    return text[: offset(stretch["start"])] + new + text[offset(stretch["end"]) :]


@pytest.mark.parametrize(
    ("word", "into", "renaming", "new"),
    [
        ("组织委员", 0, ("role", "组织委员"), "党务委员"),
        ("id: notify", 4, ("step", "DJ401.notify"), "inform"),
        ("R201", 0, ("record", "R201"), "R299"),
        ("title: 支部主题党日", 7, ("standard", "DJ401"), "支部党日活动规范"),
    ],
)
def test_a_new_name_is_what_dstd_rename_makes(desk, word, into, renaming, new):
    assert asked(desk, "prepareRename", word, into)["placeholder"] in desk.text
    texts = {path.as_uri(): path.read_text("utf-8") for path in (desk.folder / "standards").rglob("*.yaml")}
    made = applied(asked(desk, "rename", word, into, newName=new), texts)
    raws, (kind, old) = tuple(project.sources(desk.folder)), renaming
    changed = {file.old.path: file.new for file in RENAMERS[kind](raws, load(raws).catalog, old, new).changed}
    wanted = [changed.get(raw.path, raw) for raw in raws]
    assert made == {(desk.folder / raw.path).as_uri(): raw.data.decode() for raw in wanted}


def test_a_name_that_is_taken_is_refused_in_chinese(desk):
    wanted = at(desk.uri, desk.text, "组织委员", newName="支部书记")
    said = desk.client.answer("textDocument/rename", wanted)["error"]
    assert said["message"] == "已经有“支部书记”这个岗位，换一个名称。"
    assert "data" not in said


def test_nothing_is_renamed_where_nothing_has_a_name(desk):
    assert asked(desk, "prepareRename", "第三十二条第一款") is None
    assert asked(desk, "rename", "kind", newName="x") is None


def test_a_repair_is_what_dstd_fix_makes(desk):
    client, opened, text = desk.client, desk.uri, desk.text
    typed = text.replace("who: 组织委员", "who: 组织员委", 1)
    client.type(opened, typed)
    (found,) = client.diagnostics(opened, lambda each: any(one["code"] == "DS102" for one in each))
    wanted = {"textDocument": {"uri": opened}, "range": found["range"], "context": {"diagnostics": [found]}}
    first, every = client.ask("textDocument/codeAction", wanted)
    assert (first["title"], first["kind"]) == ("把“组织员委”改成“组织委员”", "quickfix")
    assert first["diagnostics"] == [found]
    assert every["kind"] == "source.fixAll"
    for action in (first, every):
        assert "edit" not in action
        done = client.ask("codeAction/resolve", action)
        assert applied(done["edit"], {opened: typed}) == {opened: text}
    only = client.ask("textDocument/codeAction", {**wanted, "context": {"diagnostics": [], "only": ["source"]}})
    assert [each["kind"] for each in only] == ["source.fixAll"]


def test_where_there_is_nothing_to_mend_nothing_is_offered(desk):
    stretch = {"start": place(desk.text, "who"), "end": place(desk.text, "who")}
    wanted = {"textDocument": {"uri": desk.uri}, "range": stretch, "context": {"diagnostics": []}}
    until(lambda: desk.client.ask("textDocument/codeAction", wanted) == [])


# -- a unit that adopts a set ----------------------------------------------------------------------------

OVERLAY = """\
kind: overlay
of: DJ401
reason: 本局人员分散。
put:
  - {at: notify.when.at_least_workdays, value: 5}
"""


def test_a_unit_sees_what_it_adopts(tmp_path):
    base = shutil.copytree(BASE, tmp_path / "set")
    sheet = SHEET.replace("from: 随程序", "from: ../set").replace(EXAMPLE, layers.digest(project.sources(base)))
    local = tmp_path / "own" / "local" / "later.yaml"
    local.parent.mkdir(parents=True)
    (tmp_path / "own" / "unit.yaml").write_text(sheet, "utf-8")
    local.write_text(OVERLAY, "utf-8")
    with editor(tmp_path / "own") as client:
        uri = client.open(local)
        assert client.diagnostics(uri) == []
        wrong = OVERLAY.replace("notify", "nobody")
        client.type(uri, wrong)
        (found,) = client.diagnostics(uri, bool)
        assert (found["code"], found["range"]["start"]) == ("DS032", place(wrong, "nobody"))
        client.type(uri, OVERLAY, 3)
        target = client.ask("textDocument/definition", at(uri, OVERLAY, "DJ401"))
        (standard,) = base.rglob("DJ401*.yaml")
        assert target["uri"] == standard.resolve().as_uri()
        said = client.answer("textDocument/rename", at(uri, OVERLAY, "DJ401", newName="DJ499"))
        assert said["error"]["message"].startswith("这个项目沿用母本")


# -- when something goes wrong ---------------------------------------------------------------------------


def test_nonsense_costs_a_sentence_and_no_more(folder, standard, text):
    with editor(folder) as client:
        client.send(b"{nonsense}")
        client.tell("textDocument/didOpen", {"nonsense": 1})
        client.tell("nonsense/at-all", {})
        assert client.answer("nonsense/at-all", {})["error"]["code"] == -32601
        assert client.answer("workspace/executeCommand", {"command": "x"})["error"]["code"]
        uri = client.open(standard)
        assert client.diagnostics(uri) == []
        simple = client.ask("textDocument/rename", at(uri, text, "组织委员", newName="党务委员"))
        assert set(simple) == {"changes"}  # a client that knows no more
        typed = text.replace("who: 组织委员", "who: 组织员委", 1)
        client.type(uri, typed)
        (found,) = client.diagnostics(uri, bool)
        wanted = {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": []}}
        first, _ = client.ask("textDocument/codeAction", wanted)
        (mended,) = first["edit"]["changes"][uri]
        assert replaced(typed, mended["range"], mended["newText"]) == text
        client.type(uri, text, 3)
        said = client.answer("textDocument/rename", at(uri, text, "R201", newName="R299"))
        assert "不能跟着改文件名" in said["error"]["message"]
    logged = json.dumps([each for each in client.said if each["method"] == "window/logMessage"])
    assert "Traceback" not in logged
    assert ".py" not in logged


def test_an_editor_that_goes_away_leaves_nothing_behind(folder):
    with started(folder) as client:
        client.process.stdin.close()
        assert client.process.wait(WAIT) == 0


def test_a_handler_that_fails_says_one_sentence(monkeypatch):
    server, said = Server(editor_requests.HANDLERS, editor_requests.SERVER_CAPABILITIES), []
    monkeypatch.setattr(server, "window_log_message", lambda params: said.append(params.message))

    async def failing(_params):
        raise ZeroDivisionError

    async def refusing(_params):
        raise DstdError("不行。")

    assert asyncio.run(server._guarded("textDocument/hover", failing)(None)) is None
    assert said == [
        "程序自己出了错，这一次没有回答：textDocument/hover（ZeroDivisionError）。设 DSTD_DEBUG=1 可以看到详情。"
    ]
    with pytest.raises(JsonRpcException) as refused:
        asyncio.run(server._guarded("textDocument/rename", refusing)(None))
    assert refused.value.message == "不行。"


def test_without_the_extra_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr("dangjian_std.cli.commands.lsp.find_spec", lambda _: None)
    said = dstd("lsp")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == '没有装编辑器要用的库。请运行：pip install "dangjian-std[lsp]"\n'


# -- what it is made of ----------------------------------------------------------------------------------


def test_every_request_that_is_announced_is_answered():
    assert set(editor_requests.SERVER_CAPABILITIES) <= set(editor_requests.HANDLERS)


@given(st.text(st.sampled_from("a党𠮷é😀"), max_size=8), st.data())
def test_a_column_is_the_same_there_and_back(line, data):
    column = data.draw(st.integers(1, len(line) + 1))
    for encoding, units in (("utf-16", "utf-16-le"), ("utf-8", "utf-8"), ("utf-32", "utf-32-le")):
        columns, wide = Columns(encoding), {"utf-16": 2, "utf-8": 1, "utf-32": 4}[encoding]
        position = columns.position([line], 1, column)
        assert position.character == len(line[: column - 1].encode(units)) // wide
        assert columns.place([line], position) == (1, column)


def test_a_place_that_is_not_there_is_the_nearest():
    columns = Columns()
    assert columns.place(["党"], types.Position(line=0, character=99)) == (1, 2)
    assert columns.place(["党"], types.Position(line=9, character=9)) == (10, 1)
    assert columns.range([], Span("x", 1, 1, 1, 2)).start == types.Position(line=0, character=0)


LINES = st.text(st.sampled_from("a𠮷党\n"), max_size=12)


@given(LINES, LINES)
def test_an_edit_makes_the_one_text_of_the_other(old, new):
    files = [File(RawSource("x", old.encode()), RawSource("x", new.encode()))]
    made = text_edits.edit(files, lambda path: path, lambda _: 7, Columns())
    text = old
    for change in made.document_changes or ():
        for each in sorted(change.edits, key=lambda each: each.range.start.line, reverse=True):
            stretch = {
                end: {"line": place.line, "character": place.character}
                for end, place in (("start", each.range.start), ("end", each.range.end))
            }
            text = replaced(text, stretch, each.new_text)
    assert text == new


@pytest.fixture
def begin(monkeypatch):
    """Open projects in this process, and close them after the test; return what each has said."""
    monkeypatch.setattr(open_project, "DISK_LOOK_SECONDS", 0.01)
    opened = []

    def begun(folder):
        answers = []
        opened.append(OpenProject(folder, answers.append))
        return opened[-1], answers

    yield begun
    for each in opened:
        each.close()


def test_a_check_that_is_overtaken_ends_and_the_last_one_counts(folder, standard, text, begin):
    name = standard.relative_to(folder).as_posix()
    opened, answers = begin(folder)
    for number in range(8):
        opened.change(name, Buffer(text.replace("who: 组织委员", f"who: 某{number}员"), number))
    typed = {raw.path: raw.data.decode() for raw in opened.do(lambda raws, _: raws).result(WAIT)}
    assert "某7员" in typed[name]
    until(lambda: answers and answers[-1].whole)
    raws = layers.over(folder, opened.own())
    assert answers[-1].found == context.on_paper(folder, *context.judged(raws))
    assert "某7员" in answers[-1].found[0].message


def test_what_was_said_stays_until_its_rule_is_asked_again(folder, standard, text, begin, monkeypatch):
    monkeypatch.setattr(open_project, "EARLY_REPORT_SECONDS", -1)
    name = standard.relative_to(folder).as_posix()
    opened, answers = begin(folder)
    wrong = text.replace("what: 通知到每名党员", "what: 必须通知到每名党员", 1)
    for typed in (text, wrong):
        opened.change(name, Buffer(typed))
        until(lambda: answers and answers[-1].whole)
        answers.clear()
    opened.change(name, Buffer(f"{wrong}# 一句话\n"))
    until(lambda: answers and answers[-1].whole)
    assert len(answers) == 3  # soon, by all rules, on paper
    assert [[each.code for each in answer.found] for answer in answers] == [["DS603"]] * 3


def test_what_is_of_nodes_that_are_gone_is_forgotten_in_a_pause(folder, standard, text, begin, monkeypatch):
    monkeypatch.setattr(open_project, "STATES_BETWEEN_SWEEPS", 2)
    forgotten = []
    monkeypatch.setattr(open_project.gc, "collect", lambda: forgotten.append(True))
    opened, answers = begin(folder)
    until(lambda: answers and answers[-1].whole)
    assert not forgotten
    opened.change(standard.relative_to(folder).as_posix(), Buffer(f"{text}# 一句话\n"))
    until(lambda: forgotten)


def test_a_file_that_was_never_whole_in_the_editor_is_the_one_on_disk(folder, standard, text, begin):
    name, line = standard.relative_to(folder).as_posix(), text.split("\n").index("code: DJ401") + 1
    opened, _ = begin(folder)
    opened.change(name, Buffer("\n\n" + text.replace("title: 支部", "title：支部", 1)))
    tree, was = opened.tree(name, line + 2)
    assert (tree.source.path, tree.data["code"], was) == (name, "DJ401", line)
    opened.change("standards/新的.yaml", Buffer("title：支部"))
    assert opened.tree("standards/新的.yaml", 1) is None


def test_what_others_write_on_disk_is_seen(folder, standard, text, begin, tmp_path):
    copied = shutil.copytree(folder, tmp_path / "copy")
    _, answers = begin(copied)
    until(lambda: answers and answers[-1].whole)
    (copied / standard.relative_to(folder)).write_text(text.replace("who: 组织委员", "who: 记录员"), "utf-8")
    until(lambda: any(each.code == "DS102" for each in answers[-1].found))
    (copied / standard.relative_to(folder)).unlink()
    until(lambda: all(each.code != "DS102" for each in answers[-1].found))


def test_a_project_that_cannot_be_checked_says_why_and_goes_on(folder, begin, monkeypatch):
    over = layers.over
    monkeypatch.setattr(layers, "over", lambda *_: (_ for _ in ()).throw(DstdError("不行。")))
    opened, answers = begin(folder)
    until(lambda: answers)
    assert answers[-1].trouble == "不行。"
    monkeypatch.setattr(layers, "over", over)
    opened.look()
    until(lambda: answers[-1].whole)
