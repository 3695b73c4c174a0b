"""The one layout: what a file says and every comment stay, however the file was written before."""

from __future__ import annotations

import re
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std.reading.formatting import formatted
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource, sources
from dangjian_std.reading.yaml_editing.layout import Layout
from dangjian_std.text.characters import width
from support import projects
from support.folders import FROZEN
from support.untidy import Untidy

SEEDS = st.integers(0, 2**32)
STANDARD = "standards/4-党员活动/DJ401.yaml"


@cache
def files():
    return tuple(sources(FROZEN))


def random_of(seed):
    return Random(seed)  # noqa: S311 for a test


def done(text, path=STANDARD):
    return formatted(RawSource(path, text.encode())).data.decode()


def brackets(raw):
    tree = parse(raw).tree
    layout = Layout(raw.data.decode(), tree)
    return {path for path in layout.children if layout.flow(path)}


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), SEEDS)
def test_any_writing_of_a_file_keeps_what_it_says_and_its_comments(number, seed):
    raw = files()[number % len(files())]
    data = parse(raw).tree.data
    untidy = Untidy(random_of(seed))
    messy = RawSource(raw.path, untidy.text(data).encode())
    assert parse(messy).tree.data == data
    new = formatted(messy)
    assert parse(new).tree.data == data
    assert sorted(re.findall(r"# 注\d+: \[a\]", new.data.decode())) == sorted(untidy.comments)
    assert formatted(new) == new


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), SEEDS)
def test_writings_with_the_same_brackets_come_to_the_same_bytes(number, seed):
    raw = files()[number % len(files())]
    data = parse(raw).tree.data
    texts = [Untidy(each, brackets(raw), remarks=False).text(data) for each in (random_of(seed), random_of(~seed))]
    one, two = (formatted(RawSource(raw.path, text.encode())).data.replace(b"\r", b"") for text in texts)
    assert one == two


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_the_catalogue_before_and_after_is_equal(seed):
    base, random = projects.base(), random_of(seed)
    messy = [RawSource(path, Untidy(random).text(parse(raw).tree.data).encode()) for path, raw in base.items()]
    before, after = load(messy).catalog, load(map(formatted, messy)).catalog
    assert before == after == load(base.values()).catalog
    assert after is not None


def test_the_keys_stand_in_the_order_of_the_schema_and_unknown_ones_last():
    text = "odd: 1\ntitle: 甲\nkind: standard\nscope: {applies_to: 乙, covers: 丙}\ncode: DJ401\n"
    assert done(text) == "kind: standard\ncode: DJ401\ntitle: 甲\nscope: {covers: 丙, applies_to: 乙}\nodd: 1\n"


@pytest.mark.parametrize(
    ("old", "new"),
    {
        "quotes that are not needed go": ("title: '甲'", "title: 甲"),
        "quotes that are needed are double": ("title: 'true'", 'title: "true"'),
        "a number stays as it was typed": ("minutes: 1.50", "minutes: 1.50"),
        "a list is further in than its key": ("how:\n- 甲\n-   乙", "how:\n  - 甲\n  - 乙"),
        "a text below its key comes up": ("title:\n    甲", "title: 甲"),
        "blank lines come to one, none first": ("how:\n\n  - 甲\n\n\n  - 乙\n\n", "how:\n  - 甲\n\n  - 乙"),
        "brackets keep one blank between": ("goals: [ 甲,乙 ,  丙 ]", "goals: [甲, 乙, 丙]"),
        "a block stays a block": ("scope:\n     covers: 甲", "scope:\n  covers: 甲"),
        "an empty list": ("goals: [ ]", "goals: []"),
        "spaces at the end go": ("title: 甲   ", "title: 甲"),
        "a text of one line in another way": ("title: |\n    甲：乙", "title: 甲：乙"),
        "a document mark goes": ("---\ntitle: 甲", "title: 甲"),
    }.values(),
)
def test_a_small_thing(old, new):
    assert done(f"{old}\n") == f"{new}\n"
    assert done(f"{new}\n") == f"{new}\n"


REMARKED = """\
# file

# above b
b: 2  # behind b
a:  # behind a
# above the first
- 甲 # behind one
  # ends the list
# above the last
c: [甲,  # in brackets
  乙]  # behind brackets
# the end
"""
KEPT = """\
# file

# above b
b: 2  # behind b
a:  # behind a
  # above the first
  - 甲  # behind one
  # ends the list
# above the last
c:  # behind brackets
  - 甲  # in brackets
  - 乙
# the end
"""


def test_each_comment_stays_with_what_it_belongs_to():
    assert done(REMARKED) == KEPT
    assert done(KEPT) == KEPT


def test_comments_and_blank_lines_move_with_their_key():
    text = "kind: standard\n\n# why this title\ntitle: 甲  # said\ncode: DJ401\n"
    assert done(text) == "kind: standard\ncode: DJ401\n\n# why this title\ntitle: 甲  # said\n"


def test_what_is_too_wide_is_folded_behind_a_comma_and_a_text_never():
    items = ", ".join(f"第{number}项" for number in range(40))
    folded = done(f"goals: [{items}]\ntitle: {'长' * 80}\n")
    assert all(width(line) <= 120 for line in folded.split("\n")[:-2])
    assert folded.split("\n")[1].startswith("  第")
    assert f"title: {'长' * 80}\n" in folded
    item = done(f"fields:\n  - {{id: a, hint: {'长' * 60}, label: 乙, sample: [甲]}}\n")
    assert item.split("\n")[1:3] == [f"  - {{id: a, hint: {'长' * 60}, label: 乙,", "     sample: [甲]}"]


def test_no_line_begins_with_what_looks_like_the_dash_of_an_item():
    folded = done(f"goals: [{', '.join(['甲乙丙丁', '—'] * 20)}]\n")
    assert "\n" in folded.strip()
    assert not re.search("^ *—", folded, re.MULTILINE)


def test_lines_end_as_the_first_one_does_and_a_mark_at_the_beginning_goes():
    assert formatted(RawSource(STANDARD, "\ufeffb: 1\r\na: 2\r\n".encode())).data == b"b: 1\r\na: 2\r\n"
