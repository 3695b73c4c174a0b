"""A browser without a window, in which pdf.js reads PDFs that a server on this machine alone hands out."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from checks.npm import Package, unpacked
from checks.shell import CheckError, need, run

PDFJS = Package(
    name="pdfjs-dist",
    version="6.5.438",
    integrity="vg8Pw1x+AFKy4AMDvhuWl5cOYV8d698UoEANoFFhc79hqXDnZQqnOXoxw3HG907WHOg1JYOvLhP756boddFxpA==",
    members=("build/pdf.min.mjs", "build/pdf.worker.min.mjs"),
)
PAGE = Path(__file__).with_name("reader.html")
CHROMIUM = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 300
"""Seconds for the browser, by the clock on the wall and by its own."""


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}  # noqa: RUF012

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine alone."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def browse(folder: Path, names: Sequence[str]) -> dict[str, Any]:
    """Return what pdf.js finds in some files of a folder."""
    need("chromium", "chromium")
    shutil.copyfile(PAGE, folder / PAGE.name)
    shutil.copytree(unpacked(PDFJS, "pdfjs"), folder / "pdfjs", ignore=shutil.ignore_patterns("*.tgz"))
    (folder / "books.json").write_text(json.dumps(names), "utf-8")
    with served(folder) as address:
        own = (f"--user-data-dir={folder / 'profile'}", f"--virtual-time-budget={PATIENCE * 1000}")
        command = ["timeout", PATIENCE, *CHROMIUM, *own, "--dump-dom", f"{address}/{PAGE.name}"]
        found = read_dump(run(command, label="Chromium"))
    if found.keys() != set(names):
        raise CheckError(f"pdf.js 没有读完：{found.get('error', '原因不明')}")
    return found


def read_dump(output: str) -> dict[str, Any]:
    """Take what our page left in the document that the browser prints."""
    left = re.search(r'<pre id="found">(.*?)</pre>', output, re.DOTALL)
    if not left or not left[1]:
        raise CheckError(f"浏览器没有给出结果：\n{output[-600:]}")
    found: dict[str, Any] = json.loads(html.unescape(left[1]))
    return found
