"""文字里叫人去做事的岗位没有登记。

为什么
------
岗位改了名，roles.yaml 和 who 都改了，做法里还写“请组织委员核对”，就没有人知道说的是谁。
只看党支部常见的岗位，并且只看“由、请、交、报……”后面和“签名、办理……”前面的；只是提到的不管。

反例
----
    # DJ401 sign
    how:
      - 请宣传委员核对签到人数。

正例
----
    # DJ401 sign
    how:
      - 请组织委员核对签到人数。

依据
----
本工具的约定：谁来做，是每项标准要答的第一问。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules.prose import Sentence, matches
from dangjian_std.rules.references import dangling
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS610"
SEVERITY = Severity.ERROR
REQUIRES = ("unknown-role",)

KNOWN = (
    "(?:组织|宣传|纪检|纪律检查|青年|统战|保密|群工|学习|文体|妇女|生产|党务)委员(?!会)|"
    "(?:党支部|支部|党总支|总支|机关党委)书记|党小组组?长"
)
"""What posts in and above a branch are commonly called."""
ACTS = re.compile(
    f"(?:由|请|交|报|问|经|送|向|给|告诉|通知)(?P<asked>{KNOWN})|"
    f"(?P<acts>{KNOWN})(?:签名|签字|办理|负责|保管|核对|登记|主持|填写|审核|同意)"
)


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each post that a sentence tells to act and that is not registered. None is offered for another."""
    known = {role.id: role.at("id") for role in reversed(catalog.vocabulary.roles)}
    uses = ((found[group], sentence.place(found, group)) for sentence, found, group in told(catalog))
    yield from dangling(uses, known, what="岗位", register="standards/roles.yaml", meant=lambda *_: [])


def told(catalog: Catalog, name: str = "") -> Iterator[tuple[Sentence, re.Match[str], str]]:
    """Yield each sentence that tells a post to act, the match and its group; `name` counts as not registered."""
    names = sorted({*catalog.roles} - {name}, key=len, reverse=True)
    roles = "|".join(map(re.escape, names)) or "(?!)"
    for sentence, found in matches(catalog, ACTS):
        group = "asked" if found["asked"] else "acts"
        taken = {place for role in re.finditer(roles, sentence.text) for place in range(*role.span())}
        if taken.isdisjoint(range(*found.span(group))):
            yield sentence, found, group
