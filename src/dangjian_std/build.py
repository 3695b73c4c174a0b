"""What is stale and why; making it; the manifest.

A build is a pure function of its inputs and never asks the clock.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from dangjian_std import __version__, publications, renderers, write
from dangjian_std.diagnostic import Diagnostic, Severity
from dangjian_std.document import Document
from dangjian_std.load import Loaded
from dangjian_std.model import Catalog, texts
from dangjian_std.publications import Order
from dangjian_std.source import Place, Span

MANIFEST = "manifest.json"


class Reason(StrEnum):
    """Why an output is made."""

    NEW = "还没有这个文件"
    CONTENT = "内容或排版有变化"
    EDITED = "文件缺失或被改动过"


@dataclass(frozen=True, slots=True)
class Target:
    """One output: where it goes, what it is made of, and the fingerprint of everything that decides its bytes."""

    path: str
    publication: str
    format: str
    document: Document
    fingerprint: str


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """What a build would do."""

    stale: tuple[tuple[Target, Reason], ...]
    fresh: tuple[Target, ...]
    orphans: tuple[str, ...]
    """Outputs of an earlier build that are no longer part of the set."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every output that the set consists of after the build, sorted."""
        return tuple(sorted(target.path for target in (*self.fresh, *(target for target, _ in self.stale))))

    @property
    def idle(self) -> bool:
        """Whether nothing would change."""
        return not self.stale and not self.orphans


def plan(catalog: Catalog, out: Path, names: Iterable[str], order: Order) -> BuildPlan:
    """Compare what should be in `out` with its manifest and its files."""
    known = _recorded(out)
    stale: list[tuple[Target, Reason]] = []
    fresh: list[Target] = []
    for name in names:
        for document, format_ in publications.compose(catalog, name, order):
            path = f"{document.name}.{format_}"
            target = Target(path, name, format_, document, _fingerprint(document, format_))
            reason = _reason(target, known.get(path), out)
            if reason:
                stale.append((target, reason))
            else:
                fresh.append(target)
    wanted = {target.path for target, _ in stale} | {target.path for target in fresh}
    whole = order == Order()
    orphans = tuple(path for path in known if path not in wanted and known[path]["publication"] in names and whole)
    return BuildPlan(tuple(stale), tuple(fresh), orphans)


def unprintable(plan: BuildPlan, loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a finding for every character that no face can draw and every form that does not fit its page."""
    documents = [target.document for target, _ in plan.stale]
    for char in sorted(set().union(*map(renderers.missing_glyphs, documents))):
        message = f"随附字体里没有“{char}”（U+{ord(char):04X}）这个字"
        help_ = "换一个通行的写法；确需用这个字的，到项目的问题页提出来"
        yield _finding("DS020", "missing-glyph", _first(char, loaded), message, help_)
    for code in sorted(set().union(*map(renderers.too_tall, documents))):
        record = loaded.catalog.records[code] if loaded.catalog else None
        place = record.key("fields") if record else Place(Span("standards"))
        help_ = "减少栏目或 rows，或给一部分栏目写 overleaf: true，印到背面"
        yield _finding("DS021", "form-too-tall", place, f"{code} 一面放不下，手写的行高不到8毫米", help_)


def _finding(code: str, rule: str, place: Place, message: str, help_: str) -> Diagnostic:
    return Diagnostic(place=place, code=code, rule=rule, severity=Severity.ERROR, message=message, help=help_)


def _first(char: str, loaded: Loaded) -> Place:
    for node in loaded.catalog.nodes if loaded.catalog else ():
        for holder, path, text in texts(node):
            if char in text:
                place = holder.at(*path)
                line = loaded.sources[place.span.path].line(place.span.line)
                column = line.find(char, place.span.column - 1) + 1
                if not column:
                    return place
                span = place.span
                return Place(Span(span.path, span.line, column, span.line, column + 1), place.path)
    return Place(Span("standards"))


def execute(plan: BuildPlan, out: Path, edition: str, tell: Callable[[str], None]) -> None:
    """Render what is stale, write it, and write the manifest last."""
    with write.locked(out):
        files: dict[str, bytes] = {}
        for target, reason in plan.stale:
            tell(f"制作 {target.path}（{reason}）……")
            files[target.path] = renderers.render(target.document, target.format)
        entries = _recorded(out)
        for path in plan.orphans:
            tell(f"删去 {path}（已不在这一套里）")
            write.remove(out / path)
            del entries[path]
        for target, _ in plan.stale:
            entries[target.path] = _entry(target, files[target.path])
        files[MANIFEST] = _manifest(entries, edition)
        write.write_all(out, files)


def _entry(target: Target, data: bytes) -> dict[str, Any]:
    return {
        "path": target.path,
        "publication": target.publication,
        "format": target.format,
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "fingerprint": target.fingerprint,
    }


def _manifest(entries: Mapping[str, dict[str, Any]], edition: str) -> bytes:
    content = {
        "format": 1,
        "tool": {"name": "dangjian-std", "version": __version__},
        "edition": edition,
        "outputs": [entries[path] for path in sorted(entries)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _recorded(out: Path) -> dict[str, dict[str, Any]]:
    """Entries of the manifest in `out`, by path; a damaged manifest counts as none."""
    try:
        content = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        return {entry["path"]: entry for entry in content["outputs"] if Path(entry["path"]).name == entry["path"]}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _reason(target: Target, entry: Mapping[str, Any] | None, out: Path) -> Reason | None:
    if entry is None:
        return Reason.NEW
    if entry.get("fingerprint") != target.fingerprint:
        return Reason.CONTENT
    try:
        data = (out / target.path).read_bytes()
    except OSError:
        return Reason.EDITED
    return None if hashlib.sha256(data).hexdigest() == entry.get("sha256") else Reason.EDITED


def canonical(value: object) -> object:
    """Turn a document into plain data that says everything it says, class names included."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = (each.name for each in dataclasses.fields(value))
        return {"": type(value).__name__, **{name: canonical(getattr(value, name)) for name in names}}
    if isinstance(value, tuple):
        return [canonical(item) for item in value]
    return value


def _fingerprint(document: Document, format_: str) -> str:
    text = json.dumps(canonical(document), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{renderers.identity(format_)}\n{text}".encode()).hexdigest()
