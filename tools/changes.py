"""What a change asks of CI: a change of content alone needs less than everything.

    python3 tools/changes.py job --since COMMIT      print `content` or `code`
    python3 tools/changes.py build --since COMMIT    check the set, and make what the change shows in

`job` runs before anything is installed, so only what comes with Python is used here.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONTENT = re.compile(r"standards/.+|docs/(?!rules/).+|[^/]+\.md")
"""Files that hold content. The pages of the rules are made from code, and tests compare them with it."""
STANDARD = re.compile(r"standards/(?!records/|papers/|regulations/|profiles/)[^/]+/([A-Z]+[0-9]+)-[^/]*\.yaml")
KINDS = (("standards/records/", "记录表"), ("standards/papers/", "文书"))
WIDE = ("手册", "清单")
"""What is made where a change may show anywhere: of roles, regulations, the catalogue, or something removed."""
NOTHING = "标准没有改动，没有制作。已经提交了的，请写从哪个提交算起，如 make content SINCE=HEAD~1。"
REST = "只做了上面这些。手册、清单、本子里凡印着这些内容的也要更新，请运行 make build。"
MANY = 6
"""From so many standards on the handbook takes less time than one file for each."""


class ChangesError(Exception):
    """The change cannot be read; the message, in Chinese, says why."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One file of a change."""

    path: str
    removed: bool


def read(listing: str, new: str = "") -> tuple[Change, ...]:
    """Read what `git diff --name-status -z` prints, and the names of files that git does not know yet."""
    parts = listing.rstrip("\0").split("\0") if listing else []
    known = (Change(path=path, removed=state == "D") for state, path in zip(parts[::2], parts[1::2], strict=True))
    return (*known, *(Change(path=path, removed=False) for path in new.split("\0") if path))


def code(changes: Iterable[Change]) -> list[str]:
    """Return the changed files that are no content."""
    return [each.path for each in changes if not CONTENT.fullmatch(each.path)]


def job(changes: Iterable[Change]) -> str:
    """Return the job that a change needs; one in which nothing is seen gets the greater one."""
    changes = tuple(changes)
    return "content" if changes and not code(changes) else "code"


def outputs(changes: Iterable[Change]) -> list[str]:
    """Return what `dstd build --only` has to make."""
    found: list[str] = []
    for each in changes:
        kind = next((name for start, name in KINDS if each.path.startswith(start)), None)
        if not each.path.startswith("standards/") or not each.path.endswith((".yaml", ".yml")):
            continue
        if kind:
            found.append(kind)
        elif (match := STANDARD.fullmatch(each.path)) and not each.removed:
            found.append(match[1])
        else:
            found += WIDE
    codes = {name for name in found if name.isascii()}
    if len(codes) >= MANY or WIDE[0] in found:
        found = [WIDE[0], *(name for name in found if name not in codes)]
    return list(dict.fromkeys(found))


def since(commit: str, root: Path) -> tuple[Change, ...]:
    """Return what differs from a commit, work that is not committed yet included."""
    try:
        base = git(root, "merge-base", commit, "HEAD").strip()
    except ChangesError as error:
        raise ChangesError(f"没有“{commit}”这个提交或者分支，或者它同现在的没有共同的历史。") from error
    listing = git(root, "diff", "--name-status", "--no-renames", "-z", base)
    return read(listing, git(root, "ls-files", "--others", "--exclude-standard", "-z"))


def git(root: Path, *arguments: str) -> str:
    """Run git in the project and return what it prints."""
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ChangesError(f"看不出改了什么：{' '.join(command[3:])} 没有成功。{done.stderr.strip()}")
    return done.stdout


def build(changes: Iterable[Change], root: Path) -> int:
    """Check the whole set and make what a change of content shows in."""
    changes = tuple(changes)
    if found := code(changes):
        print(f"改动的不只是内容（{'、'.join(found[:3])}），要运行 bash .ci/run", file=sys.stderr)
        return 1
    dstd = [sys.executable, "-m", "dangjian_std"]
    result = subprocess.run([*dstd, "validate", str(root)], check=False).returncode
    names = outputs(changes)
    if result:
        return result
    if not names:
        print(NOTHING)
        return 0
    only = [part for name in names for part in ("--only", name)]
    result = subprocess.run([*dstd, "build", str(root), *only], check=False).returncode
    if not result:
        print(REST)
    return result


def main() -> int:
    """Say which job, or do the lesser one."""
    parser = argparse.ArgumentParser(description="看一次改动要检查什么。")
    parser.add_argument("act", choices=("job", "build"), metavar="job|build", help="说是哪一种，或者检查内容")
    parser.add_argument(
        "--since", default="origin/main", metavar="提交", help="从哪个提交算起（默认：origin/main）"
    )
    options = parser.parse_args()
    try:
        changes = since(options.since, ROOT)
    except ChangesError as error:
        print(error, file=sys.stderr)
        if options.act == "job":
            print("code")
            return 0
        return 2
    if options.act == "job":
        print(job(changes))
        return 0
    return build(changes, ROOT)


if __name__ == "__main__":
    sys.exit(main())
