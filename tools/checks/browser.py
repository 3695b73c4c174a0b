"""A browser without a window, in which pdf.js reads PDFs that a server on this machine alone hands out."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from checks.ground import ROOT
from checks.shell import CheckError, need, run

PDFJS = "6.5.438"
INTEGRITY = "vg8Pw1x+AFKy4AMDvhuWl5cOYV8d698UoEANoFFhc79hqXDnZQqnOXoxw3HG907WHOg1JYOvLhP756boddFxpA=="
"""The sha512 of the package, as its registry states it."""
MODULES = ("pdf.min.mjs", "pdf.worker.min.mjs")
SHELF = ROOT / ".verify" / "pdfjs"
PAGE = Path(__file__).with_name("reader.html")
CHROMIUM = (
    *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PATIENCE = 300
"""Seconds for the browser, by the clock on the wall and by its own."""


def pdfjs() -> Path:
    """Return the folder with pdf.js, having fetched it if it is not there, and found it to be what it should."""
    package = SHELF / f"pdfjs-dist-{PDFJS}.tgz"
    if not package.is_file():
        need("npm", "npm")
        SHELF.mkdir(parents=True, exist_ok=True)
        run(["npm", "pack", "--silent", f"pdfjs-dist@{PDFJS}", "--pack-destination", SHELF], label="npm pack")
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode("ascii")
    if digest != INTEGRITY:
        package.unlink()
        raise CheckError("取得的 pdf.js 与登记的校验值不符，已经删除")
    with tarfile.open(package) as archive:
        for name in MODULES:
            member = archive.extractfile(f"package/build/{name}")
            if member is None:
                raise CheckError(f"pdf.js 里没有 {name}")
            (SHELF / name).write_bytes(member.read())
    return SHELF


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
    shutil.copytree(pdfjs(), folder / "pdfjs", ignore=shutil.ignore_patterns("*.tgz"))
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
