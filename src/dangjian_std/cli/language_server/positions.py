"""Places as a client counts them: lines from 0, columns in the units that it chose, mostly those of UTF-16."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol import types
from pygls.workspace import PositionCodec

from dangjian_std.text.places import Span


class Columns:
    """Columns of a client."""

    def __init__(self, encoding: str | None = None) -> None:
        """Count in UTF-16 where a client chose nothing else."""
        self._codec = PositionCodec(encoding or types.PositionEncodingKind.Utf16)

    def position(self, lines: Sequence[str], line: int, column: int) -> types.Position:
        """Return a place, given 1-based in code points, as the client has it."""
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        units = self._codec.client_num_units(text[: max(column - 1, 0)])
        return types.Position(line=max(line - 1, 0), character=units)

    def range(self, lines: Sequence[str], span: Span) -> types.Range:
        """Return a stretch as the client has it."""
        start = self.position(lines, span.line, span.column)
        return types.Range(start=start, end=self.position(lines, span.end_line, span.end_column))

    def place(self, lines: Sequence[str], position: types.Position) -> tuple[int, int]:
        """Return a place of the client as a line and a column, 1-based in code points."""
        text = lines[position.line] if position.line < len(lines) else ""
        if position.character >= self._codec.client_num_units(text):
            return position.line + 1, len(text) + 1
        asked = types.Position(line=0, character=position.character)
        return position.line + 1, self._codec.position_from_client_units([text], asked).character + 1
