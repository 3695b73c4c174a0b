"""What git keeps of a project and must not: lists of names, and forms that are filled in.

A file is told by its name or by what is in it, so that a list under another name is told too. One that cannot be
opened, as an old .xls, is told by its name alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from dangjian_std.reading import project, states_of_sets
from dangjian_std.text.diagnostic import Problem
from dangjian_std.text.errors import DstdError
from dangjian_std.text.places import Place, Span

LEDGER_FOLDER = "台账"
"""The folder that is for people, beside the project."""
CHAINED = f"{LEDGER_FOLDER}.jsonl"
"""The ledger of a unit."""
ROSTERS = ("名单", "党员名单", "花名册", "党员花名册")
"""How the name of a list of members begins."""
LIST_ENDINGS = (".xlsx", ".xls", ".et", ".csv", ".txt", ".docx", ".doc", ".wps", ".jsonl")
MOST_BYTES_OF_TRACKED = 2_000_000
"""Bytes of a file that is looked into."""
MOST_TRACKED_FILES = 200
"""Files that are looked into."""
FORM_TITLE_STYLE = "表单标题".encode()
"""The style in which a form of ours has its title, as a document names it."""
SAVED = re.compile(rb"<dcterms:modified[^>]*>([^<]*)<")
"""When a document was saved; one that we made says the first day of 2000."""
DATE_OF_OUR_FILES = b"2000-01-01"
PROGRAM = "docProps/app.xml"
"""Where an office program says which one it is; a document that we made has no such part."""


def problems(root: Path) -> Iterator[Problem]:
    """Yield each file that has names of people in it and is tracked by git."""
    for name, named, look in _candidates(root):
        found = named
        if look:
            with contextlib.suppress(DstdError, OSError):
                found = look(project.local(root / name, MOST_BYTES_OF_TRACKED))
        if found:
            yield Problem(
                place=Place(Span(name)),
                message="名单、填过的表有姓名，不能提交到 git",
                help=f"移到项目旁边的 {LEDGER_FOLDER}/，再运行 git rm --cached；已经推送的，请管理仓库的人清除",
            )


def identity(root: Path) -> str:
    """Return a sha256 over all that `problems` hangs on."""
    found = hashlib.sha256()
    for name, named, look in _candidates(root):
        found.update(f"{name}\0{named}\0".encode("utf-8", "surrogatepass"))
        if look:
            with contextlib.suppress(DstdError, OSError):
                data = project.local(root / name, MOST_BYTES_OF_TRACKED)
                found.update(f"{len(data)}\0".encode() + data)
    return found.hexdigest()


def _candidates(root: Path) -> Iterator[tuple[str, bool, Callable[[bytes], bool] | None]]:
    """Yield what git keeps and may be a list: whether its name says so, and otherwise how to look into it."""
    looked = 0
    for name in states_of_sets.tracked(root):
        path = PurePosixPath(name)
        if path.suffix.lower() not in LIST_ENDINGS:
            continue
        named = LEDGER_FOLDER in path.parts[:-1] or path.name.startswith(ROSTERS) or path.name == CHAINED
        look = None if named or looked >= MOST_TRACKED_FILES else READER_OF_ENDING.get(path.suffix.lower())
        looked += look is not None
        yield name, named, look


def _workbook(data: bytes) -> bool:
    """Whether a workbook is a form of ours in which something is filled in, or a list of people."""
    from dangjian_std.reading import filled_forms  # and openpyxl: only where git keeps a workbook

    try:
        sheets = filled_forms.read(data)
    except filled_forms.FilledFormError:
        return _list(data)
    places = (each for sheet in sheets for each in sheet.cells.items())
    return any(
        cell.value is not None or cell.trouble for place, cells in places if not place.computed for cell in cells
    )


def _list(data: bytes) -> bool:
    from dangjian_std.reading import roster

    with contextlib.suppress(roster.RosterError):
        return roster.lists_people(data)
    return False


def _document(data: bytes) -> bool:
    """Whether a document is a form of ours that somebody has saved since."""
    import zipfile

    from dangjian_std.reading import workbook

    with contextlib.suppress(workbook.WorkbookError, KeyError, zipfile.BadZipFile):
        workbook.require_sound(data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            saved = SAVED.search(archive.read("docProps/core.xml"))
            ours = any(FORM_TITLE_STYLE in archive.read(f"word/{part}.xml") for part in ("document", "styles"))
            signed = PROGRAM in archive.namelist()
            return ours and (signed or not (saved and saved[1].startswith(DATE_OF_OUR_FILES)))
    return False


READER_OF_ENDING: Mapping[str, Callable[[bytes], bool]] = {
    ".xlsx": _workbook,
    ".csv": _list,
    ".txt": _list,
    ".docx": _document,
}
