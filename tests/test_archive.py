from __future__ import annotations

import pytest

from dangjian_std.document import EntryTable, Form
from dangjian_std.publications import Order, archive


@pytest.fixture(scope="module")
def made(catalog) -> dict[str, tuple[Form, ...]]:
    found = archive.compose(catalog, Order())
    return {document.name: tuple(document.parts[0].blocks) for document, _ in found}


def rows(form: Form) -> list[tuple[str, ...]]:
    tables = (row for sheet in form.sheets for row in sheet.rows if isinstance(row, EntryTable))
    return [values for table in tables for values in table.values]


def test_every_form_that_is_kept_stands_in_the_list_of_its_period(catalog, made):
    listed = {(form.sheets[0].title, row[-1]) for form in made["归档文件目录"] for row in rows(form)}
    assert ("归档文件目录（30年）", "R201") in listed
    assert ("归档文件目录（永久）", "R314") in listed
    assert len(listed) == len({code for _, code in listed})
    assert not {code for _, code in listed} & {
        code for code, each in catalog.records.items() if each.sensitivity.value == "不入库"
    }


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


def test_only_a_procedure_for_cases_has_such_a_list(made):
    assert [name for name in made if name.endswith("材料清单")] == ["发展党员材料清单"]
