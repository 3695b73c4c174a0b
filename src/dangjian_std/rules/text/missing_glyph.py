"""文字里有字体没有的字。

为什么
------
随附的字体印不出这个字，印出来会是一个空框。表情符号、少数生僻字和自造字常有这种情况。
别的都没有错了才看这一条：要照印出来的文字逐个查字体。

反例
----
    # DJ401 theme-day
    term: 主题党日🎉

正例
----
    # DJ401 theme-day
    term: 主题党日

依据
----
本工具的约定。
"""

from __future__ import annotations

from dangjian_std.text.diagnostic import Severity

CODE = "DS020"
SEVERITY = Severity.ERROR
