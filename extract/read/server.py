"""What a web server answers, through requests: with patience for servers that are busy, and within limits of time.

In: a URL. Out: an answer with its body still to be read. What goes wrong raises what the libraries raise, and
`BadStatus` for an answer that is none; `unreachable` makes typed errors of them.
"""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..errors import OffresError
from .unreachable import BUSY, UNREACHED, Asked, BadStatus, Lost, names, unreadable
from .url import links, missing, shown

if TYPE_CHECKING:
    from requests import Response, Session

CONNECT, SILENT = 10.0, 30.0  # seconds until a server is there, and that it may say nothing
RETRIES = 3
LOST, LOST_FOR = 3, 60.0  # files in a row after which a server that is not reached is not asked, and for how long
PAUSE, LONGEST_PAUSE = 0.5, 20.0  # seconds before the second retry, doubled each time; that a server may ask for
CHUNK = 1 << 20
AT_ONCE = 8  # requests on the way to one server
_OK = 200
_PACKED = (".gz", ".tgz")


@contextmanager
def asked(url: str, method: str = "GET") -> Iterator["Response"]:
    """The answer to a request, wherever the server leads; its body is read with `body`."""
    try:
        session = _session()
    except ImportError as error:
        raise missing(error, url) from error
    with reached(url), session.request(method, url, stream=True, timeout=(CONNECT, SILENT)) as answer:
        if answer.status_code != _OK:
            raise BadStatus(answer.status_code, answer.reason or "")
        yield answer


_lost: dict[str, tuple[int, float]] = {}  # how often a server was not reached in a row, and when last


@contextmanager
def reached(url: str) -> Iterator[None]:
    """A server that is gone costs a run seconds, not seconds for each of its files; raises Lost."""
    server = re.split(r"[/?#]", links(url)[-1].partition("://")[2])[0].rpartition("@")[2]
    times, last = _lost.get(server, (0, 0.0))
    if times >= LOST and time.monotonic() < last + LOST_FOR:
        raise Lost
    try:
        yield
    except Exception as error:
        if UNREACHED & names(error):
            _lost[server] = (times + 1, time.monotonic())
        raise
    else:
        _lost.pop(server, None)


def body(answer: "Response") -> Iterator[bytes]:
    """The body in pieces as they come.

    What a server packs for the way, though it was not asked to, is unpacked; a file that is packed itself is not.
    """
    packed = not urlsplit(answer.url).path.lower().endswith(_PACKED)
    while piece := answer.raw.read1(CHUNK, decode_content=packed):
        yield piece


def within(seconds: float, ask: Callable[[], Asked]) -> Asked:
    """What `ask` gives; raises TimeoutError where that takes longer: a server may send a byte now and then for ever."""
    told: Future[Asked] = Future()

    def work() -> None:
        try:
            told.set_result(ask())
        except BaseException as error:  # noqa: BLE001 it is raised where it is waited for
            told.set_exception(error)

    Thread(
        target=work, daemon=True
    ).start()  # which a server that never ends keeps from nothing, not even from the exit
    return told.result(seconds)


def length(answer: "Response") -> int:
    """The bytes that the body has, as the server says; 0 where it does not say."""
    told = answer.headers.get("Content-Length", "")
    return int(told) if told.isascii() and told.isdigit() else 0


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Whatever a library raises over a URL becomes a typed error that names it."""
    try:
        yield
    except OffresError as error:
        error.uri = error.uri or shown(url)
        raise
    except Exception as error:
        raise unreadable(error, shown(url)) from error


@cache
def _session() -> "Session":
    """One for the process: connections are kept from file to file."""
    from requests import Session
    from requests.adapters import HTTPAdapter
    from urllib3 import BaseHTTPResponse, Retry

    class Patient(Retry):
        """Waits as long as a busy server asks, but not for ever."""

        def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
            wanted = super().get_retry_after(response)
            return None if wanted is None else min(wanted, LONGEST_PAUSE)

    retry = Patient(RETRIES, backoff_factor=PAUSE, status_forcelist=BUSY, raise_on_status=False, redirect=None, other=0)
    session = Session()
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(pool_maxsize=AT_ONCE, max_retries=retry))
    session.headers["Accept-Encoding"] = "identity"  # sizes are those of the file
    session.max_redirects = 10
    return session
