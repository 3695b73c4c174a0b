"""The files on disk follow what is shown: made in a thread of its own, always of the newest state."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread

from dangjian_std.cli.console.context import RefusedError
from dangjian_std.cli.console.watching import Scene
from dangjian_std.text.errors import DstdError

MAKING_MESSAGE, MADE_MESSAGE = "正在做磁盘上的成品……", "磁盘上的成品已经跟上。"


class Follower:
    """Makes the files of one state after another; of those that came while it was busy only the last."""

    def __init__(self, make: Callable[[Scene], object], tell: Callable[[str], None]) -> None:
        """Begin; `make` makes the files of a state, `tell` hears how far they are."""
        self._make, self._tell = make, tell
        self._turn = Condition()
        self._next: Scene | None = None
        self._busy = False
        Thread(target=self._run, daemon=True).start()

    def follow(self, scene: Scene) -> None:
        """Have the files of a state made, now or after those that are being made."""
        with self._turn:
            self._next = scene
            self._turn.notify_all()

    def settled(self) -> None:
        """Wait until there is nothing left to make."""
        with self._turn:
            self._turn.wait_for(lambda: self._next is None and not self._busy)

    def _run(self) -> None:
        while True:
            with self._turn:
                self._busy = False
                self._turn.notify_all()
                self._turn.wait_for(lambda: self._next is not None)
                scene, self._next, self._busy = self._next, None, True
            self._tell(MAKING_MESSAGE)
            try:
                if scene:
                    self._make(scene)
                self._tell(MADE_MESSAGE)
            except (DstdError, RefusedError) as error:
                self._tell(str(error))
            except Exception as error:  # noqa: BLE001 the next change may mend it, and the pages go on
                self._tell(f"没有做成（{type(error).__name__}）；请运行 dstd build 看原因。")
