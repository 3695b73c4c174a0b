"""ZIP files (DOCX, XLSX): members in one order and of one date, so that the bytes are always the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CREATED_AT = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
"""A fixed moment: a file says what it holds, not when it was made."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
FIRST_PART = "[Content_Types].xml"
UNIX_SYSTEM, READABLE_MODE = 3, 0o100644 << 16


def repack(archive: bytes, change: Callable[[str, bytes], bytes] = lambda _, member: member) -> bytes:
    """Return an archive packed anew; `change` may write a member, by its name, in another way."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != FIRST_PART, name)):
            member = ZipInfo(name, EARLIEST)
            member.create_system, member.external_attr = UNIX_SYSTEM, READABLE_MODE
            target.writestr(member, change(name, source.read(name)), ZIP_DEFLATED)
    return packed.getvalue()
