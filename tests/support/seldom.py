"""What is printed of a set that a unit agreed on in part, of what it is excused from, of books in two editions."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from dangjian_std import changes, publications
from dangjian_std.composition.request import Request
from dangjian_std.document import leaves
from dangjian_std.document.document import Document
from dangjian_std.document.leaves import Page
from dangjian_std.domain.catalog import Catalog
from dangjian_std.domain.references import StepRef
from dangjian_std.domain.roles import LeftOut, NotApplicable, NotDone
from dangjian_std.domain.unit import Unit
from dangjian_std.domain.vocabulary import Status
from dangjian_std.domain.withdrawal import Withdrawal, Withdrawals
from dangjian_std.publications.reports import lists
from dangjian_std.publications.revision import amendment
from dangjian_std.publications.revision.amendment import Book
from dangjian_std.publications.revision.comparison_table import ComparedSets
from support.one_value import SET

Printed = Iterator[tuple[str, Document, object]]
OWN, GONE = "DJ402", "DJ403"
OF_BOTH = ("handbook", "approval", "checklists", "practical", "cards")


def printed() -> Printed:
    """Yield all of it."""
    unit = Unit.of(agreed())
    for name in OF_BOTH:
        for path, document, _ in publications.compose(unit, name, Request(proof=True)):
            yield f"agreed/{path}", document, ()
    for name in lists.REPORTS:
        yield f"agreed/{name}", lists.compose(name, (unit,)), ()
    for stage in (Status.DRAFT, Status.COMMENT, Status.WITHDRAWN):
        own = dataclasses.replace(agreed().standards[OWN], status=stage)
        begun = dataclasses.replace(agreed(), standards={**agreed().standards, OWN: own})
        for path, document, _ in publications.compose(
            Unit.of(begun), "booklet", Request(codes=(OWN,), proof=True)
        ):
            yield f"{stage}/{path}", dataclasses.replace(document, parts=document.parts[:1]), ()
    for name, document in amendments():
        yield name, document, ()


def agreed() -> Catalog:
    """A set of two standards, of which the unit agreed on one and does not do all; of a third it does nothing."""
    first = SET.standards["DJ401"]
    changed = {
        each: dataclasses.replace(first, code=each, custom=True, title=f"{each}规范") for each in (OWN, GONE)
    }
    profile = SET.profiles[SET.system.profile]
    at, cited = profile.anchor, first.citations[0]
    excused = [("DJ401", step.id) for step in first.steps if step.who == first.steps[0].who]
    shape = dataclasses.replace(
        profile,
        not_applicable=tuple(
            NotApplicable(anchor=at, step=StepRef(*each), reason="已经由总支办了")
            for each in [*excused, (OWN, first.steps[-1].id)]
        ),
        not_done=tuple(
            NotDone(anchor=at, regulation=cited.regulation, article=cited.article, reason=each)
            for each in ("甲。", "乙")
        ),
        without=(LeftOut(anchor=at, standard=GONE, reason="没有这项工作"),),
    )
    on = dt.date(SET.system.year, 1, 5)
    form = Withdrawal(anchor=at, code="R299", title="旧表", on=on, reason="并入", papers="照原期限保管")
    return dataclasses.replace(
        SET,
        standards={**SET.standards, **changed},
        profiles={**SET.profiles, profile.name: shape},
        withdrawals=Withdrawals(anchor=at, withdrawals=(form,)),
    )


def book(*said: str) -> tuple[leaves.Leaf, ...]:
    """A book of pages: the number printed on each, and behind a colon what it says."""
    pages = (each.partition(":") for each in said)
    return leaves.leaves([Page(label=label, drawn=f"{label}{body}", body=body) for label, _, body in pages])


def amendments() -> Iterator[tuple[str, Document]]:
    """Yield what to exchange in books of which little, much, or nothing but heads is other than before."""
    old = (":封面", "Ⅰ:前言", *(f"{number}:原{number}" for number in range(1, 11)))
    books = {
        "a page": (*old[:3], "2:改", *old[4:]),
        "a leaf more": (*old, "11:新", "12:又"),
        "a leaf less": old[:-2],
        "in front": (":新", ":", *old),
        "all moved": (*old[:2], "1:新", "2:又", *(f"{number + 2}:原{number}" for number in range(1, 11))),
        "a blank one": (*old[:4], ":", *old[5:]),
        "the last one": old[:-1],
    }
    compared = changes.compare(SET, agreed())
    for name, new in books.items():
        revision = ComparedSets(old=SET, new=SET, was="旧", now="新", changes=())
        one = Book(title="手册", old=book(*old), new=book(*new), parts={0: "封面", 2: "甲", 5: "乙"}, file="换入")
        yield f"amendment, {name}", amendment.compose(revision, (one,))
    none = dataclasses.replace(one, file="", parts={}, title="实用本")
    revision = ComparedSets(old=SET, new=agreed(), was="旧", now="新", changes=compared)
    yield "amendment of two", amendment.compose(revision, (one, none))
