"""Documents to PDF: makes the request, runs the worker, and says in one sentence what went wrong."""

from __future__ import annotations

import json
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING

from dangjian_std.renderers import machine
from dangjian_std.renderers.pdf import forks, processes
from dangjian_std.renderers.pdf.exit_codes import EXIT_NO_LIBRARY, EXIT_NOT_RENDERED, EXIT_PART_LOST, PART_MARK
from dangjian_std.renderers.pdf.trouble import LostError, TroubleError
from dangjian_std.renderers.renderer import Renderer, Way
from dangjian_std.text import kept
from dangjian_std.text.errors import DstdError, NoTypesetterError

if TYPE_CHECKING:  # the worker begins with this file, and knows no documents
    from dangjian_std.document.document import Document
    from dangjian_std.renderers.pdf.worker_requests import PdfRequest

TRIES = 2
"""How often a document is set when the worker crashes: a crash of a C library seldom comes twice."""
CRASHES = {getattr(signal, f"SIG{name}", None) for name in ("SEGV", "BUS", "ABRT", "ILL", "FPE")}
"""Signals that a program is ended by for its own mistakes."""

LINKED = 2
"""Parts from which on a document is linked."""
LIBRARIES = ("weasyprint", "pydyf", "pikepdf", "Jinja2", "tinycss2", "cssselect2", "fonttools")

_busy: dict[str, Lock] = {}
"""One for each book of parts: what is wanted of the same one is done one after the other."""
_stopped: list[None] = []
"""One for each time that all were ended: what waits for its turn then does not begin."""

_INSTALL = (
    "没有找到排版库 Pango 或 HarfBuzz，无法生成 PDF。请先运行："
    "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    "（macOS 用 brew install pango；Windows 请在 WSL 里运行）。"
)


def render(document: Document) -> bytes:
    """Return the document as a tagged PDF, the same bytes on every run.

    One of several parts is linked from them, so that a part that did not change is not set again.
    """
    with _shelf() as where:
        return _linked(document, where)


def _passing(document: Document) -> bytes:
    with processes.scratch() as folder:
        return _linked(document, folder)


def _whole(document: Document) -> bytes:
    with _shelf() as where:
        return _in_one_go(_numbered(document, where, len(_stopped)))


def _shelf() -> AbstractContextManager[Path]:
    """Return the folder where parts are kept, or where none can be, one for as long as it is used."""
    where = kept.folder()
    return nullcontext(where) if where else processes.scratch()


def _linked(document: Document, where: Path) -> bytes:
    began = len(_stopped)
    document = _numbered(document, where, began)
    if len(document.parts) < LINKED:
        return _in_one_go(document)
    return _of_parts("book", document, where, began)


def _numbered(document: Document, where: Path, began: int) -> Document:
    """Return the document with the numbers of the pages of its volumes; these are planned for that, not bound."""
    if not document.volumes:
        return document
    from dangjian_std.renderers.pdf import page_references

    numbers: dict[str, str] = {}
    for volume in document.volumes:
        numbers |= json.loads(_of_parts("numbers", volume, where, began))
    try:
        return page_references.written(document, numbers)
    except TroubleError as error:
        raise DstdError(f"排版发现问题，没有生成 PDF。{_detail(str(error))}") from error


def _of_parts(task: str, document: Document, where: Path, began: int) -> bytes:
    """Have a task done with the parts of a document, kept in a folder.

    A book and who names its pages want the same parts: the second waits until the first has them set.
    """
    from dangjian_std.renderers.pdf import worker_requests

    request = worker_requests.book(document, where, _identity(), task)
    with _busy.setdefault(kept.key(*(part["of"] for part in request["parts"])), Lock()):
        try:
            return _bound(request, began)
        except LostError:
            return _bound(worker_requests.book(document, where, _identity(), task, every=True), began)


def _bound(request: PdfRequest, began: int) -> bytes:
    """Have the parts set that are not kept, side by side, and then all of them bound."""
    from dangjian_std.renderers.pdf import worker_requests

    batches = worker_requests.batches(request, machine.workers())
    with ThreadPoolExecutor(max_workers=max(1, len(batches))) as pool:
        for done in [pool.submit(run, batch, began) for batch in batches]:
            done.result()
    return run(request, began)


@cache
def _identity() -> str:
    from dangjian_std.renderers import fingerprint

    return fingerprint.of("pdf", LIBRARIES)


def _in_one_go(document: Document) -> bytes:
    from dangjian_std.renderers.pdf import worker_requests

    return run(worker_requests.whole(document))


def run(request: PdfRequest, began: int | None = None) -> bytes:
    """Have a worker answer a request; not if all were told to stop since it `began`, so often before."""
    from dangjian_std.renderers.pdf import worker_requests

    began = len(_stopped) if began is None else began
    data, sets = json.dumps(request).encode(), worker_requests.sets(request)
    for _ in range(TRIES):
        with _turns():
            if len(_stopped) > began:
                raise DstdError("排版被叫停，没有生成 PDF。")
            code, made, told = _answer(data, sets=sets)
        if -code not in CRASHES:
            break
    said = told.decode("utf-8", "replace").strip()
    at = next((line[1:] for line in reversed(said.splitlines()) if line.startswith(PART_MARK)), "")
    said = "\n".join(line for line in said.splitlines() if not line.startswith(PART_MARK))
    where = f"（{at}）" if at else ""
    if code == 0:
        return made
    if code == EXIT_PART_LOST:
        raise LostError
    if code == EXIT_NO_LIBRARY:
        raise NoTypesetterError(_INSTALL)
    if code == EXIT_NOT_RENDERED:
        raise DstdError(f"排版发现问题，没有生成 PDF{where}。{_detail(said)}")
    if "MemoryError" in said:
        raise DstdError(f"排版用完了内存，已经停止{where}。请减少一次排版的内容后再试。")
    last = f"信号 {-code}" if code < 0 else f"退出码 {code}"
    raise DstdError(f"排版程序意外中止（{last}），没有生成 PDF{where}。{_detail(said)}")


def _detail(said: str) -> str:
    """Return the engine's own words where a maintainer asks for them: they are English, the mistake is ours."""
    if said and os.environ.get("DSTD_DEBUG") == "1":
        return f"原话：{said}"
    return "请到项目的问题页报告；设 DSTD_DEBUG=1 再运行，可以看到详情。"


@cache
def _turns() -> BoundedSemaphore:
    """Bound how many workers run at once, whoever asks."""
    return BoundedSemaphore(machine.workers())


def stop() -> None:
    """End every worker that runs, and those that wait."""
    _stopped.append(None)
    processes.stop()


def _answer(request: bytes, *, sets: bool) -> processes.WorkerResult:
    try:
        return forks.answer(request, sets=sets) or processes.answer(request)
    except TimeoutError:
        seconds = processes.RENDER_TIMEOUT
        raise DstdError(f"排版超过 {seconds} 秒没有完成，已经停止。请减少一次排版的内容后再试。") from None


RENDERER = Renderer(
    render=render,
    ways={Way.PASSING: _passing, Way.WHOLE: _whole},
    libraries=LIBRARIES,
    stop=stop,
)
