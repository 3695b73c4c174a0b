"""Where the data that comes with this copy of the tool lies."""

from __future__ import annotations

from pathlib import Path

from dangjian_std.text.errors import DstdError


def shipped(name: str) -> Path:
    """Return the folder `schemas`, `templates`, `standards` or `examples` that belongs to this copy of the tool.

    A wheel carries them inside the package; a checkout keeps them at its top.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_data", package.parents[1]):
        if (root / name).is_dir():
            return root / name
    raise DstdError(f"安装不完整：找不到随程序提供的 {name} 文件夹，请重新安装 dangjian-std。")
