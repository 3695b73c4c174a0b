"""Everything that a reader's program can know of a PDF beside its ink, so that two files can be compared."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf

BOXES = ("/MediaBox", "/TrimBox", "/BleedBox")


def texts(data: bytes, folder: Path) -> list[str]:
    """The text of each page in the order in which it is drawn."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, encoding="utf-8", check=True)
    return done.stdout.split("\f")


def facts(data: bytes) -> dict[str, object]:
    """Names, links, bookmarks, structure, labels, sizes of pages, fonts and metadata."""
    with pikepdf.open(BytesIO(data)) as pdf:
        index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        names = dict(_names(pdf.Root.get("/Names", {}).get("/Dests", {}), index))
        outlines = pdf.Root.get("/Outlines", {})
        descriptors = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        return {
            "names": names,
            "links": [link for number, page in enumerate(pdf.pages) for link in _links(page, number, names)],
            "outlines": [outlines.get("/Count"), *_outlines(outlines, 0, index)],
            "structure": [line for each in pdf.Root.StructTreeRoot.K for line in _structure(each, 0, index)],
            "lost": _lost(pdf),
            "labels": [page.label for page in pdf.pages],
            "boxes": [_rounded(page[name]) for page in pdf.pages for name in BOXES],
            "fonts": sorted(str(each.FontName) for each in descriptors if each.get("/Type") == "/FontDescriptor"),
            "metadata": pdf.Root.Metadata.read_bytes(),
            "information": {name: str(value) for name, value in pdf.docinfo.items()},
            "root": sorted(pdf.Root.keys()),
        }


def _rounded(numbers) -> list[float]:
    return [round(float(number), 2) for number in numbers]


def _place(target, index) -> tuple:
    return (index[target[0].objgen], *_rounded(list(target)[2:]))


def _names(node, index):
    for kid in node.get("/Kids", ()):
        yield from _names(kid, index)
    found = list(node.get("/Names", ()))
    assert [bytes(name) for name in found[::2]] == sorted(bytes(name) for name in found[::2])
    yield from ((str(name), _place(at, index)) for name, at in zip(found[::2], found[1::2], strict=True))


def _links(page, number, names):
    for each in page.obj.get("/Annots", ()):
        yield number, _rounded(each.Rect), str(each.Contents), names[str(each.Dest)]


def _outlines(node, depth, index):
    item = node.get("/First")
    while item is not None:
        yield depth, str(item.Title), _place(item.Dest, index), int(item.get("/Count", 0))
        yield from _outlines(item, depth + 1, index)
        item = item.get("/Next")


def _kids(element) -> list:
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _structure(element, depth, index):
    """Yield each element, the page it is on, and what else it says, in the order of the tree."""
    if not isinstance(element, pikepdf.Dictionary):
        yield depth, int(element)
        return
    page = index[element.Pg.objgen] if "/Pg" in element else None
    said = (str(element.get("/Alt", "")), len(element.get("/A", {}).get("/Headers", ())))
    yield depth, str(element.get("/S", element.get("/Type"))), page, *said
    for kid in _kids(element):
        yield from _structure(kid, depth + 1, index)


def _lost(pdf) -> list[str]:
    """What cannot be found from one side of the structure tree to the other."""
    root = pdf.Root.StructTreeRoot
    parents: dict[int, object] = {}
    nodes = [root.ParentTree]
    while nodes:
        node = nodes.pop()
        nodes.extend(node.get("/Kids", ()))
        numbers = list(node.get("/Nums", ()))
        parents.update(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    lost: list[str] = []
    heads: list[str] = []
    named: set[str] = set()
    waiting = [(kid, root) for kid in _kids(root)]
    while waiting:
        element, parent = waiting.pop()
        if element.P.objgen != parent.objgen:
            lost.append(f"parent of {element.S}")
        if "/ID" in element:
            heads.append(str(element.ID))
        named.update(map(str, element.get("/A", {}).get("/Headers", ())))
        for kid in _kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                page = element.Pg
                if parents[int(page.StructParents)][int(kid)].objgen != element.objgen:
                    lost.append(f"content of {element.S}")
            elif kid.get("/Type") == "/OBJR":
                if parents[int(kid.Obj.StructParent)].objgen != element.objgen:
                    lost.append(f"link of {element.S}")
            else:
                waiting.append((kid, element))
    lost += [f"head {name} stands twice" for name in {each for each in heads if heads.count(each) > 1}]
    return [*lost, *(f"head {name} is nowhere" for name in sorted(named - set(heads)))]
