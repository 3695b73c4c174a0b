"""用了标准里不用的能愿动词。

为什么
------
标准用“应、不应、宜、可”表示要求、推荐和允许。写成“必须、应当、不得、禁止、严禁”，
读的人分不清是本单位的要求，还是照抄法规；同一个意思也会有几种写法。

反例
----
    # DJ401 fixed-day
    text: 主题党日必须每月开展1次，日期应相对固定。

正例
----
    # DJ401 fixed-day
    text: 主题党日应每月开展1次，日期应相对固定。

依据
----
GB/T 1.1—2020 附录C、9.4.2：要求用“应”“不应”，不用“必须”代替“应”，不用“不得”“禁止”代替“不应”。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules import phrases
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS603"
SEVERITY = Severity.ERROR
ALONE = True

BANNED_MODALS = {
    "必须|应当(?![日天场面年月])|务必": "写“应”",
    "不得|禁止|严禁|不准(?<!拿不准)(?!许|确|备)|不可(?!能|少|缺|或缺|以|靠|分)": "写“不应”",
}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each text of ours that demands in words that a standard does not use."""
    yield from phrases.phrases(catalog, BANNED_MODALS, message="标准里不用“{}”")
