"""`dstd build --units`: a pack for each unit of a list. A bad row is told with its line, and stops nobody."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dangjian_std.cli.console import clusters, context, month_packs, unit_estimates, unit_jobs
from dangjian_std.cli.console.unit_estimates import lasting, size
from dangjian_std.cli.console.unit_jobs import Job, Wish
from dangjian_std.cli.console.unit_making import MadePack, PackMaker, RowError
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.cli.console.clusters import Workers
    from dangjian_std.output.many_units import UnitStates
    from dangjian_std.reading.unit_lists import ListedUnit

LEAST_FREE_BYTES = 300_000_000
"""Bytes that the disk has to have left while it is not known how large a pack becomes."""
FREE_SPACE_FACTOR = 1.1
"""How much more than is thought to be needed has to be free."""


@dataclass(slots=True)
class Run:
    """A run over a list of units."""

    listed: str
    identity: str
    maker: PackMaker
    out: Path
    state: UnitStates
    bad: list[str] = field(default_factory=list)
    made: int = 0
    kept: int = 0

    def over(self, rows: Sequence[ListedUnit], *, estimate: bool, workers: Workers | None = None) -> list[Job]:
        """Make the pack of each row, here or where `workers` are; for an estimate only so many as it takes.

        Return what is left.
        """
        jobs = list(unit_jobs.planned(self.listed, rows, self.identity))
        waiting = [job for job in jobs if not job.trouble and not self._whole(job)]
        for job in jobs:
            if job.trouble:
                self._tell_bad(job, job.trouble)
            elif job not in waiting:
                self.kept += 1
                click.echo(f"{job.number} {visible(job.row.name)}：没有变化")
            elif not workers and (not estimate or self._tells(job, waiting)):
                waiting.remove(job)
                self._put(job, waiting, partial(self._made_here, job))
        if workers:
            self._elsewhere(waiting, workers)
        if others := sorted(self.state.keys() - {job.folder for job in jobs}):
            click.echo(f"清单上没有、以前做的没有动：{visible('、'.join(others))}")
        return waiting

    def _made_here(self, job: Job) -> MadePack:
        return self.maker.made(job.sheet, partial(self._tell, job))

    def _elsewhere(self, waiting: list[Job], workers: Workers) -> None:
        """Have packs made by `workers`, and take them as they come."""
        asked = self._asked(tuple(waiting))
        for job, answer in workers.answers(asked):
            waiting.remove(job)
            self._put(job, waiting, answer)

    def _asked(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, bytes]]:
        from dangjian_std.cli.console import unit_items

        files = unit_items.base(self.maker.raws)
        for job in jobs:
            yield job, unit_items.item(job.sheet, self.identity, self.maker.wish, files)

    @staticmethod
    def _tell(job: Job, said: str) -> None:
        click.echo(f"{job.number} {visible(job.row.name)}：{said}")

    def _tell_bad(self, job: Job, trouble: str) -> None:
        name = f"{job.row.name}：" if job.row.name else ""
        self.bad.append(visible(f"{job.place}: {name}{trouble}"))
        click.echo(f"{job.number} 没有做 {self.bad[-1]}", err=True)

    def _whole(self, job: Job) -> bool:
        entry = self.state.get(job.folder)
        return entry is not None and entry["inputs"] == job.inputs and self.maker.files.whole(job.folder)

    def _put(self, job: Job, left: Sequence[Job], make: Callable[[], MadePack]) -> None:
        """Put the pack of a unit into its place once it is made, or say why it is not."""
        from dangjian_std.output import many_units, shared_files

        self._require_room(len(left) + 1)
        files = self.maker.files
        try:
            made = make()
            pack, folder = made.pack, self.out / job.folder
            many_units.put_pack(pack, folder, partial(self._tell, job), ours=files.whole(job.folder))
        except (RowError, many_units.NotMadeError) as error:
            self._tell_bad(job, str(error))
            return
        files.take(job.folder)
        files.clear()
        self.state[job.folder] = {
            "folder": job.folder,
            "name": job.row.name,
            "line": job.row.line,
            "variant": job.variant,
            "inputs": job.inputs,
            "sha256": many_units.digest(folder / shared_files.PACK_FILE),
            "bytes": len(pack.data),
            "files": pack.files,
            "made": pack.fresh,
            "wishes": "、".join(self.maker.wish.words),
            "seconds": made.seconds,
        }
        many_units.put(self.out, self.state)
        self.made += 1
        self._tell(
            job,
            f"做好了（{pack.files} 个文件，新做 {pack.fresh} 个，{size(len(pack.data))}，"
            f"用了{lasting(made.seconds)}）{self._ahead(left)}",
        )
        for each in made.remarks:
            self._tell(job, f"提醒：{each}")

    # -- how long, and how much

    @property
    def _known(self) -> list[Mapping[str, Any]]:
        """What is said of the units that were made with these wishes."""
        wishes = "、".join(self.maker.wish.words)
        return [each for each in self.state.values() if each["wishes"] == wishes]

    def _tells(self, job: Job, waiting: Sequence[Job]) -> bool:
        """Whether more is known by making a unit: the first of a variant, and another one that shares with it."""
        known = self._known
        first, other = unit_estimates.firsts(known)
        there = {each["variant"] for each in known}
        if not first:
            several = [each.variant for each in waiting]
            return several.count(job.variant) > 1 or len(several) == len(set(several))
        return not other and job.variant in there

    def _require_room(self, units: int) -> None:
        """Refuse to begin what the disk has no room for: of one unit the files lie beside its pack for a while."""
        from dangjian_std.output import many_units

        known, free = self._known, many_units.free(self.out)
        need = FREE_SPACE_FACTOR * unit_estimates.room(known, units + 1) if known else LEAST_FREE_BYTES
        if free < need:
            raise DstdError(
                f"还要约 {size(need)}，磁盘只剩 {size(free)}，没有往下做。做好的都在；腾出地方再运行一次。"
            )

    def _ahead(self, left: Sequence[Job]) -> str:
        if not left:
            return ""
        return f"，约还要{lasting(unit_estimates.seconds(self._known, (each.variant for each in left)))}"

    def estimated(self, left: Sequence[Job]) -> str:
        """Say how long the rest takes and how much room, and how that is known."""
        known, variants = self._known, [each.variant for each in left]
        time_left = unit_estimates.seconds(known, variants)
        return (
            f"还有 {len(left)} 个单位，分 {len(set(variants))} 种，约要{lasting(time_left)}，"
            f"占磁盘约 {size(unit_estimates.room(known, len(left)))}。照已经做好的 {len(known)} 个算的："
            "名称以外都一样的是一种，一种里头一个要全做，别的只做写着单位名称的。"
        )


def build(  # noqa: PLR0913 one parameter for each option
    root: Path | None, listed: Path, out: Path | None, wish: Wish, *, estimate: bool, scheduler: str | None
) -> None:
    """Make the pack of each unit of a list, here or by the workers of a cluster."""
    from dangjian_std.output import locks, many_units
    from dangjian_std.reading import layers, load, project
    from dangjian_std.text.package_data import shipped

    if out is None:
        raise DstdError("请用 -o 写明成品放到哪个文件夹。")
    folder = project.find_root(root) if root else shipped("standards").parent
    target = context.output_folder(folder, out)
    raws = layers.base_of(folder, ".", None)
    loaded = load.load(raws)
    if loaded.catalog is None:
        context.refuse(loaded.diagnostics, loaded, "母本读不了，没有做。")
    digest, system = layers.digest(raws), loaded.catalog.system
    common = {
        "kind": "unit",
        "edition": system.edition,
        "year": system.year,
        "base": {"from": ".", "edition": system.edition, "sha256": digest},
    }
    rows = unit_jobs.rows(listed, common, loaded.catalog)
    if wish.year:
        month_packs.tell_unpublished(loaded.catalog, wish.year)
    with locks.locked(target):
        state = many_units.read(target)
        run = Run(
            context.shown_path(listed),
            many_units.identity(digest, wish.words, wish.formats),
            PackMaker(raws, wish, many_units.shared(target, state)),
            target,
            state,
        )
        with clusters.connected(scheduler) if scheduler else nullcontext() as workers:
            left = run.over(rows, estimate=estimate, workers=workers)
    if left and run.made + run.kept:
        click.echo(run.estimated(left))
    click.echo(f"{len(rows)} 个单位：新做 {run.made} 个，没有变化 {run.kept} 个，没有做成 {len(run.bad)} 个。")
    for line in run.bad:
        click.echo(f"  {line}")
    sys.exit(context.EXIT_FINDINGS if run.bad else context.EXIT_CLEAN)
