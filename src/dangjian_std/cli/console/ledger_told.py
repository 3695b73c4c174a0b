"""What `dstd ledger` does and says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from dangjian_std.assessment import chain, ledger_entries, telling
from dangjian_std.assessment.chain import BrokenError, LedgerContent, TornError
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import (
    CompletenessEntry,
    LedgerEntry,
    LookEntry,
    OtherEntry,
    WithdrawalEntry,
)
from dangjian_std.cli.console import context, taking
from dangjian_std.output import ledgers
from dangjian_std.reading import ledger_files, project
from dangjian_std.text.errors import DstdError

LEAST_DIGITS_OF_HEAD = 8
"""Digits of a head that are enough to look for."""


def folder(asked: Path | None) -> Path:
    """Return the folder of the ledger that is meant, with a ledger in it."""
    found = ledger_files.folder(Path() if asked else project.find_root(Path()), asked)
    if not (found / ledger_files.LEDGER_FILE).exists():
        raise DstdError(f"{context.shown_path(found)} 里还没有台账。先用 dstd take 收表。")
    return found


def verify(folder: Path, kept: str | None, *, mend: bool) -> int:
    """Say whether every line follows, and whether a head that was kept is one of this ledger."""
    if mend and ledgers.mend(folder):
        click.echo("去掉了没有写完的半行；那一次收的，再收一次。")
    try:
        read = chain.read(ledger_files.data(folder))
    except BrokenError as error:
        what = "用 --mend 去掉这半行，再收一次" if isinstance(error, TornError) else "找回没有动过的那一份"
        click.echo(f"第 {error.line} 行{error}。前面 {error.read.lines} 行接得上。{what}。")
        return context.EXIT_FINDINGS
    click.echo(f"{read.lines} 行都接得上。{_head(read)}")
    return context.EXIT_CLEAN if kept is None else _compared(folder, kept)


def _compared(folder: Path, kept: str) -> int:
    digits = "".join(kept.split()).lower()
    if len(digits) < LEAST_DIGITS_OF_HEAD or set(digits) - set("0123456789abcdef"):
        raise DstdError(f"--head 写末行校验值，至少前 {LEAST_DIGITS_OF_HEAD} 位，如 742b8802。")
    heads = enumerate(chain.heads(ledger_files.data(folder)), 1)
    line = next((number for number, head in heads if head.startswith(digits)), None)
    if line is None:
        click.echo("留着的校验值不是这本台账里任何一行的：这本台账重写过，或者是另一本。")
        return context.EXIT_FINDINGS
    click.echo(f"留着的校验值是第 {line} 行的：到那一行为止没有动过。")
    return context.EXIT_CLEAN


def head(folder: Path) -> str:
    """Say how many lines there are, and the digest of the last."""
    return _head(taking.opened(folder))


def _head(read: LedgerContent) -> str:
    return f"台账 {read.lines} 行，末行校验值 {chain.shown(read.head)}"


def lines(folder: Path, form: str | None) -> Iterator[str]:
    """Yield what each line of the ledger says; of one form where it is named."""
    for number, entry in enumerate(taking.opened(folder).entries, 1):
        if form is None or (isinstance(entry, Filing) and entry.form == form.upper()):
            yield f"{number}　{_entry(entry)}"
            if form and isinstance(entry, Filing):
                yield from (f"  {line}" for line in _filing(entry))


def _entry(entry: LedgerEntry) -> str:
    match entry:
        case Filing():
            why = f"，更正：{entry.reason}" if entry.reason else ""
            return f"{entry.taken.isoformat()} 收 {entry.name}（第{entry.version}版）{why}"
        case CompletenessEntry():
            return f"{entry.taken.isoformat()} 报到 {entry.branch or '本支部'} 到 {entry.until.isoformat()}"
        case WithdrawalEntry():
            return f"{entry.taken.isoformat()} 撤回 {' '.join(filter(None, entry.identity))}"
        case LookEntry():
            why = f"，更正：{entry.reason}" if entry.reason else ""
            whose = f"{entry.criterion} {entry.branch or '本支部'}"
            seen = f"{entry.seen}（{entry.post}，{entry.on.isoformat()}）"
            return f"{entry.taken.isoformat()} 翻看 {whose} {seen}{why}"
        case OtherEntry():
            return f"{entry.kind}（这一版程序不认识的一种）"


def _filing(filing: Filing) -> Iterator[str]:
    for name in sorted(name for name in filing.asked if "." not in name and name not in filing.rows):
        yield f"{name}　{telling.placed(filing.fields.get(name))}"
    for table, rows in filing.rows.items():
        for number, row in enumerate(rows, 1):
            said = "　".join(f"{column} {telling.placed(fact)}" for column, fact in row.items())
            yield f"{table} 第 {number} 行　{said or '写了，没有要看的'}"


def withdraw(folder: Path, number: int, today: dt.date) -> str:
    """Take back the filing of a line, and say so."""
    read = taking.opened(folder)
    entry = read.entries[number - 1] if 0 < number <= read.lines else None
    if not isinstance(entry, Filing):
        raise DstdError(f"第 {number} 行不是收的表。用 dstd ledger show 看行号。")
    if entry not in ledger_entries.known(read.entries).filings:
        raise DstdError(f"第 {number} 行已经不算了：后来更正过，或者撤回过。")
    after = ledgers.append(
        folder, read, [ledger_entries.plain(WithdrawalEntry(identity=entry.identity, taken=today))]
    )
    return f"撤回了 {entry.name}。{_head(after)}"
