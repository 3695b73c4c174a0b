"""What offices do to workbooks before they hand them in, by name."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.workbook.defined_name import DefinedName

from year_desks import Book, Edges, edges

WHO = "许癸癸"
"""The last of the names of `year_papers`."""
MESSES: dict[str, Callable[[Book], None]] = {}


def mess(make: Callable[[Book], None]) -> Callable[[Book], None]:
    """Keep a bad habit by its name."""
    MESSES[make.__name__.replace("_", "-")] = make
    return make


@mess
def renamed(book: Book) -> None:
    """A worksheet has the name of who filled it in."""
    sheet = book.book.worksheets[0]
    kept = {name: book.box(name)[1] for name, (of, _) in book.places.items() if of is sheet}
    sheet.title = f"{WHO}填的"
    for name, cells in kept.items():
        book.place(name, cells)


@mess
def rows_inserted(book: Book) -> None:
    """A row was inserted, as a spreadsheet program does it: the names of the places move along."""
    sheet, (_, top, _, _) = book.box(book.columns()[0])
    at = top + 2
    kept = {name: book.box(name)[1] for name, (of, _) in book.places.items() if of is sheet}
    merged = [edges(str(each)) for each in sheet.merged_cells.ranges]
    for each in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(each))
    sheet.insert_rows(at)

    def moved(cells: Edges) -> Edges:
        left, upper, right, lower = cells
        return left, upper + (upper >= at), right, lower + (lower >= at)

    for left, upper, right, lower in map(moved, merged):
        sheet.merge_cells(start_row=upper, end_row=lower, start_column=left, end_column=right)
    for name, cells in kept.items():
        book.place(name, moved(cells))


@mess
def empty_rows(book: Book) -> None:
    """Between the rows lies an empty one."""
    columns, count = book.columns(), book.rows()
    for name in columns:
        for at in range(count, 1, -1):
            book.spot(name, at + 2).value, book.spot(name, at).value = book.spot(name, at).value, None


@mess
def sorted_(book: Book) -> None:
    """The rows were sorted by their last column."""
    columns, count = book.columns(), book.rows()
    lines = [[book.spot(name, at).value for name in columns] for at in range(1, count + 1)]
    for at, line in enumerate(sorted(lines, key=lambda line: str(line[-1])), 1):
        for name, value in zip(columns, line, strict=True):
            book.spot(name, at).value = value


MESSES["sorted"] = MESSES.pop("sorted-")


@mess
def copied(book: Book) -> None:
    """The worksheet was copied inside the file."""
    sheet = book.book.worksheets[0]
    twin = book.book.copy_worksheet(sheet)
    twin.title = f"{WHO}的备份"
    for name, where in sheet.defined_names.items():
        text = f"'{twin.title}'!{where.attr_text.rpartition('!')[2]}"
        twin.defined_names[name] = DefinedName(name, attr_text=text)


@mess
def merged(book: Book) -> None:
    """Two cells below each other were merged."""
    sheet, (left, top, _, _) = book.box("items.done-on")
    sheet.merge_cells(start_row=top + 1, end_row=top + 2, start_column=left, end_column=left)


@mess
def retyped(book: Book) -> None:
    """The head of a column was typed anew."""
    sheet, (left, top, _, _) = book.box("branch-checks.checked-on")
    sheet.cell(top, left).value = "哪天查的"


@mess
def words_in_numbers(book: Book) -> None:
    """A number has its unit behind it."""
    cell = book.spot("branch-checks.found", 2)
    cell.value = f"{cell.value}条"


@mess
def shifted(book: Book) -> None:
    """What belongs into one cell stands in the next one too."""
    at = book.rows()
    book.spot("items.due-on", at).value = book.spot("items.owner", at).value
