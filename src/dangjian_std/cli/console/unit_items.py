"""A unit of a list as an item of work, for a process that shares no disk with this one: bytes go and come back.

An item is a line of JSON and the files of the base as a ZIP; its answer is a line of JSON and the pack. An item
says all that its answer depends on, so that it may be worked at twice: whoever asked takes one answer.
"""

from __future__ import annotations

import dataclasses
import io
import json
import tempfile
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from dangjian_std.cli.console.unit_jobs import Wish
from dangjian_std.cli.console.unit_making import MadePack, PackMaker, RowError
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.reading.project import RawSource

MOST_BYTES_KEPT = 2_000_000_000
"""Bytes of files that a process keeps for the units that it may be given next."""
_ONE = Lock()
"""A process works at one item at a time: it sets several PDFs at once as it is."""
_folders: list[tempfile.TemporaryDirectory[str]] = []


class RefusedItemError(Exception):
    """An item that cannot be worked at, and why: none of its kind can."""


def base(raws: tuple[RawSource, ...]) -> bytes:
    """Return the files of a base as they travel."""
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for each in raws:
            archive.writestr(each.path, each.data)
    return packed.getvalue()


def item(sheet: str, run: str, wish: Wish, files: bytes) -> bytes:
    """Return what is to be worked at: a sheet, the identity of the run, what is wanted, and the `base`."""
    return _joined({"sheet": sheet, "run": run, "wish": dataclasses.asdict(wish)}, files)


def work(asked: bytes) -> bytes:
    """Answer an item."""
    from dangjian_std.output.many_units import NotMadeError

    said, files = _parted(asked)
    wish = Wish(**{**said["wish"], **{key: _tuples(said["wish"][key]) for key in ("only", "months")}})
    with _ONE:
        maker, own = _maker(files, wish)
        if own != said["run"]:
            return _joined({"refused": "那里装的 dangjian-std 或者它用的库同这里的不一样"}, b"")
        try:
            made = maker.made(said["sheet"], lambda _: None)
        except (RowError, NotMadeError) as error:
            return _joined({"trouble": str(error)}, b"")
        except DstdError as error:
            return _joined({"refused": str(error).rstrip("。")}, b"")
        maker.files.trim(MOST_BYTES_KEPT)
    pack = made.pack
    return _joined(
        {
            "adoption": pack.adoption.decode() if pack.adoption else None,
            "files": pack.files,
            "fresh": pack.fresh,
            "remarks": made.remarks,
            "seconds": made.seconds,
        },
        pack.data,
    )


def answer(given: bytes) -> MadePack:
    """Read an answer. Raises `RowError` for a unit of which nothing can be made, `RefusedItemError` for all."""
    from dangjian_std.output.many_units import Pack

    said, data = _parted(given)
    if "trouble" in said:
        raise RowError(said["trouble"])
    if "refused" in said:
        raise RefusedItemError(said["refused"])
    told = said["adoption"]
    pack = Pack(data, None if told is None else told.encode(), said["files"], said["fresh"])
    return MadePack(pack, tuple(said["remarks"]), said["seconds"])


@lru_cache(maxsize=1)
def _maker(files: bytes, wish: Wish) -> tuple[PackMaker, str]:
    """Return what makes units of a base here, and the identity of the run as this process has it."""
    from dangjian_std.output import many_units
    from dangjian_std.output.shared_files import SharedFiles
    from dangjian_std.reading import layers
    from dangjian_std.reading.project import RawSource

    with ZipFile(io.BytesIO(files)) as archive:
        raws = tuple(RawSource(name, archive.read(name)) for name in archive.namelist())
    folder = tempfile.TemporaryDirectory(prefix="dstd-units-")
    for other in _folders:
        other.cleanup()
    _folders[:] = [folder]
    maker = PackMaker(raws, wish, SharedFiles(Path(folder.name), {}))
    return maker, many_units.identity(layers.digest(raws), wish.words, wish.formats)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _joined(said: dict[str, Any], data: bytes) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode() + b"\n" + data


def _parted(given: bytes) -> tuple[dict[str, Any], bytes]:
    line, _, data = given.partition(b"\n")
    return json.loads(line), data
