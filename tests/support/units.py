"""The project of a unit that adopts the base project."""

from __future__ import annotations

from dangjian_std.reading.project import RawSource
from support.projects import EXAMPLE, Files, base, pinned

SHEET = f"""\
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2028年版
year: 2028
base:
  from: 随程序
  edition: 2027年版
  sha256: {EXAMPLE}
shape: 总支
branches:
  - {{name: 机关第一党支部, members: 12, groups: [第一党小组, 第二党小组]}}
  - {{name: 离退休党支部, members: 8, groups: [第一党小组]}}
  - {{name: 防汛临时党支部, members: 5, temporary: true, from: 2028-06-01, until: 2028-09-30}}
leaders: 3
"""


def project(sheet: str = "", **overlays: str) -> Files:
    """Return it with more lines of its sheet, and with overlays by the name of their file."""
    files = base() | {"unit.yaml": RawSource("unit.yaml", (SHEET + sheet).encode())}
    files |= {
        f"local/{name}.yaml": RawSource(f"local/{name}.yaml", text.encode()) for name, text in overlays.items()
    }
    return pinned(files)
