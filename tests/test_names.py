"""One name of a module is one thing: what stands in two places is the same thing there, and is listed here."""

from __future__ import annotations

from collections import Counter

from support.folders import ROOT

PACKAGE = ROOT / "src" / "dangjian_std"
SHARED = {
    "addresses": "how overlays name one thing: where one leads, and which one a change has",
    "adoption": "what a unit made of the set that it adopted: as values, and as adoption.json",
    "assessment": "评标准: the floor that judges, and what its sheets are printed from",
    "back_matter": "what stands last in a book",
    "basis": "what a standard rests on: rules about it, and its list",
    "blocks": "what will be on a page, and how HTML shows it",
    "book": "a publication as one bound book",
    "build": "the outputs: the command, and making them",
    "cards": "one page that says it all: as a block, as a publication, in Word",
    "charts": "flow charts and trees: what they say, and their geometry",
    "comments": "意见: as values, as lists, and the command",
    "computing": "what a workbook of a form computes: as a record states it, and as the form has it",
    "document": "what is on paper: the floor, and the whole of one",
    "due": "a step that is due, and the command that lists them",
    "editing": "changing a set that is there: the floor, and telling a person what came of it",
    "forms": "记录表: as blocks, in Word, and how people get them wrong",
    "formulas": "what a cell computes: in any format, and in a workbook",
    "hand_up": "上报: as values, and the command",
    "json": "a format of findings and of lists, called as `--format` calls it",
    "key_dates": "重要时间节点: as values, and in words",
    "layout": "where things stand: on a page, and in the text of a file",
    "limits": "the `limits` of unit.yaml: put where they belong, and offered to be set",
    "marks": "▲ and ◇: as they are printed, and which places get or lose one",
    "measuring": "how a criterion is answered: in words, and as a list",
    "names": "what things are called: rules about it, and pairs of two states by it",
    "pack": "what is handed out for one occasion: a month or a case",
    "records": "记录表: rules about them, and as a publication",
    "references": "what a file calls a thing that stands elsewhere: parsed, and checked",
    "revision": "修订: what is made for it, and rules about it",
    "seals": "封签: what is sealed, and writing one into a text",
    "tables": "tables: of plain rows, and in Word",
    "taking": "收表: what is kept of a form, and telling a person",
    "text": "text: the floor of places and characters in it, and findings as text, called as `--format` calls it",
    "unit_workbook": "单位.xlsx: read, and made",
    "wording": "how a thing is said: in documents, and rules about sentences",
}
"""Names of modules and folders that stand in more than one place, each with the one thing that it is there."""
THRICE = {"cards", "comments", "forms"}
"""Those that stand in three places; all others stand in two."""


def test_no_name_is_two_things():
    files = [path.parent if path.name == "__init__.py" else path for path in PACKAGE.rglob("*.py")]
    times = Counter(path.stem for path in files)
    shared = {name: number for name, number in times.items() if number > 1}
    assert shared == {name: 3 if name in THRICE else 2 for name in SHARED}
