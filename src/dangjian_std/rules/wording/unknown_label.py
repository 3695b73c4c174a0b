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
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Column, Field, Record
from dangjian_std.rules.prose import Sentence, sentences
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS608"
SEVERITY = Severity.ERROR
REQUIRES = ("duplicate-code",)
RENAMED = "栏目要改名的，先改回去，用 dstd rename label 改，句子跟着改"

HAN = "[\u4e00-\u9fff]"
COLUMN = re.compile(f"“(?P<quoted>[^”]+)”栏|(?P<words>{HAN}+?)栏(?!目|里)")
PARTS = re.compile(f"(?:(?!和|的|找|看){HAN})+")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each label that sentences look for on a form which has no such field."""
    uses: dict[str, list[tuple[str, Place]]] = {}
    for record, sentence, found in named(catalog):
        uses.setdefault(record.code, []).append((found[0], sentence.place(found)))
    for record in catalog.records.values():
        known = {each.label: each.at("label") for each in _fields(record)}
        said = [
            (next((label for label in known if word in label), word), place)
            for word, place in uses.get(record.code, ())
        ]
        register = record.anchor.outline.file.path
        yield from dangling(said, known, what=f"{record.code} 的栏目", register=register, also=RENAMED)


def _fields(record: Record) -> Iterator[Field | Column]:
    for field in record.fields:
        yield field
        yield from field.columns


def named(catalog: Catalog) -> Iterator[tuple[Record, Sentence, re.Match[str]]]:
    """Yield each label in the words that follow a form, by its code or its title, up to a mark or another form."""
    names = {name: each for code, each in catalog.records.items() for name in (code, each.title)}
    form = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    clause = re.compile(f"(?P<form>{form})(?P<words>(?:(?!{form})[^，。；：])*)")
    for sentence in sentences(catalog):
        for found in clause.finditer(sentence.text):
            record = names[found["form"]]
            yield from ((record, sentence, each) for each in _labels(sentence, record, *found.span("words")))


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
        yield from [whole] if whole else _joined(list(PARTS.finditer(sentence.text, *span)))


def _joined(words: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the last word before 栏, and the words that 和 joins to it."""
    last = None
    for word in reversed(words):
        if last and word.string[word.end() : last.start()] != "和":
            return
        last = word
        yield word
