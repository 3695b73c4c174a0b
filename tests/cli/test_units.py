"""`dstd build --units`: a pack for each unit of a list, resumed where it stopped."""

from __future__ import annotations

import io
import json
import shutil
import signal
import subprocess
import zipfile
from collections import Counter

import jsonschema
import pytest

from dangjian_std import renderers
from dangjian_std.cli.console import unit_estimates, units
from dangjian_std.output import locks, many_units
from dangjian_std.reading import layers, load, project, schema, source_files, unit_lists
from dangjian_std.scaffold import unit_workbook
from dangjian_std.text.errors import DstdError, NoTypesetterError
from support import generated_units
from support.folders import BASE, FROZEN
from support.program import DSTD, dstd, sketch

HEAD = "单位名称,编号前缀,单位类型,党支部数,党小组数,党员人数\n"
ROWS = ("某县水利局,SLJ,总支,2,4,33\n", "某县农业局,NYJ,总支,2,4,33\n", "某县林业局,LYJ,支部,1,0,12\n")


@pytest.fixture
def listed(tmp_path, monkeypatch):
    """A list of three units; what is made of a document is a sketch of it, and counted."""
    made = []

    def render_all(jobs, tell, *_way):
        for name in jobs:
            tell(name)
        made.extend(jobs)
        return {name: sketch(*job) for name, job in jobs.items()}, None

    monkeypatch.setattr(renderers, "render_all", render_all)
    path = tmp_path / "units.csv"
    path.write_text(HEAD + "".join(ROWS), "utf-8")
    return path, tmp_path / "out", made


def build(path, out, *more, base=BASE):
    return dstd("build", base, "--units", path, "-o", out, "--only", "清单", *more)


def state(out):
    return {each["name"]: each for each in json.loads((out / "units.json").read_text("utf-8"))["units"]}


def packed(out, name):
    with zipfile.ZipFile(io.BytesIO((out / name / "成品包.zip").read_bytes())) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def test_each_unit_gets_its_pack_and_what_is_the_same_is_made_once(listed):
    path, out, made = listed
    done = build(path, out)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "3 个单位：新做 3 个，没有变化 0 个，没有做成 0 个。"
    assert sorted(each.name for each in out.iterdir()) == ["units.json", *sorted(row[:5] for row in ROWS)]
    one, other = packed(out, "某县水利局"), packed(out, "某县农业局")
    assert sorted(one) == sorted(
        ["02清单/责任清单.docx", "02清单/责任清单.pdf", "02清单/责任清单.xlsx", "adoption.json", "manifest.json"]
    )
    assert {name: one[name] == other[name] for name in one if name.startswith("02")} == {
        name: True for name in one if name.startswith("02")
    }
    jsonschema.validate(json.loads((out / "units.json").read_text("utf-8")), schema.shape("units"))
    assert [state(out)[row[:5]]["made"] for row in ROWS] == [3, 0, 3]
    assert len(made) == len(set(made)) == 6
    said = json.loads(one["manifest.json"])
    assert {each["path"] for each in said["outputs"]} == {name for name in one if name.startswith("02")}
    assert json.loads(one["adoption.json"])["unit"]["name"] == "某县水利局"
    assert (out / "某县水利局/adoption.json").read_bytes() == one["adoption.json"]


def test_what_is_whole_is_not_made_again(listed):
    path, out, made = listed
    build(path, out)
    before = {row[:5]: (out / row[:5] / "成品包.zip").read_bytes() for row in ROWS}
    made.clear()
    (out / "某县林业局/成品包.zip").write_bytes(b"torn")
    path.write_text((HEAD + "".join(ROWS)).replace("NYJ,总支,2,4,33", "NYJ,总支,2,4,34"), "utf-8")
    done = build(path, out)
    assert "新做 2 个，没有变化 1 个" in done.stdout
    assert "[1/3] 某县水利局：没有变化" in done.stdout
    assert len(made) == 3, "the list of duties is the same with one more member, and lies in another pack"
    assert (out / "某县林业局/成品包.zip").read_bytes() == before["某县林业局"]
    assert (out / "某县林业局/成品包（原有的1）.zip").read_bytes() == b"torn"
    assert not (out / ".shared").exists()
    assert build(path, out).stdout.endswith("3 个单位：新做 0 个，没有变化 3 个，没有做成 0 个。\n")


def test_an_interrupted_run_goes_on_where_it_stopped(listed, monkeypatch):
    path, out, made = listed
    kept = many_units.put

    def stopped(folder, said):
        kept(folder, said)
        raise KeyboardInterrupt

    monkeypatch.setattr(many_units, "put", stopped)
    assert build(path, out).returncode == 130
    monkeypatch.setattr(many_units, "put", kept)
    assert [*state(out)] == ["某县水利局"]
    made.clear()
    assert "新做 2 个，没有变化 1 个" in build(path, out).stdout
    assert len(made) == 3


def test_a_bad_row_is_told_with_its_line_and_stops_nobody(listed):
    path, out, _ = listed
    rows = (
        ROWS[0],
        "某县𠮷田局,JTJ,总支,2,4,33\n",
        "某县档案局,daj,总支,2,4,33\n",
        "某县医保局,YBJ,总支,,4,33\n",
        ROWS[0],
        ROWS[1],
        "某县科技局,SLJ,总支,2,4,33\n",
    )
    path.write_text(HEAD + "".join(rows), "utf-8")
    done = build(path, out)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-6:] == [
        "7 个单位：新做 2 个，没有变化 0 个，没有做成 5 个。",
        f"  {path}:3: 某县𠮷田局：“某县𠮷田局”里的“𠮷”（U+20BB7）随附字体里没有，印不出来；换一个通行的写法",
        f"  {path}:4: 某县档案局：编号前缀 的写法不对：“daj”（DS016）。建议：写成 SLDW、Q/SLDW 这样",
        f"  {path}:5: 某县医保局：没有写党支部数",
        f"  {path}:6: 某县水利局：同 {path}:2 的名称一样；改一个，或者删去一个",
        f"  {path}:8: 某县科技局：编号前缀“SLJ”同 {path}:2 的一样，两个单位的编号就分不开；改一个",
    ]
    assert sorted(state(out)) == ["某县农业局", "某县水利局"]


def test_what_cannot_be_set_stops_nobody(listed, monkeypatch):
    path, out, _ = listed
    render, asked = renderers.render_all, []

    def fails_once(jobs, tell):
        asked.append(jobs)
        if len(asked) == 1:
            raise DstdError("排版超过 600 秒没有完成。")
        return render(jobs, tell)

    monkeypatch.setattr(renderers, "render_all", fails_once)
    done = build(path, out)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-2:] == [
        "3 个单位：新做 2 个，没有变化 0 个，没有做成 1 个。",
        f"  {path}:2: 某县水利局：排版超过 600 秒没有完成",
    ]
    assert build(path, out).returncode == 0


def test_where_nothing_can_set_a_pdf_that_is_said_at_once(listed, monkeypatch):
    path, out, _ = listed
    monkeypatch.setattr(renderers, "render_all", lambda *_: ({}, NoTypesetterError("没有排版的程序。")))
    done = build(path, out)
    assert (done.returncode, done.stderr) == (2, "没有排版的程序。\n")
    assert not (out / "units.json").exists()


def test_without_pdf_all_else_is_made(listed):
    path, out, _ = listed
    assert build(path, out, "--office").returncode == 0
    assert [name for name in packed(out, "某县水利局") if name.startswith("02")] == [
        "02清单/责任清单.docx",
        "02清单/责任清单.xlsx",
    ]


def test_the_workbooks_that_bureaus_have_sent_are_a_list(listed, tmp_path):
    _, out, _ = listed
    catalog = load.load(layers.sources(BASE)).catalog
    digest = layers.digest(layers.sources(BASE))
    said = {
        "base": {"from": "随程序", "edition": catalog.system.edition, "sha256": digest},
        "name": "某县水利局",
        "prefix": "SLJ",
        "edition": "2027年版",
        "year": 2027,
        "shape": "支部",
        "branches": [{"name": "机关党支部", "members": 7}],
    }
    other = said | {"name": "某县农业局", "base": said["base"] | {"sha256": "f" * 64}}
    folder = tmp_path / "收到的"
    folder.mkdir()
    wrong = said | {"name": ""}
    for name, each in (("a水利局.xlsx", said), ("b农业局.xlsx", other), ("c林业局.xlsx", wrong), ("d.xlsx", said)):
        (folder / name).write_bytes(unit_workbook.workbook(each, catalog, made=False))
    (folder / "~$a水利局.xlsx").write_bytes(b"")
    (folder / "e大.xlsx").write_bytes(b"PK" + bytes(project.MAX_FILE))
    done = build(folder, out)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-5:] == [
        "5 个单位：新做 1 个，没有变化 0 个，没有做成 4 个。",
        f"  {folder}/b农业局.xlsx: 某县农业局：它的母本不是这一版；用现在的母本做一份空的，请他重填",
        f"  {folder}/c林业局.xlsx: 单位:B4: 没有写单位名称。建议：全称，印在封面、书眉和落款上，如 某县水利局。",
        f"  {folder}/d.xlsx: 某县水利局：同 {folder}/a水利局.xlsx 的名称一样；改一个，或者删去一个",
        f"  {folder}/e大.xlsx: 读不了，或者超过 1 MB，不像填好的单位表；打开另存一份再试",
    ]
    (tmp_path / "空的").mkdir()
    assert "里没有单位表" in build(tmp_path / "空的", out).stderr
    assert [*state(out)] == ["某县水利局"]


def test_an_estimate_makes_two_of_one_kind_and_says_how_it_knows(listed):
    path, out, _ = listed
    path.write_text(
        HEAD + ROWS[2] + "".join(ROWS[:2]) + ROWS[0].replace("水利", "民政").replace("SLJ", "MZJ"), "utf-8"
    )
    done = build(path, out, "--estimate")
    assert done.returncode == 0
    assert [*state(out)] == ["某县农业局", "某县水利局"]
    assert "还有 2 个单位，分 2 种，约要" in done.stdout
    assert "照已经做好的 2 个算的" in done.stdout
    again = build(path, out, "--estimate")
    assert "新做 0 个" in again.stdout
    assert "还有 2 个单位，分 2 种，约要" in again.stdout
    build(path, out)
    done = build(path, out, "--estimate")
    assert done.stdout.splitlines()[-1] == "4 个单位：新做 0 个，没有变化 4 个，没有做成 0 个。"
    assert "还有" not in done.stdout


def test_a_number_that_a_row_sets_is_in_its_pack_and_makes_another_kind(listed, tmp_path):
    path, out, _ = listed
    base = tmp_path / "set"
    shutil.copytree(FROZEN, base)
    (standard,) = base.rglob("DJ401-*.yaml")
    declared = (
        "parameters:\n  - {id: notice, title: 主题党日的通知, at: [notify.when.at_least_workdays]}\n\nhistory:"
    )
    standard.write_text(standard.read_text("utf-8").replace("history:", declared), "utf-8")
    head = HEAD.replace("\n", ",时限：主题党日的通知,时限的理由\n")
    said = (
        (ROWS[0], "5,人员分散"),
        (ROWS[1], ","),
        (ROWS[2], "五,"),
        (ROWS[2].replace("林业局,L", "民政局,M"), "80,"),
    )
    path.write_text(head + "".join(row.replace("\n", f",{more}\n") for row, more in said), "utf-8")
    done = dstd("build", base, "--units", path, "-o", out, "--only", "清单", "--office")
    unsound = "“通知到每名党员”这样改了，连带2步排不出日子（DS224）。建议：改这里；"
    assert done.stdout.splitlines()[-3:-1] == [
        "4 个单位：新做 2 个，没有变化 0 个，没有做成 2 个。",
        f"  {path}:4: 某县林业局：时限：DJ401.notice要写成数字，这里是“五”",
    ]
    assert done.stdout.splitlines()[-1].startswith(f"  {path}:5: 某县民政局：{unsound}")
    (change,) = json.loads(packed(out, "某县水利局")["adoption.json"])["changes"]
    assert (change["kind"], change["node"], change["reason"]) == ("加严", "notify", "人员分散")
    assert change["after"].endswith("至少提前5个工作日")
    assert json.loads(packed(out, "某县农业局")["adoption.json"])["changes"] == []
    kinds = state(out)
    assert kinds["某县水利局"]["variant"] != kinds["某县农业局"]["variant"], "an estimate counts them as two"


def test_what_is_no_error_is_told_when_a_unit_is_made(listed):
    path, out, _ = listed
    path.write_text(HEAD.replace("\n", ",不适用,理由\n") + ROWS[2].replace("\n", ",DJ302,由上级办\n"), "utf-8")
    done = build(path, out, "--office", base=FROZEN)
    assert done.returncode == 0
    assert "[1/1] 某县林业局：提醒：DJ302 不用了，DJ304 还要靠它（DS232）\n" in done.stdout


def test_where_no_two_are_of_one_kind_an_estimate_makes_one(listed):
    path, out, _ = listed
    path.write_text(HEAD + "".join(ROWS[1:]), "utf-8")
    assert "照已经做好的 1 个算的" in build(path, out, "--estimate").stdout


def test_the_disk_is_looked_at_first(listed, monkeypatch):
    path, out, made = listed
    monkeypatch.setattr(many_units, "free", lambda _: units.LEAST_FREE_BYTES - 1)
    done = build(path, out)
    assert done.returncode == 2
    assert "还要约 300.0 MB，磁盘只剩 300.0 MB" in done.stderr
    assert made == []
    monkeypatch.setattr(many_units, "free", lambda _: units.LEAST_FREE_BYTES)
    assert build(path, out).returncode == 0


def test_a_unit_is_begun_where_there_is_room_for_all_that_are_left(listed, monkeypatch):
    path, out, made = listed
    path.write_text(HEAD + ROWS[0], "utf-8")
    assert build(path, out).returncode == 0
    made.clear()
    path.write_text(HEAD + "".join(ROWS[:2]) + ROWS[1].replace("农业", "民政").replace("NYJ", "MZJ"), "utf-8")
    need = 1.1 * 3 * state(out)["某县水利局"]["bytes"]  # two packs, and the files of one beside its own
    monkeypatch.setattr(many_units, "free", lambda _: need - 1)
    done = build(path, out)
    assert (done.returncode, made) == (2, [])
    said = unit_estimates.size(need)
    assert f"还要约 {said}，磁盘只剩 {said}，没有往下做。做好的都在；腾出地方再运行一次。" in done.stderr
    monkeypatch.setattr(many_units, "free", lambda _: need)
    assert build(path, out).returncode == 0


def test_the_rest_is_told_by_what_units_of_its_kinds_took():
    def entry(variant, seconds):
        return {"variant": variant, "seconds": seconds, "bytes": 10}

    known = [entry("a", 3.0), entry("a", 60.0), entry("b", 40.0), entry("a", 5.0)]
    assert unit_estimates.firsts(known) == ([60.0, 40.0], [3.0, 5.0])
    assert unit_estimates.seconds(known, "aab") == 12.0
    assert unit_estimates.seconds(known, "ccd") == 50.0 + 4.0 + 50.0
    assert unit_estimates.seconds(known[1:2], "aa") == 120.0, "nobody knows yet what sharing saves"
    assert unit_estimates.room(known, 3) == 30.0


def test_packs_of_months_are_those_that_the_commands_make(listed, tmp_path):
    path, out, _ = listed
    path.write_text(HEAD + "".join(ROWS[:2]), "utf-8")
    more = ("--month", "2027-03", "--month", "2027-07", "--month", "2028-01", "--year", "2027", "--calendars")
    done = build(path, out, *more, base=FROZEN)
    assert done.returncode == 0
    assert done.stderr.startswith("2027年的放假安排还没有收入"), "said once, not for each unit"
    assert done.stderr.count("\n") == 1
    found = packed(out, "某县水利局")
    office = tmp_path / "office"
    office.mkdir()
    catalog, digest = load.load(layers.sources(FROZEN)).catalog, layers.digest(layers.sources(FROZEN))
    common = {
        "kind": "unit",
        "edition": catalog.system.edition,
        "year": 2027,
        "base": {"from": str(FROZEN), "edition": catalog.system.edition, "sha256": digest},
    }
    (row, _) = unit_lists.read("a.csv", path.read_bytes(), common)
    (office / "unit.yaml").write_text(unit_workbook.text(row.data), "utf-8")
    for command in (
        ("month", "2027-03"),
        ("month", "2027-07"),
        ("month", "2028-01"),
        ("year", "2027", "--calendars"),
    ):
        assert dstd(*command, office, "-o", tmp_path / "own").returncode == 0
    own = {
        f"月包/{each.relative_to(tmp_path / 'own/月包')}"
        for each in (tmp_path / "own/月包").rglob("*")
        if each.is_file()
    }
    assert {name for name in found if name.startswith("月包/")} == own
    assert len(own) > 20
    said = json.loads(found["月包/manifest.json"])["outputs"]
    assert said == [each for each in said if f"月包/{each['path']}" in found]
    assert {each["publication"] for each in said} >= {"pack-2027-03", "pack-2027", "pack-2028-01"}
    unpacked = tmp_path / "unpacked"
    for name, data in found.items():
        (unpacked / name).parent.mkdir(parents=True, exist_ok=True)
        (unpacked / name).write_bytes(data)
    assert "被改动过" not in dstd("month", "2027-03", office, "-o", unpacked).stdout


def test_the_whole_year_holds_its_months_once(listed):
    path, out, _ = listed
    path.write_text(HEAD + ROWS[0], "utf-8")
    assert build(path, out, "--year", "2027", "--month", "2027-03").returncode == 0
    places = [each["path"] for each in json.loads(packed(out, "某县水利局")["月包/manifest.json"])["outputs"]]
    assert len(places) == len(set(places))
    assert {each.split("/")[0] for each in places} >= {"2027", "2027-日历", "2027-03", "2027-12"}


def test_a_unit_that_is_no_longer_listed_keeps_its_pack_and_that_is_told(listed):
    path, out, _ = listed
    build(path, out)
    path.write_text(HEAD + ROWS[0] + ROWS[2].replace("林业", "林草") + "某县农业局,NYJ,总支,2,4,\n", "utf-8")
    done = build(path, out)
    assert "清单上没有、以前做的没有动：某县林业局\n" in done.stdout, "a bad row is listed all the same"
    assert set(state(out)) == {"某县水利局", "某县农业局", "某县林业局", "某县林草局"}


def test_a_year_without_standards_in_force_is_told_for_each_row(listed):
    path, out, _ = listed
    done = build(path, out, "--month", "2001-03")
    assert done.returncode == 1
    assert "2001年3月没有在实施的标准" in done.stdout.splitlines()[-1]
    assert "没有做成 3 个" in done.stdout


def test_only_the_standard_that_is_asked_for_is_made(listed):
    path, out, _ = listed
    path.write_text(HEAD + ROWS[0], "utf-8")
    assert dstd("build", BASE, "--units", path, "-o", out, "--only", "DJ401").returncode == 0
    names = [name for name in packed(out, "某县水利局") if name.endswith(".pdf")]
    assert len(names) == 1
    assert "DJ401" in names[0] or "主题党日" in names[0]


def test_a_file_of_somebody_else_stays(listed):
    path, out, _ = listed
    (out / "某县农业局").mkdir(parents=True)
    (out / "某县农业局/adoption.json").write_text("{}", "utf-8")
    (out / "某县林业局").write_text("我的", "utf-8")
    done = build(path, out)
    assert done.returncode == 1
    assert "新做 1 个，没有变化 0 个，没有做成 2 个" in done.stdout
    assert (out / "某县农业局/adoption.json").read_text("utf-8") == "{}"
    assert (out / "某县林业局").read_text("utf-8") == "我的"
    assert "某县林业局 不是文件夹" in done.stdout


def test_outputs_may_lie_in_the_project_but_not_among_its_standards(listed, tmp_path):
    path, _, _ = listed
    project = tmp_path / "set"
    shutil.copytree(BASE, project)
    path.write_text(HEAD + ROWS[0], "utf-8")
    for out in (project, project / "standards/成品"):
        done = dstd("build", project, "--units", path, "-o", out, "--only", "清单")
        assert (done.returncode, "请另选一个" in done.stderr) == (2, True)
    for _ in range(2):
        done = dstd("build", project, "--units", path, "-o", project / "成品/各单位", "--only", "清单")
        assert (done.returncode, done.stderr) == (0, "")
    assert "没有变化 1 个" in done.stdout
    assert dstd("validate", project).returncode == 0


def test_two_runs_at_once_do_not_meet(listed):
    path, out, made = listed
    out.mkdir()
    with locks.locked(out):
        done = build(path, out)
    assert (done.returncode, "另一个 dstd 正在写" in done.stderr) == (2, True)
    assert made == []
    assert build(path, out).returncode == 0


def test_a_killed_run_leaves_whole_packs_and_the_next_one_goes_on(tmp_path):
    path, out = tmp_path / "units.csv", tmp_path / "out"
    path.write_text(HEAD + "".join(ROWS), "utf-8")
    command = [*DSTD, "build", str(BASE), "--units", str(path), "-o", str(out), "--only", "清单", "--office"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout:
            if "某县农业局：做好了" in line:
                run.send_signal(signal.SIGKILL)
                break
    assert run.returncode == -signal.SIGKILL
    assert set(state(out)) == {"某县水利局", "某县农业局"}
    for name in state(out):
        with zipfile.ZipFile(out / name / "成品包.zip") as archive:
            assert archive.testzip() is None
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("3 个单位：新做 1 个，没有变化 2 个，没有做成 0 个。\n")
    fresh = tmp_path / "fresh"
    subprocess.run([*command[:-4], str(fresh), *command[-3:]], capture_output=True, check=True)
    for row in ROWS:
        assert packed(out, row[:5]) == packed(fresh, row[:5])


def test_the_base_is_read_once(listed, monkeypatch):
    path, out, _ = listed
    read = []
    monkeypatch.setattr(
        source_files, "parse", lambda raw, parse=source_files.parse: read.append(raw.path) or parse(raw)
    )
    build(path, out)
    times = Counter(read)
    assert times.pop("unit.yaml") == 3
    assert set(times.values()) == {2}, "once to see what it is, once for all units"


def test_generated_units_are_all_sound(listed):
    path, out, made = listed
    found = generated_units.units(14)
    assert found == generated_units.units(14) != generated_units.units(14, seed=16)
    path = path.with_suffix(".yaml")
    path.write_text(generated_units.as_yaml(found), "utf-8")
    done = build(path, out, "--office", base=FROZEN)
    assert (done.returncode, done.stderr) == (0, "")
    assert len({each["variant"] for each in state(out).values()}) == generated_units.VARIANTS
    assert len(made) <= 2 * generated_units.VARIANTS, "two of them have a sister"


def test_what_does_not_go_together_is_refused(listed):
    path, out, _ = listed
    for more in (("--month", "2027-03"), ("--year", "2027"), ("--calendars",)):
        assert "要同 --units 一起写" in dstd("build", FROZEN, *more).stderr
    assert "要同 --year 一起写" in build(path, out, "--calendars").stderr
    assert "不是月份" in build(path, out, "--month", "3月").stderr
    assert "请用 -o 写明" in dstd("build", FROZEN, "--units", path).stderr
    assert "--units 只能同" in build(path, out, "--check").stderr
    assert "要同 --units 一起写" in dstd("build", FROZEN, "--office").stderr
    out.mkdir()
    (out / "units.json").write_text("[]", "utf-8")
    assert "不是本工具做的" in build(path, out).stderr


def test_how_long_and_how_much_in_words():
    assert [unit_estimates.lasting(each) for each in (0.2, 59, 60, 3599, 3600)] == [
        " 1 秒",
        " 59 秒",
        " 1 分钟",
        " 60 分钟",
        " 1.0 小时",
    ]
    assert [unit_estimates.size(each) for each in (999_999_999, 1_000_000_000)] == ["1000.0 MB", "1.0 GB"]
