"""Reading YAML: nothing an author can write raises, everything has its place, and words stay what was typed."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dangjian_std.reading import parse as parse_module
from dangjian_std.reading.parse import parse
from dangjian_std.reading.project import RawSource
from dangjian_std.text.places import Source, Span

PATH = "standards/x.yaml"


def read(text):
    return parse(RawSource(PATH, text.encode() if isinstance(text, str) else text))


def problems(text):
    return [
        (each.rule, each.place.span.line, each.place.span.column, each.message) for each in read(text).diagnostics
    ]


@pytest.mark.parametrize("error", [ValueError, RecursionError, yaml.YAMLError])
def test_a_file_at_which_the_reader_itself_fails_is_one_finding_at_its_end(monkeypatch, error):
    def fail(*_, **__):
        raise error("x")

    monkeypatch.setattr(parse_module, "LOADER", fail)
    (found,) = read("kind: a\ncode: b\n").diagnostics
    assert (found.code, found.message) == ("DS006", f"读不懂这个文件：{error.__name__}")
    assert start(found.place.span) == (3, 1)


def start(span):
    return span.line, span.column


def end(span):
    return span.end_line, span.end_column


def cut(text, span):
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


WORDS = st.text(st.sampled_from("ab01-_.: ，：“”'\"[]{}#&*!|>%@`,?~<\t\n年月党员\\é😀"), max_size=12)
LINES = st.lists(st.builds(lambda indent, word: " " * indent + word, st.integers(0, 6), WORDS), max_size=12)


@given(st.binary(max_size=200))
@example(b"\xff\xfe\x00a")
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example("党".encode()[:2])
def test_no_bytes_raise(data):
    parsed = read(data)
    assert (parsed.tree is None) == bool(parsed.diagnostics)


@given(st.one_of(st.text(max_size=200), LINES.map("\n".join)))
@settings(max_examples=400)
def test_no_text_raises_and_every_place_lies_in_the_file(text):
    parsed = read(text.encode("utf-8", "surrogatepass"))
    assert (parsed.tree is None) == bool(parsed.diagnostics)
    for each in parsed.diagnostics:
        span = each.place.span
        assert each.rule
        assert each.message
        assert span.path == PATH
        assert (1, 1) <= start(span) < end(span)
        assert span.line <= parsed.source.text.count("\n") + 1


def test_keys_are_those_of_a_mapping_that_the_file_states():
    outline = read("a:\n- b: 党员\n  c: [x]\n".encode()).tree.outline
    assert [*outline.keys_of(())] == ["a"]
    assert [*outline.keys_of(("a", 0))] == ["b", "c"]
    others = (("a",), ("a", 1), ("a", "b"), ("a", 0, "b"), ("a", 0, "b", 0), ("d",))
    assert [*map(outline.keys_of, others)] == [()] * len(others)


DATA = st.recursive(
    st.text(st.sampled_from("abc党员年 -,:#'"), min_size=1, max_size=8),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4)
        | st.dictionaries(st.from_regex(r"[a-z]{1,4}", fullmatch=True), inner, min_size=1, max_size=4)
    ),
    max_leaves=20,
)


def quoted(value):
    return "'" + value.replace("'", "''") + "'"


def block(value, indent, flow):
    pad = " " * indent
    match value:
        case str():
            return quoted(value)
        case list() if flow:
            return "[" + ", ".join(block(item, 0, flow=True) for item in value) + "]"
        case dict() if flow:
            return "{" + ", ".join(f"{key}: {block(item, 0, flow=True)}" for key, item in value.items()) + "}"
        case list():
            return "".join(f"\n{pad}- {block(item, indent + 2, flow=len(item) > 2)}" for item in value)
        case _:
            return "".join(
                f"\n{pad}{key}: {block(item, indent + 2, flow=len(item) > 2)}" for key, item in value.items()
            )


@given(st.dictionaries(st.from_regex(r"[a-z]{1,4}", fullmatch=True), DATA, min_size=1, max_size=4))
@settings(max_examples=200)
def test_spans_nest_and_cover_their_text(data):
    text = block(data, 0, flow=False).lstrip("\n") + "\n"
    tree = read(text).tree
    assert tree is not None, text
    assert tree.data == data
    values = tree.outline.values
    for path, span in values.items():
        value = data
        for part in path:
            value = value[part]
        if isinstance(value, str):
            assert cut(text, span) == quoted(value)
        if path:
            holder = values[path[:-1]]
            assert start(holder) <= start(span) < end(span) <= end(holder)
    for path, span in tree.outline.keys.items():
        assert cut(text, span) == path[-1]
        assert start(span) < start(values[path])


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "yes",
        "Off",
        "12:30",
        "0755",
        "2026-07-01",
        "1_000",
        "0x1F",
        ".inf",
        ".nan",
        "1e3",
        "0o17",
        "+1",
        "True",
        "NULL",
        "Null",
        "=",
        "1.",
        ".5",
        "1.0.0",
        "1/2",
        "99999999999999999999",
        "二",
    ],
)
def test_words_stay_what_was_typed(word):
    assert read(f"a: {word}\n").tree.data == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("", None),
        ("~", None),
        ("null", None),
        ("12", 12),
        ("-3", -3),
        ("1.50", 1.5),
    ],
)
def test_the_few_words_that_mean_something(word, value):
    data = read(f"a: {word}\n").tree.data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


def test_quoted_words_are_text():
    assert read("a: '12'\nb: \"true\"\nc: ''\n").tree.data == {"a": "12", "b": "true", "c": ""}


def test_keys_are_text():
    assert read("1: a\ntrue: b\non: c\n").tree.data == {"1": "a", "true": "b", "on": "c"}


def test_line_ends_and_mark_of_windows():
    parsed = read(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert parsed.tree.data == {"a": 1, "b": 2}
    assert parsed.tree.outline.values[("b",)] == Span(PATH, 2, 4, 2, 5)


def test_columns_count_characters():
    parsed = read("a: {党员: 😀, b: c}\n")
    assert start(parsed.tree.outline.values[("a", "b")]) == (1, 15)


FOLDED = "一段文字分成了几行，读进来会多出空格"
TROUBLE = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", ("duplicate-key", 3, 1, "键“a”重复了，第 1 行已经写过")),
    "alias": ("a: *x\n", ("yaml-extra", 1, 4, "不使用别名 *x")),
    "anchor": ("a: &x 1\n", ("yaml-extra", 1, 4, "不使用锚点 &x")),
    "merge key": ("<<: {a: 1}\n", ("yaml-extra", 1, 1, "不使用合并键 <<")),
    "tag": ("a: !!int 1\n", ("yaml-extra", 1, 4, "不使用类型标记（以 ! 开头）")),
    "own tag": ("a: !x 1\n", ("yaml-extra", 1, 4, "不使用类型标记（以 ! 开头）")),
    "tag on the root": ("!!map\na: 1\n", ("yaml-extra", 1, 1, "不使用类型标记（以 ! 开头）")),
    "second document": ("a: 1\n---\nb: 2\n", ("second-document", 2, 1, "一个文件只能写一份内容")),
    "gbk": ("a: 1\nb: 党\n".encode("gbk"), ("not-utf8", 2, 4, "文件不是 UTF-8 编码")),
    "utf-16": ("a: 1\n".encode("utf-16"), ("not-utf8", 1, 1, "文件不是 UTF-8 编码")),
    "bidi": ("a: 党\u202e员\n", ("bad-character", 1, 5, "这里有看不见的双向控制字符 U+202E")),
    "zero width": ("a: 党\u200b员\n", ("bad-character", 1, 5, "这里有看不见的零宽或隐藏字符 U+200B")),
    "hard space": ("a:\u00a01\n", ("bad-character", 1, 3, "这里有看不见的特殊空格 U+00A0")),
    "nul": ("a: \0\n", ("bad-character", 1, 4, "这里有看不见的控制字符 U+0000")),
    "lone carriage return": ("a: 1\rb: 2\n", ("bad-character", 1, 5, "这里有看不见的控制字符 U+000D")),
    "private use": ("a: \ue000\n", ("bad-character", 1, 4, "这里有看不见的无效或自造字符 U+E000")),
    "escaped bidi": ('a: "\\u202e"\n', ("bad-character", 1, 4, "文字里有看不见的双向控制字符 U+202E")),
    "tab": ("a:\n\tb: 1\n", ("tab-indent", 2, 1, "缩进里有制表符（Tab）")),
    "wide colon": ("name：示例\n", ("wide-punctuation", 1, 5, "键后面用了全角冒号“：”")),
    "wide colon before good lines": ("name：示例\nb: 1\n", ("wide-punctuation", 1, 5, "键后面用了全角冒号“：”")),
    "wide colon in a list": (
        "a:\n  - name：示例\n    b: 1\n",
        ("wide-punctuation", 2, 9, "键后面用了全角冒号“：”"),
    ),
    "wide comma": ("a: [b，c]\n", ("wide-punctuation", 1, 6, "方括号、花括号里用了全角“，”")),
    "open quote": ('a: 1\nb: "c\nd: 1\n', ("bad-yaml", 2, 4, "引号没有成对")),
    "open bracket": ("a: [1, 2\nb: 3\n", ("bad-yaml", 2, 2, "括号没有写完，或缺了逗号")),
    "colon without a space": ("a: 1\nname:示例\nb: 1\n", ("bad-yaml", 2, 5, "冒号后面缺一个空格")),
    "colon without a space in braces": ("a: {b:1, c: 2}\n", ("bad-yaml", 1, 6, "冒号后面缺一个空格")),
    "wide space after a colon": ("a: 1\nb:　示例\n", ("wide-punctuation", 2, 3, "冒号后面用了全角空格")),
    "wide space after a dash": ("a:\n  -　甲\n  - 乙\n", ("wide-punctuation", 2, 4, "“-”后面用了全角空格")),
    "wide space as indent": ("a:\n　b: 1\n", ("wide-punctuation", 2, 1, "缩进里有全角空格")),
    "wide colon in the next line": ("a: 甲\n  b：乙\n", ("wide-punctuation", 2, 4, "键后面用了全角冒号“：”")),
    "folded text": ("a: 一段\n  文字\n", ("lost-text", 1, 4, FOLDED)),
    "folded text in quotes": ('a: "一段\n  文字"\n', ("lost-text", 1, 4, FOLDED)),
    "folded block": ("a: >\n  一段\n  文字\n", ("lost-text", 1, 4, FOLDED)),
    "block of two lines": ("a: |\n  一段\n  文字\n", ("lost-text", 1, 4, "一段文字里有换行，印不出来")),
    "escaped line feed": ('a: "甲\\n"\n', ("lost-text", 1, 4, "一段文字里有换行，印不出来")),
    "number sign in a text": ("a: 见表 #1\n", ("lost-text", 1, 4, "# 后面的字会被当作注释丢掉")),
    "colon in a text": ("a: b: c\n", ("bad-yaml", 1, 5, "一行里多了一个冒号")),
    "key that is a list": ("? [a]\n: b\n", ("bad-yaml", 1, 3, "键只能是一个词")),
    "empty": ("", ("bad-yaml", 1, 1, "文件里没有内容")),
    "only a remark": ("# a\n", ("bad-yaml", 1, 1, "文件里没有内容")),
    "a list": ("- a\n- b\n", ("bad-yaml", 1, 1, "文件应由“键: 值”组成")),
    "one word": ("党员\n", ("bad-yaml", 1, 1, "文件应由“键: 值”组成")),
    "deep brackets": ("a: " + "[" * 200_000, ("too-large", 1, 67, "层次超过 64 层")),
    "deep braces": ("{a: " * 200_000, ("too-large", 1, 254, "层次超过 64 层")),
    "deep blocks": (
        "\n".join(" " * n + "a:" for n in range(70)),
        ("too-large", 64, 64, "层次超过 64 层"),
    ),
    "many entries": ("a: [" + "1," * 60_000, ("too-large", 1, 99_999, "文件里的条目超过 50000 个")),
    "long text": ("a: " + "党" * 20_001, ("too-large", 1, 4, "一段文字超过 20000 字")),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_trouble_is_told_once_in_chinese(name):
    text, expected = TROUBLE[name]
    assert problems(text) == [expected]
    assert all(each.help for each in read(text).diagnostics)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "党" * 20_000,
        "a: " + "[" * 63 + "]" * 63,
        "a: [" + "1," * 49_996 + "1]",
        "a: >\n  党\n",
        "a: |\n  党\n",
        'a: "见表 #1"\n',
        "a: see #1\n",
    ],
    ids=[
        "text",
        "brackets",
        "entries",
        "folded block",
        "block",
        "number sign in quotes",
        "number sign in English",
    ],
)
def test_what_stays_within_the_limits_is_read(text):
    assert problems(text) == []


def test_marks_of_a_merge_are_told_each_in_its_line():
    found = problems("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> 分支\n")
    assert [(rule, line) for rule, line, _, _ in found] == [("bad-yaml", 1), ("bad-yaml", 3), ("bad-yaml", 5)]


def test_every_key_without_its_space_is_told():
    assert [line for _, line, _, _ in problems("a: 1\nb:甲\nc:　乙\nd: 1\n")] == [2, 3]
    assert [line for _, line, _, _ in problems("a:\n  b:甲\n  c:乙\n")] == [2, 3]


def test_one_file_does_not_flood():
    assert len(problems("a: \u202e\u202e\u202e\n")) == 1
    assert len(problems("\u202e\n" * 1000)) == 20
    assert len(problems("a: 1\n" * 1000)) == 50


def test_a_block_of_one_line_ends_without_its_line_feed():
    data = read("a: |\n  甲\n# 注释\nb: >\n  乙\n\nc: |+\n  丙\n\n").tree.data
    assert data == {"a": "甲", "b": "乙", "c": "丙"}


def test_remarks_that_take_nothing_away_are_fine():
    text = 'a: 12 # 注\nb: [甲] # 注\nc: "甲 #1" # 注\n# 注\nd: # 注\n  - DJ401 # 注\ne: https://a.b/#c\n'
    assert read(text).tree.data == {"a": 12, "b": ["甲"], "c": "甲 #1", "d": ["DJ401"], "e": "https://a.b/#c"}


def test_duplicate_key_points_at_the_first():
    (problem,) = read("a: 1\na: 2\n").diagnostics
    assert [related.place.span.line for related in problem.related] == [1]


def test_every_slip_of_a_readable_file_is_told():
    rules = [rule for rule, _, _, _ in problems("a: 1\na: 2\nb: [c，d]\nb: 3\n")]
    assert rules == ["duplicate-key", "wide-punctuation", "duplicate-key"]


def test_full_width_marks_are_fine_in_a_sentence():
    assert (
        read("a: 时间：上午，地点：会议室\nb: [“甲，乙”]\n".replace("[“甲，乙”]", '["甲，乙"]')).tree is not None
    )


def test_a_text_may_begin_with_a_word_and_a_full_width_colon():
    data = read("proof: app：逐月查看\nhow:\n  - R201：逐月查看\n").tree.data
    assert data == {"proof": "app：逐月查看", "how": ["R201：逐月查看"]}


def test_what_the_project_could_not_read():
    parsed = parse(RawSource(PATH, trouble="读不了"))
    assert [(each.rule, each.message) for each in parsed.diagnostics] == [("unreadable-file", "读不了")]


def test_reading_never_splits_the_text_again(monkeypatch):
    """Once for each of many small mappings took minutes for a file of one megabyte."""
    monkeypatch.setattr(Source, "line", None)
    assert read("a:\n" + "".join(f"  - k{number}:\n      b: 1\n" for number in range(100))).tree is not None


def test_a_file_that_was_read_before_has_a_tree_or_is_no_such_file():
    parsed = read("a: 1\n")
    assert parsed.sound is parsed.tree
    with pytest.raises(ValueError, match=r"standards/x\.yaml cannot be read"):
        _ = read("a: [\n").sound
