"""What libraries raise over a URL -> one typed error that says what is wrong and what to do.

Each library has exceptions of its own, often one inside another, and is imported where it is used only: they are told
by their names.
"""

import re
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from ..errors import UnreadableFile

ATTEMPTS, PAUSE = 3, 0.5  # seconds before the second one, doubled each time
PASSING = frozenset(  # what may be gone when it is asked again
    {
        "ChunkedEncodingError",
        "ClientPayloadError",
        "ConnectionResetError",
        "IncompleteRead",
        "ProtocolError",
        "ServerDisconnectedError",
        "ServerTimeoutError",
    }
)
UNREACHED = frozenset(
    {"NewConnectionError", "ConnectTimeout", "NameResolutionError", "ClientConnectorError", "EndpointConnectionError"}
)
BUSY = frozenset({429, 500, 502, 503, 504})  # so answers a server that may answer better later

_AGAIN = "Try again later."
_NETWORK = "Check the URL and the network, or try again later."
_UNREACHED = "the server cannot be reached"
_RIGHTS = "Give it the right to, or this machine its credentials."
_CAUSES = (  # the first that fits counts
    ({"NameResolutionError", "gaierror"}, "no server of this name is known", "Check the URL and the network."),
    (
        {"SSLError", "ClientConnectorCertificateError", "SSLCertVerificationError"},
        "the server's certificate is not trusted",
        "Check the URL, or make this machine know who signed the certificate.",
    ),
    (UNREACHED | {"Lost"}, _UNREACHED, _NETWORK),
    ({"Timeout", "TimeoutError", "TimeoutException", "ReadTimeoutError"}, "the server did not answer in time", _AGAIN),
    ({"TooManyRedirects"}, "the server leads round in circles", "Open the URL in a browser, and give where it ends."),
    (PASSING, "the connection broke off", _AGAIN),
    ({"ClientConnectionError", "ConnectionError"}, _UNREACHED, _NETWORK),
    (
        {"PermissionError", "NoCredentialsError", "PartialCredentialsError", "ProfileNotFound", "401", "403", "407"},
        "the server does not let this account read it",
        _RIGHTS,
    ),
    *(({str(status)}, f"the server answers {status}", _AGAIN) for status in sorted(BUSY)),
    ({"FileNotFoundError", "404", "410"}, "the server has nothing under this URL", "Check the URL."),
    ({"InvalidURL", "InvalidSchema", "LocationParseError"}, "this is no URL that can be read", "Check the URL."),
)
_WHOLE = "Name the archive itself (https://host/a.zip), or a document in it (https://host/a.zip!/a.pdf)."
_LONGEST = 300  # characters of a library's message that go into ours
_SECRET = re.compile(r"://\S+|\?\S+|url: \S+")


Asked = TypeVar("Asked")


class Lost(Exception):
    """A server that could not be reached a moment ago, time and again."""


class BadStatus(Exception):
    """A server's answer that is none."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(f"{status} {reason}".strip())


def unreadable(error: BaseException, uri: str) -> UnreadableFile:
    """The typed error of what was raised; `uri` is the URL as it may be shown."""
    if isinstance(error, UnreadableFile):
        error.uri = error.uri or uri
        return error
    known = names(error)
    for fitting, cause, remedy in _CAUSES:
        if fitting & known:
            return UnreadableFile(cause, uri=uri, remedy=remedy)
    told = " ".join(_SECRET.sub("...", str(error)).split())[:_LONGEST]
    if isinstance(error, BadStatus):
        return UnreadableFile(f"the server answers {told}", uri=uri, remedy=_AGAIN)
    if "range requests" in told:  # fsspec's, of a server that knows no parts of files
        return UnreadableFile("the server gives files as a whole only", uri=uri, remedy=_WHOLE)
    cause = f"it cannot be fetched: {type(error).__name__}" + (f" ({told})" if told else "")
    return UnreadableFile(cause, uri=uri, remedy=_NETWORK)


def passes(error: BaseException) -> bool:
    """Whether asking once more may help, and has not been tried by the library."""
    known = names(error)
    if {"BadStatus", "MaxRetryError"} & known:
        return False
    return bool(known & PASSING) or any(str(status) in known for status in BUSY)


def patiently(ask: Callable[[], Asked]) -> Asked:
    """What `ask` gives; where it raises what may pass, it is asked again, ATTEMPTS times in all."""
    for attempt in range(1, ATTEMPTS):
        try:
            return ask()
        except Exception as error:
            if not passes(error):
                raise
        time.sleep(PAUSE * 2 ** (attempt - 1))
    return ask()


def names(error: BaseException) -> set[str]:
    """The names of an exception's classes and of those that it was made of, and the status that a server answered."""
    return {name for one in _inner(error) for name in _named(one)}


def _named(error: BaseException) -> Iterator[str]:
    yield from (kind.__name__ for kind in type(error).__mro__)
    status = getattr(error, "status", None)
    if isinstance(status, int):
        yield str(status)


def _inner(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in seen:
            seen.append(one)
            waiting += [one.__cause__, getattr(one, "reason", None), *one.args]
            yield one
