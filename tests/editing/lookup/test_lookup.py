"""What stands at a place, where it is registered, where else it is named, and what may stand there instead."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from dangjian_std.domain.vocabulary import Trust
from dangjian_std.editing import uses
from dangjian_std.editing.lookup import (
    cursor,
    hovers,
    key_schemas,
    line_moves,
    named,
    occurrences,
    proposals,
    slots,
)
from dangjian_std.editing.lookup.slots import What
from dangjian_std.editing.renaming import RENAMERS
from dangjian_std.reading import bind, schema
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import sources
from support.folders import FROZEN

RAWS = tuple(sources(FROZEN))
TREES = {raw.path: parse(raw).sound for raw in RAWS}


@cache
def everything():
    """Return what is named at the beginning of each value of the frozen set, with the tree in which it stands."""
    found = []
    for tree in TREES.values():
        for path, span in tree.outline.values.items():
            if path and (each := named.at(tree, span.line, span.column)) and each.span.line == span.line:
                found.append((tree, path, each))
    return found


# -- what the keys name ----------------------------------------------------------------------------------


def test_a_file_of_each_kind_of_a_set_is_bound_to_something():
    assert set(slots.CLASSES) == set(schema.SCHEMA_KINDS) - {"unit", "overlay"}


def test_the_keys_that_name_things_are_keys():
    for holder, key in (*slots.SELF_NAMING_KEYS, *slots.NAMING_KEYS):
        assert key in bind.fields(holder), (holder, key)


def test_every_key_that_names_a_role_or_an_event_is_known_by_its_path(catalog):
    by_file = {tree.outline.file.path: tree for tree in TREES.values()}
    for name in catalog.roles:
        for use in uses.of_role(catalog, name):
            kind = by_file[use.holder.anchor.outline.file.path].data["kind"]
            path = slots.keys_on(use.holder.anchor.path + use.path)
            assert What.ROLE in slots.names(kind, path), (kind, path)
    for event in catalog.system.events:
        for use in uses.of_event(catalog, event.name):
            kind = by_file[use.holder.anchor.outline.file.path].data["kind"]
            assert What.EVENT in slots.names(kind, slots.keys_on(use.holder.anchor.path + use.path))


def test_all_that_is_named_is_registered(catalog):
    missing = [
        (tree.source.path, path, each)
        for tree, path, each in everything()
        if occurrences.definition(catalog, each) is None
        and not (each.what is What.CODE and not known(catalog, each))
    ]
    assert missing == []
    assert {each.what for *_, each in everything()} == set(What)


def known(catalog, each):
    """Whether a code is one of the frozen set, which took ten standards of more."""
    return each.name in catalog.coded


def test_what_names_itself_is_its_own_definition(catalog):
    for tree, path, each in everything():
        if what := slots.defines(tree.data["kind"], path):
            node, key = occurrences.definition(catalog, each)
            assert (each.what, node.at(key).span) == (what, each.span)


def test_every_reference_names_the_thing_again(catalog):
    for what in What:
        thing = next(each for *_, each in everything() if each.what is what)
        found = list(occurrences.references(catalog, thing))
        if what in {What.TERM, What.PROFILE}:
            continue
        assert found or what in {What.TITLE, What.LABEL}, thing
        for place in found:
            other = named.at(TREES[place.span.path], place.span.line, place.span.column)
            assert other is not None
            assert other.name == thing.name or other.what is not what, (thing, other)


@pytest.mark.parametrize("what", [What.STEP, What.FIELD])
def test_a_name_behind_a_code_is_two_names(what):
    tree, path, _ = next(
        (tree, path, each)
        for tree, path, each in everything()
        if each.what is What.CODE and what in slots.names(tree.data["kind"], slots.keys_on(path))
        if "." in value(tree, path)
    )
    span = tree.outline.values[path]
    first, last = (named.at(tree, span.line, column) for column in (span.column, span.end_column))
    assert (first.what, last.what) == (What.CODE, what)
    assert last.name == value(tree, path) != first.name
    assert value(tree, path).startswith(f"{first.name}.")


def value(tree, path):
    found = tree.data
    for part in path:
        found = found[part]
    return found


@pytest.mark.parametrize("what", What)
def test_what_can_be_renamed_is_what_rename_knows(what, catalog):
    thing = next(each for *_, each in everything() if each.what is what)
    renaming = occurrences.renaming(catalog, thing)
    fixed = {What.FIELD, What.PART, What.REGULATION, What.ARTICLE, What.PROFILE}
    assert (renaming is None) == (what in fixed)
    if renaming:
        kind, old = renaming
        assert RENAMERS[kind](
            RAWS, catalog, old, "R299" if kind == "record" else "甲乙丙" if kind != "step" else "abc"
        )


# -- what an editor shows --------------------------------------------------------------------------------


def test_of_an_article_the_gist_and_how_well_it_is_known_is_shown(catalog):
    for tree, path, each in everything():
        if each.what is What.ARTICLE and slots.defines(tree.data["kind"], path):
            article = occurrences.definition(catalog, each)[0]
            shown = hovers.of(catalog, each)
            assert article.gist in shown
            assert f"（{Trust(article.checked.level)}）" in shown


def test_each_kind_of_thing_is_shown_in_its_way(catalog):
    shown = {what: set() for what in What}
    for *_, each in everything():
        shown[each.what].add(hovers.of(catalog, each))
    assert all(shown.values())
    (role,) = (text for text in shown[What.ROLE] if text.startswith("记录人"))
    assert "DJ401　6.2.1" in role
    assert role.count("\n· ") == int(role.partition("：")[2].partition(" ")[0])
    assert any("[主题和议题]" in text for text in shown[What.CODE])  # a form is drawn
    assert any("＿＿＿" in text for text in shown[What.CODE])  # and a letter
    assert any("何时：" in text for text in shown[What.STEP])


def test_a_long_list_of_duties_ends(catalog):
    long = [text for role in catalog.roles if len(text := role_text(catalog, role)) > hovers.MOST_ITEMS_SHOWN]
    assert long
    assert all(len(text) == hovers.MOST_ITEMS_SHOWN + 2 and text[-1].startswith("……还有") for text in long)


def role_text(catalog, role):
    thing = next(each for *_, each in everything() if each.what is What.ROLE)
    return hovers.of(catalog, named.NamedPlace(What.ROLE, role, thing.span, role)).split("\n")


def test_every_key_is_explained():
    for tree in TREES.values():
        for path in tree.outline.keys:
            assert hovers.of_key(tree.data["kind"], path), path


# -- what may be typed -----------------------------------------------------------------------------------


def test_what_is_written_is_among_what_is_proposed(catalog):
    seen = Counter()
    for tree in TREES.values():
        kind, text = tree.data["kind"], tree.source.text
        for path, span in [*tree.outline.values.items()][len(seen) % 7 :: 7]:
            if isinstance(value(tree, path), dict | list):
                continue
            here = cursor.at(text, span.line - 1, span.column - 1)
            found = {each.text for each in proposals.at(kind, tree.source.path, here, catalog)}
            if found:
                said = value(tree, path)
                written = str(said).lower() if isinstance(said, bool) else str(said)
                assert written in found or outside(catalog, written), (tree.source.path, path, written)
                seen[slots.keys_on(path)[-1]] += 1
    assert {"who", "regulation", "article", "type", "per", "home", "before", "after"} <= set(seen)


def outside(catalog, written):
    """Whether something is a code, or a step, of a standard that the frozen set did not take."""
    code = written.partition(".")[0]
    return code[:2] == "DJ" and code not in catalog.standards


def test_the_keys_that_are_there_are_not_proposed_again():
    text = "kind: standard\nstages:\n  - id: a\n    steps:\n      - id: b\n        \n        who: 甲\n"
    found = {each.text: each for each in proposals.at("standard", "x", cursor.at(text, 5, 8), None)}
    wanted = set(key_schemas.at("standard", ("stages", 0, "steps", 0))["properties"]) - {"id", "who"}
    assert set(found) == wanted
    assert (found["what"].follows, found["how"].follows) == (": ", ":")
    assert "（要写）" in found["what"].note
    assert next(iter(found)) == "what"  # what has to be there stands first


def test_articles_are_those_of_the_regulation_beside(catalog):
    text = "kind: standard\nrequirements:\n  - basis:\n      - {regulation: 支部条例, article: 第}"
    found = proposals.at("standard", "x", cursor.at(text, 3, text.split("\n")[3].index("第") + 1), catalog)
    assert [each.text for each in found] == [each.number for each in catalog.regulations["支部条例"].articles]
    assert found[0].note.startswith("原文　")


def test_a_code_is_completed_in_a_sentence(catalog):
    text = "kind: standard\nrequirements:\n  - proof: 查看 R2"
    found = proposals.at("standard", "x", cursor.at(text, 2, 16), catalog)
    assert {each.text for each in found} == set(catalog.coded)
    assert {each.column for each in found} == {14}


@pytest.mark.parametrize(("typed", "lead"), [("who:", " "), ("who: ", ""), ("who: 组", "")])
def test_a_space_that_is_missing_behind_the_colon_is_typed_too(catalog, typed, lead):
    text = f"kind: standard\nstages:\n  - steps:\n      - {typed}"
    found = proposals.at("standard", "x", cursor.at(text, 3, 99), catalog)
    assert {each.leads for each in found} == {lead}
    assert set(catalog.roles) == {each.text for each in found}


def test_a_blank_is_completed_in_the_body_of_a_letter(catalog):
    paper = catalog.papers["W401"]
    text = "kind: paper\nbody:\n  - 定于〔x"
    found = proposals.at("paper", paper.anchor.outline.file.path, cursor.at(text, 2, 8), catalog)
    assert [(each.text, each.note) for each in found] == [(slot.id, slot.label) for slot in paper.slots]
    assert {(each.column, each.follows) for each in found} == {(7, "〕")}


def test_a_blank_is_found_from_the_body_of_a_letter(catalog):
    paper = catalog.papers["W401"]
    tree, slot = TREES[paper.anchor.outline.file.path], paper.slots[0]
    place = next(
        occurrences.references(catalog, named.at(tree, slot.at("id").span.line, slot.at("id").span.column))
    )
    found = named.at(tree, place.span.line, place.span.column)
    assert occurrences.definition(catalog, found) == (slot, "id")
    assert slot.label in hovers.of(catalog, found)


def test_without_a_set_the_format_is_enough_for_its_own_words():
    here = cursor.at("kind: record\nfields:\n  - type: ", 2, 10)
    assert "choices" in {each.text for each in proposals.at("record", "x", here, None)}
    assert proposals.at("nonsense", "x", here, None) == ()
    assert proposals.kind_of("a: 1\nkind: record # x\nb: {") == "record"


# -- lines that moved ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "was"),
    [
        ("abc", "abc", 2, 2),
        ("abc", "xabc", 3, 2),
        ("abab", "xabab", 4, 3),
        ("abc", "ab", 9, None),
        ("abc", "x", 1, None),
    ],
)
def test_a_line_is_found_where_it_was(old, new, line, was):
    assert line_moves.before(old, new, line) == was
