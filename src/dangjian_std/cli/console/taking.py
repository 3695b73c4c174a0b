"""What `dstd take` does and says: files are read, what is certain goes into the ledger, the rest is asked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from dangjian_std.assessment import chain, ledger_entries, telling
from dangjian_std.assessment.chain import BrokenError, LedgerContent
from dangjian_std.assessment.collecting import ChangedFiling, Collected, Collection, HandedIn, NotTakenError
from dangjian_std.assessment.differences import GROWTH, FormDifference
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import CompletenessEntry, LookEntry, WithdrawalEntry
from dangjian_std.assessment.looking import Looks
from dangjian_std.cli.console import context, looks_taken
from dangjian_std.domain import bodies
from dangjian_std.domain.bodies import Body
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.record import Column, Field
from dangjian_std.domain.unit import Unit
from dangjian_std.output import ledgers
from dangjian_std.reading import form_editions, handed_files, ledger_files
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.reading.handed_forms import Forms
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was asked for on the command line."""

    branch: str
    group: str
    form: str
    root: Path
    reason: str
    until: dt.date | None
    today: dt.date
    dry: bool


def day(text: str | None, today: Callable[[], dt.date]) -> dt.date:
    """Return the day that was named, or today."""
    try:
        return dt.date.fromisoformat(text) if text else today()
    except ValueError:
        raise DstdError(f"“{text}”不是日期，请写成 2027-04-01 这样。") from None


def opened(folder: Path) -> LedgerContent:
    """Return what a ledger says, or stop with the line that does not follow."""
    try:
        return chain.read(ledger_files.data(folder))
    except BrokenError as error:
        raise context.RefusedError(
            f"台账第 {error.line} 行{error}。前面 {error.read.lines} 行接得上。用 dstd ledger verify 看怎么办。"
        ) from error


def bodies_of(catalog: Catalog, folder: Path) -> tuple[Body, ...]:
    """Return the branches and groups of a unit: those of its sheet, or those that lie beside its ledger."""
    return tuple(bodies.of(catalog.adoption.sheet.branches)) if catalog.adoption else ledger_files.bodies(folder)


def take(catalog: Catalog, folder: Path, paths: tuple[Path, ...], wishes: Wishes) -> int:
    """Take files and return the exit code."""
    listed = bodies_of(catalog, folder)
    if not listed and Unit.of(catalog).profile.counts.branches > 1:
        raise context.RefusedError(
            f"本单位有几个党支部，先写 {context.shown_path(folder / ledger_files.BRANCH_LIST_FILE)}："
            f"第一行 {','.join(ledger_files.BRANCH_LIST_HEADS)}，以下一个党支部或者党小组一行，起止可以空着。"
        )
    seen = opened(folder)
    collection = Collection.of(catalog, ledger_entries.known(seen.entries), listed, wishes.today, wishes.reason)
    older = functools.cache(functools.partial(form_editions.earlier, wishes.root))
    known = Forms(catalog.records, older, wishes.form)
    branches = frozenset(each.branch for each in listed)
    looks = Looks(
        catalog=catalog, facts=collection.facts, branches=branches, today=wishes.today, reason=wishes.reason
    )
    for file in handed_files.files(paths):
        shown = context.shown_path(file.path)
        handed = HandedIn(name=shown, folders=file.folders, branch=wishes.branch, group=wishes.group)
        try:
            data, forms = handed_files.read(file, shown, known)
            collection.add(dataclasses.replace(handed, source=hashlib.sha256(data).hexdigest()), forms)
        except (NotTakenError, FilledFormError) as error:
            before = len(collection.found.doubts) + len(collection.found.refused)
            if not looks_taken.add(file, shown, looks, collection.found):
                collection.refuse(handed, str(error).rstrip("。"))
            elif len(collection.found.doubts) + len(collection.found.refused) > before:
                collection.found.failed.add("")
    found = collection.found
    new: list[Filing | CompletenessEntry | WithdrawalEntry | LookEntry] = [
        *(WithdrawalEntry(identity=each.identity, taken=wishes.today) for each in found.replaced),
        *found.new,
        *(each.new for each in found.changed),
        *found.looks,
    ]
    covers = _covers(collection, wishes)
    for line in told(found, catalog):
        click.echo(line)
    if wishes.until and found.fails:
        whose = "" if "" in found.failed else "、".join(sorted(found.failed))
        click.echo(f"{whose}有没有收的、拿不准的，这次不报到；改好一并再收。")
    if wishes.dry:
        click.echo("只看了，没有登记。")
    elif new or covers:
        after = ledgers.append(folder, seen, [ledger_entries.plain(each) for each in [*new, *covers]])
        whose = "、".join(each.branch for each in covers) if found.fails else ""
        covered = "".join(f"；{whose}报到到 {each.until.isoformat()}" for each in covers[:1])
        click.echo(f"台账 {after.lines} 行，末行校验值 {chain.shown(after.head)}{covered}")
    return context.EXIT_FINDINGS if found.fails else context.EXIT_CLEAN


def _covers(collection: Collection, wishes: Wishes) -> list[CompletenessEntry]:
    """Return 报到 of the branches whose forms these are, where all could be taken and it says something new.

    Of what nobody knows whose it is, it may be anybody's.
    """
    until, found = wishes.until, collection.found
    if until is None or "" in found.failed:
        return []
    whole = sorted(found.branches - found.failed)
    new = (each for each in whole if not collection.facts.complete(each, until))
    return [CompletenessEntry(branch=each, until=until, taken=wishes.today) for each in new]


# -- what it says ----------------------------------------------------------------------------------------


def told(found: Collected, catalog: Catalog) -> Iterator[str]:
    """Yield what came of the files, a line each."""
    yield from (f"登记　{_filing(each)}" for each in found.new)
    yield from (f"翻看　{_look(each)}" for each in found.looks)
    yield from (f"不算了　{each.name}（台账第 {each.line} 行），编号给了改过的那一份" for each in found.replaced)
    for change in found.changed:
        yield f"{'更正' if change.needs_reason else '续填'}　{_filing(change.new)}"
        yield from (f"  {line}" for line in _differences(change, catalog))
    if found.known:
        yield f"登记过、没有变化的 {len(found.known)} 份"
    if found.needless:
        forms = "、".join(dict.fromkeys(form for _, form in found.needless))
        yield f"没有检查要点要机器看，不用收：{forms}"
    for change in found.contrary:
        yield f"不一样　{_filing(change.new)}"
        yield from (f"  {line}" for line in _differences(change, catalog))
    if found.refused:
        yield f"没有收的 {len(found.refused)} 个文件："
        yield from (f"  {file}　{visible(why)}" for file, why in found.refused)
    if found.doubts:
        yield f"拿不准的 {len(found.doubts)} 处，没有登记。改好再收；确实不知道的，在那一格写“不详”："
        for each in found.doubts:
            yield f"  {visible(each.span.where)}　{each.label}：{each.message}；{each.help}"


def _look(look: LookEntry) -> str:
    branch = f"{look.branch}　" if look.branch else ""
    return f"{branch}{look.criterion}　{look.seen}（{look.post}，{look.on.isoformat()}）"


def _filing(filing: Filing) -> str:
    rows = sum(map(len, filing.rows.values()))
    return filing.name + (f"，{rows} 行" if rows else "")


def _differences(change: ChangedFiling, catalog: Catalog) -> Iterator[str]:
    """Yield what differs; cells that were empty and rows that are more are only counted."""
    grown = sum(1 for each in change.differences if each.kind in GROWTH)
    if grown:
        yield f"多填 {grown} 处"
    cells = catalog.records[change.new.form].cells
    yield from (_difference(each, cells) for each in change.differences if each.kind not in GROWTH)


def _difference(each: FormDifference, cells: Mapping[str, Field | Column]) -> str:
    name = cells[each.name].label if each.name in cells else each.name
    return f"{name}{each.kind.value}：原来 {telling.placed(each.old)}，现在 {telling.placed(each.new)}"
