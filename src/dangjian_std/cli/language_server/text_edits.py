"""Files that were written anew, as edits that an editor makes itself, line by line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from lsprotocol import types

from dangjian_std.cli.language_server.positions import Columns
from dangjian_std.reading.decode import decode
from dangjian_std.reading.migrations import File
from dangjian_std.text.places import Span

LINE_WITH_END = re.compile(r"[^\n]*\n|[^\n]+")
"""A line with its end; the last may have none."""


def edit(
    changed: Iterable[File], uri: Callable[[str], str], version: Callable[[str], int | None], columns: Columns
) -> types.WorkspaceEdit:
    """Return the edit that makes of files what they are to be; a file gets its new name after that."""
    changes: list[types.TextDocumentEdit | types.CreateFile | types.RenameFile | types.DeleteFile] = []
    for file in changed:
        path = file.old.path
        document = types.OptionalVersionedTextDocumentIdentifier(uri=uri(path), version=version(path))
        old, new = (decode(raw)[0].text for raw in (file.old, file.new))
        if edits := list(_edits(old, new, columns)):
            changes.append(types.TextDocumentEdit(text_document=document, edits=edits))
        if file.new.path != path:
            changes.append(types.RenameFile(old_uri=uri(path), new_uri=uri(file.new.path)))
    return types.WorkspaceEdit(document_changes=changes)


def plain(made: types.WorkspaceEdit) -> types.WorkspaceEdit | None:
    """Return the same for a client that knows edits of texts only; None where a file gets another name."""
    changes: dict[str, list[types.TextEdit]] = {}
    for each in made.document_changes or ():
        if not isinstance(each, types.TextDocumentEdit):
            return None
        own = changes.setdefault(each.text_document.uri, [])
        own += [edit for edit in each.edits if isinstance(edit, types.TextEdit)]
    return types.WorkspaceEdit(changes=changes)


def _edits(old: str, new: str, columns: Columns) -> Iterator[types.TextEdit]:
    """Yield an edit of whole lines for each stretch of them that is other than before."""
    before, after, lines = LINE_WITH_END.findall(old), LINE_WITH_END.findall(new), old.split("\n")
    starts = [(number, 1) for number in range(1, len(before) + 1)]
    starts.append((len(lines), len(lines[-1]) + 1))  # the end of the text
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal":
            span = Span("", *starts[first], *starts[last])
            yield types.TextEdit(range=columns.range(lines, span), new_text="".join(after[begin:end]))
