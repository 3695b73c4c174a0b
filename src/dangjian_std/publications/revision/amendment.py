"""修改单: which standards have got which version, and which leaves of the printed books to exchange for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dangjian_std.changes import subjects
from dangjian_std.changes.change import WORDS_FOR_KINDS, Change, ChangeKind, summary
from dangjian_std.changes.losses import is_loss
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.blocks import Block, Cell, Heading, Paragraph
from dangjian_std.document.document import Document, Folio, Part
from dangjian_std.document.inline import Align
from dangjian_std.document.leaves import Exchange, Leaf, exchanges, pages, rewritten
from dangjian_std.document.tables import column, table
from dangjian_std.publications.revision.comparison_table import ComparedSets, entries, states
from dangjian_std.text.characters import visible

AMENDMENT_TITLE = "修改单"
COMING = "换入页"
CHANGED_FILE_COLUMNS = (column("哪一个", 32), column("版本", 17), column("改了什么", 51))
EXCHANGE_COLUMNS = (
    column("抽出", 23),
    column("换入", 23),
    column("张数", 11, Align.CENTRE),
    column("换入的哪几页内容或者版面变了", 43),
)
COVER_TITLE = "封面"
ONLY_NUMBERS = "内容没有变，只变书眉或者页码"
ONLY_FILED = "只改了变更记录"
MOST_CHANGES_TOLD = 8
"""Changes of a file that are told one by one."""
REPRINT_DIVISOR = 2
"""More than one in so many leaves to exchange, and the whole book is sooner printed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A printed book, as it was and as it is."""

    title: str
    old: Sequence[Leaf]
    new: Sequence[Leaf]
    parts: Mapping[int, str]
    """What begins on which page of the new one, counted from 0."""
    file: str
    """Name of the file with the pages that come in; empty where none do."""
    volumes: tuple[str, ...] = ()
    """Other books that changed too and whose pages it names."""


def compose(revision: ComparedSets, books: Sequence[Book]) -> Document:
    """Return 修改单 of a revision for the books in which it shows."""
    system = revision.new.system
    title = f"《{system.title}》{AMENDMENT_TITLE}"
    blocks = (Heading(level=0, text=title, anchor="amendment"), *_blocks(revision, books))
    part = Part(id="part-amendment", title=AMENDMENT_TITLE, head="", folio=Folio.ARABIC, blocks=blocks)
    return Document(
        name=AMENDMENT_TITLE, title=title, author=system.issuer, subject=states(revision), parts=(part,)
    )


def _blocks(revision: ComparedSets, books: Sequence[Book]) -> Iterator[Block]:
    yield _said(f"版次：{visible(states(revision))}。")
    yield _said(
        "换以前先看手里的书是不是旧版：下面写明旧版有几张，最后一页是第几页。旧版是照那时的标准、"
        "用现在的程序重新排的；手里的书张数、页码对不上的，是那时的程序排得不同，不照这张单换，重印整册。"
    )
    yield _said("一张纸两面，是两页；抽出、换入都整张。活页装订的照清单从前往后换；胶装、缝线的重印整册。")
    rows = tuple(_changed(revision))
    if rows:
        yield table(1, "改了哪些标准和用表", CHANGED_FILE_COLUMNS, iter(rows))
    for number, book in enumerate(books, 2 if rows else 1):
        yield from _book(number, book)


def _said(text: str) -> Paragraph:
    return Paragraph(text=(text,))


def _changed(revision: ComparedSets) -> Iterator[tuple[Cell | str, ...]]:
    """Yield file by file its version, what its history says of it, and what may be a loss.

    Of a file that has no history it is told clause by clause what changed.
    """
    for subject, own in subjects.by_subject(revision.changes).items():
        first = next((each for each in own if not each.old), own[0])
        said = [each.change for each in entries(revision, subject, own)]
        said += _clauses(list(filter(is_loss, own)) if said else own)
        name = "　".join(filter(None, (subject, first.site.title)))
        yield visible(name), _version(own), Cell(lines=tuple((visible(each),) for each in said or [ONLY_FILED]))


def _clauses(changes: Sequence[Change]) -> Iterator[str]:
    """Say of each change its kind, its clause and what it is about; of many the number besides."""
    told = [each for each in changes if not (each.filed or each.apart)]
    for each in told[:MOST_CHANGES_TOLD]:
        yield f"{WORDS_FOR_KINDS[each.kind]}：{'　'.join(filter(None, (each.site.clause, each.aspect)))}"
    if len(told) > MOST_CHANGES_TOLD:
        yield f"另有{len(told) - MOST_CHANGES_TOLD}处：{summary(told[MOST_CHANGES_TOLD:])}"


def _version(own: Sequence[Change]) -> str:
    if raised := subjects.version(own):
        return visible(f"{raised.before}→{raised.after}")
    whole = next((each for each in own if not (each.key or each.site.clause)), None)
    words = {ChangeKind.ADDED: "新增", ChangeKind.GONE: "取消"}
    return words.get(whole.kind, NOTHING_MARK) if whole else NOTHING_MARK


def _book(number: int, book: Book) -> Iterator[Block]:
    found = exchanges(book.old, book.new)
    going, coming = (sum(map(len, ranges)) for ranges in zip(*((e.out, e.into) for e in found), strict=True))
    yield Heading(level=1, text=book.title, anchor=f"amendment-{number}")
    yield _said(
        f"旧版{_size(book.old)}。抽出{going}张，换入{coming}张，换好以后{_size(book.new)}，同新版一页不差。"
        + (f"换入的在《{book.file}》里，已经照先后排好，双面打印（长边翻转）。" if book.file else "")
    )
    if book.volumes:
        yield _said(f"{''.join(map('《{}》'.format, book.volumes))}也变了，这一册写的是新的页码，一并重印。")
    fresh = {page // 2 for each in found for page in rewritten(book.old, book.new, each)}
    if plain := coming - len(fresh):
        sizes = {sum(len(leaf.pages) for leaf in each) for each in (book.old, book.new)}
        why = "：前面多了或者少了页，后面的页码跟着变" if len(sizes) > 1 else ""
        yield _said(f"换入的{coming}张里，有{plain}张{ONLY_NUMBERS}{why}。")
    if coming * REPRINT_DIVISOR > len(book.new):
        yield _said(f"换入的超过全书一半（{len(book.new)}张里的{coming}张），建议重印整册。")
    rows = (_row(book, each) for each in found)
    yield table(number, f"换页清单：{book.title}", EXCHANGE_COLUMNS, rows)
    if going:
        void = (numbered(book.old, pages(book.old, each.out)) for each in found if each.out)
        yield _said(f"作废页：{'；'.join(void)}，共{going}张。抽出来的划去或者销毁，不同新页放在一起。")
    else:
        yield _said("没有作废页。")


def _size(book: Sequence[Leaf]) -> str:
    last = next((page.label for leaf in reversed(book) for page in reversed(leaf.pages) if page.label), "")
    return f"共{len(book)}张" + (f"，最后一页是第{last}页" if last else "")


def _row(book: Book, each: Exchange) -> tuple[Cell | str, ...]:
    out, into = numbered(book.old, pages(book.old, each.out)), numbered(book.new, pages(book.new, each.into))
    if not each.out:
        before = range(max(0, each.into.start - 1), each.into.start)
        into += f"，插在{numbered(book.new, pages(book.new, before))}后面" if before else "，放在最前面"
    leaves = f"{len(each.out)}→{len(each.into)}"
    fresh = rewritten(book.old, book.new, each)
    said = tuple(_by_part(book, fresh)) or ((ONLY_NUMBERS,) if each.into else (NOTHING_MARK,))
    return out or NOTHING_MARK, into or "只抽出", leaves, Cell(lines=tuple((line,) for line in said))


def _by_part(book: Book, fresh: Iterable[int]) -> Iterator[str]:
    """Say of each part of the book which of its pages are among these."""
    found: dict[str, list[int]] = {}
    for page in fresh:
        begun = [start for start in book.parts if start <= page]
        found.setdefault(book.parts[max(begun)] if begun else "", []).append(page)
    for title, own in found.items():
        yield "：".join(filter(None, (title, numbered(book.new, own))))


def numbered(book: Sequence[Leaf], wanted: Iterable[int]) -> str:
    """Name pages of a book by what is printed on them; those that follow each other from the first to the last.

    A blank page that bears no number goes without saying: it is on the back of one that does.
    """
    runs: list[list[str]] = []
    before, kind = -2, None
    for page in wanted:
        face = book[page // 2].pages[page % 2]
        label = face.label or (COVER_TITLE if page == 0 else f"第{page + 1}面" if face.body else "")
        if not label:
            continue
        own = (label == COVER_TITLE, label.isdigit(), bool(face.label))
        if runs and own == kind and face.label and page - before == 1:
            runs[-1].append(label)
        else:
            runs.append([label])
        before, kind = page, own
    return "、".join(map(_run, runs))


def _run(labels: Sequence[str]) -> str:
    if labels[0] == COVER_TITLE or labels[0].startswith("第"):
        return labels[0]
    return f"第{labels[0]}页" if len(labels) == 1 else f"第{labels[0]}—{labels[-1]}页"
