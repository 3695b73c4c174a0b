"""The only door in: finds a project, reads its sources, and knows where shipped data lies."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason

MAX_FILE = 1024 * 1024
"""Largest source in bytes."""
MAX_FILES = 5000
"""Most sources in a project."""
MAX_TOTAL = 64 * 1024 * 1024
"""Most bytes of all sources together."""
YAML_ENDINGS = (".yaml", ".yml")
CATALOG_FILE = "standards/catalog.yaml"
"""What makes a folder a set of standards."""
UNIT_SHEET, UNIT_WORKBOOK, LOCAL_FOLDER = "unit.yaml", "单位.xlsx", "local"
"""What makes a folder the project of a unit that adopts a set: either is enough; and the folder of its changes."""
OTHER_WORKBOOK_ENDINGS = frozenset({".xls", ".xlsm", ".xlsb", ".et", ".ett", ".ods"})
"""How other workbooks end that somebody may have saved."""


@dataclass(frozen=True, slots=True)
class RawSource:
    """A file as bytes, before anything is known about its text. `trouble` says why it was not read."""

    path: str
    data: bytes = b""
    trouble: str = ""


def find_root(start: Path) -> Path:
    """Return the project around `start`: the nearest folder upward that holds a set, or adopts one.

    The path is first taken as it was typed: `standards` may be a link to a folder that others share.
    """
    if not start.exists():
        raise DstdError(f"找不到 {shown(start)}。请检查路径。")
    if start.suffix == ".xlsx" and start.name != UNIT_WORKBOOK and start.is_file():
        raise DstdError(f"单位表要叫 {UNIT_WORKBOOK}。请建一个文件夹，把 {shown(start)} 放进去，改成这个名称。")
    if start.suffix.lower() in OTHER_WORKBOOK_ENDINGS and start.is_file():
        raise DstdError(
            f"单位表要存成 {UNIT_WORKBOOK}。请用 WPS 或者 Excel 打开 {shown(start)}，另存为不带宏的 .xlsx。"
        )
    typed = Path(os.path.abspath(start))  # noqa: PTH100 links must stay
    for folder in (typed, start.resolve()):
        for candidate in (folder, *folder.parents):
            if any((candidate / name).is_file() for name in (CATALOG_FILE, UNIT_SHEET, UNIT_WORKBOOK)):
                return candidate.resolve()
            if candidate.name == "standards" and (candidate / "catalog.yaml").is_file():
                return candidate.parent.resolve()
    raise DstdError(
        f"{shown(start)} 不在一个项目里：往上各级文件夹都没有 {CATALOG_FILE}，"
        f"也没有 {UNIT_SHEET} 或者 {UNIT_WORKBOOK}。沿用一套标准，先运行 dstd init。"
    )


def adopts(root: Path) -> bool:
    """Whether a project is that of a unit that adopts a set: it holds no set itself."""
    return bool(_sheets(root)) and not (root / CATALOG_FILE).is_file()


def _sheets(root: Path) -> list[Path]:
    """Return the files that say what the unit is: one of them, or both."""
    return [path for name in (UNIT_SHEET, UNIT_WORKBOOK) if (path := root / name).is_file()]


def shown(path: Path) -> str:
    """Escape what a terminal could be misled by; `characters` lives on this floor and cannot be asked."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in str(path))


def local(path: Path, most: int = MAX_FILE) -> bytes:
    """Return the bytes of a regular file that is named on the command line, so many at most."""
    try:
        if not path.is_file() or path.stat().st_size > most:
            raise DstdError(f"{shown(path)} 不是文件，或者超过 {most} 字节。请检查路径。")
        return path.read_bytes()
    except OSError as error:
        raise DstdError(f"读不了 {shown(path)}：{reason(error)}。") from error


def in_repository(path: Path) -> bool:
    """Whether a file lies in a work tree of git, as its path was typed or where it leads."""
    typed = Path(os.path.abspath(path))  # noqa: PTH100 links must stay
    return any((folder / ".git").exists() for each in (typed, path.resolve()) for folder in each.parents)


def require_set(root: Path, what: str) -> None:
    """Refuse to do what is done to a set where a unit only adopts one."""
    if adopts(root):
        raise DstdError(f"这个项目沿用母本，{what}。请到母本的项目里运行。")


def sources(root: Path) -> Iterator[RawSource]:
    """Yield every source of the project itself, sorted by path. Only regular files inside it are opened."""
    found = names(root)
    top = own(root)
    if len(found) > MAX_FILES:
        raise DstdError(f"{top}/ 下有 {len(found)} 个 YAML 文件，超过上限 {MAX_FILES} 个。")
    total = 0
    for name in found:
        raw = _read(f"{root}{os.sep}{name}", name)
        total += len(raw.data)
        if total > MAX_TOTAL:
            raise DstdError(f"{top}/ 下的 YAML 文件合起来超过上限 {MAX_TOTAL // 1024 // 1024} MiB。")
        yield raw


def names(root: Path) -> list[str]:
    """Return the path in its project of everything that `sources` reads, or says it cannot read."""
    found = [*_walk(root / own(root)), *(map(str, _sheets(root)) if adopts(root) else ())]
    before = os.path.join(root, "")  # noqa: PTH118 its end counts
    return sorted(path.removeprefix(before).replace(os.sep, "/") for path in found)


def own(root: Path) -> str:
    """Return the folder of a project in which its author writes."""
    return LOCAL_FOLDER if adopts(root) else "standards"


def _walk(top: Path) -> Iterator[str]:
    """Yield every source, and what its author may take for one: `_read` says why it is none."""
    closed: list[str] = []
    for folder, folders, files in os.walk(top, onerror=lambda error: closed.append(error.filename)):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (path for name in folders if os.path.islink(path := f"{folder}{os.sep}{name}"))  # noqa: PTH114
        for name in files:
            meant = name.lower().removesuffix(".txt").endswith(YAML_ENDINGS)
            if meant and not name.startswith((".", "~")):
                yield f"{folder}{os.sep}{name}"  # path objects would take longer than all else here
    yield from (path for path in closed if os.path.isdir(path))  # noqa: PTH112


def _read(path: str, shown: str) -> RawSource:
    """Read one file; a link, pipe, device or oversized file is named instead of opened."""
    try:
        if trouble := _trouble(path):
            return RawSource(shown, trouble=trouble)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            return RawSource(shown, file.read(MAX_FILE + 1)[:MAX_FILE])
    except OSError as error:
        return RawSource(shown, trouble=f"读不了这个文件：{reason(error)}")


def _trouble(path: str) -> str:
    """Say why a path is not to be opened, or return an empty text."""
    state = os.lstat(path)
    for wrong, trouble in (
        (stat.S_ISDIR(state.st_mode), "打不开这个文件夹，里面的文件都没有读取"),
        (
            stat.S_ISLNK(state.st_mode) and os.path.isdir(path),  # noqa: PTH112
            "这是链接到别处的文件夹，里面的文件都没有读取，请把文件放进来",
        ),
        (
            not path.endswith((*YAML_ENDINGS, UNIT_WORKBOOK)),
            "文件名不以 .yaml 结尾（要小写，后面没有 .txt），没有读取，请改名",
        ),
        (
            not stat.S_ISREG(state.st_mode),
            "这不是普通文件（是链接、管道或设备），为安全起见没有读取",
        ),
        (state.st_size > MAX_FILE, f"文件有 {state.st_size} 字节，超过上限 {MAX_FILE} 字节"),
    ):
        if wrong:
            return trouble
    return ""
