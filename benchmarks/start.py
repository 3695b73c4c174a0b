"""`dstd --help` against a bare click program."""

from __future__ import annotations

import sys

from pairs import least

BARE = "import click\n@click.command()\ndef main():\n    '''Help.'''\nmain(['--help'])"

best = least(
    {"click": [sys.executable, "-c", BARE], "dstd": [sys.executable, "-m", "dangjian_std", "--help"]}, rounds=20
)
print(f"click {best['click']:.3f} s, dstd {best['dstd']:.3f} s, ratio {best['dstd'] / best['click']:.2f}")
