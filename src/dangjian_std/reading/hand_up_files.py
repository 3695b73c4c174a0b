"""Files that `dstd hand-up` made, as units hand them in; what is no such file is a finding."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.domain.hand_up import AskedCriterion, HandedAnswer, HandUp
from dangjian_std.reading import handed_json
from dangjian_std.reading.handed_json import HandedError, HandedFileKind
from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Diagnostic, Related
from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Place, Span

HAND_UP_KIND = HandedFileKind(
    name="上报的文件",
    shape="hand-up",
    again="请那个单位用 dstd hand-up 再做一次，不要手改",
    endings=(".json",),
    none="里没有上报的文件（.json）。",
    largest=32 * 1024 * 1024,  # some 500 branches
)


@dataclass(frozen=True, slots=True)
class HandedUp:
    """What came of the files: what each unit says of each month, in their order, and what is wrong."""

    reports: Mapping[str, tuple[HandUp, ...]]
    """By the name of the unit; sorted by month."""
    found: tuple[Diagnostic, ...]


def files(named: Iterable[pathlib.Path]) -> tuple[pathlib.Path, ...]:
    """Return the files that are meant."""
    return handed_json.files(HAND_UP_KIND, named)


def read(paths: Iterable[pathlib.Path]) -> HandedUp:
    """Read files; two of one unit and month that say the same are one, of two that differ neither is taken."""
    taken: dict[tuple[str, str], tuple[str, HandUp]] = {}
    found: list[Diagnostic] = []
    double: set[tuple[str, str]] = set()
    for path in paths:
        shown = str(path)
        try:
            report = _report(handed_json.content(HAND_UP_KIND, path))
        except HandedError as error:
            found.append(error.told(HAND_UP_KIND, ds0.UNREADABLE_FILE, shown))
            continue
        key = report.name, report.month
        first, other = taken.setdefault(key, (shown, report))
        if other != report:
            double.add(key)
            message = f"“{report.name}”{report.month} 报了两份，说的不一样，两份都没有算"
            related = Related(Place(Span(first)), "另一份在这里")
            found.append(
                handed_json.finding(ds0.DOUBLE_VALUE, Place(Span(shown)), message, "留下新的那一份", related)
            )
    reports: dict[str, tuple[HandUp, ...]] = {}
    for key in sorted({*taken} - double):
        reports[key[0]] = (*reports.get(key[0], ()), taken[key][1])
    return HandedUp(reports, tuple(found))


def newest(handed: HandedUp) -> str:
    """Return the last month of which there is a file. Raises `DstdError` where there is none."""
    months = [each.month for reports in handed.reports.values() for each in reports]
    if not months:
        said = "".join(f"\n{each.place.span.where} {each.message}" for each in handed.found[:1])
        raise DstdError(f"没有一份读得了的上报文件。{said}")
    return max(months)


def of_month(handed: HandedUp, month: str) -> tuple[Mapping[str, HandUp], Mapping[str, str]]:
    """Return what each unit says of a month; and of those with older files, from which month it does not go on.

    Raises `DstdError` where no unit says anything.
    """
    found = {name: each for name, reports in handed.reports.items() for each in reports if each.month == month}
    if not found:
        raise DstdError(f"没有一个单位报了 {month} 的。年月写成 2027-03 这样。")
    torn: dict[str, str] = {}
    for name, report in found.items():
        older = [each for each in handed.reports[name] if each.month < month]
        if older:
            torn[name] = next((each.month for each in reversed(older) if not report.extends(each)), "")
    return found, torn


def _report(data: bytes) -> HandUp:
    report = reported(handed_json.said(HAND_UP_KIND, data))
    known = {each.name for each in report.criteria}
    if not report.whole or not {each.criterion for each in report.answers} <= known:
        raise HandedError("里面的行数、校验值、检查要点对不上，被改过")
    return report


def reported(said: Mapping[str, Any]) -> HandUp:
    """Return what a file says that has the form of `hand-up.schema.json`."""
    ledger = said["ledger"]
    return HandUp(
        name=said["unit"]["name"],
        edition=f"{said['set']['title']}（{said['set']['edition']}）",
        month=said["month"],
        plan=said["plan"],
        lines=ledger["lines"],
        head=ledger["head"],
        heads=tuple(ledger["heads"]),
        reported=tuple(each["until"] >= said["as_of"] for each in said["branches"]),
        criteria=tuple(
            AskedCriterion(name=each["criterion"], statement=each["statement"], machine=each["by"] == "机器")
            for each in said["criteria"]
        ),
        answers=tuple(
            HandedAnswer(
                criterion=each["criterion"],
                branch=each["branch"],
                answer=each["answer"],
                counts={count["state"]: count["number"] for count in each["counts"]},
            )
            for each in said["answers"]
        ),
    )
