"""A unit that adopts a set: what must be known of it, and the texts of its project.

Nothing here reads or writes files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.standard import Step
from dangjian_std.domain.timing import Every, OnDay
from dangjian_std.reading.project import UNIT_SHEET
from dangjian_std.reading.tracked import LEDGER_FOLDER
from dangjian_std.reading.yaml_editing.layout import flow, scalar
from dangjian_std.scaffold.limits import limits
from dangjian_std.scaffold.prompts import Answers, Question, words_of
from dangjian_std.text.errors import DstdError
from dangjian_std.text.spelling import nearest

_BRANCH = re.compile(r"(\S+)\s+([1-9][0-9]{0,3})\s*[人名]?(?:\s+(\S.*))?")
_PREFIX = re.compile(r"[A-Z][A-Z0-9/]{0,15}")
_YEARS = 2000, 2099


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The set that is adopted, as unit.yaml says it."""

    place: str
    revision: str | None
    sha256: str


def texts(found: Answers, base: Base, catalog: Catalog) -> Mapping[str, str]:
    """Return every file of the project, by its path below it."""
    return {UNIT_SHEET: "\n".join(_sheet(found, base, catalog)) + "\n", **around(found["name"], UNIT_SHEET)}


def around(name: str, sheet: str) -> Mapping[str, str]:
    """Return every file of the project but the one that says what the unit is."""
    return {
        "local/README.md": LOCAL_README,
        "README.md": README.format(name=name, sheet=sheet, ledger=LEDGER_FOLDER),
        ".gitattributes": "* text=auto eol=lf\n*.yaml text eol=lf\n",
        ".gitignore": f"# 做出来的，不提交。\n/build/\n# 有姓名的，不提交。\n{LEDGER_FOLDER}/\n名单*\n",
    }


def _sheet(found: Answers, base: Base, catalog: Catalog) -> Iterator[str]:
    """Yield the lines of unit.yaml."""
    yield from (
        "# 单位表：本单位是什么样的。改这一个文件，成品里的名称、份数、日期就跟着改。不写姓名。",
        "kind: unit",
        f"name: {scalar(found['name'])}  # 印在封面、书眉、落款上",
        f"prefix: {found['prefix']}  # 标准编号最前面的代号",
        f"edition: {found['year']}年版",
        f"year: {found['year']}",
        "",
        "# 沿用的是哪一套（母本）。校验值由程序写入；母本变了，检查时会说。",
        "base:",
        f"  from: {scalar(base.place)}",
        *((f"  revision: {scalar(base.revision)}",) if base.revision else ()),
        f"  edition: {scalar(catalog.system.edition)}",
        f"  sha256: {base.sha256}",
        "",
        f"# 单位类型：{'、'.join(catalog.profiles)}。",
        f"shape: {scalar(found['shape'])}",
        "",
        "# 党支部：名称、党员人数、党小组。当年新设的写 from，撤销的写 until，临时的写 temporary: true。",
        "branches:",
    )
    for name, members, groups in found["branch"]:
        yield f"  - name: {scalar(name)}"
        yield f"    members: {members}"
        if groups:
            yield f"    groups: {flow(groups)}"
    yield from (
        "",
        f"leaders: {found['leaders']}  # 几名党员领导干部",
        "",
        "# 兼任：一个岗位由别的岗位的人兼，如",
        "# doubling:",
        "#   - {role: 宣传委员, by: 组织委员}",
        "",
        "# 日期：去掉要改的那一行前面的 #，再去掉 dates 前面的 #。下面写的是母本现在的日子。",
        "# dates:",
        *(f"#   - {flow(each)}  # {said}" for each, said in dates(catalog)),
        "",
        "# 时限：母本准许单位自己定的，去掉要改的那一行和 limits 前面的 #。下面写的是母本现在的数。",
        "# limits:",
        *(
            f"#   - {{parameter: {each.name}, value: {each.number}}}  # {each.title}，{each.now}"
            for each in limits(catalog)
        ),
        "",
        "# 采用情况：不写的都照母本。不适用、增加要求的要写理由；增加的要求写在 local/ 里。",
        "# adopt:",
        *(
            f"#   - {{standard: {code}, stance: 不适用, reason: 一句话}}  # {each.title}"
            for code, each in sorted(catalog.standards.items())
            if each.custom
        ),
    )


def dates(catalog: Catalog) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield each time that the set has by a day of the month or by months, and of which step it is."""
    for code, standard in sorted(catalog.standards.items()):
        for step in standard.steps:
            if chosen := _chosen(step):
                yield {"step": f"{code}.{step.id}", **chosen}, step.what


def _chosen(step: Step) -> Mapping[str, Any]:
    when = step.when
    if not isinstance(when, Every) or not (step.meeting or step.opens):
        return {}
    day = {"day": when.day.number} if isinstance(when.day, OnDay) else {}
    return day | ({"months": list(when.months)} if when.months else {})


# -- questions -------------------------------------------------------------------------------------------


def _name(_: Catalog, __: Answers, typed: str) -> str:
    return words_of(typed, 60)


def _prefix(_: Catalog, __: Answers, typed: str) -> str:
    if not _PREFIX.fullmatch(typed):
        raise DstdError("代号用大写字母、数字，如 SLJ。")
    return typed


def _year(_: Catalog, __: Answers, typed: str) -> int:
    if not typed.isdecimal() or not _YEARS[0] <= int(typed) <= _YEARS[1]:
        raise DstdError("年份写成 2027 的样子。")
    return int(typed)


def _shape(catalog: Catalog, _: Answers, typed: str) -> str:
    if typed not in catalog.profiles:
        raise DstdError(nearest("单位类型", typed, catalog.profiles))
    return typed


def _branch(_: Catalog, __: Answers, typed: str) -> tuple[str, int, tuple[str, ...]]:
    found = _BRANCH.fullmatch(words_of(typed, 200))
    if not found:
        raise DstdError("写成“机关第一党支部 12 第一党小组、第二党小组”的样子；不分党小组的，写到人数为止。")
    return found[1], int(found[2]), tuple(re.split(r"[、，,\s]+", found[3].strip())) if found[3] else ()


def _leaders(_: Catalog, __: Answers, typed: str) -> int:
    if not typed.isdecimal() or int(typed) > 1000:  # noqa: PLR2004 as the schema says
        raise DstdError("写一个数字，没有写 0。")
    return int(typed)


UNIT_QUESTIONS = (
    Question(name="name", words="单位名称", judge=_name),
    Question(name="prefix", words="标准编号的代号，如 SLJ", judge=_prefix),
    Question(name="year", words="年份", judge=_year, likely=lambda catalog, _: str(catalog.system.year)),
    Question(
        name="shape",
        words="单位类型",
        judge=_shape,
        offer=lambda catalog: f"单位类型有：{'、'.join(catalog.profiles)}",
    ),
    Question(
        name="branch",
        words="党支部，如 机关第一党支部 12 第一党小组、第二党小组",
        judge=_branch,
        several=True,
    ),
    Question(name="leaders", words="几名党员领导干部", judge=_leaders, likely=lambda _, __: "0"),
)
"""What is asked, in this order."""

# -- texts -----------------------------------------------------------------------------------------------

LOCAL_README = """\
# 本单位自己的

这里可以是空的。要改母本的，一个文件改母本的一个文件，写 `kind: overlay`；要新写标准、记录表、文书的，
照母本的写法，放在 `local/<组>/`、`local/records/`、`local/papers/`。写法见程序的《采用》一页（docs/采用.md）。
"""
README = """\
# {name}党建工作标准

这里只有本单位自己的东西：`{sheet}`（单位表）和 `local/`（自己的规定）。别的都在母本里，不用抄过来。

| 要做什么 | 怎么做 |
|---|---|
| 改单位名称、支部、人数、日期，不用哪一项标准 | 改 `{sheet}`，每一项旁边都有说明 |
| 看写得对不对 | 运行 `dstd validate` |
| 做手册、清单、记录表 | 运行 `dstd build`，做好的在 `build/` |
| 做一个月、一年要用的 | 运行 `dstd month 2027-03`、`dstd year 2027` |
| 母本修订了，跟上去 | 先运行 `dstd update --check` 看，再运行 `dstd update` |
| 换届、发展党员等 | 运行 `dstd case 换届 --from 2027-05-20` |

名单、填好的表有姓名，放在旁边的 `{ledger}/` 里，不放进这个文件夹，也不提交。涉密的东西不进本工具。

没有人会用命令行的，把 `{sheet}` 里该填的告诉上级机关的技术人员，请他代做，拿成品用。
"""
LEDGER_NOTE = """\
名单（名单.xlsx：党支部、姓名、党小组、职务）和填好的表放在这里。
这个文件夹有姓名，不要放进项目，不要提交，不要上传。
"""
