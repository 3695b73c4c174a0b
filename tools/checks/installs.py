"""Installing from the locks: whatever else an index offers, under old and new pip, on every Python there is."""

from __future__ import annotations

import email
import json
import re
import shutil
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name

from checks.ground import PYTHON, ROOT, copy_tree, workshop
from checks.shell import CheckError, run

PIPS = ("pip==23.0.*", "pip==23.2.*", "pip")
LOCKS = {"": "requirements.lock", "dev": "tools/dev.lock"} | {
    path.stem: f"tools/{path.name}" for path in sorted((ROOT / "tools").glob("*.lock")) if path.stem != "dev"
}
"""What tools/setup.sh is told, and the lock that it then installs."""
NEWER = "99999"
OURS = "dangjian-std"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)
MINOR = re.compile(r"Programming Language :: Python :: (3\.\d+)")


def supported(classifiers: Iterable[str]) -> list[str]:
    """Return the Pythons that a package says it supports."""
    return [match[1] for each in classifiers if (match := MINOR.fullmatch(each))]


PYTHONS = supported(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["classifiers"])
LIST = (
    "import json; from importlib.metadata import distributions as all;"
    "print(json.dumps({each.name: each.version for each in all()}))"
)
ALONE = {"PIP_CONFIG_FILE": "/dev/null", "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_NO_CACHE_DIR": "1"}
"""Only the index of this check counts."""

# A Python whose new environments have another pip; $1 etc. are what it is asked to do.
OTHER_PIP = """#!/bin/sh
"{python}" "$@" || exit
case " $* " in
    *" -m venv "*)
        for folder; do :; done
        "$folder/bin/python" -m pip install --quiet --no-index --no-deps --force-reinstall "{wheel}"
        ;;
esac
"""


@dataclass(frozen=True, kw_only=True)
class Pip:
    """A release of pip, and the Pythons that it says it supports."""

    version: str
    wheel: Path
    pythons: frozenset[str]


def pins(lock: str) -> dict[str, str]:
    """Return what a lock holds, by canonical name."""
    return {canonicalize_name(name): version for name, version in PIN.findall(lock)}


def interpreters() -> dict[str, Path]:
    """Return every Python of this machine that the project supports and that can make environments."""
    root = shutil.which("pyenv") and run(["pyenv", "root"]).strip()
    found: dict[str, Path] = {}
    for minor in PYTHONS:
        name = f"python{minor}"
        places = [shutil.which(name), *(sorted(Path(root, "versions").glob(f"*/bin/{name}")) if root else ())]
        for place in filter(None, places):
            try:
                run([place, "-I", "-c", "import ensurepip, venv"])
            except CheckError:
                continue
            found.setdefault(minor, Path(place))
    return found


def fetch_pip(requirement: str, folder: Path) -> Pip | None:
    """Fetch a release of pip; nothing where it cannot be had."""
    try:
        run([PYTHON, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, requirement])
    except CheckError:
        return None
    return read_pip(next(folder.glob("pip-*.whl")))


def read_pip(wheel: Path) -> Pip:
    """Read what a release of pip says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        said = email.message_from_bytes(archive.read(metadata)).get_all("Classifier", [])
    return Pip(version=wheel.name.split("-")[1], wheel=wheel, pythons=frozenset(supported(said)))


def fetch_locked(python: Path, place: Path, shelf: Path) -> None:
    """Fetch the wheels of every lock for one Python."""
    run([python, "-m", "venv", place])
    for lock in LOCKS.values():
        pip = [place / "bin" / "python", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        guard = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", ROOT / lock]
        run([*pip, "--dest", shelf, *guard], label=f"pip download {lock}")


def newer(name: str, shelf: Path) -> None:
    """Make a wheel that an installer takes for the newest release of a package."""
    stem = f"{name.replace('-', '_')}-{NEWER}"
    with zipfile.ZipFile(shelf / f"{stem}-py3-none-any.whl", "w") as archive:
        for file, content in (
            ("METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {NEWER}\n"),
            ("WHEEL", "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
            ("RECORD", ""),
        ):
            archive.writestr(f"{stem}.dist-info/{file}", content)


def write_index(shelf: Path, index: Path) -> None:
    """Write the pages of an index of the wheels in a folder."""
    pages: dict[str, list[str]] = {}
    for wheel in sorted(shelf.glob("*.whl")):
        link = f'<a href="{wheel.as_uri()}">{wheel.name}</a><br>'
        pages.setdefault(canonicalize_name(wheel.name.split("-")[0]), []).append(link)
    for name, links in pages.items():
        (index / name).mkdir(parents=True)
        (index / name / "index.html").write_text(f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>")


def require_newer(names: Sequence[str], index: Path, place: Path) -> None:
    """Make sure that whoever resolves a name is given the newer release."""
    pip = [PYTHON, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", place]
    run([*pip, *names], env={**ALONE, "PIP_INDEX_URL": index.as_uri()})
    if len(list(place.glob(f"*-{NEWER}-*.whl"))) != len(names):
        raise CheckError("本机索引没有让每个包都有更新的版本")


def require_locked(installed: Mapping[str, str], locked: Mapping[str, str]) -> None:
    """Make sure that an environment holds what the lock says, and nothing else."""
    own = {canonicalize_name(name): version for name, version in installed.items()}
    strange = {name: version for name, version in own.items() if locked.get(name) != version}
    if wrong := sorted(strange.keys() - {"pip", "setuptools", OURS}):
        raise CheckError(f"装的和锁定的不一样：{'、'.join(f'{name} {own[name]}' for name in wrong)}")
    if not own.keys() & locked.keys():
        raise CheckError("什么也没有装")


def install_all(python: Path, pip: Pip, index: Path, place: Path) -> None:
    """Install every lock with one pip on one Python, as tools/setup.sh does."""
    tree = copy_tree(place / "空 格" / "项目")
    wrapper = place / "python"
    wrapper.write_text(OTHER_PIP.format(python=python, wheel=pip.wheel), encoding="utf-8")
    wrapper.chmod(0o755)
    env = {**ALONE, "PIP_INDEX_URL": index.as_uri(), "PYTHON": str(wrapper)}
    for name, lock in LOCKS.items():
        run(["bash", "tools/setup.sh", name], cwd=tree, env=env, label=f"tools/setup.sh {name}")
        own = tree / (f".{name}" if name not in {"", "dev"} else ".venv") / "bin" / "python"
        installed = json.loads(run([own, "-I", "-c", LIST]))
        if installed.get("pip") != pip.version:
            raise CheckError(f"用的不是 pip {pip.version}，是 {installed.get('pip')}")
        require_locked(installed, pins((ROOT / lock).read_text("utf-8")))


def combinations(
    pips: Mapping[str, Pip | None], pythons: Mapping[str, Path]
) -> Iterator[tuple[str, Pip | None, str, str]]:
    """Yield each pip with each Python that it supports: what to call it, both, and why it cannot run."""
    for requirement, pip in pips.items():
        if pip is None:
            yield requirement, None, "", f"{requirement} 取不到"
            continue
        if not pip.pythons & set(PYTHONS):
            yield f"pip {pip.version}", pip, "", "不支持本项目要的 Python"
        for minor in PYTHONS:
            if minor in pip.pythons:
                why = "" if minor in pythons else f"本机没有 Python {minor}"
                yield f"pip {pip.version} + Python {minor}", pip, minor, why


def summary(done: Sequence[str], left: Sequence[str]) -> str:
    """Say what ran; what did not is never counted with it."""
    if not done:
        raise CheckError(f"一种搭配也没有运行：{'、'.join(left)}")
    skipped = f"；没有运行：{'、'.join(left)}" if left else ""
    return f"索引里每个锁定的包都另有更新的版本，照锁安装、pip check 无误：{'、'.join(done)}{skipped}"


def installs() -> str:
    """Install every lock from an index that offers a newer release of all that is locked."""
    locked = {name for lock in LOCKS.values() for name in pins((ROOT / lock).read_text("utf-8"))}
    pythons = interpreters()
    done: list[str] = []
    left: list[str] = []
    with workshop() as workplace:
        shelf, index = workplace / "files", workplace / "simple"
        for minor, python in pythons.items():
            print(f"  取 Python {minor} 的安装文件……", flush=True)
            fetch_locked(python, workplace / f"fetch-{minor}", shelf)
        for name in sorted(locked):
            newer(name, shelf)
        write_index(shelf, index)
        require_newer(sorted(locked), index, workplace / "newer")
        pips = {each: fetch_pip(each, workplace / f"pip-{number}") for number, each in enumerate(PIPS)}
        for title, pip, minor, why in combinations(pips, pythons):
            print(f"  {title}{'：' + why if why else ''}", flush=True)
            if pip is None or why:
                left.append(f"{title}（{why}）")
                continue
            place = workplace / f"run-{len(done)}"
            place.mkdir()
            install_all(pythons[minor], pip, index, place)
            done.append(title)
            shutil.rmtree(place)
    return summary(done, left)
