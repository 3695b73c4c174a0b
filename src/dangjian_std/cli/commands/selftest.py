"""`dstd selftest`: how many of the mistakes that people make in standards the checks find."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dangjian_std.faults.trials import Trial, TrialCounts

COUNT = 300
TRIAL_TABLE_HEAD = "种了　发现　行对　错的种类"


@click.command("selftest", cls=chinese.Command, place=97, options_metavar="[选项]")
@click.option("--seed", type=int, metavar="号", help="抽签的号；不写就另抽一个，结果里写着是几号")
@click.option("--count", type=click.IntRange(1), default=COUNT, metavar="个数", help=f"种几处错，默认 {COUNT}")
@click.option("--kind", "names", multiple=True, metavar="种类", help="只试这一种，可以写几次")
def command(seed: int | None, count: int, names: Sequence[str]) -> None:
    """在本项目的标准里随机种下人常犯的错，看校验能发现几处、指得对不对。

    只在内存里改，项目的文件一个字都不动。种类和抽签的号相同，结果就相同。
    发现不到九成，或者发现的不到百分之九十八指对行的，以1退出。
    """
    from dangjian_std import faults
    from dangjian_std.cli.console import fault_trials
    from dangjian_std.faults import trials
    from dangjian_std.reading import project

    root = project.find_root(Path())
    known = {each.name: each for each in faults.kinds()}
    for name in names:
        if name not in known:
            context.unknown("错的种类", name, known)
    chosen = [known[name] for name in dict.fromkeys(names)] or list(known.values())
    seed = random.SystemRandom().randrange(10_000) if seed is None else seed
    drawn = list(faults.draw(fault_trials.sound(root).given, chosen, seed, count))
    done: list[Trial] = []
    with click.progressbar(length=len(drawn), label="试", file=sys.stderr) as bar:
        for trial in fault_trials.tried(root, drawn):
            done.append(trial)
            bar.update(1)
    whole = trials.TrialCounts("合计", done)
    click.echo("\n".join(_report(whole, trials.tallies(done, (each.name for each in chosen)), seed)))
    sys.exit(context.EXIT_CLEAN if whole.enough else context.EXIT_FINDINGS)


def _report(whole: TrialCounts, kinds: Iterable[TrialCounts], seed: int) -> Iterable[str]:
    from dangjian_std.faults.trials import Seen

    yield TRIAL_TABLE_HEAD
    yield from (f"{each.tried:4}　{each.found:4}　{each.right:4}　{each.name}" for each in kinds if each.trials)
    missed = [each for each in whole.trials if not each.right and each.seen is not Seen.EQUAL]
    if missed:
        yield ""
    for each in missed:
        how = f"{'、'.join(each.codes)} 指在别的行" if each.found else each.seen
        yield f"{each.fault.span.where}　{each.fault.kind}（{each.fault.said}）：{how}"
    yield ""
    yield (
        f"抽签 {seed}：种了 {whole.tried} 处错，发现 {whole.found} 处"
        f"（其中同旧版比才发现 {whole.of(Seen.COMPARED)} 处），指对行 {whole.right} 处；"
        f"另有 {whole.of(Seen.EQUAL)} 处改了没有分别，不算。"
    )
