"""The harness of `make bench`: its arithmetic, its invented sets, its Typst file. Nothing here is timed."""

import itertools
import json
import re
import sys
from dataclasses import replace

import pytest
import yaml

import corpus
import figures
import measuring
import typst_book
from dangjian_std.document.blocks import Heading, Paragraph
from support.projects import findings
from support.sample_document import sample

SLOW, QUICK = (measuring.Cost(wall=wall, cpu=wall / 2, memory=memory) for wall, memory in ((9, 10), (3, 40)))


def no_profile():
    return []


def figure(**said):
    return figures.Figure(**{"name": "一行", "target": 4.0, "wall": 4.0, "cpu": 2.0} | said)


def test_a_ratio_says_how_much_the_slower_one_takes():
    faster = figures.faster("快", QUICK, ("对方", SLOW), 3, no_profile)
    times = figures.times("慢", SLOW, ("对方", QUICK), 3, no_profile)
    assert (faster.wall, faster.cpu) == (times.wall, times.cpu) == (3, 3)
    assert faster.met(by_cpu=False)
    assert times.met(by_cpu=False)


@pytest.mark.parametrize(
    ("said", "by_cpu", "met"),
    [
        ({}, False, True),
        ({"wall": 4.01}, False, False),
        ({"wall": 4.01}, True, True),
        ({"least": True}, False, True),
        ({"least": True}, True, False),
        ({"target": None, "wall": 99.0}, False, None),
    ],
)
def test_a_target_is_a_bound(said, by_cpu, met):
    assert figure(**said).met(by_cpu=by_cpu) is met


@pytest.mark.parametrize(
    ("said", "before", "told"),
    [
        ({}, (3.1, 2.0), []),
        ({}, (2.9, 2.0), ["一行（墙钟）：2.90 → 4.00"]),
        ({"least": True}, (5.3, 2.0), []),
        ({"least": True}, (5.4, 2.7), ["一行（墙钟）：5.40 → 4.00", "一行（处理器）：2.70 → 2.00"]),
        ({"unit": "秒"}, (0.1, 0.1), []),
        ({}, None, []),
    ],
)
def test_a_ratio_that_is_worse_by_more_than_a_third_is_told(said, before, told):
    assert figure(**said).worse(before) == told


def test_a_table_that_was_written_is_read_back():
    rows = [figure(), figure(name="另一行", unit="秒", wall=0.25, cpu=0.125, ours=SLOW, peer=QUICK, target=None)]
    page = f"# 快慢\n\n- 机器：一台 | 两核\n\n{figures.table(rows, by_cpu=False)}\n没有别的。\n"
    found = figures.committed(page)
    assert found == {"一行": (4.0, 2.0), "另一行": (0.25, 0.12)}
    assert figures.committed("") == {}
    assert figures.worse([replace(rows[0], wall=6.0)], found) == ["一行（墙钟）：4.00 → 6.00"]


def test_a_target_that_is_missed_is_marked():
    assert "**没有**" in figures.table([figure(wall=5.0)], by_cpu=False)
    assert "**没有**" not in figures.table([figure(wall=5.0)], by_cpu=True)


def test_ways_take_turns_and_the_least_counts():
    called = []
    costs = {"a": iter((SLOW, QUICK)), "b": iter((QUICK, SLOW))}

    def way(name):
        called.append(name)
        return next(costs[name])

    best = measuring.in_turn({name: lambda name=name: way(name) for name in costs}, 2)
    assert called == ["a", "b", "a", "b"]
    assert best["a"] == best["b"] == measuring.Cost(wall=3, cpu=1.5, memory=40)


BUSY = "import time\nwhile time.process_time() < 0.2: pass"


def test_the_processor_time_of_children_counts(tmp_path):
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"
    cost = measuring.run([sys.executable, "-c", parent], tmp_path)
    assert cost.cpu >= 0.2
    assert cost.memory > 1_000_000


def test_a_command_that_fails_says_what_it_said(tmp_path):
    with pytest.raises(RuntimeError, match="没有做成"):
        measuring.run([sys.executable, "-c", "raise SystemExit('没有做成')"], tmp_path)


STAYS = f"""
import pathlib, sys, time
path, seen = pathlib.Path(sys.argv[1]), None
while True:
    if (text := path.read_text()) != seen:
        seen = text
        print({measuring.Resident.READY!r}, flush=True)
    time.sleep(0.01)
"""


def test_a_resident_program_is_asked_again_and_again(tmp_path):
    path = tmp_path / "a"
    path.write_text("0")
    stays = measuring.Resident([sys.executable, "-c", STAYS, str(path)], tmp_path)
    try:
        costs = [stays.after(lambda text=text: path.write_text(text)) for text in ("1", "2")]
    finally:
        stays.close()
    assert all(cost.memory > 1_000_000 for cost in costs)
    assert stays._process.returncode is not None


def test_a_resident_program_that_ends_says_what_it_said(tmp_path):
    with pytest.raises(RuntimeError, match="不成"):
        measuring.Resident([sys.executable, "-c", "print('不成')"], tmp_path)


def test_invented_sets_are_the_same_each_time_and_grow():
    few, many = dict(corpus.files(3)), dict(corpus.files(5))
    assert few == dict(corpus.files(3))
    assert few.items() <= many.items()
    assert few != dict(corpus.files(3, seed=corpus.SEED + 1))


def test_the_largest_set_has_a_code_for_each_file():
    found = [data["code"] for _, data in corpus.files(corpus.MOST) if "code" in data]
    assert len(found) == len(set(found)) == 3 * corpus.MOST


def test_invented_sets_are_sound(tmp_path):
    corpus.write(tmp_path, 12)
    assert findings(tmp_path) == ()
    standard = corpus.standard(tmp_path, 11)
    assert standard == max((tmp_path / "standards").glob("[1-9]-*/*"))
    assert corpus.as_yaml(yaml.safe_load(standard.read_text("utf-8"))) == standard.read_text("utf-8")


def test_the_typst_file_holds_the_text_and_runs_nothing_of_it():
    document = sample()
    source = typst_book.book(document)
    strings = [json.loads(each) for each in re.findall(r'#("(?:[^"\\]|\\.)*")', source)]
    blocks = itertools.chain.from_iterable(part.blocks for part in document.parts)
    for block in blocks:
        if isinstance(block, Heading):
            assert any(block.text in each for each in strings), block
        if isinstance(block, Paragraph):
            texts = [each for each in block.text if isinstance(each, str)]
            assert all(any(" ".join(text.split()) in each for each in strings) for text in texts), block
