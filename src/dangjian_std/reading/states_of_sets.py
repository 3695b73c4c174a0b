"""Other states of a set: a folder beside this one, or a revision in git, read without a checkout."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from dangjian_std.reading.project import (
    CATALOG_FILE,
    LOCAL_FOLDER,
    MAX_FILE,
    MAX_FILES,
    MAX_TOTAL,
    UNIT_SHEET,
    UNIT_WORKBOOK,
    YAML_ENDINGS,
    RawSource,
    adopts,
)
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

GIT_TIMEOUT = 120
"""Seconds that git may take."""
LINK = "120000"
"""Mode of a link in a tree."""
MOST_COMMITS = 200
"""Commits that are looked through for an earlier state."""
COMMIT_DIGITS = 8
"""Digits by which a commit is called."""
GIT_VARIABLES = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX"})
"""What a git hook sets and would lead us to another repository than the one that holds the project."""
PARTIAL_CLONE_MESSAGE = "git 仓库里缺少文件的内容（可能是部分克隆）。请取全以后再比。"


def pair(root: Path, name: str) -> tuple[str, str]:
    """Return the two revisions that are named; the second is empty where the files as they lie are meant.

    `A` is compared with the files, `A..B` with B, `A...B` means from where B left A. A missing B is HEAD.
    """
    for dots in ("...", ".."):
        first, found, second = name.partition(dots)
        if found and not second.startswith("/") and "^{/" not in name:
            first, second = first or "HEAD", second or "HEAD"
            return (_base(root, first, second) if dots == "..." else first), second
    return name, ""


def folder(name: str) -> Path | None:
    """Return the project that a folder is, or None: a name may also be that of a revision."""
    path = Path(name)
    with contextlib.suppress(OSError, ValueError):
        if adopts(path):
            return path.resolve()
        for top in (path, path / "standards"):
            if (top / "catalog.yaml").is_file():
                return top.resolve().parent
    return None


def called(root: Path, name: str) -> str:
    """Return what people call a state: its folder, its commit, or the files as they lie."""
    if not name:
        return "现在的文件"
    if other := folder(name):
        return f"文件夹 {visible(other.name)}"
    return f"提交 {_commit(root, name)[:COMMIT_DIGITS]}"


def sources(root: Path, revision: str) -> tuple[RawSource, ...]:
    """Return every YAML file of a set as it is in a revision, or of a unit that adopts one, sorted by path."""
    tree = _git(root, "rev-parse", "--verify", "--quiet", f"{_commit(root, revision)}:./")
    found = sorted(_entries(root, tree.decode().strip())) if tree else []
    entries = [each for each in found if each[0].startswith("standards/")]
    if CATALOG_FILE not in [path for path, *_ in entries]:
        sheets = [each for each in found if each[0] in {UNIT_SHEET, UNIT_WORKBOOK}]
        entries = (
            [each for each in found if each[0].startswith(f"{LOCAL_FOLDER}/")] + sheets if sheets else entries
        )
    if not entries and _is_module(root, tree):
        raise DstdError(
            f"{visible(revision)} 里的 standards/ 是子模块，这个仓库里没有它的文件。请到子模块里比，或者写文件夹。"
        )
    if not entries:
        raise DstdError(f"{visible(revision)} 里没有 standards/。请换一个版本。")
    if len(entries) > MAX_FILES or sum(size for *_, size in entries) > MAX_TOTAL:
        raise DstdError(f"{visible(revision)} 里的 standards/ 太大：文件太多，或者合起来超过上限。")
    readable = [sha for _, mode, sha, size in entries if mode != LINK and size <= MAX_FILE]
    contents = _blobs(root, readable)
    return tuple(
        RawSource(path, contents[sha])
        if sha in contents
        else RawSource(path, trouble="是链接，或者超过上限，没有读取")
        for path, _, sha, _ in entries
    )


def tracked(root: Path) -> Iterator[str]:
    """Yield the path of every file below a folder that git keeps; nothing where there is no git."""
    with contextlib.suppress(DstdError):
        listed = _git(root, "ls-files", "-z") or b""
        yield from (os.fsdecode(name) for name in listed.split(b"\0") if name)


def prefix(root: Path) -> str:
    """Return the path of a folder below the top of its repository, with a slash behind; empty at the top."""
    with contextlib.suppress(DstdError):
        return os.fsdecode((_git(root, "rev-parse", "--show-prefix") or b"").rstrip(b"\n"))
    return ""


def history(root: Path) -> Iterator[str]:
    """Yield the commits that changed a set or a unit, the newest first; nothing where there is no git."""
    with contextlib.suppress(DstdError):
        own = ("standards", UNIT_SHEET, UNIT_WORKBOOK, LOCAL_FOLDER)
        listed = _git(root, "log", f"--max-count={MOST_COMMITS}", "--format=%H", "--", *own) or b""
        yield from listed.decode("ascii").split()


def _entries(root: Path, tree: str) -> Iterator[tuple[str, str, str, int]]:
    """Yield path, mode, object and size of every file of the tree that could be a source."""
    listed = _git(root, "ls-tree", "-rlz", "--full-tree", tree)
    for line in (listed or b"").split(b"\0"):
        head, _, name = line.partition(b"\t")
        path = PurePosixPath(os.fsdecode(name))
        mode, kind, sha, size = (head.decode().split() or [""] * 4)[:4]
        hidden = path.name.startswith("~") or any(part.startswith(".") for part in path.parts)
        if kind == "blob" and (path.suffix in YAML_ENDINGS or str(path) == UNIT_WORKBOOK) and not hidden:
            if not size.isdigit():  # git has not the object
                raise DstdError(PARTIAL_CLONE_MESSAGE)
            yield str(path), mode, sha, int(size)


def _is_module(root: Path, tree: bytes | None) -> bool:
    """Whether the standards of a tree are a repository of their own."""
    listed = _git(root, "ls-tree", "-z", "--full-tree", tree.decode().strip(), "standards") if tree else b""
    return (listed or b"").split()[1:2] == [b"commit"]


def _blobs(root: Path, shas: Sequence[str]) -> Mapping[str, bytes]:
    """Return the contents of objects."""
    wanted = "".join(f"{sha}\n" for sha in shas).encode()
    data = _git(root, "cat-file", "--batch", said=wanted) or b""
    found: dict[str, bytes] = {}
    start = 0
    for sha in shas:
        end = data.find(b"\n", start)
        head = data[start : max(end, start)].split()
        if len(head) != 3 or not head[2].isdigit():  # noqa: PLR2004 object, type, size
            raise DstdError(PARTIAL_CLONE_MESSAGE)
        found[sha] = data[end + 1 : end + 1 + int(head[2])]
        start = end + 2 + int(head[2])
    return found


def _base(root: Path, first: str, second: str) -> str:
    """Return the commit where two lines of work parted."""
    found = _git(root, "merge-base", _commit(root, first), _commit(root, second))
    if found is None:
        raise DstdError(f"{visible(first)} 和 {visible(second)} 没有共同的起点。{_shallow(root)}")
    return found.decode().split()[0]


def _commit(root: Path, revision: str) -> str:
    """Return the commit that a revision names, in the repository around the project."""
    if _git(root, "rev-parse", "--git-dir") is None:
        raise DstdError(f"{visible(str(root))} 不在 git 仓库里，没有版本可比；可以写另一个项目的文件夹。")
    wrong = not revision or revision.startswith("-") or not revision.isprintable()
    found = None if wrong else _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if found is None and revision == "HEAD":
        raise DstdError("这个 git 仓库还没有提交，没有版本可比；可以写另一个项目的文件夹。")
    if found is None:
        raise DstdError(f"没有“{visible(revision)}”这个版本，也没有这个名称的项目文件夹。{_shallow(root)}")
    return found.decode().strip()


def _shallow(root: Path) -> str:
    """Say what a shallow clone lacks."""
    shallow = _git(root, "rev-parse", "--is-shallow-repository")
    return "这是浅克隆，缺少以前的版本：先运行 git fetch --unshallow。" if shallow == b"true\n" else ""


def _git(root: Path, *arguments: str, said: bytes = b"") -> bytes | None:
    """Return what git answers, or None where it says no; a repository that it will not read is named."""
    settings = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    environment = {key: value for key, value in os.environ.items() if key not in GIT_VARIABLES} | settings
    try:
        result = subprocess.run(
            ["git", *arguments],
            cwd=root,
            input=said,
            capture_output=True,
            timeout=GIT_TIMEOUT,
            check=False,
            env=environment,
        )
    except FileNotFoundError as error:
        raise DstdError("没有装 git，读不了以前的版本；可以写另一个项目的文件夹。") from error
    except (OSError, subprocess.SubprocessError) as error:
        raise DstdError(f"git 没有运行成：{type(error).__name__}。请重试。") from error
    if b"dubious ownership" in result.stderr:
        raise DstdError("git 不肯读这个仓库：它属于别的用户。照 git config 的 safe.directory 放行以后再比。")
    return result.stdout if result.returncode == 0 else None
