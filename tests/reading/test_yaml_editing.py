"""Operations on a text: what they do, and that nothing else changes."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource, sources
from dangjian_std.reading.yaml_editing import operations
from dangjian_std.reading.yaml_editing.amending import BOM, amend
from dangjian_std.reading.yaml_editing.operations import Add, AmendError, Append, Move, Remove, Rename, Replace
from support.folders import CASES

TEXT = """\
# top
kind: x  # kind
steps:
  - id: do  # id
    # about who
    who: 甲  # who
    how:  # how
      - 做。  # one
      # between
      - '再做。'

    when: {every: month, "times": 1}  # when
    # end
  - {id: b, who: 乙, 'what': "丙"}
last: 1
"""
DO, B = ("steps", 0), ("steps", 1)


def done(text, *wanted):
    raw = RawSource("x.yaml", text.encode())
    return amend(raw, parse(raw).tree, wanted)[0].data.decode()


def lines(text):
    return text.split("\n")


def changed(new, old=TEXT):
    """Lines that went and lines that came."""
    return [line for line in lines(old) if line not in lines(new)], [
        line for line in lines(new) if line not in lines(old)
    ]


CASES_OF_ONE = {
    "rename in a block": (Rename((*DO, "who"), "actor"), ["    who: 甲  # who"], ["    actor: 甲  # who"]),
    "rename the first key of an item": (Rename((*DO, "id"), "name"), ["  - id: do  # id"], ["  - name: do  # id"]),
    "rename in brackets": (
        Rename((*DO, "when", "every"), "each"),
        ['    when: {every: month, "times": 1}  # when'],
        ['    when: {each: month, "times": 1}  # when'],
    ),
    "rename a quoted key": (
        Rename((*B, "what"), "act"),
        ["""  - {id: b, who: 乙, 'what': "丙"}"""],
        ["""  - {id: b, who: 乙, 'act': "丙"}"""],
    ),
    "remove the last key": (Remove(("last",)), ["last: 1"], []),
    "remove the first key": (Remove(("kind",)), ["kind: x  # kind"], ["# kind"]),
    "remove the first key of an item": (Remove((*DO, "id")), ["  - id: do  # id"], ["  -  # id"]),
    "remove a key with comments inside": (
        Remove((*DO, "how")),
        ["    how:  # how", "      - 做。  # one", "      # between", "      - '再做。'"],
        ["    # how", "    # one", "    # between"],
    ),
    "remove the first in brackets": (
        Remove((*B, "id")),
        ["""  - {id: b, who: 乙, 'what': "丙"}"""],
        ["""  - {who: 乙, 'what': "丙"}"""],
    ),
    "remove the middle in brackets": (
        Remove((*B, "who")),
        ["""  - {id: b, who: 乙, 'what': "丙"}"""],
        ["""  - {id: b, 'what': "丙"}"""],
    ),
    "remove the last in brackets": (
        Remove((*B, "what")),
        ["""  - {id: b, who: 乙, 'what': "丙"}"""],
        ["  - {id: b, who: 乙}"],
    ),
    "remove an item": (Remove((*DO, "how", 0)), ["      - 做。  # one"], ["      # one"]),
    "add behind a key": (Add(DO, "kinds", ["会", "课"], ("who",)), [], ["    kinds: [会, 课]"]),
    "add at the end": (Add((), "more", {"a": "1"}), [], ['more: {a: "1"}']),
    "add in brackets": (
        Add((*DO, "when"), "day", 10, ("every",)),
        ['    when: {every: month, "times": 1}  # when'],
        ['    when: {every: month, day: 10, "times": 1}  # when'],
    ),
    "add a list of mappings": (
        Add(DO, "basis", [{"regulation": "甲", "article": "第一条"}], ("id",)),
        [],
        ["    basis:", "      - {regulation: 甲, article: 第一条}"],
    ),
    "replace a text": (Replace((*DO, "who"), "甲: 乙"), ["    who: 甲  # who"], ['    who: "甲: 乙"  # who']),
    "replace a list": (
        Replace((*DO, "how"), ["做。"]),
        ["    how:  # how", "      - 做。  # one", "      - '再做。'"],
        ["    how: [做。]", "      # how", "      # one"],
    ),
    "append": (Append((*DO, "how"), "三。"), [], ["      - 三。"]),
    "append a mapping": (Append(("steps",), {"id": "c"}), [], ["  - {id: c}"]),
    "move a block out": (
        Move((*DO, "how"), (), after=("kind",)),
        ["    how:  # how", "      - 做。  # one", "      # between", "      - '再做。'"],
        ["how:  # how", "  - 做。  # one", "  # between", "  - '再做。'"],
    ),
    "move with the comment above": (
        Move((*DO, "who"), (), "actor"),
        ["    # about who", "    who: 甲  # who"],
        ["# about who", "actor: 甲  # who"],
    ),
    "move the first key of an item": (
        Move((*DO, "id"), ()),
        ["  - id: do  # id"],
        ["  -", "id: do  # id"],
    ),
    "move into a block": (Move(("last",), DO, after=("id",)), ["last: 1"], ["    last: 1"]),
    "move into brackets": (
        Move((*DO, "who"), (*DO, "when")),
        ["    who: 甲  # who", '    when: {every: month, "times": 1}  # when'],
        ["    # who", '    when: {every: month, "times": 1, who: 甲}  # when'],
    ),
    "move out of brackets": (
        Move((*B, "what"), (), "act"),
        ["""  - {id: b, who: 乙, 'what': "丙"}"""],
        ["  - {id: b, who: 乙}", "act: 丙"],
    ),
}


@pytest.mark.parametrize("name", CASES_OF_ONE)
def test_one_operation_changes_its_own_lines(name):
    operation, gone, come = CASES_OF_ONE[name]
    new = done(TEXT, operation)
    assert changed(new) == (gone, [line for line in come if line not in lines(TEXT)])
    assert [line for line in lines(new) if line in come] == come


@pytest.mark.parametrize("name", CASES_OF_ONE)
def test_line_ends_and_bom_stay(name):
    operation = CASES_OF_ONE[name][0]
    plain = done(TEXT, operation).rstrip("\n")
    for last, bom, ending in itertools.product((TEXT, TEXT.rstrip("\n")), ("", BOM), ("\n", "\r\n")):
        text = bom + last.replace("\n", ending)
        new = done(text, operation)
        assert new.startswith(bom)
        assert new.count("\n") == new.count(ending)
        assert comments(text) <= comments(new)
        assert new.removeprefix(bom).replace("\r\n", "\n").rstrip("\n") == plain


def comments(text):
    return set(re.findall(r"# \S+", text))


EMPTIED = {
    "block": ("a:\n  b: 1  # b\nc: 2\n", [Remove(("a", "b"))], "a: {}  # b\nc: 2\n"),
    "list": ("a:\n- 1\n- 2  # two\n", [Remove(("a", 0)), Remove(("a", 1))], "a: []  # two\n"),
    "brackets": ("a: {b: 1, c: 2, }\n", [Remove(("a", "b")), Remove(("a", "c"))], "a: {}\n"),
    "brackets over lines": ("a: {\n  b: 1,  # b\n}\n", [Remove(("a", "b"))], "a: {\n  # b\n}\n"),
    "item": ("a:\n  - b: 1\n", [Remove(("a", 0, "b"))], "a:\n  - {}\n"),
    "filled again": ("a:\n  b: 1\n", [Remove(("a", "b")), Add(("a",), "c", 2)], "a:\n  c: 2\n"),
    "brackets filled again": ("a: {b: 1}\n", [Remove(("a", "b")), Add(("a",), "c", 2)], "a: {c: 2}\n"),
    "moved whole": (
        "a:\n  # b\n  b: 1  # one\n",
        [Move(("a", "b"), ()), Remove(("a",))],
        "# b\nb: 1  # one\n",
    ),
}


@pytest.mark.parametrize("name", EMPTIED)
def test_what_is_emptied(name):
    text, wanted, expected = EMPTIED[name]
    assert done(text, *wanted) == expected


ODD = {
    "a text with # in quotes": (
        "a: 'x # y'  # real\nb: 1\n",
        [Remove(("a",))],
        "# real\nb: 1\n",
    ),
    "a folded text": (
        "a:\n  b: |  # head\n    x # no comment\n  # below\n  c: 1\n",
        [Move(("a", "b"), ())],
        "a:\n  # below\n  c: 1\nb: |  # head\n  x # no comment\n",
    ),
    "a folded text removed": ("a: >-  # head\n  x\nb: 1\n", [Remove(("a",))], "# head\nb: 1\n"),
    "nothing as a value": ("a:  # none\nb: {c: , d: 1}\n", [Replace(("a",), 1)], "a: 1  # none\nb: {c: , d: 1}\n"),
    "nothing in brackets": ("a: {b: , c: 1}\n", [Replace(("a", "b"), "x")], "a: {b: x, c: 1}\n"),
    "a key alone in brackets": ("a: {b, c: 1}\n", [Replace(("a", "b"), "x")], "a: {b: x, c: 1}\n"),
    "brackets over lines": (
        "a: {\n  b: 1,  # one\n  c: 2,  # two\n  d: 3  # three\n}\n",
        [Remove(("a", "c"))],
        "a: {\n  b: 1,  # one\n  # two\n  d: 3  # three\n}\n",
    ),
    "last of brackets over lines": (
        "a: {\n  b: 1,  # one\n  c: 2  # two\n}\n",
        [Remove(("a", "c"))],
        "a: {\n  b: 1  # one\n    # two\n}\n",
    ),
    "a dash on a line of its own": (
        "a:\n  -\n    b: 1\n    c: 2\n",
        [Remove(("a", 0, "b"))],
        "a:\n  -\n    c: 2\n",
    ),
    "up behind the dash": ("a:\n  - b: 1\n    c: 2\n", [Remove(("a", 0, "b"))], "a:\n  - c: 2\n"),
    "a blank line below the dash": (
        "a:\n  - b: 1\n\n    c: 2\n",
        [Remove(("a", 0, "b"))],
        "a:\n  -\n\n    c: 2\n",
    ),
    "a question mark": ("? a\n: b\nc: 1\n", [Rename(("a",), "d")], "? d\n: b\nc: 1\n"),
    "deeper": (
        "a: 1\nb:\n  c:\n    d: 2\n",
        [Move(("a",), ("b", "c"))],
        "b:\n  c:\n    d: 2\n    a: 1\n",
    ),
    "the first lines are about the file": (
        "# $schema\na: 1\n# c\nb: 2\nc: {}\nd:\n  e: 1\n",
        [Move(("a",), ("d",)), Move(("b",), ("d",))],
        "# $schema\nc: {}\nd:\n  e: 1\n  a: 1\n  # c\n  b: 2\n",
    ),
    "out of the last line": ("a:\n  - b: 1\n    c: 2\n", [Move(("a", 0, "c"), ())], "a:\n  - b: 1\nc: 2\n"),
    "out of a last line without an end": (
        "a:\n  - b: 1\n    c: 2",
        [Move(("a", 0, "c"), ())],
        "a:\n  - b: 1\n\nc: 2",
    ),
    "a long list": (
        "a: 1\n",
        [Add((), "b", ["这是一句很长的话" * 6, "第二句，有逗号。", "- 三"])],
        f'a: 1\nb:\n  - {"这是一句很长的话" * 6}\n  - 第二句，有逗号。\n  - "- 三"\n',
    ),
    "swapped names": ("a: 1\nb: 2\n", [Rename(("a",), "b"), Rename(("b",), "a")], "b: 1\na: 2\n"),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_ways_to_write(name):
    text, wanted, expected = ODD[name]
    assert done(text, *wanted) == expected


def test_all_at_once_go_by_the_old_paths():
    new = done(
        TEXT,
        Remove((*DO, "how", 0)),
        Replace((*DO, "how", 1), "改。"),
        Append((*DO, "how"), "新。"),
        Rename((*DO, "when", "every"), "each"),
        Remove((*DO, "when", "times")),
        Add((*DO, "when"), "day", 1),
        Remove(("kind",)),
    )
    found = parse(RawSource("x.yaml", new.encode())).tree.data
    assert found["steps"][0] == {
        "id": "do",
        "who": "甲",
        "how": ["改。", "新。"],
        "when": {"each": "month", "day": 1},
    }
    assert "kind" not in found


@pytest.mark.parametrize("wanted", [Rename(("kind",), "last"), Add((), "last", 1), Move((*B, "id"), DO)])
def test_a_key_that_is_there_is_not_overwritten(wanted):
    with pytest.raises(AmendError, match=r"x\.yaml:\d+:\d+: 同一层已经有“(last|id)”这个键"):
        done(TEXT, wanted)


def test_two_operations_on_one_place_are_refused():
    with pytest.raises(ValueError, match="two edits"):
        done(TEXT, Replace((*DO, "who"), "乙"), Replace((*DO, "who"), "丙"))


def test_what_does_not_come_out_as_meant_is_refused(monkeypatch):
    monkeypatch.setattr("dangjian_std.reading.yaml_editing.layout.scalar", lambda text, flow=False: "别的")
    with pytest.raises(AmendError, match=r"x\.yaml:12:5: 这一处的写法太少见"):
        done(TEXT, Remove(("kind",)), Replace((*DO, "when"), {"a": "b"}))


def paths(data, way=()):
    """Every key of every mapping, and every item."""
    match data:
        case dict():
            for key, value in data.items():
                yield (*way, key)
                yield from paths(value, (*way, key))
        case list():
            for index, value in enumerate(data):
                yield (*way, index)
                yield from paths(value, (*way, index))


FROZEN = [raw for folder in sorted((CASES / "formats").iterdir()) for raw in sources(folder)]
VALUES = st.sampled_from(
    ["新的", "a, b", 1, True, None, [], {}, ["甲", "乙"], {"a": ["x", {"b": "，"}]}, [{"c": "d"}]]
)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_operation_on_any_place_of_a_frozen_set_comes_out_as_meant(data):
    """`amend` itself compares what comes out with what is meant; here it must not refuse, nor lose a comment."""
    raw = data.draw(st.sampled_from(FROZEN))
    tree = parse(raw).tree
    at = data.draw(st.sampled_from(sorted(paths(tree.data), key=str)))
    keyed = isinstance(at[-1], str)
    mappings = [
        path
        for path in [(), *paths(tree.data)]
        if isinstance(operations.reduce(operations.getitem, path, tree.data), dict) and path[: len(at)] != at
    ]
    wanted = data.draw(
        st.sampled_from(
            [Remove(at), Replace(at, data.draw(VALUES))]
            + (
                [Rename(at, "new-name"), Move(at, data.draw(st.sampled_from(mappings)), "new-name")]
                if keyed
                else []
            )
            + [Add(data.draw(st.sampled_from(mappings)), "new-name", data.draw(VALUES), tuple(tree.data))]
        )
    )
    new, found = amend(raw, tree, [wanted])
    assert found.data == operations.meant(tree.data, [wanted])
    text, old = new.data.decode(), raw.data.decode()
    assert (text[:1] == BOM, "\r" in text) == (old[:1] == BOM, "\r" in old)
    for comment in re.findall(r"# [^\r\n#]+", old):
        assert text.count(comment.strip()) >= old.count(comment.strip())


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_two_keys_of_a_step_can_go_together(data):
    raw = next(raw for raw in FROZEN if "DJ401" in raw.path)
    tree = parse(raw).tree
    stage = data.draw(st.integers(0, len(tree.data["stages"]) - 1))
    step = ("stages", stage, "steps", data.draw(st.integers(0, len(tree.data["stages"][stage]["steps"]) - 1)))
    here = operations.reduce(operations.getitem, step, tree.data)
    first, second = data.draw(st.lists(st.sampled_from(sorted(here)), min_size=2, max_size=2, unique=True))
    todo = [Remove((*step, first)), Move((*step, second), (), "moved"), Add(step, "added", "新", (first, second))]
    _, found = amend(raw, tree, todo)
    assert found.data["moved"] == here[second]
