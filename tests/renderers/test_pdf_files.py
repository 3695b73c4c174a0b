"""Objects that are taken out of one PDF and written to another are what they were."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from dangjian_std.renderers.pdf.files import outlines, pieces
from dangjian_std.renderers.pdf.files.object_numbers import (
    CATALOG_OBJECT,
    FIRST_OTHER_OBJECT,
    INFORMATION_OBJECT,
    PAGES_OBJECT,
    moved,
    pattern,
)
from dangjian_std.renderers.pdf.files.writer import OBJECTS_PER_STREAM, Writer, order, string


def test_references_move_and_strings_and_the_common_ones_do_not():
    text = rb"<< /A 9 0 R /B (9 0 R \) 10 0 R) /C [ 12 0 R 1 0 R ] /D <3920> /E 90 0 R /F 9 >>"
    assert moved(text, 0) == text
    assert moved(text, 5) == rb"<< /A 14 0 R /B (9 0 R \) 10 0 R) /C [ 17 0 R 1 0 R ] /D <3920> /E 95 0 R /F 9 >>"


def test_a_pattern_with_its_numbers_is_what_it_was_made_of():
    text = rb"<< /A 9 0 R /B (9 0 R % %d %%) /C [ 12 0 R 1 0 R ] >>"
    places, numbers = pattern(text)
    assert numbers == [9, 12]
    assert places % tuple(numbers) == text


def taken():
    """Objects of a file that name one another, one of which is known where they go."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    known = pdf.make_indirect(Dictionary(Said="known"))
    stream = pdf.make_indirect(Stream(pdf, b"endstream 7 0 R", Known=known))
    one = pdf.make_indirect(Dictionary(Text=String("第 7 0 R 号（括号) 5%"), Stream=stream))
    one.Own = pdf.make_indirect(Array([one, known]))
    pdf.make_indirect(Dictionary(Said="nobody asks for it"))
    again = Pdf.open(saved(pdf, one))
    numbers = again.Root.Known.objgen[0], again.Root.One.objgen[0]
    return pieces.take(again, [f"{numbers[1]} 0 R".encode()], {numbers[0]: 2})


def saved(pdf, one):
    pdf.Root.One, pdf.Root.Known = one, one.Stream.stream_dict.Known
    data = BytesIO()
    pdf.save(data)
    return data


def test_what_is_taken_is_there_in_another_file():
    its = taken()
    assert its.count == 3
    file = Writer()
    first = file.room(4) + 1
    lines, ((said, data),) = pieces.placed(its.body, its.said, first)
    file.objects(FIRST_OTHER_OBJECT, [b"<< /Before true >>"])
    file.objects(first, lines)
    file.stream(first + len(lines), said, data)
    one = moved(its.texts[0].encode(), first - FIRST_OTHER_OBJECT)
    common = [b"<< /Type /Catalog /Pages 2 0 R /One %s >>" % one, b"<< /Type /Pages /Kids [ ] /Count 0 >>"]
    file.objects(
        CATALOG_OBJECT, [*common, *[b"null"] * (INFORMATION_OBJECT - PAGES_OBJECT - 1), b"<< /Title (a) >>"]
    )
    with pikepdf.open(BytesIO(file.finish())) as pdf:
        found = pdf.Root.One
        assert str(found.Text) == "第 7 0 R 号（括号) 5%"
        assert found.Own[0].objgen == found.objgen
        assert found.Own[1].objgen == (2, 0)
        assert found.Stream.read_bytes() == b"endstream 7 0 R"
        assert found.Stream.stream_dict.Known.objgen == (2, 0)
        assert pdf.docinfo["/Title"] == "a"
        assert pdf.check_pdf_syntax() == []


def written(lines, catalog=b""):
    file = Writer()
    file.objects(file.room(len(lines)), lines)
    common = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, b"<< /Type /Pages /Kids [ ] /Count 0 >>"]
    file.objects(CATALOG_OBJECT, [*common, *[b"<< >>"] * (FIRST_OTHER_OBJECT - 1 - PAGES_OBJECT)])
    return file.finish()


def test_many_objects_are_found_again():
    lines = [b"<< /Number %d >>" % number for number in range(3 * OBJECTS_PER_STREAM + 1)]
    data = written(lines)
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [
            int(pdf.get_object(number, 0).Number)
            for number in range(FIRST_OTHER_OBJECT, FIRST_OTHER_OBJECT + len(lines))
        ]
        assert found == list(range(len(lines)))
        assert pdf.check_pdf_syntax() == []
    assert written(lines) == data


def test_an_object_that_is_nowhere_is_told():
    file = Writer()
    file.room(1)
    file.objects(CATALOG_OBJECT, [b"<< >>"] * (FIRST_OTHER_OBJECT - 1))
    with pytest.raises(ValueError, match=f"object {FIRST_OTHER_OBJECT} "):
        file.finish()


@pytest.mark.parametrize("text", ["a", "a (b) \\", "党支部（一）—1", "😀"])
def test_a_string_is_read_as_it_was(text):
    with pikepdf.open(BytesIO(written([b"<< /Said %s >>" % string(text)]))) as pdf:
        said = pdf.get_object(FIRST_OTHER_OBJECT, 0).Said
        assert (str(said), bytes(said)) == (text, order(text))


def test_bookmarks_hang_together():
    wanted = [
        (1, "一", b"null", True),
        (2, "一之一", b"null", False),
        (3, "深", b"null", True),
        (1, "二", b"null", False),
    ]
    data = written(outlines.lines(wanted, FIRST_OTHER_OBJECT), b"/Outlines %d 0 R" % FIRST_OTHER_OBJECT)
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as found:
        one, two = found.root
        assert (one.title, two.title, one.is_closed) == ("一", "二", False)
        (inner,) = one.children
        assert (inner.title, inner.is_closed, [each.title for each in inner.children]) == ("一之一", True, ["深"])
        assert [int(pdf.Root.Outlines.Count), pdf.Root.Outlines.Type] == [3, Name.Outlines]
