"""Numbers of clauses: they are counted, never written, so that they are right after every change.

Chapter 6 is the procedure; chapter 7 holds the requirements, but in a 规程 7.1 names its records. A criterion is a
line of a table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dangjian_std.domain.standard import Standard
from dangjian_std.domain.vocabulary import StandardType

CHAPTERS = 8
"""How many chapters every standard has."""
BASIS_TITLE, PROCEDURE_TITLE, CRITERIA_TITLE = "工作依据", "程序", "检查要点"
"""Titles of the tables."""

CLAUSE_PLACEHOLDER = re.compile(r"〔(?P<code>DJ[0-9]{3})\.(?P<part>[a-z][a-z0-9-]*)〕")
"""How a sample names a part of a standard, so that its number is counted."""


def procedure(standard: Standard) -> Mapping[str, str]:
    """Number of every stage and step (6.1, 6.1.1) by its id."""
    numbers: dict[str, str] = {}
    for major, stage in enumerate(standard.stages, 1):
        numbers[stage.id] = f"6.{major}"
        numbers |= {step.id: f"6.{major}.{minor}" for minor, step in enumerate(stage.steps, 1)}
    return numbers


def requirement(standard: Standard, index: int) -> str:
    """Number of a requirement, counted from 1."""
    return f"7.{index + (standard.type is StandardType.CODE_OF_PRACTICE)}"


def table(standard: Standard, title: str) -> int:
    """Number of a table; one that would be empty takes none."""
    filled = {
        BASIS_TITLE: bool(standard.regulations),
        PROCEDURE_TITLE: True,
        CRITERIA_TITLE: bool(standard.criteria),
    }
    return [name for name, content in filled.items() if content].index(title) + 1


def parts(standard: Standard) -> Mapping[str, str]:
    """What every part is counted as, by its id: stages and steps, requirements, criteria; of one id the first."""
    requirements = enumerate(standard.requirements, 1)
    criteria = enumerate(standard.criteria, 1)
    return {
        **{each.id: f"表{table(standard, CRITERIA_TITLE)}第{index}条" for index, each in criteria},
        **{each.id: requirement(standard, index) for index, each in requirements},
        **procedure(standard),
    }
