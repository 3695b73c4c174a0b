"""发布公告 and 印发通知: letters about an edition, with blanks for what only an office can say."""

from __future__ import annotations

from dataclasses import replace

from dangjian_std.composition import letter_blocks, wording
from dangjian_std.composition.book_divisions import ASKED, CUSTOM, NUMBER_OF_DIVISION
from dangjian_std.composition.clauses import Clauses
from dangjian_std.composition.marks import NOTHING_MARK
from dangjian_std.document.document import Folio, Part
from dangjian_std.document.forms import Letter
from dangjian_std.document.inline import Align, Blank, Line
from dangjian_std.document.tables import Rows, column, table
from dangjian_std.domain.catalog import Catalog

Books = tuple[Clauses, ...]

STANDARDS_LIST_TITLE = "党建工作标准目录"
DECISION_BLANK = Blank(12, "审定的会议和日期", shown=True)


def announcement(catalog: Catalog, books: Books) -> tuple[Part, ...]:
    """Return 发布公告 and its list of standards."""
    called = _called(catalog)
    body: tuple[Line, ...] = (
        (
            f"{called}已经",
            DECISION_BLANK,
            f"审定，现予发布，自{_start(books)}起实施。收入的{len(books)}项标准见附件。",
        ),
    )
    letter = Letter(
        title=f"关于发布《{catalog.system.title}》的公告",
        anchor="announcement",
        addressee=(),
        body=body,
        attachments=(STANDARDS_LIST_TITLE,),
        closing=_closing(catalog),
        number=_number(),
    )
    return _part("announcement", "发布公告", letter), _list(catalog, books)


def circular(catalog: Catalog, books: Books) -> tuple[Part, ...]:
    """Return 印发通知."""
    called = _called(catalog)
    body: tuple[Line, ...] = (
        (
            f"{called}已经",
            DECISION_BLANK,
            f"审定，现印发给你们，自{_start(books)}起实施。有关事项通知如下。",
        ),
        *((f"{number}、{text}",) for number, text in zip("一二三四五六", _matters(catalog, books), strict=False)),
        (
            "执行中的问题，请联系",
            Blank(8, "联系人", shown=True),
            "，电话",
            Blank(10, "办公电话", shown=True),
            "。",
        ),
    )
    letter = Letter(
        title=f"关于印发《{catalog.system.title}》的通知",
        anchor="circular",
        addressee=(Blank(12, "主送单位", shown=True), "："),
        body=body,
        attachments=(f"{catalog.system.title}（{catalog.system.edition}）",),
        closing=_closing(catalog),
        number=_number(),
    )
    return (_part("circular", "印发通知", letter),)


def _matters(catalog: Catalog, books: Books) -> tuple[str, ...]:
    """Return what a reader must know: what is asked and what agreed, which binding prevails, what went."""
    own = [book.standard.short_title for book in books if book.standard.custom]
    held = f"手册收入标准{len(books)}项。"
    if own and len(own) < len(books):
        held += (
            f"{NUMBER_OF_DIVISION[ASKED]}{len(books) - len(own)}项是上位规定要求的工作，"
            f"{NUMBER_OF_DIVISION[CUSTOM]}{len(own)}项（{'、'.join(own)}）是本单位的约定。"
        )
    gone = [each for each in catalog.withdrawn.values() if each.on.year >= catalog.system.year - 1]
    return (
        held,
        "合订本是发布稿，实用本摘自发布稿，两者不一致的，以发布稿为准。记录表和文书用汇编里的样式。",
        *((f"废止的{len(gone)}件用表和文书不再使用，名称和材料去向见手册书末。",) if gone else ()),
    )


def _list(catalog: Catalog, books: Books) -> Part:
    columns = (
        column("序号", 9, Align.CENTRE),
        column("标准编号", 27),
        column("标准名称", 44),
        column("代替", 20, Align.CENTRE),
    )
    listed = replace(table(1, STANDARDS_LIST_TITLE, columns, _listed(catalog, books), label="附件"), tight=True)
    return Part(
        id="part-list", title=STANDARDS_LIST_TITLE, head="", folio=Folio.ARABIC, blocks=(listed,), recto=False
    )


def _listed(catalog: Catalog, books: Books) -> Rows:
    for index, book in enumerate(books, 1):
        replaced = [each.code for each in catalog.withdrawn.values() if each.replaced_by == book.code]
        yield str(index), catalog.number(book.code), book.standard.title, "、".join(replaced) or NOTHING_MARK


def _part(anchor: str, title: str, letter: Letter) -> Part:
    return Part(
        id=f"part-{anchor}", title=title, head="", folio=Folio.ARABIC, blocks=(letter,), recto=False, listed=False
    )


def _called(catalog: Catalog) -> str:
    return f"《{catalog.system.title}》（{catalog.system.edition}）"


def _start(books: Books) -> str:
    return wording.chinese_date(min(book.standard.effective for book in books))


def _number() -> Line:
    return ("发文字号：", Blank(letter_blocks.NUMBER_EMS, "发文字号"))


def _closing(catalog: Catalog) -> tuple[Line, ...]:
    return (catalog.system.issuer,), (Blank(3, "年"), "年", Blank(2, "月"), "月", Blank(2, "日"), "日")
