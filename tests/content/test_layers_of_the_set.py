"""What holds of any layers over the live standards: none gets below a floor, their order does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from content import live
from dangjian_std import rules
from dangjian_std.domain.comparison import floors
from dangjian_std.domain.timing import Every
from dangjian_std.domain.vocabulary import Period, Trust
from dangjian_std.reading import layers
from dangjian_std.reading.load import Loaded, load
from dangjian_std.reading.project import RawSource
from dangjian_std.rules.basis import unmet_floor, weaker_than_floor
from dangjian_std.text.diagnostic import Severity
from support.projects import shown

Value = str | int | list[str]
Puts = Mapping[str, Value]
"""Values by the code of a standard and an address in it."""
SHEET = """\
kind: unit
name: 某县水利局
prefix: SLJ
edition: 2027年版
year: 2027
base: {{from: ../set, edition: 2027年版, sha256: {digest}}}
shape: 总支
branches:
  - {{name: 第一党支部, members: 20, groups: [一组, 二组]}}
  - {{name: 第二党支部, members: 20, groups: [一组, 二组]}}
leaders: 5
"""


@cache
def the_set() -> tuple[RawSource, ...]:
    return tuple(RawSource(path, text.encode()) for path, text in live.files().items())


def over(below: Sequence[RawSource], *overlays: Puts) -> tuple[RawSource, ...]:
    """Return a project that stands on another one, with an overlay for each standard with values to put."""
    files = {}
    for number, puts in enumerate(overlays):
        for code in sorted({address.partition(".")[0] for address in puts}):
            own = [
                {"at": address.partition(".")[2], "value": value}
                for address, value in puts.items()
                if address.startswith(f"{code}.")
            ]
            said = {"kind": "overlay", "of": code, "reason": "试试。", "put": own}
            files[f"local/{number}-{code}.yaml"] = yaml.safe_dump(said, allow_unicode=True)
    files["unit.yaml"] = SHEET.format(digest=layers.digest(below))
    lowered = (
        raw if raw.path.startswith("standards/") else RawSource(f"base/{raw.path}", raw.data) for raw in below
    )
    return (*(RawSource(path, text.encode()) for path, text in files.items()), *lowered)


def chain(*each: Puts) -> Loaded:
    """Load layers one upon the other, the lowest first."""
    raws = the_set()
    for puts in each:
        raws = over(raws, puts)
    return load(raws)


def errors(loaded: Loaded) -> list[str]:
    """Return what the layers, and the rules on floors, say of a project."""
    if loaded.catalog is None:
        return [shown(each) for each in loaded.diagnostics]
    found = (*weaker_than_floor.check(loaded.catalog), *unmet_floor.check(loaded.catalog))
    return [problem.message for problem in found if "local/" in problem.place.span.path]


@cache
def weaker() -> tuple[tuple[str, Value, Value], ...]:
    """Return what every step states that an article asks: its address, the value, and one that is less."""
    return tuple(sorted(set(_weaker()), key=str))


def _weaker() -> Iterator[tuple[str, Value, Value]]:
    catalog = live.catalog()
    for code, standard in catalog.standards.items():
        if code in {each.standard for each in catalog.profiles["总支"].without} or not standard.status.binding:
            continue
        for step in standard.steps:
            for citation, floor in floors.compared(catalog, step):
                article = catalog.article(citation)
                if article is None or article.checked.level is not Trust.FULL_TEXT:
                    continue
                when, asked = step.when, floor.when
                often = isinstance(when, Every) and isinstance(asked, Every) and not floors.marks_time(step)
                if often and when.every in {Period.MONTH, Period.QUARTER} and asked.every is when.every:
                    yield f"{code}.{step.id}.when.every", str(when.every.value), "year"
                for name in ("quorum", "majority"):
                    share = (
                        floor.bounds and getattr(floor.bounds, name) and step.bounds and getattr(step.bounds, name)
                    )
                    if share:
                        key = "at_least" if share.at_least is not None else "more_than"
                        yield f"{code}.{step.id}.bounds.{name}.{key}", str(getattr(share, key)), "1/9"


@settings(max_examples=8, deadline=None, derandomize=True)
@given(st.data())
def test_no_chain_of_layers_gets_below_a_floor_unseen(data):
    address, stated, less = data.draw(st.sampled_from(weaker()))
    layer = st.sampled_from([{}, {address: less}, {address: stated}])
    puts = data.draw(st.lists(layer, min_size=1, max_size=3))
    last = next((each[address] for each in reversed(puts) if each), stated)
    found = errors(chain(*puts))
    assert bool(found) is (last == less), (address, puts, found)


@settings(max_examples=4, deadline=None, derandomize=True)
@given(st.data())
def test_no_chain_of_layers_changes_what_one_below_has_fixed(data):
    address, stated, less = data.draw(st.sampled_from(weaker()))
    step = ".".join(address.split(".")[:2])
    fixed: Puts = {f"{step}.fixed": "全县统一。"}
    between = data.draw(st.lists(st.just({}), max_size=1))
    change = data.draw(
        st.sampled_from(
            [
                {address: less},
                {address: stated},
                {f"{step}.fixed": "改了。"},
                {f"{step}.who": "党员"},
                {f"{step}.local": ["step"]},
            ]
        )
    )
    (found,) = errors(chain(fixed, *between, change))
    assert "母本规定这里不许改：全县统一。" in found


@settings(max_examples=2, deadline=None, derandomize=True)
@given(st.data())
def test_the_order_of_independent_layers_does_not_matter(data):
    pool = [each for each in weaker() if each[0].endswith(".every")]
    one, two = data.draw(st.lists(st.sampled_from(pool), min_size=2, max_size=2, unique=True))
    puts = ({one[0]: "week"}, {two[0]: "week"})
    stacked = [
        chain(*puts),
        chain(*reversed(puts)),
        load(over(the_set(), *puts)),
        load(over(the_set(), *reversed(puts))),
    ]
    first, *others = (each.catalog for each in stacked)
    assert first is not None
    for other in others:
        assert other is not None
        assert (other.standards, other.profiles, other.system) == (first.standards, first.profiles, first.system)


def test_empty_layers_leave_the_set_as_it_is():
    own, adopted = live.catalog(), chain({}, {}, {}).catalog
    assert adopted is not None
    for kind in ("standards", "records", "papers", "regulations"):
        before, after = getattr(own, kind), getattr(adopted, kind)
        assert before == after
        for code, each in before.items():
            assert each.anchor.data == after[code].anchor.data
            assert each.at().span == after[code].at().span
    assert adopted.adoption is not None
    assert adopted.adoption.changes == ()


def test_there_is_enough_to_weaken():
    assert len(weaker()) > 10


@pytest.mark.parametrize(
    ("code", "rule"), [("DJ201", "DS312"), ("DJ501", "DS232"), ("DJ402", None), ("DJ403", None)]
)
def test_a_standard_that_is_left_out_in_vain_is_one_finding_in_the_sheet(code, rule):
    files = {raw.path: raw for raw in over(the_set())}
    said = f"adopt:\n  - {{standard: {code}, stance: 不适用, reason: 由上级办。}}\n"
    files["unit.yaml"] = RawSource("unit.yaml", files["unit.yaml"].data + said.encode())
    found = load(files[path] for path in sorted(files))
    problems = [each for each in rules.check(found.catalog) if each.severity is Severity.ERROR]
    assert [(each.code, each.place.span.path, each.place.span.line) for each in problems] == (
        [(rule, "unit.yaml", 13)] if rule else []
    )
