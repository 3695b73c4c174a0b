"""What an editor changes when it is asked to: by the code of `dstd rename` and of `dstd fix`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from lsprotocol import types

from dangjian_std.cli.console import context, editing
from dangjian_std.cli.language_server import protocol_values, text_edits
from dangjian_std.cli.language_server.open_project import OpenProject
from dangjian_std.cli.language_server.server import Server
from dangjian_std.editing import fixing
from dangjian_std.editing.edits import Edited
from dangjian_std.editing.fixing import Fixed
from dangjian_std.editing.renaming import RENAMERS
from dangjian_std.reading import layers, project
from dangjian_std.reading.load import KnownFiles
from dangjian_std.reading.migrations import File
from dangjian_std.reading.project import RawSource
from dangjian_std.text.diagnostic import Diagnostic
from dangjian_std.text.errors import DstdError

FIX_ALL_TITLE = "改正这个文件里只有一种改法的"


async def rename(server: Server, opened: OpenProject, kind: str, old: str, new: str) -> types.WorkspaceEdit | None:
    """Return the edit by which a thing gets another name, or refuse it; say where a person has to look himself."""
    project.require_set(opened.root, "名称、次序都是母本的")

    def renamed(raws: Sequence[RawSource], known: KnownFiles) -> Edited:
        return editing.judged(raws, lambda files, catalog: RENAMERS[kind](files, catalog, old, new), known)

    made = await asyncio.wrap_future(opened.do(renamed))
    if made.mentions:
        server.show(f"句子里还有 {len(made.mentions)} 处写着旧名，是不是它程序认不出，没有改；在哪里，见日志。")
    for each in made.mentions:
        server.say(f"{each.place.span.where}　{each.around}")
    for note in made.notes:
        server.show(note)
    return _edit(server, opened, made.changed)


async def actions(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Return what can be mended in a range in one safe way; how, is found out when it is asked for."""
    found = server.find(params.text_document.uri)
    if found is None:
        return []
    opened, path = found
    writer = server.writer(opened)
    own = [each for each in opened.answer.found if each.repair and each.place.span.path == path]
    made = [
        types.CodeAction(
            title=protocol_values.repair_title(each),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[writer.diagnostic(each)],
            is_preferred=True,
            data=[params.text_document.uri, _known(each)],
        )
        for each in own
        if _meet(writer.range(each.place.span), params.range)
    ]
    if own:
        every = types.CodeAction(
            title=FIX_ALL_TITLE, kind=types.CodeActionKind.SourceFixAll, data=[params.text_document.uri, None]
        )
        made.append(every)
    only = params.context.only
    wanted = [
        each for each in made if only is None or any(_word(each.kind).startswith(_word(kind)) for kind in only)
    ]
    if _resolves(server):
        return wanted
    done = []
    for each in wanted:
        with contextlib.suppress(DstdError):  # what cannot be done is not offered
            done.append(await resolve(server, each))
    return done


async def resolve(server: Server, action: types.CodeAction) -> types.CodeAction:
    """Return an action with its edit, or refuse one that would not mend what it is for."""
    uri, asked = action.data if isinstance(action.data, list | tuple) else ("", None)
    found = server.find(uri)
    if found is None:
        return action
    opened, path = found

    def wanted(each: Diagnostic) -> bool:
        return each.place.span.path == path and (asked is None or _known(each) == list(asked))

    made = await asyncio.wrap_future(opened.do(partial(_fixed, opened, wanted)))
    if not made.changed:
        raise DstdError("照这样改不好，或者会多出别的错误，没有改。")
    action.edit = _edit(server, opened, made.changed)
    return action


def _fixed(
    opened: OpenProject, wanted: Callable[[Diagnostic], bool], raws: Sequence[RawSource], known: KnownFiles
) -> Fixed:
    """Mend what is wanted in the files of a project, and judge what comes of it."""

    def judge(files: Sequence[RawSource]) -> tuple[Diagnostic, ...]:
        return context.judged(layers.over(opened.root, tuple(files)), known)[1]

    return fixing.fixed(raws, judge, wanted)


def _edit(server: Server, opened: OpenProject, changed: Sequence[File]) -> types.WorkspaceEdit | None:
    """Return an edit as the client can make it."""

    def uri(path: str) -> str:
        return server.address(opened, path) or ""

    def version(path: str) -> int | None:
        return opened.buffers[path].version if path in opened.buffers else None

    made = text_edits.edit(changed, uri, version, server.columns)
    workspace = server.client_capabilities.workspace
    able = workspace.workspace_edit if workspace else None
    renames = able and able.resource_operations and types.ResourceOperationKind.Rename in able.resource_operations
    if able and able.document_changes and (renames or text_edits.plain(made)):
        return made
    if (simple := text_edits.plain(made)) is None:
        raise DstdError("这个编辑器不能跟着改文件名；请运行 dstd rename 或者 dstd fix。")
    return simple


def _known(each: Diagnostic) -> list[Any]:
    """Return what a finding is told from others by, as plain data."""
    span = each.place.span
    return [each.code, span.line, span.column, each.message]


def _word(kind: types.CodeActionKind | str | None) -> str:
    return str(getattr(kind, "value", kind))


def _meet(one: types.Range, other: types.Range) -> bool:
    starts, ends = ((each.start for each in (one, other)), (each.end for each in (one, other)))
    return max((each.line, each.character) for each in starts) <= min((each.line, each.character) for each in ends)


def _resolves(server: Server) -> bool:
    """Whether the client asks for the edit of an action when it needs it."""
    documents = server.client_capabilities.text_document
    able = documents.code_action if documents else None
    asks = able.resolve_support if able else None
    return bool(asks and "edit" in asks.properties and able and able.data_support)
