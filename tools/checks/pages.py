"""The check `pages`: every page is printed as a picture for people, and measured."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from PIL import Image

from checks import cells, layout
from checks.content import Page, read_page
from checks.fonts import Face
from checks.ground import BUILD, PAGES, built_pdfs, published, workshop
from checks.shell import CheckError, need, run

COLUMNS, ROWS, THUMBNAIL = 6, 4, (330, 468)
RESOLUTION = 72  # one pixel for each point, which `layout` counts on
RULES = (cells.crossings, cells.overlaps, cells.hidden, cells.missing)


MOST = {"handbook": 300, "practical": 150}
"""Pages of a book at most: what an office binds in one volume, and what a hand holds; not in large print."""
LARGE = "（大字）"


def targets(document: pikepdf.Pdf) -> list[layout.Target]:
    """Return where the outline leads."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    found: list[layout.Target] = []
    with document.open_outline() as outline:
        waiting = [(item, 0) for item in outline.root]
        while waiting:
            item, depth = waiting.pop()
            waiting.extend((child, depth + 1) for child in item.children)
            if not isinstance(item.destination, pikepdf.Array):
                raise CheckError(f"书签“{item.title}”没有写明去哪一页")
            page, _, _, height, *_ = item.destination
            number = numbers.get(page.objgen, 0)
            if not number:
                raise CheckError(f"书签“{item.title}”指向的页不存在")
            top = float(document.pages[number - 1].mediabox[3]) - float(height)
            opens = not depth or item.title.startswith("附录")
            found.append(layout.Target(title=item.title, page=number, top=top, opens=opens))
    return found


def faulty_blanks(fills: Sequence[float], starts: set[int]) -> list[int]:
    """Return the empty pages that are not the back of a leaf before a chapter that opens on the right."""
    return [
        number
        for number, fill in enumerate(fills, 1)
        if not fill and not (number % 2 == 0 and number + 1 in starts)
    ]


def measure(document: pikepdf.Pdf, images: Sequence[Path], most: int = 0) -> tuple[list[str], int]:
    """Return what is wrong with a document, page by page, and how many of its pages are blank.

    One of so many pages at `most` is a book: no part of it ends with a page that holds hardly anything.
    """
    faces: dict[tuple[int, int], Face] = {}
    found: dict[int, list[str]] = {}
    read: list[Page] = []
    fills: list[float] = []
    labels = [str(page.label) for page in document.pages]
    led = targets(document)
    for number, page in enumerate(document.pages, 1):
        sheet = read_page(page, number, faces)
        read.append(sheet)
        label = labels[number - 1]
        with Image.open(images[number - 1]) as picture:
            fills.append(layout.fullness(sheet, picture))
            found[number] = [
                *layout.outside(sheet, picture, label),
                *layout.stranded(sheet, label, [target for target in led if target.page == number]),
                *(fault for rule in RULES for fault in rule(sheet)),
            ]
    for number in faulty_blanks(fills, {target.page for target in led}):
        found[number].append("不应有的空白页")
    for number in layout.sparse(read, labels, fills, led):
        found[number].append(f"正文只占版心高度的 {fills[number - 1]:.0%}")
    for number in layout.tails(read, fills, led) if most else ():
        found[number].append(f"末页只占版心高度的 {fills[number - 1]:.0%}")
    faults = [
        f"第 {number} 页{_folio(labels[number - 1])}：{fault}" for number, each in found.items() for fault in each
    ]
    if most and len(read) > most:
        faults.insert(0, f"{len(read)} 页，多于 {most} 页")
    return faults, fills.count(0.0)


def _folio(label: str) -> str:
    return f"（页码 {label}）" if label else ""


def print_pages(pdf: Path, count: int, name: str) -> list[Path]:
    """Print every page of a file as a picture. Poppler writes PNG much slower than Pillow."""
    with workshop() as folder:
        run(["pdftoppm", "-gray", "-r", RESOLUTION, pdf, folder / "page"])
        plain = sorted(folder.iterdir(), key=lambda path: int(path.stem.removeprefix("page-")))
        if len(plain) != count:
            raise CheckError(f"{name}：{count} 页只印出 {len(plain)} 张图")
        images = [PAGES / f"{name}-{number:03}.png" for number in range(1, count + 1)]
        for source, image in zip(plain, images, strict=True):
            with Image.open(source) as picture:
                picture.save(image, compress_level=3)
    return images


def contact_sheets(images: Sequence[Path], target: Path, name: str) -> int:
    """Put the pages side by side on sheets, so that a person can look through a book in a minute."""
    width, height = THUMBNAIL
    per_sheet = COLUMNS * ROWS
    count = 0
    for first in range(0, len(images), per_sheet):
        sheet = Image.new("L", (COLUMNS * width, ROWS * height), "gray")
        for place, path in enumerate(images[first : first + per_sheet]):
            with Image.open(path) as image:
                page = image.convert("L")
            page.thumbnail((width - 8, height - 8))
            sheet.paste(page, (place % COLUMNS * width + 4, place // COLUMNS * height + 4))
        count += 1
        sheet.save(target / f"{name}-总览{count:02}.png")
    return count


def pages() -> str:
    """Print every page as an image, and find what is wrong with any."""
    need("pdftoppm", "poppler-utils")
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    total = blank = sheets = 0
    faults: dict[str, list[str]] = {}
    books = published()
    for pdf in built_pdfs():
        name = pdf.relative_to(BUILD).with_suffix("").as_posix().replace("/", "-")
        with pikepdf.open(pdf) as document:
            count = len(document.pages)
            images = print_pages(pdf, count, name)
            most = 0 if LARGE in pdf.name else MOST.get(books[pdf], 0)
            found, blanks = measure(document, images, most)
        sheets += contact_sheets(images, PAGES, name)
        total += count
        blank += blanks
        if found:
            faults[name] = found
    if faults:
        raise CheckError(describe(faults))
    return (
        f"{total} 页，其中章前空白页 {blank} 页：文字和墨迹不出版心、不压框线、不相叠、不被裁，没有缺字、"
        f"悬空的标题和表题、过空的页，合订本、实用本不过厚，没有过空的末页；总览图 {sheets} 张，在 build/pages/"
    )


def describe(faults: dict[str, list[str]]) -> str:
    """Write the faults out, file by file, under a line that counts them."""
    count = sum(map(len, faults.values()))
    details = [line for name, each in faults.items() for line in (f"{name}：", *(f"  {fault}" for fault in each))]
    return "\n".join([f"版面问题 {count} 处，在{'、'.join(faults)}", *details])
