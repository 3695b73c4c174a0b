"""The files under test: this checkout, copies of it, and what a build left in a folder."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from checks.shell import CheckError, run

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
PAGES = BUILD / "pages"
MANIFEST = "manifest.json"
PYTHON = ROOT / ".venv" / "bin" / "python"
DSTD = ROOT / ".venv" / "bin" / "dstd"


@contextmanager
def workshop() -> Iterator[Path]:
    """Give an empty folder, on disk rather than in memory, that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="dstd-verify-", dir="/var/tmp") as folder:
        yield Path(folder)


def built_pdfs() -> list[Path]:
    """Every PDF of the build; there is always at least the handbook."""
    return built(".pdf")


def built(*endings: str) -> list[Path]:
    """Every output of the build whose name ends so."""
    return [BUILD / name for name in fingerprints(BUILD) if name.endswith(endings)]


def published() -> dict[Path, str]:
    """Map each output of the build to the name of its publication."""
    outputs = json.loads((BUILD / MANIFEST).read_text("utf-8"))["outputs"]
    return {BUILD / each["path"]: each["publication"] for each in outputs}


def tree() -> list[str]:
    """Name every file that git knows or would know of this checkout, in order."""
    listing = run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
    return sorted({name for name in listing.split("\0") if name and (ROOT / name).is_file()})


def copy_tree(target: Path, *, backwards: bool = False) -> Path:
    """Copy these files, making them in one order or the other."""
    for name in sorted(tree(), reverse=backwards):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target / name)
        shutil.copymode(ROOT / name, target / name)
    return target


def fingerprints(folder: Path) -> dict[str, str]:
    """Map each output in `folder` to the sha256 of its bytes, having found them to be what the manifest says.

    The page images that the check `pages` leaves there do not count.
    """
    manifest = folder / MANIFEST
    if not manifest.is_file():
        raise CheckError(f"没有 {manifest}，请先生成")
    files = [path for path in folder.rglob("*") if path.is_file() and folder / PAGES.name not in path.parents]
    prints = {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(files)}
    promised = {each["path"]: each["sha256"] for each in json.loads(manifest.read_text("utf-8"))["outputs"]}
    require_same({**promised, MANIFEST: prints[MANIFEST]}, prints, f"{folder} 与其中的 {MANIFEST}")
    if not any(name.endswith(".pdf") for name in prints):
        raise CheckError(f"{folder} 里没有 PDF")
    return prints


def sha256(path: Path) -> str:
    """Return the checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def differences(left: Mapping[str, str], right: Mapping[str, str]) -> list[str]:
    """Name the files that are not on both sides with the same bytes."""
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def require_same(left: Mapping[str, str], right: Mapping[str, str], what: str) -> None:
    """Fail unless both builds hold the same files with the same bytes."""
    if different := differences(left, right):
        raise CheckError(f"{what}：{len(different)} 个文件不同：{'、'.join(different[:5])}")
