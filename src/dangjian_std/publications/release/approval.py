"""报批说明: on one page, what superiors ask and what is the unit's own, its cost, what went, what is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from dangjian_std.composition import wording
from dangjian_std.composition.book_divisions import ASKED, CUSTOM, NUMBER_OF_DIVISION
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Block, Heading, Paragraph, Table
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.inline import Align, Blank, Line
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain import filling
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Requirement, Step
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Status, Trust
from dangjian_std.domain.withdrawal import Withdrawal
from dangjian_std.publications.reports import burden

NOUN_OF_CODE_LETTER = {"D": "标准", "R": "记录表", "W": "文书"}
"""What a code is of, by its first letter."""
SIGNERS = ("拟稿", "审核", "签发")
APPROVAL_SIGNATURE_EMS = 6
"""Width of a blank to sign in."""
STATES_SECTION_TITLE, UNREAD_SECTION_TITLE = "哪些是上位规定的", "待核的"
"""Titles of the sections that have a table."""
DROPPED_CODES_TITLE, FIRST_EDITION_TEXT = "不再用的编号", "这是第一版，没有上一版可以相比。"
"""Title and beginning of the section on what went, where there was no edition before."""
ORDINALS = "一二三四五六七八九"


class State(Enum):
    """Whose a step or a requirement is; each is counted once."""

    ASKED = "照上位规定"
    REFINED = "照上位规定，细处由本单位规定"
    OWN = "本单位规定"
    UNREAD = "待核：上位规定有要求，没有读到条文"


def state(rule: Step | Requirement) -> State:
    """Say whose a step or a requirement is."""
    if rule.unread:
        return State.UNREAD
    whole = rule.local is True if isinstance(rule, Requirement) else "step" in rule.local
    if not rule.basis or (whole and isinstance(rule, Step)):
        return State.OWN
    return State.REFINED if rule.local else State.ASKED


def part(unit: Unit, books: tuple[Clauses, ...]) -> Part:
    """Return the page."""
    return Part(
        id="part-approval",
        title="报批说明",
        head="",
        folio=Folio.NONE,
        blocks=tuple(_blocks(unit, books)),
        recto=False,
    )


def _blocks(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[Block]:
    catalog, unread = unit.catalog, _unread(books)
    yield Heading(level=0, text=f"关于《{catalog.system.title}》（{catalog.system.edition}）的报批说明")
    sections: list[tuple[str, Line]] = [
        ("收入什么", (_contents(catalog, books),)),
        (STATES_SECTION_TITLE, (_basis(catalog, books),)),
        ("一年的工作量", (_burden(unit, books),)),
        *((title, (text,)) for title, text in _known(catalog, unread=bool(unread))),
    ]
    for number, (title, text) in zip(ORDINALS, sections, strict=False):
        yield Paragraph(number=f"{number}、{title}", text=text)
        if title == STATES_SECTION_TITLE:
            yield _states(books)
        if title == UNREAD_SECTION_TITLE:
            yield _not_read(catalog, unread)
    yield Paragraph(text=("以上说明，连同手册发布稿报请审定。",))
    yield Paragraph(text=tuple(_signing()))


def _contents(catalog: Catalog, books: tuple[Clauses, ...]) -> str:
    own = [book.standard.short_title for book in books if book.standard.custom]
    start = wording.chinese_date(min(book.standard.effective for book in books))
    records, papers = len(catalog.records), len(catalog.papers)
    said = f"手册收入标准{len(books)}项，记录表{records}种，文书{papers}件，自{start}起实施。"
    if own and len(own) < len(books):
        said += (
            f"{NUMBER_OF_DIVISION[ASKED]}{len(books) - len(own)}项，是上位规定要求的工作；"
            f"{NUMBER_OF_DIVISION[CUSTOM]}{len(own)}项（{'、'.join(own)}），是本单位的约定，上位规定没有要求。"
        )
    trial = [each.short_title for each in (book.standard for book in books) if each.status is Status.TRIAL]
    return said + (f"其中{len(trial)}项（{'、'.join(trial)}）试行，办不通的照意见改。" if trial else "")


def _basis(catalog: Catalog, books: tuple[Clauses, ...]) -> str:
    cited = {(each.regulation, each.article): each for book in books for each in book.standard.citations}
    levels = Counter(article.checked.level for each in cited.values() if (article := catalog.article(each)))
    counted = "，".join(f"{level.value}{levels[level]}条" for level in Trust if levels[level])
    regulations = len({regulation for regulation, _ in cited})
    return (
        f"引用党内法规和文件{regulations}件、条款{sum(levels.values())}条（{counted}；"
        "原文指逐条读过全文，摘引指读到引用的文字）。"
        "各步骤和各条要求照什么规定，见表1；步骤的人、时间、记录有一处由本单位规定的，算在第二栏。"
    )


def _states(books: tuple[Clauses, ...]) -> Table:
    heads = (*(each.value for each in State), "合计")
    columns = (column("", 20), *(column(head, 16, Align.CENTRE) for head in heads))
    return replace(table(1, "步骤和要求各照什么规定", columns, _counted(books)), tight=True)


def _counted(books: tuple[Clauses, ...]) -> Rows:
    total: Counter[State] = Counter()
    divisions = dict.fromkeys(book.standard.custom for book in books)
    for custom in divisions:
        own = [book.standard for book in books if book.standard.custom is custom]
        name = f"{NUMBER_OF_DIVISION[CUSTOM if custom else ASKED]}的" if len(divisions) > 1 else ""
        steps = Counter(state(step) for each in own for step in each.steps)
        rules = Counter(state(rule) for each in own for rule in each.requirements)
        yield _row(f"{name}步骤", steps)
        yield _row(f"{name}要求", rules)
        total += steps + rules
    yield _row("合计", total)


def _row(name: str, counted: Counter[State]) -> tuple[str, ...]:
    return (name, *(str(counted[each]) for each in State), str(counted.total()))


def _burden(unit: Unit, books: tuple[Clauses, ...]) -> str:
    found = filling.filled(unit)
    papers = sum(each.papers for each in burden.shares(unit, books).values())
    return (
        f"照“{unit.profile.title}”计算，全单位一年填记录表{found.copies}份，约{found.minutes / 60:.0f}小时，"
        f"签名{found.signatures}个，发文书{papers}件。遇事才填的记录表有{found.on_demand}种，遇事才填、才发的没有算在内。"
    )


def _known(catalog: Catalog, *, unread: bool) -> Iterator[tuple[str, str]]:
    """Yield what there is only where it is known: what went since the edition before, what nobody has read."""
    if gone := [each for each in catalog.withdrawn.values() if each.on.year >= catalog.system.year - 1]:
        of, first = ("沿用的那一套", "") if catalog.adoption else ("", FIRST_EDITION_TEXT)
        if _is_first(catalog):
            title, told = f"{of}{DROPPED_CODES_TITLE}", f"{first}编制中取消的：{_gone(gone)}。"
        else:
            title, told = f"{of}同{'它的' if of else ''}上一版相比的减少", f"{_gone(gone)}。"
        yield title, f"{told}理由和材料去向见手册“废止的标准和用表”。"
    if unread:
        yield UNREAD_SECTION_TITLE, "表2各处上位规定有要求，没有读到条文，以原文为准，读到以前不改动。"


def _is_first(catalog: Catalog) -> bool:
    """Whether no standard was in force before the year of the edition: nothing to compare it with."""
    return all(each.effective.year >= catalog.system.year for each in catalog.standards.values())


def _not_read(catalog: Catalog, unread: dict[str, list[str]]) -> Table:
    rows: Rows = ((f"《{catalog.regulations[name].title}》", "；".join(at)) for name, at in unread.items())
    columns = (column("上位规定", 47), column("在哪里", 53))
    return replace(table(2, "待核的步骤和要求", columns, rows), tight=True)


def _gone(found: Iterable[Withdrawal]) -> str:
    by_kind: dict[str, list[str]] = {}
    for each in found:
        by_kind.setdefault(NOUN_OF_CODE_LETTER[each.code[0]], []).append(f"{each.title}（{each.code}）")
    return "；".join(f"废止{kind}{len(own)}件：{'、'.join(own)}" for kind, own in by_kind.items())


def _unread(books: tuple[Clauses, ...]) -> dict[str, list[str]]:
    """Return the clauses that rest on articles not read yet, by regulation; a standard is named once in a row."""
    found: dict[str, dict[str, list[str]]] = {}
    for book in books:
        for step in book.standard.steps:
            for each in step.unread:
                found.setdefault(each.regulation, {}).setdefault(book.code, []).append(book.clauses[step.id])
        for index, rule in enumerate(book.standard.requirements, 1):
            for name in rule.unread:
                found.setdefault(name, {}).setdefault(book.code, []).append(book.requirement(index).text)
    return {
        name: [f"{code}　{'、'.join(dict.fromkeys(clauses))}" for code, clauses in by_code.items()]
        for name, by_code in found.items()
    }


def _signing() -> Iterator[str | Blank]:
    for who in SIGNERS:
        yield from (f"{who}：", Blank(APPROVAL_SIGNATURE_EMS, f"{who}人"), "　")
    yield from ("日期：", Blank(APPROVAL_SIGNATURE_EMS, "日期"))
