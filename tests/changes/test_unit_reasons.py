"""Why a unit changes what it adopts: beside the change that it is about, in every form of a comparison."""

from __future__ import annotations

import json

import jsonschema
import pytest

from dangjian_std import changes
from dangjian_std.cli.console.change_markdown import markdown
from dangjian_std.cli.console.change_report import as_json, text
from dangjian_std.publications.revision import comparison_table
from dangjian_std.reading.load import load
from dangjian_std.renderers import txt
from dangjian_std.text.package_data import shipped
from support.units import project

OVERLAY = "kind: overlay\nof: DJ401\nreason: 本局人员分散。\n"
SOONER = f"{OVERLAY}put:\n  - {{at: notify.when.at_least_workdays, value: 5}}\n"
MORE = f"{OVERLAY}add:\n  - {{to: notify.how, item: 再打电话。}}\n"
OMITTED = f"{OVERLAY}omit:\n  - {{step: tell, reason: 本局人少。}}\n"
OWN = """\
added:
  - {standard: DJ701, title: 巡堤查险, group: 党员活动, reason: 防汛要用, who: 支部书记, what: 查一遍, how: [查。],
     when: 每月, by_day: 5}
"""
DAY = "dates:\n  - {step: DJ401.hold, day: 20}\n"


def states(sheet="", **overlays):
    files = project(), project(sheet, **overlays)
    old, new = (load(each[path] for path in sorted(each)).catalog for each in files)
    assert old
    assert new
    return old, new


def reasons(sheet="", **overlays):
    return [each.why for each in changes.compare(*states(sheet, **overlays)) if not each.filed]


@pytest.mark.parametrize(
    ("sheet", "overlays", "found"),
    [
        ("", {"a": SOONER}, ["本局人员分散。"]),
        ("", {"a": MORE}, ["本局人员分散。"]),
        ("", {"a": OMITTED}, ["本局人少。"]),
        (DAY, {}, [""]),
        (DAY, {"a": SOONER}, ["本局人员分散。", ""]),
    ],
)
def test_a_change_has_the_reason_that_the_unit_gives_there(sheet, overlays, found):
    assert reasons(sheet, **overlays) == found


def test_a_standard_of_its_own_has_the_reason_for_it():
    (whole,) = [each for each in changes.compare(*states(OWN)) if each.aspect == "标准"]
    assert (whole.site.subject, whole.why) == ("DJ701", "防汛要用")


def test_what_a_unit_takes_back_has_no_reason_of_it():
    old, new = states("", a=SOONER)
    (back,) = changes.compare(new, old)
    assert back.why == ""


def test_every_form_says_it():
    old, new = states("", a=SOONER)
    found = changes.compare(old, new)
    assert "\n          理由：本局人员分散。\n" in f"{text(found, '旧', '')}\n"
    assert "；理由：本局人员分散。 |" in markdown(found, "旧", "", 0, ())
    said = json.loads(as_json(found, "旧", "", 0, None))
    jsonschema.validate(said, json.loads((shipped("schemas") / "diff.schema.json").read_text("utf-8")))
    assert [each["why"] for each in said["changes"]] == ["本局人员分散。"]
    revision = comparison_table.ComparedSets(old=old, new=new, was="旧", now="新", changes=found)
    assert "本局人员分散。" in txt.RENDERER.render(comparison_table.compose(revision)).decode()


def test_the_reason_of_an_omission_is_said_once():
    found = changes.compare(*states("", a=OMITTED))
    for said in (text(found, "旧", ""), markdown(found, "旧", "", 0, ())):
        assert said.count("本局人少。") == 1
