"""Findings for other programs: each format against the schema that its reader publishes."""

from __future__ import annotations

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from functools import cache
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from dangjian_std.cli.console import finding_formats, streams
from dangjian_std.cli.console.finding_formats.check_report import MOST_FINDINGS_WRITTEN, Report
from dangjian_std.text.diagnostic import Diagnostic, Related, Severity
from dangjian_std.text.package_data import shipped
from dangjian_std.text.places import Place, Source, Span
from support.folders import TESTS
from support.program import dstd, run_dstd

PUBLISHED = TESTS / "published"
DIGESTS = {
    "sarif-2.1.0-rtm.5.schema.json": "2d99159ae54a3eea97f81781cff48780548657c35949f4b7f25e99a2ba4de4f8",
    "junit-10.xsd": "a1a816f58d1bf95ebabf371994df0b9246dee66ea9572fbec4f9296f1b2c0ff6",
}
NAMES = ("github", "gitlab", "json", "junit", "sarif", "text")
PATH = "standards/4-党员活动/DJ401.yaml"


def finding(line=2, column=6, end=(2, 9), *, path=PATH, **more):
    return Diagnostic(
        **{
            "place": Place(Span(path, line, column, *end), ("stages", 0, "a/b")),
            "code": "DS102",
            "rule": "unknown-role",
            "severity": Severity.ERROR,
            "message": "岗位“记录员”没有登记",
            "help": "在 standards/roles.yaml 登记",
            "related": (
                Related(Place(Span(PATH, 1, 1, 1, 5)), "这里也用到"),
                Related(Place(Span("standards/roles.yaml", 7, 3, 7, 6)), "登记在这里"),
            ),
        }
        | more
    )


FOUND = finding()
MORE = (
    finding(severity=Severity.WARNING, code="DS307", related=()),
    FOUND,
    finding(4, 1, (9, 1), message="第二处"),
)


def report(*found, **more):
    return Report(**{"found": found or MORE, "files": 12, "sources": {PATH: Source(PATH, "甲\n乙\n")}} | more)


def written(name, *found, **more):
    return finding_formats.named(name).write(report(*found, **more))


HOSTILE = (
    "::error::x",
    "\n::add-mask::x",
    "\r\n ::stop-commands::x",
    "##[add-mask]x",
    "##vso[task.setvariable variable=a]b",
    "%0A::error::x",
    "]]><x>&amp;\x00\x1b[31m\ud800\ufffe",
    "甲,line=1,title=乙::丙",
)


def test_every_format_is_known_by_its_file():
    assert finding_formats.names() == NAMES


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_a_published_schema_is_as_it_was_published(name):
    assert hashlib.sha256((PUBLISHED / name).read_bytes()).hexdigest() == DIGESTS[name]


# -- each against its schema ------------------------------------------------------------------------------


def check_json(text):
    jsonschema.validate(
        json.loads(text), json.loads((shipped("schemas") / "diagnostics.schema.json").read_text("utf-8"))
    )


@cache
def sarif():
    schema = json.loads((PUBLISHED / "sarif-2.1.0-rtm.5.schema.json").read_text("utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def check_sarif(text):
    log = json.loads(text)
    sarif().validate(log)
    (run,) = log["runs"]
    assert re.fullmatch("[a-zA-Z]{2}(-[a-zA-Z]{2})?", run["tool"]["driver"]["language"])
    for result in run["results"]:
        rules = run["tool"]["driver"]["rules"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            physical = place["physicalLocation"]
            assert re.fullmatch(r"[A-Za-z0-9._~%/:-]+", physical["artifactLocation"]["uri"])
            assert physical["region"]["startLine"] >= 1
    marks = [tuple(result["partialFingerprints"].values()) for result in run["results"]]
    assert len(set(marks)) == len(marks)


@cache
def junit():
    return etree.XMLSchema(etree.parse(PUBLISHED / "junit-10.xsd"))


def check_junit(text):
    root = etree.fromstring(text.encode())
    junit().assertValid(root)
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
    names = [(test.get("classname"), test.get("name")) for test in root.iter("testcase")]
    assert len(set(names)) == len(names)


def check_gitlab(text):
    issues = json.loads(text)
    for issue in issues:
        assert all(isinstance(issue[key], str) for key in ("description", "check_name", "fingerprint"))
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith((".", "/"))
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["location"]["lines"]["end"] >= issue["location"]["lines"]["begin"]
    marks = [issue["fingerprint"] for issue in issues]
    assert len(set(marks)) == len(marks)


COMMAND = re.compile(r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:]*)(?:,[A-Za-z]+=[^,:]*)*)::(.*)")


def decoded(text):
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, char)
    return text


def annotations(text):
    """Read workflow commands as the runner does."""
    for line in text.split("\n") if text else ():
        level, properties, data = COMMAND.fullmatch(line).groups()
        pairs = (pair.split("=", 1) for pair in properties.split(","))
        yield level, {key: decoded(value) for key, value in pairs}, decoded(data)


def check_github(text):
    for _, properties, _ in annotations(text):
        assert int(properties["line"]) <= int(properties["endLine"])
        if "col" in properties:
            assert properties["line"] == properties["endLine"]
            assert int(properties["col"]) <= int(properties["endColumn"])


def check_text(text):
    assert text.splitlines()[-1].startswith("查了 12 个文件")


CHECKS = {name: globals()[f"check_{name}"] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_format_keeps_to_its_schema(name):
    for found in (MORE, (FOUND,) * (MOST_FINDINGS_WRITTEN + 1), (finding(path="单位.xlsx:单位"),)):
        CHECKS[name](written(name, *found))
    CHECKS[name](finding_formats.named(name).write(report(found=())))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("nasty", HOSTILE)
def test_hostile_text_keeps_to_the_schema_too(name, nasty):
    place = Place(Span(f"standards/{nasty}.yaml", 1, 1, 1, 2), (nasty,))
    hostile = finding(place=place, message=nasty, help=nasty, related=(Related(place, nasty),))
    text = written(name, hostile, sources={place.span.path: Source(place.span.path, nasty)})
    CHECKS[name](text)
    assert not set(text) & set("\r\x00\x1b\ud800")


@given(st.builds(finding, message=st.text(min_size=1), help=st.text(), path=st.text(min_size=1)))
def test_whatever_is_said_keeps_to_the_schema(each):
    for name in ("github", "junit", "sarif"):
        CHECKS[name](written(name, each))


# -- what each says ---------------------------------------------------------------------------------------


def test_github_annotates_the_line_and_the_other_file():
    first, second, third, *notices = annotations(written("github", prefix="水利局/"))
    assert first == (
        "error",
        {
            "file": f"水利局/{PATH}",
            "line": "2",
            "endLine": "2",
            "col": "6",
            "endColumn": "8",
            "title": "DS102 unknown-role",
        },
        "\n".join(
            (
                f"{PATH}:2:6 岗位“记录员”没有登记",
                "建议：在 standards/roles.yaml 登记",
                f"另见 {PATH}:1:1：这里也用到",
                "另见 standards/roles.yaml:7:3：登记在这里",
            )
        ),
    )
    assert second[1] == {"file": f"水利局/{PATH}", "line": "4", "endLine": "8", "title": "DS102 unknown-role"}
    assert third[0] == "warning"
    assert {(level, each["file"], each["line"]) for level, each, _ in notices} == {
        ("notice", "水利局/standards/roles.yaml", "7")
    }
    assert len(notices) == 2


def test_sarif_says_rule_place_and_other_places():
    (run,) = json.loads(written("sarif", FOUND))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("DS102", "unknown-role")
    assert "岗位" in rule["shortDescription"]["text"]
    (result,) = run["results"]
    (place,) = result["locations"]
    assert unquote(place["physicalLocation"]["artifactLocation"]["uri"]) == PATH
    assert place["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 6,
        "endLine": 2,
        "endColumn": 9,
    }
    assert [each["message"]["text"] for each in result["relatedLocations"]] == ["这里也用到", "登记在这里"]


def test_junit_fails_where_the_check_fails():
    for strict, failures in ((False, 2), (True, 3)):
        root = etree.fromstring(written("junit", strict=strict).encode())
        assert sum(int(suite.get("failures")) for suite in root) == failures
    for elsewhere, failures in (((FOUND,), 1), ((MORE[0],), 0), ((), 0)):
        root = etree.fromstring(written("junit", found=(), elsewhere=elsewhere).encode())
        assert [suite.get("failures") for suite in root] == [str(failures)]
    many = ((MORE[0],) * MOST_FINDINGS_WRITTEN, (FOUND,))
    root = etree.fromstring(written("junit", found=(*many[0], *many[1])).encode())
    assert sum(int(suite.get("failures")) for suite in root) == 1


def marks(name, *found, **more):
    data = json.loads(written(name, *found, **more))
    if name == "gitlab":
        return [each["fingerprint"] for each in data]
    return [each["partialFingerprints"]["rulePathPointer/v1"] for each in data["runs"][0]["results"]]


@pytest.mark.parametrize("name", ["gitlab", "sarif"])
def test_a_fingerprint_is_of_rule_file_and_value_and_no_line(name):
    (first,) = marks(name, FOUND)
    assert marks(name, finding(90, 1, (91, 4), message="别的话", related=())) == [first]
    assert marks(name, FOUND, FOUND)[0] == first
    others = (
        finding(code="DS103"),
        finding(path="standards/b.yaml"),
        finding(place=Place(FOUND.place.span, ("stages", 1))),
    )
    assert len({first, *marks(name, FOUND, FOUND), *(marks(name, each)[0] for each in others)}) == 5
    assert first not in marks(name, FOUND, prefix="水利局/")


# -- the command ------------------------------------------------------------------------------------------


@pytest.fixture
def broken(edit):
    return edit("DJ401", "who: 组织委员", "who: '##[add-mask]记录员'")


@pytest.mark.parametrize("name", NAMES)
def test_the_command_prints_the_format_and_nothing_else(name, broken):
    done = dstd("validate", broken, "--format", name)
    assert done.returncode == 1
    if name != "text":
        CHECKS[name](done.stdout.removesuffix("\n"))
    said = "" if name in {"text", "json"} else r"查了 \d+ 个文件：1 个错误。\n"
    assert re.fullmatch(said, done.stderr)
    clean = dstd("validate", "--format", name)
    assert clean.returncode == 0
    if name != "text":
        CHECKS[name](clean.stdout.removesuffix("\n"))


def test_paths_are_those_of_the_repository(broken, tmp_path_factory):
    top = tmp_path_factory.mktemp("repository")
    shutil.copytree(broken, top / broken.name)
    subprocess.run(["git", "init", "-q", top], check=True)
    done = dstd("validate", top / broken.name, "--format", "gitlab")
    for issue in json.loads(done.stdout):
        assert (top / issue["location"]["path"]).is_file()
        assert issue["location"]["path"].startswith(f"{broken.name}/standards/")


def starts(text):
    """What a runner takes for a command in a log: two colons at the head of a line, or ##[ anywhere."""
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.strip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("command", [("validate",), ("validate", "--format", "json"), ("build",)])
def test_in_a_runner_no_text_starts_a_command(command, broken):
    outside = dstd(*command, broken, GITHUB_ACTIONS="")
    inside = dstd(*command, broken, GITHUB_ACTIONS="true")
    assert starts(outside.stdout + outside.stderr)
    assert not starts(inside.stdout + inside.stderr)
    if "json" in command:
        assert json.loads(inside.stdout) == json.loads(outside.stdout)


def test_in_a_runner_a_name_that_is_typed_starts_no_command(copy):
    done = dstd("show", "::error::x", cwd=copy, GITHUB_ACTIONS="true")
    assert not starts(done.stdout + done.stderr)


def test_in_a_runner_only_annotations_are_commands(broken):
    done = dstd("validate", broken, "--format", "github", GITHUB_ACTIONS="true")
    lines = done.stdout.splitlines()
    assert starts(done.stdout) == lines
    assert list(annotations("\n".join(lines)))


@given(st.lists(st.text(alphabet="#[:v so\n\r\u3000甲", max_size=6), max_size=8))
def test_pieces_of_text_never_make_a_command(pieces):
    raw = io.BytesIO()
    stream = io.TextIOWrapper(streams._Inert(raw, "utf-8"), "utf-8", newline="")
    for piece in pieces:
        stream.write(piece)
        stream.flush()
    text = raw.getvalue().decode()
    assert not starts(text)
    assert "##vso[" not in text
    assert json.loads(f'"{text}"', strict=False) == "".join(pieces)


def test_a_command_is_out_at_once_and_after_what_was_said_before(monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    raw = io.BytesIO()
    behind = io.TextIOWrapper(raw, "utf-8")
    stream, _ = streams.patient(behind)
    monkeypatch.setattr(sys, "stdout", stream)
    stream.write("先说的\n")
    streams.command("::error::后说的")
    assert raw.getvalue().decode() == "先说的\n::error::后说的\n"


def test_a_terminal_without_chinese_is_guarded_too(broken):
    done = run_dstd("validate", broken, GITHUB_ACTIONS="true", PYTHONIOENCODING="ascii")
    assert "add-mask" in done.stdout
    assert not starts(done.stdout)
