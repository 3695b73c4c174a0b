"""第1版到第2版：步骤和要求多了一个键 unread。

它写明哪几处有上级规定、条文还没有读到。原有的写法不用改，只改格式版本。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.reading.migrations import FileChange, Trees

FROM = 1


def changes(_: Trees) -> Iterator[FileChange]:
    """Yield nothing: a key was added, and no file has to have it."""
    yield from ()
