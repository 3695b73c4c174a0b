"""From sources to a catalogue: one slip gives one message, and what is read is bound whole."""

import dataclasses
import datetime as dt
import sys
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std.domain import overlay, unit_sheet
from dangjian_std.domain.acceptance import Acceptance, Acceptances
from dangjian_std.domain.agreements import Agreed
from dangjian_std.domain.catalog import BasedOn, CaseEvent
from dangjian_std.domain.computing import Computed, Count, Product, Rate, Same, Sum, Totals
from dangjian_std.domain.fixed_dates import FixedDate, FixedDates
from dangjian_std.domain.framing import Parameter
from dangjian_std.domain.holidays import DaysOff, Holidays
from dangjian_std.domain.inspection import Inspection
from dangjian_std.domain.key_dates import KeyDate, KeyDates
from dangjian_std.domain.measures import Agrees, Each, Hand, Measured, OnTime
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.record import Reason
from dangjian_std.domain.regulation import SetsUp
from dangjian_std.domain.roles import Doubling, LeftOut, NotApplicable, NotDone, Profile
from dangjian_std.domain.standard import Annex, Outcome, Unread
from dangjian_std.domain.timing import Amount, Time
from dangjian_std.domain.vocabulary import Period, StandardType
from dangjian_std.domain.withdrawal import Withdrawal, Withdrawals
from dangjian_std.reading import bind, project
from dangjian_std.reading.load import file_code, load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.text.errors import DstdError
from support.projects import base, findings, patched

PROFILE = "standards/profiles/支部.yaml"
DJ401 = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"


def loaded(files):
    return load(files[path] for path in sorted(files))


def changed(path, old, new):
    files = base()
    text = files[path].data.decode()
    assert text.count(old) == 1
    files[path] = RawSource(path, text.replace(old, new).encode())
    return files


def told(files):
    return [
        (each.rule, each.place.span.line, each.place.span.column, each.message)
        for each in loaded(files).diagnostics
    ]


def test_the_base_project_is_loaded():
    found = loaded(base())
    assert found.diagnostics == ()
    assert set(found.sources) == set(base())
    assert list(found.catalog.standards) == ["DJ401"]
    assert list(found.catalog.records) == ["R201", "R211"]
    assert set(found.catalog.profiles) == {"小支部", "总支", "支部"}


def test_values_have_their_types():
    standard = loaded(base()).catalog.standards["DJ401"]
    steps = {step.id: step for step in standard.steps}
    assert standard.issued == dt.date(2026, 12, 1)
    assert standard.type is StandardType.SPECIFICATION
    assert steps["vote"].bounds.quorum.at_least == Fraction(1, 2)
    assert steps["hold"].when.every is Period.MONTH
    assert steps["hold"].with_ == ("支部委员会", "党小组组长", "党员")
    assert standard.version == "1.0.0"


def test_values_know_their_place():
    files = base()
    text = files[DJ401].data.decode().split("\n")
    for step in loaded(files).catalog.standards["DJ401"].steps:
        span = step.at("who").span
        assert text[span.line - 1][span.column - 1 : span.end_column - 1] == step.who
        key = step.key("who").span
        assert text[key.line - 1][key.column - 1 : key.end_column - 1] == "who"
        assert step.at("who").pointer.startswith("/stages/")


def test_place_of_a_value_that_is_left_out_is_its_holder():
    step = loaded(base()).catalog.standards["DJ401"].steps[0]
    assert step.at("bounds", "quorum").span.line == step.at("id").span.line
    assert step.at("bounds", "quorum").path == ("stages", 0, "steps", 0, "bounds", "quorum")


def test_two_catalogues_that_say_the_same_are_equal():
    files = base()
    text = files[DJ401].data.decode()
    files[DJ401] = RawSource(
        DJ401, ("# 加一行注释\n\n" + text.replace("who: 组织委员", "who:   组织委员")).encode()
    )
    assert loaded(files).catalog == loaded(base()).catalog
    assert (
        loaded(changed(DJ401, "title: 支部主题党日规范", "title: 主题党日规范")).catalog != loaded(base()).catalog
    )


SLIPS = {
    "unknown key": (PROFILE, "title:", "titel:", ("unknown-key", 4, 1, "这里没有“titel”这个键")),
    "missing key": (PROFILE, "name: 支部\n", "", ("missing-key", 2, 1, "缺少键 name（名称）")),
    "no kind": (PROFILE, "kind: profile\n", "", ("unknown-kind", 2, 1, "缺少键 kind")),
    "other kind": (
        PROFILE,
        "kind: profile",
        "kind: office",
        ("unknown-kind", 2, 7, "kind 写的是“office”，没有这一种"),
    ),
    "text for list": (PROFILE, "has: [支委会]", "has: 支委会", ("wrong-type", 5, 6, None)),
    "list for text": (PROFILE, "name: 支部", "name: [支部]", ("wrong-type", 3, 7, None)),
    "nothing for text": (PROFILE, "name: 支部", "name:", ("wrong-type", 3, 6, None)),
    "number for text": (PROFILE, "name: 支部", "name: 12", ("wrong-type", 3, 7, None)),
    "empty": (PROFILE, "name: 支部", 'name: ""', ("out-of-range", 3, 7, None)),
    "other word": (PROFILE, "has: [支委会]", "has: [支部会]", ("wrong-value", 5, 7, None)),
    "fraction for whole number": (PROFILE, "members: 12", "members: 1.5", ("wrong-type", 6, 43, None)),
    "too small": (PROFILE, "members: 12", "members: 0", ("out-of-range", 6, 43, None)),
    "form of a code": (DJ401, "code: DJ401", "code: DJ4", ("wrong-form", 3, 7, None)),
    "no such day": (DJ401, "effective: 2027-01-01", "effective: 2027-02-30", ("wrong-form", 10, 12, None)),
    "other form of a day": (DJ401, "effective: 2027-01-01", "effective: 2027-1-1", ("wrong-form", 10, 12, None)),
    "line feed after a code": (DJ401, "code: DJ401", 'code: "DJ401\\n"', ("lost-text", 3, 7, None)),
}


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_of_shape_gives_one_message(name):
    path, old, new, (rule, line, column, message) = SLIPS[name]
    ((found, *place, said),) = told(changed(path, old, new))
    assert (found, *place) == (rule, line, column)
    assert said == (message or said)


HELP = {
    "day that is none": (
        DJ401,
        "effective: 2027-01-01",
        "effective: 2027-02-30",
        "日历上没有这一天，写成 2026-12-01 这样",
    ),
    "day in another form": (DJ401, "effective: 2027-01-01", "effective: 2027/1/1", "写成 2026-12-01 这样"),
    "number for a day": (DJ401, "effective: 2027-01-01", "effective: 2027", "写成 2026-12-01 这样"),
    "number for text": (DJ401, "title: 支部主题党日规范", "title: 1.50", '值两边加英文引号，如 "1.50"'),
}


@pytest.mark.parametrize("name", HELP)
def test_help_says_what_to_type(name):
    *change, expected = HELP[name]
    assert [each.help for each in loaded(changed(*change)).diagnostics] == [expected]


def test_one_file_does_not_flood():
    foreign = "".join(f"x{number}: 1\n" for number in range(1000))
    assert len(told(changed(PROFILE, "kind: profile\n", f"kind: profile\n{foreign}"))) == 50


def test_a_source_may_have_a_mebibyte_and_a_project_5000(tmp_path):
    folder = tmp_path / "standards"
    folder.mkdir()
    for name, size in (("full", 2**20), ("more", 2**20 + 1)):
        (folder / f"{name}.yaml").write_bytes(b"#" * size)
    full, more = project.sources(tmp_path)
    assert (len(full.data), full.trouble) == (2**20, "")
    assert more.trouble == "文件有 1048577 字节，超过上限 1048576 字节"
    for number in range(4998):
        (folder / f"{number}.yaml").touch()
    assert len(list(project.sources(tmp_path))) == 5000
    (folder / "one-more.yaml").touch()
    with pytest.raises(DstdError, match="有 5001 个 YAML 文件，超过上限 5000 个"):
        list(project.sources(tmp_path))


def test_all_sources_may_have_64_mebibytes(tmp_path):
    (tmp_path / "standards").mkdir()
    for number in range(64):
        (tmp_path / "standards" / f"{number}.yaml").write_bytes(b"#" * 2**20)
    assert len(list(project.sources(tmp_path))) == 64
    (tmp_path / "standards" / "more.yaml").write_bytes(b"#")
    with pytest.raises(DstdError, match="合起来超过上限 64 MiB"):
        list(project.sources(tmp_path))


def test_sources_have_a_limit_in_all(tmp_path, monkeypatch):
    (tmp_path / "standards").mkdir()
    for name in "abc":
        (tmp_path / "standards" / f"{name}.yaml").write_bytes(b"x" * 50)
    monkeypatch.setattr(project, "MAX_TOTAL", 150)
    assert len(list(project.sources(tmp_path))) == 3
    monkeypatch.setattr(project, "MAX_TOTAL", 149)
    with pytest.raises(DstdError, match="合起来超过上限"):
        list(project.sources(tmp_path))


def test_what_an_author_takes_for_a_source_is_named(tmp_path):
    top, other = tmp_path / "standards", tmp_path / "别处"
    top.mkdir()
    other.mkdir()
    for name in ("a.YAML", "b.yaml.txt", "c.yaml", "d.yaml.bak", ".e.YAML", "f.txt"):
        (top / name).write_text("kind: x\n", "utf-8")
    (top / "g").symlink_to(other)
    found = {raw.path: raw.trouble for raw in project.sources(tmp_path)}
    assert list(found) == ["standards/a.YAML", "standards/b.yaml.txt", "standards/c.yaml", "standards/g"]
    assert [bool(trouble) for trouble in found.values()] == [True, True, False, True]
    assert "链接" in found["standards/g"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, monkeypatch):
    (closed := tmp_path / "standards" / "g").mkdir(parents=True)

    def walk(top, onerror):
        onerror(PermissionError(13, "closed", str(closed)))
        yield str(top), [], []

    monkeypatch.setattr(project.os, "walk", walk)
    ((path, trouble),) = [(raw.path, raw.trouble) for raw in project.sources(tmp_path)]
    assert path == "standards/g"
    assert "打不开" in trouble


def test_a_project_without_a_folder_has_no_sources(tmp_path):
    assert list(project.sources(tmp_path)) == []


def test_a_path_that_is_shown_misleads_no_terminal(tmp_path):
    with pytest.raises(DstdError) as caught:
        project.find_root(tmp_path / "a\x1b[31m\u202e\n")
    assert str(caught.value).isprintable()
    assert r"\u001b" in str(caught.value)


def test_a_catalogue_with_holes_is_not_judged():
    found = loaded(changed(PROFILE, "title:", "titel:"))
    assert found.catalog is None
    assert len(found.diagnostics) == 1


@pytest.mark.parametrize("path", ["standards/catalog.yaml", "standards/roles.yaml"])
def test_missing_file(path):
    files = base()
    del files[path]
    assert told(files) == [("missing-file", 1, 1, "缺少这个文件")]


def test_empty_project():
    assert [rule for rule, *_ in told({})] == ["missing-file", "missing-file"]


@pytest.mark.parametrize(
    ("path", "moved"),
    [
        (PROFILE, "standards/records/支部.yaml"),
        (PROFILE, "standards/支部.yaml"),
        (DJ401, "standards/records/DJ401-支部主题党日规范.yaml"),
        (DJ401, "standards/DJ401-支部主题党日规范.yaml"),
        (DJ401, "standards/4-党员活动/旧/DJ401-支部主题党日规范.yaml"),
    ],
)
def test_misplaced_file(path, moved):
    files = base()
    files[moved] = RawSource(moved, files.pop(path).data)
    assert [(rule, line, column) for rule, line, column, _ in told(files)] == [("misplaced-file", 2, 7)]


def test_second_catalogue():
    files = base()
    files["standards/catalog2.yaml"] = RawSource("standards/catalog2.yaml", files["standards/catalog.yaml"].data)
    assert [rule for rule, *_ in told(files)] == ["misplaced-file"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (DJ401, "DJ401"),
        ("standards/records/R201-会议.yaml", "R201"),
        ("standards/regulations/支部条例.yaml", "支部条例"),
    ],
)
def test_file_code(path, code):
    assert file_code(path) == code


def test_two_files_with_one_code_are_both_kept():
    files = base()
    files[other] = RawSource(other := "standards/profiles/支部-2.yaml", files[PROFILE].data)
    found = loaded(files)
    assert len(found.catalog.profiles) == 4
    assert [each.rule for each in findings(files)] == ["duplicate-code"]


def test_bind_takes_nothing_but_what_is_written():
    tree = parse(base()[PROFILE]).tree
    profile = bind.bind(Profile, tree)
    assert profile.doubling == ()
    assert profile.counts.leaders == 0
    place, whole = profile.at("doubling"), profile.at()
    assert place.path == ("doubling",)
    assert (place.span.path, place.span.line, place.span.column) == (PROFILE, whole.span.line, whole.span.column)


LEAVES = st.sampled_from(
    ["党员", "x", "", "2026-12-01", "DJ401", "R201.topic", "1/2", 0, 1, 1.5, -1, True, None, "应到"]
)


def leaves(data, way=()):
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*way, key))
    yield way


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_value_anywhere_breaks_the_tool(data):
    """Whatever a value is replaced by: a finding or a clean catalogue, never an exception."""
    files = base()
    raw = files[data.draw(st.sampled_from(sorted(files)))]
    tree = parse(raw).tree
    way = data.draw(st.sampled_from(sorted(set(leaves(tree.data)) - {()}, key=str)))
    holder = tree.data
    for part in way[:-1]:
        holder = holder[part]
    holder[way[-1]] = data.draw(LEAVES | st.just([]) | st.just({}))
    found = findings_of(files, raw, tree.data)
    assert all(each.place.span.path and each.message for each in found)


def findings_of(files, raw, data):
    import yaml

    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100_000)
    return findings(files | {raw.path: RawSource(raw.path, text.encode())})


def test_every_class_of_the_model_is_bound_by_the_base_project():
    """So that the tests above have seen every kind of node that has content."""
    seen = set()

    def visit(node):
        seen.add(type(node))
        for each in dataclasses.fields(node):
            value = getattr(node, each.name)
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Node):
                    visit(item)

    for node in loaded(base()).catalog.nodes:
        visit(node)
    nodes = {
        each
        for name, module in sys.modules.items()
        if name.startswith("dangjian_std.domain.")
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Node)
    }
    layers = {each for module in (unit_sheet, overlay) for each in nodes if each.__module__ == module.__name__}
    assert nodes - seen - layers - {
        CaseEvent,
        LeftOut,
        Inspection,
    } == {  # bound by the tests of `layers`, and of the plans
        Node,
        Measured,
        Reason,
        Agreed,
        Computed,
        Same,
        Sum,
        Product,
        Rate,
        Totals,
        Count,
        OnTime,
        Agrees,
        Each,
        Hand,
        Amount,
        Doubling,
        SetsUp,
        NotApplicable,
        NotDone,
        BasedOn,
        DaysOff,
        FixedDate,
        FixedDates,
        Holidays,
        KeyDate,
        KeyDates,
        Unread,
        Outcome,
        Annex,
        Time,
        Withdrawal,
        Withdrawals,
        Acceptance,
        Acceptances,
        Parameter,
    }


def test_patched_leaves_the_base_alone():
    patched("# DJ401\ntitle: 别的规范\n")
    assert findings(base()) == ()
