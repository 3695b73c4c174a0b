"""The page of a rule: what is wrong, why, examples, and what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dangjian_std.rules.catalog_rule import CatalogRule
from dangjian_std.rules.gate import Gate
from dangjian_std.text import docstrings
from dangjian_std.text.diagnostic import Rule

EXAMPLE_INSTRUCTIONS = """\
例子的第一行说明写在哪里：`# DJ401 hold.when` 是 DJ401 里标识（id）为 hold 的那一步的 when，下面的键
写进那一处；`# DJ401 删去 hold.when` 是没有这个键；`# 文件 …` 是整个文件。DS7 的例子是新版，同没有改过的旧版比。"""
"""How the examples of a page are to be read."""
RULE_TEXTS_FOLDER = Path(__file__).parent / "text"
"""Where the pages of the rules lie that have no file of code."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as its author wrote it."""

    text: str

    @property
    def summary(self) -> str:
        """First line of the page."""
        return self.text.splitlines()[0]

    @property
    def titles(self) -> list[str]:
        """Titles of its sections, in order."""
        return re.findall(r"^(\S+)\n-+$", self.text, re.MULTILINE)

    def section(self, title: str) -> str:
        """Text of one section (为什么, 反例, 正例, 依据), without its title; empty where absent."""
        match = re.search(rf"^{title}\n-+\n(.*?)(?=^\S+\n-+\n|\Z)", self.text, re.MULTILINE | re.DOTALL)
        return match[1].strip("\n") if match else ""


def page(rule: Rule) -> Page:
    """Return the page of a rule: the docstring of its file, or a file beside the families."""
    if isinstance(rule, CatalogRule | Gate):
        module = f"{__package__}.{rule.family}.{rule.name.replace('-', '_')}"
        return Page(docstrings.of_module(module).strip() + "\n")
    return Page((RULE_TEXTS_FOLDER / f"{rule.name}.md").read_text("utf-8"))
