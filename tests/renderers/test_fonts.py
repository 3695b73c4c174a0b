"""The vendored faces: what they are called, what they cover, and what lies beside them."""

import hashlib

import pytest
from fontTools.ttLib import TTFont

from support.folders import ROOT

FONTS = ROOT / "templates" / "fonts"
FACES = {
    "DstdSong-Regular": ("Dstd Song", "Regular", 400, "OFL-Noto-Serif-SC.txt"),
    "DstdSong-Black": ("Dstd Song", "Black", 900, "OFL-Noto-Serif-SC.txt"),
    "DstdHei-Medium": ("Dstd Hei", "Medium", 500, "OFL-Noto-Sans-SC.txt"),
}
RESERVED = ("source", "思源", "noto", "adobe", "google")
COPYRIGHT = {0, 13, 14}  # the records that have to name the owner and the licence

MARKS = "，。、；：？！（）《》〈〉「」『』〔〕【】“”‘’—…·～－"
SYMBOLS = "□■▲△▼○●◆★☆→←↑↓√×÷±≤≥≠≈∞℃№‰％㎡㎏①⑳⑴ⅠⅫⅰⅹ✓❶㈠¥￥§°"
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100)])) + "ΑΩαω─│┌┐└┘├┤┬┴┼ＡＺａｚ０９"


@pytest.fixture(scope="module", params=FACES)
def face(request):
    with TTFont(FONTS / f"{request.param}.ttf", lazy=True) as font:
        yield request.param, font


def test_family_and_weight(face):
    name, font = face
    family, style, weight, _ = FACES[name]
    names = font["name"]
    assert (names.getDebugName(16), names.getDebugName(17)) == (family, style)
    assert names.getDebugName(1).startswith(family)
    assert names.getDebugName(4) == f"{family} {style}"
    assert names.getDebugName(6) == name
    assert font["OS/2"].usWeightClass == weight


def test_no_foreign_name_but_the_copyright(face):
    _, font = face
    for record in font["name"].names:
        if record.nameID not in COPYRIGHT:
            assert not any(word in record.toUnicode().lower() for word in RESERVED), record.nameID


def test_every_record_of_a_name_is_in_one_language(face):
    _, font = face
    numbers = [record.nameID for record in font["name"].names]
    assert sorted(numbers) == [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]


@pytest.mark.parametrize("characters", [MARKS, SYMBOLS, LATIN], ids=["marks", "symbols", "latin"])
def test_maps_what_a_handbook_prints(face, characters):
    _, font = face
    assert [c for c in characters if ord(c) not in font.getBestCmap()] == []


def test_maps_all_of_gb_2312_and_the_rarest_standard_characters(face):
    _, font = face
    coded = {chr(code) for code in range(0x80, 0x10000) if chr(code).encode("gb2312", "ignore")}
    assert len(coded) == 7445
    rare = "堃翀珺㑇䶮𬭚𬬻𫖯"  # level three; the last five outside GBK, the last three outside the basic plane
    assert [c for c in {*coded, *rare} if ord(c) not in font.getBestCmap()] == []


@pytest.mark.parametrize(
    ("code", "em"),
    [(0x2005, 0.25), (0x2009, 0.2), (0x202F, 0.2), (0x200B, 0), (0x2060, 0), (0xFEFF, 0), (0x3000, 1)],
)
def test_blanks_are_blank_and_as_wide_as_they_should_be(face, code, em):
    _, font = face
    glyph = font.getBestCmap()[code]
    assert font["hmtx"][glyph][0] == em * font["head"].unitsPerEm
    assert font["glyf"][glyph].numberOfContours == 0


def test_dash_and_ellipsis_are_one_em_wide(face):
    _, font = face
    characters = font.getBestCmap()
    assert [font["hmtx"][characters[ord(c)]][0] / font["head"].unitsPerEm for c in "—…"] == [1, 1]


def test_no_break_space_is_a_space(face):
    _, font = face
    characters = font.getBestCmap()
    assert font["hmtx"][characters[0xA0]] == font["hmtx"][characters[0x20]]


def test_only_features_for_horizontal_print(face):
    _, font = face
    tags = {
        record.FeatureTag for table in ("GSUB", "GPOS") for record in font[table].table.FeatureList.FeatureRecord
    }
    assert tags == {"ccmp", "chws", "halt", "kern", "liga", "palt"}


def test_is_a_plain_static_font_that_may_be_embedded(face):
    _, font = face
    assert "glyf" in font
    assert not {"CFF ", "CFF2", "fvar", "STAT", "fpgm", "prep", "vmtx"} & set(font.keys())
    assert font["OS/2"].fsType == 0


def test_licence_lies_beside_it_under_its_own_copyright_line(face):
    name, font = face
    licence = (FONTS / FACES[name][3]).read_text(encoding="utf-8")
    assert licence.startswith(font["name"].getDebugName(0))
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "PERMISSION & CONDITIONS" in licence
    assert "DISCLAIMER" in licence


def test_the_list_of_characters_is_what_all_faces_have():
    covered = []
    for name in FACES:
        with TTFont(FONTS / f"{name}.ttf", lazy=True) as font:
            covered.append(set(font.getBestCmap()))
    rows = (FONTS / "characters.txt").read_text(encoding="ascii").splitlines()
    ranges = [[int(point, 16) for point in row.split("-")] for row in rows]
    listed = [point for first, last in ranges for point in range(first, last + 1)]
    assert listed == sorted(set.intersection(*covered))


def test_readme_gives_the_checksum_of_every_face():
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    faces = sorted(FONTS.glob("*.ttf"))
    assert [path.stem for path in faces] == sorted(FACES)
    for path in faces:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in readme
