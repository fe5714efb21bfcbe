"""URLs as names of files: what is one, how it is shown without its secrets, which file system opens it.

A URL is `scheme://...`, or a chain as fsspec writes it (`zip://a.pdf::https://host/a.zip`). A path of this machine that
exists is never one, whatever its name.
"""

import os
import re
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import url2pathname

from ..errors import MissingTool, UnreadableFile

CHAIN = "::"  # between the URLs of a chain, as in fsspec
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)(://|::)", re.IGNORECASE)  # of one letter it would be a drive
_IN_TEXT = re.compile(r"[a-z][a-z0-9+.-]+://[^\s'\"<>]+", re.IGNORECASE)
_WEB = frozenset({"http", "https", "ftp", "ftps"})  # where a user's name alone may be a token
# What a signed URL is signed with; it differs whenever the URL is made, and whoever has it may read the file.
_SIGNED = re.compile(
    r"x-(amz|goog|oss|cos)-.*|q-sign-.*|awsaccesskeyid|googleaccessid|ossaccesskeyid|key-pair-id|policy|signature|expires",
    re.IGNORECASE,
)
_SHARED = re.compile(r"sig|s[eiprtv]|spr|sip|sk(d|e|oid|s|t|tid|v)")  # Azure's, where `sig` is
_TOKEN = re.compile(r".*(token|secret|passw(or)?d|api[-_]?key|access[-_]?key|credential).*|auth|pwd|sas", re.IGNORECASE)


_EXTRAS = {"s3": "s3", "s3a": "s3", "http": "remote", "https": "remote"}
_GONE, _REFUSED = (404, 410), (401, 403, 407)
_NO_CREDENTIALS = frozenset({"NoCredentialsError", "PartialCredentialsError", "ProfileNotFound"})  # botocore's
_RIGHTS = "Give it the right, or this machine its credentials."
_LATER = "Check the URL and the network, or try again later."
_LONGEST_CAUSE = 300  # characters of a library's message that go into ours


def is_url(path: str) -> bool:
    """Whether a path is a URL."""
    return _SCHEME.match(path) is not None and not os.path.lexists(path)


def scheme_of(url: str) -> str:
    """The scheme of a URL, or of the first one of a chain, in small letters."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def local(path: str) -> str | None:
    """The path on this machine that a path or a `file://` URL (`%20` is a space there) names; None for other URLs."""
    if not is_url(path):
        return path
    _, found, rest = path.partition("://")
    return url2pathname(rest.removeprefix("localhost")) if found and scheme_of(path) == "file" else None


def shown(url: str) -> str:
    """The URL as it may stand in records and messages: without password, signature and tokens.

    Of `http`, `https` and `ftp` the whole `user:password@` goes, of others the password. Of a query, parameters go that
    sign it (`X-Amz-...`, `Signature`, `Expires`, Azure's `sig` and what goes with it) or whose names promise a token, a
    key or a password; the others, and their order, stay.
    """
    return CHAIN.join(map(_shown, url.split(CHAIN)))


def scrubbed(text: str) -> str:
    """A text with the URLs in it as they may be shown."""
    return _IN_TEXT.sub(lambda found: shown(found[0]), text)


def _shown(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:  # an address in brackets that is none
        return url.partition("?")[0].rpartition("@")[2] if "@" in url else url.partition("?")[0]
    if not parts.netloc:
        return url
    user, at, host = parts.netloc.rpartition("@")
    user = "" if parts.scheme in _WEB else user.partition(":")[0]
    netloc = f"{user}@{host}" if user and at else host
    if netloc == parts.netloc and not parts.query:
        return url
    return urlunsplit(parts._replace(netloc=netloc, query=_without_secrets(parts.query)))


def _without_secrets(query: str) -> str:
    fields = query.split("&")
    names = [unquote(field.partition("=")[0]) for field in fields]
    secret = [_SIGNED, _TOKEN, *([_SHARED] if "sig" in names else [])]
    named = zip(names, fields, strict=True)
    return "&".join(field for name, field in named if not any(form.fullmatch(name) for form in secret))


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the file's path there.

    Raises MissingTool where a library is not installed, UnreadableFile where no library knows the scheme.
    """
    name = shown(url)
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise _missing(error, url) from error
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        raise _missing(error, url) from error
    except Exception as error:  # each library raises its own
        raise unreadable(error, name) from error
    return system, path


def unreadable(error: BaseException, uri: str) -> UnreadableFile:
    """The typed error of what a library raised over a URL; `uri` is the URL as it may be shown."""
    status = getattr(error, "status", None)
    if isinstance(error, FileNotFoundError) or status in _GONE:
        return UnreadableFile("the server has nothing under this URL", uri=uri, remedy="Check the URL.")
    if isinstance(error, PermissionError) or status in _REFUSED or type(error).__name__ in _NO_CREDENTIALS:
        return UnreadableFile("the server does not let this account read it", uri=uri, remedy=_RIGHTS)
    if isinstance(error, TimeoutError):
        return UnreadableFile("the server did not answer in time", uri=uri, remedy=_LATER)
    told = " ".join(scrubbed(str(error)).split())[:_LONGEST_CAUSE]
    cause = f"it cannot be fetched: {type(error).__name__}" + (f" ({told})" if told else "")
    return UnreadableFile(cause, uri=uri, remedy=_LATER)


def _missing(error: ImportError, url: str) -> MissingTool:
    """The error of a library that is not installed: of the extra that brings it, else as fsspec tells it."""
    library = getattr(error.__cause__, "name", None) or error.name or str(error)
    schemes = [scheme_of(part) for part in url.split(CHAIN)]
    extra = next((_EXTRAS[scheme] for scheme in reversed(schemes) if scheme in _EXTRAS), None)
    if library == "fsspec":
        extra = extra or "remote"
    missing = MissingTool(library, f"{schemes[0]}://", f"pip install 'offres[{extra}]'" if extra else str(error))
    missing.uri = shown(url)
    return missing
