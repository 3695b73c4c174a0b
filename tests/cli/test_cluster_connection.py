"""A cluster without workers is told; its connection ends in any case."""

from __future__ import annotations

import logging
from types import SimpleNamespace

import pytest

from dangjian_std.cli.console import clusters
from dangjian_std.text.errors import DstdError

ADDRESS = "tcp://127.0.0.1:9"


@pytest.fixture
def cluster(monkeypatch):
    """Reach a cluster with so many threads; notes what is asked of it."""

    def reach(**threads):
        asked = []
        client = SimpleNamespace(
            get_executor=lambda **said: asked.append(said) or "executor",
            nthreads=lambda: threads,
            close=lambda **said: asked.append(said),
        )
        monkeypatch.setattr(clusters, "_client", lambda address: client)
        return asked

    yield reach
    logging.disable(logging.NOTSET)


def test_its_workers_are_counted_by_their_threads(cluster):
    asked = cluster(a=2, b=3)
    with clusters.connected(ADDRESS) as workers:
        assert workers.threads() == 5
        assert logging.root.manager.disable == logging.CRITICAL
    assert asked == [{"pure": False}, {"timeout": 1}]
    assert logging.root.manager.disable == logging.NOTSET


def test_one_without_workers_is_told_and_left(cluster):
    asked = cluster()
    with pytest.raises(DstdError, match="上没有工作机，没有做"), clusters.connected(ADDRESS):
        raise AssertionError
    assert asked[-1] == {"timeout": 1}
    assert logging.root.manager.disable == logging.NOTSET
