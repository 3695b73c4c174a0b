"""`dstd serve`: what a browser is shown, and what nobody else is told. A real client asks a real server."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from pathlib import Path

import pytest

from dangjian_std.cli.console import watching
from dangjian_std.cli.serving import http_server as serving
from dangjian_std.cli.serving import site as site_module
from dangjian_std.cli.serving.http_server import SiteServer
from dangjian_std.cli.serving.site import Site
from support.folders import FROZEN
from support.program import DSTD, dstd, ended

WAIT = 60
"""Seconds after which something that should come is given up."""


def shown(root, *acts, first=()):
    """Return a site that was shown a project, and its state after each act."""
    site, states = Site(), []
    waiting = iter(acts)

    def pause():
        if act := next(waiting, None):
            act()
        return act is not None

    for scene in watching.scenes(root, pause):
        site.show(scene, first=first)
        states.append(json.loads(site.answer("/state")[1]))
    return site, states


@pytest.fixture(scope="module")
def site():
    return shown(FROZEN)[0]


@pytest.fixture
def server(site):
    with running(site) as found:
        yield found


@contextlib.contextmanager
def running(site):
    found = SiteServer(site, 0, "secret")
    threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield found
    finally:
        found.leaving = True
        site.tell("")
        found.shutdown()
        found.server_close()


def ask(server, path, method="GET", **headers):
    """Ask for a path as it is written, and return the answer."""
    client = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=WAIT)
    client.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        if value is not None:
            client.putheader(name.replace("_", "-"), value)
    client.endheaders()
    with contextlib.closing(client):
        answer = client.getresponse()
        return answer.status, answer.headers, answer.read()


# -- what is shown ---------------------------------------------------------------------------------------


def test_every_standard_has_a_page_and_the_frame_its_files(server):
    status, headers, frame = ask(server, "/secret/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    for name in ("shell.js", "shell.css"):
        assert f'"{name}"'.encode() in frame
        assert ask(server, f"/secret/{name}")[0] == 200
    state = json.loads(ask(server, "/secret/state")[2])
    assert len(state["pages"]) == 10
    for page in state["pages"]:
        status, _, text = ask(server, f"/secret/page/{page['code']}")
        assert (status, page["title"] in text.decode()) == (200, True)
    assert state["summary"] == "查了 73 个文件，没有问题。"
    assert server.address == f"http://127.0.0.1:{server.server_port}/secret/"


def test_what_was_saved_is_shown_beside_what_is_wrong(copy):
    (standard,) = (copy / "standards").rglob("DJ401*.yaml")
    (form,) = (copy / "standards").rglob("R211*.yaml")
    other = copy / "standards" / "4-党员活动" / "DJ402-另一项规范.yaml"
    text, other_text = standard.read_text("utf-8"), standard.read_text("utf-8")
    acts = (
        lambda: standard.write_text(text.replace("通知到每名党员", "告知到每名党员"), "utf-8"),
        lambda: standard.write_text(text.replace("title:", "title："), "utf-8"),
        lambda: form.write_text(form.read_text("utf-8").replace("rows: 10", "rows: 9"), "utf-8"),
        lambda: standard.write_text(text, "utf-8"),
    )
    site, (first, second, third, fourth, fifth) = shown(copy, *acts)
    assert not other.exists()
    assert other_text == text
    assert first["shown"] == second["shown"] == fifth["shown"] == "DJ401"
    assert first["pages"] != second["pages"]
    assert third["pages"] == fourth["pages"] == second["pages"]  # the last that could be made
    (finding,) = third["findings"]
    assert finding["where"] == f"{standard.relative_to(copy).as_posix()}:4:6"
    assert finding["label"] == "错误 DS005"
    assert fifth["findings"] == []
    assert fifth["pages"] != first["pages"]  # the form behind it has another row
    assert "通知到每名党员" in site.answer("/page/DJ401")[1].decode()
    assert [each["version"] for each in (first, second, third, fourth, fifth)] == [1, 2, 3, 4, 5]


def test_what_is_wanted_is_shown_first():
    pages = [each["code"] for each in shown(FROZEN)[1][0]["pages"]]
    _, (state,) = shown(FROZEN, first=("archive", pages[3]))
    assert state["shown"] == pages[3]


@pytest.mark.parametrize("screen", [1440, 1366, 1200])
def test_a_page_of_a4_stands_beside_the_rest_on_a_common_screen(screen):
    """What the columns beside it leave has to hold 210 mm and a scroll bar; below that they stand one by one."""
    style = (Path(site_module.__file__).parent / "shell.css").read_text("utf-8")
    wide, *narrower = re.split(r"@media \(max-width: (\d+)rem\)", style)
    rules = [
        wide,
        *(rule for most, rule in zip(narrower[::2], narrower[1::2], strict=True) if int(most) * 16 >= screen),
    ]
    columns = re.findall(r"template(?:-columns)?: ([^;]+);", "".join(rules))[-1]
    beside = sum(float(width) * 15 for width in re.findall(r"([\d.]+)rem", columns))
    assert "body { display: block" not in rules[-1]
    assert screen - beside - 2 - 17 >= 794


def test_text_of_a_file_stays_text(copy):
    (standard,) = (copy / "standards").rglob("DJ401*.yaml")
    standard.write_text(standard.read_text("utf-8").replace("通知到", "<script>alert(1)</script>通知到"), "utf-8")
    site, (state,) = shown(copy)
    page = site.answer("/page/DJ401")
    assert page is None or b"<script>" not in page[1]
    script = (site.answer("/shell.js") or ("", b""))[1].decode()
    assert "innerHTML" not in script
    assert state["pages"] or state["findings"]


# -- what nobody else is told ----------------------------------------------------------------------------


def test_every_answer_keeps_to_itself(server):
    for path in ("/secret/", "/secret/state", "/secret/page/DJ401", "/secret/nowhere", "/"):
        _, headers, _ = ask(server, path)
        assert not [name for name in headers if name.startswith("Access-Control")]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self';")
        assert "Python" not in headers["Server"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "127.0.0.1.nip.io:{port}",
        "[::1]:{port}",
        "0.0.0.0:{port}",
        "127.1:{port}",
        "",
        None,
    ],
)
def test_another_host_is_refused(server, host):
    given = host.format(port=server.server_port) if host else host
    assert ask(server, "/secret/", Host=given)[0] == 403


def test_two_hosts_are_refused_and_ours_are_not(server):
    for host, status in (("127.0.0.1", 200), ("localhost", 200)):
        assert ask(server, "/secret/", Host=f"{host}:{server.server_port}")[0] == status
    ours = f"127.0.0.1:{server.server_port}"
    request = f"GET /secret/ HTTP/1.1\r\nHost: {ours}\r\nHost: evil.example\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.server_port), WAIT) as raw:
        raw.sendall(request.encode())
        assert b" 403 " in raw.makefile("rb").readline()


@pytest.mark.parametrize("path", ["/secret/", "/secret/state", "/secret/events"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_a_page_of_another_site_is_told_nothing(server, path, headers):
    status, _, body = ask(server, path, **headers)
    assert (status, body) == (403, b"403\n")


def test_our_own_page_is_answered(server):
    ours = f"http://127.0.0.1:{server.server_port}"
    assert ask(server, "/secret/state", Origin=ours, Sec_Fetch_Site="same-origin")[0] == 200


@pytest.mark.parametrize("path", ["/", "/Secret/", "/secre/", "/secrets/", "/?secret/", "/%73ecret/", "/secret"])
def test_who_does_not_know_the_secret_is_told_nothing(server, path):
    assert ask(server, path)[0] in {404, 400}


OUTSIDE = (
    "/etc/passwd",
    "../etc/passwd",
    "../../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "%252e%252e%252fetc/passwd",
    "..\\..\\etc\\passwd",
    "..%5c..%5cetc%5cpasswd",
    "....//....//etc/passwd",
    "page/../state",
    "page/../../site.py",
    "page/DJ401/..",
    "page/DJ401%00.html",
    "page/%44J401",
    "page//DJ401",
    "./state",
    "state/",
    "state?x=1",
    "state;x",
    "state#x",
    "shell.html",
    "shell.js/..",
    "site.py",
    "__init__.py",
    ".git/config",
    "C:/Windows/win.ini",
    "C:%5cWindows%5cwin.ini",
    "file:///etc/passwd",
    "http://evil.example/",
    "%c0%ae%c0%ae/etc/passwd",
    "..;/etc/passwd",
    "page/DJ401+",
    "page/dj401",
    "page/DJ999",
    "page/",
    "page",
    "%2fetc%2fpasswd",
    "\\\\server\\share",
    "standards/catalog.yaml",
    "build/manifest.json",
)


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_is_a_name_and_leads_nowhere(server, path):
    request = f"GET /secret/{path} HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.server_port), WAIT) as raw:
        raw.sendall(request.encode())
        answer = raw.makefile("rb").read()
    assert answer.split()[1] in {b"404", b"400"}
    assert answer.endswith((b"\r\n404\n", b"\r\n400\n"))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get"])
def test_nothing_but_reading(server, method):
    before = ask(server, "/secret/state")[2]
    status, headers, _ = ask(server, "/secret/state", method=method)
    assert status == 501
    assert "Allow" not in headers
    assert ask(server, "/secret/state")[2] == before


def test_head_and_ranges(server):
    _, whole, body = ask(server, "/secret/page/DJ401")
    status, headers, nothing = ask(server, "/secret/page/DJ401", method="HEAD")
    assert (status, nothing, headers["Content-Length"]) == (200, b"", whole["Content-Length"])
    assert ask(server, "/secret/page/DJ401", Range="bytes=0-1")[2] == body
    assert ask(server, "/secret/events", method="HEAD")[0] == 200


def test_it_listens_to_this_machine_alone(server):
    assert server.socket.getsockname()[0] == "127.0.0.1"


def test_who_waits_hears_each_version(site, server):
    client = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=WAIT)
    client.request("GET", "/secret/events")
    answer = client.getresponse()
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    first = int(answer.readline().removeprefix(b"data: "))
    answer.readline()
    site.tell("正在做")
    assert int(answer.readline().removeprefix(b"data: ")) == first + 1
    assert json.loads(ask(server, "/secret/state")[2])["disk"] == "正在做"
    client.close()


def test_silence_is_said_so_that_who_has_gone_is_noticed(site, server, monkeypatch):
    monkeypatch.setattr(serving, "SECONDS_BETWEEN_NEWS", 0.01)
    client = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=WAIT)
    client.request("GET", "/secret/events")
    answer = client.getresponse()
    assert [answer.readline() for _ in range(3)][2] == b":\n"
    answer.close()
    client.close()
    for _ in range(serving.LISTENERS):  # every place comes back
        assert server.listeners.acquire(timeout=WAIT)
    assert ask(server, "/secret/events")[0] == 503
    server.listeners.release(serving.LISTENERS)


def test_more_connections_than_there_are_places_are_hung_up(server):
    with contextlib.ExitStack() as idle:
        open_ = [
            idle.enter_context(socket.create_connection(("127.0.0.1", server.server_port), WAIT))
            for _ in range(serving.MOST_CONNECTIONS + 5)
        ]
        assert [each.recv(1) for each in open_[serving.MOST_CONNECTIONS :]] == [b""] * 5
    for _ in range(serving.MOST_CONNECTIONS):
        assert server._places.acquire(timeout=WAIT)
    server._places.release(serving.MOST_CONNECTIONS)
    assert ask(server, "/secret/state")[0] == 200


def test_a_connection_that_says_nothing_ends(site, monkeypatch):
    monkeypatch.setattr(serving.Handler, "timeout", 0.01)
    with running(site) as server, socket.create_connection(("127.0.0.1", server.server_port), WAIT) as idle:
        assert idle.recv(1) == b""


# -- the command -----------------------------------------------------------------------------------------


def test_a_port_that_is_taken_is_told(server, copy):
    done = dstd("serve", copy, "--port", str(server.server_port))
    assert (done.returncode, done.stderr) == (
        2,
        f"用不了端口 {server.server_port}：已经有程序在用。用 --port 换一个。\n",
    )
    assert dstd("serve", copy, "--port", "99999").stderr == "用不了端口 99999：没有这个端口。用 --port 换一个。\n"


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_from_a_save_to_the_page_and_the_file(copy):
    command = [*DSTD, "serve", str(copy), "--port", "0", "--only", "archive"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, encoding="utf-8") as program, ended(program):
        address = program.stdout.readline().split()[-1]
        host, _, secret = address.removeprefix("http://").partition("/")
        client = http.client.HTTPConnection(host, timeout=WAIT)
        client.request("GET", f"/{secret}events")
        news = client.getresponse()

        def state_when(true):
            """Wait for the news after which something holds of the state."""
            while True:
                line = news.readline()
                assert line
                if line.startswith(b"data:"):
                    asked = http.client.HTTPConnection(host, timeout=WAIT)
                    asked.request("GET", f"/{secret}state")
                    state = json.loads(asked.getresponse().read())
                    if true(state):
                        return state

        first = state_when(lambda state: "跟上" in state["disk"])
        outputs = {path: path.read_bytes() for path in (copy / "build").rglob("*") if path.is_file()}
        assert outputs
        (standard,) = (copy / "standards").rglob("DJ401*.yaml")
        text = standard.read_text("utf-8")
        standard.write_text(text.replace("title: 支部", "title: 某支部"), "utf-8")
        second = state_when(lambda state: "跟上" in state["disk"] and state["pages"] != first["pages"])
        assert second["pages"][0]["title"] == "某支部主题党日规范"
        standard.write_text(text.replace("title:", "title："), "utf-8")
        third = state_when(lambda state: state["findings"])
        assert third["pages"] == second["pages"]
        program.send_signal(signal.SIGINT)
        _, error = program.communicate(timeout=WAIT)
        assert program.returncode == 130
        assert "Traceback" not in error
    shutil.rmtree(copy / "build")
