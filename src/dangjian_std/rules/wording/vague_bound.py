"""用模糊的词代替了界限。

为什么
------
“及时”“适当”“定期”没有界限，做的人不知道做到什么程度算数，查的人也没法查。
写明几个工作日内、几次、几人。

反例
----
    # DJ401 assign
    how:
      - 及时列入落实清单，一事一行。

正例
----
    # DJ401 assign
    how:
      - 列入落实清单，一事一行，写明责任人和时限。

依据
----
GB/T 1.1—2020 9.4.2：条款应能证实；不用“应足够……”“应较为……”一类说不出界限的写法。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules import phrases
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS604"
SEVERITY = Severity.ERROR
ALONE = True

VAGUE_WORDS = {
    "及时|尽快|尽早|抓紧": "写明几个工作日内，或写进 when",
    "适当|适度|酌情|视情|足够|较为": "写明数量或条件",
    "定期(?<!规定期)(?!限|数|间)|经常性?地|不定期|适时": "写明多久一次，或写进 when",
    "认真|切实|严格(?!说)|深入(?!基层)|扎实": "去掉，写明怎么做",
}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each text of ours that stays vague where a bound belongs."""
    yield from phrases.phrases(catalog, VAGUE_WORDS, message="“{}”说不出界限")
