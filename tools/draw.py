"""Draw printed facts at random, to be traced to their articles by somebody who did not write the book.

A fact is what a handbook prints on the strength of a source: the gist of an article in table 1 (one fact in every
standard that prints it), an unmarked value of a step that rests on an article, an unmarked requirement that rests
on one, a title in 参考文献; and what a form asks for or a letter says, which rests on the steps that use it. Facts
are listed by code and in the order of the files, so the same seed and the same standards draw the same facts,
wherever and whenever. What was drawn and found is in docs/audit.md.

    .venv/bin/python tools/draw.py 20261123
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dangjian_std.composition import wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.regulation import Citation
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.reading.load import load
from dangjian_std.reading.project import sources
from dangjian_std.renderers.layout import plain_text
from dangjian_std.text.places import Place

SIZES = {"大意": 10, "步骤": 20, "要求": 8, "题名": 2, "表和文书": 20}
"""How many facts of each kind make a sample, in the order in which they are drawn."""


@dataclass(frozen=True)
class Fact:
    """One printed statement: where the book has it, where the YAML has it, what it says, what it rests on."""

    clause: str
    place: Place
    text: str
    basis: tuple[str, ...]


def listed(catalog: Catalog) -> dict[str, list[Fact]]:
    """Every fact of the book by kind, in the order of SIZES."""
    numbered = [Clauses(catalog, standard) for _, standard in sorted(catalog.standards.items())]
    return {
        "大意": [fact for each in numbered for fact in _gists(catalog, each.standard)],
        "步骤": [fact for each in numbered for fact in _steps(each)],
        "要求": [fact for each in numbered for fact in _requirements(each)],
        "题名": list(_titles(catalog)),
        "表和文书": list(_forms(catalog, numbered)),
    }


def draw(facts: Mapping[str, Sequence[Fact]], seed: int) -> list[tuple[str, Fact]]:
    """Draw a sample: each kind by itself, without replacement, all with one generator."""
    chance = random.Random(seed)  # noqa: S311 a sample, not a secret
    return [
        (kind, fact)
        for kind, size in SIZES.items()
        for fact in chance.sample(facts[kind], min(size, len(facts[kind])))
    ]


def _gists(catalog: Catalog, standard: Standard) -> Iterator[Fact]:
    for name, number in dict.fromkeys((each.regulation, each.article) for each in standard.citations):
        article = catalog.regulations[name].article(number)
        if article:
            yield Fact(f"{standard.code} 表1", article.at("gist"), article.gist, (f"{name}{number}",))


def _steps(numbering: Clauses) -> Iterator[Fact]:
    for step in numbering.standard.steps:
        if step.basis and not {"step"} & {*step.local, *step.unread_places}:
            clause = f"{numbering.code} {numbering.clauses[step.id]}"
            for key, place, text in _values(step, numbering):
                if not _marked(step, key):
                    yield Fact(f"{clause} {key}", place, text, _named(step.basis))


def _values(step: Step, numbering: Clauses) -> Iterator[tuple[str, Place, str]]:
    yield "who", step.at("who"), step.who
    if step.with_:
        yield "with", step.at("with"), "参加：" + "、".join(step.with_)
    yield "what", step.at("what"), step.what
    for index, text in enumerate(step.how, 1):
        yield f"how.{index}", step.at("how", index - 1), text
    if step.bounds:
        yield "bounds", step.at("bounds"), wording.bounds(step.bounds)
    yield "when", step.at("when"), plain_text.line(wording.when(step.when, numbering.name))


def _marked(step: Step, key: str) -> bool:
    """Whether ▲ or ◇ is printed at a value: it, what holds it or anything inside it is local or not read."""
    return any(overlap(path, key) for path in (*step.local, *step.unread_places))


def _requirements(numbering: Clauses) -> Iterator[Fact]:
    for index, each in enumerate(numbering.standard.requirements, 1):
        if each.basis and not each.local and not each.unread:
            clause = f"{numbering.code} {numbering.requirement(index).text}"
            yield Fact(clause, each.at("text"), each.text, _named(each.basis))


def _titles(catalog: Catalog) -> Iterator[Fact]:
    cited = {each.regulation for standard in catalog.standards.values() for each in standard.citations}
    for name, regulation in sorted(catalog.regulations.items()):
        if name in cited:
            text = f"{regulation.issuer}：《{regulation.title}》"
            yield Fact("参考文献", regulation.at("title"), text, (name,))


def _forms(catalog: Catalog, numbered: Sequence[Clauses]) -> Iterator[Fact]:
    """Yield every field of a form (of a table, every column) and paragraph of a letter, with the steps of it."""
    used = _users(numbered)
    for code, record in sorted(catalog.records.items()):
        for field in record.fields:
            for each in field.columns or (field,):
                name = field.label if each is field else f"{field.label}：{each.label}"
                text = name + (f"（{field.hint}）" if field.hint else "")
                yield Fact(f"{code} {record.title}", each.at("label"), text, used[code])
    for code, paper in sorted(catalog.papers.items()):
        for index, text in enumerate(paper.body):
            yield Fact(f"{code} {paper.title}", paper.at("body", index), text, used[code])


def _users(numbered: Sequence[Clauses]) -> Mapping[str, tuple[str, ...]]:
    """Return, for every form and letter, the clauses of the steps that fill, write into or issue it."""
    found: dict[str, tuple[str, ...]] = {}
    for each in numbered:
        for step in each.standard.steps:
            for code in {step.form, step.into, *step.papers}:
                if code:
                    found[code] = (*found.get(code, ()), f"{each.code} {each.clauses[step.id]}")
    return found


def _named(citations: Sequence[Citation]) -> tuple[str, ...]:
    return tuple(f"{each.regulation}{each.article}" for each in citations)


def main() -> None:
    """Print how many facts there are, and the sample: one fact a line, columns divided by tabs."""
    parser = argparse.ArgumentParser(description="从印出来的事实里按种子抽一批，供没有写过的人逐处核对条文。")
    parser.add_argument("seed", type=int, help="种子，例如 20261123")
    parser.add_argument("--root", type=Path, default=Path(), help="项目文件夹，默认是当前文件夹")
    chosen = parser.parse_args()
    catalog = load(sources(chosen.root)).catalog
    if catalog is None:
        raise SystemExit("标准没有通过形式检查，先运行 dstd validate。")
    facts = listed(catalog)
    print("#", "，".join(f"{kind} {len(each)}" for kind, each in facts.items()))
    for number, (kind, fact) in enumerate(draw(facts, chosen.seed), 1):
        where = f"{fact.place.span.path}:{fact.place.span.line}"
        print(number, kind, fact.clause, where, fact.text, "；".join(fact.basis), sep="\t")


if __name__ == "__main__":
    main()
