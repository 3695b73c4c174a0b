"""清单: what can be read off all standards together, for the screen and for a spreadsheet.

The same facts as in the indexes of the book, one fact a row: a sheet can be sorted and filtered by any column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dangjian_std.document import Block, Cell, Document, Folio, Heading, Line, Part, Table
from dangjian_std.model import (
    Catalog,
    Period,
    Profile,
    Regulation,
    RegulationStatus,
    Requirement,
    Role,
    Step,
    Trust,
)
from dangjian_std.publications import back, burden, coverage, form, procedure, wording
from dangjian_std.publications.numbering import Numbering
from dangjian_std.publications.rows import Rows, table

NOTHING = procedure.NOTHING
ON_DEMAND = "按需"
SUPERSEDED = frozenset({RegulationStatus.REVISED, RegulationStatus.REPEALED})


def compose(catalog: Catalog, name: str) -> Document:
    """Return one report: its tables in one part."""
    title, tables = REPORTS[name]
    blocks: tuple[Block, ...] = (
        Heading(level=0, text=title, anchor=name),
        *tables(catalog, back.numbered(catalog)),
    )
    part = Part(id=f"part-{name}", title=title, head="", folio=Folio.ARABIC, blocks=blocks)
    return Document(
        name=name,
        title=f"{catalog.system.title}（{catalog.system.edition}）{title}",
        author=catalog.system.issuer,
        subject=title,
        parts=(part,),
    )


# -- 依据 ------------------------------------------------------------------------------------------------


def _basis(catalog: Catalog, books: tuple[Numbering, ...]) -> Iterator[Table]:
    yield table(
        1,
        "依据索引",
        {"规范性文件": 20, "条款": 20, "核对": -8, "用于": 52},
        _articles(catalog, books),
        "原文，指逐条读过全文；摘引，指读到引用的文字；待核，指其余。",
    )
    heads = {"标准": -8, "条号": -8, "谁来做": 12, "内容": 36, "依据": 36}
    yield table(2, "各步骤和要求的依据", heads, _based(catalog, books))
    yield table(
        3,
        "等待核对的条款",
        {"规范性文件": 18, "条款": 18, "核对": -8, "日期": -12, "读的是什么": 14, "用于": 30},
        _waiting(catalog, books),
        "待核的条款不能用在发布的标准里；没有用到的条款也列在这里。",
        empty="没有等待核对的条款。",
    )
    yield table(
        4,
        "已修订、已废止的规范性文件",
        {"规范性文件": 40, "现状": -10, "改用": 20, "还在引用的标准": 30},
        _superseded(catalog, books),
        empty="登记的规范性文件都是现行的。",
    )
    yield from coverage.tables(catalog, 5)
    yield table(
        7,
        "没有读到条文的规定",
        {"规范性文件": 18, "标准": -8, "条号": -8, "内容": 66},
        _not_read(books),
        f"书里标{procedure.UNREAD}：知道上位规定有要求，条文没有读到，以原文为准。读到以后改写依据。",
        empty="没有这样的规定。",
    )


def _articles(catalog: Catalog, books: tuple[Numbering, ...]) -> Rows:
    for regulation in catalog.regulations.values():
        for article, users in back.used(books, regulation):
            if users:
                level = article.checked.level.value
                yield regulation.name, article.number, level, Cell(lines=(users,))


def _based(catalog: Catalog, books: tuple[Numbering, ...]) -> Rows:
    for book in books:
        for step in book.standard.steps:
            yield book.code, book.clauses[step.id], step.who, step.what, _cited(catalog, step)
        for index, each in enumerate(book.standard.requirements, 1):
            yield book.code, book.requirement(index).text, NOTHING, each.text, _cited(catalog, each)


def _cited(catalog: Catalog, user: Step | Requirement) -> Cell:
    """Name the articles behind a step or requirement, one a line, each with its level of trust."""
    lines: list[Line] = []
    for citation in user.basis:
        article = catalog.article(citation)
        level = f"（{article.checked.level}）" if article else ""
        lines.append((f"{citation.regulation} {citation.article}{level}",))
    if names := _unread(user):
        lines.append((f"{procedure.UNREAD}{'、'.join(names)}有要求，没有读到条文",))
    if user.local:
        lines.append((f"{procedure.LOCAL}{'部分内容' if lines else ''}由本单位规定",))
    return Cell(lines=tuple(lines) or ((NOTHING,),))


def _unread(user: Step | Requirement) -> tuple[str, ...]:
    """Name the regulations that ask for something here in an article not read yet."""
    if isinstance(user, Requirement):
        return user.unread
    return tuple(dict.fromkeys(each.regulation for each in user.unread))


def _not_read(books: tuple[Numbering, ...]) -> Rows:
    for book in books:
        for step in book.standard.steps:
            for each in step.unread:
                said = Cell(lines=tuple((text,) for text in _said(step, each.places)))
                yield each.regulation, book.code, book.clauses[step.id], said
        for index, requirement in enumerate(book.standard.requirements, 1):
            for name in requirement.unread:
                yield name, book.code, book.requirement(index).text, requirement.text


def _said(step: Step, places: tuple[str, ...]) -> Iterator[str]:
    """Yield what stands at places of a step: the items of 怎么做, and of the rest what is done."""
    items = [
        int(number) for key, _, number in (place.partition(".") for place in places) if key == "how" and number
    ]
    yield from (step.how[number - 1] for number in items)
    if len(items) < len(places):
        yield step.what


def _waiting(catalog: Catalog, books: tuple[Numbering, ...]) -> Rows:
    found = [(each, *used) for each in catalog.regulations.values() for used in back.used(books, each)]
    for level in (Trust.UNCHECKED, Trust.EXCERPT):
        for regulation, article, users in found:
            checked = article.checked
            if checked.level is level:
                line = users or ("没有用到",)
                day = checked.on.isoformat()
                yield regulation.name, article.number, level.value, day, checked.source, Cell(lines=(line,))


def _superseded(catalog: Catalog, books: tuple[Numbering, ...]) -> Rows:
    for regulation in catalog.regulations.values():
        if regulation.status in SUPERSEDED:
            codes = "、".join(book.code for book in books if _cites(book, regulation))
            name = f"{regulation.name}（{regulation.title}）"
            yield name, regulation.status.value, regulation.replaced_by or NOTHING, codes or "没有"


def _cites(book: Numbering, regulation: Regulation) -> bool:
    return any(name == regulation.name for name, _ in book.standard.rests_on)


# -- 记录表 ----------------------------------------------------------------------------------------------


def _forms(catalog: Catalog, books: tuple[Numbering, ...]) -> Iterator[Table]:
    heads = {"编号": -6, "名称": 30, "由谁启用": 30, "填表单位": -12, "次/年": -10, "分钟": -6}
    notes = (
        "次/年由启用它的各步的时间加总，各按一个支部、党小组或者党员算；遇事才填的，写按需。",
        "分钟是填一份要用的时间，由编者估计。",
    )
    yield table(1, "谁来填、一年几次", heads, _filled(catalog, books), *notes)
    heads = {"编号": -6, "名称": 30, "形式": -12, "保管期限": 26, "签名": 20, "所属": -6}
    kept: Rows = (
        (
            code,
            each.title,
            each.medium.value,
            form.retention(each),
            "、".join(each.signed_by) or NOTHING,
            each.home,
        )
        for code, each in sorted(catalog.records.items())
    )
    yield table(2, "形式和归档", heads, kept)


def _filled(catalog: Catalog, books: tuple[Numbering, ...]) -> Rows:
    for code, record in sorted(catalog.records.items()):
        openers = [(book, step) for book in books for step in book.standard.steps if step.opens == code]
        lines = tuple((*back.clause(book, step), f"　{step.who}") for book, step in openers)
        yield (
            code,
            record.title,
            Cell(lines=lines or ((NOTHING,),)),
            wording.PER[record.per],
            "；".join(_how_often(catalog, openers)) or NOTHING,
            str(record.minutes),
        )


def _how_often(catalog: Catalog, openers: list[tuple[Numbering, Step]]) -> Iterator[str]:
    """Say how often a year a form is opened: what recurs as a sum, then what comes once a term, then 按需."""
    times = [burden.rate(catalog, book.code, step) for book, step in openers]
    if yearly := sum(number for number, period in times if period is Period.YEAR):
        yield str(yearly)
    if termly := sum(number for number, period in times if period is Period.TERM):
        yield f"每届{termly}"
    if any(period is None for _, period in times):
        yield ON_DEMAND


# -- 岗位 ------------------------------------------------------------------------------------------------


def _roles(catalog: Catalog, books: tuple[Numbering, ...]) -> Iterator[Table]:
    heads: dict[str, float] = {"岗位": 13, "何时": 27, "做什么": 28, "留什么": 18, "见": 14}
    duties: Rows = ((role, *cells) for role in catalog.roles for cells in back.duties(books, role))
    yield table(1, "岗位责任清单", heads, duties, "何时一栏里的条号，是“见”一栏那项标准的条号。")
    share = 70 / max(len(catalog.profiles), 1)
    shapes = {profile.name: share for profile in catalog.profiles.values()}
    acts: Rows = (
        (role.id, role.level.value, *(_actor(catalog, role, profile) for profile in catalog.profiles.values()))
        for role in catalog.roles.values()
    )
    named = tuple(f"{profile.name}：{profile.title}。" for profile in catalog.profiles.values())
    yield table(2, "各类单位由谁来做", {"岗位": 18, "层级": -12} | shapes, acts, *named)
    excused: Rows = (
        (profile.name, entry.step, entry.reason)
        for profile in catalog.profiles.values()
        for entry in profile.not_applicable
    )
    heads = {"单位": 14, "步骤": 26, "理由": 60}
    yield table(3, "不适用的步骤", heads, excused, empty="没有不适用的步骤。")


def _actor(catalog: Catalog, role: Role, profile: Profile) -> str:
    """Who does the work of a role in a unit of this shape; where one person holds two posts, both."""
    actor = catalog.actor(role.id, profile)
    if actor is None:
        return f"不设（{role.absent.reason}）" if role.absent and role.absent.reason else "不设"
    held = next((each.by for each in profile.doubling if each.role == actor), None)
    return f"{held}（兼{actor}）" if held else actor


# -- 目标 ------------------------------------------------------------------------------------------------


def _goals(catalog: Catalog, books: tuple[Numbering, ...]) -> Iterator[Table]:
    serving = {
        (goal.name, part): [book for book in books if f"{goal.name}.{part}" in book.standard.goals]
        for goal in catalog.system.goals
        for part in goal.parts
    }
    served: Rows = (
        (goal, part, book.code, book.standard.title) for (goal, part), found in serving.items() for book in found
    )
    heads: dict[str, float] = {"目标": 20, "方面": 30, "标准": -10, "名称": 40}
    yield table(1, "目标与标准", heads, served, empty="没有标准写明对应的目标。")
    missing: Rows = (key for key, found in serving.items() if not found)
    yield table(2, "没有标准对应的目标", {"目标": 40, "方面": 60}, missing, empty="每个目标都有标准对应。")


REPORTS: Mapping[str, tuple[str, Callable[[Catalog, tuple[Numbering, ...]], Iterator[Table]]]] = {
    "basis": ("依据清单", _basis),
    "forms": ("记录表清单", _forms),
    "roles": ("岗位清单", _roles),
    "goals": ("目标清单", _goals),
    "burden": ("减负清单", burden.tables),
}
"""Reports by the name that `dstd report` takes: title and tables."""
