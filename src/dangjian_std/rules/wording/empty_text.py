"""文字是空白，或者前后带着空格。

为什么
------
看上去写了，其实什么也没有；多出来的空格印出来对不齐，两处“一样”的文字比起来也不一样。

反例
----
    # DJ401 theme-day
    term: "主题党日 "

正例
----
    # DJ401 theme-day
    term: 主题党日

依据
----
本工具的约定。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import texts
from dangjian_std.text.diagnostic import Problem, Repair, Severity

CODE = "DS601"
SEVERITY = Severity.ERROR
ALONE = True


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each text with white space at an end; the line feed that closes a block text is not the author's."""
    for node in catalog.nodes:
        for holder, path, text in texts(node):
            bare = text.strip()
            if not bare:
                yield Problem(place=holder.at(*path), message="这里只有空白", help="写上内容，或删去这个键")
            elif (shown := text.removesuffix("\n")) != bare:
                place, message = holder.at(*path), "文字前后带着空格或空行"
                repair = Repair((place,), shown, bare)
                yield Problem(place=place, message=message, help="删去前后的空格", repair=repair)
