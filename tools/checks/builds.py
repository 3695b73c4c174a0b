"""Checks of the build: the same bytes whenever, wherever and however it runs, and also from the wheel."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.ground import BUILD, DSTD, PYTHON, ROOT, copy_tree, fingerprints, require_same, sha256, workshop
from checks.shell import CheckError, install, run

# ---------------------------------------------------------------- repro


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What must make no difference to a build."""

    folder: str
    backwards: bool
    timezone: str
    locale: str
    hash_seed: str
    umask: int
    clock: str


SURROUNDINGS = (
    Surroundings(
        folder="a",
        backwards=False,
        timezone="Asia/Shanghai",
        locale="C",
        hash_seed="0",
        umask=0o022,
        clock="2001-02-03 04:05:06",
    ),
    Surroundings(
        folder="另一处 副本",
        backwards=True,
        timezone="America/New_York",
        locale="C.UTF-8",
        hash_seed="4242",
        umask=0o077,
        clock="2037-12-31 23:59:58",
    ),
)
NOTHING_TO_DO = "没有变化"


def environment(tree: Path, around: Surroundings) -> dict[str, str]:
    """Settings for a build of `tree` by its own code."""
    return {
        "PYTHONPATH": str(tree / "src"),
        "PYTHONHASHSEED": around.hash_seed,
        "TZ": around.timezone,
        "LANG": around.locale,
        "LC_ALL": around.locale,
        "HOME": str(tree.parent),
    }


def require_own_code(tree: Path, env: Mapping[str, str]) -> None:
    """Make sure that a build of a copy runs the code of the copy."""
    where = run(
        [PYTHON, "-c", "import dangjian_std; print(dangjian_std.__file__)"], env={**env, "LC_ALL": "C.UTF-8"}
    )
    if not Path(where.strip()).is_relative_to(tree):
        raise CheckError(f"副本 {tree} 用了别处的代码：{where.strip()}")


def other_clock(clock: str) -> list[str]:
    """Return what to put before a command so that it sees another date; nothing where this cannot be had."""
    if not shutil.which("faketime"):
        try:
            install("faketime")
        except CheckError:
            return []
    return ["faketime", clock]


def build_in(workplace: Path, around: Surroundings) -> dict[str, str]:
    """Copy the project, build it, then build it again, which must write nothing."""
    tree = copy_tree(workplace / around.folder / "project", backwards=around.backwards)
    out = workplace / around.folder / "out"
    env = environment(tree, around)
    require_own_code(tree, env)
    command = [*other_clock(around.clock), DSTD, "build", tree, "-o", out]
    cwd = tree if around.backwards else workplace
    run(command, cwd=cwd, env=env, umask=around.umask)
    first, written = fingerprints(out), modification_times(out)
    answer = run([DSTD, "build", tree, "-o", out], cwd=cwd, env={**env, "LC_ALL": "C.UTF-8"}, umask=around.umask)
    if modification_times(out) != written or fingerprints(out) != first:
        raise CheckError("内容没有变化，第二次生成却写了文件")
    if NOTHING_TO_DO not in answer:
        raise CheckError(f"第二次生成没有说明无需更新：\n{answer}")
    return first


def modification_times(folder: Path) -> dict[Path, int]:
    """Return when each file and folder was last written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def repro() -> str:
    """Two copies built in different surroundings give the bytes of this checkout's build."""
    expected = fingerprints(BUILD)
    with workshop() as workplace:
        for around in SURROUNDINGS:
            require_same(expected, build_in(workplace, around), f"{around.timezone} 环境下的生成结果")
    clock = "和系统时间" if shutil.which("faketime") else "（系统时间未能改变：没有 faketime）"
    return (
        f"{len(expected)} 个文件逐字节相同：变换了路径、文件建立次序、时区、语言、散列种子、权限掩码、"
        f"当前目录{clock}；再次生成不写任何文件"
    )


# ---------------------------------------------------------------- offline


def offline() -> str:
    """A build without any network gives the same bytes."""
    cut = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
    interfaces = {
        line.split(":")[0].strip() for line in run([*cut, "cat", "/proc/net/dev"]).splitlines() if ":" in line
    }
    if interfaces != {"lo"}:
        raise CheckError(f"网络没有切断：{'、'.join(sorted(interfaces))}")
    with workshop() as workplace:
        tree = copy_tree(workplace / "project")
        env = {"PYTHONPATH": str(tree / "src")}
        require_own_code(tree, env)
        run([*cut, DSTD, "build", tree, "-o", workplace / "out"], env=env)
        expected = fingerprints(BUILD)
        require_same(expected, fingerprints(workplace / "out"), "断网时的生成结果")
    return f"切断网络后生成，{len(expected)} 个文件逐字节相同"


# ---------------------------------------------------------------- wheel

SHIPPED = ("examples", "schemas", "standards", "templates")


def build_wheel(tree: Path, target: Path) -> Path:
    """Make the wheel of `tree`, dated by the commit."""
    epoch = run(["git", "-C", ROOT, "log", "-1", "--format=%ct"]).strip()
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", target]
    run(command, cwd=tree, env={"SOURCE_DATE_EPOCH": epoch})
    [wheel] = target.glob("*.whl")
    return wheel


def require_data(wheel: Path, tree: Path) -> int:
    """Make sure that the wheel holds each file of the shipped folders; return how many."""
    prefix = "dangjian_std/_data/"
    with zipfile.ZipFile(wheel) as archive:
        packed = {name.removeprefix(prefix) for name in archive.namelist() if name.startswith(prefix)}
    wanted = {
        path.relative_to(tree).as_posix()
        for name in SHIPPED
        for path in (tree / name).rglob("*")
        if path.is_file()
    }
    if packed != wanted or not all(any(name.startswith(f"{folder}/") for name in packed) for folder in SHIPPED):
        raise CheckError(
            f"wheel 里的数据与仓库不一致：{'、'.join(sorted(packed ^ wanted)[:5]) or '缺少整个文件夹'}"
        )
    return len(packed)


def constraints(lock: str) -> str:
    """Turn the lock into pip constraints: versions and markers without hashes."""
    pins = re.findall(r"^([A-Za-z0-9._-]+==[^\\\n]+?) *\\?$", lock, re.MULTILINE)
    return "".join(f"{pin}\n" for pin in pins)


def wheel() -> str:
    """The wheel is the same twice, and works where there is nothing but the wheel."""
    with workshop() as workplace:
        trees = [copy_tree(workplace / "a" / "project"), copy_tree(workplace / "b" / "项目", backwards=True)]
        wheels = [build_wheel(tree, workplace / f"dist-{number}") for number, tree in enumerate(trees)]
        digests = {sha256(path) for path in wheels}
        if len(digests) != 1:
            raise CheckError("两次打包的 wheel 不同")
        count = require_data(wheels[0], trees[0])

        venv = workplace / "venv"
        run([PYTHON, "-m", "venv", venv])
        (workplace / "constraints.txt").write_text(constraints((ROOT / "requirements.lock").read_text("utf-8")))
        pip = [venv / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--constraint", workplace / "constraints.txt", wheels[0]])

        # A bureau's own folder: the standards and nothing else of this repository.
        elsewhere, bureau = workplace / "elsewhere", workplace / "bureau"
        elsewhere.mkdir()
        shutil.copytree(ROOT / "standards", bureau / "standards")
        dstd, env = venv / "bin" / "dstd", {"PYTHONPATH": ""}
        version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
        if version not in run([dstd, "--version"], cwd=elsewhere, env=env):
            raise CheckError(f"dstd --version 没有报出 {version}")
        run([dstd, "validate", bureau], cwd=elsewhere, env=env)
        run([dstd, "build", bureau, "-o", elsewhere / "out"], cwd=elsewhere, env=env)
        require_same(
            only_pdfs(fingerprints(BUILD)), only_pdfs(fingerprints(elsewhere / "out")), "用 wheel 生成的 PDF"
        )
        size = wheels[0].stat().st_size / 1e6
    return (
        f"两次打包逐字节相同（{size:.1f} MB，随附数据 {count} 个文件）；"
        "装进空环境，在空目录里生成的 PDF 与仓库逐字节相同"
    )


def only_pdfs(prints: Mapping[str, str]) -> dict[str, str]:
    """Keep the PDFs of a set of outputs."""
    return {name: digest for name, digest in prints.items() if name.endswith(".pdf")}
