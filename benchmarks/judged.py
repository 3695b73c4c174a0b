"""Read the ledger of a unit so many times, or read it and judge: `judged.py LEDGER NUMBER read|judge`."""

from __future__ import annotations

import datetime as dt
import sys
from collections import deque
from pathlib import Path

from dangjian_std.assessment import judging, ledger_entries
from dangjian_std.cli.console import context, taking
from dangjian_std.domain.unit import Unit

AS_OF = dt.date(2027, 12, 31)

folder, number, wish = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
catalog = context.catalog(None)
bodies = taking.bodies_of(catalog, folder)
for _ in range(number):
    read = taking.opened(folder)
    facts = ledger_entries.known(read.entries, head=read.head)
    if wish == "judge":
        deque(judging.judge(Unit.of(catalog), facts, bodies, AS_OF), maxlen=0)
