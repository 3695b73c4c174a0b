"""The server: takes what an editor says, and answers. A request that fails costs one sentence and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import os
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol

from dangjian_std import __version__
from dangjian_std.cli.console import context
from dangjian_std.cli.language_server import protocol_values
from dangjian_std.cli.language_server.open_project import Buffer, CheckResult, OpenProject
from dangjian_std.cli.language_server.positions import Columns
from dangjian_std.reading import layers, project
from dangjian_std.text.errors import DstdError

REFUSED = int(types.LSPErrorCodes.RequestFailed)
FAILED_MESSAGE = "程序自己出了错，这一次没有回答"
Handler = Callable[[Any], Awaitable[Any]]
RequestHandler = Callable[["Server", Any], Awaitable[Any]]


class _Protocol(LanguageServerProtocol):
    """The protocol without what the library adds to an error: where in the program it was."""

    def _send_response(
        self, msg_id: str | int, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        if error is not None:
            inner = error.code == JsonRpcException.CODE
            error = types.ResponseError(code=error.code, message=f"{FAILED_MESSAGE}。" if inner else error.message)
        super()._send_response(msg_id, result, error)


class Server(LanguageServer):
    """One editor, and the projects of which it has files open."""

    def __init__(self, requests: Mapping[str, RequestHandler], options: Mapping[str, Any]) -> None:
        """Answer these requests, announced with these options; take no notice of anybody yet."""
        super().__init__(
            "dstd", __version__, types.TextDocumentSyncKind.Full, protocol_cls=_Protocol, max_workers=2
        )
        self.projects: dict[Path, OpenProject] = {}
        self.told: dict[Path, dict[str, list[types.Diagnostic]]] = {}
        """What was published of each project, by the addresses of its files."""
        for method, answer in requests.items():
            answered = self._guarded(method, functools.partial(answer, self))
            self.feature(method, options.get(method))(answered)
        heard: dict[str, Handler] = {
            types.TEXT_DOCUMENT_DID_OPEN: self._opened,
            types.TEXT_DOCUMENT_DID_CHANGE: self._changed,
            types.TEXT_DOCUMENT_DID_CLOSE: self._closed,
            types.TEXT_DOCUMENT_DID_SAVE: self._look,
        }
        for method, handler in heard.items():
            self.feature(method)(self._guarded(method, handler))

    @property
    def columns(self) -> Columns:
        """Columns as the client counts them."""
        encoding = self.workspace.position_encoding
        return Columns(str(getattr(encoding, "value", encoding)) if encoding else None)

    def report_server_error(self, error: Exception, _source: Any) -> None:
        """Say in one sentence that something went wrong which nobody asked for."""
        self.say(f"{FAILED_MESSAGE}（{type(error).__name__}）。")

    def say(self, sentence: str) -> None:
        """Write a sentence into the log of the editor."""
        self.window_log_message(types.LogMessageParams(type=types.MessageType.Warning, message=sentence))

    def show(self, sentence: str) -> None:
        """Show a sentence to the one who types."""
        self.window_show_message(types.ShowMessageParams(type=types.MessageType.Info, message=sentence))

    def _guarded(self, method: str, handler: Handler) -> Handler:
        """Return a handler that refuses in Chinese, and fails in one sentence."""

        async def handled(params: Any) -> Any:
            try:
                return await handler(params)
            except (DstdError, context.RefusedError) as error:
                raise JsonRpcException(str(error), REFUSED) from None
            except Exception as error:  # noqa: BLE001 the next request may go well
                if os.environ.get("DSTD_DEBUG") == "1":
                    traceback.print_exc(file=sys.stderr)
                self.say(f"{FAILED_MESSAGE}：{method}（{type(error).__name__}）。设 DSTD_DEBUG=1 可以看到详情。")
                return None

        return handled

    # -- files

    def find(self, uri: str) -> tuple[OpenProject, str] | None:
        """Return the project of a file, which is opened with its first, and its path there; None of any other."""
        name = uris.to_fs_path(uri)
        if name is None or not name.endswith(project.YAML_ENDINGS):
            return None
        try:
            path = Path(name).resolve()
            root = project.find_root(path if path.exists() else path.parent)
            inside = path.relative_to(root).as_posix()
        except (DstdError, OSError, ValueError):
            return None
        sheet = inside == project.UNIT_SHEET and project.adopts(root)
        hidden = any(part.startswith((".", "~")) for part in Path(inside).parts)
        if hidden or not (sheet or inside.startswith(f"{project.own(root)}/")):
            return None
        if root not in self.projects:
            loop = asyncio.get_running_loop()

            def tell(answer: CheckResult) -> None:
                with contextlib.suppress(RuntimeError):  # nobody listens any more
                    loop.call_soon_threadsafe(self._tell, root, answer)

            self.projects[root] = OpenProject(root, tell)
        return self.projects[root], inside

    def address(self, opened: OpenProject, path: str) -> str | None:
        """Return the address of a file of a project."""
        found = layers.located(opened.root, path)
        return uris.from_fs_path(str(found)) if found else None

    def writer(self, opened: OpenProject) -> protocol_values.PlaceWriter:
        """Return what writes the places of a project for the client."""
        known: dict[str, str | None] = {}

        def uri(path: str) -> str | None:
            if path not in known:
                known[path] = self.address(opened, path)
            return known[path]

        return protocol_values.PlaceWriter(self.columns, uri, opened.answer.sources or {})

    def _tell(self, root: Path, answer: CheckResult) -> None:
        """Publish what is other than before."""
        if answer.trouble:
            self.say(answer.trouble)
            return
        opened, before = self.projects[root], self.told.get(root, {})
        now = self.writer(opened).diagnostics(answer.found)
        typed = {uri for path in list(opened.buffers) if (uri := self.address(opened, path))}
        now |= {uri: [] for uri in typed - set(now)}
        for uri in sorted(set(before) | set(now)):
            if before.get(uri) != now.get(uri, []):
                self.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri=uri, diagnostics=now.get(uri, []))
                )
        self.told[root] = now

    async def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        self._take(document.uri, Buffer(document.text, document.version))

    async def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        self._take(params.text_document.uri, Buffer(params.content_changes[-1].text, params.text_document.version))

    async def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        self._take(params.text_document.uri, None)

    def _take(self, uri: str, buffer: Buffer | None) -> None:
        if found := self.find(uri):
            opened, path = found
            opened.change(path, buffer)

    async def _look(self, _params: Any) -> None:
        for opened in self.projects.values():
            opened.look()


def serve(requests: Mapping[str, RequestHandler], options: Mapping[str, Any]) -> None:
    """Talk to the editor on standard input and output until it ends; all else goes to the errors."""
    logging.getLogger("pygls").addHandler(logging.NullHandler())
    logging.getLogger("pygls").propagate = False
    with (
        contextlib.redirect_stdout(sys.stderr),
        open(0, "rb", closefd=False) as said,
        open(1, "wb", closefd=False) as heard,
    ):
        Server(requests, options).start_io(said, heard)
