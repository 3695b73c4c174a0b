"""adoption.json and the 适用说明: what a unit made of the set that it adopted."""

from __future__ import annotations

import json

import jsonschema
import pytest

from dangjian_std import publications
from dangjian_std.domain.unit import Unit
from dangjian_std.output import adoption
from dangjian_std.output.build import canonical
from dangjian_std.publications import Request
from dangjian_std.reading.load import load
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped
from support.projects import base
from support.units import project

OVERLAY = """\
kind: overlay
of: DJ401
reason: 本局人员分散。
put:
  - {at: notify.when.at_least_workdays, value: 5}
  - {at: hold.when.shift, value: previous-workday}
add:
  - {to: notify.how, item: 写明避让的车间。}
omit:
  - {step: tell, reason: 本局人少。}
"""
SHEET = "dates:\n  - {step: DJ401.choose, day: 20}\n"


def catalog(sheet="", **overlays):
    files = project(sheet, **overlays)
    found = load(files[path] for path in sorted(files))
    assert found.catalog is not None, found.diagnostics
    return found.catalog


def said(found):
    data = adoption.dump(found)
    assert data is not None
    content = json.loads(data)
    jsonschema.validate(content, json.loads((shipped("schemas") / "adoption.schema.json").read_text("utf-8")))
    return content


def test_a_set_of_ones_own_says_nothing(tmp_path):
    own = load(base().values()).catalog
    assert adoption.dump(own) is None
    adoption.put(own, tmp_path)
    assert list(tmp_path.iterdir()) == []
    names = [each.name for _, each, _ in publications.compose(Unit.of(own), "approval", Request())]
    assert "适用说明" not in names


def test_a_unit_that_changes_nothing_says_which_set_it_adopted():
    content = said(catalog())
    assert content["unit"] == {
        "name": "某县水利局",
        "prefix": "SLJ",
        "year": 2028,
        "edition": "2028年版",
        "shape": "总支",
    }
    assert (content["base"]["set"], content["base"]["edition"]) == ("党建工作标准化手册", "2027年版")
    assert content["standards"] == [{"code": "DJ401", "title": "支部主题党日规范", "stance": "采用", "reason": ""}]
    assert content["changes"] == []


def test_every_change_is_said_with_whether_it_is_stricter():
    content = said(catalog(one=OVERLAY))
    assert content["standards"][0]["stance"] == "增加要求"
    assert [
        (each["node"], each["key"], each["kind"], each["before"], each["after"]) for each in content["changes"]
    ] == [
        (
            "notify",
            "when.at_least_workdays",
            "加严",
            "主持主题党日前，至少提前3个工作日",
            "主持主题党日前，至少提前5个工作日",
        ),
        ("hold", "when.shift", "改动", "每月1次，10日，遇非工作日顺延", "每月1次，10日，遇非工作日提前"),
        ("tell", "", "不做", "tell", ""),
        ("notify", "how", "增加", "", "写明避让的车间。"),
    ]
    assert [each["reason"] for each in content["changes"]][2:] == ["本局人少。", "本局人员分散。"]


def test_a_weaker_value_of_the_sets_own_is_said_to_be_weaker():
    weaker = OVERLAY.partition("put:")[0] + "put:\n  - {at: notify.when.at_least_workdays, value: 2}\n"
    content = said(catalog(one=weaker))
    assert [each["kind"] for each in content["changes"]] == ["放宽"]
    assert content["standards"][0]["stance"] == "采用"


def test_what_the_sheet_says_of_a_standard_is_kept_with_its_reason():
    sheet = "adopt:\n  - {standard: DJ401, stance: 不适用, reason: 没有。}\n"
    assert said(catalog(sheet))["standards"][0] == {
        "code": "DJ401",
        "title": "支部主题党日规范",
        "stance": "不适用",
        "reason": "没有。",
    }


def page(found):
    for _, document, _ in publications.compose(Unit.of(found), "approval", Request()):
        if document.name == "适用说明":
            return str(canonical(document))
    raise AssertionError


def test_the_page_says_what_differs_and_what_it_costs():
    text = page(catalog(one=OVERLAY))
    assert (
        "某县水利局沿用《党建工作标准化手册》（2027年版），编为本单位的2028年版：采用1项，不用0项，本单位另有0项"
        in text
    )
    assert "“通知到每名党员”的何时" in text
    assert "“通知到每名党员”的怎么做" in text
    assert "“向缺席党员转告内容”" in text
    assert "同沿用的那一套一样" in text
    assert "不用的标准'" not in text
    more = "kind: overlay\nof: R201\nreason: 多。\nput:\n  - {at: minutes, value: 59}\n"
    assert "一年填记录表36份，约35小时，签名72个，照沿用的那一套是填记录表36份，约12小时，签名72个。" in page(
        catalog(one=more)
    )


def test_the_file_is_written_beside_the_manifest_and_no_foreign_one_is_lost(tmp_path):
    found = catalog(one=OVERLAY)
    adoption.put(found, tmp_path)
    path = tmp_path / "adoption.json"
    assert path.read_bytes() == adoption.dump(found)
    adoption.put(catalog(), tmp_path)
    assert json.loads(path.read_bytes())["changes"] == []
    for foreign in (b"{}", b"x", b"[]"):
        path.write_bytes(foreign)
        with pytest.raises(DstdError, match="不是本工具做的"):
            adoption.put(found, tmp_path)
        assert path.read_bytes() == foreign
