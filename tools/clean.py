"""``make clean``: remove what we made, and nothing that a person changed or added.

It runs with any Python 3 and needs nothing installed. In build/ and dist/ it removes the files that a manifest of
ours names and that are still as it says, the pictures of pages, and the folders that this leaves empty.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OUTPUTS = ("build", "dist")
PACKS = "月包"
"""The folder that has a manifest of its own."""
SHAPES = "standards/profiles"
"""The files after which the outputs for units of other shapes are called; they have manifests of their own too."""
PICTURES = "pages"
ENVIRONMENTS = (".venv", ".verify", ".fonts", ".lock", ".bench", ".cluster")
CACHES = (".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis")
MANIFEST, TOOL = "manifest.json", "dangjian-std"


def main(root: Path) -> None:
    """Clean a checkout, and name what was left."""
    for name in OUTPUTS:
        top = root / name
        ours = folders(root, top)
        if top.is_symlink() or any(map(busy, ours)):
            print(f"{name}/ 是链接，或者另一个 dstd 正在写，没有清理。")
        elif top.is_dir():
            empty(top, ours)
            left = sorted(path for path in top.rglob("*") if path.is_symlink() or not path.is_dir())
            if left:
                print(f"{name}/ 里留下 {len(left)} 个文件，被改动过，或者不是本工具做的；确实不要的请自己删去：")
            for path in left:
                print(f"  {shown(path.relative_to(root))}")
    for name in ENVIRONMENTS:
        for path in (root / name, *root.glob(f"{name}-*")):  # the link, and the folders that it led to
            if path.is_symlink() or path.is_file():
                path.unlink()
            else:
                shutil.rmtree(path, ignore_errors=True)
    for name in CACHES:
        shutil.rmtree(root / name, ignore_errors=True)
    with contextlib.suppress(OSError):
        (root / ".coverage").unlink()


def folders(root: Path, top: Path) -> list[Path]:
    """Return the folders that we write into below build/ or dist/, the deepest first."""
    tops = [*(top / path.stem for path in sorted((root / SHAPES).glob("*.yaml"))), top]
    return [folder for each in tops for folder in (each / PACKS, each)]


def empty(top: Path, ours: list[Path]) -> None:
    """Remove what is ours in a folder."""
    for folder in ours:
        remove_named(folder)
        for path in (*folder.glob(".dstd-*.tmp"), *folder.glob("*/.dstd-*.tmp")):
            path.unlink()
    for path in (top / PICTURES).glob("*.png"):
        path.unlink()
    for folder_, _, _ in os.walk(top, topdown=False):
        with contextlib.suppress(OSError):
            os.rmdir(folder_)  # noqa: PTH106 the name that os.walk gives


def remove_named(folder: Path) -> None:
    """Remove the files that our manifest in a folder names and that nobody changed, and then the manifest."""
    try:
        content = json.loads((folder / MANIFEST).read_text("utf-8"))
        ours = content["tool"]["name"] == TOOL
        named = {str(each["path"]): each["sha256"] for each in content["outputs"] if ours}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
    for path, digest in named.items():
        file = folder / path
        if ".." not in file.parts and folder.resolve() in file.resolve().parents and checksum(file) == digest:
            file.unlink()
    if ours:
        (folder / MANIFEST).unlink()


def checksum(file: Path) -> str:
    """Return the sha256 of a regular file, or an empty text."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() and not file.is_symlink() else ""
    except OSError:
        return ""


def busy(folder: Path) -> bool:
    """Whether another run is writing there: it holds a lock on the folder."""
    try:
        import fcntl  # only where the system has it

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    else:
        return False
    finally:
        os.close(handle)


def shown(path: Path) -> str:
    """Escape what a terminal could be misled by."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in path.as_posix())


if __name__ == "__main__":
    main(ROOT)
