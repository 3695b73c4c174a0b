"""The answers for others: as JSON for a program, and as the file that goes to the office above."""

from __future__ import annotations

from pathlib import Path

import click

from dangjian_std.assessment.answers import Answer
from dangjian_std.cli.console import answers_told, context
from dangjian_std.cli.console.answers_told import Asked
from dangjian_std.domain.unit import Unit
from dangjian_std.output import answer_files
from dangjian_std.output.answer_files import Answered
from dangjian_std.reading import layers, project


def as_json(asked: Asked) -> int:
    """Print the answers for a program; return 1 where one is 否."""
    said = answered(asked)
    click.echo(answer_files.answers(said).decode(), nl=False)
    return context.FINDINGS if any(each.answer is Answer.NO for each in said.findings) else context.CLEAN


def answered(asked: Asked) -> Answered:
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
