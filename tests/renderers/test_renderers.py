"""What every format states of itself holds, and its fingerprint sees all code that its bytes depend on."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

import dangjian_std
from dangjian_std import renderers
from dangjian_std.renderers import fingerprint
from dangjian_std.renderers.renderer import Renderer
from support.sample_document import sample

FORMATS = renderers.formats()
PACKAGE = Path(dangjian_std.__file__).parent
LOADED = """
import sys
from importlib import import_module
for name in sys.argv[1:]:
    import_module(name)
print(*(name for name in sys.modules if name.startswith("dangjian_std.")))
"""


def test_every_format_is_found():
    assert FORMATS == ("docx", "html", "ics", "json", "pdf", "txt", "xlsx")


@pytest.mark.parametrize("form", FORMATS)
def test_it_says_what_it_is(form):
    renderer = renderers.renderer(form)
    assert isinstance(renderer, Renderer)
    assert all(version(library) for library in renderer.libraries)
    assert re.fullmatch("[0-9a-f]{64}", renderers.identity(form))
    if renderer.text:
        assert renderers.render(sample(), form).decode()


@pytest.mark.parametrize(
    ("form", "others"),
    [*((each, ()) for each in FORMATS), ("pdf", ("dangjian_std.renderers.pdf.worker",))],
)
def test_the_fingerprint_covers_every_module_that_is_imported(form, others):
    """The packages on the way are only the house: nothing in them shows in the bytes."""
    names = (f"dangjian_std.renderers.{form}", *others)
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *names], capture_output=True, encoding="utf-8", check=True
    )
    packages = ("document", "renderers", "renderers.html", "renderers.layout", "text")
    houses = {f"dangjian_std.{name}" for name in packages}
    own = {f"dangjian_std.text.{name}" for name in ("imports", "package_data", "errors")}
    own |= {f"dangjian_std.renderers.{name}" for name in ("fingerprint", "machine")}  # as those, of the registry
    covered = {
        ".".join(("dangjian_std", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in fingerprint.sources(form)
    }
    assert set(done.stdout.split()) - houses - own <= covered


@pytest.mark.parametrize("name", ["text/characters.py", "document/blocks.py", "renderers/layout/page_fitting.py"])
@pytest.mark.parametrize("form", FORMATS)
def test_a_change_below_the_renderers_makes_outputs_stale(form, name, monkeypatch):
    fresh = renderers.identity.__wrapped__
    before = fresh(form)
    assert fresh(form) == before
    read = Path.read_bytes
    changed = PACKAGE / name
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#" * (path == changed))
    assert fresh(form) != before


def test_a_change_of_one_format_leaves_others_fresh(monkeypatch):
    fresh = renderers.identity.__wrapped__
    before = {form: fresh(form) for form in FORMATS}
    read = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#" * (path.parent.name == "docx"))
    assert {form for form in FORMATS if fresh(form) != before[form]} == {"docx"}


def test_where_work_is_broken_off_every_format_that_was_asked_for_is_stopped(monkeypatch):
    stopped = []

    def made(form):
        return Renderer(render=lambda _: form.encode(), stop=lambda: stopped.append(form))

    def leave(_path):
        raise KeyboardInterrupt

    monkeypatch.setattr(renderers, "renderer", made)
    jobs = {"a.txt": (sample(), "txt"), "b.pdf": (sample(), "pdf"), "c.pdf": (sample(), "pdf")}
    with pytest.raises(KeyboardInterrupt):
        renderers.render_all(jobs, leave)
    assert sorted(stopped) == ["pdf", "txt"]
