from __future__ import annotations

import pytest

from dangjian_std.document.charts import Branch, Flow, FlowStage, FlowStep, Lane, Structure
from dangjian_std.renderers.html import arrows, charts
from dangjian_std.renderers.html.arrows import Arrows

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


def step(number: str, lane: int, *after: str, opens: bool = False) -> FlowStep:
    return FlowStep(lane=lane, number=number, text="做", target=number, after=after, opens=opens)


def flow(*steps: FlowStep, lanes: tuple[Lane, ...] = LANES) -> Flow:
    return Flow(number="图1", title="流程", lanes=lanes, stages=(FlowStage(title="6.1", steps=steps),))


def lines(row: arrows.ArrowRow, lanes: int) -> list[list[tuple[float, float, float, float | None]]]:
    """The strokes of a row, lane by lane: where each starts, how wide and how high it is."""
    return [
        [
            (round(each.x, 2), round(each.y, 2), round(each.width, 2), each.height and round(each.height, 2))
            for each in row.in_lane(lane)
        ]
        for lane in range(lanes)
    ]


def drawn(*steps: FlowStep, lanes: int = 3, width: float = 60) -> Arrows:
    return Arrows.of(flow(*steps, lanes=LANES[:lanes]), width)


THICK = arrows.ARROW_THICKNESS


def test_an_arrow_from_the_box_before_turns_once_below_it():
    made = drawn(step("1", 0), step("2", 1, "1"))
    row = made.above(1)
    assert (row.head, row.height) == (1, arrows.FIRST_TURN + arrows.ARROW_HEAD_ROOM)
    first, second, third = lines(row, 3)
    turn = round(arrows.FIRST_TURN - THICK / 2, 2)
    left = round(10 - THICK / 2, 2)
    assert first == [(left, 0, THICK, arrows.FIRST_TURN), (left, turn, round(20 - left, 2), THICK)]
    assert second == [
        (0, turn, round(10 + THICK / 2, 2), THICK),
        (left, arrows.FIRST_TURN, THICK, arrows.ARROW_HEAD_ROOM),
    ]
    assert third == []
    assert lines(made.beside(0), 3) == [[(left, 0, THICK, None)], [], []]  # from the box to its row's end
    assert lines(made.beside(1), 3) == lines(made.above(2), 3) == [[], [], []]


def test_an_arrow_from_farther_off_runs_beside_the_boxes_between():
    made = drawn(step("1", 0), step("2", 0, "1"), step("3", 1, "1"))
    (far,) = made.far
    assert (far.start, far.end, far.x) == (0, 2, 20 - arrows.SIDE_CLEARANCE)
    assert far.x - 10 > 10 - arrows.EDGE_ROOM  # clear of the box
    side = round(far.x - THICK / 2, 2)
    assert (side, 0, THICK, None) in lines(made.beside(1), 3)[0]
    assert (side, 0, THICK, None) not in lines(made.beside(0), 3)[0]
    assert (side, 0, THICK, None) not in lines(made.beside(2), 3)[0]
    leaving, entering = made.above(1), made.above(2)
    assert (side, arrows.FIRST_TURN, THICK, arrows.ARROW_HEAD_ROOM) in lines(leaving, 3)[0]
    assert (leaving.head, entering.head) == (0, 1)
    assert (side, 0, THICK, arrows.FIRST_TURN) in lines(entering, 3)[0]


def test_what_leaves_a_box_and_what_enters_the_next_turn_at_heights_of_their_own():
    made = drawn(step("1", 0), step("2", 1), step("3", 2, "1"), step("4", 0, "2"))
    row = made.above(2)  # 2 leaves for 4, and 1 enters 3
    assert row.height == arrows.FIRST_TURN + arrows.SECOND_TURN + arrows.ARROW_HEAD_ROOM
    across = {each.y for lane in range(3) for each in row.in_lane(lane) if each.height == THICK}
    assert {round(each + THICK / 2, 2) for each in across} == {
        arrows.FIRST_TURN,
        round(arrows.FIRST_TURN + arrows.SECOND_TURN, 2),
    }
    (one, two) = made.far
    assert one.x != two.x


def test_an_arrow_back_runs_up_from_below_its_box():
    made = drawn(step("1", 0), step("2", 1, "1", "3"), step("3", 1, "2"))
    (far,) = made.far
    assert (far.start, far.end) == (2, 1)
    side = round(far.x - THICK / 2, 2)
    lane = int(far.x // 20)
    side -= lane * 20
    assert any(round(each[0], 2) == round(side, 2) and each[3] is None for each in lines(made.beside(1), 3)[lane])
    assert any(round(each[0], 2) == round(side, 2) and each[3] is None for each in lines(made.beside(2), 3)[lane])
    assert made.above(3).head is None  # below the last box it only turns
    assert made.above(1).head == 1


def test_arrows_of_other_ends_share_no_line():
    steps = [step(str(at), at % 2, *((str(at - 3),) if at > 3 else ())) for at in range(1, 12)]
    made = drawn(*steps, lanes=2)
    runs = [(each.x, *each.rows) for each in made.far]
    assert len(runs) == 8
    for index, (x, low, high) in enumerate(runs):
        for other, first, last in runs[:index]:
            assert x != other or high < first or last < low


def test_what_crosses_the_head_of_a_stage_runs_behind_it():
    steps = (step("1", 0), step("2", 1, "1"), step("3", 1, "1", "2"), step("4", 0))
    stages = (FlowStage(title="6.1", steps=steps[:2]), FlowStage(title="6.2", steps=steps[2:]))
    made = Arrows.of(Flow(number="图1", title="流程", lanes=LANES[:2], stages=stages), 40)
    (far,) = made.far
    behind = [each.x + THICK / 2 for each in made.behind(2).in_lane(0)]
    assert sorted(behind) == pytest.approx(sorted((30, far.x)))
    assert made.behind(0).in_lane(0) == made.behind(3).in_lane(0)[:0] == []


def test_no_arrow_runs_through_the_title_of_a_stage():
    named = "6.2　自查和核对"
    for lane, lanes in ((0, 5), (2, 5), (0, 7), (1, 7)):
        last = step("2", lanes - 1, "1")
        stages = (FlowStage(title="6.1", steps=(step("1", lane),)), FlowStage(title=named, steps=(last,)))
        made = charts.rows(Flow(number="图1", title="流程", lanes=LANES[:lanes], stages=stages))
        _, behind, start, _ = made.stages[1]
        (crossing,) = (each.x for each in behind.in_lane(0))
        assert not start < crossing < start + charts.LANE_CHARACTER_WIDTH * len(named)
        assert (start > charts.STAGE_TITLE_MARGIN) is (lane == 0)


def test_a_box_that_its_stage_opens_has_an_arrow_from_the_head():
    row = drawn(step("1", 0), step("2", 1, opens=True)).above(1)
    assert row.head == 1
    assert lines(row, 3)[1] == [(round(10 - THICK / 2, 2), 0, THICK, row.height)]
    assert drawn(step("1", 0), step("2", 1)).above(1).head is None


def test_the_head_of_a_narrow_lane_breaks_between_its_pieces():
    heads = charts.heads(flow(step("1", 0)))
    assert heads[:5] == (
        ("党组", "（党委）"),
        ("党总支", "委员会"),
        ("上级党组织",),
        ("党员",),
        ("活动室", "管理员"),
    )
    assert charts.heads(flow(step("1", 0), lanes=LANES[:2])) == (("党组（党委）",), ("党总支委员会",))


def test_no_line_of_a_structure_chart_begins_badly():
    leaf = "DJ201 “三会一课”实施规范"
    branches = tuple(Branch(title="组", leaves=(leaf,)) for _ in range(6))
    (first, *_) = charts.drawing(Structure(number="图1", title="结构", root="根", branches=branches)).leaves
    assert first.lines == ("DJ201", "“三会一课”", "实施规范")


def test_a_row_knows_whether_a_page_may_end_below_it():
    steps = tuple(step(str(number), number % 2) for number in range(6))
    (stage, *_, rows), *others = charts.rows(flow(*steps)).stages
    assert stage.steps == steps == tuple(row.step for row in rows)
    assert not others
    assert [row.kept for row in rows] == [True, True, False, False, True, False]


def test_every_box_stands_a_millimetre_inside_its_lane():
    for count in range(1, 8):
        lane = charts.CHART_WIDTH / 10 / count
        made = charts.rows(flow(step("1", 0), lanes=LANES[:count]))
        assert 1 <= made.left < made.left + made.width <= lane - 1
        assert made.last.height >= 1


def test_a_box_keeps_a_millimetre_from_the_lines_below_it():
    made = drawn(step("1", 0), step("2", 1), step("3", 1, "1"))
    assert min(made.above(at).height for at in range(4)) >= 1


@pytest.mark.parametrize(
    ("title", "crossing", "start"),
    [
        ("定主题", [], 1.8),
        ("定主题", [60.0], 1.8),
        ("定主题", [1.7], 1.8),
        ("定主题", [1.8], 3.6),
        ("定主题", [5.0], 6.8),
        ("定主题", [5.0, 10.0], 11.8),
        ("定主题", [10.0, 5.0], 11.8),
    ],
)
def test_the_title_of_a_stage_stands_clear_of_the_lines(title, crossing, start):
    assert charts._start(title, crossing) == pytest.approx(start)


def test_a_line_at_either_edge_of_a_title_crosses_it_and_one_beyond_does_not():
    width = charts.LANE_CHARACTER_WIDTH * 3 + charts.STAGE_TITLE_MARGIN
    for line, start in ((1.8 + width, 1.8 + width + 1.8), (1.8 + width + 0.01, 1.8)):
        assert charts._start("定主题", [line]) == pytest.approx(start)


def test_a_title_for_which_no_room_is_left_stands_at_the_edge():
    width = charts.LANE_CHARACTER_WIDTH * 3 + charts.STAGE_TITLE_MARGIN
    last = charts.CHART_WIDTH / 10 - width - charts.STAGE_TITLE_MARGIN
    lines = [1.8 + width / 2 * number for number in range(200) if 1.8 + width / 2 * number < last]
    for line, start in ((last - 0.01, last - 0.01 + 1.8), (last, 1.8)):
        assert charts._start("定主题", [*lines, line]) == pytest.approx(start)
