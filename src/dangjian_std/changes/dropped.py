"""Sentences that are gone: a duty that was taken out, where a reworded or a joined sentence is still there.

Of 699 changed steps and requirements in the history of the shipped standards 36 lost a sentence. Of 25 looked at
none was another wording: they were taken out, or put into keys.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby

from dangjian_std.changes.change import Change, ChangeKind
from dangjian_std.changes.losses import SENTENCE_LOST
from dangjian_std.changes.pairs import SIMILAR
from dangjian_std.domain.catalog import Catalog

ASKING_KEYS = frozenset({"how", "text", "rows"})
"""What asks for something in sentences or rows: how a step is done, a requirement, an annex."""

SENTENCE_END = re.compile(r"[。；！？\n]")
PUNCTUATION_AND_SPACE = re.compile(r"[\s，、：（）“”《》〔〕,.:()\"']")
LEAST_SHARED_CHARACTERS = 3
"""Characters in a row that two sentences do not share by chance."""
LEAST_PART_HELD = 0.5
"""Share of a sentence that has to stand in another one, in such pieces, for that one to have taken it in."""


def judged(catalog: Catalog, changes: Iterable[Change]) -> Iterator[Change]:
    """Yield the changes of standards; of words that ask for something with what they lost or got.

    A text is 取消 or 新增 as a whole. One that lost a sentence among others is 放宽, one that got one is 加重; one
    with both stays 改动, and what it lost is noted: see `losses`. What was 放宽 stays so.
    """
    for _, own in groupby(changes, lambda each: each.site.subject):
        yield from _judged(tuple(own), catalog)


def _judged(own: Sequence[Change], catalog: Catalog) -> Iterator[Change]:
    asking = [_asks(each, catalog) for each in own]
    before, after = ([getattr(each, state) for each in own if not each.filed] for state in ("before", "after"))
    lost, got = (
        frozenset(dropped([getattr(each, state) for each, asks in zip(own, asking, strict=True) if asks], others))
        for state, others in (("before", after), ("after", before))
    )
    for each, asks in zip(own, asking, strict=True):
        yield _with_words(each, lost, got) if asks else each


def _with_words(change: Change, lost: Collection[str], got: Collection[str]) -> Change:
    gone = [said for bare, said in sentences(change.before).items() if bare in lost]
    came = any(bare in got for bare in sentences(change.after))
    if not (gone or came):
        return change
    if not (change.before and change.after):
        return replace(change, kind=ChangeKind.ADDED if came else ChangeKind.GONE)
    kind = change.kind
    if kind is ChangeKind.CHANGED and not (gone and came):
        kind = ChangeKind.STRICTER if came else ChangeKind.WEAKER
    return replace(change, kind=kind, note=f"{SENTENCE_LOST}：{'；'.join(gone)}" if gone else change.note)


def _asks(change: Change, catalog: Catalog) -> bool:
    """Whether a change is one of words that ask for something; those of an annex do if it is normative."""
    if change.kind is ChangeKind.WORDING or change.key.partition(".")[0] not in ASKING_KEYS:
        return False
    match change.place.path:
        case ["annexes", int(index), *_]:
            return not catalog.standards[change.site.subject].annexes[index].informative
    return True


def dropped(old: Iterable[str], new: Iterable[str]) -> Iterator[str]:
    """Yield every sentence of the old texts to which none of the new texts has a counterpart.

    A counterpart is as like as two wordings of one sentence are, each for one sentence; or it has taken it in.
    """
    was, is_ = (dict.fromkeys(each for text in texts for each in sentences(text)) for texts in (old, new))
    gone, fresh = [each for each in was if each not in is_], [each for each in is_ if each not in was]
    left = dict.fromkeys(gone)
    likest = sorted(((_likeness(one, two), one, two) for one in gone for two in fresh), reverse=True)
    free = set(fresh)
    for likeness, one, two in likest:
        if likeness >= SIMILAR and one in left and two in free:
            del left[one]
            free.discard(two)
    yield from (each for each in left if not _taken_in(each, fresh))


def sentences(text: str) -> Mapping[str, str]:
    """Return the sentences of a text by their characters: marks within them do not count."""
    return {bare: each for each in SENTENCE_END.split(text) if (bare := PUNCTUATION_AND_SPACE.sub("", each))}


def _likeness(one: str, two: str) -> float:
    first, second = sorted((one, two))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR <= matcher.quick_ratio() else 0.0


def _taken_in(sentence: str, others: Collection[str]) -> bool:
    return any(_shared(sentence, each) >= LEAST_PART_HELD * len(sentence) for each in others)


def _shared(one: str, two: str) -> int:
    """Count the characters of a sentence that stand in another one in pieces of some length."""
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(each.size for each in blocks if each.size >= LEAST_SHARED_CHARACTERS)
