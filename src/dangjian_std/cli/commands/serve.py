"""`dstd serve`: the standards in a browser, the page of what was saved beside what is wrong with it."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click

from dangjian_std.cli.console import chinese, context, delivery
from dangjian_std.text import os_errors
from dangjian_std.text.errors import DstdError

if TYPE_CHECKING:
    from dangjian_std.cli.serving.http_server import SiteServer
    from dangjian_std.cli.serving.site import Site

PORT = 8710


@click.command("serve", cls=chinese.Command, place=35, options_metavar="[选项]")
@click.argument("root", required=False, metavar="[项目]", type=click.Path(path_type=Path))
@delivery.FOLDER_OPTION
@delivery.PROFILE
@click.option("--only", metavar="名称", multiple=True, help="磁盘上只做这一类或者这一项标准；写标准的，先看它")
@click.option("--port", type=int, metavar="端口", default=PORT, help=f"默认 {PORT}；写0，随便用一个空着的")
def command(root: Path | None, out: Path | None, profile: str | None, only: tuple[str, ...], port: int) -> None:
    """边改边看：保存一个文件，浏览器里就是新的一页和检查结果。

    只有这台电脑、这个网址能看。没有错误时，磁盘上的成品跟着更新；有错误时，留着原来的。
    """
    from dangjian_std.cli.console import building, watching
    from dangjian_std.cli.serving.background_builds import Follower
    from dangjian_std.cli.serving.http_server import SiteServer
    from dangjian_std.cli.serving.site import Site
    from dangjian_std.reading import project

    folder = project.find_root(root or Path())
    top = context.output_folder(folder, out)
    site, wanted = Site(), building.BuildOptions(only=only, profile=profile)
    with _running(SiteServer, site, port) as server:
        click.echo(f"请在浏览器里打开 {server.address}\n按 Ctrl-C 结束。")
        follower = Follower(lambda scene: building.follow(scene, top, wanted), site.tell)
        for scene in watching.scenes(folder):
            site.show(scene, profile, only)
            click.echo(scene.summary)
            if scene.sound:
                follower.follow(scene)
            else:
                site.tell("有错误，磁盘上的成品没有动。")


@contextlib.contextmanager
def _running(kind: type[SiteServer], site: Site, port: int) -> Iterator[SiteServer]:
    """Run the server beside, and end it and every render with it."""
    from dangjian_std import renderers

    try:
        server = kind(site, port)
    except (OSError, OverflowError) as error:
        raise DstdError(f"用不了端口 {port}：{_why(error)}。用 --port 换一个。") from error
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.leaving = True
        site.tell("")
        server.shutdown()
        server.server_close()
        renderers.renderer("pdf").stop()


def _why(error: OSError | OverflowError) -> str:
    if isinstance(error, OverflowError):
        return "没有这个端口"
    return "已经有程序在用" if error.errno == errno.EADDRINUSE else os_errors.reason(error)
