"""Rectangles and matrices; lengths are in points from the top left corner of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
    """A rectangle; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """How high it is."""
        return self.bottom - self.top

    def meet(self, other: Box) -> Box:
        """Return what both have; it may be inside out."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def exists(self) -> bool:
        """Whether there is anything inside."""
        return self.left < self.right and self.top < self.bottom

    def grown(self, by: float) -> Box:
        """Return the box with its sides moved out."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def without(self, other: Box) -> Iterator[Box]:
        """Yield what is left of a line when `other` is painted over it."""
        if not self.meet(other).exists():
            yield self
        elif self.width > self.height:
            yield from filter(Box.exists, (self._replace(right=other.left), self._replace(left=other.right)))
        else:
            yield from filter(Box.exists, (self._replace(bottom=other.top), self._replace(top=other.bottom)))


def bounds(points: Iterable[Point]) -> Box:
    """Return the box around some points."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def join(boxes: Sequence[Box]) -> Box:
    """Return the box around some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def sides(shapes: Sequence[Box]) -> Sequence[Box]:
    """Return the four sides of a frame that is filled between two rectangles, one in the other; or the shapes."""
    if len(shapes) != 2:  # noqa: PLR2004
        return shapes
    inner, outer = sorted(shapes, key=lambda box: box.width * box.height)
    return [
        outer._replace(right=inner.left),
        outer._replace(left=inner.right),
        outer._replace(bottom=inner.top),
        outer._replace(top=inner.bottom),
    ]


def matrix(values: Iterable[Any]) -> Matrix:
    """Take the six numbers of a matrix from a PDF."""
    a, b, c, d, e, f = (float(value) for value in values)
    return (a, b, c, d, e, f)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that does first `inner`, then `outer`."""
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def shifted(by: float, inner: Matrix) -> Matrix:
    """Return a matrix whose origin is moved on along its own first axis."""
    a, b, c, d, e, f = inner
    return (a, b, c, d, e + by * a, f + by * b)


def moved(x: float, y: float, by: Matrix) -> Point:
    """Return where a matrix takes a point."""
    a, b, c, d, e, f = by
    return (x * a + y * c + e, x * b + y * d + f)


def framed(box: tuple[float, float, float, float], by: Matrix) -> Box:
    """Return the box around where a matrix takes a box."""
    x0, y0, x1, y1 = box
    return bounds(moved(x, y, by) for x in (x0, x1) for y in (y0, y1))
