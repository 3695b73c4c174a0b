"""The check `cluster`: a Dask cluster makes the packs that are made here; what dies there loses nothing."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from checks.ground import ROOT, require_same, sha256, workshop
from checks.shell import CheckError, run

PLACE = ROOT / ".cluster"
PYTHON, DASK = PLACE / "bin" / "python", PLACE / "bin" / "dask"
MADE = "：做好了"
WORKERS, UNITS, PATIENCE = 2, 8, 120
"""How many processes work, how many units there are, and the seconds in which a cluster has to stand."""
LIST = "单位名称,编号前缀,单位类型,党支部数,党小组数,党员人数\n" + "".join(
    f"某县试用{at}局,SY{at},{shape},{counts}\n"
    for at, (shape, counts) in enumerate([("总支", "2,4,33"), ("支部", "1,0,12")] * (UNITS // 2))
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}


@dataclass(frozen=True)
class Cluster:
    """A scheduler and those who work for it, on this machine."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: Sequence[subprocess.Popen[bytes]]


def cluster() -> str:
    """Make packs here and there, with nothing wrong, a worker killed, the scheduler killed; compare them."""
    run(["bash", ROOT / "tools" / "setup.sh", "cluster"])
    with workshop() as folder:
        listed = folder / "units.csv"
        listed.write_text(LIST, "utf-8")
        _require(_build(listed, folder / "here"), 0, "")
        here = _packs(folder / "here")
        with _cluster(folder) as there:
            _require(_build(listed, folder / "there", there.address), 0, "")
            require_same(here, _packs(folder / "there"), "集群做的和这里做的")
        with _cluster(folder) as there:
            killed = there.workers[0]
            _require(_build(listed, folder / "fewer", there.address, killed.kill), 0, "")
            require_same(here, _packs(folder / "fewer"), "停了一个工作进程，集群做的和这里做的")
        with _cluster(folder) as there:
            _require(_build(listed, folder / "lost", there.address, there.scheduler.kill), 2, "联系断了")
            whole = _packs(folder / "lost")
            require_same({name: here[name] for name in whole}, whole, "停了调度器，做好的和这里做的")
            if len(whole) in {0, UNITS}:
                raise CheckError(f"停了调度器，却做好了 {len(whole)} 个")
            _require(_build(listed, folder / "lost", there.address), 2, "连不上")
        _require(_build(listed, folder / "lost"), 0, "")
        require_same(here, _packs(folder / "lost"), "接着做的和这里做的")
    return f"{UNITS} 个单位的成品包，集群做的、停了一个工作进程的、停了调度器接着做的，同这里做的一样"


@contextmanager
def _cluster(folder: Path) -> Iterator[Cluster]:
    """Begin a cluster whose workers are there, and end it."""
    said = folder / "scheduler.json"
    said.unlink(missing_ok=True)
    scheduler = _begin("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", said)
    workers = []
    try:
        _wait(said.is_file, scheduler)
        address = json.loads(said.read_text("utf-8"))["address"]
        workers = [_begin("worker", address, "--nthreads", "1", "--no-nanny") for _ in range(WORKERS)]
        count = f"import distributed as d; print(len(d.Client({address!r}).nthreads()))"
        _wait(lambda: run([PYTHON, "-c", count]).split()[-1] == str(WORKERS), scheduler)
        yield Cluster(address, scheduler, workers)
    finally:
        for each in (*workers, scheduler):
            each.kill()
            each.wait()


def _begin(*command: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(DASK), *map(str, command), "--no-dashboard"],
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait(ready: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE):
        if process.poll() is not None:
            raise CheckError("集群起不来")
        if ready():
            return
        time.sleep(1)
    raise CheckError(f"集群 {PATIENCE} 秒还没有起来")


def _build(
    listed: Path, out: Path, address: str = "", meanwhile: Callable[[], object] | None = None
) -> tuple[int, str, str]:
    """Run `dstd build --units`, and do something else once a pack is there. Return the code and what it said."""
    command = [
        PYTHON,
        "-m",
        "dangjian_std",
        "build",
        ROOT,
        "--units",
        listed,
        "-o",
        out,
        "--only",
        "清单",
        "--office",
    ]
    with subprocess.Popen(
        [*map(str, command), *(("--scheduler", address) if address else ())],
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        said = []
        for line in process.stdout or ():
            said.append(line)
            if meanwhile and MADE in line:
                meanwhile()
                meanwhile = None
        error = process.stderr.read() if process.stderr else ""
    return process.returncode, "".join(said), error


def _require(done: tuple[int, str, str], code: int, said: str) -> None:
    found, output, error = done
    told = error.strip()
    if found != code or said not in told or (said and "\n" in told):
        raise CheckError(f"应退出 {code}、说“{said}”，却是 {found}：{told[-500:] or output[-500:]}")


def _packs(out: Path) -> dict[str, str]:
    """Map each unit whose pack is there to the sha256 of it."""
    return {path.parent.name: sha256(path) for path in out.glob("*/成品包.zip")}
