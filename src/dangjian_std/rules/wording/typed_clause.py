"""条号写死了。

为什么
------
条号由程序编。前面加了、删了一步，写死的“DJ401 6.2.3”就指到别的步骤上去了，没有人看得出来。
示例里写〔代号.标识〕，如〔DJ401.tell〕，印出来是现在的条号；别的地方写步骤的名称，如 DJ401 的“向缺席党员转告”。
附录也由程序编，正文写〔附录的标识〕。
章不会变，写“第7章”可以，但是一项标准只有8章。

反例
----
    # DJ401 assign
    how:
      - 照本文件6.2.3列入落实清单。

正例
----
    # DJ401 assign
    how:
      - 照 DJ401 的“提请党员大会表决”列入落实清单。

依据
----
本工具的约定：条号由程序编，谁也不手写。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dangjian_std.domain import clause_numbers
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Standard
from dangjian_std.rules.prose import Sentence, matches
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS611"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("duplicate-code",)

CLAUSE_REFERENCE = r"第?[1-9]\.[0-9]{1,2}(?:\.[0-9]{1,2})?(?![0-9.%])|表[0-9](?:第[0-9]+条)?"
ANNEX_REFERENCE = r"附录[A-Z](?:的?表[A-Z]\.[0-9])?|表[A-Z]\.[0-9]"
TYPED_REFERENCE = re.compile(
    rf"(?P<code>DJ ?[0-9]{{3}}) ?的?(?P<other>{CLAUSE_REFERENCE}|{ANNEX_REFERENCE})|"
    rf"本文件的?(?P<own>{CLAUSE_REFERENCE}|{ANNEX_REFERENCE})|"
    rf"[见照按](?P<bare>[5-8]\.[0-9]{{1,2}}\.[0-9]{{1,2}}(?![0-9.%])|{ANNEX_REFERENCE})"
)
CHAPTER = re.compile("第([0-9]+)章")


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield each clause number that is typed, and each chapter that no standard has."""
    yield from (_typed(catalog, sentence, found) for sentence, found in matches(catalog, TYPED_REFERENCE))
    for sentence, found in matches(catalog, CHAPTER):
        if not 0 < int(found[1]) <= clause_numbers.CHAPTERS:
            message, help_ = f"没有{found[0]}", f"一项标准有{clause_numbers.CHAPTERS}章，改章号"
            yield Problem(place=sentence.place(found), message=message, help=help_)


def _typed(catalog: Catalog, sentence: Sentence, found: re.Match[str]) -> Problem:
    code, group = (
        (found["code"] or "").replace(" ", ""),
        next(key for key in ("other", "own", "bare") if found[key]),
    )
    standard = catalog.standards.get(code) or _home(catalog, sentence)
    number = found[group].removeprefix("第")
    annex = re.match(ANNEX_REFERENCE, number)
    named = {value: part for part, value in clause_numbers.parts(standard).items()} if standard else {}
    part = named.get(number)
    steps = {step.id: step.what for step in standard.steps} if standard else {}
    if standard and part and sentence.key == "sample":
        help_ = f"写成〔{standard.code}.{part}〕，印出来就是条号"
    elif standard and part in steps:
        help_ = f"写成 {standard.code} 的“{steps[part]}”"
    elif annex:
        help_ = "本标准的附录写〔附录的标识〕，印出来就是附录A；记录表、文书写代号"
    else:
        help_ = "写出那一步、那一条的名称；示例里写〔代号.标识〕"
    gone = standard and part is None and not annex
    where = f"{code} " if code else "本文件"
    message = f"{where}没有 {number}" if gone else f"条号“{number}”写死了"
    return Problem(place=sentence.place(found, group), message=message, help=help_)


def _home(catalog: Catalog, sentence: Sentence) -> Standard | None:
    """Return the standard that a sentence stands in."""
    file = sentence.holder.anchor.outline.file
    return next((each for each in catalog.standards.values() if each.anchor.outline.file == file), None)
