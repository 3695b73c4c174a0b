"""Make the vendored faces in templates/fonts from pinned npm packages.

Source: Noto Serif SC and Noto Sans SC (SIL Open Font License 1.1), fetched by ``npm pack``; every font taken
from there must have the sha256 written below.

Why not as they are: a full face weighs 10 to 15 MB and slows down every page, web slices of it print wrong
glyphs, and an installed Noto of another version would silently change the pages. So each face is cut down to
the characters a handbook can need, and gets a family name of its own, clear of any Reserved Font Name.
Vertical layout, hinting and alternate forms go; ``chws`` (contextual punctuation spacing) stays, or is added.

The result is the same to the byte on every run. Run it with ``make fonts``; npm must be in PATH.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "templates" / "fonts"
EXTRA_HAN = ROOT / "tools" / "charset.txt"

CHARACTERS = "characters.txt"  # what every face has: a range of code points in a line, as `4E00-9FA5`

EPOCH = 3_850_070_400  # 2026-01-01 in seconds since 1904, for head.created and head.modified

# Blank glyphs the sources lack: code point -> advance in em.
BLANKS = {0x2005: 0.25, 0x2009: 0.2, 0x202F: 0.2, 0x200B: 0.0, 0x2060: 0.0, 0xFEFF: 0.0}

# Whole blocks, as far as the sources fill them; Han comes from `charset`.
BLOCKS = (
    *((0x0020, 0x007E), (0x00A0, 0x00FF), (0x0370, 0x03FF)),  # ASCII, Latin-1, Greek
    *((0x2000, 0x209F), (0x20A0, 0x20CF)),  # general punctuation, super- and subscripts, currency
    *((0x2100, 0x218F), (0x2190, 0x22FF)),  # letterlike (℃ №) and Roman numbers, arrows, operators
    *((0x2460, 0x257F), (0x25A0, 0x27BF)),  # enclosed numbers (① ⑴), boxes, shapes, symbols (★ ✓ ❶)
    *((0x3000, 0x303F), (0x3220, 0x3243), (0x3280, 0x33DF)),  # CJK punctuation, ㈠, ㎏ ㎡
    *((0xFF01, 0xFF5E), (0xFFE0, 0xFFE6)),  # full-width forms
)

# Horizontal print only: what is not named here goes, with its glyphs. `locl` goes too: by the script of a run
# it swaps digits, … and — for forms of another size (see `settle_dash`).
FEATURES = ["ccmp", "chws", "halt", "kern", "liga", "palt"]
DROPPED_TABLES = {"STAT", "gasp", "vhea", "vmtx"}
KEPT_NAMES = [0, 5, 13, 14]  # copyright, version, licence, licence address

SERIF = "@expo-google-fonts/noto-serif-sc@0.4.3"
SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"
LICENCES = {SERIF: "OFL-Noto-Serif-SC.txt", SANS: "OFL-Noto-Sans-SC.txt"}
SHA256 = {
    "NotoSerifSC_400Regular.ttf": "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    "NotoSerifSC_900Black.ttf": "092e71a70c744be3cc33999eb4edcb10fbe95c1b4cff6c2d7f04d6ff15d031e2",
    "NotoSansSC_500Medium.ttf": "b30853d205f3ecdde938b1488c735ee15a2e870d31331b992fdc53971e23ec4a",
}


@dataclass(frozen=True)
class Face:
    """One vendored face and the file it is made from."""

    family: str
    style: str
    weight: int
    package: str
    source: str

    @property
    def postscript(self) -> str:
        """PostScript name, and name of the file."""
        return f"{self.family.replace(' ', '')}-{self.style}"


FACES = (
    Face("Dstd Song", "Regular", 400, SERIF, "NotoSerifSC_400Regular.ttf"),
    Face("Dstd Song", "Black", 900, SERIF, "NotoSerifSC_900Black.ttf"),  # for 小标宋
    Face("Dstd Hei", "Medium", 500, SANS, "NotoSansSC_500Medium.ttf"),  # for 黑体
)


def charset() -> set[int]:
    """GB 2312 (by codec), the rest of the 8105 standard characters (by file), BLOCKS and BLANKS."""
    gb2312 = {c for c in range(0x80, 0x10000) if chr(c).encode("gb2312", "ignore")}
    rows = EXTRA_HAN.read_text(encoding="utf-8").splitlines()
    extra = {ord(c) for row in rows if not row.startswith("#") for c in row}
    return gb2312 | extra | {c for low, high in BLOCKS for c in range(low, high + 1)} | BLANKS.keys()


def fetch(package: str, into: Path) -> Path:
    """Fetch a package with npm and return the folder of its files."""
    into.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=into, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(into.glob("*.tgz"))) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def add_blanks(font: TTFont) -> None:
    """Map BLANKS to empty glyphs, one each, so that text copied from a page keeps the character."""
    for code, em in BLANKS.items():
        glyph = f"blank{code:04X}"
        font["glyf"][glyph] = Glyph()
        font["hmtx"][glyph] = (round(em * font["head"].unitsPerEm), 0)
        for table in font["cmap"].tables:
            table.cmap[code] = glyph


def settle_dash(font: TTFont) -> None:
    """Draw — one em wide, as the Chinese `locl` does, in every run; two of them then join in `ccmp`."""
    for table in font["cmap"].tables:
        table.cmap[0x2014] = table.cmap[0x2015]


def cut(font: TTFont) -> None:
    """Keep the character set, the features for horizontal print, and the names in KEPT_NAMES."""
    options = Options(layout_features=FEATURES, hinting=False, notdef_outline=True, name_IDs=KEPT_NAMES)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=charset())
    subsetter.subset(font)


def rename(font: TTFont, face: Face) -> None:
    """Give the face its own names, and a fixed date."""
    names = font["name"]
    full = f"{face.family} {face.style}"
    version = names.getDebugName(5).split(";")[0].removeprefix("Version ")
    linked = face.family if face.style == "Regular" else full
    records = {1: linked, 2: "Regular", 3: f"{version};DSTD;{face.postscript}", 4: full}
    records |= {6: face.postscript, 16: face.family, 17: face.style}
    for number, text in records.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].achVendID = "DSTD"
    font["OS/2"].usWeightClass = face.weight
    font["head"].created = font["head"].modified = EPOCH


def make(face: Face, package: Path, into: Path) -> None:
    """Write one face, and the licence of its source under the copyright line the source carries."""
    (source,) = package.rglob(face.source)
    actual = hashlib.sha256(source.read_bytes()).hexdigest()
    if actual != SHA256[face.source]:
        sys.exit(f"{face.source}: sha256 is {actual}, expected {SHA256[face.source]}")
    if face.package == SANS:  # the serif has chws; add-chws goes by the original name, so before `rename`
        subprocess.run([Path(sys.executable).with_name("add-chws"), source, "-o", source], check=True)
    with TTFont(source, recalcTimestamp=False) as font:
        for tag in DROPPED_TABLES & set(font.keys()):
            del font[tag]
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format in (4, 12)]
        add_blanks(font)
        settle_dash(font)
        cut(font)
        rename(font, face)
        font.save(into / f"{face.postscript}.ttf")
        lines = [font["name"].getDebugName(0), *(package / "LICENSE_FONT").read_text("utf-8").splitlines()]
    licence = "".join(f"{line.rstrip()}\n" for line in lines)
    (into / LICENCES[face.package]).write_text(licence, encoding="utf-8", newline="\n")


def list_characters(folder: Path) -> None:
    """Write the characters that all faces in a folder have: who asks for one need not open a face."""
    covered = []
    for face in FACES:
        with TTFont(folder / f"{face.postscript}.ttf", lazy=True) as font:
            covered.append(frozenset(font.getBestCmap()))
    points = sorted(frozenset.intersection(*covered))
    firsts = [point for before, point in pairwise([-1, *points]) if point - before > 1]
    lasts = [point for point, after in pairwise([*points, sys.maxunicode + 2]) if after - point > 1]
    rows = "".join(f"{first:04X}-{last:04X}\n" for first, last in zip(firsts, lasts, strict=True))
    (folder / CHARACTERS).write_text(rows, encoding="ascii", newline="\n")


def main() -> None:
    """Write every face, with its licence beside it and what all have, to templates/fonts or the folder given."""
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        packages = {name: fetch(name, Path(scratch, str(n))) for n, name in enumerate(LICENCES)}
        for face in FACES:
            make(face, packages[face.package], into)
    list_characters(into)


if __name__ == "__main__":
    main()
