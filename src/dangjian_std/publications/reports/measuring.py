"""检查方式: of every criterion, how far a machine may answer it, and in which fields it looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.composition.measuring import Measuring
from dangjian_std.composition.role_duties import moved_forms
from dangjian_std.document.blocks import Cell, Table
from dangjian_std.document.inline import Align
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.measures import ByHand, Criterion, Decides, Hand
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import CriterionKind

MANUAL = "手工"
MEASURING_NOTES = (
    "两判：机器能说是，也能说否。",
    "只判否：机器能说没有做，说做了的还要人看内容。只判是：机器能说做了，说没有做的还要人看凭据。",
    "手工：机器看不出来，由人翻看、询问、看实物。",
)


def tables(units: tuple[Unit, ...], books: tuple[Clauses, ...]) -> Iterator[Table]:
    """Yield two tables: each criterion and how it is answered, then how many there are of each sort."""
    columns = (
        column("要点", 17),
        column("性质", 8, Align.CENTRE),
        column("检查要点", 23),
        column("怎样看", 21),
        column("机器能答", 11, Align.CENTRE),
        column("看哪张表哪一栏", 20),
    )
    notes = (*MEASURING_NOTES, *moved_forms(units[0]))
    yield table(1, "检查要点怎样看", columns, _criteria(units[0], books), *notes, empty="没有检查要点。")
    heads = (
        column("机器能答", 30),
        *(column(kind, 23, Align.CENTRE) for kind in CriterionKind),
        column("合计", 24, Align.CENTRE),
    )
    yield table(2, "机器能答多少", heads, _totals(books))


def _totals(books: tuple[Clauses, ...]) -> Rows:
    """Yield how many criteria of each kind are answered how, then all of them."""
    found = Counter((_answered(each), each.kind) for book in books for each in book.standard.criteria)
    answers = (*Decides, *(f"{MANUAL}（{hand}）" for hand in ByHand))
    for answer in answers:
        yield answer, *_counted([found[answer, kind] for kind in CriterionKind])
    yield "合计", *_counted([sum(found[answer, kind] for answer in answers) for kind in CriterionKind])


def _criteria(unit: Unit, books: tuple[Clauses, ...]) -> Rows:
    for book in books:
        words = Measuring(unit.catalog, book.code)
        for each in book.standard.criteria:
            lines = tuple((line,) for line in words.where(each.measure))
            yield (
                f"{book.code}.{each.id}",
                each.kind.value,
                each.statement,
                words.told(each.measure),
                _answered(each),
                Cell(lines=lines or ((NOTHING_MARK,),)),
            )


def _answered(each: Criterion) -> str:
    """Say how far a machine may answer; where it may not, what a person does."""
    by_hand = f"{MANUAL}（{each.measure.hand}）" if isinstance(each.measure, Hand) else ""
    return by_hand or str(each.machine)


def _counted(numbers: list[int]) -> tuple[str, ...]:
    return *map(str, numbers), str(sum(numbers))
