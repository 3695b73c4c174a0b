"""What must hold of every DOCX and XLSX as a package: complete, dated by nothing, harmless, and plain text only.

What its parts may contain is the business of `ooxml`; here are the promises that no schema makes.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DCTERMS = "{http://purl.org/dc/terms/}"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member: the earliest that a ZIP can hold."""
MOMENT = "2000-01-01T00:00:00Z"
"""When every file says that it was made."""
FUNCTIONS = {"COUNT", "COUNTIF", "IF", "ROUND", "SUM", "SUMIF"}
"""What the formulas of our workbooks call, and nothing else."""
CALLED = re.compile(r"([A-Za-z_][A-Za-z0-9_.]*)\(")
TYPED = re.compile('"[^"]*"')
"""What is text in a formula."""
FIELDS = {"PAGE", "NUMPAGES"}
ACTIVE = re.compile(
    r"(?i)vba|macro|oleobject|activex|attachedtemplate|externallink|embeddings/|afchunk|attachedtoolbars|connections|"
    r"querytable|frame$|subdocument|mailmerge"
)
"""What runs, fetches or holds another file, by the name of its part, relationship or type of content."""

Parts = Mapping[str, bytes]


def faults(path: Path) -> list[str]:
    """Return what is wrong with a package; a file that cannot be read is one fault."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            parts = {each.filename: archive.read(each) for each in members}
        return [*_archive(members), *_inside(parts)]
    except (zipfile.BadZipFile, ET.ParseError, KeyError) as error:
        return [f"读不出：{error}"]


def _inside(parts: Parts) -> Iterator[str]:
    yield from _types(parts)
    yield from _relations(parts)
    yield from _properties(parts)
    for name, data in parts.items():
        if ACTIVE.search(name):
            yield f"有不应有的部件 {name}"
        if name.startswith("word/") and name.endswith(".xml"):
            yield from (f"{name}：{fault}" for fault in _words(parse(data)))
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            yield from (f"{name}：{fault}" for fault in _cells(parse(data)))


def parse(data: bytes) -> ET.Element:
    """Parse a part; no office program accepts a DTD in one, so neither do we."""
    if b"<!DOCTYPE" in data:
        raise ET.ParseError("有 DTD")
    return ET.fromstring(data)  # noqa: S314 without a DTD there is nothing to expand


def _archive(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    names = [each.filename for each in members]
    if names[:1] != [CONTENT_TYPES]:
        yield f"第一个部件不是 {CONTENT_TYPES}"
    if len({name.lower() for name in names}) != len(names):
        yield "有重名的部件"
    if dated := [each.filename for each in members if each.date_time != EPOCH]:
        yield f"部件带有日期：{dated[0]}"


def _types(parts: Parts) -> Iterator[str]:
    root = parse(parts[CONTENT_TYPES])
    endings = {each.attrib["Extension"].lower() for each in root.iter(f"{TYPES}Default")}
    named = {each.attrib["PartName"].removeprefix("/") for each in root.iter(f"{TYPES}Override")}
    for name in sorted(parts.keys() - {CONTENT_TYPES} - named):
        if name.rpartition(".")[2].lower() not in endings:
            yield f"部件 {name} 没有写明类型"
    yield from (f"写明了类型的部件 {name} 不存在" for name in sorted(named - parts.keys()))
    for each in root:
        if ACTIVE.search(each.attrib["ContentType"]):
            yield f"有不应有的类型 {each.attrib['ContentType']}"


def _relations(parts: Parts) -> Iterator[str]:
    for name in (name for name in parts if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        seen: set[str] = set()
        for each in parse(parts[name]).iter(RELATION):
            target, kind = each.attrib["Target"], each.attrib["Type"]
            if each.get("TargetMode", "Internal") != "Internal":
                yield f"{name}：指向外部 {target}"
            elif posixpath.normpath(posixpath.join("/", folder, target))[1:] not in parts:
                yield f"{name}：指向的部件 {target} 不存在"
            if ACTIVE.search(kind):
                yield f"{name}：有不应有的关系 {kind.rpartition('/')[2]}"
            if each.attrib["Id"] in seen:
                yield f"{name}：关系编号 {each.attrib['Id']} 重复"
            seen.add(each.attrib["Id"])


def _properties(parts: Parts) -> Iterator[str]:
    root = parse(parts["docProps/core.xml"])
    for name in ("created", "modified"):
        if (found := root.findtext(f"{DCTERMS}{name}")) != MOMENT:
            yield f"文件属性 {name} 是 {found}，应为 {MOMENT}"


def _words(root: ET.Element) -> Iterator[str]:
    """Fields that count pages and no others; and what Word alone insists on: a cell ends in a paragraph."""
    codes = [each.get(f"{W}instr", "") for each in root.iter(f"{W}fldSimple")]
    codes += [each.text or "" for each in root.iter(f"{W}instrText")]
    for code in codes:
        if (code.split() or [""])[0] not in FIELDS:
            yield f"有不应有的域 {code.strip()}"
    if any(len(cell) == 0 or cell[-1].tag != f"{W}p" for cell in root.iter(f"{W}tc")):
        yield "有单元格不以段落结尾"


def _is_ours(formula: str) -> bool:
    """Whether a formula only adds, counts, rounds and chooses, and reaches into no other file."""
    bare = TYPED.sub("", formula)
    called = set(CALLED.findall(bare))
    return bool(called) and called <= FUNCTIONS and not set("[]|") & set(bare) and "://" not in formula


def _cells(root: ET.Element) -> Iterator[str]:
    yield from (f"有公式 {each.text}" for each in root.iter(f"{S}f") if not _is_ours(each.text or ""))
    if next(root.iter(f"{S}hyperlink"), None) is not None:
        yield "有超链接"
