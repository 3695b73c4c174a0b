"""文书、做什么、术语、事件里的数，同它们说的那一步不一样。

为什么
------
文书是发出去、念出来的：公示写“不少于3个工作日”，选举办法写“三分之一”，步骤和条文再对也没有用。
文书不引条文，所以它的正文和空格提示里的人数、天数、年数、比例，要在发它的步骤的数据、做法、所引条文里；
那里没有这一类数的，要在它所属标准的步骤、要求和所引条文里。按应到还是实到，照那些步骤的 bounds 比；
超过、不少于、不超过，照那里说同一个数的话比。
一步的 what，同这一步的时间、做法、条文比；术语的定义，同这项标准和它所引条文里说到这个术语的句子比；
事件的说明，先同事件的名称、名称里的术语比，再同等它的步骤里意思相近的话比。这三样，别处没有同一类数的，不比。
序号、〔空格〕、日期、“例：”后面的算例，不是这里说的数。

反例
----
    # W401
    body:
      - 定于〔held-on〕〔time〕，在〔place〕开展主题党日，主题是：〔topic〕。
      - 请提前准备：〔prepare〕。本通知不少于1个工作日前发出。
      - 不能参加的，请在〔reply-by〕前告知〔contact〕；流动党员的参加方式：〔other-ways〕。

正例
----
    # W401
    body:
      - 定于〔held-on〕〔time〕，在〔place〕开展主题党日，主题是：〔topic〕。
      - 请提前准备：〔prepare〕。本通知不少于3个工作日前发出。
      - 不能参加的，请在〔reply-by〕前告知〔contact〕；流动党员的参加方式：〔other-ways〕。

依据
----
本工具的约定：一个数写在两处，两处一样。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node, Text, asked_once, asked_while
from dangjian_std.domain.record import Paper
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.timing import references
from dangjian_std.rules.claims import in_words, period, sources, strange
from dangjian_std.rules.figures import SHARE_UNIT, Quantity, count, counts, limits
from dangjian_std.rules.sentence_clauses import CLAUSE, alike, words
from dangjian_std.rules.vote_shares import Shares, shares_of, stated
from dangjian_std.text.diagnostic import Problem, Related, Severity
from dangjian_std.text.places import Path

CODE = "DS318"
SEVERITY = Severity.ERROR
REQUIRES = ("names", "malformed-when", "malformed-bounds", "foreign-number", "voting-contradiction")

Texts = tuple[Text, ...]
KnownQuantities = set[Quantity]

GIST_SENTENCE = re.compile("[^。；]+")


@dataclass(frozen=True, slots=True)
class Echo:
    """A sentence that says again what stands elsewhere: nearest first, and the shares of votes there."""

    holder: Node
    path: Path
    text: str
    elsewhere: Sequence[Sequence[Text]]
    shares: Shares = ()
    whole: bool = False
    """Whether it may say no number of its own."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the first number or share of each sentence that is not what stands elsewhere."""
    said = _Said(catalog)
    yield from _letters(catalog, said)
    articles = (catalog.system, *catalog.regulations.values())
    for standard in catalog.standards.values():
        yield from asked_while(standard, CODE, articles, partial(_standard, catalog, said, standard))
    yield from _judged(_events(catalog, said))


def _standard(catalog: Catalog, said: _Said, standard: Standard) -> tuple[Problem, ...]:
    return tuple(_judged(_acts_and_terms(catalog, said, standard)))


def _judged(echoes: Iterable[Echo]) -> Iterator[Problem]:
    counted: dict[int, KnownQuantities] = {}
    for echo in tuple(echoes):  # all of them stay, so that no two places have one number
        if not counts(echo.text):
            continue  # what says no number says no wrong one
        place = id(echo.elsewhere)  # all sentences of a letter say again what stands in one place
        known = counted[place] = counted.get(place) or _known(echo.elsewhere)
        units = None if echo.whole else {unit for _, unit in known}
        if found := strange(echo.text, known, units) or next(stated(echo.text, echo.shares), None):
            yield _problem(echo, found)
        elif turned := next(_turned(echo), None):
            yield _problem(echo, turned, "是上限还是下限，")


def _letters(catalog: Catalog, said: _Said) -> Iterator[Problem]:
    """Yield what is wrong in letters: beside the steps that send them, then beside the standard of their home."""
    sending: dict[str, list[Step]] = {}
    for standard in catalog.standards.values():
        for code, step in _sent(standard):
            sending.setdefault(code, []).append(step)
    articles = tuple(catalog.regulations.values())
    for paper in catalog.papers.values():
        steps, home = sending.get(paper.code, []), catalog.standards.get(paper.home)
        question = partial(_letter, said, paper, steps, home)
        yield from asked_while(paper, CODE, (*steps, home, *articles), question)


@asked_once
def _sent(standard: Standard) -> tuple[tuple[str, Step], ...]:
    """Return each letter that a step of a standard sends, or tells something for, and the step."""
    sent = ((code, step) for step in standard.steps for code in dict.fromkeys((*step.papers, step.into)))
    return tuple((code, step) for code, step in sent if code)


def _letter(said: _Said, paper: Paper, steps: Sequence[Step], home: Standard | None) -> tuple[Problem, ...]:
    texts: list[Text] = [(paper, ("body", index), text) for index, text in enumerate(paper.body)]
    texts += [(slot, ("label",), slot.label) for slot in paper.slots]
    if not any(counts(text) for *_, text in texts):
        return ()
    elsewhere = (
        [text for step in steps for text in said.by_step(step)],
        said.by_standard(home) if home else (),
    )
    shares = [pair for step in (*steps, *(home.steps if home else ())) for pair in shares_of(step.bounds)]
    return tuple(_judged(Echo(*each, elsewhere, shares, whole=True) for each in texts))


def _acts_and_terms(catalog: Catalog, said: _Said, standard: Standard) -> Iterator[Echo]:
    """Yield acts; and definitions, beside the sentences of their standard and its articles that name the term."""
    for step in (each for each in standard.steps if counts(each.what)):
        others = [each for each in said.by_step(step) if each[1] != ("what",)]
        yield Echo(step, ("what",), step.what, (others,), shares_of(step.bounds))
    terms = [each for each in standard.terms if counts(each.definition)]
    notes = [(event, ("note",), f"{event.name}：{event.note}") for event in catalog.system.events]
    sentences = [
        (holder, path, sentence)
        for holder, path, text in ((*said.by_standard(standard), *notes) if terms else ())
        for sentence in GIST_SENTENCE.findall(text)
    ]
    for term in terms:
        naming = [each for each in sentences if term.term in each[2]]
        yield Echo(term, ("definition",), term.definition, (naming,))


def _events(catalog: Catalog, said: _Said) -> Iterator[Echo]:
    """Yield notes: beside the name of their event and the terms in it, then beside the steps that wait for it."""
    standards = catalog.standards.values()
    terms = [term for standard in standards for term in standard.terms]
    waiting: dict[str, list[Step]] = {}
    for step in (step for standard in standards for step in standard.steps):
        for name in dict.fromkeys(map(str, references(step.when))):
            waiting.setdefault(name, []).append(step)
    for event in catalog.system.events:
        names: list[Text] = [(event, ("name",), event.name)]
        names += [(term, ("definition",), term.definition) for term in terms if term.term in event.name]
        numbers = [clause for clause in CLAUSE.findall(event.note) if counts(clause)]
        clauses = [
            (holder, path, clause)
            for step in waiting.get(event.name, ())
            for holder, path, text in (said.by_step(step) if numbers else ())
            for clause in CLAUSE.findall(text)
            if any(alike(number, clause) for number in numbers)
        ]
        yield Echo(event, ("note",), event.note, (names, clauses))


class _Said:
    """What the steps and standards of a set say, each asked once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._steps: dict[int, Texts] = {}
        self._standards: dict[int, Texts] = {}

    def by_step(self, step: Step) -> Texts:
        """Return what a step says."""
        if id(step) not in self._steps:
            self._steps[id(step)] = tuple(self._step(step))
        return self._steps[id(step)]

    def by_standard(self, standard: Standard) -> Texts:
        """Return what a standard says."""
        if id(standard) not in self._standards:
            self._standards[id(standard)] = tuple(self._standard(standard))
        return self._standards[id(standard)]

    def _standard(self, standard: Standard) -> Iterator[Text]:
        """Yield all that the steps, requirements and cited articles of a standard say."""
        for step in standard.steps:
            yield from self.by_step(step)
        for each in standard.requirements:
            yield each, ("text",), each.text
            yield from ((found, ("gist",), found.gist) for found in sources(self._catalog, each.basis).values())

    def _step(self, step: Step) -> Iterator[Text]:
        """Yield what a step says, its numbers in words, and what its articles say and ask."""
        yield step, ("when",), in_words(step.when, None, period(step.when))
        yield step, ("bounds",), in_words(None, step.bounds)
        yield step, ("what",), step.what
        yield from ((step, ("how", index), text) for index, text in enumerate(step.how))
        yield from ((outcome, ("label",), outcome.label) for outcome in step.outcomes)
        for article in sources(self._catalog, step.basis).values():
            yield article, ("gist",), article.gist
            yield from ((floor, (), in_words(floor.when, floor.bounds)) for floor in article.floor)


def _known(elsewhere: Sequence[Sequence[Text]]) -> KnownQuantities:
    """Return what may be said: of each unit what the nearest says that counts it; shares as anywhere."""
    known: KnownQuantities = set()
    for texts in elsewhere:
        said = set[Quantity]().union(*(counts(text) for _, _, text in texts))
        units = {unit for _, unit in known} - {SHARE_UNIT}
        known |= {each for each in said if each[1] not in units}
    return known


def _turned(echo: Echo) -> Iterator[re.Match[str]]:
    """Yield each number that is another kind of limit than where it stands nearest."""
    for found, kind in limits(echo.text):
        for texts in echo.elsewhere:
            there = [(count(each), other) for _, _, text in texts for each, other in limits(text)]
            if kinds := {other for number, other in there if number == count(found)}:
                if kind not in kinds:
                    yield found
                break


def _problem(echo: Echo, found: re.Match[str], what: str = "") -> Problem:
    """Say what differs, and the clause elsewhere that is most like the sentence."""
    units = {unit for _, unit in counts(found[0])}
    clauses = (
        (holder, path, clause)
        for texts in echo.elsewhere
        for holder, path, text in texts
        for clause in CLAUSE.findall(text)
        if any(unit in units for _, unit in counts(clause))
    )
    near = max(clauses, key=lambda each: len(words(each[2]) & words(echo.text)), default=None)
    return Problem(
        place=echo.holder.part(echo.path, echo.text, found.span()),
        message=f"“{found[0]}”{what}同它说的那一步不一样" + (f"，那里写的是“{near[2]}”" if near else ""),
        help="改成同步骤、条文一样；步骤要改的，先改步骤的 when、bounds 和做法",
        related=(Related(near[0].at(*near[1]), "写在这里"),) if near else (),
    )
