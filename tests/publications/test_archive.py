from __future__ import annotations

import dataclasses

import pytest

from dangjian_std.document.forms import EntryTable, Form
from dangjian_std.domain.unit import Unit
from dangjian_std.publications import Request, archive


@pytest.fixture(scope="module")
def made(catalog) -> dict[str, tuple[Form, ...]]:
    return forms(catalog)


def forms(catalog) -> dict[str, tuple[Form, ...]]:
    found = archive.compose(Unit.of(catalog), Request())
    return {
        document.name: tuple(block for part in document.parts for block in part.blocks)
        for document, formats in found
        if "pdf" in formats
    }


def rows(form: Form) -> list[tuple[str, ...]]:
    tables = (row for sheet in form.sheets for row in sheet.rows if isinstance(row, EntryTable))
    return [values for table in tables for values in table.values]


def test_every_form_that_is_kept_stands_in_the_list_of_its_period(catalog, made):
    kept = [form for form in made["归档文件目录"] if form.anchor != "list-papers"]
    listed = {(form.sheets[0].title, row[-1]) for form in kept for row in rows(form)}
    assert ("归档文件目录（30年）", "R201") in listed
    assert ("归档文件目录（永久）", "R304") in listed
    assert len(listed) == len({code for _, code in listed})
    assert not {code for _, code in listed} & {
        code for code, each in catalog.records.items() if each.sensitivity.value == "不入库"
    }


def test_papers_that_are_sent_under_seal_or_decided_stand_in_a_list_of_their_own_once(catalog, made):
    papers = rows(made["归档文件目录"][-1])
    codes = [row[-1] for row in papers]
    assert len(codes) == len(set(codes))
    assert {code for code, each in catalog.papers.items() if each.seal} <= set(codes)
    assert {"W111", "W112", "W203", "W305"} <= set(codes)
    assert "W202" not in codes
    assert ("2027年度党建工作计划", "W111") in {(row[3], row[-1]) for row in papers}


def test_the_list_to_type_has_the_same_rows_and_no_empty_ones(catalog, made):
    (typed,) = (
        document for document, formats in archive.compose(Unit.of(catalog), Request()) if formats == ("xlsx",)
    )
    for form, printed in zip(typed.parts[0].blocks, made["归档文件目录"], strict=True):
        assert rows(form) == rows(printed)
        assert [each.rows for sheet in form.sheets for each in sheet.rows] == [len(rows(form))]


def test_no_title_says_the_year_twice(catalog):
    titled = dataclasses.replace(catalog.records["R501"], title="年度督查登记表")
    catalog = dataclasses.replace(catalog, records={**catalog.records, "R501": titled})
    (typed,) = (
        document for document, formats in archive.compose(Unit.of(catalog), Request()) if formats == ("xlsx",)
    )
    titles = [row[3] for form in typed.parts[0].blocks for row in rows(form)]
    assert "2027年度督查登记表" in titles
    assert not [title for title in titles if "年年" in title]


def test_a_list_of_several_sheets_counts_on(catalog):
    paper = dataclasses.replace(catalog.papers["W111"], title="关于〔请求的事项〕的请示", seal=True)
    many = {f"W8{number}": dataclasses.replace(paper, code=f"W8{number}") for number in range(10, 50)}
    made = forms(dataclasses.replace(catalog, papers={**catalog.papers, **many}))["归档文件目录"][-1]
    tables = [table for sheet in made.sheets for table in sheet.rows]
    assert len(tables) > 2
    before = [sum(each.rows for each in tables[:at]) for at in range(len(tables))]
    assert [table.first for table in tables] == [count + 1 for count in before]
    titles = {row[3] for row in rows(made) if row[-1] in many}
    assert titles == {f"关于{archive.BLANK_SPACES}的请示"}


def test_the_labels_of_boxes_stand_upright(made):
    _, spines = made["档案盒封面和盒脊"]
    tables = spines.sheets[0].rows
    assert all(len(table.columns) == archive.SPINES and len({*table.heads}) == 1 for table in tables)
    assert [table.heads[0] for table in tables] == ["全宗号", "年度", "保管期限", "党组织", "起止件号", "盒号"]


def test_the_handing_over_is_signed_in_one_place(made):
    assert "档案交接单" not in made
    assert all("移交目录上签名" in str(form.sheets[0].above) for form in made["归档文件目录"])


def test_the_list_has_the_columns_of_the_trade(made):
    (table,) = made["归档文件目录"][0].sheets[0].rows
    heads = [column.head for column in table.columns]
    assert heads == ["档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]


def test_what_a_case_leaves_is_listed_in_the_order_of_its_steps(catalog, made):
    (form,) = made["发展党员材料清单"]
    clauses = [row[1].removeprefix("DJ301 ") for row in rows(form)]
    assert clauses == sorted(clauses, key=lambda clause: [int(part) for part in clause.split(".")])
    names = "".join(row[0] for row in rows(form))
    assert "入党志愿书" in names
    assert "票" not in names
    listed = [row[0] for row in rows(form)]
    assert listed[0] == "入党申请书"
    assert "转正申请书" in listed
    assert "入党积极分子培养考察登记表" not in listed  # it stands there by its form


def test_only_a_procedure_for_cases_has_such_a_list(made):
    assert [name for name in made if name.endswith("材料清单")] == ["发展党员材料清单"]


def test_a_text_that_is_not_filed_is_no_material_of_a_case(catalog):
    papers = catalog.papers | {"W303": dataclasses.replace(catalog.papers["W303"], filed=False)}
    (form,) = forms(dataclasses.replace(catalog, papers=papers))["发展党员材料清单"]
    names = "".join(row[0] for row in rows(form))
    assert "W304" in names
    assert "W303" not in names
