"""What `dstd assess` and `dstd why` say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import click

from dangjian_std.assessment import chain, judging, ledger_entries
from dangjian_std.assessment.answers import Answer, Evidence, Finding, Item, State
from dangjian_std.assessment.ledger_entries import Facts
from dangjian_std.cli.console import context, delivery, ledger_told, taking
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.measures import Criterion, Hand
from dangjian_std.domain.unit import Unit
from dangjian_std.reading import project
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import nearest

ANSWERS_DISCLAIMER = "只反映记录的有无和时间，不代表工作好坏，不作为考核得分。"
WHOLE_UNIT = "全单位"
SHEET_FORMATS = ("pdf", "xlsx", "html")
"""Of each sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuery:
    """What is asked: up to which day, as known when, of which branch, of which ledger."""

    as_of: dt.date
    known: dt.date | None
    branch: str | None
    folder: Path

    @classmethod
    def of(cls, as_of: str | None, known: str | None, branch: str | None, ledger: Path | None) -> AnswerQuery:
        """Read the options of the command line."""
        day = taking.day(as_of, dt.date.today)
        seen = taking.day(known, dt.date.today) if known else None
        return cls(as_of=day, known=seen, branch=branch, folder=ledger_told.folder(ledger))


def assess(asked: AnswerQuery, *, whole: bool) -> int:
    """Print the answers by standard; return 1 where one is 否."""
    catalog = context.catalog(None)
    facts, findings = judged(catalog, asked)
    criteria = catalog.criteria
    click.echo(_head(asked, facts))
    for code, of_standard in groupby(findings, lambda each: each.criterion.partition(".")[0]):
        shown = [each for each in of_standard if whole or _worth_telling(criteria[each.criterion], each)]
        if shown:
            click.echo(f"\n{code}　{catalog.standards[code].short_title}")
        for each in shown:
            told = [f"  {each.answer}", each.branch or WHOLE_UNIT, criteria[each.criterion].statement]
            click.echo(f"{'　'.join(told)}（{each.criterion}）")
            click.echo(f"      {each.reason}")
            click.echo("".join(_seen(asked, facts, each)), nl=False)
    click.echo(f"\n{_counted(criteria, findings)}\n{ANSWERS_DISCLAIMER}")
    return context.EXIT_FINDINGS if any(each.answer is Answer.NO for each in findings) else context.EXIT_CLEAN


def print_pages(asked: AnswerQuery, out: Path) -> None:
    """Make a sheet for each branch, and one of all where there are several."""
    from dangjian_std.output import build, packs
    from dangjian_std.publications.assessed import branch_page, overview
    from dangjian_std.publications.assessed.assessment import Assessment

    catalog = context.catalog(None)
    facts, findings = judged(catalog, asked)
    names = list(dict.fromkeys(each.branch for each in findings if each.branch)) or [""]
    branches = tuple(names if asked.branch is None else [asked.branch])
    assessed = Assessment(Unit.of(catalog), facts, tuple(findings), branches, asked.as_of, asked.known)
    documents = [branch_page.page(assessed, each) for each in branches]
    documents += [overview.page(assessed)] if len(branches) > 1 else []
    place = f"{asked.as_of:%Y-%m}"
    outputs = [(place, document, each) for document in documents for each in SHEET_FORMATS]
    if any(map(assessed.hands, branches)):
        outputs.append((place, overview.look_list(assessed), "xlsx"))
    targets = [*packs.targets(outputs)]
    folder = context.output_folder(project.find_root(Path()), out)
    plan = build.plan(targets, folder, {each.publication for each in targets})
    delivery.deliver(plan, folder, catalog.system.edition)


def due(asked: AnswerQuery) -> None:
    """Print what has its limit in the month of the day and in the next: what of it is there, by branch."""
    catalog = context.catalog(None)
    facts, findings = judged(catalog, asked)
    criteria = catalog.criteria
    first = asked.as_of.replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    click.echo(_head(asked, facts))
    for branch in dict.fromkeys(each.branch for each in findings):
        own = [each for each in findings if each.branch == branch]
        click.echo(f"\n{branch or WHOLE_UNIT}")
        for month in (first, following):
            told = sorted(_limits(own, criteria, month))
            click.echo(f"  {month.year}年{month.month}月{'' if told else '：没有有时限的'}")
            for limit, state, subject in told:
                click.echo(f"    {state}　{limit.month}月{limit.day}日前　{subject}")
    click.echo(f"\n{ANSWERS_DISCLAIMER}")


def _limits(
    findings: list[Finding], criteria: Mapping[str, Criterion], month: dt.date
) -> Iterator[tuple[dt.date, State, str]]:
    """Yield what has its limit in a month: the day, how it stands, and what it is."""
    for each in findings:
        for item in each.items:
            if item.limit and (item.limit.year, item.limit.month) == (month.year, month.month):
                case = f"　{item.subject}" if " " in item.subject else ""
                yield item.limit, item.state, f"{criteria[each.criterion].statement}（{each.criterion}）{case}"


def why(asked: AnswerQuery, name: str) -> None:
    """Print what the answers to one criterion rest on."""
    catalog = context.catalog(None)
    criteria = catalog.criteria
    if name not in criteria:
        raise DstdError(nearest("检查要点", name, criteria))
    facts, findings = judged(catalog, asked)
    own = [each for each in findings if each.criterion == name]
    click.echo(f"{_head(asked, facts)}\n\n{criteria[name].statement}（{name}）")
    if not own:
        click.echo(f"\n这项标准到 {asked.as_of.isoformat()} 还没有实施，不判。")
    for each in own:
        click.echo(f"\n{each.answer}　{each.branch or WHOLE_UNIT}　{each.reason}")
        click.echo("".join(_seen(asked, facts, each)), nl=False)
        for item in each.items:
            click.echo("\n".join(_item(item)))


def judged(catalog: Catalog, asked: AnswerQuery) -> tuple[Facts, list[Finding]]:
    """Return what is known, and the answers that follow from it."""
    read = taking.opened(asked.folder)
    facts = ledger_entries.known(read.entries, asked.known, head=read.head)
    bodies = taking.bodies_of(catalog, asked.folder)
    names = sorted({each.branch for each in bodies})
    if asked.branch is not None and asked.branch not in names:
        raise DstdError(f"没有登记过党支部“{asked.branch}”。有：{'、'.join(names) or '（没有党支部名单）'}。")
    findings = judging.judge(Unit.of(catalog), facts, bodies, asked.as_of)
    return facts, [each for each in findings if asked.branch in {None, each.branch}]


def _worth_telling(criterion: Criterion, finding: Finding) -> bool:
    """Whether a short list has an answer: what is 否, and what a machine could have known and does not."""
    open_ = finding.answer is Answer.UNKNOWN and not isinstance(criterion.measure, Hand)
    return finding.answer is Answer.NO or (open_ and bool(finding.due))


def _head(asked: AnswerQuery, facts: Facts) -> str:
    known = f"，照 {asked.known.isoformat()} 以前收到的" if asked.known else ""
    return f"截至 {asked.as_of.isoformat()}{known}；台账 {facts.lines} 行，末行校验值 {chain.shown(facts.head)}"


def _counted(criteria: Mapping[str, Criterion], findings: list[Finding]) -> str:
    """Say how much a machine answered, and how much is for people."""
    by_hand = sum(isinstance(criteria[each.criterion].measure, Hand) for each in findings)
    counts = Counter(each.answer for each in findings)
    unknown = counts[Answer.UNKNOWN] - by_hand
    told = [f"{answer}{counts[answer]}" for answer in (Answer.YES, Answer.NO, Answer.NOTHING_DUE)]
    return f"共{len(findings)}项：{'，'.join(told)}，无法判断{unknown}；另有{by_hand}项只能由人看。"


def _seen(asked: AnswerQuery, facts: Facts, finding: Finding) -> Iterator[str]:
    """Say what somebody saw who looked, if anybody did."""
    if look := facts.looked(finding.criterion, finding.branch, asked.as_of):
        yield f"      翻看：{look.seen}（{look.post}，{look.on.isoformat()}）\n"


def _item(item: Item) -> Iterator[str]:
    limit = f"　时限 {item.limit.isoformat()}" if item.limit else ""
    yield f"  {item.state}　{item.subject}{limit}{f'　{item.note}' if item.note else ''}"
    for each in item.evidence:
        yield f"      {_where(each)}：{each.says}"


def _where(each: Evidence) -> str:
    place = f" {each.at}" if each.at else ""
    return f"台账第 {each.line} 行 {each.filing}{place}"
