"""Shared by the tests: a frozen set to read, and small projects of one's own.

The live standards are read by the tests under content/ alone, so that an edit of them breaks no test of the code.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dangjian_std import renderers
from dangjian_std.cli import commands
from dangjian_std.domain.catalog import Catalog
from dangjian_std.reading import load, project
from support import messages, sharing_out
from support.folders import BASE, FROZEN, LIVE, TESTS
from support.program import heed_interrupts, sketch
from support.projects import judge_once

at_work = [TESTS]
"""The file whose tests are collected or run."""


def pytest_collectstart(collector: pytest.Collector) -> None:
    at_work[0] = getattr(collector, "path", TESTS)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    at_work[0] = item.path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:  # one process alone runs them as they are named
        items.sort(key=lambda item: sharing_out.turn(item.path))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> sharing_out.Scheduling:
    config.option.loadscopereorder = False  # the order is ours
    return sharing_out.Scheduling(config, log)


def pytest_collection_finish() -> None:
    """Leave what was collected alone: to walk through it again and again takes a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


def is_live(path: object) -> bool:
    """Whether a path leads to the live standards. A relative one never does: tests stand outside any project.

    What `shutil.rmtree` opens is relative too, to a folder that cannot be seen here.
    """
    if not isinstance(path, str | os.PathLike) or not Path(path).is_absolute():
        return False
    whole = Path(os.path.abspath(path))  # noqa: PTH100 nothing may be opened here
    return whole == LIVE or LIVE in whole.parents


def refuse_live(event: str, arguments: tuple[object, ...]) -> None:
    """Keep tests of the code away from the live standards, and the program that they start."""
    if event == "open":
        live = is_live(arguments[0])
    elif event == "subprocess.Popen":
        _, command, cwd, _ = arguments
        ours = isinstance(command, list) and "dangjian_std" in command
        live = ours and ((cwd is not None and Path(os.fspath(cwd)) == LIVE.parent) or any(map(is_live, command)))
    else:
        return
    if live and TESTS / "content" not in at_work[0].parents and "DSTD_SLIPS" not in os.environ:
        raise AssertionError(f"{at_work[0].name} reads the live standards; use the fixture `catalog` or a case")


if "PYTEST_XDIST_WORKER" not in os.environ:  # workers share the folder of the process that started them
    kept = tempfile.TemporaryDirectory(prefix="dstd-tests-")
    os.environ["XDG_CACHE_HOME"] = kept.name

gc.disable()  # until all is collected: what is collected stays
os.environ["DSTD_FRESH"] = "1"  # tests change the program under its feet; those of what is kept say otherwise

sys.addaudithook(refuse_live)
heed_interrupts()
judge_once()
messages.listen()


@pytest.fixture(autouse=True)
def nowhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand outside any project: the program must be told which set to read."""
    folder = tmp_path_factory.getbasetemp() / "nowhere"
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)


@pytest.fixture(autouse=True)
def said_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compare what is said in a test with what is kept, where it is kept."""
    yield from messages.said_before(request)


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The frozen set."""
    loaded = load.load(project.sources(FROZEN))
    assert loaded.catalog is not None
    return loaded.catalog


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A project of one's own: a copy of the small one."""
    shutil.copytree(BASE / "standards", tmp_path / "standards")
    return tmp_path


@pytest.fixture
def edit(copy: Path) -> Callable[[str, str, str], Path]:
    """Replace text in the one file of the copy whose name starts with a code."""

    def replace(code: str, old: str, new: str) -> Path:
        (path,) = (copy / "standards").rglob(f"{code}*.yaml")
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        return copy

    return replace


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., object]:
    """Run a command in this process; what it renders is short, and says what it is made of."""

    def command(name: str, *arguments: object) -> object:
        capsys.readouterr()
        code: object = 0
        try:
            commands.load(name)([str(each) for each in arguments], standalone_mode=False)
        except SystemExit as leaving:
            code = leaving.code
        said = capsys.readouterr().out
        return said if code == 0 else (code, said)

    monkeypatch.setattr(renderers, "render", sketch)
    return command
