"""What is on a page of a PDF, read off its content streams: glyphs with their ink, and straight lines.

Whatever a white surface hides, a clip cuts or an opacity of nought makes invisible is known to be hidden. An
operator that the reader does not know is an error: what is not understood cannot be called right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pikepdf

from checks.fonts import Face
from checks.geometry import UNMOVED, Box, Matrix, Point, bounds, framed, join, matrix, moved, shifted, sides, times
from checks.shell import CheckError

THIN = 3.0
"""Points: what is filled and no thicker is a line."""
EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)
INVISIBLE = 3
"""The way of rendering text that leaves nothing."""
PALE = 0.8
"""Brightness: what is filled so light is a surface, which covers what was there, and never a line."""
PATH = {"m", "l", "c", "v", "y", "re", "h"}
STROKE, FILL = {"S", "s", "B", "B*", "b", "b*"}, {"f", "F", "f*", "B", "B*", "b", "b*"}
IGNORED = {
    *("RG", "G", "K", "CS", "SCN", "w", "d", "J", "j", "M", "i", "ri"),
    *("BMC", "BDC", "EMC", "MP", "DP", "ET"),
}


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph; `ink` is None where it leaves none, as a space does."""

    text: str
    gid: int
    face: str
    size: float
    baseline: float
    left: float
    ink: Box | None
    hidden: bool = False


@dataclass(slots=True)
class Page:
    """One page: its number, from 1, and what is on it."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)


Faces = dict[tuple[int, int], Face]


def read_page(page: pikepdf.Page, number: int, faces: Faces) -> Page:
    """Read a page; `faces` is where the fonts of the document are kept once they were read."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    found = Page(number=number, width=right - left, height=top - bottom)
    resources = page.obj.get("/Resources", pikepdf.Dictionary())
    _Reader(found, faces, resources, _State(matrix=(1, 0, 0, -1, -left, top))).read(page)
    return found


def _covers(name: str, values: Sequence[float]) -> bool:
    return max(values) <= 1 - PALE if name == "k" else min(values) >= PALE


@dataclass(slots=True)
class _State:
    matrix: Matrix
    clip: Box = EVERYWHERE
    white: bool = False
    seen: bool = True
    face: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    mode: int = 0
    line: Matrix = UNMOVED
    text: Matrix = UNMOVED


class _Reader:
    """Carries a content stream out without painting."""

    def __init__(self, page: Page, faces: Faces, resources: Any, state: _State) -> None:
        self.page, self.faces, self.resources, self.state = page, faces, resources, state
        self.stack: list[_State] = []
        self.paths: list[list[Point]] = []
        self.clips = False

    def read(self, stream: Any) -> None:
        for each in pikepdf.parse_content_stream(stream):
            name, operands = str(each.operator), each.operands
            known = self._draw(name, operands) or self._write(name, operands) or self._set(name, operands)
            if not known and name not in IGNORED:
                raise CheckError(f"第 {self.page.number} 页有检查程序不认识的运算符 {name}")

    def _set(self, name: str, operands: Any) -> bool:
        state = self.state
        match name:
            case "q":
                self.stack.append(replace(state))
            case "Q":
                self.state = self.stack.pop()
            case "cm":
                state.matrix = times(matrix(operands), state.matrix)
            case "gs":
                state.seen = float(self.resources.ExtGState[operands[0]].get("/ca", state.seen)) > 0
            case "rg" | "g" | "k":
                state.white = _covers(name, [float(value) for value in operands])
            case "sc" | "scn" | "cs":
                state.white = False
            case "Do":
                self._form(operands[0])
            case _:
                return False
        return True

    def _write(self, name: str, operands: Any) -> bool:
        state = self.state
        match name:
            case "BT":
                state.line = state.text = UNMOVED
            case "Tm":
                state.line = state.text = matrix(operands)
            case "Td":
                state.line = state.text = times((1, 0, 0, 1, float(operands[0]), float(operands[1])), state.line)
            case "Tf":
                state.face, state.size = self._face(operands[0]), float(operands[1])
            case "Tc":
                state.spacing = float(operands[0])
            case "Tr":
                state.mode = int(operands[0])
            case "TJ":
                self._show(operands[0])
            case "Tj":
                self._show(operands)
            case _:
                return False
        return True

    def _draw(self, name: str, operands: Any) -> bool:
        if name in PATH:
            self._extend(name, [float(value) for value in operands])
        elif name in {"W", "W*"}:
            self.clips = True
        elif name in STROKE | FILL | {"n"}:
            self._paint(name)
        else:
            return False
        return True

    def _face(self, name: Any) -> Face:
        font = self.resources.Font[name]
        if font.objgen not in self.faces:
            self.faces[font.objgen] = Face(font)
        return self.faces[font.objgen]

    def _form(self, name: Any) -> None:
        form = self.resources.XObject[name]
        if form.Subtype != pikepdf.Name.Form:
            raise CheckError(f"第 {self.page.number} 页有检查程序不认识的图像")
        inner = replace(self.state, matrix=times(matrix(form.get("/Matrix", UNMOVED)), self.state.matrix))
        left, bottom, right, top = (float(edge) for edge in form.BBox)
        inner.clip = inner.clip.meet(framed((left, bottom, right, top), inner.matrix))
        _Reader(self.page, self.faces, form.get("/Resources", self.resources), inner).read(form)

    def _show(self, pieces: Any) -> None:
        state, face = self.state, self.state.face
        if face is None:
            raise CheckError(f"第 {self.page.number} 页的文字没有指定字体")
        for piece in pieces:
            if not isinstance(piece, pikepdf.String):
                state.text = shifted(-float(piece) / 1000 * state.size, state.text)
                continue
            for gid in face.glyphs(bytes(piece)):
                self.page.glyphs.append(self._glyph(gid, face))
                state.text = shifted(face.advance(gid) * state.size + state.spacing, state.text)

    def _glyph(self, gid: int, face: Face) -> Glyph:
        state = self.state
        whole = times((state.size, 0, 0, state.size, 0, 0), times(state.text, state.matrix))
        ink, hidden = None, False
        if outline := face.ink(gid):
            ink = framed(outline, whole)
            hidden = not state.seen or state.mode == INVISIBLE or ink.meet(state.clip) != ink
        return Glyph(face.text(gid), gid, face.name, abs(whole[3]), whole[5], whole[4], ink, hidden)

    def _extend(self, name: str, at: list[float]) -> None:
        if name == "re":
            x, y, width, height = at
            corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y))
            self.paths.append([moved(*corner, self.state.matrix) for corner in corners])
        elif name == "h":
            self.paths[-1].append(self.paths[-1][0])
        else:
            points = [moved(x, y, self.state.matrix) for x, y in zip(at[::2], at[1::2], strict=True)]
            if name == "m":
                self.paths.append(points)
            else:
                self.paths[-1].extend(points)

    def _paint(self, name: str) -> None:
        state = self.state
        shapes = [bounds(path) for path in self.paths]
        if name in FILL and state.seen and state.white:
            self._hide(shapes)
        elif name in FILL and state.seen:
            self._rule(sides(shapes) if name.endswith("*") else shapes)
        if name in STROKE:
            self._rule([bounds(ends).grown(0.1) for path in self.paths for ends in pairwise(path)])
        if self.clips and shapes:
            state.clip = state.clip.meet(join(shapes))
        self.paths, self.clips = [], False

    def _rule(self, shapes: Sequence[Box]) -> None:
        for shape in (shape.meet(self.state.clip) for shape in shapes):
            if shape.exists() and min(shape.width, shape.height) <= THIN:
                self.page.rules.append(shape)

    def _hide(self, shapes: Sequence[Box]) -> None:
        page = self.page
        for shape in (shape.meet(self.state.clip) for shape in shapes):
            page.rules = [part for rule in page.rules for part in rule.without(shape)]
            page.glyphs = [
                replace(glyph, hidden=True) if glyph.ink and glyph.ink.meet(shape).exists() else glyph
                for glyph in page.glyphs
            ]
