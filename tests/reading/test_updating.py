"""A unit on another state of its base: nothing that either side says is lost without a word."""

from __future__ import annotations

import copy

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_std import rules
from dangjian_std.reading import layers, migrations, project, updating
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from support import units
from support.folders import CASES
from support.projects import base, shown

DJ401 = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"
R201 = "standards/records/R201-会议活动记录.yaml"
PLACE = ("随程序", None)


def data(files, path):
    return copy.deepcopy(parse(files[path]).tree.data)


def revised(**changes):
    """Return the base with the data of its standard and its form changed by functions."""
    files = base()
    for path, change in ((DJ401, changes.get("standard")), (R201, changes.get("form"))):
        if change:
            said = data(files, path)
            change(said)
            files[path] = RawSource(path, yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode())
    return files


def step(said, name):
    return next(each for stage in said["stages"] for each in stage["steps"] if each["id"] == name)


def set_in(name, *way, value):
    def change(said):
        here = step(said, name)
        for part in way[:-1]:
            here = here[part]
        here[way[-1]] = value

    return change


def onto(new, sheet="", old=None, **overlays):
    """Return the project of a unit on another state of the base."""
    files = units.project(sheet, **overlays)
    own = tuple(raw for path, raw in sorted(files.items()) if layers.own(path))
    before = tuple(base().values()) if old is None else tuple(old)
    return updating.onto(own, parse(files["unit.yaml"]).tree, before, tuple(new.values()), PLACE)


def judged(made):
    loaded = load(sorted(made.raws, key=lambda raw: raw.path))
    found = loaded.diagnostics or tuple(
        each
        for each in rules.check(loaded.catalog)
        if each.severity == "error" or layers.own(each.place.span.file)
    )
    return [shown(each) for each in (*made.rebased.found, *found)], loaded.catalog


PUT = "kind: overlay\nof: {of}\nreason: 试试。\nput:\n  - {{at: {at}, value: {value}}}\n"
LATER = PUT.format(of="DJ401", at="notify.when.at_least_workdays", value=5)


def test_without_anything_of_its_own_a_unit_is_as_if_it_had_adopted_the_new_base():
    new = revised(standard=set_in("notify", "when", "at_least_workdays", value=4))
    found, catalog = judged(onto(new))
    assert found == []
    fresh = new | {"unit.yaml": units.project()["unit.yaml"]}
    text = fresh["unit.yaml"].data.decode().replace(layers.digest(base().values()), layers.digest(new.values()))
    other = load(
        each for _, each in sorted((fresh | {"unit.yaml": RawSource("unit.yaml", text.encode())}).items())
    )
    assert catalog == other.catalog
    assert [each.new.path for each in onto(new).changed] == ["unit.yaml"]


def test_what_both_changed_is_told_with_both_values_and_stays_as_the_unit_has_it():
    new = revised(standard=set_in("notify", "when", "at_least_workdays", value=4))
    found, catalog = judged(onto(new, later=LATER))
    (said,) = found
    assert said == (
        "local/later.yaml:5:48: warning[DS036] "
        "DJ401 的 notify.when.at_least_workdays 两边都改了：母本从 3 改成 4，本单位是 5"
    )
    notify = next(each for each in catalog.standards["DJ401"].steps if each.id == "notify")
    assert notify.when.at_least.number == 5
    made = onto(new, later=LATER.replace("value: 5", "value: 4"))
    assert judged(made)[0] == []
    assert [each.address for each in made.rebased.needless] == ["notify.when.at_least_workdays"]
    assert judged(onto(base(), later=LATER))[0] == []


def test_a_day_of_the_sheet_is_held_against_that_of_the_base():
    new = revised(standard=set_in("hold", "when", "day", value=20))
    found, _ = judged(onto(new, "dates:\n  - {step: DJ401.hold, day: 15}\n"))
    assert found == [
        "unit.yaml:17:29: warning[DS036] DJ401 的“hold”的几日两边都改了：母本从 10 改成 20，本单位是 15"
    ]
    assert onto(new, "dates:\n  - {step: DJ401.hold, day: 20}\n").rebased.needless


def test_who_doubles_is_held_against_the_base_too():
    path = "standards/profiles/总支.yaml"
    said = data(base(), path)
    said["doubling"] = [{"role": "宣传委员", "by": "支部书记"}]
    new = base() | {path: RawSource(path, yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode())}
    found, _ = judged(onto(new, "doubling:\n  - {role: 组织委员, by: 支部书记}\n"))
    assert [each for each in found if "DS036" in each and "unit.yaml:17" in each]


def test_what_is_gone_is_an_error_at_its_place():
    def without(said):
        stage = next(each for each in said["stages"] if any(step["id"] == "tell" for step in each["steps"]))
        stage["steps"] = [each for each in stage["steps"] if each["id"] != "tell"]

    out = "kind: overlay\nof: DJ401\nreason: 本局人少。\nomit:\n  - {step: tell, reason: 本局人少。}\n"
    put = PUT.format(of="DJ401", at="tell.what", value="打电话转告")
    new = revised(standard=without)
    assert judged(onto(new, out=out))[0] == ["local/out.yaml:5:12: error[DS032] 母本的 DJ401 里没有“tell”"]
    assert judged(onto(new, put=put))[0] == ["local/put.yaml:5:10: error[DS032] 母本的 DJ401 里没有“tell”"]


def test_a_step_that_is_left_out_and_was_changed_is_told():
    out = "kind: overlay\nof: DJ401\nreason: 本局人少。\nomit:\n  - {step: tell, reason: 本局人少。}\n"
    new = revised(standard=set_in("tell", "when", "within_workdays", value=2))
    assert judged(onto(new, out=out))[0] == [
        "local/out.yaml:5:12: warning[DS036] 母本改了“tell”这一步，本单位不做它"
    ]
    based = set_in("tell", "basis", value=[{"regulation": "支部条例", "article": "第十四条"}])
    assert any("[DS034]" in each for each in judged(onto(revised(standard=based), out=out))[0])


def test_a_value_that_is_weaker_by_now_than_an_article_asks_is_the_error_that_it_always_is():
    old = base()
    for path in (each for each in base() if "/regulations/" in each):
        said = data(old, path)
        for article in said["articles"]:
            article.pop("floor", None)
        old[path] = RawSource(path, yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode())
    rare = PUT.format(of="DJ401", at="hold.when.every", value="quarter")
    assert [each for each in judged(onto(old, old=old.values(), rare=rare))[0] if "DS302" in each] == []
    found, _ = judged(onto(base(), old=old.values(), rare=rare))
    assert [each for each in found if each.startswith("local/rare.yaml:5:") and "error[DS302]" in each]


def test_what_is_added_and_is_there_by_now_is_told():
    added = "kind: overlay\nof: DJ401\nreason: 试试。\nadd:\n  - {to: notify.how, item: 写明值班的人。}\n"

    def longer(said):
        step(said, "notify")["how"].append("写明值班的人。")

    made = onto(revised(standard=longer), added=added)
    assert [(each.act, each.address) for each in made.rebased.needless] == [("add", "notify.how")]
    assert onto(base(), added=added).rebased.needless == ()
    assert judged(onto(base(), added=added))[0] == []

    def another(said):
        said["terms"].append({"id": "flood", "term": "防汛值班", "definition": "汛期的值班。"})

    term = "kind: overlay\nof: DJ401\nreason: 试试。\nadd:\n"
    term += "  - {to: terms, item: {id: flood, term: 值班, definition: 值班。}}\n"
    found, _ = judged(onto(revised(standard=another), term=term))
    assert found == ["local/term.yaml:5:28: error[DS033] “flood”已经有了"]


SAYINGS = ["写明时间、地点、主题和需要准备的内容。", "与流动党员逐人联系，说明参加方式。"]


def test_an_item_that_is_known_by_its_number_is_followed():
    second = PUT.format(of="DJ401", at="notify.how.2", value="与驻库的党员逐人联系。")

    def first(said):
        step(said, "notify")["how"].insert(0, "先请支部书记看过。")

    made = onto(revised(standard=first), second=second)
    found, catalog = judged(made)
    assert [each for each in found if "error" in each] == []
    notify = next(each for each in catalog.standards["DJ401"].steps if each.id == "notify")
    assert notify.how[1:3] == (SAYINGS[0], "与驻库的党员逐人联系。")
    assert SAYINGS[1] not in notify.how
    assert b"{at: notify.how.3, value: " in next(
        each.new.data for each in made.changed if "local" in each.new.path
    )

    def reworded(said):
        how = step(said, "notify")["how"]
        how[1] = "与流动党员联系。"

    found, _ = judged(onto(revised(standard=reworded), second=second))
    assert [each.partition("] ")[0][-6:] for each in found] == ["[DS036"]

    def both(said):
        reworded(said)
        first(said)

    found, _ = judged(onto(revised(standard=both), second=second))
    assert found[0] == (
        "local/second.yaml:5:10: error[DS032] "
        "母本改了这个列表，原来的第2项“与流动党员逐人联系，说明参加方式。”找不到了"
    )


def test_an_item_that_has_moved_and_was_changed_is_followed_and_told():
    put = PUT.format(of="DJ401", at="terms.1.definition", value="本局的主题党日。")

    def changed(said):
        said["terms"][0]["definition"] = "党支部每月开展一次的组织生活。"
        said["terms"].insert(0, {"id": "flood", "term": "防汛值班", "definition": "汛期的值班。"})

    made = onto(revised(standard=changed), put=put)
    found, catalog = judged(made)
    assert [to for _, to in made.rebased.moved] == ["terms.2.definition"]
    assert [each for each in found if "DS036" in each and "本单位是 本局的主题党日。" in each]
    assert [each.definition for each in catalog.standards["DJ401"].terms] == ["汛期的值班。", "本局的主题党日。"]


def test_a_label_that_both_renamed_is_told():
    def renamed(said):
        next(each for each in said["fields"] if each["id"] == "place")["label"] = "地点和场所"

    put = PUT.format(of="R201", at="place.label", value="会场")
    found, catalog = judged(onto(revised(form=renamed), put=put))
    assert "母本从 地点 改成 地点和场所，本单位是 会场" in found[0]
    assert next(each for each in catalog.records["R201"].fields if each.id == "place").label == "会场"


def test_where_the_old_base_is_gone_nothing_is_held_against_it():
    new = revised(standard=set_in("notify", "when", "at_least_workdays", value=4))
    made = onto(new, old=(), later=LATER)
    assert judged(made)[0] == []
    assert [each.address for each in made.entries] == ["notify.when.at_least_workdays"]
    assert made.old == {}


@pytest.mark.parametrize("known", [True, False])
def test_files_of_an_older_format_are_carried_over_where_it_is_known_which(known):
    old = {raw.path: raw for raw in project.sources(CASES / "formats" / "3")}
    new = {raw.path: raw for raw in migrations.earlier(old.values())}
    path = next(path for path in old if "DJ401" in path)
    mine = "local/4-党员活动/DJ409-防汛值班规范.yaml"
    text = old[path].data.decode().replace("DJ401", "DJ409")
    sheet = units.SHEET.replace(
        "edition: 2027年版", f"edition: {parse(old['standards/catalog.yaml']).tree.data['edition']}"
    )
    own = (RawSource("unit.yaml", sheet.encode()), RawSource(mine, text.encode()))
    made = updating.onto(own, parse(own[0]).tree, tuple(old.values()) if known else (), tuple(new.values()), PLACE)
    assert made.older is known
    if not known:
        assert [each.new.path for each in made.changed] == ["unit.yaml"]
        return
    (carried,) = (each for each in made.changed if each.new.path == mine)
    assert carried.old.data == text.encode()
    assert carried.new.data == new[path].data.replace(b"DJ401", b"DJ409")


# -- whatever either side does ---------------------------------------------------------------------------


def _insert(said, at):
    step(said, "notify")["how"].insert(at, "新的一句。")


def _reword(said, at):
    how = step(said, "notify")["how"]
    how[at % len(how)] = f"改过的第{at}句。"


def _drop(said, at):
    del step(said, "notify")["how"][at]


def _rename(said, name):
    step(said, name)["id"] = f"{name}-new"
    for each in (each for stage in said["stages"] for each in stage["steps"]):
        for key in ("before", "after"):
            if each["when"].get(key) == name:
                each["when"][key] = f"{name}-new"


BASE_EDITS = st.lists(
    st.one_of(
        st.tuples(st.just(_insert), st.integers(0, 3)),
        st.tuples(st.just(_reword), st.integers(0, 2)),
        st.tuples(st.just(_drop), st.integers(0, 1)),
        st.tuples(st.just(_rename), st.sampled_from(["tell", "notify"])),
        st.tuples(
            st.just(lambda said, days: step(said, "notify")["when"].update(at_least_workdays=days)),
            st.integers(3, 6),
        ),
        st.tuples(st.just(lambda said, day: step(said, "hold")["when"].update(day=day)), st.integers(9, 16)),
        st.tuples(st.just(lambda said, word: step(said, "tell").update(what=word)), st.sampled_from("甲乙")),
    ),
    max_size=4,
    unique_by=lambda each: each[0],
)
LOCAL = st.dictionaries(
    st.sampled_from(
        ["notify.when.at_least_workdays", "hold.when.day", "tell.what", *(f"notify.how.{at}" for at in (1, 2, 3))]
    ),
    st.integers(3, 15),
    max_size=4,
)


def words(address, number):
    """Return the value that a unit puts at an address."""
    return number if address.split(".")[1] == "when" else f"本单位的{number}。"


def values(said):
    """Return every value at an address, where it is there."""
    found = {}
    for name in ("notify", "hold", "tell"):
        for each in (each for stage in said["stages"] for each in stage["steps"] if each["id"] == name):
            found[f"{name}.what"] = each["what"]
            found |= {f"{name}.when.{key}": value for key, value in each["when"].items()}
            found |= {f"{name}.how.{at}": value for at, value in enumerate(each["how"], 1)}
    return found


@settings(max_examples=60, deadline=None)
@given(BASE_EDITS, LOCAL, st.booleans())
def test_nothing_is_lost_without_a_word(edits, local, omits):
    """Every value of the unit stands in what comes of it, or is an error; so does every change of the base.

    What does not, because the unit has its own value there, is told at the place of that value.
    """

    def revise(said):
        for edit, number in sorted(edits, key=lambda each: each[0] is _rename):
            edit(said, number)

    new = revised(standard=revise)
    lines = "".join(f"  - {{at: {at}, value: {words(at, number)}}}\n" for at, number in local.items())
    head, left = "kind: overlay\nof: DJ401\nreason: 试试。\n", "omit:\n  - {step: tell, reason: 本局人少。}\n"
    overlays = ({"one": f"{head}put:\n{lines}"} if local else {}) | ({"two": f"{head}{left}"} if omits else {})
    made = onto(new, **overlays)
    before, after = values(data(base(), DJ401)), values(data(new, DJ401))
    loaded = load(sorted(made.raws, key=lambda raw: raw.path))
    told = (*made.rebased.found, *loaded.diagnostics)
    said = {each.place.span.line: each for each in told if "one" in each.place.span.path}
    refused = loaded.catalog is None or any(each.severity == "error" for each in made.rebased.found)
    moved = {entry.address: to for entry, to in made.rebased.moved}
    laid = {} if loaded.catalog is None else values(updating.trees(made.raws)[DJ401].data)
    for line, (at, number) in enumerate(local.items(), 5):
        value, to = words(at, number), moved.get(at, at)
        if to not in after:
            assert refused
            assert said[line].code == "DS032"
            continue
        if line in said and said[line].severity == "error":
            assert refused
            assert ".how." in at
            continue
        assert refused or laid[to] == value
        if before[at] != after[to] != value:
            assert said[line].code == "DS036"
        elif before[at] == after[to]:
            assert line not in said
    mine = {moved.get(at, at) for at in local}
    others = [{at: value for at, value in each.items() if at not in mine} for each in (laid, after)]
    assert refused or others[0] == others[1]
    assert refused or not [at for at in moved if before[at] in laid.values()]
    changed = [each.code for each in told if "two" in each.place.span.path]
    gone = "tell.what" not in after
    assert (
        changed == (["DS032"] if gone else ["DS036"] if before["tell.what"] != after["tell.what"] else []) * omits
    )
    assert refused or not omits or "tell" in str(loaded.catalog.profiles["总支"].not_applicable[0].step)
