"""The command line: parse, build, execute. The only module that prints and exits.

Exit codes: 0 clean, 1 findings, 2 usage or environment, 130 interrupted, 143 terminated.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from typing import NoReturn

import click

from dangjian_std import __version__
from dangjian_std.cli import commands
from dangjian_std.cli.console import chinese, context, streams
from dangjian_std.text import os_errors
from dangjian_std.text.characters import visible

INTERRUPTED, TERMINATED = 130, 143


class Commands(chinese.Group):
    """Loads a command when it is asked for."""

    def list_commands(self, _context: click.Context) -> list[str]:
        """Commands in the order in which a person meets them."""
        return sorted(commands.names(), key=lambda name: commands.load(name).place)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        return commands.load(name) if name in commands.names() else None


@click.group(
    cls=Commands,
    options_metavar="[选项]",
    subcommand_metavar="命令",
    context_settings={"max_content_width": 100},
)
@click.version_option(__version__, message="dstd %(version)s")
def cli() -> None:
    """党建标准化手册的校验与生成工具。

    标准写在 standards/ 里的 YAML 文件中；validate 检查，build 做成可以打印装订的手册。
    """


# -- the door --------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _spoken() -> Iterator[None]:
    """Turn everything that can stop the tool into one Chinese sentence and an exit code."""
    from dangjian_std.text.errors import DstdError

    try:
        yield
    except click.ClickException as error:
        asked = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "dstd"
        _stop(context.EXIT_TROUBLE, f"{chinese.explain(error)}用 {asked} --help 看用法。")
    except context.RefusedError as error:
        _stop(context.EXIT_FINDINGS, str(error))
    except DstdError as error:
        _stop(context.EXIT_TROUBLE, visible(str(error)))
    except (click.Abort, KeyboardInterrupt):
        _stop(INTERRUPTED, "已中断。")
    except OSError as error:
        _stop(context.EXIT_TROUBLE, f"运行环境出了问题：{os_errors.reason(error)}。")
    except MemoryError:
        _stop(context.EXIT_TROUBLE, "运行环境出了问题：内存不够。")
    except Exception as error:
        if os.environ.get("DSTD_DEBUG") == "1":
            raise
        _unexpected(type(error).__name__)


def _unexpected(name: str) -> NoReturn:
    """Say whose mistake it is: of libraries that are not those of the installation, or ours."""
    from dangjian_std.cli.console import installed_libraries

    if wrong := installed_libraries.trouble():
        _stop(context.EXIT_TROUBLE, f"运行环境出了问题：{visible(wrong)}。")
    _stop(
        context.EXIT_TROUBLE,
        f"程序自己出了错（{name}），请到项目的问题页报告；设 DSTD_DEBUG=1 再运行，可以看到详情。",
    )


def _stop(code: int, sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(code)


def _in_utf8() -> None:
    """Begin anew in UTF-8 mode where names of files would be read as something else: a set is the same everywhere.

    What is printed stays in the encoding of the terminal.
    """
    if sys.flags.utf8_mode or sys.getfilesystemencoding() == "utf-8" or not sys.executable:
        return
    os.environ["PYTHONUTF8"] = "1"
    os.environ.setdefault("PYTHONIOENCODING", getattr(sys.stdout, "encoding", None) or "utf-8")
    with contextlib.suppress(OSError):  # then as well as it goes
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 ourselves


def _terminated(_number: int, _frame: object) -> NoReturn:
    """Leave by the door, so that everything is put away on the way out."""
    sys.exit(TERMINATED)


TERMINATING_SIGNALS = (signal.SIGTERM, *((signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ()))
"""Signals that ask a program to end."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `dstd`."""
    if arguments is None:
        _in_utf8()
    sys.stdout, lost = streams.patient(sys.stdout)
    sys.stderr, _ = streams.patient(sys.stderr)
    with contextlib.suppress(ValueError):  # only the main thread may
        for number in TERMINATING_SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means what it says
                signal.signal(number, _terminated)
    gc.set_threshold(50_000, 20, 50)  # nearly all that is read stays to the end: looking for garbage finds little
    try:
        with _spoken():
            said = sys.argv[1:] if arguments is None else arguments
            cli.main(args=said or ["--help"], prog_name="dstd", standalone_mode=False)
    except SystemExit as leaving:
        if leaving.code:
            raise
    if lost:
        _stop(context.EXIT_TROUBLE, f"事情做完了，但有的话没能写出来：{os_errors.reason(lost[0])}。")
