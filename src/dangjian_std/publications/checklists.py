"""责任清单: what each person of a unit does, when and how, what it leaves, and which clause says so.

One list for each who does something in a unit of this shape: the duties of a post that the unit lacks stand on the
list of who acts for it, those of a post that somebody else holds (兼任) on the list of the holder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std import agenda
from dangjian_std.document import Cell, Document, Folio, Heading, Paragraph, Part, Table
from dangjian_std.model import Catalog, Step, When
from dangjian_std.publications import back, burden, front, procedure, wording
from dangjian_std.publications.numbering import Numbering
from dangjian_std.publications.order import Order
from dangjian_std.publications.rows import Rows, table

FOLDER = "02清单"
FORMATS = ("pdf", "xlsx", "docx")
TITLE = "责任清单"
BOX = "□"
BOXES: Mapping[str, tuple[str, ...]] = {
    "每月": (BOX * 3,) * 4,
    "每季": (BOX * 2,) * 2,
    "每半年": (BOX * 2,),
}
"""A box for each time that something comes round in a year."""
HEADS: dict[str, float] = {
    "完成": -11,
    "频次": -10,
    "何时": 19,
    "做什么": 18,
    "怎么做": 22,
    "留什么": 10,
    "见": -10,
}
LAST = 99
NOTE = "怎么做一栏只写第一项，其余见最后一栏写明的标准和条号。办完一次，打一个勾。"


def compose(catalog: Catalog, order: Order) -> Iterator[tuple[Document, tuple[str, ...]]]:
    """Yield the lists of all roles as one document, in large type, a list to a page."""
    del order  # the lists of a unit are always whole
    books = back.numbered(catalog)
    lists = tuple(_lists(catalog, books))
    system = catalog.system
    document = Document(
        name=TITLE,
        title=f"{system.title}（{system.edition}）{TITLE}",
        author=system.issuer,
        subject=TITLE,
        parts=(front.contents(lists, chapters=False), *lists),
        large=True,
    )
    yield document, FORMATS


def _lists(catalog: Catalog, books: tuple[Numbering, ...]) -> Iterator[Part]:
    for number, (role, own) in enumerate(held(catalog, books).items(), 1):
        also = tuple(dict.fromkeys(step.who for _, step in own if step.who != role))
        more = (Paragraph(text=(f"本清单连同{'、'.join(also)}的责任。",)),) if also else ()
        heading = Heading(level=0, text=f"{role}{TITLE}", anchor=f"list-{number}")
        blocks = (heading, *more, duties(catalog, role, own, number))
        yield Part(id=f"part-list-{number}", title=role, head="", folio=Folio.ARABIC, blocks=blocks, recto=False)


def duties(catalog: Catalog, role: str, own: list[tuple[Numbering, Step]], number: int) -> Table:
    """The list of one person."""
    return table(number, role, HEADS, _rows(catalog, own, role), NOTE)


def held(catalog: Catalog, books: tuple[Numbering, ...]) -> dict[str, list[tuple[Numbering, Step]]]:
    """Steps by who does them in a unit of this shape, in the order of the roles, each list by what brings them."""
    profile = catalog.profiles[catalog.system.profile]
    excused = {entry.step for entry in profile.not_applicable}
    held: dict[str, list[tuple[Numbering, Step]]] = {role: [] for role in catalog.roles}
    for book in books:
        for step in book.standard.steps:
            holder = agenda.holder(catalog, step.who, profile)
            if holder is not None and f"{book.code}.{step.id}" not in excused:
                held[holder].append((book, step))
    for own in held.values():
        own.sort(key=lambda each: (burden.rank(catalog, each[0].code, each[1]), _date(each[1].when)))
    return {role: own for role, own in held.items() if own}


def _date(when: When) -> tuple[int, int]:
    """Where in its period a time stands, as far as it says so; what says nothing comes last."""
    return (when.months or (LAST,))[0], when.day or when.by_day or LAST


def _rows(catalog: Catalog, own: list[tuple[Numbering, Step]], role: str) -> Rows:
    for book, step in own:
        when = wording.when(step.when, book.told)
        acting = f"（{step.who}）" if step.who != role else ""
        yield (
            Cell(lines=tuple((boxes,) for boxes in BOXES.get(burden.beat(catalog, book.code, step), (BOX,)))),
            burden.beat(catalog, book.code, step),
            "".join(map(str, when)),
            f"{step.what}{acting}",
            step.how[0],
            Cell(lines=tuple((code,) for code in back.kept(step)) or ((procedure.NOTHING,),)),
            f"{book.code} {book.clauses[step.id]}",
        )
