"""The check `office`: LibreOffice opens every DOCX and XLSX, and prints all of it on the pages that were meant.

The fonts that the files name are not on this machine, nor on many others: ours stand in for them, and nothing else
may. What LibreOffice prints is then measured as our own pages are, and put before people as pictures.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from checks.content import Page, read_page
from checks.fonts import Face
from checks.ground import BUILD, PAGES, PYTHON, ROOT, built, workshop
from checks.opc import S, W, parse
from checks.pages import RULES, contact_sheets
from checks.shell import CheckError, install, need, run

SUFFIXES = (".docx", ".xlsx")
PROGRAMS = Path("/usr/lib/libreoffice/program")
FILTERS = {"libswlo.so": "libreoffice-writer", "libsclo.so": "libreoffice-calc"}
"""The parts of LibreOffice that read our files, and the packages that hold them."""
FONTS = ROOT / "templates" / "fonts"
STAND_INS = {
    "黑体": ("Dstd Hei", "medium"),
    "SimHei": ("Dstd Hei", "medium"),
    "方正小标宋简体": ("Dstd Song", "black"),
}
"""Fonts that files may name; for any other it is the plain 宋."""
BATCH = 30
"""Files for one start of LibreOffice."""
PATIENCE = 300
RESOLUTION = 60


# ---------------------------------------------------------------- printing


def fonts_conf(folder: Path) -> Path:
    """Write the settings by which only our fonts exist."""
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{family}</string></edit>'
        f'<edit name="weight" mode="assign"><const>{weight}</const></edit></match>'
        for name, (family, weight) in STAND_INS.items()
    )
    last = '<edit name="family" mode="append_last"><string>Dstd Song</string></edit>'
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f"<dir>{FONTS}</dir><cachedir>{folder / 'fonts'}</cachedir>{rules}"
        f'<match target="pattern">{last}</match></fontconfig>',
        encoding="utf-8",
    )
    return file


def printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """Have LibreOffice print files, all of different names, as PDFs."""
    if lacking := [package for library, package in FILTERS.items() if not (PROGRAMS / library).exists()]:
        install(*lacking)
    soffice = need("soffice", "libreoffice-writer")
    env = {"FONTCONFIG_FILE": str(fonts_conf(folder)), "SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8"}
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "printed"
    for first in range(0, len(files), BATCH):
        command = [soffice, own, "--headless", "--convert-to", "pdf", "--outdir", out]
        run(["timeout", PATIENCE, *command, *files[first : first + BATCH]], env=env, label="LibreOffice")
    pdfs = [out / f"{path.stem}.pdf" for path in files]
    if unread := [path.name for path, pdf in zip(files, pdfs, strict=True) if not pdf.is_file()]:
        raise CheckError(f"LibreOffice 打不开：{'、'.join(unread[:5])}")
    return pdfs


# ---------------------------------------------------------------- measuring


def sheets_meant() -> dict[str, int]:
    """Map each form file, by its path below build/, to the number of its sheets."""
    found: dict[str, int] = json.loads(run([PYTHON, "-c", SHEETS], cwd=ROOT, label="dstd"))
    return found


SHEETS = """
import json
from dangjian_std.cli.console import context as desk; from dangjian_std import publications
from dangjian_std.domain.unit import Unit
from dangjian_std.document.blocks import Form
found = {}
catalog = desk.catalog(None)
for name in publications.usual():
    for path, document, _ in publications.compose(Unit.of(catalog), name, publications.Request()):
        blocks = [block for part in document.parts for block in part.blocks]
        if all(isinstance(block, Form) for block in blocks):
            found[path] = sum(len(block.sheets) for block in blocks)
print(json.dumps(found))
"""
"""What a form is made of, asked of the program itself."""


def written(path: Path) -> Counter[str]:
    """Count the characters that a file has on its pages: those of its body, or of the rows and columns that show.

    Figures are left out: a program counts pages and lists anew.
    """
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    texts = _words(parts) if path.suffix == ".docx" else _cells(parts)
    return counted("".join(texts))


def counted(text: str) -> Counter[str]:
    """Count the characters that must be found again: letters and signs.

    LibreOffice sometimes leaves out a punctuation mark that hangs over the end of a line.
    """
    return Counter(each for each in text if unicodedata.category(each)[0] in "LS")


def _words(parts: Mapping[str, bytes]) -> Iterator[str]:
    yield from (each.text or "" for each in parse(parts["word/document.xml"]).iter(f"{W}t"))


def _cells(parts: Mapping[str, bytes]) -> Iterator[str]:
    book = parse(parts["xl/workbook.xml"])
    shared = parse(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else ET.Element("none")
    texts = ["".join(each.text or "" for each in item.iter(f"{S}t")) for item in shared]
    for number, sheet in enumerate(book.iter(f"{S}sheet"), 1):
        if sheet.get("state", "visible") == "visible":
            yield from _sheet(parse(parts[f"xl/worksheets/sheet{number}.xml"]), texts)


def _sheet(sheet: ET.Element, texts: Sequence[str]) -> Iterator[str]:
    for row in sheet.iter(f"{S}row"):
        for cell in row if row.get("hidden") != "1" else ():
            if cell.get("t") == "s":
                yield texts[int(cell.findtext(f"{S}v", "0"))]
            elif cell.get("t") == "inlineStr":
                yield "".join(each.text or "" for each in cell.iter(f"{S}t"))


def measured(pdf: Path, sheets: int | None, wanted: Counter[str]) -> list[str]:
    """Return what is wrong with pages that should be so many, if that is known, and show certain characters."""
    faces: dict[tuple[int, int], Face] = {}
    with pikepdf.open(pdf) as document:
        pages = [read_page(page, number, faces) for number, page in enumerate(document.pages, 1)]
    found = [f"第 {page.number} 页：{fault}" for page in pages for fault in _faults(page)]
    if alien := {face.name for face in faces.values()} - set(coverage()):
        found.append(f"用了别的字体：{'、'.join(sorted(alien))}")
    if sheets is not None and len(pages) != sheets:
        found.append(f"应为 {sheets} 页，实为 {len(pages)} 页")
    if lost := wanted - counted("".join(glyph.text for page in pages for glyph in page.glyphs)):
        found.append(f"没有印出 {lost.total()} 字：{''.join(list(lost)[:20])}")
    return found


def _faults(page: Page) -> Iterator[str]:
    if not page.glyphs and not page.rules:
        yield "空白页"
    for rule in RULES:
        yield from rule(page)
    known = coverage()
    strange = {
        glyph.text
        for glyph in page.glyphs
        if glyph.face in known and not known[glyph.face].issuperset(map(ord, glyph.text))
    }
    if strange:
        yield f"字体里没有：{'、'.join(sorted(strange))}"


@cache
def coverage() -> dict[str, frozenset[int]]:
    """Return the characters of our fonts, by the names that a PDF gives them."""
    found = {}
    for file in FONTS.glob("*.ttf"):
        with TTFont(file, lazy=True) as font:
            found[str(font["name"].getDebugName(6))] = frozenset(font.getBestCmap())
    return found


# ---------------------------------------------------------------- showing


def pictures(pdf: Path, folder: Path) -> list[Path]:
    """Print the pages of a file as small pictures."""
    run(["pdftoppm", "-gray", "-r", RESOLUTION, pdf, folder / pdf.stem])
    return sorted(folder.glob(f"{pdf.stem}-*.pgm"), key=lambda path: int(path.stem.rpartition("-")[2]))


def show(pdfs: Mapping[Path, Path], folder: Path) -> int:
    """Put the pages of all files of one folder and kind side by side in build/pages/; return how many sheets."""
    need("pdftoppm", "poppler-utils")
    PAGES.mkdir(parents=True, exist_ok=True)
    shelves: dict[str, list[Path]] = {}
    for path, pdf in pdfs.items():
        name = f"{path.parent.relative_to(BUILD).as_posix().replace('/', '-')}-{path.suffix[1:]}"
        shelves.setdefault(name, []).extend(pictures(pdf, folder))
    return sum(contact_sheets(images, PAGES, name) for name, images in shelves.items())


# ---------------------------------------------------------------- office

BODY = """<w:p><w:r><w:t>龘</w:t></w:r></w:p>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>
<w:tr><w:trPr><w:trHeight w:val="500" w:hRule="exact"/></w:trPr>
<w:tc><w:p><w:r><w:t>这些文字比单元格高得多所以只看得见前面的几行后面的都不见了</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p/><w:p><w:r><w:br w:type="page"/><w:t>完</w:t></w:r></w:p>"""
SPOILT = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{W[1:-1]}"><w:body>{BODY}</w:body></w:document>',
}
"""A file with everything wrong with it that we look for."""
NOTICED = ("字体里没有", "被裁去", "空白页", "没有印出", "应为 1 页")


def spoilt(folder: Path) -> Path:
    """Write the file that has to be found faulty."""
    file = folder / "spoilt.docx"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in SPOILT.items():
            archive.writestr(name, text)
    return file


def require_sight(path: Path, pdf: Path) -> None:
    """Fail unless everything that is wrong with the spoilt file is seen."""
    found = "".join(measured(pdf, 1, written(path)))
    if unseen := [each for each in NOTICED if each not in found]:
        raise CheckError(f"检查不灵：弄坏的样本里没有发现{'、'.join(unseen)}")


def office() -> str:
    """Every office file opens, and its pages hold all of its text and nothing strange."""
    files = built(*SUFFIXES)
    meant = sheets_meant()
    with workshop() as folder:
        copies = [folder / f"{number:04}{path.suffix}" for number, path in enumerate(files)]
        for path, copy in zip(files, copies, strict=True):
            shutil.copyfile(path, copy)
        sample = spoilt(folder)
        *pdfs, sample_pdf = printed([*copies, sample], folder)
        require_sight(sample, sample_pdf)
        faults, pages = [], 0
        for path, pdf in zip(files, pdfs, strict=True):
            where = path.relative_to(BUILD).as_posix()
            sheets = meant.get(where) if path.suffix == ".docx" else None
            faults += [f"{where}：{fault}" for fault in measured(pdf, sheets, written(path))]
            pages += count(pdf)
        overviews = show(dict(zip(files, pdfs, strict=True)), folder)
    if faults:
        raise CheckError(f"LibreOffice 里的版面问题 {len(faults)} 处：\n" + "\n".join(faults[:60]))
    forms = sum(path.suffix == ".docx" and path.relative_to(BUILD).as_posix() in meant for path in files)
    return (
        f"LibreOffice 打开 {len(files)} 个文件，印出 {pages} 页：{forms} 张表页数相符，没有空白页，没有缺字，"
        f"文字一个不少、不被裁、不压框线；总览图 {overviews} 张，在 build/pages/"
    )


def count(pdf: Path) -> int:
    """Return how many pages a file has."""
    with pikepdf.open(pdf) as document:
        return len(document.pages)
