"""The ledger as bytes: lines of JSON, each of which names the one before.

Whoever has kept a head sees whether a line up to it was changed, removed, inserted or moved. Against somebody who
can rewrite all lines it proves nothing unless another one keeps the head; and it never proves that a line is true.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from dangjian_std.assessment import ledger_entries
from dangjian_std.assessment.ledger_entries import LedgerEntry

CHAIN_START = "0" * 64
"""What the first line names."""
SHOWN_HEAD_DIGITS, DIGITS_PER_GROUP = 16, 4
"""Digits of a head that are printed, and how they are grouped: people read them to each other."""
LEDGER_LINE_END = b"\n"


class BrokenError(ValueError):
    """A line that does not follow: its number, counted from 1, and how far the lines before it are whole."""

    def __init__(self, line: int, message: str, read: LedgerContent) -> None:
        """Keep the line and what stands before it beside the message."""
        super().__init__(message)
        self.line, self.read = line, read


class TornError(BrokenError):
    """The last line was not written to its end; `size` bytes stand before it."""

    def __init__(self, line: int, message: str, read: LedgerContent, size: int) -> None:
        """Keep where the whole lines end."""
        super().__init__(line, message, read)
        self.size = size


@dataclass(frozen=True, slots=True)
class LedgerContent:
    """The entries of a ledger, and the digest of its last line."""

    entries: tuple[LedgerEntry, ...] = ()
    head: str = CHAIN_START

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return len(self.entries)


def encode(data: Mapping[str, Any]) -> bytes:
    """Return the one spelling of an entry: sorted keys, no spaces, UTF-8, no fractions."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def digest(line: bytes) -> str:
    """Return what the next line names, of a line without its end."""
    return hashlib.sha256(line).hexdigest()


def shown(head: str) -> str:
    """Return a head as it is printed: 742b 8802 076f c747."""
    return " ".join(head[at : at + DIGITS_PER_GROUP] for at in range(0, SHOWN_HEAD_DIGITS, DIGITS_PER_GROUP))


def read(data: bytes) -> LedgerContent:
    """Return what a ledger says; raise BrokenError at the first line that does not follow."""
    found: list[LedgerEntry] = []
    head = CHAIN_START
    *lines, rest = data.split(LEDGER_LINE_END)
    for number, line in enumerate(lines, 1):
        try:
            found.append(_entry(line, number, head))
        except (ValueError, RecursionError) as error:
            why = "同上一行接不上：这一行或者前面的行被改过、删过、插过、调换过"
            raise BrokenError(number, why, LedgerContent(tuple(found), head)) from error
        head = digest(line)
    whole = LedgerContent(tuple(found), head)
    if rest:
        why = "没有写完：登记的时候中断了"
        raise TornError(len(lines) + 1, why, whole, len(data) - len(rest))
    return whole


def _entry(line: bytes, number: int, head: str) -> LedgerEntry:
    data = json.loads(line.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
    if not isinstance(data, dict) or (data.get("n"), data.get("prev")) != (number, head) or encode(data) != line:
        raise ValueError("does not follow")
    return ledger_entries.of(data)


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


def lines(old: LedgerContent, new: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield the lines, with their ends, of further entries."""
    head = old.head
    for number, entry in enumerate(new, old.lines + 1):
        line = encode({**entry, "n": number, "prev": head})
        head = digest(line)
        yield line + LEDGER_LINE_END


def heads(data: bytes) -> Iterator[str]:
    """Yield the head after each line of a whole ledger: a head that somebody kept must be one of them."""
    yield from (digest(line) for line in data.split(LEDGER_LINE_END)[:-1])
