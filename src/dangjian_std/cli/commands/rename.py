"""`dstd rename`: another name, in every place at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese

if TYPE_CHECKING:
    from collections.abc import Iterable

RENAME_ARGUMENTS = ("role", "event", "standard", "record", "paper", "step", "label", "term")


def _known() -> Iterable[str]:
    return RENAME_ARGUMENTS


@click.command("rename", cls=chinese.Command, place=93, options_metavar="[选项]")
@click.argument("kind", type=chinese.OneOf(_known))
@click.argument("old", metavar="旧名")
@click.argument("new", metavar="新名")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@click.option("--diff", is_flag=True, help="只看要改哪些地方，不改")
def command(kind: str, old: str, new: str, root: Path | None, *, diff: bool) -> None:
    """改名：引用它的地方、文件名一起改。

    role 岗位，event 事件；standard 标准、record 记录表、paper 文书，写代号或者名称；step 步骤的标识，
    如 DJ401.hold；label 栏目，如 R201.主题和议题；term 术语，如 DJ401.主题党日。句子里只改程序认得出是它的，
    其余逐处列出，由你改。
    """
    from dangjian_std.cli.console import editing
    from dangjian_std.editing.renaming import RENAMERS as RENAMINGS

    editing.edit(root, "rename", lambda raws, catalog: RENAMINGS[kind](raws, catalog, old, new), diff=diff)
