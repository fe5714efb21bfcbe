"""A page of the web that lists files -> the files that it links to, with those of the pages below it.

A URL that ends with `/` is a listing. Its links are taken that lead below it, on the same server: those that end with
`/`, or with a query to the listing itself or one below (`?page=2`), are further listings, all others are files. What a
page writes is not trusted: a link that leads elsewhere, whatever its form, is none.
"""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

from ..extract.errors import LimitExceeded, OffresError, UnreadableFile
from ..extract.read.server import asked, body, reaching, within
from ..extract.read.unreachable import patiently
from ..extract.read.url import shown
from .find import Failed, File, Found, reason_to_skip

LARGEST_PAGE = 50_000_000  # bytes: some 300,000 links
MOST_PAGES, DEEPEST = 2_000, 20  # listings of a source, and folders that one may be below the first
SECONDS = 120.0  # that a page may take
_SORTED = re.compile(r"C=[A-Z][;&]O=[AD]")  # the same listing, in another order
_PORTS = {"http": 80, "https": 443}
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_PARTS = "Name the parts that you want, each by its URL."


def is_listing(url: str) -> bool:
    """Whether a URL of the web means a listing."""
    return urlsplit(url).path.endswith("/")


def tidied(url: str) -> str:
    """A URL in one form: with what must be escaped escaped, `..` resolved, the fragment left out."""
    from requests.utils import requote_uri

    parts = urlsplit(requote_uri(url.strip()))
    path = parts.path
    if "/." in path:
        path = urlsplit(urljoin("http://host/", re.sub("^/+", "/", path))).path
    return urlunsplit(parts._replace(path=path, fragment=""))


def linked(url: str, source: str, found: Found) -> Iterator[File]:
    """The files that a listing links to; what is skipped or cannot be listed is noted in `found`.

    Raises an OffresError where the listing itself cannot be read.
    """
    url = tidied(url)
    with reaching(url):
        page = within(SECONDS, partial(patiently, partial(_page, url)))
        root = _root(urlsplit(url), urlsplit(page.url))
    yield from _Walk(root, source, found).files(page)


class _Page(NamedTuple):
    """A listing: where the server led to, and the links and their base as they are written there."""

    url: str
    base: str
    links: list[str]


@dataclass(slots=True)
class _Walk:
    """The listings at and below a URL."""

    root: SplitResult
    source: str
    found: Found
    seen: set[str] = field(default_factory=set)  # links, of listings and of files
    waiting: deque[str] = field(default_factory=deque)

    def files(self, page: _Page) -> Iterator[File]:
        """The files of the first listing, and of those below it."""
        self.seen.add(self.root.geturl())
        yield from self._files(page)
        pages = 1
        while self.waiting:
            url = self.waiting.popleft()
            pages += 1
            try:
                if pages > MOST_PAGES:
                    raise LimitExceeded(f"it leads to over {MOST_PAGES:,} listings", uri=self.source, remedy=_PARTS)
                with reaching(url):
                    page = within(SECONDS, partial(patiently, partial(_page, url)))
                    _root(urlsplit(url), urlsplit(page.url))
            except OffresError as error:
                self.found.failed.append(Failed(self.source, error))
                if pages > MOST_PAGES:
                    return
            else:
                yield from self._files(page)

    def _files(self, page: _Page) -> Iterator[File]:
        below = dict.fromkeys(link for href in page.links if (link := self._below(page, href)))
        new = [link for link in below if link not in self.seen]
        files = [link for link in new if not is_listing(link)]
        self.seen.update(files)
        if files or not urlsplit(page.url).query:  # a calendar without an end has pages, but no files
            listings = [link for link in new if is_listing(link)]
            self.seen.update(listings)
            self.waiting.extend(filter(self._is_near, listings))
        if not below and page.url != self.root.geturl():
            self.found.skipped["listing without files"] += 1
        for link in files:
            name = self._name(link)
            if reason := reason_to_skip(name):
                self.found.skipped[reason] += 1
            elif not any(part.startswith(".") for part in name.split("/")):
                yield File(link, shown(link), source=self.source)

    def _below(self, page: _Page, href: str) -> str | None:
        """A link as a URL below the root, in one form; None where it leads elsewhere."""
        try:
            parts = urlsplit(tidied(urljoin(urljoin(page.url, page.base), href.strip())))
            is_here = (
                parts.scheme in _PORTS
                and _server(parts) == _server(self.root)
                and parts.path.startswith(self.root.path)
            )
        except ValueError:
            return None
        if not is_here or (is_listing(parts.geturl()) and _SORTED.search(parts.query)):
            return None
        return parts._replace(scheme=self.root.scheme, netloc=self.root.netloc).geturl()

    def _is_near(self, link: str) -> bool:
        if self._name(link).count("/") <= DEEPEST:
            return True
        error = LimitExceeded(f"its listings go deeper than {DEEPEST} folders", uri=shown(link), remedy=_PARTS)
        self.found.failed.append(Failed(self.source, error))
        return False

    def _name(self, link: str) -> str:
        return unquote(urlsplit(link).path[len(self.root.path) :])


def _server(parts: SplitResult) -> tuple[str | None, int | None]:
    """A link's host, and its port where it is not that of its scheme; raises ValueError."""
    return parts.hostname, None if parts.port in (None, _PORTS[parts.scheme]) else parts.port


def _root(wanted: SplitResult, answered: SplitResult) -> SplitResult:
    """The URL that all links must be below; raises UnreadableFile where the server led elsewhere (to a login)."""
    if not answered.path.startswith(wanted.path):
        cause = f"the server leads to another page, {shown(answered.geturl())}"
        raise UnreadableFile(cause, remedy="Name that URL, if its links are meant.")
    host = answered.netloc.rpartition("@")[2]
    user, at, _ = wanted.netloc.rpartition("@")
    netloc = f"{user}{at}{host}" if answered.hostname == wanted.hostname else host
    return SplitResult(answered.scheme, netloc, wanted.path, "", "")


def _page(url: str) -> _Page:
    with asked(url) as answer:
        data = bytearray()
        for piece in body(answer):
            data += piece
            if len(data) > LARGEST_PAGE:
                raise LimitExceeded(f"the listing has over {LARGEST_PAGE:,} bytes", remedy=_PARTS)
        charset = _CHARSET.search(answer.headers.get("Content-Type", ""))
        return _Page(tidied(answer.url), *_links(bytes(data), charset[1] if charset else None))


def _links(data: bytes, charset: str | None) -> tuple[str, list[str]]:
    """The base of a page's links, blank where it names none, and the links."""
    from lxml import etree, html

    with suppress(UnicodeDecodeError):
        data.decode()
        charset = "utf-8"
    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(encoding=charset))
    except (etree.ParserError, LookupError):  # there is nothing in it; or no such charset
        return "", []
    return next(iter(page.xpath("//base/@href")), ""), page.xpath("//a/@href | //area/@href")
