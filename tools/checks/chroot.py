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

from checks.ground import BUILD, ROOT, built_pdfs, differences, fingerprints, workshop
from checks.pdf import page_texts
from checks.shell import CheckError, need, run

RELEASES = ("bookworm", "trixie")
PACKAGES = "python3,make,git,ca-certificates"
HOME = Path("root")
PROJECT = HOME / "dangjian-std"
CARRIED = re.compile(r"(?i)(http|https|ftp|all|no)_proxy|PIP_\w+|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE")
PASSED = re.compile(r"\b(\d+) passed\b")

# Run by a shell with mount and process tables of its own; $1 is the system's folder, the rest the command.
ENTER = """
mount -t proc proc "$1/proc"
mount -t tmpfs tmpfs "$1/dev/shm"
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


def carry_over(system: Path, settings: dict[str, str]) -> None:
    """Give the new system this machine's way to the package registries."""
    lines = "".join(f'{key} "{value}";\n' for key, value in settings.items())
    (system / "etc/apt/apt.conf.d/99machine").write_text(lines, encoding="utf-8")
    files = {Path(value) for name, value in carried_environment().items() if CARRIED.fullmatch(name)}
    files |= {Path("/etc/pip.conf"), Path("/etc/resolv.conf"), Path("/etc/hosts")}
    files |= {Path("/etc/ssl/certs/ca-certificates.crt"), Path.home() / ".config/pip/pip.conf"}
    for file in files:
        if file.is_absolute() and file.is_file():
            place = (
                HOME / file.relative_to(Path.home()) if file.is_relative_to(Path.home()) else file.relative_to("/")
            )
            (system / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, system / place)


def carried_environment() -> dict[str, str]:
    """Return the part of this process's environment that says how to reach the registries."""
    return {name: value for name, value in os.environ.items() if CARRIED.fullmatch(name)}


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


def require_same_pages(here: Path, there: Path, release: str) -> None:
    """Make sure that a reader finds the same words on the same pages, whatever the typesetting libraries."""
    ours, theirs = page_texts(here), page_texts(there)
    if len(ours) != len(theirs):
        raise CheckError(f"{here.name} 在本机 {len(ours)} 页，在 {release} 里 {len(theirs)} 页")
    if moved := [number for number, pair in enumerate(zip(ours, theirs, strict=True), 1) if pair[0] != pair[1]]:
        raise CheckError(f"{here.name} 在 {release} 里有 {len(moved)} 页文字不同，先见于第 {moved[0]} 页")


def own_release() -> str:
    """Return the code name of the Debian that this machine runs, if it does."""
    found = re.search(r"^VERSION_CODENAME=(\w+)$", Path("/etc/os-release").read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""


def chroot() -> str:
    """In fresh systems `make build` and `make test` do all that is needed."""
    if os.geteuid() != 0:
        raise CheckError("建立全新系统需要 root 权限，请用 sudo make verify")
    if run(["git", "-C", ROOT, "status", "--porcelain"]):
        raise CheckError("工作区有未提交的修改，而全新系统只得到已提交的内容，请先提交")
    need("debootstrap", "debootstrap")
    need("pdftotext", "poppler-utils")
    expected = fingerprints(BUILD)
    facts = []
    for release in RELEASES:
        with workshop() as workplace:
            system = workplace / release
            bootstrap(release, system)
            version = inside(system, "python3 --version").strip()
            inside(system, "make build")
            passed = tests_passed(inside(system, "make test"))
            different = differences(expected, fingerprints(system / PROJECT / BUILD.name))
            if different and release == own_release():
                raise CheckError(f"{release} 里生成的文件与本机不同：{'、'.join(different[:5])}")
            for pdf in built_pdfs():
                require_same_pages(pdf, system / PROJECT / pdf.relative_to(ROOT), release)
        same = f"全部 {len(expected)} 个文件与本机逐字节相同"
        if different:
            same = f"{len(different)} 个文件与本机不逐字节相同（排版库版本不同），但每页文字相同"
        facts.append(f"{release}（{version}）：make build 和 make test 一次成功，{passed} 项测试通过，{same}")
    return "；".join(facts)
