"""Our own words: the texts of a set that GB/T 1.1—2020 rules, found by phrases that it does not want.

Gists of regulations are theirs, and papers follow GB/T 9704, so neither is looked at. What stands in quotation
marks is somebody else's word, but not where they hold most of a sentence: that is our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import texts_with
from dangjian_std.text.diagnostic import Problem, Repair
from dangjian_std.text.places import Path

UNREAD_KEYS = frozenset(
    {"origin", "change", "version", "title", "group", "issuer", "goals", "local", "places", "id"}
)
"""Keys whose values are names, or speak about a text instead of being one."""
TITLE_IN_BRACKETS = re.compile("《[^》]*》")
QUOTED_TEXT = re.compile("“([^”]*)”")
SENTENCE_PATTERN = re.compile("[^。！？；\n]+")
ONE_WAY = re.compile("写“([^”]*)”")
"""What to write where there is one way alone."""
NEGATIONS = ("不", "非", "无", "未")
"""What turns a phrase behind it into another: 不必须 is not 不应."""
HAN_CHARACTER = "[\u4e00-\u9fff]"
HAN_PATTERN = re.compile(HAN_CHARACTER)


def phrases(catalog: Catalog, unwanted: Mapping[str, str], *, message: str) -> Iterator[Problem]:
    """Yield a problem for the first unwanted phrase (a pattern) of every text; its value says what to write."""
    pattern = re.compile("|".join(f"(?P<p{index}>{phrase})" for index, phrase in enumerate(unwanted)))
    any_of_them = re.compile("|".join(unwanted))  # without groups much faster
    helps = list(unwanted.values())
    for node in (*catalog.standards.values(), *catalog.records.values()):
        for holder, path, text in texts_with(node, any_of_them):
            if match := pattern.search(_ours(path, text)):
                help_ = helps[int((match.lastgroup or "p0")[1:])]
                place = holder.part(path, text, match.span())
                turned = match.string[: match.start()].endswith(NEGATIONS) or match.string[
                    match.end() :
                ].startswith("不")
                only = None if turned else ONE_WAY.fullmatch(help_)
                repair = Repair((place,), match[0], only[1]) if only else None
                yield Problem(place=place, message=message.format(match[0]), help=help_, repair=repair)


def _ours(path: Path, text: str) -> str:
    """Return our own words in a text: none in what is a name."""
    return "" if path[0] in UNREAD_KEYS else SENTENCE_PATTERN.sub(_own, text)


def _own(sentence: re.Match[str]) -> str:
    """Blot out what a sentence quotes."""
    text = TITLE_IN_BRACKETS.sub(_blot, sentence[0])
    rest = QUOTED_TEXT.sub(_blot, text)
    quoted = len(HAN_PATTERN.findall("".join(QUOTED_TEXT.findall(text))))
    return rest if len(HAN_PATTERN.findall(rest)) >= quoted else text


def _blot(found: re.Match[str]) -> str:
    return "□" * len(found[0])
