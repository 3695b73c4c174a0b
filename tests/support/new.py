"""`dstd new` where nobody can be asked, and what came of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from click.testing import CliRunner, Result

from dangjian_std.cli.console import interview
from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading.load import load
from dangjian_std.reading.project import sources

TODAY = dt.date(2026, 11, 22)
STANDARD = {
    "code": "DJ402",
    "title": "志愿服务规程",
    "type": "规程",
    "who": "组织委员",
    "what": "组织党员开展志愿服务",
    "how": "选定项目，写明时间和地点",
    "when": "每季度",
}
STEP = "DJ401.choose"
"""A step of the base project without a form."""


def new(kind: str, root: Path, **said: str | tuple[str, ...]) -> Result:
    """Run the command where nobody can be asked."""
    options = [
        part
        for name, value in said.items()
        for each in ((value,) if isinstance(value, str) else value)
        for part in (f"--{name}", each)
    ]
    return CliRunner().invoke(interview.new, [kind, str(root), *options], obj=lambda: TODAY)


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def read(root: Path) -> Catalog:
    catalog = load(sources(root)).catalog
    assert catalog is not None
    return catalog
