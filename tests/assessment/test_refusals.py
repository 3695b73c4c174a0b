"""Why something is not taken, sentence by sentence."""

from __future__ import annotations

import dataclasses

import pytest
from docx.oxml import parse_xml

from assessment.test_collecting import collection, forms
from assessment.test_documents import Paper, W
from dangjian_std.assessment import differences
from dangjian_std.assessment.collecting import HandedIn, NotTakenError
from dangjian_std.assessment.facts import Day, Fact, Number
from dangjian_std.assessment.filings import Filing
from dangjian_std.reading import handed_files, ledger_files
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.text.errors import DstdError
from support.taken import TODAY

FILE = HandedIn(name="a", branch="第一党支部")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("medium: 手写=medium: 无记名纸票", "是无记名票，不收；只把计票的总数记在结果单上"),
        ("medium: 手写=medium: 上级统一印制", "由上级印制或者在系统里办，不收；要看的由人翻看，写在核查清单上"),
        ("medium: 手写=medium: 系统办理", "由上级印制或者在系统里办，不收；要看的由人翻看，写在核查清单上"),
        ("sensitivity: 内部=sensitivity: 不入库", "不入库，不收；由人翻看，只把看到了没有写在核查清单上"),
        ("per: branch=per: member", "每人一张，不收；由人翻看，写在核查清单上"),
    ],
)
def test_a_form_that_is_not_for_machines_is_refused(change, said):
    with pytest.raises(NotTakenError) as refused:
        collection(R501=change).add(FILE, forms())
    assert str(refused.value) == f"R501 督查登记表{said}"


def test_a_form_of_another_set_is_refused():
    (form,) = forms()
    with pytest.raises(NotTakenError) as refused:
        collection().add(FILE, (dataclasses.replace(form, code="R999"),))
    assert str(refused.value) == "R999 不是现在这一套标准里的记录表；用现在的空表填"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<w:drawing/>", ("这一格里面有图片", "写上字")),
        ("<w:fldSimple/>", ("这一格里面有域，读不出来", "写上字")),
        ("<w:sdt/>", ("这一格里面有控件，读不出来", "删去控件，写上字")),
        ("<w:tbl/>", ("这一格里面又有表格", "写上字")),
        ("<w:rPr><w:vanish/></w:rPr>", ("这一格里面有隐藏的字", "显示出来")),
        ('<w:rPr><w:vanish w:val="false"/></w:rPr>', ()),
        ("<w:rPr><w:dstrike/></w:rPr>", ("这一格有划掉的字", "不要的删去，要的去掉删除线")),
    ],
)
def test_what_of_a_cell_is_no_text_is_asked_about(inside, said):
    paper = Paper()
    paper.cell("absent.told-on/2").paragraphs[0]._p.append(parse_xml(f"<w:r {W}>{inside}</w:r>"))
    found = paper.take()
    if said:
        assert [(each.message, each.help) for each in found] == [said]
    else:
        assert isinstance(found, Filing)


def test_two_forms_in_one_document_are_refused():
    paper = Paper()
    for section in paper.document.sections:
        section.footer.paragraphs[0].add_run("R211 第1.1.0版")
    with pytest.raises(FilledFormError) as refused:
        paper.take()
    assert str(refused.value) == "一个文件里有几张不同的表；请一张存一个文件。"


def test_a_folder_with_everything_in_it_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(handed_files, "MOST_FILES_AT_ONCE", 2)
    for name in "甲乙":
        (tmp_path / name).touch()
    assert [each.path.name for each in handed_files.files((tmp_path,))] == ["乙", "甲"]
    (tmp_path / "丙").touch()
    with pytest.raises(DstdError) as refused:
        list(handed_files.files((tmp_path,)))
    assert str(refused.value).endswith(" 里的文件超过 2 个，不像收上来的表。一次收一个月的。")


def test_a_file_is_no_ledger(tmp_path):
    (tmp_path / "台账").touch()
    with pytest.raises(DstdError) as refused:
        ledger_files.folder(tmp_path / "项目")
    assert str(refused.value).endswith("台账 是文件，不是文件夹。台账要一个文件夹。")


def test_what_became_of_each_field_is_said():
    old, new = (
        Filing(
            form="R211", version="1.1.0", branch="甲支部", key="2027-Q1", taken=TODAY, asked=frozenset("abcde"),
            fields={name: Fact(value, "1!A1") for name, value in fields.items()},
        )
        for fields in (
            {"a": Day(TODAY), "b": Number(1), "c": Number(1), "d": Number(1)},
            {"a": Day(TODAY), "b": Number(2), "d": Number(2), "e": Number(1)},
        )
    )  # fmt: skip
    found = differences.between(old, new, frozenset({"d"}))
    assert {each.name: str(each.kind) for each in found} == {
        "b": "改了",
        "c": "删去了",
        "d": "重新算了",
        "e": "填上了",
    }
