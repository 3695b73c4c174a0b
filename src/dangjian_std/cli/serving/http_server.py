"""The server: of this machine alone, for who knows the secret in the address, and read-only.

A page of another site can send a browser here. It is told nothing: the address that the browser asked must be
ours, the page that asks must be ours, and the secret must be known.
"""

from __future__ import annotations

import hmac
import os
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from threading import BoundedSemaphore
from typing import Any

from dangjian_std.cli.serving.site import Site

ADDRESS = "127.0.0.1"
CONNECTION_TIMEOUT = 10
"""Seconds that a connection may be silent."""
MOST_CONNECTIONS = 64
"""Connections at one time; of more the newest is hung up."""
LISTENERS = 16
"""Of those, browsers that wait for news."""
SECONDS_BETWEEN_NEWS = 15.0
"""Seconds after which who waits for news hears that there is none: so a browser that has gone is noticed."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class SiteServer(ThreadingHTTPServer):
    """Answers what a site knows."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two programs share a port
    request_queue_size = MOST_CONNECTIONS  # who has to wait longer for a place tries again only after seconds

    def __init__(self, site: Site, port: int, secret: str = "") -> None:
        """Listen at a port of this machine, or with 0 at a free one. Raises `OSError` where that cannot be."""
        self.site, self.secret = site, secret or secrets.token_urlsafe(16)
        self.listeners = BoundedSemaphore(LISTENERS)
        self._places = BoundedSemaphore(MOST_CONNECTIONS)
        self.leaving = False
        super().__init__((ADDRESS, port), Handler)
        self.hosts = {f"{name}:{self.server_port}" for name in (ADDRESS, "localhost")}

    @property
    def address(self) -> str:
        """What a person opens."""
        return f"http://{ADDRESS}:{self.server_port}/{self.secret}/"

    def server_bind(self) -> None:
        """Bind, and ask nobody what this machine is called."""
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = ADDRESS, self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own, as long as there is one to spare."""
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Give the place back at the end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Say nothing of a browser that has hung up."""


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: SiteServer
    server_version, sys_version = "dstd", ""
    timeout = CONNECTION_TIMEOUT

    def do_GET(self) -> None:
        """Answer what is there."""
        self._answer(body=True)

    def do_HEAD(self) -> None:
        """Answer without the content."""
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        if not self._ours():
            self.send_error(403)
            return
        begin = f"/{self.server.secret}"
        path = self.path[len(begin) :]
        if not hmac.compare_digest(self.path[: len(begin)].encode(), begin.encode()):
            self.send_error(404)
        elif path == "/events":
            self._listen(body=body)
        elif found := self.server.site.answer(path):
            kind, content = found
            self._head(200, kind, len(content))
            if body:
                self.wfile.write(content)
        else:
            self.send_error(404)

    def _ours(self) -> bool:
        """Whether the browser was sent to this address, and by a page of ours or by a person."""
        origin, site = self.headers.get("Origin"), self.headers.get("Sec-Fetch-Site", "none")
        return (
            self.headers.get_all("Host", []) in [[host] for host in self.server.hosts]
            and (origin is None or origin.removeprefix("http://") in self.server.hosts)
            and site in {"same-origin", "none"}
        )

    def _listen(self, *, body: bool) -> None:
        """Tell each version as it comes, until the browser hangs up."""
        if not self.server.listeners.acquire(blocking=False):
            self.send_error(503)
            return
        try:
            self._head(200, "text/event-stream", None)
            version = -1
            while body and not self.server.leaving:
                now = self.server.site.wait(version, SECONDS_BETWEEN_NEWS)
                self.wfile.write(f"data: {now}\n\n".encode() if now != version else b":\n\n")
                version = now
        finally:
            self.server.listeners.release()

    def _head(self, code: int, kind: str, length: int | None) -> None:
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:  # noqa: ARG002
        """Answer with a number and nothing else: what was asked for is not said again."""
        self.close_connection = True
        said = f"{code}\n".encode()
        self._head(code, "text/plain", len(said))
        if self.command != "HEAD":
            self.wfile.write(said)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 as it is called
        """Say nothing: the terminal is for what is wrong with the standards."""
