"""“应”和“尽量、一般、原则上”放在了一起。

为什么
------
要求就是要求，留了余地就不是“应”。可以有例外的写“宜”，或写明哪些情况除外。

反例
----
    # DJ401 fixed-day
    text: 主题党日一般应每月开展1次，日期应相对固定。

正例
----
    # DJ401 fixed-day
    text: 主题党日应每月开展1次，日期应相对固定。

依据
----
GB/T 1.1—2020 9.4.2：“应”不与“尽可能”“尽量”“考虑”“避免”“慎重”“通常”“一般”“原则上”连用，改用“宜”。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules import phrases
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS605"
SEVERITY = Severity.ERROR
ALONE = True

HEDGE = "尽可能|尽量|考虑|避免|慎重|通常|一般|原则上"
HEDGED_MODALS = {f"(?:{HEDGE})应(?!到|届|付|交|收)|应(?:{HEDGE})": "写“宜”，或写明哪些情况除外"}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each text of ours that takes back half of what it demands."""
    yield from phrases.phrases(catalog, HEDGED_MODALS, message="“{}”：要求里留了余地")
