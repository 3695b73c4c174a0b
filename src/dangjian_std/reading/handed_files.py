"""The files of a folder of filled forms, each as the forms that are in it. What is no such file is told."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dangjian_std.reading import filled_documents, filled_lists, handed_forms, project
from dangjian_std.reading.filled_forms import FilledFormError
from dangjian_std.reading.handed_forms import Forms, HandedForm
from dangjian_std.reading.ledger_files import BRANCH_LIST_FILE, LEDGER_FILE
from dangjian_std.text.errors import DstdError

MOST_BYTES_HANDED_IN = 20_000_000
"""Bytes of a file that is handed in."""
MOST_FILES_AT_ONCE = 5000
"""Files that are taken at once."""
READERS: Mapping[str, Callable[[str, bytes, Forms], tuple[HandedForm, ...]]] = {
    ".xlsx": lambda path, data, _forms: handed_forms.of_workbook(path, data),
    ".docx": filled_documents.of_document,
    ".csv": filled_lists.of_csv,
    ".yaml": filled_lists.of_yaml,
}
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".heic", ".pdf", ".ofd"})
OLD_ENDINGS = frozenset({".xls", ".et", ".doc", ".wps", ".ods", ".odt", ".rtf"})
MACROS = frozenset({".xlsm", ".docm", ".xlsb"})


@dataclass(frozen=True, slots=True)
class HandedFile:
    """A file that is to be taken, and its folders below what was asked for."""

    path: Path
    folders: tuple[str, ...]
    """The folders in which it lies, as they were typed, from the outermost on."""


def files(paths: tuple[Path, ...]) -> Iterator[HandedFile]:
    """Yield each file that is named, and every file of each folder that is named; hidden ones are passed over."""
    found = 0
    for path in paths:
        if not path.exists():
            raise DstdError(f"找不到 {project.shown(path)}。请检查路径。")
        for each in sorted(_below(path)) if path.is_dir() else (path,):
            found += 1
            if found > MOST_FILES_AT_ONCE:
                raise DstdError(
                    f"{project.shown(path)} 里的文件超过 {MOST_FILES_AT_ONCE} 个，不像收上来的表。一次收一个月的。"
                )
            yield HandedFile(each, each.parts[:-1])


def _below(folder: Path) -> Iterator[Path]:
    for top, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith((".", "~$")) and name not in {LEDGER_FILE, BRANCH_LIST_FILE}:
                yield Path(top, name)


def read(file: HandedFile, shown: str, forms: Forms) -> tuple[bytes, tuple[HandedForm, ...]]:
    """Return the bytes of a file and the forms in it; raise FilledFormError where they are not read."""
    suffix = file.path.suffix.lower()
    if suffix not in READERS:
        raise FilledFormError(_why_not(suffix))
    if file.path.is_symlink():
        raise FilledFormError("是链接，不是文件本身，没有读；把文件放进来")
    try:
        data = project.local(file.path, MOST_BYTES_HANDED_IN)
    except DstdError as error:
        raise FilledFormError(str(error).rstrip("。")) from error
    return data, READERS[suffix](shown, data, forms)


def _why_not(suffix: str) -> str:
    if suffix in PICTURES:
        return "照片、扫描件和 PDF 不读；看过纸的，把看到的写在核查清单上"
    if suffix in OLD_ENDINGS:
        return "旧的和别的格式不读；用 WPS 或者 Office 打开，另存为 .xlsx 或者 .docx"
    if suffix in MACROS:
        return "可能带着宏，不读；打开它，另存为不带宏的 .xlsx 或者 .docx"
    return f"不是收得了的文件；收 {'、'.join(READERS)}"
