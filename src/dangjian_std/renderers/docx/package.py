"""The file around a document: an empty one without what nobody asked for, and its bytes, the same every time."""

from __future__ import annotations

from io import BytesIO
from typing import cast

import docx
from docx.document import Document as File
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.styles import CT_Styles

from dangjian_std.document.document import Document
from dangjian_std.renderers.docx import styles
from dangjian_std.renderers.docx.xml import Element, element
from dangjian_std.renderers.zip_files import CREATED_AT, repack

KEPT_RELATIONSHIPS = {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES}
KEPT_RELATIONSHIPS |= {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS}
"""Parts of the library's own empty document that stay; its thumbnail, theme, lists and web settings go."""
FACES = (
    (styles.SONGTI, "SimSun", "86", "roman"),
    (styles.HEITI, "SimHei", "86", "modern"),
    (styles.FANGSONG, "仿宋", "86", "modern"),
    (styles.XIAOBIAOSONG, styles.SONGTI, "86", "auto"),
    (styles.LATIN_FONT, "", "00", "roman"),
)
"""Name, what stands in for it, character set (86 is GB 2312) and family of each face."""


def blank(*, large: bool) -> File:
    """Return an empty document with our styles."""
    file = docx.Document()
    for relations in (file.part.package.rels, file.part.rels):
        for name in [name for name, each in relations.items() if each.reltype not in KEPT_RELATIONSHIPS]:
            del relations[name]
    styles.write(cast("CT_Styles", file.styles.element), large=large)
    _replace(file.settings.element, *_settings())
    name = PackURI("/word/fontTable.xml")
    fonts = Part(name, CONTENT_TYPE.WML_FONT_TABLE, _fonts(), file.part.package)
    file.part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    return file


def describe(file: File, document: Document, *, marked: bool) -> None:
    """Say what the document is, and nothing about who made it where and when; unless `marked` not even that."""
    properties = file.core_properties
    _replace(properties._element)  # noqa: SLF001 - there is no other way to drop what stands there
    if marked:
        properties.title, properties.subject, properties.author = document.title, document.subject, document.author
    properties.created = properties.modified = CREATED_AT
    properties.revision = 1


def pack(file: File) -> bytes:
    """Return the bytes of the file."""
    loose = BytesIO()
    file.save(loose)
    return repack(loose.getvalue())


def _replace(whole: Element, *children: Element) -> None:
    for child in list(whole):
        whole.remove(child)
    whole.extend(children)


def _settings() -> tuple[Element, ...]:
    word = "http://schemas.microsoft.com/office/word"
    mode = element("compatSetting", name="compatibilityMode", uri=word, val="15")
    return (
        element("mirrorMargins"),
        element("defaultTabStop", val=420),
        element("evenAndOddHeaders"),
        element("characterSpacingControl", val="compressPunctuation"),
        element("compat", element("ulTrailSpace"), element("doNotExpandShiftReturn"), mode),
    )


def _fonts() -> bytes:
    faces = []
    for name, other, charset, family in FACES:
        stand_in = (element("altName", val=other),) if other else ()
        kind = element("charset", val=charset), element("family", val=family)
        faces.append(element("font", *stand_in, *kind, name=name))
    return serialize_part_xml(element("fonts", *faces))
