"""A fresh Debian with nothing but Python, make and git has to be enough.

The system is made by debootstrap in a folder and entered with its own process and mount tables, so that
nothing is left mounted and no process survives. Where packages come from is this machine's own business: the
settings of its apt, pip and certificates are read when the check runs and carried over.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

from checks.ground import BUILD, ROOT, fingerprints, require_same, workshop
from checks.shell import CheckError, need, run

RELEASES = ("bookworm", "trixie")
PACKAGES = "python3,make,git,ca-certificates"
HOME = Path("root")
PROJECT = HOME / "dangjian-std"
CARRIED = re.compile(r"(?i)(http|https|ftp|all|no)_proxy|PIP_\w+|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE")
SETTINGS = {
    Path("/etc/hosts"),
    Path("/etc/pip.conf"),
    Path("/etc/resolv.conf"),
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path.home() / ".config/pip/pip.conf",
}
PASSED = re.compile(r"\b(\d+) passed\b")

# Run by a shell with mount and process tables of its own; $1 is the system's folder, the rest the command.
ENTER = """
mount -t proc proc "$1/proc"
mount -t tmpfs tmpfs "$1/dev/shm"
mkdir -p "$1/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
ln -sf pts/ptmx "$1/dev/ptmx"
root=$1
shift
exec chroot "$root" "$@"
"""


def mirror() -> str:
    """Return the address from which this machine's apt takes Debian itself."""
    listing = run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages"]
    )
    for line in listing.splitlines():
        uri, release, component = line.split()
        if component == "main" and re.fullmatch(r"[a-z]+", release) and "debian" in uri:
            return uri
    raise CheckError("本机 apt 没有配置 Debian 软件源，无法建立全新系统")


def apt_settings() -> dict[str, str]:
    """Return how this machine's apt fetches things: proxies, checks of dates, and the like."""
    simple = re.compile(r'^(Acquire::[\w:-]+) "([^"]+)";$', re.MULTILINE)
    settings = dict(simple.findall(run(["apt-config", "dump", "Acquire"])))
    return {key: value for key, value in settings.items() if not key.startswith("Acquire::IndexTargets")}


def carried_environment() -> dict[str, str]:
    """Return the part of this process's environment that says how to reach the registries."""
    return {name: value for name, value in os.environ.items() if CARRIED.fullmatch(name)}


def carry_over(system: Path, settings: dict[str, str]) -> None:
    """Give the new system this machine's way to the package registries."""
    lines = "".join(f'{key} "{value}";\n' for key, value in settings.items())
    (system / "etc/apt/apt.conf.d/99machine").write_text(lines, encoding="utf-8")
    named = {Path(value) for value in carried_environment().values()}
    for file in SETTINGS | {path for path in named if path.is_absolute()}:
        if file.is_file():
            own = file.is_relative_to(Path.home())
            place = system / (HOME / file.relative_to(Path.home()) if own else file.relative_to("/"))
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)


def bootstrap(release: str, system: Path) -> None:
    """Make a minimal Debian in the folder `system`, with a clone of this repository in it."""
    settings = apt_settings()
    proxies = {
        f"{scheme}_proxy": proxy
        for scheme in ("http", "https")
        if (proxy := settings.get(f"Acquire::{scheme}::Proxy", "")) not in {"", "DIRECT"}
    }
    command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", release, system, mirror()]
    run(command, env=proxies, label=f"debootstrap {release}")
    carry_over(system, settings)
    run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, system / PROJECT])
    # An installed system has no package lists until someone asks for them.
    shutil.rmtree(system / "var/lib/apt/lists", ignore_errors=True)


def inside(system: Path, command: str) -> str:
    """Run a shell command in the project's folder of the new system and return its output."""
    environment = {
        "HOME": "/root",
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "CI": "true",
        **carried_environment(),
    }
    assignments = [f"{name}={value}" for name, value in environment.items()]
    script = f"cd {shlex.quote('/' + PROJECT.as_posix())} && {command}"
    return run(
        [
            *("unshare", "--mount", "--pid", "--fork", "--kill-child"),
            *("sh", "-euc", ENTER, "enter", system),
            *("env", "-i", *assignments, "sh", "-c", script),
        ],
        label=f"全新系统 {system.name} 里的 {command}",
    )


def tests_passed(output: str) -> int:
    """Return how many tests pytest says have passed."""
    counts = [int(count) for count in PASSED.findall(output)]
    if not counts or not counts[-1]:
        raise CheckError(f"全新系统里没有运行任何测试：\n{output[-600:]}")
    return counts[-1]


def chroot() -> str:
    """In fresh systems `make build` and `make test` do all that is needed, and give the same bytes."""
    if os.geteuid() != 0:
        raise CheckError("建立全新系统需要 root 权限，请用 sudo make verify")
    if run(["git", "-C", ROOT, "status", "--porcelain"]):
        raise CheckError("工作区有未提交的修改，而全新系统只得到已提交的内容，请先提交")
    need("debootstrap", "debootstrap")
    expected = fingerprints(BUILD)
    facts = []
    for release in RELEASES:
        with workshop() as workplace:
            system = workplace / release
            bootstrap(release, system)
            version = inside(system, "python3 --version").strip()
            inside(system, "make build")
            passed = tests_passed(inside(system, "make test"))
            require_same(expected, fingerprints(system / PROJECT / BUILD.name), f"{release} 里的生成结果")
        facts.append(f"{release}（{version}，{passed} 项测试通过）")
    return (
        f"{'、'.join(facts)}：只装 python3、make、git 和根证书，make build 和 make test 一次成功，"
        f"{len(expected)} 个文件与本机逐字节相同"
    )
