"""文字里有身份证号或手机号。

为什么
------
标准、表样、文书样是给大家看的，也会进版本记录，删了还能找回来。个人信息一个字也不该进来。

反例
----
    # W401
    signature: 党支部（联系电话 13800138000）

正例
----
    # W401
    signature: 党支部

依据
----
本工具的约定：个人信息只写在填好的表上。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Node, asked_once, texts_with
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS602"
SEVERITY = Severity.ERROR
ALONE = True

WHOLE_NUMBER = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
BIRTHDAY_DIGITS = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
MOBILE = re.compile(WHOLE_NUMBER.format(r"1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"))
IDENTITY = re.compile(
    WHOLE_NUMBER.format(rf"(?:[1-9][0-9]{{5}}(?:18|19|20)[0-9]{{2}}{BIRTHDAY_DIGITS}[0-9]{{3}}[0-9Xx])")
)
OLD_IDENTITY = re.compile(WHOLE_NUMBER.format(rf"[1-9][0-9]{{7}}{BIRTHDAY_DIGITS}[0-9]{{3}}"))
LONG_NUMBER = re.compile("[0-9][0-9 -]{9,}[0-9]")
"""What each of these numbers has in it."""
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each text that holds such a number; the number itself is never repeated in full."""
    for node in catalog.nodes:
        yield from _problems(node)


@asked_once
def _problems(node: Node) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            place=holder.part(path, text, found.span()),
            message=f"这里有{what} {found[0][:3]}{'*' * (len(found[0]) - 3)}",
            help="删去；要填写的地方留空，写（联系人）、（电话）",
        )
        for holder, path, text in texts_with(node, LONG_NUMBER)
        for what, found in _numbers(text)
    )


def _numbers(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    yield from (("手机号", found) for found in MOBILE.finditer(text))
    yield from (("身份证号", found) for found in OLD_IDENTITY.finditer(text))
    yield from (("身份证号", found) for found in IDENTITY.finditer(text) if _valid(found[0]))


def _valid(number: str) -> bool:
    """Whether the last digit is the check digit of the first seventeen."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True))
    return CHECK[total % 11] == number[-1].upper()
