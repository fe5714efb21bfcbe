"""A web server of the tests: what it answers under each path, and what it was asked."""

import contextlib
import time
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit


@dataclass
class Answer:
    """What the server says: `status` and `headers`; the body, cut after `cut` bytes; `wait` seconds before it."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    cut: int | None = None
    wait: float = 0
    length: int | None = None  # that is told, where it is not the body's
    ranges: bool = False  # whether parts of it may be asked for


@dataclass
class Site:
    """Answers by path with its query; a list gives one after the other, the last one for good."""

    url: str
    answers: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)  # "GET /path"

    def answer(self, path):
        found = self.answers.get(path, self.answers.get("*", Answer(b"nothing here", 404)))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        return found(path) if callable(found) else found

    def page(self, path, *hrefs, **more):
        links = "".join(f'<a href="{href}">x</a>' for href in hrefs)
        self.answers[path] = Answer(f"<html><body>{links}</body></html>".encode(), **more)
        return self.url + path


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet: the system would wait between them

    def do_GET(self):
        site = self.server.site
        parts = urlsplit(self.path)
        site.asked.append(f"{self.command} {self.path}")
        answer = site.answer(parts.path + (f"?{parts.query}" if parts.query else ""))
        time.sleep(answer.wait)
        if answer.ranges and (wanted := self.headers.get("Range")):
            first, last = wanted.removeprefix("bytes=").split("-")
            whole, first = answer.body, int(first)
            part = whole[first : int(last or len(whole)) + 1]
            headers = {"Content-Range": f"bytes {first}-{first + len(part) - 1}/{len(whole)}"}
            answer = replace(answer, status=206, body=part, headers=headers)
        self.send_response(answer.status)
        if answer.ranges:
            self.send_header("Accept-Ranges", "bytes")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        if self.command == "HEAD":
            return
        with contextlib.suppress(OSError):
            self.wfile.write(answer.body[: answer.cut])
        if answer.cut is not None or answer.length is not None:
            self.close_connection = True

    do_HEAD = do_GET  # noqa: N815 the name that http.server asks for

    def log_message(self, *args):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that is gone is no error."""


@contextlib.contextmanager
def served():
    """A site on this machine."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
