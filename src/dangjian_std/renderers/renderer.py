"""What a format is: one file or folder beside this one, called as its files end, with a `RENDERER`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_std.document.document import Document


def _nothing() -> None:
    """Stop nothing: what runs in this process ends with it."""


class Way(StrEnum):
    """How a file is made, wherever a format knows more than one way."""

    USUAL = "usual"
    PASSING = "passing"
    """The same bytes, and nothing is kept for the next time: names of persons may stand in it."""
    WHOLE = "whole"
    """Plainer and slower, to hold the usual one against."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Makes documents into files of one format: of the same document always the same bytes."""

    render: Callable[[Document], bytes]
    libraries: tuple[str, ...] = ()
    """Those whose versions show in the bytes."""
    text: bool = False
    """Whether what it makes can be shown in a terminal."""
    ways: Mapping[Way, Callable[[Document], bytes]] = field(default_factory=dict)
    """Other ways to make a file, where there are any."""
    stop: Callable[[], None] = _nothing
    """Ends every render that runs outside this process."""
