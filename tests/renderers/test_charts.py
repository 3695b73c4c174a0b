from __future__ import annotations

from dangjian_std.document.charts import Arrow, Branch, Flow, FlowStage, FlowStep, Lane, Structure
from dangjian_std.renderers.html import charts

LANES = (
    ("党组", "（党委）"),
    ("党总支", "委员会"),
    ("上级", "党组织"),
    ("党员",),
    ("活动室", "管理员"),
    ("支部", "书记"),
    ("计票人",),
    ("监票人",),
    ("主持人",),
)


def step(number: str, lane: int, arrow: Arrow) -> FlowStep:
    return FlowStep(lane=lane, number=number, text="做", target=number, arrow=arrow)


def flow(*steps: FlowStep, lanes: tuple[Lane, ...] = LANES) -> Flow:
    return Flow(number="图1", title="流程", lanes=lanes, stages=(FlowStage(title="6.1", steps=steps),))


def test_arrows_stand_where_the_document_says():
    drawn = charts.arrows(
        flow(
            step("1", 0, Arrow.NONE), step("2", 1, Arrow.STEP), step("3", 0, Arrow.NONE), step("4", 2, Arrow.STAGE)
        )
    )
    assert set(drawn) == {"2", "4"}
    assert drawn["2"][:3] == (("right", "up"), ("down", "left"), ())
    assert drawn["4"][:3] == ((), (), ("down", "up"))


def test_the_head_of_a_narrow_lane_breaks_between_its_pieces():
    heads = charts.heads(flow(step("1", 0, Arrow.NONE)))
    assert heads[:5] == (
        ("党组", "（党委）"),
        ("党总支", "委员会"),
        ("上级党组织",),
        ("党员",),
        ("活动室", "管理员"),
    )
    assert charts.heads(flow(step("1", 0, Arrow.NONE), lanes=LANES[:2])) == (("党组（党委）",), ("党总支委员会",))


def test_no_line_of_a_structure_chart_begins_badly():
    leaf = "DJ201 “三会一课”实施规范"
    branches = tuple(Branch(title="组", leaves=(leaf,)) for _ in range(6))
    (first, *_) = charts.drawing(Structure(number="图1", title="结构", root="根", branches=branches)).leaves
    assert first.lines == ("DJ201", "“三会一课”", "实施规范")


def test_a_row_knows_its_arrow_its_box_and_whether_a_page_may_end_below_it():
    steps = tuple(step(str(number), number % 2, Arrow.STEP if number % 3 else Arrow.NONE) for number in range(6))
    ((stage, rows),) = charts.rows(flow(*steps))
    assert stage.steps == steps == tuple(row.step for row in rows)
    assert [row.bare for row in rows] == [True, False, False, True, False, False]
    assert [row.kept for row in rows] == [True, True, False, False, True, False]


def test_every_box_stands_inside_its_lane():
    for count in range(1, 8):
        lane = charts.WIDTH / 10 / count
        for left, width in charts.boxes(flow(step("1", 0, Arrow.NONE), lanes=LANES[:count])):
            assert 0 < left < left + width < lane
