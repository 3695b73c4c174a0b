"""The check `reader`: bookmarks, links and page labels, as two programs that people read with understand them.

One is pdf.js in a browser, the other is poppler. Both have to find every target, and the same one.
"""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from checks.browser import browse
from checks.ground import BUILD, built_pdfs, workshop
from checks.shell import CheckError, need, run

LABEL = re.compile(r"(?P<roman>[IVXLC]+)|(?P<arabic>[1-9]\d*)|")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Where a program says that the bookmarks, named places and links of a file lead; page 0 is nowhere."""

    outline: list[tuple[str, int]]
    names: dict[str, int]
    links: set[tuple[int, int]]
    """From which page to which."""


def by_browser(found: Mapping[str, Any]) -> Reading:
    """Put what our page found into the common form."""
    return Reading(
        outline=[(squeezed(title), page) for title, page in found["outline"]],
        names=dict(found["names"]),
        links={(page, target) for page, target in found["links"]},
    )


def by_poppler(pdf: Path) -> Reading:
    """Ask poppler about a file."""
    need("pdftohtml", "poppler-utils")
    return read_poppler(
        run(["pdftohtml", "-xml", "-i", "-hidden", "-stdout", pdf]),
        run(["pdfinfo", "-dests", pdf]),
    )


def read_poppler(xml: str, places: str) -> Reading:
    """Parse the output of pdftohtml and pdfinfo. A link to nowhere has an empty address, a bookmark no page."""
    items = re.findall(r'<item(?: page="(\d+)")?>(.*?)</item>', xml)
    links: set[tuple[int, int]] = set()
    for page, text in re.findall(r'<page number="(\d+)"(.*?)</page>', xml, re.DOTALL):
        links |= {(int(page), int(target or 0)) for target in re.findall(r'href="(?:[^"#]*#(\d+))?"', text)}
    return Reading(
        outline=[(squeezed(html.unescape(title)), int(page or 0)) for page, title in items],
        names={name: int(page) for page, name in re.findall(r'^ *(\d+) \[.*\] "(.*)"$', places, re.MULTILINE)},
        links=links,
    )


def squeezed(text: str) -> str:
    """Leave the spaces out: programs write them differently."""
    return "".join(text.split())


def lost(reading: Reading) -> list[str]:
    """Name what leads nowhere, or is not there at all."""
    return [
        *(f"书签“{title}”无处可去" for title, page in reading.outline if not page),
        *(f"位置“{name}”不存在" for name, page in reading.names.items() if not page),
        *(f"第 {page} 页有链接无处可去" for page, target in sorted(reading.links) if not target),
        *(["没有书签"] if not reading.outline else []),
    ]


def unlike(one: Reading, other: Reading) -> list[str]:
    """Name that in which two programs do not agree."""
    return [
        *(f"书签不一致：{each}" for each in sorted(set(one.outline) ^ set(other.outline))),
        *(f"位置不一致：{name}" for name, _ in sorted(one.names.items() ^ other.names.items())),
        *(f"链接不一致：第 {page} 页到第 {target} 页" for page, target in sorted(one.links ^ other.links)),
    ]


def odd_labels(labels: Sequence[str] | None, expected: Sequence[str]) -> list[str]:
    """Name what is wrong with page labels: none at all, or Roman ones first, each kind from 1 without a break."""
    if labels is None or list(labels) != list(expected):
        return ["页码标签：pdf.js 与 pikepdf 所见不同"]
    found = [LABEL.fullmatch(label) for label in labels]
    strange = [
        f"第 {page} 页的页码标签“{labels[page - 1]}”不是页码" for page, each in enumerate(found, 1) if not each
    ]
    arabic = [(page, int(each["arabic"])) for page, each in enumerate(found) if each and each["arabic"]]
    roman = [(page, labels[page]) for page, each in enumerate(found) if each and each["roman"]]
    if not any(labels):
        return strange
    if not arabic or arabic[0][1] != 1 or any(page - number != arabic[0][0] - 1 for page, number in arabic):
        strange.append("阿拉伯数字页码标签没有从 1 起连续编号")
    if roman and (roman[0][1] != "I" or roman[-1][0] > arabic[0][0] if arabic else True):
        strange.append("罗马数字页码标签没有从 Ⅰ 起排在正文前面")
    return strange


def drop_name(document: pikepdf.Pdf) -> None:
    """Take away a place to which a link leads."""
    names = document.Root.Names.Dests.Names
    wanted = next(
        str(note.Dest) for page in document.pages for note in page.obj.get("/Annots", []) if "/Dest" in note
    )
    place = next(place for place in range(0, len(names), 2) if str(names[place]) == wanted)
    del names[place : place + 2]


def drop_target(document: pikepdf.Pdf) -> None:
    """Take away where the first bookmark leads."""
    del document.Root.Outlines.First.Dest


def drop_page(document: pikepdf.Pdf) -> None:
    """Take away the page to which the last bookmark leads."""
    last = document.Root.Outlines.Last
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    del document.pages[numbers[last.Dest[0].objgen]]


def linked(pdf: Path) -> bool:
    """Whether a file has links, so that it can be spoilt."""
    with pikepdf.open(pdf) as document:
        return any("/Dest" in note for page in document.pages for note in page.obj.get("/Annots", []))


MUTATIONS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "去掉链接目标": drop_name,
    "去掉书签目标": drop_target,
    "去掉目标所在页": drop_page,
}


def reader() -> str:
    """Both programs follow every bookmark and link of every file, and neither follows those of spoilt files."""
    faults: list[str] = []
    pdfs = built_pdfs()
    with workshop() as folder:
        # Under plain names, which need no quoting in an address.
        books = {f"{number}.pdf": pdf for number, pdf in enumerate(pdfs)}
        spoilt = {f"mutant-{number}.pdf": name for number, name in enumerate(MUTATIONS)}
        for name, pdf in books.items():
            shutil.copyfile(pdf, folder / name)
        sample = min(filter(linked, pdfs), key=lambda pdf: pdf.stat().st_size)
        for name, mutation in spoilt.items():
            with pikepdf.open(sample) as document:
                MUTATIONS[mutation](document)
                document.save(folder / name)
        found = browse(folder, [*books, *spoilt])
        for name, mutation in spoilt.items():
            for program, reading in (("pdf.js", by_browser(found[name])), ("Poppler", by_poppler(folder / name))):
                if not lost(reading):
                    raise CheckError(f"检查不灵：{program} 没有发现“{mutation}”的样本有问题")
        bookmarks = links = 0
        for name, pdf in books.items():
            seen, other = by_browser(found[name]), by_poppler(folder / name)
            with pikepdf.open(pdf) as document:
                labels = [str(page.label) for page in document.pages]
            unread = [
                f"第 {page} 页读不出文字" for page, text in found[name]["samples"].items() if not text.strip()
            ]
            several = [
                *lost(seen),
                *lost(other),
                *unlike(seen, other),
                *odd_labels(found[name]["labels"], labels),
                *unread,
            ]
            if found[name]["pages"] != len(labels):
                several.append(f"pdf.js 读出 {found[name]['pages']} 页，应为 {len(labels)} 页")
            faults += [f"{pdf.relative_to(BUILD)}：{fault}" for fault in several]
            bookmarks += len(seen.outline)
            links += len(found[name]["links"])
    if faults:
        raise CheckError(f"书签、链接或页码标签有问题 {len(faults)} 处：\n" + "\n".join(faults[:40]))
    return (
        f"{len(pdfs)} 个 PDF：{bookmarks} 条书签、{links} 处链接都有去处，pdf.js 与 Poppler 所见一致，"
        f"页码标签相符；{len(spoilt)} 个故意弄坏的样本全部被发现"
    )
