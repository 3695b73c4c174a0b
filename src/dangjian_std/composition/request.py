"""What a person asks for, safe names of files, and the frame of a document of the whole set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dangjian_std.document.document import Document, Part
from dangjian_std.domain.catalog import Catalog
from dangjian_std.text.characters import refused

LONGEST_FILE_NAME = 200
"""Bytes of UTF-8 in a file name, its ending included; systems stop at 255."""
ENDING_BYTES = 10
"""Bytes of these that are kept for the ending."""
_FORBIDDEN = frozenset('/\\:*?"<>|\t\n')
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|(COM|LPT)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)


def safe_file_name(title: str, room: int = LONGEST_FILE_NAME) -> str:
    """Make a file name that every system takes and that cannot leave its folder; a safe one stays as it is."""
    name = "".join("_" if char in _FORBIDDEN or refused(char) else char for char in title)
    name = name.lstrip(". \u3000-")
    if _DEVICE.match(name):
        name = f"_{name}"
    return name.encode()[:room].decode(errors="ignore").rstrip(". \u3000") or "未命名"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person asks for: standards (no codes: all of them), large print, proof, cover."""

    codes: tuple[str, ...] = ()
    large: bool = False
    proof: bool = False
    cover: str = ""
    """What the office above calls the book of a branch; empty for our own name."""

    @property
    def mark(self) -> str:
        """Ending of the file names: （大字）, （校样）, or nothing."""
        marks = [word for word, wanted in (("大字", self.large), ("校样", self.proof)) if wanted]
        return f"（{'，'.join(marks)}）" if marks else ""

    def named(self, name: str) -> str:
        """File name of an output: a large-print edition or a proof is never taken for the book itself."""
        return safe_file_name(name, LONGEST_FILE_NAME - ENDING_BYTES - len(self.mark.encode())) + self.mark


def document_of_set(catalog: Catalog, name: str, title: str, parts: tuple[Part, ...]) -> Document:
    """Make a document of the whole set, which is its subject."""
    system = catalog.system
    subject = f"{system.title}（{system.edition}）"
    return Document(name=name, title=title, author=system.issuer, subject=subject, parts=parts)
