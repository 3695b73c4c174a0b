"""The check `forms`: every HTML file prints from a browser on the pages that were meant, and fetches nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path

from checks.browser import CHROMIUM
from checks.ground import BUILD, built, workshop
from checks.office import count, counted, fonts_conf, measured, sheets_meant, show
from checks.shell import CheckError, need, run

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may do with such a file: nothing but show it."""
ACTIVE = {"script", "iframe", "object", "embed", "link", "base", "form", "img", "audio", "video", "source", "svg"}
FETCHED = {"src", "srcset", "data", "action", "formaction", "background", "poster", "ping"}
SILENT = {"style", "title", "head"}
FETCHING = re.compile(r"(?i)url\(|@import|expression\(")
WORKERS = 2
PATIENCE = 60


class _Page(HTMLParser):
    """Collects what a page shows, and what it could fetch or run."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.faults, self.policies = "", list[str](), list[str | None]()
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "br", "col", "hr", "wbr"}:
            self._open.append(tag)
        given = dict(attrs)
        if tag == "meta" and (given.get("http-equiv") or "").lower() == "content-security-policy":
            self.policies.append(given.get("content"))
        elif tag == "meta" and "http-equiv" in given:
            self.faults.append(f"有 http-equiv={given['http-equiv']}")
        if tag in ACTIVE:
            self.faults.append(f"有 <{tag}>")
        for name, value in attrs:
            if name in FETCHED or name.startswith("on"):
                self.faults.append(f"有属性 {name}")
            if name == "href" and not (value or "").startswith("#"):
                self.faults.append(f"有链接 {value}")
            if name == "style" and FETCHING.search(value or ""):
                self.faults.append(f"样式要取别的文件：{value}")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            continue

    def handle_data(self, data: str) -> None:
        if not SILENT & set(self._open):
            self.text += data
        elif FETCHING.search(data):
            self.faults.append("样式表要取别的文件")


def read(text: str) -> tuple[str, list[str]]:
    """Return what an HTML file shows, and what is wrong with it."""
    page = _Page()
    page.feed(text)
    page.close()
    policy = [] if page.policies == [POLICY] else [f"安全策略是 {page.policies}，应为 {POLICY}"]
    return page.text, policy + page.faults


def printed(files: Sequence[Path], folder: Path) -> list[Path]:
    """Print files from a browser, with our fonts and no others."""
    chromium = need("chromium", "chromium")
    env = {"FONTCONFIG_FILE": str(fonts_conf(folder))}

    def ask(path: Path) -> Path:
        pdf = folder / f"{path.stem}.pdf"
        own = (f"--user-data-dir={folder / f'profile-{path.stem}'}", "--no-pdf-header-footer")
        options = (*CHROMIUM[1:], *own, f"--print-to-pdf={pdf}")
        run(["timeout", PATIENCE, chromium, *options, path.as_uri()], env=env, label="Chromium")
        if not pdf.is_file():
            raise CheckError(f"浏览器没有印出 {path.name}")
        return pdf

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(ask, files))


def measure(path: Path, pdf: Path, sheets: int | None) -> Iterator[str]:
    """Find what is wrong with an HTML file and with the pages that it became."""
    text, faults = read(path.read_text("utf-8"))
    yield from faults
    yield from measured(pdf, sheets, counted(text))


SPOILT = '<script src="https://example.invalid/a.js"></script><p style="break-before: page">龘</p>'
NOTICED = ("有 <script>", "有属性 src", "缺字", "应为 1 页")


def require_sight(path: Path, pdf: Path) -> None:
    """Fail unless everything that is wrong with the spoilt file is seen."""
    found = "".join(measure(path, pdf, 1))
    if unseen := [each for each in NOTICED if each not in found]:
        raise CheckError(f"检查不灵：弄坏的样本里没有发现{'、'.join(unseen)}")


def forms() -> str:
    """Every HTML file is complete in itself, and prints as many pages as it has sheets."""
    files = built(".html")
    meant = sheets_meant()
    if not files:
        raise CheckError("build/ 里没有 HTML，无从验证")
    with workshop() as folder:
        copies = [folder / f"{number:04}.html" for number in range(len(files))]
        for path, copy in zip(files, copies, strict=True):
            shutil.copyfile(path, copy)
        sample = folder / "spoilt.html"
        sample.write_text(copies[0].read_text("utf-8").replace("</body>", f"{SPOILT}</body>"), encoding="utf-8")
        *pdfs, sample_pdf = printed([*copies, sample], folder)
        require_sight(sample, sample_pdf)
        faults = [
            f"{where}：{fault}"
            for where, copy, pdf in zip(map(_where, files), copies, pdfs, strict=True)
            for fault in measure(copy, pdf, meant.get(where))
        ]
        overviews = show(dict(zip(files, pdfs, strict=True)), folder)
        pages = sum(map(count, pdfs))
    if faults:
        raise CheckError(f"从浏览器打印有问题 {len(faults)} 处：\n" + "\n".join(faults[:40]))
    known = sum(_where(path) in meant for path in files)
    return (
        f"{len(files)} 个 HTML 不取任何文件、不运行任何程序；从 Chromium 印出 {pages} 页，{known} 个页数相符，"
        f"没有缺字，文字不被裁、不压框线；总览图 {overviews} 张，在 build/pages/"
    )


def _where(path: Path) -> str:
    return path.relative_to(BUILD).as_posix()
