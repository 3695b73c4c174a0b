"""A file that is no filled form may be a list of what was looked at."""

from __future__ import annotations

import hashlib

from dangjian_std.assessment.collecting import Collected
from dangjian_std.assessment.doubts import Doubt
from dangjian_std.assessment.ledger_entries import LookEntry
from dangjian_std.assessment.looking import Looks
from dangjian_std.reading import handed_files, project, roster_rows
from dangjian_std.reading.handed_files import HandedFile
from dangjian_std.reading.roster_rows import RosterError
from dangjian_std.text.errors import DstdError

LOOK_FILE_ENDINGS = frozenset({".xlsx", ".csv"})


def add(file: HandedFile, shown: str, looks: Looks, found: Collected) -> bool:
    """Take a list, all of it or nothing; return whether the file is one."""
    if file.path.suffix.lower() not in LOOK_FILE_ENDINGS or file.path.is_symlink():
        return False
    try:
        data = project.local(file.path, handed_files.MOST_BYTES_HANDED_IN)
        said = looks.of(shown, roster_rows.rows(data), hashlib.sha256(data).hexdigest())
    except (DstdError, RosterError):
        return False
    if said is None:
        return False
    found.doubts += [each for each in said if isinstance(each, Doubt)]
    new = looks.new([each for each in said if isinstance(each, LookEntry)])
    taken = {each.identity for each in found.looks}
    found.looks += [each for each in new if each.identity not in taken]
    return True
