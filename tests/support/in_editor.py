"""What a language server answers at each kind of place of a set, asked in this process: no thread, no client."""

from __future__ import annotations

import asyncio
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from lsprotocol import converters, types

from dangjian_std.cli.console import context
from dangjian_std.cli.language_server import editor_requests, rewrites, server
from dangjian_std.cli.language_server.open_project import CheckResult, OpenProject
from dangjian_std.cli.language_server.positions import Columns
from dangjian_std.editing.lookup import slots
from dangjian_std.reading import project
from dangjian_std.reading.load import KnownFiles
from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Path as Way
from dangjian_std.text.places import Span
from support.folders import BASE, CASES
from support.projects import base, case

BROKEN = ("unknown-role/renamed-where-registered", "code-file-mismatch/file-renamed", "unknown-key/gate")
"""Examples in which nothing can be mended."""
STANDARD = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
SLIPS = (
    ("version: ", "version：", STANDARD),
    ("who: 组织委员", "who: 组织委委员", STANDARD),
    ("kind: standard", "kind: standart", STANDARD),
    ("version: ", "version: ", STANDARD.replace("4-党员活动", "2-组织生活")),
    ("decides: 只判否", "decided: 只判否", STANDARD),
)
"""What is written otherwise, and where the file lies."""
RENAMED = (
    ("role", "组织委员", "组织干事"),
    ("record", "R211", "R212"),
    ("step", "DJ401.hold", "lead"),
    ("term", "主题党日", "党日"),
)
SHOWN = 6
"""Proposals of a place that are written out."""
PLAIN = types.ClientCapabilities()
ABLE = converters.get_converter().structure(
    {
        "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]}},
        "textDocument": {"codeAction": {"dataSupport": True, "resolveSupport": {"properties": ["edit"]}}},
    },
    types.ClientCapabilities,
)


class _Still(OpenProject):
    """A project that was checked once."""

    def __init__(self, root: Path) -> None:
        self.root, self.buffers = root, {}
        self._known, self._parsed, self._trees = KnownFiles(), {}, {}
        loaded, found = context.judged(tuple(project.sources(root)), self._known)
        self.good = loaded if loaded.catalog else None
        self.answer = CheckResult(found, loaded.sources, whole=True)

    def do(self, job: Callable[[Sequence[Any], KnownFiles], Any]) -> Future[Any]:
        promised: Future[Any] = Future()
        try:
            promised.set_result(job(self.own(), self._known))
        except (DstdError, context.RefusedError) as error:
            promised.set_exception(error)
        return promised


class _Desk:
    """A server as far as its handlers can tell."""

    def __init__(self, root: Path, able: types.ClientCapabilities = ABLE) -> None:
        self.opened, self.columns, self.client_capabilities = _Still(root), Columns(), able
        self.told: list[str] = []
        self.say = self.show = self.told.append

    def find(self, uri: str) -> tuple[OpenProject, str] | None:
        return (self.opened, uri) if uri else None

    def address(self, _opened: OpenProject, path: str) -> str:
        return path

    def writer(self, opened: OpenProject) -> Any:
        return server.Server.writer(self, opened)  # type: ignore[arg-type]

    def ask(self, method: str, params: Any) -> Any:
        """Return the answer to a request, or the sentence with which it is refused."""
        try:
            return asyncio.run(editor_requests.HANDLERS[method](self, params))  # type: ignore[arg-type]
        except (DstdError, context.RefusedError) as error:
            return str(error)

    def range(self, path: str, span: Span) -> types.Range:
        """Return a stretch of a file as a client has it."""
        return self.columns.range((self.opened.text(path) or "").split("\n"), span)


def answers() -> Iterator[str]:
    """Yield what is answered at the first place of each kind of each kind of file, and where a set is broken."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(BASE / "standards", folder / "whole" / "standards")
        desk = _Desk(folder / "whole")
        for path, kind, way, span in _places(desk):
            yield f"=== {kind} {'.'.join(slots.keys_on(way))} {path}:{span.line}:{span.column}"
            yield from _at(desk, path, span)
        for kind, old, new in RENAMED:
            yield f"=== {kind} {old} → {new}"
            yield from _renamed(desk, kind, old, new)
        for number, (said, files) in enumerate(_broken()):
            yield f"=== {said}"
            for path, data in files.items():
                (folder / f"{number}" / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / f"{number}" / path).write_bytes(data)
            for able in (ABLE, PLAIN):
                yield from _mended(_Desk(folder / f"{number}", able))


def _broken() -> Iterator[tuple[str, dict[str, bytes]]]:
    for each in BROKEN:
        yield each, {path: raw.data for path, raw in case(CASES / "bad" / each).items()}
    for old, new, path in SLIPS:
        files = {name: raw.data for name, raw in base().items()}
        files[path] = files.pop(STANDARD).replace(old.encode(), new.encode(), 1)
        yield f"{path} {new}", files


def _places(desk: _Desk) -> Iterator[tuple[str, str, Way, Span]]:
    """Yield the first key and the first value on each path of keys."""
    known: set[tuple[str, tuple[str, ...], bool]] = set()
    for raw in project.sources(desk.opened.root):
        found = desk.opened.tree(raw.path, 1)
        if found is None or "kind" not in found[0].data:
            continue
        kind = str(found[0].data["kind"])
        for valued, places in enumerate((found[0].outline.keys, found[0].outline.values)):
            for way, span in places.items():
                sign = kind, slots.keys_on(way), bool(valued)
                if way and sign not in known:
                    known.add(sign)
                    yield raw.path, f"{kind} {'value' if valued else 'key'}", way, span


def _at(desk: _Desk, path: str, span: Span) -> Iterator[str]:
    document, place = types.TextDocumentIdentifier(path), desk.range(path, span).start
    shown = desk.ask(types.TEXT_DOCUMENT_HOVER, types.HoverParams(document, place))
    if shown:
        yield from (f"  {each}" for each in f"{_range(shown.range)} {shown.contents.value}".splitlines()[:SHOWN])
    own = desk.ask(types.TEXT_DOCUMENT_DEFINITION, types.DefinitionParams(document, place))
    if own:
        yield f"  is {own.uri} {_range(own.range)}"
        for declared in (True, False):
            wanted = types.ReferenceParams(types.ReferenceContext(declared), document, place)
            found = desk.ask(types.TEXT_DOCUMENT_REFERENCES, wanted)
            yield f"  {len(found)} places{' and its own' * declared}: {_where(found)}"
    named = desk.ask(types.TEXT_DOCUMENT_PREPARE_RENAME, types.PrepareRenameParams(document, place))
    if named:
        yield f"  is renamed: {named.placeholder} {_range(named.range)}"
    listed = desk.ask(types.TEXT_DOCUMENT_COMPLETION, types.CompletionParams(document, place))
    for each in listed.items[:1]:
        meaning = (each.documentation or "").partition("\n")[0]
        yield f"  + {each.label}　{each.detail or ''}　{meaning}　{each.kind} {_edit(each.text_edit)}"
    yield f"  + {len(listed.items)}: {'、'.join(each.label for each in listed.items[1:SHOWN])}"


def _renamed(desk: _Desk, kind: str, old: str, new: str) -> Iterator[str]:
    """Yield what a new name changes, for a client that can do it all and for one that can do little."""
    for able in (ABLE, PLAIN):
        desk.client_capabilities = able
        desk.told.clear()
        try:
            made = asyncio.run(rewrites.rename(desk, desk.opened, kind, old, new))  # type: ignore[arg-type]
        except (DstdError, context.RefusedError) as error:
            yield f"  {error}"
        else:
            yield from _whole(made)
        yield from (f"  says {each}" for each in desk.told)


def _mended(desk: _Desk) -> Iterator[str]:
    """Yield what is wrong, what is offered for it, and what that changes."""
    for path, found in desk.writer(desk.opened).diagnostics(desk.opened.answer.found).items():
        for each in found:
            yield f"  {path} {_range(each.range)} {each.severity} {each.code} {each.message}".replace("\n", "⏎")
            yield from (f"    {_where([one.location])} {one.message}" for one in each.related_information or ())
        whole = types.Range(types.Position(0, 0), types.Position(999, 0))
        for only in (None, ["quickfix"]):
            wanted = types.CodeActionContext([], only=only)
            params = types.CodeActionParams(types.TextDocumentIdentifier(path), whole, wanted)
            for action in desk.ask(types.TEXT_DOCUMENT_CODE_ACTION, params):
                yield f"  may {action.title} {action.kind} {'preferred' * bool(action.is_preferred)} {action.data}"
                done = action if action.edit else desk.ask(types.CODE_ACTION_RESOLVE, action)
                yield from _whole(done.edit) if isinstance(done, types.CodeAction) else (f"  {done}",)


def _whole(edit: types.WorkspaceEdit | None) -> Iterator[str]:
    plain = converters.get_converter().unstructure(edit)
    for each in plain.get("documentChanges") or [plain] if plain else ():
        yield f"    {json.dumps(each, ensure_ascii=False, sort_keys=True)}"


def _where(found: Sequence[types.Location]) -> str:
    return "、".join(f"{Path(each.uri).stem} {_range(each.range)}" for each in found[:SHOWN])


def _edit(edit: Any) -> str:
    return f"{_range(edit.range)} {edit.new_text!r}"


def _range(found: types.Range) -> str:
    start, end = found.start, found.end
    return f"{start.line}:{start.character}-{end.line}:{end.character}"
