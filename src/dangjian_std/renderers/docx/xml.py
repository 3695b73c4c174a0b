"""Elements of WordprocessingML, and the units that they count in."""

from __future__ import annotations

from functools import cache
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

Element = BaseOxmlElement


def element(tag: str, *children: Element, **values: str | float) -> Element:
    """Return a `w:` element with attributes and children; numbers are rounded to whole ones."""
    made = cast("Element", OxmlElement(f"w:{tag}"))
    for name, value in values.items():
        made.set(_qualified(name), value if isinstance(value, str) else str(round(value)))
    made.extend(children)
    return made


@cache
def _qualified(name: str) -> str:
    return qn(f"w:{name}")


def twips(mm: float) -> int:
    """Return millimetres as twentieths of a point, which widths and heights are counted in."""
    return round(mm / 25.4 * 1440)
