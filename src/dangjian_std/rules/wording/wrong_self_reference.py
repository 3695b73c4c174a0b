"""称呼自己没有用“本文件”。

为什么
------
一册里有许多标准，“本标准”“本规范”“本规程”“本办法”不知指哪一项。自称一律写“本文件”。

反例
----
    # DJ401 scope
    applies_to: 本规范所称各党支部

正例
----
    # DJ401 scope
    applies_to: 本单位各党支部

依据
----
GB/T 1.1—2020 9.5.2：文件自身的称谓用“本文件”。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.rules import phrases
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS606"
SEVERITY = Severity.ERROR
ALONE = True

WRONG_SELF_NAMES = {"本标准|本规范|本规程|本办法|本制度|本细则": "写“本文件”"}


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each text that calls itself by another name."""
    yield from phrases.phrases(catalog, WRONG_SELF_NAMES, message="自称写了“{}”")
