"""没有标▲的时间、界限，所引的条文里没有。

为什么
------
没有标为自己定的（local）时间、人数、比例，印出来就是条文的话。条文没有写几日、几月、多久一次的，步骤里写的就是自己定的，
要标。引的各条都读过原文的才比；条文的最低要求（floor）已经写了时间、界限的，照 DS302 比松严，不再比数。
定在哪一天、哪几个月，条文没有写的，总要标。

反例
----
    # DJ401 hold
    local: [when.shift, how.3, opens]

正例
----
    # DJ401 hold
    local: [when.day, when.shift, how.3, opens]

依据
----
本工具的约定：条文号下面不添加条文没有的内容。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.rates import frequency_stated
from dangjian_std.domain.regulation import Article, Floor
from dangjian_std.domain.standard import Step
from dangjian_std.domain.step_places import overlap
from dangjian_std.domain.timing import Every
from dangjian_std.rules.claims import WORDS_FOR_COUNTS, full_text, in_words
from dangjian_std.rules.figures import counts
from dangjian_std.text.diagnostic import Problem, Related, Severity

CODE = "DS319"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-when", "malformed-bounds", "local-nowhere", "weaker-than-floor", "unmet-floor")

KEYS_OF_DAY_AND_MONTHS = frozenset({"day", "by_day", "weekday", "nth", "shift", "months"})
"""What fixes the day or the months of a time that recurs."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield the time and the bounds of each step that pass for an article's and are not."""
    for standard in catalog.standards.values():
        for step in standard.steps:
            cited = full_text(catalog, step.basis)
            for path in _foreign(catalog, step, cited) if cited else ():
                name = ".".join(path)
                yield Problem(
                    place=step.at(*path),
                    message=f"{name} 写的，{'、'.join(cited)}里没有",
                    help=f"照条文改；自己定的，在 local 里写 {name}",
                    related=tuple(Related(each.at("gist"), article) for article, each in cited.items()),
                )


def _foreign(catalog: Catalog, step: Step, cited: Mapping[str, Article]) -> Iterator[tuple[str, ...]]:
    marks = (*step.local, *step.unread_places)
    compared = [floor for _, floor in floors.compared(catalog, step)]
    asked = [floor for each in cited.values() for floor in each.floor]
    law = "。".join(
        (*(each.gist for each in cited.values()), *(in_words(each.when, each.bounds) for each in asked))
    )
    strange = [
        key
        for key, value in step.when.stated()
        if not any(overlap(mark, f"when.{key}") for mark in marks)
        and _strange(key, value, asked, law, timed=any(floor.when for floor in compared))
    ]
    if strange:
        yield ("when", *strange) if len(strange) == 1 else ("when",)
    own = any(overlap(mark, "bounds") for mark in marks) or any(floor.bounds for floor in compared)
    if step.bounds and not own and counts(in_words(None, step.bounds)) - counts(law):
        yield ("bounds",)


def _strange(key: str, value: object, asked: Iterable[Floor], law: str, *, timed: bool) -> bool:
    """Whether articles say nothing of one key of a time; where one asks a time, others compare its number."""
    times = [floor.when for floor in asked if floor.when]
    if key == "every":
        recurs = any(isinstance(each, Every) for each in times)
        return not recurs and not any(map(frequency_stated, re.split("[，。；]", law)))
    if key in KEYS_OF_DAY_AND_MONTHS:
        return not any(key == other for each in times for other, _ in each.stated())
    unit = "times" if key == "times" else key.partition("within_")[2] or key.partition("at_least_")[2]
    if unit not in WORDS_FOR_COUNTS or timed or not value or (key, value) == ("times", 1):
        return False
    return not counts(f"{value}{WORDS_FOR_COUNTS[unit]}") & counts(law)
