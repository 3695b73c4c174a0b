"""文字里说到的栏目，表上没有。

为什么
------
“查看 R201 的主题栏”，表上改叫“题目”了，查的人就找不到这一栏，填的人也不知道说的是哪里。
栏目可以只写一部分，如“培训栏”指“集中轮训和培训”。没有写表号、表名的“这一栏”“意见栏”不比较。

反例
----
    # DJ401 one-topic
    proof: 查看 R201 的议题栏和内容要点栏。

正例
----
    # DJ401 one-topic
    proof: 查看 R201 的主题栏和内容要点栏。

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node, asked_while
from dangjian_std.domain.record import Column, Field, Record
from dangjian_std.rules.phrases import HAN_CHARACTER
from dangjian_std.rules.prose import Sentence, files, holding
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS608"
SEVERITY = Severity.ERROR
REQUIRES = ("duplicate-code",)
RENAMED = "栏目要改名的，先改回去，用 dstd rename label 改，句子跟着改"

Said = tuple[str, Sentence, int, int]
Named = tuple[Record, Sentence, re.Match[str]]
MARKED = re.compile("栏")
"""Sentences of nothing else are looked at."""
COLUMN = re.compile(f"“(?P<quoted>[^”]+)”栏|(?P<words>{HAN_CHARACTER}+?)栏(?!目|里)")
PUNCTUATION = re.compile("[，。；：]")
LABEL_PARTS = re.compile(f"(?:(?!和|的|找|看){HAN_CHARACTER})+")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each label that sentences look for on a form which has no such field."""
    uses: dict[str, list[tuple[Sentence, re.Match[str]]]] = {}
    for record, sentence, found in named(catalog):
        uses.setdefault(record.code, []).append((sentence, found))
    for record in catalog.records.values():
        words = {found[0] for _, found in uses.get(record.code, ())}
        labels = dict.fromkeys(each.label for each in _fields(record)) if words else {}
        meant = {word: next((label for label in labels if word in label), word) for word in words}
        if labels.keys() >= set(meant.values()):
            continue
        known = {each.label: each.at("label") for each in _fields(record)}
        said = [(meant[found[0]], sentence.place(found)) for sentence, found in uses[record.code]]
        register = record.anchor.outline.file.path
        yield from dangling(said, known, what=f"{record.code} 的栏目", register=register, also=RENAMED)


def _fields(record: Record) -> Iterator[Field | Column]:
    for field in record.fields:
        yield field
        yield from field.columns


def named(catalog: Catalog) -> Iterator[Named]:
    """Yield each label in the words that follow a form, by its code or its title, up to a mark or another form."""
    names = {name: each for code, each in catalog.records.items() for name in (code, each.title) if name}
    known = _interned(frozenset(names))
    for node in files(catalog):
        if said := asked_while(node, "forms", (known,), partial(_said, node, known)):
            records = tuple(names[name] for name, _, _, _ in said)
            yield from asked_while(node, CODE, records, partial(_named, said, names))


@lru_cache(maxsize=2)
def _interned(names: frozenset[str]) -> frozenset[str]:
    """Return the same object for the same names."""
    return names


def _said(node: Node, names: frozenset[str]) -> tuple[Said, ...]:
    """Return each form that a sentence with 栏 names, and where the words that follow it begin and end."""
    found: list[Said] = []
    for sentence in holding(node, MARKED):
        forms = list(_forms(sentence.text, names, _longest(names)))
        for (name, _, start), (_, next_, _) in pairwise((*forms, ("", len(sentence.text), 0))):
            mark = PUNCTUATION.search(sentence.text, start, next_)
            found.append((name, sentence, start, mark.start() if mark else next_))
    return tuple(found)


def _named(said: Iterable[Said], names: Mapping[str, Record]) -> tuple[Named, ...]:
    return tuple(
        (names[name], sentence, each)
        for name, sentence, *words in said
        for each in _labels(sentence, names[name], *words)
    )


@lru_cache(maxsize=2)
def _longest(names: frozenset[str]) -> Mapping[str, Sequence[int]]:
    """Return the lengths of names by their first characters, the greatest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[0], set()).add(len(name))
    return {char: sorted(found, reverse=True) for char, found in lengths.items()}


def _forms(
    text: str, names: Container[str], longest: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, int, int]]:
    """Yield each form that a text names, the longest name where several begin, and where that stands."""
    place = 0
    while place < len(text):
        ends = (place + length for length in longest.get(text[place], ()))
        end = next((end for end in ends if text[place:end] in names), None)
        if end is not None:
            yield text[place:end], place, end
        place = place + 1 if end is None else end


def _labels(sentence: Sentence, record: Record, start: int, stop: int) -> Iterator[re.Match[str]]:
    labels = sorted((each.label for each in _fields(record)), key=len, reverse=True)
    longest = re.compile("|".join(map(re.escape, labels)) or "(?!)")
    for found in COLUMN.finditer(sentence.text, start, stop):
        quoted = found["quoted"] is not None
        span = found.span("quoted" if quoted else "words")
        if quoted:
            yield from re.compile(".+").finditer(sentence.text, *span)
            continue
        whole = next((each for each in longest.finditer(sentence.text, *span) if each.end() == span[1]), None)
        yield from [whole] if whole else _joined(list(LABEL_PARTS.finditer(sentence.text, *span)))


def _joined(words: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the last word before 栏, and the words that 和 joins to it."""
    last = None
    for word in reversed(words):
        if last and word.string[word.end() : last.start()] != "和":
            return
        last = word
        yield word
