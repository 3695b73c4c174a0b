"""文字里有字体没有的字。

为什么
------
随附的字体印不出这个字，印出来会是一个空框。表情符号、少数生僻字和自造字常有这种情况。
这要等字体到了手边才知道，所以在生成时判断，校验时不报。

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
