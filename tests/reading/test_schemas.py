"""The schemas: sound, safe, in Chinese, and in step with the dataclasses of the model."""

import copy
import dataclasses
import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import pytest
from jsonschema import Draft202012Validator

from dangjian_std.changes.value_words import SCHEMA_NAME_OF_TYPE
from dangjian_std.domain.acceptance import Acceptances
from dangjian_std.domain.agreements import Agreed, Agreement
from dangjian_std.domain.catalog import System
from dangjian_std.domain.computing import Computation, Computed
from dangjian_std.domain.fixed_dates import FixedDates
from dangjian_std.domain.holidays import Holidays
from dangjian_std.domain.key_dates import KeyDates
from dangjian_std.domain.measures import Measure, Measured
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.overlay import Overlay
from dangjian_std.domain.record import Paper, Record
from dangjian_std.domain.references import FieldRef, StepRef
from dangjian_std.domain.regulation import Regulation
from dangjian_std.domain.roles import Profile, Roles
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.timing import Offset, OnDay, Time, When
from dangjian_std.domain.unit_sheet import UnitSheet
from dangjian_std.domain.vocabulary import TimeUnit, Weekday
from dangjian_std.domain.withdrawal import Withdrawals
from dangjian_std.reading.schema import COMMON_SCHEMA, SCHEMA_KINDS, validator
from dangjian_std.text.diagnostic import Severity
from support.folders import ROOT

Validator = type(validator(COMMON_SCHEMA))
Schema = dict[str, Any]

FOLDER = ROOT / "schemas"
NAMES = sorted(path.name.removesuffix(".schema.json") for path in FOLDER.iterdir())
ROOTS: dict[str, type[Node]] = {
    "catalog": System,
    "roles": Roles,
    "regulation": Regulation,
    "record": Record,
    "paper": Paper,
    "profile": Profile,
    "standard": Standard,
    "withdrawals": Withdrawals,
    "holidays": Holidays,
    "dates": FixedDates,
    "key-dates": KeyDates,
    "acceptances": Acceptances,
    "unit": UnitSheet,
    "overlay": Overlay,
}
OUTPUTS = ["adoption", "answers", "diagnostics", "diff", "hand-up", "manifest", "report", "units"]
FILES = [*ROOTS, *OUTPUTS]
"""What describes a whole file; the rest is only referred to."""
ANYTHING = {"overlay/$defs/put/value", "overlay/$defs/added/item"}
"""What takes any value: it is judged where an overlay puts it."""
MAY_BE_EMPTY = {
    "adoption": {"reason", "node", "key", "before", "after"},
    "answers": {"branch", "name", "note", "at", "known", "until", "limit"},
    "diagnostics": {"help", "pointer"},
    "diff": {"new", "title", "clause", "item", "key", "before", "after", "note", "at", "why", "who", "pointer"},
    "hand-up": {"branch", "name", "known", "until"},
}
"""Texts of the outputs that say nothing where there is nothing to say."""

NARROWED: dict[tuple[type[Node], str], Schema] = {
    (System, "format"): {"const": 4},
}
"""What a schema says of a value and a type hint does not."""

KEYWORDS = {
    "any": {"$ref", "const", "description", "enum", "examples", "title", "type"},
    "array": {"items", "maxItems", "minItems"},
    "boolean": {"default"},
    "integer": {"maximum", "minimum"},
    "number": {"maximum", "minimum"},
    "object": {"additionalProperties", "properties", "required"},
    "string": {"format", "maxLength", "minLength", "pattern"},
}
ROOT_KEYWORDS = {"$defs", "$schema"}

SHA = "0123456789abcdef" * 4
PATTERNS = {
    r"^DJ[0-9]{3}$": ("DJ401", "DJ4010"),
    r"^R[0-9]{3}$": ("R401", "R４０１"),
    r"^W[0-9]{3}$": ("W401", "w401"),
    r"^[DRW]J?[0-9]{3}$": ("R401", "X401"),
    r"^DS[0-9]{3}$": ("DS102", "DS10"),
    r"^[0-9a-f]{12}$": ("3f2a9c01b7de", "3f2a9c01b7dg"),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": ("2026-12-01", "2026-12-1"),
    r"^20[0-9]{2}-[0-9]{2}$": ("2027-03", "2027-3"),
    r"^[0-9a-f]{16}$": (SHA[:16], SHA[:15]),
    r"^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}$": ("1.0.12", "1.0"),
    r"^[1-9][0-9]?/[1-9][0-9]?$": ("2/3", "1/0"),
    r"^[0-9a-f]{64}$": (SHA, SHA.upper()),
    r"^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$": ("3f2a-91bc-07de-55aa", "3f2a91bc07de55aa"),
    r"^[A-Z][A-Z0-9/]{0,15}$": ("Q/SLDW", "sldw"),
    r"^[a-z][a-z0-9-]{0,38}$": ("done-on", "done_on"),
    r"^[a-z][a-z0-9-]{0,59}$": ("unknown-role", "Unknown role"),
    r"^[a-z][a-z0-9_-]{0,38}$": ("handbook", "手册"),
    r"^[a-z][a-z0-9]{0,9}$": ("pdf", ".pdf"),
    r"^[a-z][a-z0-9_.]{0,59}$": ("when.by_day", "第2项"),
    r"^[^\s./-]{1,30}$": ("发展党员细则（2026修订）", "支部 书记"),
    r"^[^\s./-]{1,30}\.[^\s./-]{1,30}$": ("两个促进.优质服务", "两个促进"),
    r"^(?![0-9]{1,40}$)\S{1,40}$": ("第十六条之一", "23"),
    r"^\S{1,45}$": ("DJ301.vote", "收到 申请"),
    r"^(DJ[0-9]{3}\.)?[a-z][a-z0-9-]{0,38}$": ("DJ301.vote", "DJ301"),
    r"^DJ[0-9]{3}\.[a-z][a-z0-9-]{0,38}$": ("DJ201.committee", "committee"),
    r"^R[0-9]{3}\.[a-z][a-z0-9-]{0,38}$": ("R211.items", "R211"),
    r"^R[0-9]{3}(\.[a-z][a-z0-9-]{0,38})?$": ("R405", "R211.items.due-on"),
    r"^R[0-9]{3}(\.[a-z][a-z0-9-]{0,38})?(\.[a-z][a-z0-9-]{0,38})?$": ("R211.items.due-on", "R211.a.b.c"),
    r"^[a-z][a-z0-9-]{0,38}(\.[a-z][a-z0-9-]{0,38})?$": ("items.due-on", "items."),
}
"""Every pattern with a text that it accepts and one that it refuses."""

HOSTILE = ["a" * 50_000 + "!", "1." * 30_000, "（" * 30_000, "0" * 60_000, "DJ301." * 10_000, "-" * 60_000]


class Spot(NamedTuple):
    """A subschema: where it stands, whether it describes a value of its own, and what it says."""

    path: str
    value: bool
    schema: Schema


@cache
def load(name: str) -> Schema:
    schema: Schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


def walk(schema: Schema, path: str, *, value: bool = False) -> Iterator[Spot]:
    yield Spot(path, value, schema)
    for key, below in schema.get("properties", {}).items():
        yield from walk(below, f"{path}/{key}", value=True)
    for key, below in schema.get("$defs", {}).items():
        yield from walk(below, f"{path}/$defs/{key}", value=True)
    if "items" in schema:
        yield from walk(schema["items"], f"{path}/[]", value="$ref" not in schema["items"])


SPOTS = [spot for name in NAMES for spot in walk(load(name), name, value=True)]


def resolve(root: Schema, schema: Schema) -> tuple[Schema, Schema]:
    """Follow a reference; what stands beside it stays. With it the schema that its own references are of."""
    if "$ref" not in schema:
        return root, schema
    file, _, key = schema["$ref"].partition("#/$defs/")
    root = load(COMMON_SCHEMA) if file else root
    target: Schema = root["$defs"][key]
    return root, target | {key: word for key, word in schema.items() if key != "$ref"}


# -- the files -----------------------------------------------------------------------------------------------


def test_one_schema_for_each_kind_and_each_output() -> None:
    assert sorted(NAMES) == sorted([*ROOTS, *OUTPUTS, COMMON_SCHEMA])
    assert sorted(SCHEMA_KINDS) == sorted(ROOTS)


@pytest.mark.parametrize("name", NAMES)
def test_is_a_valid_schema(name: str) -> None:
    schema = load(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("name", NAMES)
def test_is_laid_out_for_reading(name: str) -> None:
    text = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert text == json.dumps(load(name), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("name", ROOTS)
def test_root_requires_its_kind(name: str) -> None:
    schema = load(name)
    assert schema["properties"]["kind"]["const"] == name
    assert schema["required"][0] == "kind"


def test_the_walk_sees_every_subschema() -> None:
    texts = [(FOLDER / f"{name}.schema.json").read_text(encoding="utf-8") for name in NAMES]
    for keyword in ("pattern", "additionalProperties", "maxItems", "minLength"):
        written = sum(text.count(f'"{keyword}":') for text in texts)
        assert written == sum(keyword in spot.schema for spot in SPOTS) > 0, keyword


# -- what a schema may say -----------------------------------------------------------------------------------


def test_only_plain_keywords() -> None:
    for path, _, schema in SPOTS:
        allowed = KEYWORDS["any"] | KEYWORDS.get(schema.get("type", ""), set())
        if path in NAMES:
            allowed = allowed | ROOT_KEYWORDS
        assert set(schema) <= allowed, path
        assert {"type", "$ref", "const"} & set(schema) or path in {COMMON_SCHEMA, *ANYTHING}, path


def test_objects_are_closed() -> None:
    for path, _, schema in SPOTS:
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False, path
            assert schema["properties"], path
            assert set(schema.get("required", ())) <= set(schema["properties"]), path


def test_references_are_local_and_all_definitions_are_used() -> None:
    shared = set()
    for name in NAMES:
        targets = {spot.schema["$ref"] for spot in walk(load(name), name) if "$ref" in spot.schema}
        shared |= {target for target in targets if target.startswith(f"{COMMON_SCHEMA}.schema.json#")}
        if name != COMMON_SCHEMA:
            assert targets - shared == {f"#/$defs/{key}" for key in load(name).get("$defs", {})}, name
        else:
            assert targets <= {f"#/$defs/{key}" for key in load(name)["$defs"]}
            shared |= {f"{COMMON_SCHEMA}.schema.json{target}" for target in targets}
    assert shared == {f"{COMMON_SCHEMA}.schema.json#/$defs/{key}" for key in load(COMMON_SCHEMA)["$defs"]}


def test_no_definition_stands_in_two_schemas() -> None:
    nodes = [key for name in (*ROOTS, COMMON_SCHEMA) for key in load(name).get("$defs", {})]
    assert len(nodes) == len(set(nodes))


def test_an_editor_finds_what_is_shared_beside_the_file() -> None:
    """A reference is relative and no `$id` moves its base: whoever opens the file by its path can follow it."""
    for path, _, schema in SPOTS:
        assert "$id" not in schema, path
        file = schema.get("$ref", "#").partition("#")[0]
        assert not file or (FOLDER / file).is_file(), path


def test_everything_is_bounded() -> None:
    for path, _, schema in SPOTS:
        match schema.get("type"):
            case "string" if "enum" not in schema:
                assert schema["maxLength"] <= 2000, path
                empty = path.rpartition("/")[2] in MAY_BE_EMPTY.get(path.partition("/")[0], ())
                assert schema.get("minLength") == 1 or empty, path
            case "array":
                assert schema["maxItems"] <= 100_000, path
            case "integer" | "number" if "const" not in schema:
                assert schema["minimum"] < schema["maximum"], path
                assert {type(schema["minimum"]), type(schema["maximum"])} == {int}, path


def test_dates_are_dates() -> None:
    for path, _, schema in SPOTS:
        assert (schema.get("format") == "date") == ("[0-9]{4}-" in schema.get("pattern", "")), path


# -- words for people ----------------------------------------------------------------------------------------


def test_everything_has_a_title_and_a_description_in_chinese() -> None:
    for path, value, schema in SPOTS:
        if value:
            assert re.fullmatch(r"[\u4e00-\u9fff]{2,6}", schema["title"]), path
            assert re.match(r".*[\u4e00-\u9fff]", schema["description"]), path
            assert schema["description"].endswith("。"), path
            assert len(schema["description"]) <= 160, path
            assert schema["description"].count("。") <= 3, path


def test_no_two_keys_of_an_object_have_one_title() -> None:
    for path, _, schema in SPOTS:
        titles = [below["title"] for below in schema.get("properties", {}).values()]
        assert len(titles) == len(set(titles)), path


def test_english_words_are_explained() -> None:
    for path, _, schema in SPOTS:
        for word in schema.get("enum", ()):
            if word.isascii():
                assert f"{word}=" in schema["description"], f"{path}: {word}"


def test_examples_are_given_and_right() -> None:
    for path, _, schema in SPOTS:
        if schema.get("type") in {"string", "integer", "number"} and not {"enum", "const"} & set(schema):
            assert schema["examples"], path
        for example in schema.get("examples", ()):
            assert Validator(schema).is_valid(example), f"{path}: {example}"


# -- patterns ------------------------------------------------------------------------------------------------


def test_every_pattern_is_known_here() -> None:
    assert {spot.schema["pattern"] for spot in SPOTS if "pattern" in spot.schema} == set(PATTERNS)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_accepts_and_refuses(pattern: str) -> None:
    accepted, refused = PATTERNS[pattern]
    form = Validator({"type": "string", "pattern": pattern})
    assert form.is_valid(accepted)
    assert not form.is_valid(refused)
    assert not form.is_valid("")
    assert not form.is_valid(f"{accepted}\n")


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_means_the_same_everywhere_and_cannot_run_wild(pattern: str) -> None:
    assert re.fullmatch(r"\^[ -~]+\$", pattern)
    assert r"\d" not in pattern
    assert r"\w" not in pattern
    bare = re.sub(r"\[[^]]*\]|\\.", "_", pattern)
    assert not re.search(r"[*+|]|\{[0-9]+,\}", bare), "repetition without an end, or a choice"
    assert not re.search(r"\)[*+{]", bare), "a group that is repeated"


@pytest.mark.parametrize("pattern", PATTERNS)
def test_pattern_refuses_hostile_texts(pattern: str) -> None:
    form = Validator({"type": "string", "pattern": pattern})
    for text in HOSTILE:
        assert re.search(pattern, text) is None
        assert not form.is_valid(text)


# -- in step with the model ----------------------------------------------------------------------------------


def keys(cls: type[Node]) -> dict[str, tuple[Any, bool]]:
    """YAML key -> (type hint, whether it must be there)."""
    hints = get_type_hints(cls)
    missing = dataclasses.MISSING
    return {
        each.name.removesuffix("_"): (
            hints[each.name],
            each.default is missing and each.default_factory is missing,
        )
        for each in dataclasses.fields(cls)
        if each.name != "anchor"
    }


def scalar(hint: type) -> Schema:
    """What a schema must say of a value of this type."""
    if hint is Any:
        return {}
    if issubclass(hint, StrEnum):
        return {"type": "string", "enum": [str(word) for word in hint]}
    if issubclass(hint, dt.date):
        return {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
    if issubclass(hint, StepRef | FieldRef):
        return {"type": "string"}
    if issubclass(hint, Fraction):
        return {"type": "string", "pattern": "^[1-9][0-9]?/[1-9][0-9]?$"}
    return {"type": {str: "string", bool: "boolean", int: "integer", float: "number"}[hint]}


def keys_of_times() -> dict[str, Any]:
    """YAML key -> type hint, of every kind of a time."""
    found: dict[str, Any] = {}
    for kind in get_args(When):
        for name, (hint, _) in keys(kind).items():
            choices = {*get_args(hint)}
            if Offset in choices:
                found |= {f"{name}_{unit}": int for unit in TimeUnit}
            elif OnDay in choices:
                found |= {"day": int, "by_day": int, "weekday": Weekday}
            elif name != "unfit":
                found[name] = str if StepRef in choices and get_origin(hint) is not tuple else hint
    return found


def keys_of_kinds(kinds: Iterable[type[Node]]) -> dict[str, Any]:
    """YAML key -> type hint, of every kind of what is told apart by a lead; what all of them need aside."""
    return {name: hint for kind in kinds for name, (hint, must) in keys(kind).items() if name != "unfit" or must}


LED = {
    frozenset(get_args(Measure)): Measured,
    frozenset(get_args(Agreement)): Agreed,
    frozenset(get_args(Computation)): Computed,
}
"""Kinds that share one shape of the schema, the times aside, and what they have in common."""
REFUSED = {Measured: {"count"}}
"""Keys that a shape has only so that a rule can say why they are not to be."""
TELLING = {"type", "enum", "const", "format"}


class Walk:
    """A walk through a schema and the dataclasses of the model at once."""

    def __init__(self, root: Schema) -> None:
        self.root = root
        self.seen: set[type[Node]] = set()

    def node(self, cls: type[Node], schema: Schema, *, kind: bool = False) -> None:
        if cls in self.seen and not kind:
            return
        self.seen.add(cls)
        wanted = keys(cls)
        extra = ["kind"] if kind else []
        assert set(schema["properties"]) == {*extra, *wanted}, cls.__name__
        required = [key for key, (_, must) in wanted.items() if must]
        assert sorted(schema.get("required", ())) == sorted([*extra, *required]), cls.__name__
        defaults = {each.name.removesuffix("_"): each.default for each in dataclasses.fields(cls)}
        for key, (hint, _) in wanted.items():
            below = schema["properties"][key]
            self.value(hint, below, f"{cls.__name__}.{key}", NARROWED.get((cls, key), {}))
            if "default" in below:
                assert below["default"] is defaults[key], f"{cls.__name__}.{key}"

    def time(self, schema: Schema) -> None:
        """The kinds of a time share one shape: each needs its lead, so the shape needs none."""
        self.seen.add(Time)
        wanted = keys_of_times()
        assert set(schema["properties"]) == set(wanted)
        assert "required" not in schema
        for key, hint in wanted.items():
            self.value(hint, schema["properties"][key], f"when.{key}", {})

    def led(self, kinds: frozenset[type[Node]], schema: Schema) -> None:
        """Each kind needs its lead, so that the shape needs only what all of them do."""
        shared = LED[kinds]
        if shared in self.seen:
            return
        self.seen.add(shared)
        wanted = keys_of_kinds(kinds)
        assert set(schema["properties"]) - REFUSED.get(shared, set()) == set(wanted)
        needed = {key for key, (_, must) in keys(shared).items() if must}
        assert set(schema.get("required", ())) == needed
        for key, hint in wanted.items():
            self.value(hint, schema["properties"][key], f"{shared.__name__}.{key}", {})

    def value(self, hint: Any, schema: Schema, where: str, narrowed: Schema) -> None:
        outer = self.root
        self.root, schema = resolve(self.root, schema)
        choices = [choice for choice in get_args(hint) if choice is not NoneType]
        if get_origin(hint) is tuple:
            assert schema["type"] == "array", where
            self.value(choices[0], schema["items"], f"{where}[]", {})
        elif {*choices} == {*get_args(When)}:
            self.time(schema)
        elif frozenset(choices) in LED and get_origin(hint) is not tuple:
            self.led(frozenset(choices), schema)
        elif choices:
            assert len(choices) == 1, where
            self.value(choices[0], schema, where, narrowed)
        elif issubclass(hint, Node):
            assert schema["type"] == "object", where
            self.node(hint, schema)
        else:
            wanted = scalar(hint) | narrowed
            telling = TELLING | set(wanted)
            assert {key: word for key, word in schema.items() if key in telling} == wanted, where
        self.root = outer


@pytest.mark.parametrize("name", ROOTS)
def test_schema_and_model_agree(name: str) -> None:
    walked = Walk(load(name))
    walked.node(ROOTS[name], load(name), kind=True)
    own = set(load(name).get("$defs", {}))
    names = {SCHEMA_NAME_OF_TYPE.get(cls, cls.__name__.lower()) for cls in walked.seen} - {
        ROOTS[name].__name__.lower()
    }
    shared = {"historyentry" if key == "change" else key for key in load(COMMON_SCHEMA)["$defs"]}
    assert names - shared == {key.replace("_", "") for key in own}


def test_every_node_of_the_model_has_a_schema() -> None:
    seen: set[str] = set()
    for name, cls in ROOTS.items():
        walked = Walk(load(name))
        walked.node(cls, load(name), kind=True)
        seen |= {cls.__name__ for cls in walked.seen}
    assert seen == {cls.__name__ for cls in Node.__subclasses__()}


def test_severities_agree() -> None:
    severity = load("diagnostics")["$defs"]["diagnostic"]["properties"]["severity"]
    assert severity["enum"] == [str(word) for word in Severity]


@pytest.mark.parametrize("name", OUTPUTS)
def test_outputs_state_everything(name: str) -> None:
    for path, _, schema in walk(load(name), name):
        if schema.get("type") == "object":
            assert sorted(schema["required"]) == sorted(schema["properties"]), path


# -- schemas at work -----------------------------------------------------------------------------------------


def sample(root: Schema, schema: Schema, within: tuple[str, ...] = ()) -> Any:
    """Make a value that a schema describes, from its own examples, with every key; none holds itself again."""
    within = (*within, schema.get("$ref", ""))
    root, schema = resolve(root, schema)
    if "const" in schema:
        return schema["const"]
    if "type" not in schema:
        return schema["examples"][0]
    match schema["type"]:
        case "object":
            inside = {key: each for key, each in schema["properties"].items() if each.get("$ref", 1) not in within}
            return {key: sample(root, each, within) for key, each in inside.items()}
        case "array":
            return [sample(root, schema["items"], within)]
        case "boolean":
            return True
        case _:
            return (schema.get("enum") or schema["examples"])[0]


def objects(root: Schema, schema: Schema, data: Any) -> Iterator[tuple[dict[str, Any], Schema]]:
    """Every object in a sample, with its schema."""
    root, schema = resolve(root, schema)
    if isinstance(data, dict):
        yield data, schema
        for key, below in data.items():
            yield from objects(root, schema["properties"][key], below)
    elif isinstance(data, list):
        for item in data:
            yield from objects(root, schema["items"], item)


@pytest.mark.parametrize("name", FILES)
def test_what_the_examples_make_is_accepted(name: str) -> None:
    data = sample(load(name), load(name))
    assert [error.message for error in validator(name).iter_errors(data)] == []


@pytest.mark.parametrize("name", FILES)
def test_only_optional_keys_may_be_left_out_and_none_added(name: str) -> None:
    root, check = load(name), validator(name)
    data = sample(root, root)
    for holder, schema in list(objects(root, root, data)):
        saved = copy.copy(holder)
        for key in saved:
            del holder[key]
            assert check.is_valid(data) == (key not in schema.get("required", ())), key
            holder[key] = saved[key]
        holder["多余的键"] = "值"
        assert not check.is_valid(data), schema["title"]
        del holder["多余的键"]


@pytest.mark.parametrize("name", FILES)
def test_no_value_may_be_empty_or_of_another_type(name: str) -> None:
    root, check = load(name), validator(name)
    data = sample(root, root)
    for holder, schema in list(objects(root, root, data)):
        for key, value in list(holder.items()):
            if not {"type", "$ref", "const"} & set(schema["properties"][key]):
                continue
            wrong = [None, 3.5 if isinstance(value, str | bool | list | dict) else "三"]
            if isinstance(value, str) and key not in MAY_BE_EMPTY.get(name, ()):
                wrong.append("")
            for other in wrong:
                holder[key] = other
                assert not check.is_valid(data), f"{schema['title']}.{key}: {other!r}"
            holder[key] = value


@pytest.mark.parametrize("text", ["2024-99-99", "2026-02-29", "20240105", "2024-W01-1", "2026年12月1日", ""])
def test_no_date_is_taken_that_is_none(text: str) -> None:
    data = sample(load("standard"), load("standard"))
    assert not validator("standard").is_valid(data | {"issued": text})
