"""JSON files that our program made for the office above, as units hand them in: from anywhere, perhaps changed."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangjian_std.reading import schema
from dangjian_std.text.characters import refused
from dangjian_std.text.diagnostic import Diagnostic, Problem, Related, Rule
from dangjian_std.text.errors import DstdError
from dangjian_std.text.os_errors import reason
from dangjian_std.text.places import Place, Span

MOST_BYTES_OF_JSON = 4 * 1024 * 1024
"""Bytes of a file, unless its kind says otherwise: many times what the longest one has."""
MOST_JSON_FILES = 5000
"""Files that are read."""
NEWEST_FORMAT = 1


@dataclass(frozen=True, slots=True)
class HandedFileKind:
    """A kind of these files."""

    name: str
    """What people call it."""
    shape: str
    """The name of its schema."""
    again: str
    """What to do where a file is none."""
    endings: tuple[str, ...]
    """Of the names of files that may be meant in a folder, in small letters."""
    none: str
    """What is said of a folder without one, after its name."""
    largest: int = MOST_BYTES_OF_JSON
    """Bytes of a file."""


class HandedError(ValueError):
    """A file that is not taken: what is wrong, what to do (nothing: make it again), and where."""

    def __init__(self, message: str, help_: str = "", line: int = 1, column: int = 1) -> None:
        """Keep what to do, and the place, beside the message."""
        super().__init__(message)
        self.help, self.line, self.column = help_, line, column

    def told(self, kind: HandedFileKind, rule: Rule, shown: str) -> Diagnostic:
        """Return it as a finding in a file."""
        place = Place(Span(shown, self.line, self.column, self.line, self.column + 1))
        return finding(rule, place, str(self), self.help or kind.again)


def finding(rule: Rule, place: Place, message: str, help_: str, *related: Related) -> Diagnostic:
    """Return what is wrong with a file."""
    return rule.diagnose(Problem(place=place, message=message, help=help_, related=related))


def files(kind: HandedFileKind, named: Iterable[pathlib.Path]) -> tuple[pathlib.Path, ...]:
    """Return the files that are named, and of folders those that may be meant, each once, sorted within a folder.

    Raises `DstdError` for what is not there, or for too much.
    """
    found: dict[pathlib.Path, None] = {}
    for path in named:
        if path.is_dir():
            inside = sorted(_inside(path, kind.endings))
            if not inside:
                raise DstdError(f"{path} {kind.none}")
            found |= dict.fromkeys(inside)
        elif path.is_file():
            found[path] = None
        else:
            raise DstdError(f"找不到 {path}。请检查路径。")
        if len(found) > MOST_JSON_FILES:
            raise DstdError(f"文件超过 {MOST_JSON_FILES} 个，请分几次汇总。")
    return tuple(found)


def _inside(folder: pathlib.Path, endings: tuple[str, ...]) -> Iterator[pathlib.Path]:
    """Yield what may be meant below a folder; links lead elsewhere and hidden files are nobody's."""
    for here, folders, names in os.walk(folder):
        folders[:] = [each for each in folders if not each.startswith(".")]
        for name in names:
            if name.lower().endswith(endings) and not name.startswith((".", "~")):
                yield pathlib.Path(here, name)


def content(kind: HandedFileKind, path: pathlib.Path) -> bytes:
    """Return the bytes of a file."""
    try:
        with path.open("rb") as file:
            return within(kind, file.read(kind.largest + 1))
    except OSError as error:
        raise unreadable(error) from error


def unreadable(error: OSError) -> HandedError:
    """Return what is said of a file that the system does not give."""
    return HandedError(f"读不了：{reason(error)}", "检查这个文件，再来一次")


def within(kind: HandedFileKind, data: bytes) -> bytes:
    """Return bytes that are not too many; `data` may have one more than that."""
    if len(data) > kind.largest:
        raise HandedError(f"{kind.name} 超过 {kind.largest // 1024 // 1024} MiB，不像本工具做的，没有读")
    return data


def said(kind: HandedFileKind, data: bytes) -> dict[str, Any]:
    """Return what a file says, which has the form of its schema."""
    found = _json(data)
    number = found.get("format") if isinstance(found, dict) else None
    if isinstance(number, int) and not isinstance(number, bool) and number > NEWEST_FORMAT:
        raise HandedError(f"是第{number}版格式，本程序只认到第{NEWEST_FORMAT}版", "换用新版的 dstd 再汇总")
    sure = schema.sieve(kind.shape)(found)
    error = None if sure else next(iter(schema.validator(kind.shape).iter_errors(found)), None)
    if error is not None:
        where = "".join(f"/{part}" for part in error.path) or "最外层"
        raise HandedError(f"不是 dstd 做的 {kind.name}，或者被改过：{where} 不合格式")
    if odd := next((char for text in _texts(found) for char in text if refused(char)), ""):
        raise HandedError(f"里面有看不见的{refused(odd)} U+{ord(odd):04X}")
    said: dict[str, Any] = found
    return said


def _json(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise HandedError("从这里起不是完好的 JSON", "", error.lineno, error.colno) from error
    except (ValueError, RecursionError) as error:
        raise HandedError("不是 UTF-8 的 JSON 文件") from error


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)
