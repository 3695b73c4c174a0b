"""A build as it was asked for: nothing where nothing changed, and otherwise what is stale."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from dangjian_std.cli.console import checking, context, delivery, reporters
from dangjian_std.output import idle
from dangjian_std.reading import layers
from dangjian_std.text import os_errors
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.cli.console.watching import Scene
    from dangjian_std.domain.catalog import Catalog
    from dangjian_std.output.build import BuildPlan
    from dangjian_std.reading.load import Loaded
    from dangjian_std.text.diagnostic import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What is asked for, as the options of `dstd build` say it."""

    only: tuple[str, ...] = ()
    kind: str | None = None
    edition: str | None = None
    cover: str = ""
    profile: str | None = None
    proof: bool = False
    reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What would be done with a sound project."""

    catalog: Catalog
    plan: BuildPlan
    target: Path
    below: tuple[str, ...]
    """Folders below the output folder in which the target lies."""

    def deliver(self) -> None:
        """Make what is stale, and say where everything is."""
        from dangjian_std.output import adoption

        delivery.deliver(self.plan, self.target, self.catalog.system.edition)
        adoption.put(adoption.dump(self.catalog), self.target)


def build(folder: Path, top: Path, wanted: BuildOptions, *, check: bool) -> None:
    """Make what is stale of a project, or with `check` say what that is, and leave."""
    raws = layers.sources(folder)
    entry = checking.entry("build", raws, astuple(wanted))
    if entry and (done := idle.known(entry, top, delivery.refuse_link)):
        click.echo(done.summary)
        if check:
            _tell_unchanged()
        delivery.tell(top.joinpath(*done.below), done.paths, idle=True)
        return
    loaded, found = context.checked(folder, raws)
    planned = plan(loaded, found, top, wanted)
    if not check:
        delivery.refuse_unprintable(planned.plan, loaded)
    summary = reporters.summary(found, len(loaded.sources))
    click.echo(summary)
    if check:
        _tell(planned.plan)
    planned.deliver()
    if entry:
        idle.keep(entry, planned.target, planned.below, planned.plan, summary)


def follow(scene: Scene, top: Path, wanted: BuildOptions) -> None:
    """Make what is stale after a change; what stands in the way is said, and the next change may mend it."""
    try:
        planned = plan(scene.loaded, scene.found, top, wanted)
        delivery.refuse_unprintable(planned.plan, scene.loaded)
        planned.deliver()
    except OSError as error:
        raise DstdError(f"没有做成：{os_errors.reason(error)}。") from error


def watch(folder: Path, top: Path, wanted: BuildOptions, pause: Callable[[], bool] | None = None) -> None:
    """Make what is stale, and again after every change, until somebody ends it."""
    from dangjian_std.cli.console import watching

    for scene in watching.scenes(folder, pause or watching.rest):
        click.echo(scene.text)
        if scene.sound:
            try:
                follow(scene, top, wanted)
            except (context.RefusedError, DstdError) as error:
                click.echo(str(error), err=True)
        click.echo("等着改动……按 Ctrl-C 结束。")


def plan(loaded: Loaded, found: Sequence[Diagnostic], top: Path, wanted: BuildOptions) -> Planned:
    """Return what would be done with a project, or refuse it for what was found."""
    if loaded.catalog is None or context.fails(found, strict=False):
        context.refuse(found, loaded)
    from dangjian_std import publications, renderers
    from dangjian_std.output import build as outputs
    from dangjian_std.renderers.renderer import Way

    large = wanted.edition is not None
    names, order = publications.parse_request(
        loaded.catalog, wanted.only, wanted.kind, large=large, proof=wanted.proof, cover=wanted.cover
    )
    if missing := renderers.undrawable(wanted.cover)[:1]:
        raise DstdError(f"--cover 里的“{missing}”（U+{ord(missing):04X}）随附字体里没有，换一个写法。")
    everything = not wanted.only and wanted.kind is None and order == publications.Request()
    unit = context.unit(loaded.catalog, wanted.profile)
    target = delivery.place(top, unit)
    way = Way.WHOLE if wanted.reference else Way.USUAL
    made = outputs.build(unit, target, names, order, every=everything, way=way)
    return Planned(catalog=loaded.catalog, plan=made, target=target, below=delivery.own(unit))


def _tell(plan: BuildPlan) -> NoReturn:
    """Say what a build would do, and leave."""
    for target, reason in plan.stale:
        click.echo(f"{visible(target.path)}：{reason}")
    for orphan in plan.orphans:
        click.echo(f"{visible(orphan)}：已不在这一套里")
    if plan.idle:
        _tell_unchanged()
    sys.exit(context.EXIT_FINDINGS)


def _tell_unchanged() -> NoReturn:
    click.echo(delivery.UNCHANGED)
    sys.exit(context.EXIT_CLEAN)
