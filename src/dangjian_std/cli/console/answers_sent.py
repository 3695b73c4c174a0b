"""The answers for others: as JSON for a program, and as the file that goes to the office above."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

import click

from dangjian_std.assessment import chain
from dangjian_std.assessment.answers import Answer
from dangjian_std.cli.console import answers_told, context, taking
from dangjian_std.cli.console.answers_told import AnswerQuery
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.workdays import last_of
from dangjian_std.output import answer_files, build
from dangjian_std.output.answer_files import Answered
from dangjian_std.reading import layers, ledger_files, project
from dangjian_std.text.errors import DstdError

MONTH_ARGUMENT = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
DOCUMENT_NUMBER = re.compile(r"([^\s〔〕\[\]（）()]{2,30})[〔\[（(](20[0-9]{2})[〕\]）)]([0-9]{1,4})号")
"""The number of a document, in whichever brackets it was typed."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What is handed up, and by which plan."""

    asked: AnswerQuery
    plan: str

    @classmethod
    def of(cls, month: str, plan: str, known: str | None, on: str | None, *, ledger: Path | None) -> Sending:
        """Read what stands on the command line."""
        found, number = MONTH_ARGUMENT.fullmatch(month), DOCUMENT_NUMBER.fullmatch(plan.strip())
        if not found:
            raise DstdError(f"“{month}”不是年月，请写成 2027-03 这样。")
        if not number:
            raise DstdError(f"--plan 写批准的督查检查考核计划的文号，如 某委办〔2027〕3号；这里是“{plan}”。")
        last = last_of(int(found[1]), int(found[2]))
        if last > taking.day(on, dt.date.today):
            raise DstdError(f"{month} 还没有过完，过完再报。")
        asked = AnswerQuery.of(last.isoformat(), known, None, ledger)
        return cls(asked, f"{number[1]}〔{number[2]}〕{number[3]}号")


def as_json(asked: AnswerQuery) -> int:
    """Print the answers for a program; return 1 where one is 否."""
    said = answered(asked)
    click.echo(answer_files.answers(said).decode(), nl=False)
    return context.EXIT_FINDINGS if any(each.answer is Answer.NO for each in said.findings) else context.EXIT_CLEAN


def answered(asked: AnswerQuery) -> Answered:
    """Return the answers of the unit, with the set that they rest on."""
    root = project.find_root(Path())
    catalog = context.catalog(root)
    facts, findings = answers_told.judged(catalog, asked)
    branches = tuple(dict.fromkeys(each.branch for each in findings))
    return Answered(
        unit=Unit.of(catalog),
        digest=layers.digest(layers.sources(root)),
        facts=facts,
        findings=findings,
        branches=tuple(each for each in branches if each) or ("",),
        as_of=asked.as_of,
        known=asked.known,
    )


def hand_up(sending: Sending, out: Path) -> None:
    """Write what goes upwards, and say what is in it and what is not."""
    place = context.file(project.find_root(Path()), out)
    said = answered(sending.asked)
    heads = list(chain.heads(ledger_files.data(sending.asked.folder)))[: said.facts.lines]
    data = answer_files.hand_up(said, heads, sending.plan)
    build.save(place, data, click.echo)
    covered = said.facts.covered or {}
    reported = sum(covered.get(each, dt.date.min) >= said.as_of for each in said.branches)
    click.echo(
        f"做好了 {context.shown_path(place)}：{len(said.findings)} 个答案，照 {sending.plan}；"
        f"{len(said.branches)} 个党支部，报到的 {reported} 个。没有记录、凭据和姓名。"
    )
