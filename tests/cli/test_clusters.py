"""`dstd build --units --scheduler`: items of work are bytes; who answers them may be anywhere, and may be gone."""

from __future__ import annotations

import json
import sys
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from cli.test_units import HEAD, ROWS, build, listed, packed, state  # noqa: F401 `listed` is a fixture
from dangjian_std.cli.console import clusters, unit_items
from dangjian_std.cli.console.clusters import Workers
from dangjian_std.output import many_units
from dangjian_std.text.errors import DstdError
from support.folders import FROZEN
from support.program import dstd

ADDRESS = "tcp://127.0.0.1:9"


class Answering:
    """An executor whose answers are always the same, or never come."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def submit(self, work, item):
        self.asked.append((work, item))
        future = Future()
        if isinstance(self.answer, BaseException):
            future.set_exception(self.answer)
        elif self.answer is not None:
            future.set_result(self.answer)
        return future


def reached(monkeypatch, executor, threads=lambda: 2):
    """Have `--scheduler` reach an executor of this process."""

    @contextmanager
    def connected(address):
        assert address == ADDRESS
        yield Workers(executor, threads)

    monkeypatch.setattr(clusters, "connected", connected)


@pytest.fixture
def here(monkeypatch):
    with ThreadPoolExecutor(2) as pool:
        reached(monkeypatch, pool)
        yield pool
    unit_items._maker.cache_clear()


def test_packs_are_those_that_are_made_here(listed, here, tmp_path):  # noqa: F811
    path, out, made = listed
    done = build(path, out, "--scheduler", ADDRESS)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "3 个单位：新做 3 个，没有变化 0 个，没有做成 0 个。"
    assert len(made) == len(set(made)) == 6, "what is the same is made once by a process"
    there = tmp_path / "there"
    assert build(path, there).returncode == 0
    for row in ROWS:
        name = row[:5]
        assert packed(out, name) == packed(there, name)
        assert (out / name / "adoption.json").read_bytes() == (there / name / "adoption.json").read_bytes()
        lasting = {"seconds", "made"}
        assert {k: v for k, v in state(out)[name].items() if k not in lasting} == {
            k: v for k, v in state(there)[name].items() if k not in lasting
        }
    assert build(path, out).stdout.count("没有变化\n") == 3


def test_a_bad_unit_is_told_and_stops_nobody(listed, here):  # noqa: F811
    path, out, _ = listed
    path.write_text(HEAD + "某县水利局,slj,支部,1,0,12\n" + ROWS[2], "utf-8")
    done = build(path, out, "--scheduler", ADDRESS)
    assert (done.returncode, set(state(out))) == (1, {"某县林业局"})
    assert done.stderr.startswith("[1/2] 没有做 ")
    assert f"{path}:2: 某县水利局：" in done.stderr
    assert done.stderr.replace("[1/2] 没有做", " ") == build(path, out).stderr.replace("[1/2] 没有做", " ")


def test_what_a_month_holds_travels_too(listed, here, tmp_path):  # noqa: F811
    path, out, _ = listed
    path.write_text(HEAD + ROWS[2], "utf-8")
    wish = ("--month", "2027-03", "--month", "2027-04", "--office")
    assert build(path, out, "--scheduler", ADDRESS, *wish).returncode == 0
    assert build(path, tmp_path / "there", *wish).returncode == 0
    assert packed(out, "某县林业局") == packed(tmp_path / "there", "某县林业局")
    assert {name.split("/")[1] for name in packed(out, "某县林业局") if name.count("/") > 1} == {
        "2027-03",
        "2027-04",
    }


@pytest.mark.parametrize(
    ("answer", "code", "said"),
    [
        (CancelledError(), 2, "同集群的联系断了，没有往下做。做好的都在；接上以后再运行一次。\n"),
        (
            ModuleNotFoundError("No module named 'a'\nb"),
            2,
            (
                "集群做不了，没有往下做。调度器和工作机上要装这一版 dangjian-std。"
                "原话：ModuleNotFoundError：No module named 'a'\n"
            ),
        ),
        (
            b'{"refused": "\xe4\xb8\x8d\xe4\xb8\x80\xe6\xa0\xb7"}\n',
            2,
            "集群做不了，没有往下做：不一样。做好的都在。\n",
        ),
        (
            type("KilledWorker", (Exception,), {})("x"),
            1,
            "某县林业局：做它的工作机接连中止了几次，多半是内存不够\n",
        ),
    ],
)
def test_why_there_is_no_answer_is_one_sentence(listed, monkeypatch, answer, code, said):  # noqa: F811
    path, out, _ = listed
    path.write_text(HEAD + ROWS[2], "utf-8")
    reached(monkeypatch, Answering(answer))
    done = build(path, out, "--scheduler", ADDRESS)
    assert (done.returncode, done.stderr.count("\n")) == (code, 1)
    assert done.stderr.endswith(said)
    assert not (out / "某县林业局").exists()


def test_where_nobody_works_any_more_nobody_waits(listed, monkeypatch):  # noqa: F811
    path, out, _ = listed
    monkeypatch.setattr(clusters, "SCHEDULER_TIMEOUT", 0)
    reached(monkeypatch, Answering(None), lambda: 0)
    done = build(path, out, "--scheduler", ADDRESS)
    assert (done.returncode, done.stderr) == (
        2,
        "集群上的工作机都不在了，没有往下做。做好的都在；工作机回来以后再运行一次。\n",
    )


def test_no_more_is_sent_than_is_soon_worked_at():
    many = Answering(b'{"trouble": "x"}\n')
    answers = Workers(many, lambda: 1).answers((at, b"") for at in range(100))
    next(answers)
    assert len(many.asked) == clusters.ITEMS_PER_THREAD


def test_another_program_or_another_base_is_refused(listed, here, monkeypatch):  # noqa: F811
    path, out, _ = listed
    path.write_text(HEAD + ROWS[2], "utf-8")
    own = many_units.identity
    made = []
    monkeypatch.setattr(many_units, "identity", lambda *said: made.append(1) or f"{len(made)}{own(*said)}")
    done = build(path, out, "--scheduler", ADDRESS)
    assert done.returncode == 2
    assert "那里装的 dangjian-std 或者它用的库同这里的不一样" in done.stderr


def test_an_item_is_json_and_files(listed, here):  # noqa: F811
    path, out, _ = listed
    path.write_text(HEAD + ROWS[2], "utf-8")
    kept = Answering(b'{"trouble": "x"}\n')
    here.submit = kept.submit
    build(path, out, "--scheduler", ADDRESS, "--month", "2027-03")
    ((work, item),) = kept.asked
    assert work is unit_items.work
    line, _, files = item.partition(b"\n")
    assert json.loads(line)["wish"]["months"] == [[2027, 3]]
    assert files.startswith(b"PK")
    assert len(item) < sum(each.stat().st_size for each in (FROZEN / "standards").rglob("*.yaml"))


def test_what_is_no_address_or_no_cluster_is_one_sentence(listed, monkeypatch):  # noqa: F811
    path, out, _ = listed
    done = build(path, out, "--scheduler", "127.0.0.1:8786")
    assert (done.returncode, done.stderr) == (
        2,
        "--scheduler 的地址要写成 tcp://主机:端口 或者 tls://主机:端口，不能是“127.0.0.1:8786”。\n",
    )
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = build(path, out, "--scheduler", ADDRESS)
    assert (done.returncode, done.stderr) == (
        2,
        "--scheduler 要用 Dask，请先运行：pip install 'dangjian-std[cluster]'\n",
    )
    assert "请只写一个" in build(path, out, "--scheduler", ADDRESS, "--estimate").stderr
    assert "要同 --units 一起写" in dstd("build", FROZEN, "--scheduler", ADDRESS).stderr


def test_a_process_keeps_no_more_than_it_may(tmp_path):
    files = many_units.shared(tmp_path, {})
    files.keep({"a": b"12345"})
    files.trim(5)
    with files.opened() as read:
        assert read("a") == b"12345"
        files.trim(4)
        with pytest.raises(OSError, match="a"):
            read("a")


def test_an_answer_that_is_no_pack_is_an_error():
    with pytest.raises(unit_items.RefusedItemError, match="甲"):
        unit_items.answer('{"refused": "甲"}\n'.encode())
    with pytest.raises(DstdError, match="甲"):
        clusters._made(Answering('{"refused": "甲"}\n'.encode()).submit(None, None))
