"""Workers on other machines: a Dask cluster that is there already. What travels is bytes (`unit_items`).

Whoever reaches the scheduler can have the workers run anything: a cluster stands in a trusted network, behind TLS.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from dangjian_std.cli.console import unit_items
from dangjian_std.cli.console.unit_making import MadePack, RowError
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

SCHEDULER_TIMEOUT = 20
"""Seconds in which a scheduler has to answer, and after which it is asked whether anybody still works."""
ITEMS_PER_THREAD = 2
"""Items that are sent for each thread that works: what is kept in memory at once."""

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Workers:
    """Whoever answers items, here or elsewhere."""

    executor: Executor
    threads: Callable[[], int]
    """How many items are worked at, at once; none if nobody is there."""

    def answers(self, asked: Iterable[tuple[Key, bytes]]) -> Iterator[tuple[Key, Callable[[], MadePack]]]:
        """Yield what was asked for as it is done, each with what gives its pack or raises why there is none."""
        running: dict[Future[bytes], Key] = {}
        most = ITEMS_PER_THREAD * max(1, self.threads())
        for key, item in asked:
            running[self.executor.submit(unit_items.work, item)] = key
            while len(running) >= most:
                yield from self._done(running)
        while running:
            yield from self._done(running)

    def _done(self, running: dict[Future[bytes], Key]) -> Iterator[tuple[Key, Callable[[], MadePack]]]:
        done, _ = wait(running, SCHEDULER_TIMEOUT, FIRST_COMPLETED)
        if not done and not self.threads():
            raise DstdError("集群上的工作机都不在了，没有往下做。做好的都在；工作机回来以后再运行一次。")
        for each in done:
            yield running.pop(each), partial(_made, each)


def _made(future: Future[bytes]) -> MadePack:
    """Return what an answer gives, or say why there is none."""
    try:
        return unit_items.answer(future.result())
    except (RowError, DstdError):
        raise
    except unit_items.RefusedItemError as error:
        raise DstdError(f"集群做不了，没有往下做：{error}。做好的都在。") from error
    except CancelledError:
        raise DstdError("同集群的联系断了，没有往下做。做好的都在；接上以后再运行一次。") from None
    except Exception as error:
        if type(error).__name__ == "KilledWorker":
            raise RowError("做它的工作机接连中止了几次，多半是内存不够") from error
        said = visible(f"{type(error).__name__}：{error.__cause__ or error}".partition("\n")[0])
        raise DstdError(
            f"集群做不了，没有往下做。调度器和工作机上要装这一版 dangjian-std。原话：{said}"
        ) from error


@contextmanager
def connected(address: str) -> Iterator[Workers]:
    """Reach the scheduler of a Dask cluster; certificates are those of Dask's own configuration."""
    if not address.startswith(("tcp://", "tls://")):
        raise DstdError(
            f"--scheduler 的地址要写成 tcp://主机:端口 或者 tls://主机:端口，不能是“{visible(address)}”。"
        )
    logging.disable()  # of a connection that is gone it tells with tracebacks; we say it in a sentence
    client = _client(address)
    try:
        workers = Workers(client.get_executor(pure=False), lambda: sum(client.nthreads().values()))
        if not workers.threads():
            raise DstdError(f"集群 {visible(address)} 上没有工作机，没有做。")
        yield workers
    finally:
        client.close(timeout=1)
        logging.disable(logging.NOTSET)


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise DstdError("--scheduler 要用 Dask，请先运行：pip install 'dangjian-std[cluster]'") from None

    class Client(distributed.Client):  # type: ignore[misc]
        def start(self, **more: Any) -> None:
            try:
                super().start(**more)
            except BaseException:
                self.status = "closed"  # else its end would be waited for, and told
                raise

    try:
        return Client(address, timeout=SCHEDULER_TIMEOUT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise DstdError(f"连不上集群的调度器 {visible(address)}，没有做。请看它开着没有，证书对不对。") from error
