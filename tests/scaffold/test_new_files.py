from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dangjian_std.domain.standard import Standard
from dangjian_std.reading import load
from dangjian_std.reading.bind import bind
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource, sources
from dangjian_std.reading.yaml_editing import amending
from dangjian_std.scaffold import new_files
from dangjian_std.text.characters import refused
from support.folders import FROZEN

HEAD = """\
kind: standard
code: DJ401
title: 甲规程
group: 党员活动
type: 规程
version: 1.0.0
status: 草案
issued: 2026-12-01
effective: 2026-12-01
origin: 本单位新编
scope: {covers: 甲, applies_to: 乙}
stages:
  - id: main
    title: 办理
    steps:
"""
TAIL = """\
      - {id: next, who: 支部书记, what: 做, how: [做。], when: {after: do, within_days: 1}, local: [step]}  # 末
"""


def read(text: str) -> Standard:
    parsed = parse(RawSource("standards/4-党员活动/DJ401-甲.yaml", text.encode()))
    assert parsed.tree is not None, parsed.diagnostics
    return bind(Standard, parsed.tree)


def first(text: str, key: str, code: str) -> str:
    """Put a code into the first step, and hold the result against what it shall say."""
    before = read(text)
    step, *others = before.steps
    result = new_files.use(text, step, key, code)
    after, *rest = read(result).steps
    assert rest == others
    if key == "papers":
        wanted = dataclasses.replace(step, papers=(*step.papers, code))
        mark = f"papers.{len(wanted.papers)}" if step.papers else "papers"
    else:
        wanted, mark = dataclasses.replace(step, opens=code), "opens"
    if not {"step", key} & set(step.local):
        wanted = dataclasses.replace(wanted, local=(*step.local, mark))
    assert after == wanted
    return result


# -- one more thing in a step ----------------------------------------------------------------------------

BASIS = "{regulation: 支部条例, article: 第十四条}"
SHAPES = {
    "as written by hand": """\
      - id: do  # 标识
        who: 支部书记
        what: 做
        how:
          - "做。"  # 甲
        when: {every: month}  # 时间
        # 依据见原文

        basis:
          - {regulation: 支部条例, article: 第十四条}  # 一条
        # 完
""",
    "when as a block": """\
      - id: do
        who: 支部书记
        what: 做
        how: [做。]
        when:
          every: month

          # 说明
          day: 10
        # 依据
        basis: [BASIS]
        local:
          - how
          # 还有
          - when.day
        papers:
        - W401
""",
    "bounds and papers": """\
      - id: do
        who: 支部书记
        what: 做
        how: [做。]
        when: {every: month}
        bounds:
          hours: {at_least: 2}
        papers: [W401, W402,]
        basis: [BASIS]
        local: [how,
                papers]  # 尾
""",
    "other order": """\
      - when: {every: month,
               times: 1}
        id: do
        local: [step]
        what: 做
        how: [做。]
        who: 支部书记
""",
    "empty lists": """\
      - id: do
        who: 支部书记
        what: 做
        how: [做。]
        when: {every: month}
        papers: []
        basis: [BASIS]
        local: [ ]
""",
    "one line": "      - {id: do, who: 支部书记, what: 做, how: [做。], when: {every: month}, basis: [BASIS]}\n",
    "last comma": """\
      - {id: do, who: 支部书记, what: 做, how: [做。], when: {every: month}, local: [step], }
""",
    "braces on many lines": """\
      - {
          id: do, who: 支部书记, what: 做,
          how: ['做。'],  # 做法
          when: {every: month},
          basis: [BASIS],
          papers: [W401],  # 文书
          local: ["how"]  # 自己定的
        }
""",
    "quoted and folded": """\
      - id: "do"
        who: '支部书记'
        what: >-
          做这件事
        how:
          - |
            做。

        "when": {"every": month}
        basis: [BASIS]
""",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_step_takes_up_one_more_thing_and_nothing_else_changes(shape):
    step = HEAD + SHAPES[shape].replace("BASIS", BASIS)
    ways = itertools.product(
        ("opens", "papers"), (step.rstrip("\n"), step + TAIL), ("", amending.BOM), ("\n", "\r\n")
    )
    for key, said, bom, ending in ways:
        text = bom + said.replace("\n", ending)
        result = first(text, key, "R402" if key == "opens" else "W403")
        assert result.startswith(bom)
        assert result.count(amending.BOM) == text.count(amending.BOM)
        assert result.count("\n") == result.count(ending)
        assert result.endswith("\n") == text.endswith("\n")
        left = iter(result)
        assert all(char in left for char in text)


def test_what_is_new_stands_where_a_person_would_write_it():
    text = HEAD + SHAPES["as written by hand"] + TAIL
    result = first(first(text, "opens", "R402"), "papers", "W403")
    added = [line.strip() for line in result.splitlines() if line not in text.splitlines()]
    assert added == ["opens: R402", "papers: [W403]", "local: [opens, papers]"]
    lines = [line.strip() for line in result.splitlines()]
    index = lines.index("opens: R402")
    assert lines[index - 1 : index + 3] == [
        "when: {every: month}  # 时间",
        "opens: R402",
        "papers: [W403]",
        "# 依据见原文",
    ]


def test_a_file_in_one_line_can_be_edited():
    step = "{id: do, who: 支部书记, what: 做, how: [做。], when: {every: month}, local: [step]}"
    rest = ", ".join(HEAD.splitlines()[:11])
    text = f"{amending.BOM}{{{rest}, stages: [{{id: main, title: 办理, steps: [{step}]}}]}}"
    assert first(text, "opens", "R402") == text.replace("month}", "month}, opens: R402")


def test_steps_of_the_frozen_set_take_a_form_and_a_paper(catalog):
    raws = {raw.path: raw.data.decode() for raw in sources(FROZEN)}
    for standard in catalog.standards.values():
        text = raws[standard.anchor.outline.file.path]
        before = read(text)
        for step in tuple(before.steps)[::9]:
            for key, code in (("opens", "R999"), ("papers", "W999")):
                if key == "opens" and (step.opens or step.record):
                    continue
                after = {each.id: each for each in read(new_files.use(text, step, key, code)).steps}
                changed = after.pop(step.id)
                assert (changed.opens if key == "opens" else changed.papers[-1]) == code
                assert [each for each in before.steps if each.id != step.id] == list(after.values())


# -- texts as YAML ---------------------------------------------------------------------------------------

WORDS = st.text(
    st.one_of(
        st.sampled_from("ab01-_.: ，：“”'\"[]{}#&*!|>%@`,?~<=\\年月党员。"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ).filter(lambda char: not refused(char) and char not in "\t\n"),
    min_size=1,
    max_size=16,
)


@given(WORDS)
@example("12")
@example("-1.5")
@example("true")
@example("~")
@example("null")
@example("a: b")
@example("a #b")
@example("a:")
@example("- a")
@example("who：谁")
@example("a:a")
@example("a:\u3000a")
@example("-\u3000a")
@example(" a ")
@example('"\\')
@example("“三会一课”实施规范")
@example("% a")
@example("? a")
@example("<<")
@example("---")
@example("...")
def test_a_text_reads_back_as_it_was(words):
    text = f"block: {new_files.scalar(words)}\nlist:\n  - {new_files.scalar(words)}\n"
    text += f"flow: {{a: {new_files.scalar(words, flow=True)}, b: [{new_files.scalar(words, flow=True)}]}}\n"
    parsed = parse(RawSource("x.yaml", text.encode()))
    assert parsed.tree is not None, (text, parsed.diagnostics)
    assert parsed.tree.data == {"block": words, "list": [words], "flow": {"a": words, "b": [words]}}


@pytest.mark.parametrize(
    "words", ["支部书记", "组织党员开展志愿服务。", "“三会一课”实施规范", "第二十条第二款、第三款"]
)
def test_ordinary_words_stand_without_quotes(words):
    assert new_files.scalar(words) == words


def test_sentences_are_closed_once():
    assert [new_files.sentence(text) for text in ("做", "做。", "做；")] == ["做。", "做。", "做；"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("支部条例 第十四条", ("支部条例", "第十四条")),
        ("支部条例　第十四条", ("支部条例", "第十四条")),
        ("《支部条例》 第十四条 ", ("支部条例", "第十四条")),
        ("《支部条例》第十四条", ("支部条例", "第十四条")),
        ("支部条例", ("支部条例", "")),
    ],
)
def test_a_citation_is_read_as_people_write_it(typed, meant):
    assert new_files.citation(typed) == meant


def test_a_file_is_named_without_quotation_marks():
    assert load.file_name("DJ201", "“三会一课”实施规范") == "DJ201-三会一课实施规范.yaml"


def test_a_form_that_nobody_signs_has_no_empty_list():
    _, text = new_files.record("R402", "登记表", "DJ401", "", dt.date(2026, 12, 1))
    assert "sign" not in text
