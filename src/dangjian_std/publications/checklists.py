"""责任清单: what each person of a unit does, when and how, what it leaves, and which clause says so.

One list for each who does something in a unit of this shape: the duties of a post that the unit lacks stand on the
list of who acts for it, those of a post that somebody else holds (兼任) on the list of the holder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dangjian_std.composition import clauses, contents_list, frequency, role_duties, wording
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING
from dangjian_std.composition.request import Request
from dangjian_std.composition.role_duties import duties_by_person
from dangjian_std.document.blocks import Cell, Heading, Paragraph, Table
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.standard import Step
from dangjian_std.domain.unit import Unit
from dangjian_std.publications.publication import Outputs, Publication

TITLE = "责任清单"
BOX = "□"
BOXES: Mapping[str, tuple[str, ...]] = {
    "每月": (BOX * 3,) * 4,
    "每季": (BOX * 2,) * 2,
    "每半年": (BOX * 2,),
}
"""A box for each time that something comes round in a year."""
COLUMNS = (
    column("完成", 11, Align.CENTRE),
    column("频次", 10, Align.CENTRE),
    column("何时", 19),
    column("做什么", 18),
    column("怎么做", 22),
    column("留什么", 10),
    column("见", 10, Align.CENTRE),
)
NOTE = "怎么做一栏只写第一项，其余见最后一栏写明的标准和条号。办完一次，打一个勾。"


def compose(unit: Unit, _request: Request) -> Outputs:
    """Yield the lists of all roles as one document, in large type, a list to a page."""
    lists = tuple(_lists(unit, clauses.all_clauses(unit.catalog)))
    system = unit.catalog.system
    document = Document(
        name=TITLE,
        title=f"{system.title}（{system.edition}）{TITLE}",
        author=system.issuer,
        subject=TITLE,
        parts=(contents_list.contents(lists, chapters=False), *lists),
        large=True,
    )
    yield document, ("pdf", "xlsx", "docx")


def _lists(unit: Unit, books: tuple[Clauses, ...]) -> Iterator[Part]:
    for number, (role, own) in enumerate(duties_by_person(unit, books).items(), 1):
        also = tuple(dict.fromkeys(step.who for _, step in own if step.who != role))
        more = (Paragraph(text=(f"本清单连同{'、'.join(also)}的责任。",)),) if also else ()
        heading = Heading(level=0, text=f"{role}{TITLE}", anchor=f"list-{number}")
        blocks = (heading, *more, duties(unit, role, own, number))
        yield Part(id=f"part-list-{number}", title=role, head="", folio=Folio.ARABIC, blocks=blocks, recto=False)


def duties(unit: Unit, role: str, own: list[tuple[Clauses, Step]], number: int) -> Table:
    """The list of one person."""
    return table(number, role, COLUMNS, _rows(unit, own, role), NOTE)


def _rows(unit: Unit, own: list[tuple[Clauses, Step]], role: str) -> Rows:
    for book, step in own:
        when = wording.when(step.when, book.told)
        acting = f"（{step.who}）" if step.who != role else ""
        occasion = frequency.occasion(unit, book.code, step)
        yield (
            Cell(lines=tuple((boxes,) for boxes in BOXES.get(occasion, (BOX,)))),
            occasion,
            "".join(map(str, when)),
            f"{step.what}{acting}",
            Cell(lines=(book.text(step.how[0], within=False),)),
            Cell(lines=tuple((code,) for code in role_duties.codes_left(unit, step)) or ((NOTHING,),)),
            f"{book.code} {book.clauses[step.id]}",
        )


PUBLICATION = Publication(
    name="checklists", words=("清单", "责任清单"), folder="02清单", compose=compose, large=False
)
