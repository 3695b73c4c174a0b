"""`tools/setup.sh` on a tiny project of its own: what is locked is installed, nothing else is touched."""

import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pip
import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from checks import installs, shell
from support.folders import ROOT, TESTS
from support.wheels import wheel

BACKEND = """
import os, sys
sys.path.insert(0, {tests!r})
from support.wheels import wheel

def build_editable(folder, config_settings=None, metadata_directory=None):
    return wheel(folder, "tiny", "1.0", ["alpha"], {{
        "tiny-1.0.dist-info/entry_points.txt": "[console_scripts]\\ndstd = alpha:main\\n",
        "tiny.pth": os.getcwd() + "/src\\n",
    }}).name
"""

QUICK = """#!/bin/sh
case " $* " in
    *" -m venv "*)
        for folder; do :; done
        "{python}" -I -m venv --without-pip "$folder" && ln -s "{pip}" "$folder"/lib/python3*/site-packages/
        ;;
    *) exec "{python}" "$@" ;;
esac
"""
"""A Python that lends its pip to new environments, as unpacking one takes seconds."""


MACHINE = {
    "id": "#!/bin/sh\necho 0\n",
    "apt-get": '#!/bin/sh\necho "$*" >>"${0%/*}/../asked"\ncp "$0" "${0%/*}/pdftotext"\n',
}
"""Programs in place of those of the machine: who runs a setup is root, and what is installed costs nothing."""
ABSENT = {*MACHINE, "pdftotext", "sudo"}


def machine(folder):
    """Make the folder of all programs that a setup finds: those of this machine, but for some."""
    folder.mkdir()
    places = (Path(each) for each in os.environ["PATH"].split(os.pathsep))
    for path in itertools.chain.from_iterable(each.iterdir() for each in places if each.is_dir()):
        if path.name not in ABSENT and not (folder / path.name).is_symlink():
            (folder / path.name).symlink_to(path)
    for name, text in MACHINE.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)


def locked(*wheels):
    return "".join(
        f"{each.name.split('-')[0]}==1.0 \\\n    --hash=sha256:{hashlib.sha256(each.read_bytes()).hexdigest()}\n"
        for each in wheels
    )


@pytest.fixture
def tiny(tmp_path):
    """A project with two locks, in a folder with a space and Chinese in its name; everything is offered anew."""
    root, shelf, python = tmp_path / "空 格" / "项目", tmp_path / "wheels", tmp_path / "quick python"
    python.write_text(QUICK.format(python=sys.executable, pip=Path(pip.__file__).parent))
    python.chmod(0o755)
    (root / "tools").mkdir(parents=True)
    shelf.mkdir()
    machine(tmp_path / "bin")
    shutil.copy(ROOT / "tools" / "setup.sh", root / "tools")
    shutil.copy(ROOT / "Makefile", root)
    alpha, beta = wheel(shelf, "alpha", "1.0", ["beta[more]>=1"]), wheel(shelf, "beta", "1.0")
    gamma = wheel(shelf, "gamma", "1.0", ["beta"])
    for name in ("alpha", "beta", "gamma"):
        wheel(shelf, name, "9.0")
    (root / "requirements.lock").write_text(locked(alpha, beta))
    (root / "tools" / "dev.lock").write_text(locked(alpha, beta, gamma))
    (root / "backend.py").write_text(BACKEND.format(tests=str(TESTS)))
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "tiny"\nversion = "1.0"\n'
    )
    return root


def environment(root, **more):
    """The surroundings of a setup whose only index is a folder."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    index = {
        "PATH": str(root.parents[1] / "bin"),
        "PYTHON": str(root.parents[1] / "quick python"),
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(root.parents[1] / "wheels"),
    }
    return {**clean, **index, **more}


def setup(root, *arguments, **more):
    return subprocess.run(
        ["bash", root / "tools" / "setup.sh", *arguments],
        cwd=root.parent,
        env=environment(root, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def works(root):
    done = subprocess.run([root / ".venv" / "bin" / "dstd"], capture_output=True, encoding="utf-8", check=False)
    return done.stdout == "1.0\n"


def installed(root):
    python = root / ".venv" / "bin" / "python"
    listing = subprocess.run([python, "-I", "-c", installs.LIST], capture_output=True, check=True).stdout
    return {name: version for name, version in json.loads(listing).items() if name not in {"pip", "setuptools"}}


def folders(root):
    return {path.name for path in root.glob(".venv*")} - {".venv-lock"}


USER = {"alpha": "1.0", "beta": "1.0", "tiny": "1.0"}


def test_users_get_their_lock_and_tests_get_more(tiny):
    done = setup(tiny)
    assert done.returncode == 0, done.stderr
    assert (installed(tiny), works(tiny)) == (USER, True)
    (way,) = (tiny / ".venv").glob("lib/python3*/site-packages/tiny.pth")
    assert way.read_bytes().isascii(), "Python would read it in the encoding of whoever runs it"
    assert (way.parent / way.read_text().strip()).resolve() == tiny / "src"
    assert list(way.parent.glob("__pycache__/beta.*.pyc")), "what is installed need not be compiled again"
    assert not (again := setup(tiny)).returncode
    assert not again.stdout
    asked = tiny.parents[1] / "asked"
    assert not asked.exists()

    done = setup(tiny, "dev")
    assert done.returncode == 0, done.stderr
    assert asked.read_text() == "install -y --no-install-recommends poppler-utils\n"
    assert (installed(tiny), works(tiny)) == ({**USER, "gamma": "1.0"}, True)
    assert not setup(tiny).stdout, "what tests have is enough for a user"
    assert len(folders(tiny)) == 2

    moved = tiny.rename(tiny.with_name("另 处"))
    assert setup(moved).returncode == 0
    assert str(moved) in (moved / ".venv" / "bin" / "dstd").read_text("utf-8")
    assert (installed(moved), works(moved)) == (USER, True)


def test_the_old_environment_stays_until_the_new_one_is_complete(tiny):
    assert setup(tiny).returncode == 0
    shelf, away = tiny.parents[1] / "wheels", tiny.parents[1] / "away"
    lock = tiny / "requirements.lock"
    lock.write_text(f"{lock.read_text()}# changed\n")
    shelf.rename(away)
    failed = setup(tiny)
    assert (failed.returncode, works(tiny)) == (1, True)
    assert "依赖没有装好" in failed.stderr
    assert folders(tiny) == {".venv", ".venv-1"}
    away.rename(shelf)
    (tiny / ".venv-7").mkdir()
    assert (setup(tiny).returncode, works(tiny)) == (0, True)
    assert folders(tiny) == {".venv", ".venv-2"}


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        ("none", "缺少系统软件，请先运行：sudo apt-get install -y poppler-utils"),
        ("apt-get", "缺少软件：poppler-utils（这是 Debian 的名称），请先用本系统的软件管理器安装。"),
    ],
)
def test_what_tests_run_is_asked_for_in_a_sentence_where_it_cannot_be_installed(tiny, gone, said):
    programs = tiny.parents[1] / "bin"
    (programs / "id").write_text("#!/bin/sh\necho 1000\n")
    (programs / gone).unlink(missing_ok=True)
    done = setup(tiny, "dev")
    assert (done.returncode, done.stderr) == (1, f"无法继续：{said}\n")
    assert not folders(tiny)


def test_a_lock_that_lacks_something_is_refused(tiny):
    alpha = tiny.parents[1] / "wheels" / "alpha-1.0-py3-none-any.whl"
    (tiny / "requirements.lock").write_text(locked(alpha))
    failed = setup(tiny)
    assert failed.returncode == 1
    assert "make lock" in failed.stderr
    assert "beta" in failed.stderr
    assert not folders(tiny)


def test_a_setup_that_was_cut_off_is_taken_back(tiny):
    """Between its two renames, from a folder to a link; nothing can be fetched now."""
    (tiny / ".venv-0" / "bin").mkdir(parents=True)
    (tiny / ".venv-3" / "bin").mkdir(parents=True)
    assert setup(tiny, PIP_FIND_LINKS="").returncode == 1
    assert folders(tiny) == {".venv"}
    assert (tiny / ".venv" / "bin").is_dir()


def test_what_the_shell_carries_leads_nowhere(tiny, tmp_path):
    other, old, mine = tmp_path / "other", tmp_path / "old", tmp_path / "mine"
    (other / "tools").mkdir(parents=True)
    (other / ".venv").mkdir()
    old.mkdir()
    for name in ("pip", "venv", "ensurepip", "ast"):
        (old / f"{name}.py").write_text("raise SystemExit('stranger')")
    mine.mkdir()
    (tiny / ".venv").symlink_to(mine)
    (tmp_path / "more.txt").write_text("gamma\n")
    config = tmp_path / "pip.conf"
    config.write_text(
        f"[global]\nquiet = 2\ntarget = {other}\nno-binary = :all:\nconstraint = /nowhere\n"
        f"find-links = {tmp_path / 'wheels'}\n[install]\nprefix = {other}\n"
    )
    done = setup(
        tiny,
        CDPATH=str(other),
        PYTHONPATH=str(old),
        PYTHONHOME=str(old),
        PYTHONOPTIMIZE="2",
        PIP_CONFIG_FILE=str(config),
        PIP_FIND_LINKS="",
        PIP_TARGET=str(other),
        PIP_USER="1",
        PIP_PREFIX=str(other),
        PIP_REQUIREMENT=str(tmp_path / "more.txt"),
        PIP_CONSTRAINT="/nowhere",
        PIP_NO_BINARY=":all:",
        PIP_EXTRA="x",
        TMPDIR="/nowhere",
    )
    assert done.returncode == 0, done.stderr
    assert (installed(tiny), works(tiny)) == (USER, True)
    assert {path.relative_to(other).as_posix() for path in other.rglob("*")} == {"tools", ".venv"}
    assert not list(mine.iterdir())


def test_two_setups_at_once_make_one_environment(tiny):
    command = ["bash", tiny / "tools" / "setup.sh"]
    both = [subprocess.Popen(command, env=environment(tiny), stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [each.wait(timeout=120) for each in both] == [0, 0]
    assert works(tiny)
    assert folders(tiny) == {".venv", ".venv-1"}


def test_no_script_needs_its_run_bit():
    shown = subprocess.run(
        ["make", "-n", *("build", "test", "check", "verify", "pages", "release", "fonts", "lock", "content")],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "bash tools/setup.sh" in shown
    assert not re.findall(r"^\S*\.(?:sh|py)\b", shown, re.MULTILINE)


# ---------------------------------------------------------------- the locks themselves

BLOCK = re.compile(r"^(\S+)==\S+(?: ; ([^\\]+))? \\\n(?: +--hash=\S+(?: \\)?\n)+", re.MULTILINE)
LOCKS = {"requirements.lock": ("install",), "tools/dev.lock": ("install", "dev")}


def blocks(lock):
    text = (ROOT / lock).read_text("utf-8")
    found = {each[0]: each[2] for each in BLOCK.finditer(text)}
    assert "".join(found) == text
    return found


def test_both_locks_agree_on_what_they_share():
    assert blocks("requirements.lock").keys() < blocks("tools/dev.lock").keys()
    assert not installs.pins((ROOT / "requirements.lock").read_text("utf-8")).keys() & {
        *("pytest", "mypy", "ruff", "hypothesis", "coverage"),
    }


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", installs.PYTHONS)
def test_a_lock_holds_all_that_is_asked_for_and_no_more(lock, python):
    """What each package asks for, its extras too, when its marker holds there."""
    there = {"python_version": python, "python_full_version": f"{python}.0"}
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = [each for name in LOCKS[lock] for each in said["dependency-groups"][name]]
    groups += said["project"]["optional-dependencies"]["lsp"] if "dev" in LOCKS[lock] else []
    waiting = [(Requirement(each), "") for each in (*said["project"]["dependencies"], *groups)]
    pins = installs.pins((ROOT / lock).read_text("utf-8"))
    asked = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({**there, "extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        assert requirement.specifier.contains(pins[name]), requirement
        wanted = {(name, each) for each in ("", *requirement.extras)} - asked
        asked |= wanted
        waiting += [(Requirement(each), extra) for _, extra in wanted for each in requires(name) or ()]
    held = {
        canonicalize_name(block.partition("==")[0])
        for block, marker in blocks(lock).items()
        if not marker or Marker(marker).evaluate(there)
    }
    assert held == {name for name, _ in asked}


# ---------------------------------------------------------------- `make verify ARGS=install`


def test_an_index_offers_what_is_newer(tmp_path):
    shelf, index = tmp_path / "文 件", tmp_path / "simple"
    shelf.mkdir()
    wheel(shelf, "alpha", "1.0")
    installs.newer("alpha", shelf)
    installs.newer("bet-a", shelf)
    installs.write_index(shelf, index)
    assert {path.parent.name for path in index.rglob("index.html")} == {"alpha", "bet-a"}
    installs.require_newer(["alpha", "bet-a"], index, tmp_path / "got")


def test_an_index_without_newer_ones_proves_nothing(tmp_path):
    shelf, index = tmp_path / "files", tmp_path / "simple"
    shelf.mkdir()
    wheel(shelf, "alpha", "1.0")
    installs.write_index(shelf, index)
    with pytest.raises(shell.CheckError, match="更新的版本"):
        installs.require_newer(["alpha"], index, tmp_path / "got")


@pytest.mark.parametrize("found", [{"alpha": "99999"}, {"alpha": "1.0", "stranger": "1"}, {"pip": "26.0"}])
def test_an_environment_that_differs_from_its_lock_is_found(found):
    with pytest.raises(shell.CheckError):
        installs.require_locked(found, {"alpha": "1.0"})
    installs.require_locked({"Alpha": "1.0", "pip": "26.0", installs.OURS: "1"}, {"alpha": "1.0"})


def test_what_pip_supports_is_read_whatever_its_line_ends(tmp_path):
    said = "Name: pip\r\nClassifier: Programming Language :: Python :: 3.11\r\nClassifier: Topic :: Utilities\r\n"
    made = wheel(tmp_path, "pip", "23.2.1", more={"pip-23.2.1.dist-info/METADATA": said})
    assert installs.read_pip(made) == installs.Pip(version="23.2.1", wheel=made, pythons=frozenset({"3.11"}))


def test_what_did_not_run_is_not_passed(tmp_path):
    old = installs.Pip(version="23.0.1", wheel=tmp_path, pythons=frozenset({"3.11"}))
    new = installs.Pip(version="26.3", wheel=tmp_path, pythons=frozenset({"3.9", "3.11", "3.14"}))
    none = installs.Pip(version="9", wheel=tmp_path, pythons=frozenset({"2.7"}))
    pips = {"pip==23.0.*": old, "pip==23.2.*": None, "pip": new, "pip==9": none}
    titles = {title: why for title, _, _, why in installs.combinations(pips, {"3.11": tmp_path})}
    assert titles == {
        "pip 23.0.1 + Python 3.11": "",
        "pip==23.2.*": "pip==23.2.* 取不到",
        "pip 26.3 + Python 3.11": "",
        "pip 26.3 + Python 3.14": "本机没有 Python 3.14",
        "pip 9": "不支持本项目要的 Python",
    }
    assert installs.summary(["甲"], ["乙（缺）"]).endswith("甲；没有运行：乙（缺）")
    with pytest.raises(shell.CheckError, match="没有运行"):
        installs.summary([], ["乙"])
