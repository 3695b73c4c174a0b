"""From a keystroke in an editor to what is said about it: what comes soon, all rules, and what paper asks for.

Against one whole check of the same files with everything read before. The least of several rounds, in seconds of
the clock and of the processor: other work on the machine lengthens the former.
"""

from __future__ import annotations

import time
from pathlib import Path
from queue import Queue

from dangjian_std.cli.console import context
from dangjian_std.cli.language_server.open_project import Buffer, CheckResult, OpenProject
from dangjian_std.reading import layers
from dangjian_std.reading.load import KnownFiles

ROOT = Path(__file__).parents[1]
ROUNDS = 10
TYPED = {
    "a line that is no YAML": ("who: 组织委员", "who:组织委员"),
    "a word of a sentence": ("通知到每名党员", "告知每名党员"),
    "a role that is none": ("who: 组织委员", "who: 记录员"),
}
Told = Queue[tuple[float, float, CheckResult]]


def now() -> tuple[float, float]:
    """Return the time of the clock and that of the processor."""
    return time.perf_counter(), time.process_time()


def answered(opened: OpenProject, told: Told, path: str, text: str) -> list[tuple[str, float, float]]:
    """Type a text and return each answer to it: which it is, and the seconds until then."""
    clock, processor = now()
    opened.change(path, Buffer(text))
    found, whole = [], False
    while not whole:
        at, used, answer = told.get(timeout=60)
        found.append(("whole" if answer.whole else "answer", at - clock, used - processor))
        whole = answer.whole
    return found


def main() -> None:
    """Measure, and say it."""
    told: Told = Queue()
    opened = OpenProject(ROOT, lambda answer: told.put((*now(), answer)))
    (standard,) = (ROOT / "standards").rglob("DJ401*.yaml")
    path, text = standard.relative_to(ROOT).as_posix(), standard.read_text("utf-8")
    answered(opened, told, path, text)
    for name, (old, new) in TYPED.items():
        rounds = []
        for number in range(ROUNDS):
            rounds.append(answered(opened, told, path, f"{text.replace(old, new, 1)}# {number}\n"))
            answered(opened, told, path, text)
        kinds = ("soon", "rules", "paper")[-min(map(len, rounds)) :]
        for kind, each in zip(kinds, zip(*(one[-len(kinds) :] for one in rounds), strict=True), strict=True):
            clock, processor = (min(one[part] for one in each) for part in (1, 2))
            print(f"{name}: {kind} {clock:.2f} s, processor {processor:.2f} s")
    opened.close()
    raws, known = layers.sources(ROOT), KnownFiles()
    known.settle(raws)
    best = []
    for _ in range(ROUNDS):
        _, before = now()
        loaded, _ = context.judged(raws, known)
        list(context.printed(loaded))
        best.append(now()[1] - before)
    print(f"a whole check of files that were read before: processor {min(best[1:]):.2f} s")


main()
