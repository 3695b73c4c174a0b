"""What an editor may ask of the file under its cursor, and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from dangjian_std.cli.language_server import protocol_values, rewrites
from dangjian_std.cli.language_server.open_project import OpenProject
from dangjian_std.cli.language_server.server import RequestHandler, Server
from dangjian_std.editing.lookup import cursor, hovers, named, occurrences, proposals
from dangjian_std.editing.lookup.named import NamedPlace
from dangjian_std.reading.tree import Tree
from dangjian_std.text.places import Span

if TYPE_CHECKING:
    from dangjian_std.domain.catalog import Catalog


@dataclass(frozen=True, slots=True)
class _Spot:
    """What stands under a cursor: the file as it last could be read, and a place in it."""

    opened: OpenProject
    tree: Tree
    line: int
    column: int
    moved: int
    """How many lines further down the same stands now."""

    @property
    def named(self) -> NamedPlace | None:
        """What is named there."""
        return named.at(self.tree, self.line, self.column)

    @property
    def catalog(self) -> Catalog | None:
        """The set as it last could be read."""
        return self.opened.good.catalog if self.opened.good else None

    def now(self, span: Span) -> Span:
        """Return where a stretch of the tree stands now."""
        return span._replace(line=span.line + self.moved, end_line=span.end_line + self.moved)


def _spot(server: Server, params: types.TextDocumentPositionParams | Any) -> _Spot | None:
    found = server.find(params.text_document.uri)
    text = found[0].text(found[1]) if found else None
    if found is None or text is None:
        return None
    opened, path = found
    line, column = server.columns.place(text.split("\n"), params.position)
    tree = opened.tree(path, line)
    return _Spot(opened, tree[0], tree[1], column, line - tree[1]) if tree else None


async def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    spot = _spot(server, params)
    if spot is None:
        return None
    said, span = _said(spot)
    if not said:
        return None
    content = types.MarkupContent(kind=types.MarkupKind.PlainText, value=said)
    lines = (spot.opened.text(span.path) or "").split("\n")
    return types.Hover(contents=content, range=server.columns.range(lines, spot.now(span)))


def _said(spot: _Spot) -> tuple[str, Span]:
    """Say what a key means, or what is named; where nothing is, what the value is for."""
    kind = str(spot.tree.data.get("kind"))
    if key := named.key_at(spot.tree, spot.line, spot.column):
        return hovers.of_key(kind, key[0]), key[1]
    if spot.catalog and spot.named and (said := hovers.of(spot.catalog, spot.named)):
        return said, spot.named.span
    value = named.value_at(spot.tree, spot.line, spot.column)
    return (hovers.of_key(kind, value[0]), value[1]) if value else ("", Span(""))


async def _definition(server: Server, params: types.DefinitionParams) -> types.Location | None:
    spot = _spot(server, params)
    if not (spot and spot.catalog and spot.named):
        return None
    found = occurrences.definition(spot.catalog, spot.named)
    return server.writer(spot.opened).location(found[0].at(found[1])) if found else None


async def _references(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    spot = _spot(server, params)
    if not (spot and spot.catalog and spot.named):
        return []
    found = list(occurrences.references(spot.catalog, spot.named))
    if params.context.include_declaration and (own := occurrences.definition(spot.catalog, spot.named)):
        found.append(own[0].at(own[1]))
    return server.writer(spot.opened).locations(found)


async def _completion(server: Server, params: types.CompletionParams) -> types.CompletionList | None:
    found = server.find(params.text_document.uri)
    text = found[0].text(found[1]) if found else None
    if found is None or text is None:
        return None
    opened, path = found
    lines = text.split("\n")
    line, column = server.columns.place(lines, params.position)
    here = cursor.at(text, line - 1, column - 1)
    catalog = opened.good.catalog if opened.good else None
    proposed = proposals.at(proposals.kind_of(text), path, here, catalog)
    items = protocol_values.completions(proposed, server.columns, lines, (line, column))
    return types.CompletionList(is_incomplete=False, items=items)


async def _prepare(server: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    spot = _spot(server, params)
    if not (spot and spot.catalog and spot.named and occurrences.renaming(spot.catalog, spot.named)):
        return None
    lines = (spot.opened.text(spot.named.span.path) or "").split("\n")
    stretch = server.columns.range(lines, spot.now(spot.named.span))
    return types.PrepareRenamePlaceholder(range=stretch, placeholder=spot.named.text)


async def _rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    spot = _spot(server, params)
    if not (spot and spot.catalog and spot.named):
        return None
    if renaming := occurrences.renaming(spot.catalog, spot.named):
        return await rewrites.rename(server, spot.opened, *renaming, params.new_name)
    return None


HANDLERS: Mapping[str, RequestHandler] = {
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_DEFINITION: _definition,
    types.TEXT_DOCUMENT_REFERENCES: _references,
    types.TEXT_DOCUMENT_COMPLETION: _completion,
    types.TEXT_DOCUMENT_PREPARE_RENAME: _prepare,
    types.TEXT_DOCUMENT_RENAME: _rename,
    types.TEXT_DOCUMENT_CODE_ACTION: rewrites.actions,
    types.CODE_ACTION_RESOLVE: rewrites.resolve,
}
"""Every request that is answered."""
SERVER_CAPABILITIES: Mapping[str, Any] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=[" ", "{", "[", "〔"]),
    types.TEXT_DOCUMENT_RENAME: types.RenameOptions(prepare_provider=True),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(
        code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll], resolve_provider=True
    ),
}
