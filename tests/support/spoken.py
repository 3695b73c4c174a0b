"""What the program says of slips in the shape of a file, and what it writes into new files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dangjian_std import changes, rules
from dangjian_std.cli import commands
from dangjian_std.cli.console import change_report
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.vocabulary import StandardType
from dangjian_std.publications.reports import lists
from dangjian_std.reading import load, migrations, project, schema
from dangjian_std.reading.migrations import MigrationStep, Trees
from dangjian_std.reading.parse import parse
from dangjian_std.reading.tree import Tree
from dangjian_std.rules import CatalogRule
from dangjian_std.scaffold import new_files as files
from dangjian_std.scaffold.new_files import StandardDraft
from dangjian_std.text.places import Path, Place
from support.folders import BASE, CASES, FROZEN
from support.one_value import (
    MUTANTS,
    SET,
    catalog_of,
    done_otherwise,
    measured_otherwise,
    of_each_key,
    swapped_sets,
)
from support.program import dstd
from support.projects import case, findings
from support.rule_examples import RULES, judged

WRONG = ({"甲": 1}, [], "", 999_999, -1, None, "错 的，" * 300)
"""What is put in place of a value."""


def shapes() -> Iterator[str]:
    """What is said of each key of each kind of file when it is missing, or another, or has a wrong value."""
    known: set[tuple[object, ...]] = set()
    for raw in project.sources(BASE):
        tree = parse(raw).tree
        assert tree is not None
        for way in _ways(tree.data, ()):
            key = (tree.data["kind"], *(part for part in way if isinstance(part, str)))
            if key not in known and "kind" not in way:
                known.add(key)
                yield f"=== {' '.join(map(str, key))}"
                for data in _mistaken(tree.data, way):
                    found = schema.check(Tree(tree.source, data, tree.outline))
                    yield from dict.fromkeys(f"{each.code} {each.message} → {each.help}" for each in found)


def _ways(value: Any, path: Path) -> Iterator[Path]:
    """Yield where each value below a value stands."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield (*path, key)
        yield from _ways(each, (*path, key))


def _mistaken(data: Any, way: Path) -> Iterator[Any]:
    """Yield data with a mistake at one place."""
    first, *rest = way
    if rest:
        for each in _mistaken(data[first], tuple(rest)):
            yield _with(data, first, each)
        return
    for wrong in WRONG:
        yield _with(data, first, wrong)
    if isinstance(data, dict):
        others = {key: each for key, each in data.items() if key != first}
        yield others
        yield {**others, f"{first}s": data[first]}


def _with(data: Any, key: str | int, value: Any) -> Any:
    if isinstance(data, list):
        return [value if index == key else each for index, each in enumerate(data)]
    return {**data, key: value}


def new_files() -> Iterator[str]:
    """What is written into a new standard, form and paper."""
    catalog = load.load(project.sources(BASE)).catalog
    assert catalog is not None
    day = dt.date(2026, 12, 1)
    plain = {"who": "组织委员", "what": "组织党员开展志愿服务。", "on": day}
    regular = StandardDraft(
        code="DJ402",
        title="志愿服务规范",
        type=StandardType.SPECIFICATION,
        how=("选定项目", "写明时间。"),
        when="每季度",
        basis=(("支部条例", "第十四条"),),
        requirement="每次活动应有签到",
        proof="查看签到",
        **plain,
    )
    at_times = StandardDraft(
        code="DJ601",
        title="值班规程",
        type=StandardType.CODE_OF_PRACTICE,
        how=("到岗",),
        when="事件：形成议定事项",
        **plain,
    )
    for path, text in (
        files.standard(regular, catalog),
        files.standard(at_times, catalog),
        files.record("R402", "登记表", "DJ402", "组织委员", day),
        files.record("R403", "登记表", "DJ402", "", day),
        files.paper("W402", "关于开展志愿服务的通知", "DJ402", day),
    ):
        yield from (f"=== {path}", *text.splitlines())


SLIPS = """\
show DJ401.hold
show 主题党日
explain
init 甲 --revision v1
init nowhere/甲
init .
init 甲 --base nowhere
init 甲 --from x --name y
sheet
update
update --check
seal 支部条例 第十四条 --source 甲 --on 明天
seal 支部条例 第十四条 --source 甲 --on 2999-01-01
seal 支部条例 第十四条 第十五条 --source 甲 --on 2026-01-01
seal 支部条例 第十四条 --source 甲\u200b乙 --on 2026-01-01
seal 支部条例 第九百条 --source 甲 --on 2026-01-01
seal 没有 第十四条 --source 甲 --on 2026-01-01
month 1900-01
year 1900
case
case 没有
case 没有 --from 明天
case 没有 --from 2027-01-01
compare
compare nowhere
build --office 甲
build --units x --profile 支部
build -o standards/x
build -o .
build --profile 没有
build --edition 大字 --only 报批发布
build --only DJ401 --as 手册
build --cover 书名 --only 清单
report goals -o standards/x.csv
report goals -o x.doc
report goals -o x.pdf --format json
validate nowhere"""
"""Calls that are refused, but for one, which lists the rules."""
CALLS = (
    ["--help"],
    *([command, "--help"] for command in commands.names()),
    ["list"],
    *(["show", name] for name in ("DJ401", "R211", "支部条例", "DJ999", "")),
    *(["report", name, str(BASE)] for name in lists.REPORTS),
    *(["explain", name] for name in ("DS102", "unread", "DS999")),
    ["validate"],
    ["validate", "--format", "json"],
    ["diff", str(FROZEN)],
    ["no-such-command"],
    ["list", "--no-such-option"],
    ["list", "a", "b"],
    ["month"],
    ["month", "2027-13"],
    ["month", "2027-03", "--copies"],
    ["report", "nothing"],
    ["build", "--only", "手册子"],
    ["build", "--only", "DJ999"],
    ["build", "--edition", "小字"],
    ["build", "-o", ""],
    ["migrate"],
    ["seal", "支部条例"],
    ["new", "record"],
    *(line.split(" ") for line in SLIPS.splitlines()),
)


def of_examples() -> Iterator[str]:
    """What is said of the example of each rule, where, and the advice; of the bad cases, what is advised else."""
    shown: set[str] = set()
    for rule in RULES:
        for each in judged(rule, "反例"):
            yield f"{each.severity} {each.code} {_where(each.place)}"
            yield f"  {each.message}"
            yield f"  → {each.help}"
            yield from (f"  {other.message}: {_where(other.place)}" for other in each.related)
            shown.add(each.help)
    for folder in sorted(CASES.glob("bad/*/*")):
        for each in findings(case(folder)):
            if each.help not in shown:
                yield f"{folder.relative_to(CASES)}: {each.help}"
                shown.add(each.help)


def _where(place: Place) -> str:
    span = place.span
    return f"{span.path}:{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def calls() -> Iterator[str]:
    """What the commands print, and with which code they end."""
    for call in CALLS:
        done = dstd(*filter(None, call), COLUMNS="80")
        said = f"=== dstd {' '.join(call)} → {done.returncode}\n{done.stdout}{done.stderr}"
        yield from said.replace(str(BASE), "BASE").replace(str(FROZEN), "FROZEN").splitlines()


def differences() -> Iterator[str]:
    """What is said of changes: of all that can be made in the first value of each key."""
    with_annex = load.load(case(CASES / "good" / "outcomes-and-an-annex").values()).catalog
    assert with_annex is not None
    for way, old, new in of_each_key(SET, with_annex, catalog_of(FROZEN)):
        yield f"=== {way}"
        found = changes.compare(old, new)
        yield from change_report.text(found, "旧版", "新版").splitlines()


PARTS = 4
"""Parts in which the sets are judged that differ in one value."""


def neighbours(part: int) -> Iterator[str]:
    """What the rules find in sets that differ from a clean one in one value."""
    yield from _found((*MUTANTS[::3], *swapped_sets())[part::PARTS], rules.catalog_rules())


def larger_neighbours() -> Iterator[str]:
    """What rules that read more find in sets that differ from a larger one in one value."""
    larger = catalog_of(FROZEN)
    asking = [rule for rule in rules.catalog_rules() if rule.family == "criteria" or rule.code == "DS217"]
    yield from _found(measured_otherwise(larger), asking)
    resting = [rule for rule in rules.catalog_rules() if rule.family == "basis"]
    yield from _found([*done_otherwise(larger)][::6], resting)


def _found(sets: Iterable[tuple[str, Catalog]], judges: Sequence[CatalogRule]) -> Iterator[str]:
    for way, other in sets:
        found = sorted(rules.judge(other, judges), key=lambda each: each.order)
        if found:
            yield f"=== {way}"
        for each in found:
            span = each.place.span
            where = f"{span.path.rpartition('/')[2][:5]}:{span.line}:{span.column}"
            beside = "".join(f"; {near.message} {near.place.span.line}" for near in each.related)
            yield f"{each.code} {where} {each.message}{beside}"


def migrated() -> Iterator[str]:
    """What each migration does to a set of its format, and what else where one value is gone or is another's."""
    for step in migrations.steps():
        raws = project.sources(CASES / "formats" / str(step.source))
        trees = {raw.path: tree for raw in raws if (tree := parse(raw).tree)}
        plain = _changes(step, trees)
        yield from (f"=== from {step.source}", *plain)
        for path, tree in trees.items():
            for way, data in _without(tree.data):
                found = _changes(step, {**trees, path: Tree(tree.source, data, tree.outline)})
                if found != plain:
                    yield f"--- {path.rpartition('/')[2]} {way}"
                    yield from (f"+ {each}" for each in found if each not in plain)
                    yield from (f"- {each}" for each in plain if each not in found)


def _changes(step: MigrationStep, trees: Trees) -> list[str]:
    found = []
    for each in step.changes(trees):
        values = (getattr(each.what, name, "") for name in ("at", "value"))
        found.append(" ".join(map(str, (each.file.rpartition("/")[2], each.said, *values))))
    return found


def _without(data: Any) -> Iterator[tuple[str, Any]]:
    """Yield data in which a value is gone, or the next value that such a key has stands in its place."""
    values: dict[object, list[tuple[Path, Any]]] = {}
    for way in _ways(data, ()):
        value = data
        for part in way:
            value = value[part]
        values.setdefault(next((each for each in reversed(way) if isinstance(each, str)), ""), []).append(
            (way, value)
        )
    for same in values.values():
        for (way, value), (_, other) in zip(same, [*same[1:], *same[:1]], strict=True):
            name = ".".join(map(str, way))
            yield f"{name} gone", _dropped(data, way)
            if value != other:
                yield f"{name} another", _put(data, way, other)


def _dropped(data: Any, way: Path) -> Any:
    first, *rest = way
    if rest:
        return _with(data, first, _dropped(data[first], tuple(rest)))
    items = data.items() if isinstance(data, dict) else enumerate(data)
    kept = {key: each for key, each in items if key != first}
    return kept if isinstance(data, dict) else [*kept.values()]


def _put(data: Any, way: Path, value: Any) -> Any:
    first, *rest = way
    return _with(data, first, _put(data[first], tuple(rest), value) if rest else value)
