"""What click says, in Chinese: headings of the help, and complaints about a command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click

from dangjian_std.text import docstrings
from dangjian_std.text.characters import visible
from dangjian_std.text.errors import DstdError

CLICK_PHRASES = {
    "Usage:": "用法：",
    "Options:": "选项：",
    "Commands:": "命令：",
    "Show this message and exit.": "显示本说明",
    "Show the version and exit.": "显示版本",
    "  [required]": "（必写）",
}


class _Chinese:
    """Help in Chinese: click's own headings, translated."""

    def __init__(self, *args: Any, place: int = 0, **extra: Any) -> None:
        """Take what click takes, and the place among the commands: a person meets the lowest first."""
        self.place = place
        callback = extra.get("callback")
        if callback and not extra.get("help"):
            extra["help"] = docstrings.of_function(callback.__module__, callback.__name__)
        super().__init__(*args, **extra)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        extra.setdefault("help_option_names", ["-h", "--help"])
        context: click.Context = super().make_context(*args, **extra)  # type: ignore[misc]
        return context

    def get_help(self, context: click.Context) -> str:
        text: str = super().get_help(context)  # type: ignore[misc]
        for english, chinese in CLICK_PHRASES.items():
            text = text.replace(english, chinese)
        return text


class Command(_Chinese, click.Command):
    """A command whose help is Chinese."""


class Group(_Chinese, click.Group):
    """A group of such commands."""

    command_class = Command


class Family(Group):
    """A group that tells its commands where none is named."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        """Take what a group takes."""
        super().__init__(
            *args, invoke_without_command=True, options_metavar="", subcommand_metavar="命令", **extra
        )

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that is named, or show the help."""
        value = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            click.echo(ctx.get_help())
        return value


class OneOf(click.ParamType):  # type: ignore[type-arg]  # an older click has none
    """One of several words, which are asked for only when they are needed."""

    name = "choice"

    def __init__(self, known: Callable[[], Iterable[str]]) -> None:
        """Take what returns the words."""
        self._known = known

    @property
    def choices(self) -> tuple[str, ...]:
        """The words."""
        return tuple(self._known())

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 as click calls it
        """Show the words as click shows those of a choice."""
        words = "|".join(self.choices)
        return f"{{{words}}}" if param.param_type_name == "argument" else f"[{words}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a word that is known."""
        return value if value in self.choices else self.fail("unknown", param, ctx)


class Naming(click.Option):
    """An option whose help names what is known (`{known}`), asked for only when the help is shown."""

    def __init__(self, *args: Any, known: Callable[[], Iterable[str]], **extra: Any) -> None:
        """Take what click takes, and what returns the names."""
        super().__init__(*args, **extra)
        self._known = known

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the line of the help."""
        record = super().get_help_record(ctx)
        return record and (record[0], record[1].replace("{known}", "、".join(self._known())))


class OutputPath(click.Path):
    """Where something is put. An empty name is a mistake: it would mean the folder that the person is in."""

    def __init__(self) -> None:
        """Paths come as Path."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a path as click would, but for one without a name."""
        if not str(value).strip():
            raise DstdError("-o 后面是空的，请写明放到哪里。")
        return super().convert(value, param, ctx)


def explain(error: click.ClickException) -> str:
    """Say in one sentence what is wrong with a command line."""
    match error:
        case click.NoSuchOption():
            said = f"没有 {error.option_name} 这个选项"
        case click.BadOptionUsage():
            said = f"{error.option_name} 后面{'要写上内容' if 'requires' in error.message else '不能写内容'}"
        case click.MissingParameter():
            choices = getattr(error.param.type, "choices", ()) if error.param else ()
            said = f"缺少参数 {_named(error.param) if error.param else ''}"
            said += f"，可以写：{'、'.join(choices)}" if choices else ""
        case click.BadParameter():
            choices = getattr(error.param.type, "choices", ()) if error.param else ()
            said = f"参数不对{'，可以写：' + '、'.join(choices) if choices else ''}"
        case click.UsageError() if error.message.startswith("No such command"):
            said = f"没有 {error.message.split()[-1].strip('.').strip(chr(39))} 这个命令"
        case click.UsageError() if error.message.startswith("Got unexpected extra"):
            said = f"多写了 {error.message.partition('(')[2].removesuffix(')')}"
        case _:
            said = "命令写得不对"
    return f"{visible(said)}。"


def _named(param: click.Parameter) -> str:
    """Name a parameter as one types it."""
    name = param.make_metavar(click.Context(Command(None)))
    return f"{param.opts[0]} {name}" if isinstance(param, click.Option) else name
