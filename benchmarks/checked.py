"""Stay beside a set and check it after every change, as `dstd serve` does, but make nothing: `checked.py SET`."""

from __future__ import annotations

import sys
from pathlib import Path

from dangjian_std.cli.console import watching
from measuring import Resident

for scene in watching.scenes(Path(sys.argv[1])):
    if not scene.sound:
        raise SystemExit(scene.text)
    print(Resident.READY, flush=True)
