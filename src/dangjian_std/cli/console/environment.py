"""What the machine lacks, each with its mend."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from dangjian_std import renderers
from dangjian_std.cli.console import installed_libraries
from dangjian_std.document.blocks import Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.reading.project import adopts, find_root
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped

LEAST_PYTHON = (3, 11)


def examine(start: Path, encoding: str) -> Iterator[tuple[str, str]]:
    """Yield each thing that was looked at, and what to do about it; an empty text where it is in order."""
    yield (
        f"Python {sys.version_info[0]}.{sys.version_info[1]}",
        ("" if sys.version_info >= LEAST_PYTHON else "换用 Python 3.11 或更新的版本"),
    )
    yield (
        f"终端编码 {encoding}",
        ""
        if encoding.lower().replace("-", "") == "utf8"
        else "设环境变量 PYTHONUTF8=1，否则有些字显示成 \\u 加编码",
    )
    yield "运行用的库", installed_libraries.trouble()
    yield "校验规则和模板", _data()
    yield "PDF 排版", _printing()
    with contextlib.suppress(DstdError):  # outside of a project there is nothing to look at
        root = find_root(start)
        if not adopts(root):  # a unit that adopts a set has little to write
            yield "项目里的 schemas/", _copies(root)


def _data() -> str:
    try:
        for name in ("schemas", "templates", "standards"):
            shipped(name)
    except DstdError as error:
        return str(error)
    return ""


def _printing() -> str:
    """Set one line of Chinese for real: it needs every library and every face."""
    part = Part(id="probe", title="", head="", folio=Folio.NONE, blocks=(Paragraph(text=("试排",)),), listed=False)
    try:
        renderers.render(Document(name="probe", title="试排", author="", subject="", parts=(part,)), "pdf")
    except DstdError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 a library that is not ours may raise anything
        return f"没有排成（{type(error).__name__}）"
    return ""


def _copies(root: Path) -> str:
    """Editors read the schemas that a project keeps; without them they say nothing, and stale ones mislead."""
    own, copies = shipped("schemas"), root / "schemas"
    if not copies.is_dir():
        return f"没有这个文件夹，编辑器不会提示怎么写；把 {own} 复制过来"
    stale = [
        path.name
        for path in sorted(own.glob("*.json"))
        if not (copies / path.name).is_file() or (copies / path.name).read_bytes() != path.read_bytes()
    ]
    return f"{'、'.join(stale)} 不是当前版本，从 {own} 复制过来" if stale else ""
