"""The trial of the tests: which mistakes are made, how they are drawn, and that none leaves its room."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from checks import ground, mutants
from checks.mistakes import KINDS
from checks.mutation import Source
from checks.reach import Reach, kept
from support.folders import TOOLS

CODE = '''
"""模块"""
from dataclasses import dataclass

LONGEST = 7
__all__ = ["read"]


@dataclass(frozen=True)
class Place:
    """一处"""

    name: str = "处"


def read(text, parts):
    """读"""
    if not text:
        raise ValueError(f"第{parts}行没有字")
    elif len(parts) <= LONGEST and text in parts:
        parts.append("字")
    for part in parts:
        if part is None:
            continue
        yield part
    return min(parts)
'''


def changes(kind: str, code: str = CODE) -> set[tuple[str, str]]:
    source = Source("a.py", code.encode())
    return {(source.text(each.span), each.new) for each in source.mutants if each.kind == kind}


def test_a_mistake_of_each_kind_is_made():
    assert changes("比较") == {(" <= ", " < "), (" in ", " not in "), (" is ", " is not ")}
    assert changes("条件") == {("not text", "(text)"), (" and ", " or "), ("min", "max")}
    assert changes("数") == {("7", "8"), ("7", "(6)")}
    assert changes("文字") == {
        ('"处"', '"处误"'),
        ('f"第{parts}行没有字"', 'f"第误{parts}行没有字"'),
        ('"字"', '"字误"'),
    }
    assert changes("返回") == {("min(parts)", "None")}
    assert changes("语句") == {
        ('raise ValueError(f"第{parts}行没有字")', "pass"),
        ('parts.append("字")', "pass"),
        ("continue", "pass"),
        ("yield part", "yield from ()"),
    }


def test_a_text_that_holds_a_wide_space_is_mistaken_too():
    text = """f"{'　'.join(a)}天\""""
    assert changes("文字", text) == {(text, text.replace("天", "天误"))}


def test_what_is_nothing_already_is_not_returned_as_nothing():
    code = "def read(a):\n    if a: return []\n    if not a: return ()\n    return {a}\n"
    assert changes("返回", code) == {("{a}", "None")}


def test_every_mistake_is_a_program_that_can_be_read():
    source = Source("a.py", CODE.encode())
    for each in source.mutants:
        assert ast.dump(ast.parse(source.changed([each]))) != ast.dump(source.tree), each


def test_a_probe_stands_before_the_statement_of_a_mistake_or_where_its_name_occurs():
    source = Source("a.py", CODE.encode())
    (named,) = source.functions_with(frozenset({"LONGEST"}))
    starts = sorted({named, *(each.site.statement for each in source.mutants if each.site.in_function)})
    hits: set[int] = set()
    names: dict[str, object] = {"__hit__": hits.add}
    exec(source.probed({start: start for start in starts}), names)  # noqa: S102 our own text
    assert list(names["read"]("a", ["a", "b"])) == ["a", "b", "字"]
    reached = {each.kind for each in source.mutants if each.site.in_function and each.site.statement in hits}
    assert (named in hits, reached) == (True, set(KINDS) - {"数"})
    assert not any("ValueError" in each.label for each in source.mutants if each.site.statement in hits)


def test_a_probe_stands_before_the_decorators_of_a_function():
    code = "def outer(kept):\n    @kept\n    def inner():\n        return 1\n    return inner\n"
    source = Source("a.py", code.encode())
    hits: set[int] = set()
    names: dict[str, object] = {"__hit__": hits.add}
    exec(source.probed({start: start for start in source.functions}), names)  # noqa: S102 our own text
    assert names["outer"](lambda function: function)() == 1
    assert hits == set(source.functions)


NOTED = '''
import functools, os, subprocess, sys
import pytest

@functools.cache
def kept():
    return __hit__(1)

class Thing:
    @functools.cached_property
    def part(self):
        return __hit__(2)

THING = Thing()
FOUND = kept()

@pytest.fixture(scope="module")
def shared():
    return __hit__(3)

def test_first(shared):
    THING.part
    __hit__(4)

def test_second(shared):
    THING.part

def test_third():
    kept()
    subprocess.run([sys.executable, "-c", "import probe; __hit__(5)"], check=True)
    if not os.fork():
        __hit__(6)
        os._exit(0)
    os.wait()

SERVER = """
import os, sys, probe
for place in sys.stdin:
    if not os.fork():
        __hit__(int(place))
        os._exit(0)
    os.wait()
    print(flush=True)
"""

@pytest.fixture(scope="module")
def ask():
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield lambda place: print(place, file=server.stdin, flush=True) or server.stdout.readline()
        server.stdin.close()

def test_fourth(ask):
    ask(7)

def test_fifth(ask):
    ask(8)
'''


def site_of_a_room(folder: Path) -> Path:
    """Put the modules of a trial where a room has them."""
    site = folder / "room" / "python0" / "lib" / "python3" / "site-packages"
    site.mkdir(parents=True)
    for name in ("probe.py", "noting.py"):
        shutil.copy(TOOLS / "checks" / name, site)
    return site


def test_what_is_kept_counts_for_every_test_that_uses_it(tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(site_of_a_room(tmp_path)), "NOTING": "1"}
    room = tmp_path / "room"
    for name in ("hits", "started"):
        (room / name).mkdir()
    (room / "test_a.py").write_text(NOTED, "utf-8")
    command = "import sys, noting, pytest; sys.exit(pytest.main(['-p', 'noting', 'test_a.py']))"
    done = subprocess.run(
        [sys.executable, "-c", command], env=environment, cwd=room, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout
    found: dict[str, set[str]] = {}
    for line in "".join(path.read_text("utf-8") for path in (room / "hits").iterdir()).splitlines():
        places, _, test = line.partition("\t")
        found.setdefault(test.partition("::")[2], set()).update(places.split())
    assert found == {
        "test_first": {"1", "2", "3", "4"},
        "test_second": {"1", "2", "3"},
        "test_third": {"1", "5", "6"},
        "test_fourth": {"1", "7"},
        "test_fifth": {"1", "8"},
    }


def test_a_draw_takes_each_kind_in_turn_and_is_the_same_again():
    package = {"a.py": Source("a.py", CODE.encode())}
    drawn = list(mutants.draw(package, 4))
    assert len({each.kind for each in islice(drawn, 5)}) == 5
    assert drawn == list(mutants.draw(package, 4))
    assert [str(each) for each in drawn] != [str(each) for each in mutants.draw(package, 5)]
    assert not any(one.overlaps(other) for one in drawn for other in drawn if one is not other)


def test_a_change_of_the_code_leaves_the_lot_of_what_did_not_change():
    package = {"a.py": Source("a.py", CODE.encode())}
    more = {"b.py": Source("b.py", b"def f(a):\n    return a < 7\n"), **package}
    old = [each.label for each in mutants.draw(package, 4)]
    new = [each.label for each in mutants.draw(more, 4)]
    assert len(new) > len(old)
    assert [each for each in new if not each.startswith("b.py")] == old


def test_the_golden_files_and_the_tests_near_a_mutant_are_tried_first(monkeypatch):
    files = ("tests/cli/test_x.py", "tests/output/test_b.py", mutants.GOLDEN)
    reach = Reach({}, seconds={f"{file}::test_{at}": 1.0 + at for file in files for at in range(2)})
    monkeypatch.setattr(Reach, "of", lambda reach, mutant: set(reach.seconds))
    (mutant,) = Source("output/a.py", b"a < b").mutants
    chosen = mutants.Trial(None, reach).choose(mutant)
    assert chosen == [f"{file}::test_{at}" for at in range(2) for file in files[1:]] + [
        f"{files[0]}::test_{at}" for at in range(2)
    ]


@pytest.mark.parametrize(
    ("path", "own"),
    [
        ("rules/basis/one_word.py", "tests/rules/test_examples.py::test_bad[one-word]"),
        ("rules/basis/one_word.py", "tests/rules/test_examples.py::test_bad[one-word/case]"),
        ("rules/basis/one_word.py", "tests/rules/test_examples.py::test_bad[bad-one-word-3]"),
        ("rules/basis/one_word.py", "tests/rules/test_one_word.py::test_a"),
        ("rules/basis/__init__.py", "tests/cli/test_basis.py::test_a"),
    ],
)
def test_the_tests_of_a_file_itself_are_tried_before_all_others(monkeypatch, path, own):
    others = ["tests/rules/test_examples.py::test_bad[done-word]", "tests/rules/test_one_words.py::test_one_word"]
    reach = Reach({}, seconds={own: 60.0, **dict.fromkeys(others, 1.0), mutants.GOLDEN: 60.0})
    monkeypatch.setattr(Reach, "of", lambda reach, mutant: set(reach.seconds))
    (mutant,) = Source(path, b"a < b").mutants
    assert mutants.Trial(None, reach).choose(mutant) == [own, *others]


@pytest.mark.parametrize("alive", [0, 5, 6])
def test_a_trial_says_what_lives_and_fails_below_95_of_100(monkeypatch, alive):
    drawn = list(Source("a.py", ("\n".join(["a = 1 < 2"] * 100)).encode()).mutants)[::5]
    outcome = mutants.Outcome(seed=1, drawn=drawn, alive=drawn[:alive], equal=0)
    monkeypatch.setattr(mutants, "try_tests", lambda seed, count: outcome)
    assert len(drawn) == 100
    if alive > 5:
        with pytest.raises(mutants.CheckError, match="100 处小错，测试发现 94 处\n没有发现"):
            mutants.mutants(1)
    else:
        assert mutants.mutants(1).startswith(f"抽签 1：代码里 100 处小错，测试发现 {100 - alive} 处")


@pytest.mark.parametrize(
    "act",
    [
        "open(f'{out}/a', 'w')",
        "os.open(f'{out}/a', os.O_CREAT | os.O_WRONLY)",
        "os.mkdir(f'{out}/new')",
        "os.rename(f'{here}/a', f'{out}/b')",
        "os.remove(f'{out}/kept')",
        "shutil.rmtree(out)",
        "os.symlink(out, f'{here}/way'); open(f'{here}/way/a', 'w')",
        "os.chdir(out); os.remove('kept')",
        "os.kill(-1, 0)",
    ],
)
def test_nothing_leaves_the_room(tmp_path, act):
    site = site_of_a_room(tmp_path)
    (tmp_path / "room" / "a").touch()
    (tmp_path / "kept").touch()
    head = f"import os, shutil, probe; out, here = {str(tmp_path)!r}, {str(tmp_path / 'room')!r}\n"
    for text, code in ((f"{head}{act}", 1), (f"{head}{act.replace('out', 'here').replace('kept', 'a')}", 0)):
        if code or "kill" not in act:
            done = subprocess.run(
                [sys.executable, "-c", text], env={**os.environ, "PYTHONPATH": str(site)}, capture_output=True,
                encoding="utf-8", check=False,
            )  # fmt: skip
            assert done.returncode == code, (text, done.stderr)
            assert code == 0 or "PermissionError" in done.stderr
        if code:
            assert (tmp_path / "kept").exists()
            assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "room"]


def test_lines_that_no_test_comes_to_are_named():
    source = Source("a.py", CODE.encode())
    reach = Reach({"a.py": source})
    lines = {each.line for each in source.mutants}
    assert list(reach.missed()) == [f"a.py:{'、'.join(map(str, sorted(lines)))}"]
    for each in source.mutants:
        start = each.site.statement
        if each.site.in_function and b"raise" not in source.data[start : start + 5]:
            reach.tests.setdefault(("a.py", start), set()).add("test_a")
    for start in source.functions:
        reach.tests.setdefault(("a.py", start), set()).add("test_a")
    (raised,) = (number for number, line in enumerate(CODE.splitlines(), 1) if "raise" in line)
    assert list(reach.missed()) == [f"a.py:{raised}"]


def test_what_no_function_names_is_met_by_the_tests_of_its_file():
    mark = Source("a.py", 'MARK = "字"\n\n\ndef first():\n    """一"""\n    return 1\n'.encode())
    other = Source("b.py", 'def second():\n    """二"""\n    return vars()["MARK"]\n'.encode())
    (mutant,) = (each for each in mark.mutants if each.kind == "文字")
    (first,), (second,) = mark.functions, other.functions
    assert Reach({"a.py": mark, "b.py": other}).of(mutant) == set()
    tests = {("a.py", first): {"test_first"}, ("b.py", second): {"test_second"}}
    assert Reach({"a.py": mark, "b.py": other}, tests=tests).of(mutant) == {"test_first"}
    named = Source("b.py", 'def second():\n    """二"""\n    return MARK\n'.encode())
    assert Reach({"a.py": mark, "b.py": named}, tests=tests).of(mutant) == {"test_second"}


def test_what_a_run_told_is_kept_until_any_file_of_the_tree_is_another(tmp_path, monkeypatch):
    monkeypatch.setattr(ground, "ROOT", tmp_path)
    monkeypatch.setattr(ground, "tree", lambda: ["tests/test_a.py"])
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").write_text("one", "utf-8")
    told = Reach({}, seconds={"test_a": 0.5}, tests={("a.py", 7): {"test_a", "test_b"}})
    told.keep(kept(tmp_path))
    again = Reach({})
    assert (again.recall(kept(tmp_path)), again) == (True, told)
    (tmp_path / "tests" / "test_a.py").write_text("two", "utf-8")
    other = Reach({})
    assert (other.recall(kept(tmp_path)), other) == (False, Reach({}))
    told.keep(kept(tmp_path))
    assert len(list(tmp_path.glob("reach-*.json"))) == 1
