"""URLs as names of files: what is one, how it is shown without its secrets, which file system opens it.

A URL is `scheme://...`, or a chain as fsspec writes it (`zip://a.pdf::https://host/a.zip`). A path of this machine that
exists is never one, whatever its name.
"""

import os
import re
from typing import Any
from urllib.parse import unquote
from urllib.request import url2pathname

from ..errors import MissingTool
from .unreachable import unreadable

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)(://|::.*://)", re.IGNORECASE)  # of one letter it would be a drive
_CHAIN = re.compile(r"::(?=[a-z][a-z0-9+.-]+://)", re.IGNORECASE)  # in front of a chain's second and further URLs
_IN_TEXT = re.compile(r"[a-z][a-z0-9+.-]+://[^\s'\"<>]+", re.IGNORECASE)
_WEB = frozenset({"http", "https"})
_WITH_QUERY = _WEB | {"ftp", "ftps"}  # `?` begins a query there, and a user's name may be a token
_QUERY = re.compile(r"\?([^#]*)")
# What a signed URL is signed with; it differs whenever the URL is made, and whoever has it may read the file.
_SIGNED = re.compile(
    r"x-(amz|goog|oss|cos)-.*|q-sign-.*|awsaccesskeyid|googleaccessid|ossaccesskeyid|key-pair-id|policy|signature|expires",
    re.IGNORECASE,
)
_SHARED = re.compile(r"sig|s[eiprtv]|spr|sip|sk(d|e|oid|s|t|tid|v)")  # Azure's, where `sig` is
_TOKEN = re.compile(r".*(token|secret|passw(or)?d|api[-_]?key|access[-_]?key|credential).*|auth|pwd|sas", re.IGNORECASE)

PACKED = frozenset({"zip", "tar", "libarchive"})  # what a chain may begin with: `zip://a.pdf::...`, `zip::...`
_EXTRAS = {"s3": "s3", "s3a": "s3", "http": "remote", "https": "remote"}


def is_url(path: str) -> bool:
    """Whether a path is a URL."""
    return _SCHEME.match(path) is not None and not os.path.lexists(path)


def is_web(url: str) -> bool:
    """Whether it is a URL of `http` or `https`, and no chain."""
    return scheme_of(url) in _WEB


def scheme_of(url: str) -> str:
    """The scheme of a URL, or of the first one of a chain, in small letters."""
    found = _SCHEME.match(url)
    return found[1].lower() if found else ""


def links(url: str) -> list[str]:
    """The URLs of a chain, what is meant first and what it is in after it; a URL that is no chain stands alone."""
    return _CHAIN.split(url)


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
    return "::".join(map(_shown, links(url)))


def scrubbed(text: str) -> str:
    """A text with the URLs in it as they may be shown."""
    return _IN_TEXT.sub(lambda found: shown(found[0]), text)


def _shown(url: str) -> str:
    scheme, found, rest = url.partition("://")
    if not found:
        return url
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    user, _, host = authority.rpartition("@")
    path = rest[len(authority) :]
    if scheme.lower() in _WITH_QUERY:
        return f"{scheme}://{host}{_QUERY.sub(_without_secrets, path, count=1)}"
    user = user.partition(":")[0]
    return f"{scheme}://{user}@{host}{path}" if user else f"{scheme}://{host}{path}"


def _without_secrets(query: re.Match[str]) -> str:
    fields = query[1].split("&")
    names = [unquote(field.partition("=")[0]) for field in fields]
    secret = [_SIGNED, _TOKEN, *([_SHARED] if "sig" in names else [])]
    named = zip(names, fields, strict=True)
    kept = "&".join(field for name, field in named if not any(form.fullmatch(name) for form in secret))
    return f"?{kept}" if kept else ""


def filesystem(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the file's path there.

    Raises MissingTool where a library is not installed, UnreadableFile where no library knows the scheme.
    """
    try:
        from fsspec import filesystem as opened
        from fsspec import get_filesystem_class
        from fsspec.core import url_to_fs

        if len(links(url)) > 1:
            system, path = url_to_fs(url)
            return system, path
        scheme = scheme_of(url)  # url_to_fs would take `::` in a name for a chain
        kind = get_filesystem_class(scheme)
        return opened(scheme, **kind._get_kwargs_from_urls(url)), kind._strip_protocol(url)  # noqa: SLF001 as it does
    except ImportError as error:
        raise missing(error, url) from error
    except Exception as error:  # each library raises its own
        raise unreadable(error, shown(url)) from error


def missing(error: ImportError, url: str) -> MissingTool:
    """The error of a library that is not installed: of the extra that brings it, else as fsspec tells it."""
    library = getattr(error.__cause__, "name", None) or error.name or str(error)
    schemes = list(map(scheme_of, links(url)))
    extra = next((_EXTRAS[scheme] for scheme in reversed(schemes) if scheme in _EXTRAS), None)
    if library in ("fsspec", "requests"):
        extra = extra or "remote"
    tool = MissingTool(library, f"{schemes[0]}://", f"pip install 'offres[{extra}]'" if extra else str(error))
    tool.uri = shown(url)
    return tool
