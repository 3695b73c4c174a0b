"""`dstd move`: another place for a step or a form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from collections.abc import Iterable

STEP_ARGUMENT, FORM_ARGUMENTS = "step", ("record", "paper")


def _known() -> Iterable[str]:
    return STEP_ARGUMENT, *FORM_ARGUMENTS


@click.command("move", cls=chinese.Command, place=94, options_metavar="[选项]")
@click.argument("kind", type=chinese.OneOf(_known))
@click.argument("name", metavar="名称")
@click.argument("where", metavar="到哪里")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option("--before", is_flag=True, help="挪到那一步的前面；不写就是后面")
@click.option("--diff", is_flag=True, help="只看要改哪些地方，不改")
def command(  # noqa: PLR0913 one parameter for each option
    kind: str, name: str, where: str, root: Path | None, *, before: bool, diff: bool
) -> None:
    """挪动一步，或者把一张表、一件文书挪给另一项标准；引用它的地方一起改。

    step 到哪一步的后面，如 dstd move step DJ401.count DJ401.hold；那一步可以是另一项标准的。
    record、paper 到哪一项标准，如 dstd move record R211 DJ406。
    """
    from dangjian_std.cli.console import editing
    from dangjian_std.editing import moving

    if kind in FORM_ARGUMENTS and before:
        raise DstdError("--before 只用来挪步骤；记录表、文书只写到哪一项标准。")
    if kind == STEP_ARGUMENT:
        beside = moving.Beside(where, after=not before)
        editing.edit(root, "move", lambda raws, catalog: moving.step(raws, catalog, name, beside), diff=diff)
    else:
        editing.edit(root, "move", lambda raws, catalog: moving.form(raws, catalog, name, where), diff=diff)
