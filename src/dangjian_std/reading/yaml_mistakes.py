"""What hands slip on in YAML: full-width punctuation, and whatever the reader of YAML complains of, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dangjian_std.text import ds0
from dangjian_std.text.diagnostic import Problem, Repair, Rule
from dangjian_std.text.places import Place, Span

KEY_START = r"^([ \t]*(?:- +)*)([a-z][a-z0-9_-]*)"
WIDE_COLON = re.compile(rf"{KEY_START}\s*(：)")
WIDE_SPACE = re.compile(rf"{KEY_START}:[ ]*(\u3000)")
WIDE_DASH = re.compile(r"^([ \t]*(?:- +)*)(-)(\u3000)")
REMARK = re.compile(r" #(?! )")
"""One space before # and none behind it looks like text: 见表 #1. A comment has one behind it, or two before."""
TIGHT_COLON = re.compile(rf"{KEY_START}(:)[^\s:/]")
SLIP = re.compile(r"[ \t]*(?:- +)*(?:-\u3000|[a-z][a-z0-9_-]*(?:\s*：|:(?:[ ]*\u3000|[^\s:/])))")
"""How a line begins that is one of these."""
WRONG_LIST_DASHES = "－–—−‐‑‒―﹣•·・●○◦▪■◆*＊"
"""What is typed, or made of it by a word processor, where a list wants its dash."""
ODD_DASH = re.compile(rf"^([ \t]*)(-(?=[^\s-])|[{WRONG_LIST_DASHES}])")
LINE_WITHOUT_SLIP = re.compile(rf"\n(?:{SLIP.pattern}|{ODD_DASH.pattern.removeprefix('^')})")
"""How no line begins, behind the end of the one before, where there is no slip in a text of one line."""
SLIPPERY_IN_BRACKETS = re.compile("[，：:\u3000]")
"""What no word has in which `in_brackets` finds a slip."""
LIST_ITEM_START = re.compile(r"^( *)- ")
KEY_WITH_COLON = re.compile(rf"{KEY_START}:(?: |$)")
OPENS = re.compile(rf"{KEY_START}:( +#.*)?$|^ *(?:- +)*-( +#.*)?$")
VALUE = re.compile(r"^[ \t]*(?:- +)*(?:[a-z][a-z0-9_-]*: +)?")
BLOCK_SCALAR_SIGN = re.compile(r"[|>][-+0-9]*[ ]*(#.*)?")
CLOSED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\]]*\]|\{[^}]*\})[ ]*[^\s#:]""")
UNESCAPED_QUOTE = re.compile(r'(?<!\\)"')
QUOTE = "用英文引号把整个值括起来"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, and where it is: lines and columns after the start of what was looked at."""

    line: int
    column: int
    message: str
    help: str
    rule: Rule = ds0.WIDE_PUNCTUATION
    word: str = ""
    new: str = ""
    """What to write for `word`, which begins here, where that is the only thing that can be meant."""

    def problem(self, path: str, line: int, column: int) -> Problem:
        """Return what is wrong in a file, of which what was looked at begins at a line and a column."""
        at = (line + self.line, column + self.column)
        place, word = (Place(Span(path, *at, at[0], at[1] + long)) for long in (1, len(self.word)))
        repair = Repair((word,), self.word, self.new) if self.word else None
        return Problem(place=place, message=self.message, help=self.help, repair=repair)


def keys(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield every line that writes a key, or a list's dash, so that it is none."""
    for number, text in enumerate(lines):
        if not SLIP.match(text):
            continue
        if match := WIDE_COLON.match(text):
            message, help_ = "键后面用了全角冒号“：”", "改为半角冒号加一个空格“: ”"
            new = ":" if text.startswith(" ", match.end(3)) else ": "
            yield Slip(number, match.start(3), message, help_, word=match[3], new=new)
        elif match := WIDE_SPACE.match(text):
            help_ = f"改为“{match[2]}: ”，冒号后面空一个半角空格"
            yield Slip(number, match.start(3), "冒号后面用了全角空格", help_, word=match[3], new=" ")
        elif match := WIDE_DASH.match(text):
            message, help_ = "“-”后面用了全角空格", "改为“- ”，后面空一个半角空格"
            yield Slip(number, match.start(3), message, help_, word=match[3], new=" ")
        elif match := TIGHT_COLON.match(text):
            help_ = f"改为“{match[2]}: ”；若是一句文字，给整句加英文引号"
            yield Slip(number, match.start(3), "冒号后面缺一个空格", help_, ds0.BAD_YAML, word=":", new=": ")


def in_brackets(text: str) -> Slip | None:
    """Return the first slip of a word inside brackets: a full-width mark, or a key without its space."""
    if wide := re.search("[，：]", text):
        ascii_ = {"，": ", ", "：": ": "}[wide[0]]
        message = f"方括号、花括号里用了全角“{wide[0]}”"
        help_ = f"若是分隔，改为半角“{ascii_}”；若是文字，给整句加英文引号"
        return Slip(0, wide.start(), message, help_)
    return next(keys([text]), None)


def plain(before: str, lines: Sequence[str], *, flow: bool) -> list[Slip]:
    """Return the slips in the lines of a plain text; `before` stands before it in the first of them."""
    begins = not before.strip(" -")
    found = [each for each in keys(lines) if each.line or begins]
    if found or flow:
        return found
    return [each for each in items(lines) if each.line or not before.strip()][:1]


def items(lines: Sequence[str]) -> Iterator[Slip]:
    """Yield every line that means to be an item of a list: its dash is none, or it stands too far to the right."""
    for number, text in enumerate(lines):
        if slip := odd_dash(text):
            yield replace(slip, line=number)
        elif number and (match := LIST_ITEM_START.match(text)):
            above = LIST_ITEM_START.match(lines[0])
            help_ = f"“-”前面空 {len(above[1])} 格" if above else "同一列表的“-”左对齐"
            yield Slip(number, len(match[1]), "这一项没有同上一项对齐", help_, ds0.BAD_YAML)


def odd_dash(text: str) -> Slip | None:
    """Tell a line that begins with what looks like the dash of a list."""
    match = ODD_DASH.match(text)
    if not match:
        return None
    if match[2] == "-":
        return Slip(
            0, match.start(2), "“-”后面缺一个空格", "改为“- ”；若是一句文字，给整句加英文引号", ds0.BAD_YAML
        )
    message = f"列表的各项以半角“-”开头，这里是“{match[2]}”"
    typed = re.compile(r". *").match(text, match.start(2))
    help_, word = "改为“- ”，后面空一个半角空格", typed[0] if typed else match[2]
    return Slip(0, match.start(2), message, help_, ds0.BAD_YAML, word=word, new="- ")


def above(lines: Sequence[str], *, closed: bool) -> list[Slip]:
    """Return what slipped down to the line where the reader stopped; in quotes or brackets lines mean less."""
    return list(keys(lines)) or unclosed(lines) or ([] if closed else before(lines))


def unclosed(lines: Sequence[str]) -> list[Slip]:
    """Return the first line with a quotation mark that has no other half: a text stands on one line."""
    marks = [[found.start() for found in UNESCAPED_QUOTE.finditer(text)] for text in lines]
    odd = ((number, each[-1]) for number, each in enumerate(marks) if len(each) % 2)
    return [Slip(*place, "引号没有成对", "补上另一半引号", ds0.BAD_YAML) for place in odd][:1]


def before(lines: Sequence[str]) -> list[Slip]:
    """Return what slipped in the line where the reader stopped, the last of these, or in the one above it."""
    last = len(lines) - 1
    if last < 0:
        return []
    above = next((number for number in range(last - 1, -1, -1) if _says(lines[number])), last)
    for number in (last, above):
        if slip := odd_dash(lines[number]) or (at_value(lines[number]) if number == last else None):
            return [replace(slip, line=number)]
    slip = misaligned(lines) or dashless(lines[: above + 1])
    return [slip] if slip else []


def _says(text: str) -> bool:
    """Whether a line is neither blank nor a comment."""
    return not text.strip().startswith("#") and bool(text.strip())


def at_value(text: str) -> Slip | None:
    """Tell a line whose value begins with a mark of YAML, or goes on behind its quotation marks or brackets."""
    match = VALUE.match(text)
    start = match.end() if match else 0
    value = text[start:].rstrip()
    if value[:1] in {*"%@`*&!"} or (value[:1] in {*"|>"} and not BLOCK_SCALAR_SIGN.fullmatch(value)):
        return Slip(0, start, "这个字符不能用在一个值的开头", QUOTE, ds0.BAD_YAML)
    if found := CLOSED.match(value):
        message = f"“{found[1][0]}……{found[1][-1]}”后面还有字"
        return Slip(0, start, message, f"{QUOTE}，里面的引号改用“”", ds0.BAD_YAML)
    return None


def misaligned(lines: Sequence[str]) -> Slip | None:
    """Tell the last of the lines when it begins with a key or a dash that stands under no other one."""
    own = _levels(lines[-1])
    above = [text for text in lines[:-1] if _says(text)]
    if not own or not above:
        return None
    column, name = own[0]
    if OPENS.search(above[-1]) and column > max(left for left, _ in _levels(above[-1])):
        return None
    alike = [each for each in _open(lines[:-1]) if (each[2] == "-") == (name == "-")]
    if not alike or any(left == column for left, _, _ in alike):
        return None
    left, number, word = min(alike, key=lambda each: abs(each[0] - column))
    message = f"缩进{'多' if column > left else '少'}了 {abs(column - left)} 格"
    return Slip(
        len(lines) - 1, column, message, f"与第 {number} 行的“{word}”左对齐，前面空 {left} 格", ds0.BAD_YAML
    )


def dashless(lines: Sequence[str]) -> Slip | None:
    """Tell the last of the lines when it is a text right under the dash of a list."""
    column = len(lines[-1]) - len(lines[-1].lstrip(" "))
    if _levels(lines[-1]) or not any(left == column and word == "-" for left, _, word in _open(lines[:-1])):
        return None
    return Slip(len(lines) - 1, column, "列表的这一项缺了“- ”", "前面加上“- ”，同上一项对齐", ds0.BAD_YAML)


def _open(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the dashes and keys that something below these lines may stand under: column, line, and the word."""
    found: list[tuple[int, int, str]] = []
    for number in range(len(lines), 0, -1):
        for left, word in reversed(_levels(lines[number - 1])):
            lowest, mark = (found[-1][0], found[-1][2]) if found else (left + 1, "")
            if left < lowest or (left == lowest and word != "-" == mark):
                found.append((left, number, word))
    return found


def _levels(text: str) -> list[tuple[int, str]]:
    """Return where the dashes of a line and its key stand, from the left."""
    dashes = re.match(r"^[ ]*((?:- +)*(?:-$)?)", text)
    found = [(column, "-") for column in range(dashes.end() if dashes else 0) if text[column] == "-"]
    key = KEY_WITH_COLON.match(text)
    return [*found, (key.start(2), f"{key[2]}:")] if key else found


def lost(text: str, style: str, height: int, *, remark: bool) -> tuple[str, str] | None:
    """Say how a text would not be what was typed: it takes `height` lines, and a `remark` may stand after it."""
    shorter = "写在一行里；很长的用英文引号括起来写在一行，或用 - 分成几项"
    block = style in {"|", ">"}
    if style != "|" and height > (2 if block else 1):
        return "一段文字分成了几行，读进来会多出空格", shorter
    if "\n" in (text.rstrip("\n") if block else text):
        return "一段文字里有换行，印不出来", shorter
    if remark and not text.isascii():
        return "# 后面的字会被当作注释丢掉", "若是正文，给整句加英文引号；若是注释，# 后面空一格"
    return None


COMPLAINTS = (
    ("could not find expected ':'", "这里应有一个“键: 值”，缺了冒号", "冒号用半角，后面空一格"),
    (
        "mapping values are not allowed",
        "一行里多了一个冒号",
        "文字里的冒号改用全角“：”，或给整句加英文引号",
    ),
    (
        "found character that cannot start any token",
        "这个字符不能用在一个值的开头",
        QUOTE,
    ),
    ("did not find expected key", "缩进或括号不对，这里读不出下一个键", "与同级的键左对齐"),
    ("did not find expected '-' indicator", "列表里的各项没有左对齐", "同一列表的“- ”左对齐"),
    ("did not find expected ',' or", "括号没有写完，或缺了逗号", "补上半角逗号或右括号"),
    ("found unexpected end of stream", "引号没有成对", "补上另一半引号"),
    ("found unexpected document indicator", "引号没有成对", "补上另一半引号"),
    ("block sequence entries are not allowed", "列表的“- ”不能写在这里", "换一行，缩进后再写“- ”"),
    ("found unknown escape character", "双引号里的反斜杠写法不认识", "改用单引号，或去掉反斜杠"),
    ("did not find expected node content", "这里缺一个值", "补上值，或删去多余的符号"),
    ("found undefined tag handle", "不使用类型标记（以 ! 开头）", "删去标记，只留下值"),
    ("did not find expected <document start>", "这里的内容接不上前文", "检查缩进和上一行"),
    ("did not find expected", "这里的写法不完整", "检查缩进、括号和引号"),
)


def explain(problem: str, context: str) -> tuple[str, str]:
    """Put a complaint of the YAML reader into Chinese: what is wrong, and what to do."""
    for words, message, help_ in COMPLAINTS:
        if words in problem or words in context:
            return message, help_
    return "这里的 YAML 写法读不懂", "检查缩进、冒号、引号和括号"
