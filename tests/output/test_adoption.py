"""adoption.json and the 适用说明: what a unit made of the set that it adopted."""

from __future__ import annotations

import json

import jsonschema
import pytest

from dangjian_std import publications, rules
from dangjian_std.changes import adopted
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.fields import canonical
from dangjian_std.domain.unit import Unit
from dangjian_std.output import adoption
from dangjian_std.publications import Request
from dangjian_std.reading import layers
from dangjian_std.reading.load import load
from dangjian_std.reading.project import RawSource
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped
from support.projects import EXAMPLE, base, pinned, shown
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
    adoption.put(adoption.dump(own), tmp_path)
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
            "“主持主题党日”前，至少提前3个工作日",
            "“主持主题党日”前，至少提前5个工作日",
        ),
        ("hold", "when.shift", "改动", "每月1次，10日，遇非工作日顺延", "每月1次，10日，遇非工作日提前"),
        ("tell", "", "不做", "向缺席党员转告内容", ""),
        ("notify", "how", "增加", "", "写明避让的车间。"),
    ]
    assert [each["reason"] for each in content["changes"]][2:] == ["本局人少。", "本局人员分散。"]


def test_a_weaker_value_of_the_sets_own_is_said_to_be_weaker():
    weaker = OVERLAY.partition("put:")[0] + "put:\n  - {at: notify.when.at_least_workdays, value: 2}\n"
    content = said(catalog(one=weaker))
    assert [each["kind"] for each in content["changes"]] == ["放宽"]
    assert content["standards"][0]["stance"] == "采用"


PUT = "kind: overlay\nof: {of}\nreason: 试试。\nput:\n  - at: {at}\n    value: {value}\n"


@pytest.mark.parametrize(
    ("of", "at", "value", "kind", "after"),
    [
        ("DJ401", "assign.who", "党小组组长", "改动", "党小组组长"),
        ("DJ401", "vote.with", "[党员, 党小组组长]", "加严", "党员、党小组组长"),
        ("DJ401", "hold.with", "[党员]", "放宽", "党员"),
        ("DJ401", "assign.when.within_workdays", "1", "加严", "1个工作日内"),
        ("DJ401", "assign.when.within_workdays", "9", "放宽", "9个工作日内"),
        ("DJ401", "assign.when.modal", "宜", "放宽", "宜"),
        ("DJ401", "choose.when.by_day", "20", "加严", "20日前"),
        ("DJ401", "vote.bounds.quorum.at_least", "2/3", "加严", "三分之二"),
        ("DJ401", "assign.bounds", "{headcount: {at_least: 2}}", "加严", "不少于2人"),
        ("DJ401", "fixed-day.text", "主题党日宜每月开展1次，日期宜相对固定。", "放宽", None),
        ("DJ401", "one-topic.text", "每次主题党日应有两个主题。", "改动", None),
        ("DJ401", "assign.record", "R201", "加严", "《会议活动记录》（R201）"),
        ("DJ401", "sign.record", "R211", "改动", "《落实清单》（R211）"),
        ("DJ401", "assign.how.1", "一事一行，写明责任人、时限和办法。", "改动", None),
        ("DJ401", "notify.local", "[who, how.1, papers]", "改动", ""),
        ("DJ401", "closed.measure.at_least", "95", "加严", "95"),
        ("DJ401", "title", "主题党日规范", "改动", None),
        ("DJ401", "scope.covers", "主题党日。", "改动", None),
        ("R201", "archive", "永久", "加严", "永久"),
        ("R201", "held-on.label", "开会日期", "改动", None),
        ("W401", "direction", "下行", "改动", "下行"),
    ],
)
def test_the_comparison_of_diff_says_whether_a_change_asks_more(of, at, value, kind, after):
    (change,) = said(catalog(one=PUT.format(of=of, at=at, value=value)))["changes"]
    assert change["kind"] == kind
    assert (value if after is None else after) in change["after"]
    assert change["before"] or at in {"assign.bounds", "assign.record", "assign.when.modal"} or kind == "改动"


def test_what_comes_before_a_step_does_not_change_which_one_is_meant():
    more = """\
kind: overlay
of: DJ401
reason: 本局防汛任务重。
put:
  - {at: notify.when.at_least_workdays, value: 4}
add:
  - to: theme.steps
    after: choose
    item: {id: flood, who: 组织委员, what: 核对值班, how: [看。], when: {before: hold}, local: [step]}
"""
    changes = said(catalog(one=more))["changes"]
    assert [(each["kind"], each["after"]) for each in changes] == [
        ("加严", "“主持主题党日”前，至少提前4个工作日"),
        ("增加", "核对值班"),
    ]


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
            return canonical(document)
    raise AssertionError


def test_the_page_says_what_differs_and_what_it_costs():
    text = page(catalog(one=OVERLAY))
    assert (
        "某县水利局沿用通用的《党建工作标准化手册》（2027年版），编为本单位的2028年版：采用1项，不用0项，本单位另有0项"
        in text
    )
    assert "“通知到每名党员”的何时" in text
    assert "“通知到每名党员”的做法" in text
    assert "“向缺席党员转告内容”" in text
    assert "同沿用的那一套一样" in text
    assert "不用的标准'" not in text
    more = "kind: overlay\nof: R201\nreason: 多。\nput:\n  - {at: minutes, value: 59}\n"
    assert "一年填记录表36份，约35小时，签名72个，照沿用的那一套是填记录表36份，约12小时，签名72个。" in page(
        catalog(one=more)
    )


def own_standard(sheet=""):
    """Return the project of a unit with a standard of its own, which opens a form each month."""
    text = next(raw.data.decode() for path, raw in base().items() if "DJ401" in path)
    text = (
        text.replace("DJ401", "DJ701")
        .replace("group: 党员活动", "group: 防汛")
        .replace("支部主题党日", "防汛值班")
    )
    path = "local/7-防汛/DJ701-防汛值班规范.yaml"
    group = "kind: overlay\nof: catalog\nreason: 本局的业务。\nadd:\n  - {to: groups, item: 防汛}\n"
    return pinned(project(sheet, group=group) | {path: RawSource(path, text.encode())})


def told(files):
    found = load(files[path] for path in sorted(files))
    problems = found.diagnostics or rules.check(found.catalog)
    return [shown(each) for each in problems if each.code in {"DS231", "DS032"}]


def test_what_makes_a_unit_fill_in_more_than_the_set_needs_a_reason():
    assert told(own_standard()) == [
        (
            "local/7-防汛/DJ701-防汛值班规范.yaml:3:7: error[DS231] "
            "因为 DJ701，全单位一年比照母本多填36份、720分钟、72个签名，没有写理由"
        )
    ]
    sheet = "adopt:\n  - {standard: DJ701, stance: 增加要求, reason: 汛期每月要查。}\n"
    assert told(own_standard(sheet)) == []
    files = own_standard(sheet)
    found = load(files[path] for path in sorted(files)).catalog
    assert said(found)["standards"][-1] == {
        "code": "DJ701",
        "title": "防汛值班规范",
        "stance": "增补",
        "reason": "汛期每月要查。",
    }
    text = page(found)
    assert "多填、少填的" in text
    assert "+36" in text
    left = "adopt:\n  - {standard: DJ701, stance: 不适用, reason: 没有。}\n"
    assert [each.partition("] ")[2] for each in told(own_standard(left))] == ["母本里没有“DJ701”"]


def test_a_day_that_makes_it_more_needs_a_reason_too():
    files = project("dates:\n  - {step: DJ401.hold, months: [3]}\n")
    path = next(path for path in files if "DJ401" in path)
    text = (
        files[path]
        .data.decode()
        .replace(
            "when: {every: month, times: 1, day: 10", "when: {every: month, times: 1, months: [1, 2], day: 10"
        )
    )
    assert text != files[path].data.decode()
    files |= {path: RawSource(path, text.encode())}
    digest = layers.digest(raw for path, raw in base().items())
    sheet = files["unit.yaml"].data.replace(digest.encode(), EXAMPLE.encode())
    files = pinned(files | {"unit.yaml": RawSource("unit.yaml", sheet)})
    assert told(files) == []
    more = files["unit.yaml"].data.replace(b"[3]", b"[3, 6, 9]")
    assert [each.partition(": ")[0] for each in told(files | {"unit.yaml": RawSource("unit.yaml", more)})] == [
        "unit.yaml:17:32"
    ]


def test_another_day_is_no_added_requirement():
    """A reason of the sheet that promises more than a day, which nothing holds, would be read as a rule."""
    stance = "adopt:\n  - {standard: DJ401, stance: 增加要求, reason: 通知提前5个工作日。}\n"
    day = "dates:\n  - {step: DJ401.hold, day: 15}\n"
    put = "put:\n  - {at: notify.when.at_least_workdays, value: 5}\n"
    overlay = f"kind: overlay\nof: DJ401\nreason: 本局人员分散。\n{put}"
    (only,) = told(project(stance + day))
    assert only.startswith("unit.yaml:17:31: error[DS231] DJ401 写了增加要求，local/ 里没有改它")
    assert told(project(stance + day, one=overlay)) == []


def test_a_book_of_a_unit_names_those_who_are_there_and_says_so_once():
    small = project().copy()
    sheet = small["unit.yaml"].data.decode()
    head = sheet.partition("branches:")[0].replace("shape: 总支", "shape: 小支部")
    small["unit.yaml"] = RawSource("unit.yaml", f"{head}branches:\n  - {{name: 党支部, members: 5}}\n".encode())
    found = load(small[path] for path in sorted(small)).catalog
    assert [each for each in rules.check(found) if each.severity == "error"] == []
    (document,) = (each for _, each, _ in publications.compose(Unit.of(found), "booklet", Request()))
    text = canonical(document)
    note = "支部委员会、组织委员、党小组组长本单位不设，由支部书记办。本文件照此写"
    assert text.count(note) == 1
    table = text.partition("谁来做、做什么、怎么做")[2]
    assert "组织委员" not in table.partition("'要求'")[0].replace("组织委员本单位不设", "")
    (whole,) = (each for _, each, _ in publications.compose(Unit.of(catalog()), "booklet", Request()))
    assert "本文件照此写" not in canonical(whole)
    (own,) = (
        each
        for _, each, _ in publications.compose(
            Unit.of(load(base().values()).catalog, "小支部"), "booklet", Request()
        )
    )
    assert canonical(own).count(note) == 1


def test_the_file_is_written_beside_the_manifest_and_no_foreign_one_is_lost(tmp_path):
    found = catalog(one=OVERLAY)
    adoption.put(adoption.dump(found), tmp_path)
    path = tmp_path / "adoption.json"
    assert path.read_bytes() == adoption.dump(found)
    adoption.put(adoption.dump(catalog()), tmp_path)
    assert json.loads(path.read_bytes())["changes"] == []
    for foreign in (b"{}", b"x", b"[]"):
        path.write_bytes(foreign)
        with pytest.raises(DstdError, match="不是本工具做的"):
            adoption.put(adoption.dump(found), tmp_path)
        assert path.read_bytes() == foreign


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (3, "3"),
        (["一", "二"], "一；二"),
        ({"id": "a", "what": "做什么"}, "做什么"),
        *(({"id": "a", key: "一句"}, "一句") for key in ("text", "term", "label", "title", "name", "statement")),
        ({"id": "a", "x": 1}, "a"),
        ({"of": "应到", "at_least": 2}, "应到、2"),
    ],
)
def test_a_value_is_said_as_it_stands_and_an_item_by_its_name(value, said):
    assert adopted._plain(value) == said


def test_a_requirement_is_called_by_the_number_of_its_clause():
    (change,) = said(catalog(one=PUT.format(of="DJ401", at="one-topic.text", value="每次主题党日应有两个主题。")))[
        "changes"
    ]
    found = load(base().values()).catalog
    standard = found.standards["DJ401"]
    number = next(at for at, each in enumerate(standard.requirements, 1) if each.id == "one-topic")
    assert change["where"].startswith(f"{Clauses(found, standard).requirement(number).text}的")
