"""ZIP files (DOCX, XLSX): members in one order and of one date, so that the bytes are always the same."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = (1980, 1, 1, 0, 0, 0)
FIRST = "[Content_Types].xml"
UNIX, READABLE = 3, 0o100644 << 16


def repack(archive: bytes, change: Callable[[str, bytes], bytes] = lambda _, member: member) -> bytes:
    """Return an archive packed anew; `change` may write a member, by its name, in another way."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST, name)):
            member = ZipInfo(name, EARLIEST)
            member.create_system, member.external_attr = UNIX, READABLE
            target.writestr(member, change(name, source.read(name)), ZIP_DEFLATED)
    return packed.getvalue()
