"""What `dstd fmt` says of a file that is written in too rare a way."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dangjian_std.cli.commands import fmt
from dangjian_std.cli.console import context
from dangjian_std.reading import formatting
from dangjian_std.reading.yaml_editing.operations import AmendError
from dangjian_std.text.places import Place, Span


def test_what_cannot_be_formatted_is_told_and_nothing_is_written(monkeypatch):
    def refuse(raws):
        raise AmendError(Place(Span("a.yaml", 2, 3)), "这个文件里有太少见的写法，程序排不了版。")

    monkeypatch.setattr(formatting, "all_formatted", refuse)
    with pytest.raises(context.RefusedError, match=r"程序排不了版。没有写任何文件。$"):
        fmt._formatted(SimpleNamespace(files=None), ())
