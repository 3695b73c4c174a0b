"""文字里引的步骤，那项标准里没有。

为什么
------
写“照 DJ402 的“处置意外”办”，DJ402 里这一步删去了、改了说法，读的人就不知道照哪一步办。
引号里写步骤做什么（what）、阶段的名称或者术语，可以只写一部分。没有加引号的说法不比较。

反例
----
    # DJ401 assign
    how:
      - 照 DJ401 的“转告缺席党员”办。

正例
----
    # DJ401 assign
    how:
      - 照 DJ401 的“向缺席党员转告”办。

依据
----
本工具的约定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.prose import matches
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity
from dangjian_std.text.places import Place

CODE = "DS609"
SEVERITY = Severity.ERROR
REQUIRES = ("duplicate-code", "unknown-step")

QUOTED_TITLE = re.compile("(?P<code>DJ ?[0-9]{3})(?: ?的)?“(?P<title>[^”]*)”")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each step that a sentence quotes from a standard that has none of that name."""
    uses: dict[str, list[tuple[str, Place]]] = {}
    for sentence, found in matches(catalog, QUOTED_TITLE):
        code = found["code"].replace(" ", "")
        uses.setdefault(code, []).append((found["title"], sentence.place(found, "title")))
    for code, standard in ((code, each) for code, each in catalog.standards.items() if code in uses):
        known = titles(standard)
        named = [(next((title for title in known if word in title), word), place) for word, place in uses[code]]
        register = standard.anchor.outline.file.path
        yield from dangling(named, known, what=f"{code} 的步骤", register=register)


def titles(standard: Standard) -> Mapping[str, Place]:
    """Return what its steps, stages and terms are called, and where."""
    return {
        **{term.term: term.at("term") for term in standard.terms},
        **{stage.title: stage.at("title") for stage in standard.stages},
        **{step.what: step.at("what") for step in standard.steps},
    }
