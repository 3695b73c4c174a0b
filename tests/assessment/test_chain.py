"""The ledger as lines: what was changed, removed, inserted or moved is named; what is written comes back."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from dangjian_std.assessment import chain, facts, ledger_entries
from dangjian_std.assessment.chain import BrokenError, LedgerContent, TornError
from dangjian_std.assessment.facts import (
    DateSpan,
    Day,
    Fact,
    Group,
    Number,
    Options,
    Tick,
    Unknown,
    Word,
    Written,
)
from dangjian_std.assessment.filings import Filing
from dangjian_std.assessment.ledger_entries import CompletenessEntry, OtherEntry, WithdrawalEntry

DAY = dt.date(2027, 3, 10)
VALUES = (
    Day(DAY),
    Number(Decimal("3.5")),
    Number(Decimal(0)),
    Tick(yes=True),
    Tick(yes=False),
    Options(("主题党日", "党课")),
    Word("督查"),
    Word("督查", DAY),
    Word("督查", undated=True),
    DateSpan(dt.date(2027, 1, 1), dt.date(2027, 3, 31)),
    Group("第一党小组"),
    Written(),
    Written(4),
    Unknown(),
)


def filing(**changes) -> Filing:
    said = {
        "form": "R211",
        "version": "1.0.0",
        "branch": "甲",
        "key": "2027-Q1",
        "taken": DAY,
        "asked": frozenset(),
    }
    return Filing(**{**said, **changes})


def written(*new) -> bytes:
    return b"".join(chain.lines(LedgerContent(), [ledger_entries.plain(each) for each in new]))


ALL = filing(
    asked=frozenset({"on", "items.done-on", "items"}),
    fields={f"f{at}": Fact(value, "1!G14") for at, value in enumerate(VALUES)},
    rows={"items": ({"done-on": Fact(Day(DAY), "2!7.3")}, {})},
    reason="写错",
)


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("at", ["1!G14", "12!AB7", "2!7.3", "1!9"])
def test_a_fact_comes_back(value, at):
    assert facts.of(json.loads(json.dumps(facts.plain(Fact(value, at))))) == Fact(value, at)


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"date": "2027-03-10"},
        {"date": "2027-02-30", "at": "1!A1"},
        {"date": "2027-03-10", "at": "落实清单!A1"},
        {"number": "many", "at": "1!A1"},
        {"number": "NaN", "at": "1!A1"},
        {"number": "1e9", "at": "1!A1"},
        {"text": "甲乙丙", "at": "1!A1"},
        {"written": "甲乙丙", "at": "1!A1"},
        {"written": 0, "persons": -1, "at": "1!A1"},
        {"written": 0, "persons": "甲乙丙", "at": "1!A1"},
        {"tick": "是", "at": "1!A1"},
    ],
)
def test_what_is_no_fact_is_refused(data):
    with pytest.raises(ValueError):  # noqa: PT011 it has no words of its own
        facts.of(data)


def test_what_is_written_comes_back():
    cover = CompletenessEntry(branch="甲", until=DAY, taken=DAY)
    withdrawal = WithdrawalEntry(identity=ALL.identity, taken=DAY)
    read = chain.read(written(ALL, cover, withdrawal))
    first, *rest = read.entries
    assert rest == [cover, withdrawal]
    assert isinstance(first, Filing)
    assert (first.line, first.fields, first.rows, first.reason) == (1, ALL.fields, ALL.rows, "写错")
    assert read.lines == 3


def test_a_later_kind_is_kept_and_not_read():
    data = b"".join(chain.lines(LedgerContent(), [{"kind": "appeal", "taken": "2027-03-10"}]))
    (found,) = chain.read(data).entries
    assert isinstance(found, OtherEntry)
    assert found.kind == "appeal"


THREE = written(filing(key="1"), filing(key="2"), filing(key="3"))
FIRST, SECOND, THIRD = THREE.splitlines(keepends=True)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (FIRST.replace(b"1.0.0", b"1.0.1") + SECOND + THIRD, 2),
        (FIRST + THIRD, 2),
        (SECOND + THIRD, 1),
        (FIRST + THIRD + SECOND, 2),
        (FIRST + FIRST + SECOND + THIRD, 2),
        (FIRST + SECOND.replace(b'":', b'": ') + THIRD, 2),
        (FIRST + b"\n" + SECOND + THIRD, 2),
        (FIRST + b"[" * 100_000 + b"\n", 2),
        (FIRST + b'{"n":2}\n', 2),
        (FIRST + b"\xff\n", 2),
        (FIRST + SECOND.replace(b'"n":2', b'"n":2.0'), 2),
    ],
)
def test_the_line_that_does_not_follow_is_named(data, line):
    with pytest.raises(BrokenError) as raised:
        chain.read(data)
    assert raised.value.line == line
    assert raised.value.read.lines == line - 1
    assert not isinstance(raised.value, TornError)


def test_however_much_was_written_the_whole_lines_are_read():
    for size in range(1, len(THREE)):
        cut = THREE[:size]
        whole = cut.count(b"\n")
        if cut.endswith(b"\n"):
            assert chain.read(cut).lines == whole
            continue
        with pytest.raises(TornError) as raised:
            chain.read(cut)
        assert (raised.value.line, raised.value.read.lines) == (whole + 1, whole)
        assert cut[: raised.value.size] == b"".join(THREE.splitlines(keepends=True)[:whole])


def test_a_head_that_was_kept_is_found_again_or_not():
    first = chain.read(FIRST).head
    assert next(chain.heads(THREE)) == first
    other = written(filing(key="1", version="1.0.1"), filing(key="2"), filing(key="3"))
    assert first not in chain.heads(other)
    assert chain.shown("742b8802076fc747" + "0" * 48) == "742b 8802 076f c747"


def test_what_was_known_on_a_day():
    later = dt.date(2027, 4, 10)
    grown = filing(taken=later, version="1.0.1")
    covers = (
        CompletenessEntry(branch="甲", until=DAY, taken=DAY),
        CompletenessEntry(branch="甲", until=later, taken=later),
    )
    withdrawal = WithdrawalEntry(identity=grown.identity, taken=dt.date(2027, 5, 1))
    every = (filing(), covers[0], grown, covers[1], withdrawal)
    assert ledger_entries.known(every, DAY).filings == (filing(),)
    assert ledger_entries.known(every, later).filings == (grown,)
    assert ledger_entries.known(every).filings == ()
    assert ledger_entries.known(every, DAY).complete("甲", DAY)
    assert not ledger_entries.known(every, DAY).complete("甲", later)
    assert not ledger_entries.known(every).complete("乙", DAY)


def test_nothing_is_known_of_a_cell_that_nobody_looked_for():
    assert ALL.cells("items.done-on") == (Fact(Day(DAY), "2!7.3"), None)
    assert ALL.cells("on") == (None,)
    with pytest.raises(KeyError):
        ALL.cells("off")
