"""Reads a PDF as a viewer does, code by code: what is shown, and where every character stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf

MM = 72 / 25.4


@dataclass(frozen=True)
class Shown:
    """One character: its text, its left and right edge and its baseline in points, and its size."""

    text: str
    left: float
    right: float
    y: float
    size: float


@dataclass(frozen=True)
class Page:
    """The characters of a page in the order in which they are shown."""

    shown: tuple[Shown, ...]

    @property
    def body(self) -> tuple[Shown, ...]:
        """What stands in the type area."""
        return tuple(c for c in self.shown if 20 * MM - 2 <= c.y <= (297 - 25) * MM)

    def margin(self, *, top: bool) -> str:
        """The text above or below the type area."""
        high = (297 - 25) * MM
        return "".join(c.text for c in self.shown if (c.y > high if top else c.y < 20 * MM - 2))

    @property
    def lines(self) -> list[list[Shown]]:
        """The characters of the body by baseline, from the top, each line from left to right."""
        by_height: dict[float, list[Shown]] = {}
        for character in self.body:
            by_height.setdefault(round(character.y, 1), []).append(character)
        return [sorted(by_height[y], key=lambda c: c.left) for y in sorted(by_height, reverse=True)]


def text(shown) -> str:
    return "".join(character.text for character in shown)


def read(data: bytes) -> list[Page]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [Page(tuple(_shown(page))) for page in pdf.pages]


def _shown(page):  # noqa: C901 - a case for each operator
    fonts = {name: _Font(font) for name, font in page.Resources.Font.items()}
    stack, ctm, font, size = [], pikepdf.Matrix(), None, 0.0
    matrix = pikepdf.Matrix()
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append(ctm)
            case "Q":
                ctm = stack.pop()
            case "cm":
                ctm = pikepdf.Matrix(*map(float, operands)) @ ctm
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "Tm":
                matrix = pikepdf.Matrix(*map(float, operands))
            case "TJ":
                pen = 0.0
                for item in operands[0]:
                    if not isinstance(item, pikepdf.String):
                        pen -= float(item) * size / 1000
                        continue
                    codes = bytes(item)
                    for code in (int.from_bytes(codes[i : i + 2]) for i in range(0, len(codes), 2)):
                        width = font.widths[code] * size / 1000
                        left, right = (_x(matrix @ ctm, at) for at in (pen, pen + width))
                        yield Shown(font.meanings[code], left, right, (matrix @ ctm).f, size * 0.75)
                        pen += width
                matrix = pikepdf.Matrix(1, 0, 0, 1, pen, 0) @ matrix
            case "Tj" | "'" | '"' | "Tw" | "Tc" | "Ts":
                raise AssertionError(f"{operator} is not expected")


def _x(matrix, at: float) -> float:
    return matrix.a * at + matrix.e


class _Font:
    def __init__(self, font) -> None:
        self.meanings = {}
        cmap = font.ToUnicode.read_bytes().decode("ascii")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
            for code, meaning in re.findall(r"<([0-9a-f]+)>\s*<([0-9a-f]*)>", block, re.IGNORECASE):
                self.meanings[int(code, 16)] = bytes.fromhex(meaning).decode("utf-16-be")
        self.widths = {}
        items = list(font.DescendantFonts[0].W)
        while items:
            first, widths = int(items.pop(0)), items.pop(0)
            self.widths.update(enumerate(map(float, widths), first))
