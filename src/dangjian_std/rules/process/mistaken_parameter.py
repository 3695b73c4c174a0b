"""可由单位定的时限写得不对：地址上没有数，句子里没有这个数，或者没有照的那一个。

为什么
------
沿用的单位在单位表里填一个数，程序就改到 at 写的地方，再改 said 写的句子；地址、句子写错了，填了也不管用，
或者步骤改了、检查要点还是原来的数。follows 写的那一个，单位定了，这一个跟着改，原来严几天的还严几天；
两个要是同一种时间。母本写了 fixed 的步骤不许改，不能又写成可以定的。

反例
----
    # DJ401
    parameters:
      - {id: notice, title: 主题党日的通知, at: [notify.when.within_days]}

正例
----
    # DJ401
    parameters:
      - {id: notice, title: 主题党日的通知, at: [notify.when.at_least_workdays]}
      - {id: told, title: 向缺席党员转告, at: [tell.when.within_workdays], said: [told.statement]}

依据
----
本工具的约定：同 local/ 里 put 的地址一样写，见《采用》。
"""

from __future__ import annotations

from collections.abc import Iterator

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.framing import Parameter
from dangjian_std.domain.measures import Follows
from dangjian_std.domain.nodes import Node
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.standard import Standard
from dangjian_std.domain.timing import ByDay
from dangjian_std.reading import layers
from dangjian_std.rules.figures import figures
from dangjian_std.text.diagnostic import Problem, Severity

CODE = "DS234"
SEVERITY = Severity.ERROR
ALONE = True
REQUIRES = ("names", "malformed-when")
NUMBER_KEY_PREFIXES = ("at_least_", "within_", "by_day", "times")
"""How the keys of a time begin that a unit may set."""
MEASURED = ".measure.within_workdays"
"""The number that a criterion has beside the step that it looks at."""


def check(catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with each parameter: where its number stands, in which sentences, what it follows."""
    for standard in catalog.standards.values():
        for each in standard.parameters:
            numbers = [_number(standard, address) for address in each.at_]
            yield from _at(standard, each, numbers)
            above = catalog.adoption is not None and not layers.own(each.at("id").span.file)
            yield from _said(standard, each, numbers[0], above=above)
            if each.follows and (key := _leader(catalog, each.follows)) != each.at_[0].rpartition(".")[2]:
                said = "不是同一种时间" if key else "没有这个时限"
                help_ = "写别的标准里同一种时间的时限，或者删去 follows"
                yield Problem(place=each.at("follows"), message=f"{each.follows}：{said}", help=help_)


def _at(standard: Standard, each: Parameter, numbers: list[int | None]) -> Iterator[Problem]:
    for index, number in enumerate(numbers):
        place, step = each.at("at", index), standard.steps_by_id.get(each.at_[index].partition(".")[0])
        if number is None:
            help_ = "写步骤标识、when 和那里的键，如 notify.when.at_least_workdays；步骤挪走、删去了的，这里也删去"
            yield Problem(place=place, message=f"“{each.at_[index]}”那里没有可以定的数", help=help_)
        elif number != numbers[0]:
            message = f"“{each.at_[index]}”是 {number}，前面的是 {numbers[0]}"
            yield Problem(place=place, message=message, help="不是同一个数的，分成两个时限")
        elif step and step.fixed:
            yield Problem(place=place, message="这一步写了 fixed，不许改", help="删去这一项，或者删去 fixed")


def _said(standard: Standard, each: Parameter, number: int | None, *, above: bool) -> Iterator[Problem]:
    """Yield each sentence that does not say the number once; a unit may set one that is there anyway."""
    for index, address in enumerate(each.said):
        text = _sentence(standard, address)
        found = [figure for figure in figures(text) if figure.offset.number == number]
        if number is not None and (not found or (len(found) > 1 and not above)):
            said = "没有说到" if not found else "不止一处说到"
            message = f"“{address}”的句子里{said} {number}"
            yield Problem(place=each.at("said", index), message=message, help="改地址，或者改句子，写一次这个数")


def _number(standard: Standard, address: str) -> int | None:
    """Return the number at an address; None where there is none that a unit may set."""
    name, _, rest = address.partition(".when.")
    step = standard.steps_by_id.get(name)
    if address.endswith(MEASURED):
        found = (each.measure for each in standard.criteria if each.id == address.removesuffix(MEASURED))
        return next((each.within_workdays for each in found if isinstance(each, Follows)), None)
    if step is None or not rest.startswith(NUMBER_KEY_PREFIXES):
        return None
    value = dict(step.when.stated()).get(rest)
    return value if isinstance(value, int) else value.number if isinstance(value, ByDay) else None


def _sentence(standard: Standard, address: str) -> str:
    """Return the sentence at an address; an empty one where there is none."""
    name, key, *numbers = (*address.split("."), "")
    nodes: tuple[Node, ...] = (
        *standard.stages,
        *standard.steps,
        *standard.requirements,
        *standard.criteria,
        *standard.terms,
        *standard.annexes,
    )
    node = next((each for each in nodes if getattr(each, "id", None) == name), None)
    value: object = getattr(node, key, "")
    for number in filter(None, numbers):
        if not isinstance(value, tuple) or not number.isdecimal() or not 0 < int(number) <= len(value):
            return ""
        value = value[int(number) - 1]
    return value if isinstance(value, str) else ""


def _leader(catalog: Catalog, name: str) -> str:
    """Return the key of the number that a parameter has which others may follow; an empty text without one."""
    reference = StepRef.parse(name)
    standard = catalog.standards.get(reference.standard)
    found = (each for each in (standard.parameters if standard else ()) if each.id == reference.step)
    return next((each.at_[0].rpartition(".")[2] for each in found if not each.follows), "")
