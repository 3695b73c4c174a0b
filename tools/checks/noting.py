"""Plugin of pytest that notes which places of the package each test comes to.

A place is noted by `__hit__(number)`. What is computed once and kept (by `functools.cache`, `cached_property`, a
fixture of a module, a file while it is collected) counts for every test that uses it, not for the first alone.
Loaded at the start of the process, by its own line in the trial's Python, so that it comes before the package.
PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import builtins
import functools
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import probe  # type: ignore[import-not-found]  # it lies beside this file where both are used
import pytest

seen: set[int] = set()
"""The places that were come to since the test began."""
added: set[int] = set()
"""Which of the kept results have been counted since then."""
of_fixtures: dict[Any, set[int]] = {}
of_files: dict[str, set[int]] = {}


@contextmanager
def apart() -> Iterator[set[int]]:
    """Give the places that are come to in here alone; they count for what goes on around, too."""
    around, counted, inside = seen.copy(), added.copy(), set[int]()
    seen.clear()
    added.clear()
    try:
        yield inside
    finally:
        inside |= seen
        seen.update(around)
        added.clear()
        added.update(counted)


def again(places: frozenset[int]) -> None:
    """Count the places of a kept result."""
    if id(places) not in added:
        added.add(id(places))
        seen.update(places)


def _cache(function: Callable[..., Any]) -> Callable[..., Any]:
    kept: dict[Any, tuple[frozenset[int], Any]] = {}

    @functools.wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        key = (arguments, tuple(named.items()))
        if key not in kept:
            with apart() as places:
                value = function(*arguments, **named)
            kept[key] = (frozenset(places), value)
        again(kept[key][0])
        return kept[key][1]

    call.cache_clear = kept.clear  # type: ignore[attr-defined]
    return call


class _CachedProperty(functools.cached_property[Any]):
    """As the library's, but that it is asked every time."""

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        own, name = instance.__dict__, str(self.attrname)
        if name not in own:
            with apart() as places:
                own[name] = self.func(instance)
            own[f"{name} "] = frozenset(places)
        again(own.get(f"{name} ", frozenset()))
        return own[name]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[str(self.attrname)] = value

    def __delete__(self, instance: Any) -> None:
        del instance.__dict__[str(self.attrname)]


def pytest_sessionstart() -> None:
    """From here on places are noted in this process; a fork of it writes them itself."""
    builtins.__dict__["__hit__"] = seen.add
    os.register_at_fork(after_in_child=_apart_from_here)


def _apart_from_here() -> None:
    builtins.__dict__["__hit__"] = probe.hit


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """Note what a file comes to while it is collected."""
    with apart() as places:
        report = yield
    of_files.setdefault(str(collector.path), set()).update(places)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> Generator[None, Any, Any]:
    """Note what a fixture comes to that serves several tests."""
    with apart() as places:
        value = yield
    if fixturedef.scope != "function":
        of_fixtures[fixturedef] = places
    return value


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Function) -> Generator[None, Any, Any]:
    """Write what a test came to."""
    probe.begin(item.nodeid)
    seen.clear()
    added.clear()
    value = yield
    used = [fixture for each in item._fixtureinfo.name2fixturedefs.values() for fixture in each]  # noqa: SLF001
    places = seen.union(of_files.get(str(item.path), ()), *(of_fixtures.get(each, ()) for each in used))
    probe.note(places, item.nodeid)
    return value


if "NOTING" in os.environ:
    functools.cache = _cache  # type: ignore[assignment]
    functools.cached_property = _CachedProperty  # type: ignore[misc]
