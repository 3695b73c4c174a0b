"""What is measured of the books: an edit, everything, nothing changed, the link alone, the size."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import yaml

import corpus
import figures
from figures import Figure
from ground import BOOK, PEERS, ROOT, Ground, forget
from measuring import DSTD, Cost, Resident, profile, run

PAGES = 150
WHOLE = "整本一次排"
TYPST = """import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True,
    pdf_standards="ua-1")"""
LIMIT = 600
"""Seconds that a worker may take."""
WORKER = ("-m", "dangjian_std.renderers.pdf.worker", str(os.getpid()), str(LIMIT))
"""The process that sets and links, as a child of this one."""
MODULE = ("-m", "dangjian_std")


class Edits:
    """Changes of one standard, each of them new."""

    def __init__(self, folder: Path) -> None:
        """Take the standard in the middle of a set."""
        self._path = corpus.standard(folder, corpus.PAGES[PAGES] // 2)
        self._text = self._path.read_text("utf-8")
        self._numbers = count(101)

    def how(self) -> None:
        """Write one line of how a step is done, of the same length each time."""
        data = yaml.safe_load(self._text)
        data["stages"][0]["steps"][0]["how"][0] = self._line()
        self._write(data)

    def who(self) -> None:
        """Let another post do a step."""
        data = yaml.safe_load(self._text)
        step, number = data["stages"][0]["steps"][0], next(self._numbers)
        step["who"] = corpus.POSTS[number % len(corpus.POSTS)]
        step["how"][0] = f"第{number}次改由别人来做。"
        self._write(data)

    def pages(self) -> None:
        """Write so many lines more than before, or so many fewer, that the pages after them move."""
        data = yaml.safe_load(self._text)
        if next(self._numbers) % 2:
            for stage in data["stages"]:
                for step in stage["steps"]:
                    step["how"] += [self._line() for _ in range(5)]
        data["stages"][0]["steps"][0]["how"][0] = self._line()
        self._write(data)

    def _line(self) -> str:
        return f"第{next(self._numbers)}次写明来由和结果，再逐项核对材料清单。"

    def _write(self, data: corpus.Data) -> None:
        self._path.write_text(corpus.as_yaml(data), "utf-8")


def edits(ground: Ground) -> Iterator[Figure]:
    """An edit until the official handbook is on disk, and how large the handbook is."""
    original, kept = ground.book(PAGES)
    place = ground.place("edits")
    folder, watched, out, none = (place / name for name in ("set", "watched", "out", "none"))
    for each in (folder, watched):
        shutil.copytree(original, each)
    run(ground.script("typst_book.py", original, place / "book.typ"), kept)
    typst = [str(PEERS / "python"), "-c", TYPST, str(place / "book.typ"), str(place / "typst.pdf")]
    build = ["build", str(folder), *BOOK, "-o"]
    changes, seen = Edits(folder), Edits(watched)
    run([*DSTD, *build, str(out)], kept)
    watch = Resident([*DSTD, "build", str(watched), *BOOK, "-o", str(place / "follows"), "--watch"], kept)

    def whole() -> Cost:
        forget(none)
        forget(place / "whole")
        return run([*DSTD, *build, str(place / "whole"), "--reference"], none)

    def cold(change: str) -> Cost:
        getattr(changes, change)()
        return run([*DSTD, *build, str(out)], kept)

    @cache
    def told() -> list[str]:
        changes.how()
        asked = place / "edit.json"
        run(ground.script("link_request.py", folder, asked), kept)
        setting = profile(WORKER, kept, asked)
        changes.how()
        return ["主进程：", *profile([*MODULE, *build, str(out)], kept), "排版进程：", *setting]

    ways = {
        "typst": lambda: run([*typst, str(ROOT / "templates" / "fonts")], kept),
        "resident": lambda: watch.after(seen.how),
        "how": lambda: cold("how"),
        "who": lambda: cold("who"),
        "pages": lambda: cold("pages"),
        "whole": whole,
    }
    try:
        best = ground.turns(ways)
    finally:
        watch.close()
    whole_named = (WHOLE, best["whole"])
    yield figures.times("改一句怎么做，常驻", best["resident"], ("Typst 整本编译", best["typst"]), 1.5, told)
    yield figures.faster("改一句怎么做，一次命令", best["how"], whole_named, 9, told)
    yield figures.faster("改谁来做，一次命令", best["who"], whole_named, None, told)
    yield figures.faster("改得页数变了，一次命令", best["pages"], whole_named, None, told)
    linked, set_whole = (next(each.rglob("*.pdf")).stat().st_size for each in (out, place / "whole"))
    yield figures.plain("手册的文件大小", linked / set_whole, figures.RATIO, 1.15, WHOLE)


def everything(ground: Ground) -> Iterator[Figure]:
    """All outputs from nothing; and again with nothing to do."""
    folder, place = ground.set(corpus.PAGES[PAGES]), ground.place("everything")
    kept, none = place / "kept", place / "none"
    build = ["build", str(folder), "-o"]

    def cold(cache: Path, out: str, *options: str) -> Cost:
        forget(cache)
        forget(place / out)
        return run([*DSTD, *build, str(place / out), *options], cache)

    ways = {"cold": lambda: cold(kept, "out"), "whole": lambda: cold(none, "whole", "--reference")}
    best = ground.turns(ways)
    told = lambda: profile([*MODULE, *build, str(place / "told")], place / "nothing")  # noqa: E731
    yield figures.faster("全部成品，从头", best["cold"], (WHOLE, best["whole"]), 1.6, told)
    before = _stamps(place / "out")
    idle = ground.turns({"idle": lambda: run([*DSTD, *build, str(place / "out")], kept)})["idle"]
    again = lambda: profile([*MODULE, *build, str(place / "out")], kept)  # noqa: E731
    yield figures.seconds("没有变化的 dstd build（全部成品）", idle, 0.4, again)
    yield figures.plain("没有变化时写了几个文件", len(before ^ _stamps(place / "out")), "个", 0)


def _stamps(folder: Path) -> set[tuple[str, int, int]]:
    states = ((each, each.stat()) for each in folder.rglob("*"))
    return {(str(each), state.st_mtime_ns, state.st_ino) for each, state in states}


def link(ground: Ground) -> Iterator[Figure]:
    """A book of which every part is kept: a process that reads them and links."""
    for pages, most in ((150, 0.5), (370, 1.2)):
        folder, kept = ground.book(pages)
        asked = ground.folder / f"link-{pages}.json"
        run(ground.script("link_request.py", folder, asked), kept)
        alone = lambda: run([sys.executable, *WORKER], kept, asked)  # noqa: B023, E731 called before the next round
        best = ground.turns({"link": alone})["link"]
        told = lambda: profile(WORKER, kept, asked)  # noqa: B023, E731 as above
        yield figures.seconds(f"只接，{pages}页", best, most, told)
        yield figures.memory(f"只接的内存，{pages}页", best, 400)
