"""What a linker needs of the files that WeasyPrint writes: a part, fonts, metadata. All texts are as in a file.

Facts of a part: `pieces` (`pieces.placed`); `count`, how many numbers it takes; `elements`, the numbers of its
outermost elements of structure; `sheets`, its pages: what a page says of itself, the numbers of what it shows and
of the list of elements on it, and its links: each what it says of itself, where it is, and the element it is.
The pages have the last numbers but for the links, and those the very last ones.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pikepdf import Pdf

from dangjian_std.renderers.pdf.files import pieces
from dangjian_std.renderers.pdf.files.object_numbers import DOCUMENT_OBJECT, FONTS_OBJECT, OBJECT_REFERENCE

Facts = dict[str, Any]


def part(data: bytes) -> tuple[Facts, bytes]:
    """Take a part, and return the facts and the body of it."""
    with Pdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        document, fonts = root.K[0], pdf.pages[0].Resources.Font
        numbers = list(root.ParentTree.Nums)
        parents = {int(key): pieces.text_of(value) for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
        pages = [page.obj for page in pdf.pages]
        links = [[*page.get("/Annots", ())] for page in pages]
        texts: list[bytes] = [pieces.text_of(document.K)]
        places = []
        for page, its in zip(pages, links, strict=True):
            texts += [pieces.text_of(page.Contents), parents[int(page.StructParents)]]
            texts.append(pieces.inside(page, "/Parent", "/Contents", "/StructParents"))
            for link in its:
                texts.append(parents[int(link.StructParent)])
                places.append([float(at) for at in link.Rect])
                texts.append(pieces.inside(link, "/StructParent", "/Rect"))
        known = {document.objgen[0]: DOCUMENT_OBJECT, fonts.objgen[0]: FONTS_OBJECT}
        last = (each.objgen[0] for each in (*pages, *(link for its in links for link in its)))
        taken = pieces.take(pdf, texts, known, last)
    rest, rects = iter(taken.texts), iter(places)
    elements = [int(match[1]) for match in OBJECT_REFERENCE.finditer(next(rest).encode("latin-1"))]
    sheets = []
    for its in links:
        shows, on_it, text = next(rest), next(rest), next(rest)
        said = [[next(rest), next(rest), next(rects)] for _ in its]
        sheets.append([text, shows, on_it, [[text, at, element] for element, text, at in said]])
    facts = {"pieces": taken.said, "count": taken.count, "elements": elements, "sheets": sheets}
    return facts, taken.body


def frame(data: bytes) -> tuple[Facts, bytes]:
    """Take what a document says of itself: `catalog` and `information`, as texts."""
    with Pdf.open(BytesIO(data)) as pdf:
        catalog = pieces.inside(pdf.Root, "/Type", "/Pages", "/PageLabels", "/Names", "/ViewerPreferences")
        taken = pieces.take(pdf, [catalog, pieces.inside(pdf.docinfo)], {})
    said, information = taken.texts
    return {"pieces": taken.said, "count": taken.count, "catalog": said, "information": information}, taken.body


def fonts(data: bytes) -> dict[str, tuple[Facts, bytes]]:
    """Take fonts by the names that streams call them, each by itself: `listed` names and gives it."""
    found = {}
    with Pdf.open(BytesIO(data)) as pdf:
        for name, font in pdf.Root.Fonts.items():
            taken = pieces.take(pdf, [b"%s %s" % (name.encode("ascii"), pieces.text_of(font))], {})
            facts = {"pieces": taken.said, "count": taken.count, "listed": taken.texts[0]}
            found[name.removeprefix("/")] = facts, taken.body
    return found
