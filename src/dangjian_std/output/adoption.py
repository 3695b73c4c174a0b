"""The file adoption.json: what a unit made of the set that it adopted, for the office above to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dangjian_std import __version__
from dangjian_std.changes import adopted
from dangjian_std.domain.catalog import Catalog
from dangjian_std.output import locks, write
from dangjian_std.output.manifest import TOOL
from dangjian_std.output.regular_files import ADOPTION
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError


def put(data: bytes | None, out: Path) -> None:
    """Write the file of a unit that adopts a set (`dump`) into a folder of outputs, where it is not so already."""
    path = out / ADOPTION
    if data is None or (path.is_file() and path.read_bytes() == data):
        return
    if path.exists() and not _ours(path):
        raise DstdError(f"{visible(str(path))} 不是本工具做的，没有写它。请把它移走，再做一次。")
    with locks.held(out):
        write.write_all(out, {ADOPTION: data})


def dump(catalog: Catalog) -> bytes | None:
    """Return what the file says; None for a set of one's own."""
    adoption = catalog.adoption
    if adoption is None:
        return None
    sheet = adoption.sheet
    content: dict[str, Any] = {
        "format": 1,
        "tool": {"name": TOOL, "version": __version__},
        "unit": {
            "name": sheet.name,
            "prefix": sheet.prefix,
            "year": sheet.year,
            "edition": sheet.edition,
            "shape": sheet.shape,
        },
        "base": {"set": adoption.set, "edition": adoption.edition, "sha256": adoption.sha256},
        "standards": [
            {"code": each.code, "title": each.title, "stance": each.stance, "reason": each.reason}
            for each in adopted.taken(catalog, adoption)
        ],
        "changes": [
            {
                "code": said.code,
                "node": each.node,
                "key": each.key,
                "where": said.where,
                "kind": said.kind,
                "before": said.before,
                "after": said.after,
                "reason": said.reason,
            }
            for each, said in adopted.changes(catalog, adoption)
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _ours(path: Path) -> bool:
    try:
        content: Any = json.loads(path.read_bytes())
        return bool(content["tool"]["name"] == TOOL)
    except (OSError, ValueError, KeyError, TypeError):
        return False
