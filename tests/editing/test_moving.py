"""Moving: lines and comments go along, references follow, and the way back leads to the same bytes."""

from __future__ import annotations

import re

import pytest

from dangjian_std import rules
from dangjian_std.changes import ChangeKind, compare
from dangjian_std.editing import moving
from dangjian_std.editing.moving import Beside
from dangjian_std.reading.load import load
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource, sources
from dangjian_std.reading.yaml_editing.items import moved
from dangjian_std.reading.yaml_editing.operations import AmendError
from dangjian_std.text.errors import DstdError
from support import projects
from support.folders import FROZEN

DJ401 = "standards/4-党员活动/DJ401-支部主题党日规范.yaml"


@pytest.fixture(scope="module")
def frozen():
    return tuple(sources(FROZEN))


def after(raws, name, beside, *, behind=True):
    raws = tuple(raws)
    made = moving.step(raws, load(raws).catalog, name, Beside(beside, behind))
    changed = {file.old.path: file.new for file in made.changed}
    return tuple(changed.get(raw.path, raw) for raw in raws)


def text(raws, path):
    return next(raw.data.decode() for raw in raws if raw.path == path)


TEXT = """\
stages:
  - id: one
    steps:
      # about a
      - id: a
        what: 甲  # said
        # ends a
      - id: b
  - id: two
    steps:
        - id: c
        - id: d"""


def one(item, beside, *, behind):
    raw = RawSource("x.yaml", TEXT.encode())
    (new,) = moved(raw, item, raw, beside, after=behind)
    return new.data.decode()


A, B, C, D = (("stages", stage, "steps", number) for stage, number in ((0, 0), (0, 1), (1, 0), (1, 1)))
BLOCK = "      # about a\n      - id: a\n        what: 甲  # said\n        # ends a\n"


def test_an_item_goes_behind_its_neighbour_with_its_comments():
    assert one(A, B, behind=True) == TEXT.replace(BLOCK, "").replace("      - id: b\n", f"      - id: b\n{BLOCK}")


def test_an_item_goes_to_another_list_as_far_in_as_that():
    block = re.sub("^", "  ", BLOCK.rstrip(), flags=re.MULTILINE)
    assert one(A, D, behind=True) == f"{TEXT.replace(BLOCK, '')}\n{block}\n"
    assert one(A, C, behind=False) == TEXT.replace(BLOCK, "").replace(
        "        - id: c", f"{block}\n        - id: c"
    )


def test_the_last_line_of_a_file_may_have_no_end():
    assert one(D, A, behind=False) == TEXT.replace("\n        - id: d", "\n").replace(
        "      # about a", "      - id: d\n      # about a"
    )


def test_other_ends_of_lines_are_kept():
    raw = RawSource("x.yaml", ("\ufeff" + TEXT.replace("\n", "\r\n")).encode())
    (new,) = moved(raw, A, raw, B, after=True)
    assert new.data.decode() == "\ufeff" + one(A, B, behind=True).replace("\n", "\r\n")


def test_what_stands_in_brackets_is_not_torn():
    raw = RawSource("x.yaml", b"steps: [{id: a}, {id: b}]\n")
    with pytest.raises(AmendError):
        moved(raw, ("steps", 0), raw, ("steps", 1), after=True)


def test_the_only_item_of_a_list_stays():
    raw = RawSource("x.yaml", b"one:\n  - id: a\ntwo:\n  - id: b\n")
    with pytest.raises(AmendError, match=r"x\.yaml:1:1: 这一处的写法太少见"):
        moved(raw, ("two", 0), raw, ("one", 0), after=True)


@pytest.mark.parametrize("behind", [True, False])
def test_a_step_moves_within_its_standard_and_back(frozen, behind):
    new = after(frozen, "DJ401.notify", "DJ401.hold", behind=behind)
    steps = [each.id for each in load(new).catalog.standards["DJ401"].steps]
    assert steps.index("notify") == steps.index("hold") + (1 if behind else -1)
    assert after(new, "DJ401.notify", "DJ401.choose") == frozen
    kinds = {each.kind for each in compare(load(frozen).catalog, load(new).catalog)}
    assert kinds <= {ChangeKind.MOVED, ChangeKind.CHANGED}


def test_a_step_moves_to_another_standard_and_all_that_names_it_follows(frozen):
    new = after(frozen, "DJ401.hold", "DJ201.attendance")
    before, now = load(frozen).catalog, load(new).catalog
    assert "hold" not in now.standards["DJ401"].steps_by_id
    assert "hold" in now.standards["DJ201"].steps_by_id
    own = text(new, next(path for path in (raw.path for raw in new) if "DJ401" in path))
    assert own.count("{before: DJ201.hold,") == 2
    assert "recurs: DJ201.hold" in own
    assert not [raw.path for raw in new if b"DJ401.hold" in raw.data]
    known = {each.code for each in rules.check(before)}
    assert not [each for each in rules.check(now) if each.code.startswith("DS1") and each.code not in known]
    assert after(new, "DJ201.hold", "DJ401.count") == frozen


def test_what_a_step_names_gets_the_code_of_the_standard_that_it_left():
    raws = projects.base()
    other = "standards/4-党员活动/DJ402-示例规范.yaml"
    data = (
        raws[DJ401]
        .data.decode()
        .replace("code: DJ401", "code: DJ402")
        .replace("title: 支部主题党日", "title: 示例")
    )
    raws[other] = RawSource(other, re.sub(r"- id: (tell|sign)\n", r"- id: own-\1\n", data).encode())
    raws = [raws[path] for path in sorted(raws)]
    new = after(raws, "DJ401.tell", "DJ402.own-sign")
    assert "      - id: tell\n" in text(new, other)
    assert "when: {after: DJ401.hold, within_workdays: 3}" in text(new, other)
    back = after(new, "DJ402.tell", "DJ401.assign")
    assert text(back, DJ401) == text(raws, DJ401)
    assert text(back, other) == text(raws, other)


def test_a_quoted_title_gets_the_code_of_the_standard_that_the_step_went_to():
    raws = projects.base()
    other = "standards/4-党员活动/DJ402-示例规范.yaml"
    data = (
        raws[DJ401]
        .data.decode()
        .replace("code: DJ401", "code: DJ402")
        .replace("title: 支部主题党日", "title: 示例")
    )
    data = data.replace("- 不另附照片和学习笔记。", "- 照 DJ401 的“向缺席党员转告”办。")
    raws[other] = RawSource(other, re.sub(r"- id: (tell|sign)\n", r"- id: own-\1\n", data).encode())
    new = after([raws[path] for path in sorted(raws)], "DJ401.tell", "DJ402.own-sign")
    assert "照 DJ402 的“向缺席党员转告”办。" in text(new, other)


def test_a_form_that_only_this_step_fills_goes_along():
    raws = projects.base()
    other = "standards/4-党员活动/DJ402-示例规范.yaml"
    data = (
        raws[DJ401]
        .data.decode()
        .replace("code: DJ401", "code: DJ402")
        .replace("title: 支部主题党日", "title: 示例")
    )
    data = re.sub(r"\n        papers: \[W401\]", "", data)
    raws[other] = RawSource(other, re.sub(r"- id: (notify)\n", r"- id: own-\1\n", data).encode())
    new = after([raws[path] for path in sorted(raws)], "DJ401.notify", "DJ402.choose")
    assert load(new).catalog.papers["W401"].home == "DJ402"


def test_a_form_goes_to_another_standard(frozen):
    made = moving.form(frozen, load(frozen).catalog, "R201", "DJ401")
    (file,) = made.changed
    assert parse(file.new).tree.data["home"] == "DJ401"
    assert len(set(file.old.data.split(b"\n")) ^ set(file.new.data.split(b"\n"))) == 2


@pytest.mark.parametrize(
    ("name", "beside", "said"),
    [
        ("count", "DJ401.hold", "步骤写成 DJ401.hold 这样"),
        ("DJ401.count", "hold", "步骤写成 DJ401.hold 这样"),
        ("DJ999.count", "DJ401.hold", "没有“DJ999”这个标准"),
        ("DJ401.cuont", "DJ401.hold", "没有“cuont”这个DJ401 的步骤"),
        ("DJ401.hold", "DJ401.hold", "不能挪到自己的"),
    ],
)
def test_what_cannot_be_moved_is_refused(name, beside, said):
    with pytest.raises(DstdError, match=said):
        after(projects.base().values(), name, beside)


def test_a_step_whose_number_units_may_set_does_not_leave_its_standard():
    """Its number is named by the parameters of the standard, which would lead nowhere."""
    example = (
        "# DJ401\nparameters:\n  - {id: notice, title: 主题党日的通知, at: [notify.when.at_least_workdays]}\n"
    )
    raws = {**projects.patched(example)}
    other = "standards/4-党员活动/DJ402-示例规范.yaml"
    text_of = (
        raws[DJ401].data.decode().replace("code: DJ401", "code: DJ402").replace("- id: notify", "- id: invite")
    )
    raws[other] = RawSource(other, text_of.encode())
    with pytest.raises(DstdError, match=r"时限“主题党日的通知”（parameters 的 notice）写着 notify。先在 DJ401 里"):
        after(raws.values(), "DJ401.notify", "DJ402.invite")
    after(projects.patched(example).values(), "DJ401.notify", "DJ401.choose", behind=False)


def test_the_only_step_of_a_stage_stays():
    raws = projects.base()
    raws[DJ401] = RawSource(
        DJ401,
        re.sub(
            r"      - id: choose\n.*?(?=      - id: notify)", "", raws[DJ401].data.decode(), flags=re.DOTALL
        ).encode(),
    )
    with pytest.raises(DstdError, match=r"阶段“定主题”里只有 DJ401\.notify 这一步"):
        after(raws.values(), "DJ401.notify", "DJ401.hold")


@pytest.mark.parametrize(
    ("code", "home", "said"),
    [("R999", "DJ401", "没有“R999”"), ("R201", "DJ999", "没有“DJ999”"), ("R201", "DJ401", "已经印在 DJ401")],
)
def test_a_form_that_cannot_be_moved_is_refused(code, home, said):
    raws = tuple(projects.base().values())
    with pytest.raises(DstdError, match=said):
        moving.form(raws, load(raws).catalog, code, home)
