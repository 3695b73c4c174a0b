"""What must be known to make something new, and which answers are accepted: names that are registered, free codes.

A judge takes the catalogue, the answers so far and what was typed. It returns what that means, or says in one
sentence why it will not do.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, NoReturn

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard, Step
from dangjian_std.domain.vocabulary import StandardType
from dangjian_std.reading import load
from dangjian_std.renderers import undrawable
from dangjian_std.scaffold import new_files
from dangjian_std.text.characters import refused, visible
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import nearest

Answers = dict[str, Any]
KnownNames = Callable[[Catalog], Mapping[str, Any]]
NOTHING_TYPED = frozenset({"", "无", "没有"})
STANDARD_TYPES = tuple(each.value for each in StandardType)
LONGEST_ANSWER, LONGEST_TITLE = 400, 60
NOT_IN_NAMES = '/\\:*?"<>|'
"""Characters that some system refuses in the name of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing that must be known: its option, its words, its judge, and what is offered."""

    name: str
    words: str
    judge: Callable[[Catalog, Answers, str], Any]
    offer: Callable[[Catalog], str] = lambda _: ""
    likely: Callable[[Catalog, Answers], str] = lambda _, __: ""
    """What no answer means; empty where there must be one."""
    wanted: Callable[[Answers], bool] = lambda _: True
    several: bool = False
    optional: bool = False


def judged(question: Question, catalog: Catalog, found: Answers, typed: Iterable[str]) -> Any:
    """Return what one answer, or several, mean."""
    texts = [text.strip() for text in typed]
    if not question.several:
        return question.judge(catalog, found, texts[0])
    values = [question.judge(catalog, found, text) for text in texts if text]
    said = tuple(dict.fromkeys(value for value in values if value))
    if not said and not question.optional:
        raise DstdError("不能空着。")
    return said


# -- judges ----------------------------------------------------------------------------------------------


def _words(_: Catalog, __: Answers, typed: str) -> str:
    return words_of(typed, LONGEST_ANSWER)


def words_of(typed: str, longest: int) -> str:
    """Return a text that can be printed, or say why it cannot."""
    if not typed:
        raise DstdError("不能空着。")
    if len(typed) > longest:
        raise DstdError(f"最多 {longest} 字，这里有 {len(typed)} 字。")
    for char in typed:
        if name := "换行或制表符" if char in "\t\n" else refused(char):
            raise DstdError(f"“{visible(typed)}”里有{name}，请重写。")
    if unknown := undrawable(typed):
        raise DstdError(f"随附字体里没有“{'、'.join(sorted(unknown))}”，印不出来，请换一个通行的写法。")
    return typed


def _title(_: Catalog, __: Answers, typed: str) -> str:
    title = words_of(typed, LONGEST_TITLE)
    if bad := [char for char in NOT_IN_NAMES if char in title]:
        raise DstdError(f"名称也用作文件名，不能有 {' '.join(bad)}。")
    if load.file_name("", title) == "-.yaml":
        raise DstdError("名称里没有可以用作文件名的字。")
    return title


def _type(_: Catalog, found: Answers, typed: str) -> StandardType:
    title = found["title"]
    if typed not in STANDARD_TYPES:
        raise DstdError(f"类型写{'或者'.join(STANDARD_TYPES)}：规程讲步骤，规范还讲要求。")
    if title.endswith("标准"):
        raise DstdError("名称不写“……标准”，写成规范或者规程。")
    if title.endswith(STANDARD_TYPES) and not title.endswith(typed):
        raise DstdError(f"名称是“{title}”，类型却是{typed}；两者要一致。")
    if len(title.removesuffix(typed) + typed) > LONGEST_TITLE:
        raise DstdError(f"名称加上“{typed}”超过 {LONGEST_TITLE} 字。")
    return StandardType(typed)


def _likely_type(_: Catalog, found: Answers) -> str:
    return next((word for word in STANDARD_TYPES if found["title"].endswith(word)), "")


def _is_specification(found: Answers) -> bool:
    return found["type"] is StandardType.SPECIFICATION


def _free(known: KnownNames, letters: str, catalog: Catalog, _: Answers, typed: str) -> str:
    code = typed.upper()
    if not re.fullmatch(f"{letters}[0-9]{{3}}", code):
        raise DstdError(f"编号写成 {letters}402 的样子。")
    taken = {each.code: each for each in known(catalog).values()} | dict(known(catalog))
    if code in taken:
        raise DstdError(f"{code} 已经有了：{taken[code].anchor.outline.file.path}。")
    if code in catalog.withdrawn:
        raise DstdError(f"{catalog.withdrawn[code]}；废止的编号不再给别的用。")
    return code


def _standard_code(catalog: Catalog, found: Answers, typed: str) -> str:
    code = _free(lambda each: each.standards, "DJ", catalog, found, typed)
    groups = catalog.system.groups
    if not 1 <= int(code[2]) <= len(groups):
        named = "、".join(f"{number} {group}" for number, group in enumerate(groups, 1))
        raise DstdError(f"编号的第一位数字是组，没有第{code[2]}组。组有：{named}。")
    return code


def _likely_code(known: KnownNames, letter: str, catalog: Catalog, found: Answers) -> str:
    """Offer the first free code behind those of the same group."""
    start = letter + found["step"][0].code[2]
    taken = (int(code[1:]) for code in (*known(catalog), *catalog.withdrawn) if code.startswith(start))
    code = f"{letter}{max(taken, default=int(start[1:]) * 100) + 1}"
    return code if code.startswith(start) else ""


def _who(catalog: Catalog, _: Answers, typed: str) -> str:
    return typed if typed in catalog.roles else _unknown("岗位", typed, catalog.roles)


def _when(catalog: Catalog, __: Answers, typed: str) -> str:
    """Return a time that recurs as it is written, or the name of an event."""
    if new_files.recurring(typed):
        return typed
    word, _, name = (part.strip() for part in typed.replace("：", ":").partition(":"))
    if word != "事件":
        periods = "、".join(new_files.PERIOD_OF_NAME)
        raise DstdError(f"何时写{periods}，后面可以接周五、第一个周五、最后一个工作日，或者写 事件:名称。")
    events = [event.name for event in catalog.system.events]
    return name if name in events else _unknown("事件", name, events)


def _basis(catalog: Catalog, _: Answers, typed: str) -> tuple[str, str] | None:
    if typed in NOTHING_TYPED:
        return None
    name, number = new_files.citation(typed)
    if name not in catalog.regulations:
        _unknown("依据", name, catalog.regulations)
    regulation = catalog.regulations[name]
    if regulation.article(number) is None:
        _unknown(f"条款（{name}）", number, [each.number for each in regulation.articles])
    return name, number


def step(catalog: Catalog, __: Answers, typed: str) -> tuple[Standard, Step]:
    """Find DJ401.notify."""
    code, _, name = typed.partition(".")
    standard = catalog.standards.get(code.upper()) or _unknown("标准", code, catalog.standards)
    steps = {each.id: each for each in standard.steps}
    return standard, steps.get(name) or _unknown(f"步骤（{standard.code}）", name, steps)


def _formless(catalog: Catalog, found: Answers, typed: str) -> tuple[Standard, Step]:
    standard, found_step = step(catalog, found, typed)
    for verb, code in (("启用", found_step.opens), ("续填", found_step.record)):
        if code:
            raise DstdError(f"{typed} 已经{verb} {code}；一步只填一张表，请换一步。")
    return standard, found_step


def _date(_: Catalog, __: Answers, typed: str) -> dt.date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        with contextlib.suppress(ValueError):
            return dt.date.fromisoformat(typed)
    raise DstdError("日期写成 2026-12-01 的样子。")


def _unknown(what: str, name: str, known: Iterable[str]) -> NoReturn:
    raise DstdError(nearest(what, name, known))


# -- questions -------------------------------------------------------------------------------------------


def _used(catalog: Catalog) -> str:
    return f"已经有：{'、'.join(sorted(catalog.standards))}"


_records, _papers = attrgetter("records"), attrgetter("papers")
CODE_WORD, TITLE_WORD, DATE_WORD = "编号", "名称", "日期"
DATE_QUESTION = Question(name="on", words=DATE_WORD, judge=_date, likely=lambda _, found: str(found["today"]))
QUESTIONS_OF_KIND: Mapping[str, tuple[Question, ...]] = {
    "standard": (
        Question(name="code", words=f"{CODE_WORD}，如 DJ402", judge=_standard_code, offer=_used),
        Question(name="title", words=TITLE_WORD, judge=_title),
        Question(name="type", words="类型，规范或者规程", judge=_type, likely=_likely_type),
        Question(
            name="who", words="谁来做", judge=_who, offer=lambda catalog: f"岗位有：{'、'.join(catalog.roles)}"
        ),
        Question(name="what", words="做什么", judge=_words),
        Question(name="how", words="怎么做", judge=_words, several=True),
        Question(
            name="when",
            words="何时，每月、每月第一个周五、每季度、每半年、每年或者 事件:名称",
            judge=_when,
            offer=lambda catalog: f"事件有：{'、'.join(event.name for event in catalog.system.events)}",
        ),
        Question(
            name="basis",
            words="依据，如 支部条例 第十四条；没有就写无",
            judge=_basis,
            offer=lambda catalog: f"依据有：{'、'.join(catalog.regulations)}",
            several=True,
            optional=True,
        ),
        Question(name="requirement", words="一条要求，用“应”来写", judge=_words, wanted=_is_specification),
        Question(name="proof", words="怎样证实这条要求", judge=_words, wanted=_is_specification),
        DATE_QUESTION,
    ),
    "record": (
        Question(name="step", words="由哪一步启用，如 DJ401.notify", judge=_formless, offer=_used),
        Question(
            name="code",
            words=f"{CODE_WORD}，如 R402",
            judge=partial(_free, _records, "R"),
            likely=partial(_likely_code, _records, "R"),
        ),
        Question(name="title", words=TITLE_WORD, judge=_title),
        DATE_QUESTION,
    ),
    "paper": (
        Question(name="step", words="用在哪一步，如 DJ401.notify", judge=step, offer=_used),
        Question(
            name="code",
            words=f"{CODE_WORD}，如 W402",
            judge=partial(_free, _papers, "W"),
            likely=partial(_likely_code, _papers, "W"),
        ),
        Question(name="title", words=TITLE_WORD, judge=_title),
        DATE_QUESTION,
    ),
}
"""What is asked for each kind of thing, in this order."""
