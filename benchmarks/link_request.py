"""Write what the PDF worker is asked for the handbook of a set: `link_request.py SET FILE.json`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from dangjian_std.renderers import pdf
from dangjian_std.renderers.pdf import worker_requests
from dangjian_std.text import kept
from typst_book import handbook

where = kept.folder()
if where is None:
    raise SystemExit("there is no folder to keep parts in")
asked = worker_requests.book(handbook(Path(sys.argv[1])), where, pdf._identity())  # noqa: SLF001 as the renderer asks
Path(sys.argv[2]).write_text(json.dumps(asked), "utf-8")
