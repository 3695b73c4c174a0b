"""An editor, as far as a language server can tell: it talks over standard input and output, and nothing else."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from support.program import DSTD

WAIT = 120
"""Seconds after which something that should come is given up."""
Message = dict[str, Any]


class Editor:
    """A server that was started, and what it has said that nobody asked for."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.said: list[Message] = []
        self._asked = 0
        self._heard: queue.Queue[Message | None] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout
        while header := self.process.stdout.readline():
            length = int(header.partition(b":")[2])
            while self.process.stdout.readline().strip():
                pass
            self._heard.put(json.loads(self.process.stdout.read(length)))
        self._heard.put(None)

    def send(self, body: bytes) -> None:
        """Write a message as it stands."""
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        """Send what is not answered."""
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def answer(self, method: str, params: Any) -> Message:
        """Return the whole answer to a request."""
        self._asked += 1
        asked = {"jsonrpc": "2.0", "id": self._asked, "method": method, "params": params}
        self.send(json.dumps(asked).encode())
        return self._next(lambda each: each.get("id") == self._asked and "method" not in each)

    def ask(self, method: str, params: Any) -> Any:
        """Return the result of a request that is answered."""
        return self.answer(method, params)["result"]

    def _next(self, wanted: Callable[[Message], bool]) -> Message:
        while (each := self._heard.get(timeout=WAIT)) is not None:
            if wanted(each):
                return each
            self.said.append(each)
        raise EOFError

    def diagnostics(self, uri: str, wanted: Callable[[list[Message]], bool] = lambda _: True) -> list[Message]:
        """Return what is published next of a file and is as wanted, published already or not."""

        def meant(each: Message) -> bool:
            params = each.get("params") or {}
            published = each.get("method") == "textDocument/publishDiagnostics"
            return published and params["uri"] == uri and wanted(params["diagnostics"])

        for index, each in enumerate(self.said):
            if meant(each):
                del self.said[: index + 1]
                return list(each["params"]["diagnostics"])
        found = self._next(meant)
        self.said.clear()
        return list(found["params"]["diagnostics"])

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with what is typed in it; return its address."""
        typed = path.read_text("utf-8") if text is None else text
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": typed}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return path.as_uri()

    def type(self, uri: str, text: str, version: int = 2) -> None:
        """Change a file that is open."""
        changes = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
        self.tell("textDocument/didChange", changes)


def place(text: str, word: str, into: int = 0) -> dict[str, int]:
    """Return the position of a word in a text, and so many UTF-16 units into it."""
    before = text[: text.index(word)]
    units = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
    return {"line": before.count("\n"), "character": units + into}


@contextlib.contextmanager
def started(folder: Path, capabilities: Message | None = None) -> Iterator[Editor]:
    """Start a server for a project; it is gone afterwards."""
    process = subprocess.Popen(
        [*DSTD, "lsp"],
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    found = Editor(process)
    try:
        first = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities or {}}
        found.ask("initialize", first)
        found.tell("initialized", {})
        yield found
    finally:
        process.kill()
        process.wait()
        found.listener.join()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if stream:
                    stream.close()


@contextlib.contextmanager
def editor(folder: Path, capabilities: Message | None = None) -> Iterator[Editor]:
    """Start a server for a project, and end it as an editor does."""
    with started(folder, capabilities) as found:
        yield found
        found.ask("shutdown", None)
        found.tell("exit", None)
        assert found.process.wait(WAIT) == 0
