"""Where a cursor stands is known while the text is no YAML yet; in YAML it is where the parser puts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_std.editing.lookup import cursor
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import sources
from support.folders import BASE, FROZEN


def at(text):
    """Return the place of the bar in a text that is written without it."""
    before, after = text.split("|")
    return cursor.at(before + after, before.count("\n"), len(before.rpartition("\n")[2]))


@pytest.mark.parametrize("raw", tuple(sources(FROZEN)), ids=lambda raw: raw.path)
def test_it_stands_where_the_parser_says(raw):
    tree = parse(raw).sound
    places = {span: path for path, span in tree.outline.values.items() if span not in holders(tree)}
    assert places
    for span, path in [*places.items()][:: len(places) // 25 or 1]:
        assert cursor.at(tree.source.text, span.line - 1, span.column - 1).path == path


def holders(tree):
    """Return where mappings and lists stand."""
    return {tree.outline.values[path[:-1]] for path in tree.outline.values if path}


TYPED = [
    ("kind: standard\nco|", (), False, "co"),
    ("kind: |", ("kind",), True, ""),
    ("kind: stan|dard", ("kind",), True, "stan"),
    ("stages:\n  - id: a\n    steps:\n      - id: b\n        wh|", ("stages", 0, "steps", 0), False, "wh"),
    ("stages:\n  - id: a\n    steps:\n      - id: b\n        |", ("stages", 0, "steps", 0), False, ""),
    ("stages:\n  - id: a\n    steps:\n      - |", ("stages", 0, "steps", 0), False, ""),
    ("stages:\n  - id: a\n    steps:\n      - id: b\n      - wh|", ("stages", 0, "steps", 1), False, "wh"),
    ("a:\n- b: 1\n- b: |", ("a", 1, "b"), True, ""),
    ("when: {|", ("when",), False, ""),
    ("when: {be|", ("when",), False, "be"),
    ("when: {before: |", ("when", "before"), True, ""),
    ("when: {before: hold, at_le|}", ("when",), False, "at_le"),
    ("when: {before: hold, at_least_days: |}", ("when", "at_least_days"), True, ""),
    ("papers: [|]", ("papers", 0), True, ""),
    ("papers: [W401, W|", ("papers", 1), True, "W"),
    ("basis:\n  - {regulation: 支部条例, article: 第十|}", ("basis", 0, "article"), True, "第十"),
    ("basis:\n  - {regulation: 支部条例,\n     article: 第十|}", ("basis", 0, "article"), True, "第十"),
    ("bounds: {quorum: {of: |}}", ("bounds", "quorum", "of"), True, ""),
    ("how:\n  - 写明时间、地点|", ("how", 0), False, "写明时间、地点"),
    ("text: >\n  一行: 两行\nwh|", (), False, "wh"),
    ("title: [没有合上\nwho: x\nwh|", (), False, "wh"),
    ("title：全角\nwho: 组|", ("who",), True, "组"),
    ("\twho: x\nwhat: |", ("what",), True, ""),
]


@pytest.mark.parametrize(("text", "path", "valued", "typed"), TYPED)
def test_it_stands_behind_the_keys_that_were_typed(text, path, valued, typed):
    found = at(text)
    assert (found.path, found.valued, found.typed) == (path, valued, typed)


@pytest.mark.parametrize(
    "text",
    [
        "- {regulation: 支部条例, article: |}",
        "- {article: |, regulation: 支部条例}",
        "- regulation: 支部条例\n  article: |",
        "- article: |\n  regulation: 支部条例",
        "- {regulation: '支部条例', article: |",
    ],
)
def test_what_stands_beside_it_is_known(text):
    assert at(text).beside["regulation"] == "支部条例"


def test_it_is_in_columns_of_code_points():
    found = at("title: 𠮷𠮷野家|")
    assert (found.column, found.typed) == (7, "𠮷𠮷野家")


@given(st.data())
def test_nothing_that_is_typed_is_too_much(data):
    text = data.draw(st.text(st.sampled_from("ab: -[]{},'\"|>#\n\u3000：𠮷"), max_size=60))
    lines = text.split("\n")
    line = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[line])))
    found = cursor.at(text, line, column)
    assert 0 <= found.column <= column
    assert lines[line][found.column : column].endswith(found.typed) or not found.typed


@given(st.integers(0), st.integers(0))
def test_a_file_that_breaks_off_is_read_up_to_there(line, column):
    (raw,) = (raw for raw in sources(BASE) if "DJ401" in raw.path)
    lines = raw.data.decode().split("\n")
    line %= len(lines)
    column %= len(lines[line]) + 1
    whole = cursor.at("\n".join(lines), line, column)
    short = cursor.at("\n".join([*lines[:line], lines[line][:column]]), line, column)
    assert (short.path, short.valued, short.typed) == (whole.path, whole.valued, whole.typed)
