"""`dstd move`: shows or writes, all or nothing; what it would break is refused."""

from __future__ import annotations

import pytest

from support.program import dstd


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_diff_shows_and_writes_nothing(copy):
    before = texts(copy)
    done = dstd("move", "step", "DJ401.count", "DJ401.hold", copy, "--diff")
    assert done.returncode == 0
    assert "-      - id: count\n" in done.stdout
    assert "+      - id: count\n" in done.stdout
    assert texts(copy) == before


def test_it_writes_and_says_what_is_left_to_do(copy):
    done = dstd("move", "step", "DJ401.count", "DJ401.hold", copy)
    assert (done.returncode, done.stderr) == (0, "")
    assert "改好了 1 个文件。" in done.stdout
    assert "由你写：DJ401。" in done.stdout
    text = next(data.decode() for path, data in texts(copy).items() if "DJ401" in path)
    assert text.index("- id: hold") < text.index("- id: count") < text.index("- id: vote")
    assert dstd("validate", copy).returncode == 0
    assert dstd("move", "step", "DJ401.count", "DJ401.hold", copy, "--before").returncode == 0
    assert text != next(data.decode() for path, data in texts(copy).items() if "DJ401" in path)


def test_a_form_whose_new_standard_does_not_use_it_is_refused(copy):
    path = copy / "standards/4-党员活动/DJ402-示例规程.yaml"
    (source,) = path.parent.glob("DJ401*.yaml")
    text = source.read_text("utf-8").partition("\nrequirements:")[0].replace("DJ401", "DJ402")
    text = text.replace("title: 支部主题党日规范", "title: 示例规程").replace("type: 规范", "type: 规程")
    path.write_text(
        text.replace("opens: R211\n", "record: R211\n").replace("record: R211\n", "record: R201\n"), "utf-8"
    )
    before = texts(copy)
    done = dstd("move", "record", "R211", "DJ402", copy)
    assert done.returncode == 1
    assert "DS404" in done.stderr
    assert "没有写任何文件。" in done.stderr
    assert texts(copy) == before


@pytest.mark.parametrize(
    "words",
    [
        ("step", "DJ401.count", "DJ401.count"),
        ("step", "DJ401.count", "hold"),
        ("step", "DJ401.no", "DJ401.hold"),
        ("record", "R201", "DJ401"),
        ("record", "R201", "DJ999"),
        ("record", "R201", "DJ401", "--before"),
        ("stage", "DJ401.theme", "DJ401.session"),
    ],
)
def test_words_that_fit_nothing_are_two(copy, words):
    before = texts(copy)
    done = dstd("move", *words, copy)
    assert (done.returncode, done.stdout) == (2, ""), done.stderr
    assert texts(copy) == before
