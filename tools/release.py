"""``make release``: what is handed over, as two files in dist/.

成品包.zip is the build for people who install nothing. 离线安装包.zip is the program with all that it needs, for
machines without a network. Both have the same bytes each time.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dangjian_std.output import finished_files, manifest, regular_files
from dangjian_std.output.regular_files import MANIFEST
from dangjian_std.publications import publications
from dangjian_std.reading import load, project
from dangjian_std.text.errors import DstdError

ROOT = Path(__file__).resolve().parents[1]
BUILD, DIST, LOCK = ROOT / "build", ROOT / "dist", ROOT / "requirements.lock"
TEXTS = Path(__file__).with_name("package")
NAME = "dangjian-std"
PACKS = "00月包"
FOLDERS = tuple(sorted({each.folder for each in publications().values()}))
EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX, PLAIN_FILE = 3, 0o100644 << 16
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)[^\n]*\n(?P<hashes>(?:[ ]+--hash=\S+[^\n]*\n?)+)", re.MULTILINE
)


class ReleaseError(Exception):
    """The release cannot be made; the message, in Chinese, says why."""


@dataclass(frozen=True, kw_only=True)
class System:
    """A kind of machine: the tags of its wheels, and what a marker finds there."""

    name: str
    tags: tuple[str, ...]
    marks: dict[str, str]


def marks(sys_platform: str, platform_system: str, os_name: str, machine: str) -> dict[str, str]:
    """Return what a marker finds on a machine."""
    return {
        "sys_platform": sys_platform,
        "platform_system": platform_system,
        "os_name": os_name,
        "platform_machine": machine,
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }


SYSTEMS = (
    System(
        name="Linux",
        tags=("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
        marks=marks("linux", "Linux", "posix", "x86_64"),
    ),
    System(
        name="Linux aarch64",
        tags=("manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"),
        marks=marks("linux", "Linux", "posix", "aarch64"),
    ),
    System(name="Windows", tags=("win_amd64",), marks=marks("win32", "Windows", "nt", "AMD64")),
    System(
        name="macOS",
        tags=("macosx_11_0_arm64", "macosx_11_0_universal2", "macosx_10_10_universal2"),
        marks=marks("darwin", "Darwin", "posix", "arm64"),
    ),
)


# ---------------------------------------------------------------- ZIP


def pack(target: Path, files: Mapping[str, bytes]) -> None:
    """Write files in the order of their names, all of one date; nothing is compressed, as it all is already."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        draft = Path(folder) / target.name
        with zipfile.ZipFile(draft, "w") as archive:
            for name, data in sorted(files.items()):
                member = zipfile.ZipInfo(name, EPOCH)
                member.create_system, member.external_attr = UNIX, PLAIN_FILE
                archive.writestr(member, data)
        draft.replace(target)


def deliver(folder: Path, name: str, files: Mapping[str, bytes]) -> None:
    """Put a ZIP into a folder as a build puts its outputs: what a person changed there stays beside it."""
    with tempfile.TemporaryDirectory() as scratch:
        draft = Path(scratch) / name
        pack(draft, files)
        data = draft.read_bytes()
    finished_files.hand_over(folder, {name: data}, print)
    print(f"做好了 {folder.name}/{name}：{len(files)} 个文件，{len(data) / 1e6:.1f} MB")


def text(name: str) -> bytes:
    """Return one of our texts as the editor of an old Windows wants it."""
    plain = (TEXTS / name).read_text("utf-8")
    return plain.replace("\n", "\r\n").encode("utf-8-sig")


# ---------------------------------------------------------------- 成品包


def finished(build: Path) -> dict[str, bytes]:
    """Return what is in the folders of a build, by name, with the texts that explain it."""
    files = {name: text(name) for name in ("说明.txt", "实机核对单.txt")}
    try:
        outputs = json.loads((build / MANIFEST).read_text("utf-8"))["outputs"]
    except OSError as error:
        raise ReleaseError(f"{build} 里没有做好的文件，请先运行 make build。") from error
    made = {each["path"]: each["sha256"] for each in outputs if each["publication"] != "booklet"}
    names = [name for name in made if regular_files.digest(build / name) == made[name]]
    if changed := sorted(made.keys() - names):
        raise ReleaseError(f"{'、'.join(changed)} 不在了，或者被改动过，请先运行 make build。")
    if empty := [folder for folder in FOLDERS if not any(name.startswith(f"{folder}/") for name in names)]:
        raise ReleaseError(f"{'、'.join(empty)} 是空的，请先运行 make build。")
    return files | {name: (build / name).read_bytes() for name in names}


def months(root: Path) -> dict[str, bytes]:
    """Make the month packs of the year that the set is for, and return them by name."""
    catalog = load.load(project.sources(root)).catalog
    if catalog is None:
        raise ReleaseError("标准有错误，请先运行 dstd validate。")
    with tempfile.TemporaryDirectory() as folder:
        year = str(catalog.system.year)
        run([sys.executable, "-m", "dangjian_std", "year", year, root, "-o", folder], "没有做成全年的月包")
        made = Path(folder, "月包")
        return {f"{PACKS}/{name}": (made / name).read_bytes() for name in manifest.read(made)}


# ---------------------------------------------------------------- 离线安装包


def needed(system: System, python: str) -> set[str]:
    """Return all that the program needs on a machine, by what each package says of itself."""
    environment: dict[str, str] = {"python_version": python, "python_full_version": f"{python}.0", **system.marks}
    found: set[tuple[str, str]] = set()
    waiting = [(NAME, "")]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in found:
            continue
        found.add((name, extra))
        for requirement in map(Requirement, _requires(name)):
            if requirement.marker is None or requirement.marker.evaluate({**environment, "extra": extra}):
                other = canonicalize_name(requirement.name)
                waiting += [(other, each) for each in ("", *requirement.extras)]
    return {name for name, _ in found} - {NAME}


def _requires(name: str) -> Sequence[str]:
    """Return what a package asks for; one that is not installed here, as for Windows alone, asks for nothing."""
    try:
        return requires(name) or ()
    except PackageNotFoundError:
        return ()


def pins(lock: str, names: set[str]) -> str:
    """Take some packages out of the lock, with their hashes and without markers."""
    found: dict[str, re.Match[str]] = {canonicalize_name(each["name"]): each for each in PIN.finditer(lock)}
    if missing := sorted(names - found.keys()):
        raise ReleaseError(f"requirements.lock 里没有 {'、'.join(missing)}，请运行 make lock。")
    return "".join(f"{name}=={found[name]['version']} \\\n{found[name]['hashes']}" for name in sorted(names))


def download(system: System, python: str, folder: Path) -> None:
    """Fetch the wheels for one kind of machine and one Python."""
    wanted = folder.parent / "wanted.txt"
    wanted.write_text(pins(LOCK.read_text("utf-8"), needed(system, python)), encoding="utf-8")
    number = python.replace(".", "")
    tags = [part for tag in system.tags for part in ("--platform", tag)]
    abis = [part for abi in (f"cp{number}", "abi3", "none") for part in ("--abi", abi)]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    own = ["--python-version", number, "--implementation", "cp", *tags, *abis]
    guard = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", wanted]
    run([*pip, "--dest", folder, *own, *guard], f"没有取到 {system.name}、Python {python} 的全部安装文件")


def wheel(folder: Path) -> None:
    """Make our own wheel, dated by the commit."""
    epoch = run(["git", "-C", ROOT, "log", "-1", "--format=%ct"], "不知道提交的日期").strip()
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
    run(command, "没有打成安装包", {"SOURCE_DATE_EPOCH": epoch})


def run(command: Sequence[object], trouble: str, env: Mapping[str, str] | None = None) -> str:
    """Run a program in the project's folder and return what it prints."""
    parts = [str(part) for part in command]
    done = subprocess.run(
        parts, cwd=ROOT, env={**os.environ, **(env or {})}, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise ReleaseError(f"{trouble}：\n{done.stderr[-800:]}")
    return done.stdout


def installable() -> dict[str, bytes]:
    """Return the wheels of the program and of all that it needs, with the text that says how to install them."""
    with tempfile.TemporaryDirectory() as folder:
        wheels = Path(folder) / "wheels"
        wheel(wheels)
        for system, python in targets():
            print(f"· 正在取 {system.name}、Python {python} 的安装文件……", flush=True)
            download(system, python, wheels)
        files = {f"wheels/{path.name}": path.read_bytes() for path in wheels.iterdir()}
    return {"安装说明.txt": text("安装说明.txt"), **files}


def targets() -> Iterator[tuple[System, str]]:
    """Yield every kind of machine with every Python."""
    for system in SYSTEMS:
        for python in PYTHONS:
            yield system, python


def main() -> int:
    """Write both files."""
    try:
        for name, files in (
            ("成品包.zip", {**finished(BUILD), **months(ROOT)}),
            ("离线安装包.zip", installable()),
        ):
            deliver(DIST, name, files)
    except (ReleaseError, DstdError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
