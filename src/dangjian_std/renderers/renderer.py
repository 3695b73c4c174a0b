"""What a format is: one file or folder beside this one, called as its files end, with a `RENDERER`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dangjian_std.document.document import Document


def _nothing() -> None:
    """Stop nothing: what runs in this process ends with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Makes documents into files of one format: of the same document always the same bytes."""

    render: Callable[[Document], bytes]
    libraries: tuple[str, ...] = ()
    """Those whose versions show in the bytes."""
    text: bool = False
    """Whether what it makes can be shown in a terminal."""
    reference: Callable[[Document], bytes] | None = None
    """Makes the same in a plainer and slower way, to hold it against."""
    stop: Callable[[], None] = _nothing
    """Ends every render that runs outside this process."""
