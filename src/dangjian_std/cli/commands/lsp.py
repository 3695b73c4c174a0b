"""`dstd lsp`: the standards in an editor, while one types."""

from __future__ import annotations

from importlib.util import find_spec

import click

from dangjian_std.cli.console import chinese
from dangjian_std.text.errors import DstdError


@click.command("lsp", cls=chinese.Command, place=37, options_metavar="")
def command() -> None:
    """给编辑器用：边打字边检查、提示、跳转、改名。

    由编辑器启动，在标准输入输出上说话（LSP），人不用自己运行。怎样装，见 docs/编辑器.md。
    """
    if find_spec("pygls") is None:
        raise DstdError('没有装编辑器要用的库。请运行：pip install "dangjian-std[lsp]"')
    from dangjian_std.cli.language_server import editor_requests, server

    server.serve(editor_requests.HANDLERS, editor_requests.SERVER_CAPABILITIES)
