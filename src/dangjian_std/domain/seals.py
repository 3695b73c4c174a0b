"""Seals: what an article was when somebody last compared it with the text of its regulation.

A seal is a fingerprint of four parts. Order of keys and spelling of the YAML do not count, and every key of an
article that is not its number, its gist or how it was checked belongs to what it asks at least.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from dangjian_std.domain.vocabulary import Trust

SEALED_PARTS = {"number": "条号", "gist": "大意", "floor": "最低要求", "level": "核对程度"}
"""What a seal covers, in the order of its four groups of hexadecimal digits."""
SEAL_GROUP_DIGITS = 4


def fingerprint(article: Mapping[str, object]) -> str:
    """Return the seal of an article (as plain data) as it now stands: `3f2a-91bc-07de-55aa`."""
    return "-".join(map(_digits, _parts(article)))


def changed(article: Mapping[str, object], seal: str) -> tuple[str, ...]:
    """Return which parts of an article are other than what `seal` was made of."""
    pairs = zip(SEALED_PARTS, fingerprint(article).split("-"), seal.split("-"), strict=True)
    return tuple(name for name, now, then in pairs if now != then)


def level(seal: str) -> Trust | None:
    """Return how well an article was known when it was sealed; None where the seal does not say."""
    return next((each for each in Trust if seal.endswith(f"-{_digits(each.value)}")), None)


def demands(article: Mapping[str, object]) -> Mapping[str, object]:
    """Return what an article asks at least: its keys but for number, gist and `checked`."""
    return {key: value for key, value in article.items() if key not in {"number", "gist", "checked"}}


def _parts(article: Mapping[str, object]) -> tuple[object, ...]:
    checked = article["checked"]
    level = checked.get("level") if isinstance(checked, Mapping) else None
    return article["number"], article["gist"], demands(article), level


def _digits(part: object) -> str:
    text = json.dumps(part, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:SEAL_GROUP_DIGITS]
