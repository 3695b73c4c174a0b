from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import re
import time
import zipfile
from collections.abc import Iterator

import jsonschema
import pytest

from dangjian_std import renderers
from dangjian_std.cli import commands
from dangjian_std.composition.clauses import Clauses
from dangjian_std.document.blocks import Cell, Row, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Column
from dangjian_std.domain import filling
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.nodes import Anchor
from dangjian_std.domain.record import Record
from dangjian_std.domain.regulation import Aside, ordinal, ordinals
from dangjian_std.domain.roles import Doubling
from dangjian_std.domain.standard import Unread
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import FieldType, RegulationStatus, Trust
from dangjian_std.publications.reports import burden, coverage, lists, standards_by_body
from dangjian_std.reading.load import load
from dangjian_std.reading.project import RawSource
from dangjian_std.renderers.layout import plain_text
from dangjian_std.text.characters import width
from dangjian_std.text.errors import DstdError
from dangjian_std.text.package_data import shipped
from dangjian_std.text.places import Outline, Span
from support.folders import FROZEN
from support.program import dstd
from support.projects import base, findings

NAMES = ("basis", "forms", "roles", "bodies", "goals", "burden", "measures")
HERE = Anchor(Outline(Span("x")))


def tables(document: Document) -> list[Table]:
    return [block for part in document.parts for block in part.blocks if isinstance(block, Table)]


def rows(table: Table) -> list[list[str]]:
    return [[plain_text.cell(cell) for cell in row.cells] for row in table.rows if isinstance(row, Row)]


def document(*cells: str, title: str = "表名", notes: tuple[str, ...] = ()) -> Document:
    table = Table(
        label="表1",
        title=title,
        columns=tuple(Column(head=f"栏{index}", width=10) for index in range(len(cells))),
        rows=(Row(cells=tuple(Cell(lines=((text,),)) for text in cells)),),
        notes=tuple((note,) for note in notes),
    )
    part = Part(id="p", title="清单", head="", folio=Folio.ARABIC, blocks=(table,))
    return Document(name="basis", title="甲&乙", author="示例单位", subject="清单", parts=(part,))


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def test_the_command_offers_every_report():
    (argument,) = (each for each in commands.load("report").params if each.name == "name")
    assert tuple(argument.type.choices) == NAMES == tuple(lists.REPORTS)


# -- what the reports say --------------------------------------------------------------------------------


def test_every_cited_article_is_listed_once_with_its_trust(catalog):
    listed = rows(tables(lists.compose("basis", Unit.all(catalog)))[0])
    cited = {(each.regulation, each.article) for one in catalog.standards.values() for each in one.citations}
    assert {(name, number) for name, number, *_ in listed} == cited
    assert len(listed) == len(cited)
    for name, number, level, users in listed:
        assert catalog.regulations[name].article(number).checked.level == level
        assert re.search(r"DJ[0-9]{3}　[67]\.", users)


def test_every_step_and_requirement_names_its_basis(catalog):
    listed = rows(tables(lists.compose("basis", Unit.all(catalog)))[1])
    standards = catalog.standards.values()
    assert len(listed) == sum(len(one.steps) + len(one.requirements) for one in standards)
    by_place = {(code, clause): basis for code, clause, *_, basis in listed}
    assert by_place["DJ401", "6.2.1"] == "▲由本单位规定"
    assert by_place["DJ401", "6.1.1"].startswith("支部条例 第十六条第四款（原文）")
    assert "—" not in by_place.values()


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (("how.1",), ["甲。"]),
        (("how.2", "how.1"), ["乙。", "甲。"]),
        (("how.1", "when"), ["甲。", "做"]),
        (("how",), ["做"]),
        (("step",), ["做"]),
    ],
)
def test_what_is_not_read_is_told_by_its_items(catalog, places, said):
    standard = catalog.standards["DJ401"]
    first, *others = standard.stages
    step, *rest = first.steps
    unread = Unread(anchor=HERE, regulation="某条例", places=places)
    step = dataclasses.replace(step, what="做", how=("甲。", "乙。"), unread=(unread,))
    stages = (dataclasses.replace(first, steps=(step, *rest)), *others)
    own = changed(catalog, standards={"DJ401": dataclasses.replace(standard, stages=stages)})
    cells = [
        row.cells
        for table in tables(lists.compose("basis", Unit.all(own)))
        for row in table.rows
        if plain_text.cell(row.cells[0]) == "某条例"
    ]
    assert [[plain_text.line(line) for line in each[3].lines] for each in cells if len(each) == 4] == [said]


def changed(catalog: Catalog, **items: object) -> Catalog:
    return dataclasses.replace(catalog, **items)


def test_what_waits_for_checking_is_listed_used_or_not(catalog):
    regulation = catalog.regulations["支部条例"]
    first, second, *rest = regulation.articles
    marked = [
        dataclasses.replace(first, checked=dataclasses.replace(first.checked, level=Trust.EXCERPT)),
        dataclasses.replace(
            second, number="第九百条", checked=dataclasses.replace(second.checked, level=Trust.UNCHECKED)
        ),
    ]
    regulation = dataclasses.replace(regulation, articles=(*marked, *rest))
    waiting = rows(
        tables(lists.compose("basis", Unit.all(changed(catalog, regulations={"支部条例": regulation}))))[2]
    )
    assert [row[:3] for row in waiting] == [
        ["支部条例", "第九百条", "待核"],
        ["支部条例", first.number, "摘引"],
    ]
    assert waiting[0][-1] == "没有用到"


def test_superseded_regulations_name_who_still_cites_them(catalog):
    old = dataclasses.replace(
        catalog.regulations["支部条例"], status=RegulationStatus.REVISED, replaced_by="支部条例二"
    )
    new = dataclasses.replace(catalog.regulations["支部条例"], name="支部条例二")
    table = tables(
        lists.compose("basis", Unit.all(changed(catalog, regulations={"支部条例": old, "支部条例二": new})))
    )[3]
    ((name, status, instead, users),) = rows(table)
    assert (name.startswith("支部条例（"), status, instead) == (True, "已修订", "支部条例二")
    assert "DJ401" in users
    assert not rows(tables(lists.compose("basis", Unit.all(catalog)))[3])


def test_a_regulation_without_a_gap_says_that_there_is_none(catalog):
    regulation = catalog.regulations["支部条例"]
    aside = dataclasses.replace(regulation.aside[0], articles=("第一条", "第二条"))
    whole = dataclasses.replace(regulation, length=2, aside=(aside,))
    counts = rows(tables(lists.compose("basis", Unit.all(changed(catalog, regulations={"支部条例": whole}))))[4])
    assert counts == [["支部条例", "2", "0", "0", "2", "0", "没有"]]


def test_every_article_of_a_core_regulation_is_cited_or_not_applicable_or_a_gap(catalog):
    counts, uncited = map(rows, tables(lists.compose("basis", Unit.all(catalog)))[4:6])
    core = {each.name: each for each in catalog.regulations.values() if each.length}
    assert set(core) == {"支部条例", "机关条例", "党员教育管理条例", "发展党员细则", "选举条例"}
    citations = [each for one in catalog.standards.values() for each in one.citations]
    for name, *numbers, gaps in counts:
        length, cited, partly, aside, missing = map(int, numbers)
        covered = core[name].covered(citations)
        standing = [(number, how) for one, names, how, _ in uncited if one == name for number in ordinals(names)]
        assert covered | {number for number, _ in standing} == set(range(1, length + 1))
        assert (length, cited) == (core[name].length, len(covered))
        assert aside == sum(how == coverage.NOT_APPLICABLE_WORD for _, how in standing)
        open_ = {number for number, how in standing if how == coverage.GAP_WORD}
        assert (missing, partly) == (len(open_ - covered), len(open_ & covered))
        assert cited + aside + missing == length
        assert set(ordinals(gaps)) == open_
    reasons = {entry.reason for each in core.values() for entry in each.aside}
    gists = {article.gist for each in core.values() for article in each.articles}
    for *_, how, told in uncited:
        assert told in (reasons if how == coverage.NOT_APPLICABLE_WORD else gists | {coverage.NOT_REGISTERED_NOTE})


def test_what_is_not_cited_says_why_not_or_what_it_asks(catalog):
    regulation = catalog.regulations["支部条例"]
    first, *_ = regulation.articles
    loose = [
        dataclasses.replace(first, number=number, gist=f"{number}的大意。")
        for number in ("第十一条第九款", "第四十条")
    ]
    changed_regulation = dataclasses.replace(
        regulation,
        length=44,
        aside=(Aside(anchor=HERE, articles=("第一条至第三条", "第二十六条"), reason="理由。"),),
        articles=(*regulation.articles, *loose),
    )
    counts, uncited = map(
        rows,
        tables(lists.compose("basis", Unit.all(changed(catalog, regulations={"支部条例": changed_regulation}))))[
            4:6
        ],
    )
    assert uncited == [
        ["支部条例", "第一条至第三条", "不适用", "理由。"],
        ["支部条例", "第四条至第八条", "缺口", coverage.NOT_REGISTERED_NOTE],
        ["支部条例", "第十条", "缺口", coverage.NOT_REGISTERED_NOTE],
        ["支部条例", "第十一条第九款", "缺口", "第十一条第九款的大意。"],
        ["支部条例", "第二十条、第二十一条", "缺口", coverage.NOT_REGISTERED_NOTE],
        ["支部条例", "第二十三条至第二十五条", "缺口", coverage.NOT_REGISTERED_NOTE],
        ["支部条例", "第二十六条", "不适用", "理由。"],
        ["支部条例", "第二十七条至第三十九条", "缺口", coverage.NOT_REGISTERED_NOTE],
        ["支部条例", "第四十条", "缺口", "第四十条的大意。"],
        ["支部条例", "第四十一条至第四十四条", "缺口", coverage.NOT_REGISTERED_NOTE],
    ]
    (row,) = counts
    assert row[:6] == ["支部条例", "44", "11", "1", "4", "29"]
    assert row[6].startswith("第四条至第八条、第十条、第十一条第九款、第二十条、第二十一条、")
    assert row[6].endswith("、第四十条、第四十一条至第四十四条")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("第十条", [10]),
        ("第十一条第四款", [11]),
        ("第二十条（四）", [20]),
        ("第六条第一款、第二款", [6]),
        ("第九条至第十五条", [*range(9, 16)]),
        ("第一百零五条至第一百一十条", [*range(105, 111)]),
        ("第三十三条、第三十条第一款", [33, 30]),
        ("三（改进方式方法）", []),
        ("第十十条", []),
    ],
)
def test_an_article_is_known_by_its_number(text, numbers):
    assert list(ordinals(text)) == numbers


def test_every_number_has_a_name_of_its_own():
    assert [ordinals(ordinal(number)) for number in range(1, 1000)] == [(number,) for number in range(1, 1000)]


def test_every_form_says_who_opens_it_and_how_often(catalog):
    filled, kept = map(rows, tables(lists.compose("forms", Unit.all(catalog))))
    assert [row[0] for row in filled] == [row[0] for row in kept] == sorted(catalog.records)
    for code, _, openers, _, often, minutes in filled:
        opening = [each for one in catalog.standards.values() for each in one.steps if each.opens == code]
        assert len(openers.split("\n")) == len(opening) > 0
        assert re.fullmatch(r"([0-9]+；?)?(每届[0-9]+；?)?(按需)?", often)
        assert minutes == str(catalog.records[code].minutes)


@pytest.mark.parametrize(
    ("when", "often"),
    [
        ("{every: month, times: 1, day: 10, shift: next-workday}", "12"),
        ("{every: month, times: 2, day: 10, shift: next-workday}", "24"),
        ("{every: quarter, times: 1}", "4"),
        ("{every: half-year, times: 1}", "2"),
        ("{every: year, times: 1}", "1"),
        ("{every: term, times: 1}", "每届1"),
        ("{on: 形成议定事项, within_days: 3}", "按需"),
        ("{after: notify, within_days: 3}", "12"),
        ("{before: DJ402.do, at_least_days: 3}", "按需"),
    ],
)
def test_how_often_is_derived_from_the_time(when, often):
    files = base()
    path = next(path for path in files if "DJ401" in path)
    text = files[path].data.decode()
    old = "{every: month, times: 1, day: 10, shift: next-workday}"
    assert text.count(old) == 1
    text = text.replace(old, when)
    if "after: notify" in when:
        text = re.sub(r"when: \{before: hold, at_least_workdays: 3\}", "when: {every: month, times: 1}", text)
    files[path] = RawSource(path, text.encode())
    catalog = load(files[path] for path in sorted(files)).catalog
    assert catalog is not None, findings(files)
    by_code = {row[0]: row[4] for row in rows(tables(lists.compose("forms", Unit.all(catalog)))[0])}
    assert by_code["R201"] == often


def test_every_role_has_its_steps_and_somebody_in_every_unit(catalog):
    duties, acts, excused = map(rows, tables(lists.compose("roles", Unit.all(catalog))))
    assert len(duties) == sum(len(one.steps) for one in catalog.standards.values())
    assert [row[0] for row in duties] == sorted((row[0] for row in duties), key=list(catalog.roles).index)
    assert [row[0] for row in acts] == list(catalog.roles)
    for role, _, *actors in acts:
        expected = [unit.actor(role) or "不设" for unit in Unit.all(catalog)]
        assert [each.partition("（不")[0] for each in actors] == expected
    assert len(excused) == sum(len(profile.not_applicable) for profile in catalog.profiles.values())


def test_one_person_with_two_posts_is_named_with_both(catalog):
    profile = dataclasses.replace(
        catalog.profiles["总支"], doubling=(Doubling(anchor=HERE, role="组织委员", by="支部书记"),)
    )
    _, acts, _ = map(rows, tables(lists.compose("roles", Unit.all(changed(catalog, profiles={"总支": profile})))))
    assert {row[0]: row[2] for row in acts}["组织委员"] == "支部书记（兼组织委员）"


def test_goals_with_and_without_standards_are_all_goals(catalog):
    served, missing = map(rows, tables(lists.compose("goals", Unit.all(catalog))))
    every = {(goal.name, part) for goal in catalog.system.goals for part in goal.parts}
    assert {tuple(row[:2]) for row in served} | set(map(tuple, missing)) == every
    assert not {tuple(row[:2]) for row in served} & set(map(tuple, missing))
    assert ["两个促进", "优质服务", "DJ401", "支部主题党日规范"] in served


# -- how they look ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_text_stays_within_a_terminal(catalog, name):
    text = renderers.render(lists.compose(name, Unit.all(catalog)), "txt").decode()
    table = [line for line in text.splitlines() if "  " in line.strip() and not line.startswith("  注")]
    assert table
    assert max(map(width, table)) <= 102
    for table in tables(lists.compose(name, Unit.all(catalog))):
        assert f"{table.label} {table.title}" in text


def test_columns_stand_straight_under_chinese():
    text = renderers.render(document("一二三", "a", "四"), "txt").decode().splitlines()
    assert text[-2:] == ["------  ---  ---", "一二三  a    四"]


def test_a_line_breaks_neither_words_nor_before_punctuation():
    assert list(plain_text.wrap("定于DJ401，再议（一）。", 10)) == ["定于", "DJ401，再", "议（一）。"]
    assert list(plain_text.wrap("abcdefghij", 4)) == ["abcd", "efgh", "ij"]
    assert list(plain_text.wrap("", 4)) == [""]


@pytest.mark.parametrize("name", NAMES)
def test_json_keeps_to_its_schema(name):
    result = dstd("report", name, "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    schema = json.loads((shipped("schemas") / "report.schema.json").read_text("utf-8"))
    jsonschema.validate(found, schema)
    assert found["report"] == name
    for table in found["tables"]:
        assert {len(row) for row in table["rows"]} <= {len(table["columns"])}


@pytest.mark.parametrize("name", NAMES)
def test_two_runs_make_the_same_sheets(catalog, name, monkeypatch):
    first = renderers.render(lists.compose(name, Unit.all(catalog)), "xlsx")
    later = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert renderers.render(lists.compose(name, Unit.all(catalog)), "xlsx") == first
    assert f"{dt.datetime.now(dt.UTC).year}-" not in parts(first)["docProps/core.xml"]


def sheets(found: dict[str, str]) -> Iterator[str]:
    return (text for name, text in found.items() if name.startswith("xl/worksheets/sheet"))


def test_a_sheet_is_ready_to_filter_and_to_print(catalog):
    made = lists.compose("basis", Unit.all(catalog))
    found = parts(renderers.render(made, "xlsx"))
    assert re.findall(r'<sheet name="([^"]*)"', found["xl/workbook.xml"]) == [each.title for each in tables(made)]
    assert found["xl/workbook.xml"].count("_xlnm.Print_Titles") == len(tables(made))
    for sheet, table in zip(sheets(found), tables(made), strict=True):
        assert 'state="frozen"' in sheet
        assert 'paperSize="9"' in sheet
        assert 'fitToHeight="0"' in sheet
        assert ("<autoFilter" in sheet) == bool(table.rows)
        widths = [int(last) - int(first) + 1 for first, last in re.findall(r'<col min="(.)" max="(.)"', sheet)]
        assert sum(widths) == len(table.columns)
    assert 'wrapText="1"' in found["xl/styles.xml"]
    assert set(re.findall(r'<name val="([^"]*)"', found["xl/styles.xml"])) == {"宋体", "黑体"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "http://a.b/", "mailto:a@b", "007", "1.0", "{=1}"])
def test_text_stays_text(text):
    found = parts(renderers.render(document(text, "12", title="a[b]:c*d?e/f\\g"), "xlsx"))
    (sheet,) = sheets(found)
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert "<v>12</v>" in sheet
    assert f">{text}</t>" in found["xl/sharedStrings.xml"]
    assert 'name="abcdefg"' in found["xl/workbook.xml"]
    assert "甲&amp;&amp;乙" in sheet


def test_a_text_that_no_cell_holds_is_refused():
    with pytest.raises(DstdError, match="XLSX"):
        renderers.render(document("字" * 40_000), "xlsx")


# -- the command -----------------------------------------------------------------------------------------


def test_a_report_is_printed_or_put_into_a_file(copy):
    shown = dstd("report", "goals", copy)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "目标与标准" in shown.stdout
    for name, start in (
        ("a.txt", b"\xe7"),
        ("a.json", b"{"),
        ("a.XLSX", b"PK"),
        ("a.docx", b"PK"),
        ("a.html", b"<!"),
    ):
        result = dstd("report", "goals", copy, "-o", copy / name, cwd=copy)
        assert result.stdout == f"做好了 {name}\n"
        assert (copy / name).read_bytes().lstrip()[:2].startswith(start)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "缺少参数 清单"),
        (["nothing"], "可以写：basis、forms、roles、bodies"),
        (["basis", "--format", "xlsx"], "做 XLSX 要用 -o 写明存成哪个文件，如 -o 清单.xlsx"),
        (["basis", "--format", "pdf"], "做 PDF 要用 -o"),
        (["basis", "-o", "x.odt"], "清单只能存成 .docx、.html、.json、.pdf、.txt、.xlsx"),
        (["basis", "--format", "json", "-o", "x.txt"], "说的不是一回事"),
        (["burden", "--profile", "小支步"], "没有“小支步”这个单位类型。可以用：小支部"),
        (["basis", "--format", "odt"], "可以写：docx、html、json、pdf、text、xlsx"),
        (["basis", "-o", "standards/roles.yaml"], "standards/"),
        (["basis", "-o", "no/where.xlsx"], "写不了"),
        (["basis", "/nowhere"], "找不到"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_2(arguments, words):
    before = (FROZEN / "standards" / "roles.yaml").read_bytes()
    result = dstd("report", *arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert (FROZEN / "standards" / "roles.yaml").read_bytes() == before


def test_standards_with_errors_make_no_report(edit):
    root = edit("DJ401", "who: 组织委员", "who: 记录员")
    result = dstd("report", "basis", root)
    assert (result.returncode, result.stdout) == (1, "")
    assert "DS102" in result.stderr


def test_help_is_chinese():
    assert "用法：" in dstd("report", "--help").stdout
    assert "report" in dstd().stdout


def test_the_burden_of_the_unit_is_filings_and_minutes(catalog):
    unit = Unit.of(catalog, "总支")
    found = {each.record.code: each for each in filling.loads(unit)}
    assert found["R211"].filings == 4 * 2
    assert found["R209"].filings == 40
    assert found["R305"].on_demand
    assert sum(each.filings for each in found.values()) == 193
    assert sum(each.minutes for each in found.values()) == 58 * 60


def test_what_a_ledger_costs_is_told_with_how_it_is_estimated(catalog):
    tables = {each.title: each for each in burden.tables((Unit.of(catalog, "总支"), Unit.of(catalog, "支部")), ())}
    rows = {
        name: [[plain_text.cell(cell) for cell in row.cells] for row in tables[f"{name}：用台账评标准"].rows]
        for name in ("总支", "支部")
    }
    assert rows["总支"] == [
        ["收表", "24", "10", "4.0"],
        ["现场核查", "72", "5", "6.0"],
        ["看、签支部月度情况表", "24", "5", "2.0"],
        ["看、签督查情况一览表", "12", "10", "2.0"],
        ["合计", "—", "—", "14.0"],
    ]
    assert [row[0] for row in rows["支部"]] == ["收表", "看、签支部月度情况表", "合计"]
    assert rows["支部"][-1][-1] == "3.0"
    first = plain_text.line(tables["总支：用台账评标准"].notes[0])
    assert "估计，没有实测" in first


def test_fields_whose_label_another_form_has_are_counted_on_each_form(catalog):
    def labelled(code: str, *labels: str) -> Record:
        record = catalog.records[code]
        field = next(each for each in record.fields if each.type is FieldType.TEXT)
        fields = tuple(dataclasses.replace(field, id=f"f{at}", label=label) for at, label in enumerate(labels))
        return dataclasses.replace(record, fields=fields)

    records = {"R201": labelled("R201", "姓名", "姓名", "事由"), "R211": labelled("R211", "姓名", "备注", "备注")}
    assert burden.repeated(dataclasses.replace(catalog, records=records)) == (6, 3)


def test_a_smaller_unit_carries_less(catalog):
    totals = {unit.profile.name: sum(each.minutes for each in filling.loads(unit)) for unit in Unit.all(catalog)}
    assert totals["小支部"] < totals["支部"] < totals["总支"] < totals["机关党委"]


@pytest.mark.parametrize("name", ["总支", "机关党委", "支部", "小支部"])
def test_what_roles_carry_adds_up_to_what_forms_cost(catalog, name):
    books = tuple(Clauses(catalog, standard) for standard in catalog.standards.values())
    forms, roles = list(filling.loads(Unit.of(catalog, name))), burden.shares(Unit.of(catalog, name), books)
    assert sum(each.filings for each in roles.values()) == sum(each.filings for each in forms)
    assert sum(each.minutes for each in roles.values()) == sum(each.minutes for each in forms)
    assert sum(each.signatures for each in roles.values()) == sum(each.signatures for each in forms)
    assert sum(each.papers for each in roles.values()) > 0


def test_who_holds_two_posts_carries_both(catalog):
    books = tuple(Clauses(catalog, standard) for standard in catalog.standards.values())
    unit = Unit.of(catalog, "总支")
    apart = burden.shares(unit, books)
    doubling = (Doubling(role="组织委员", by="支部书记", anchor=HERE),)
    merged = burden.shares(
        dataclasses.replace(unit, profile=dataclasses.replace(unit.profile, doubling=doubling)), books
    )
    assert "组织委员" not in merged
    assert merged["支部书记"].minutes == apart["支部书记"].minutes + apart["组织委员"].minutes


def test_each_body_has_the_standards_of_which_it_does_the_most(catalog):
    books = tuple(Clauses(catalog, standard) for standard in catalog.standards.values())
    (found,) = standards_by_body.tables((Unit.of(catalog, "机关党委"),), books)
    rows = {plain_text.cell(row.cells[0]): [plain_text.cell(cell) for cell in row.cells[1:]] for row in found.rows}
    owned = "".join(each[0] for each in rows.values())
    assert all(owned.count(code) == 1 for code in catalog.standards)
    assert "DJ501" in rows["机关党委"][0]
    assert "（参加" in rows["机关纪委"][1]
    assert "总支" not in rows
    (small,) = standards_by_body.tables((Unit.of(catalog, "小支部"),), books)
    assert "机关党委" not in [plain_text.cell(row.cells[0]) for row in small.rows]
