"""The structured data of a web page -> pieces that are facts: what it says of its one `JobPosting`.

JSON-LD comes first, microdata and RDFa where there is none. Names are flat (`hiringOrganization.name`); of a list each
entry is a fact. Long texts (the description) are left out: the page prints them. Of several postings, as on a page of
search results, none is told to be the page's, and there are no facts.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..pieces import Piece

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_POSTING = re.compile(r"(?:.*[/#:])?JobPosting")
_LONGEST = 300  # characters of a value; longer ones are texts
_MOST = 200  # facts of a page
_DEEPEST = 4  # names in a name
_MOST_NODES = 10_000  # of JSON that are looked at for a posting
_TAG = re.compile(r"<[^<>]*>")
_WRAPPED = re.compile(r"\A(?://[ \t]*)?<!(?:--|\[CDATA\[)|(?://[ \t]*)?(?:-->|\]\]>)\Z|;\Z")
# Of microdata and RDFa: the attributes that name a property and say that a thing of its own begins.
_MARKUPS = (("itemprop", "itemtype"), ("property", "typeof"))


def facts_of(root: "Element") -> list[Piece]:
    """The facts of a page's one posting, in the order in which the page gives them; none where it has several."""
    postings = _linked(root) or _marked(root)
    different = [posting for number, posting in enumerate(postings) if posting not in postings[:number]]
    return [Piece(value, fact=name) for name, value in different[0][:_MOST]] if len(different) == 1 else []


# ---- JSON-LD ---------------------------------------------------------------------------------------------------------


def _linked(root: "Element") -> list[list[tuple[str, str]]]:
    postings = []
    for script in root.iter("script"):
        if "ld+json" in script.get("type", "").lower() and script.text and "JobPosting" in script.text:
            postings += [list(_flat(found, "", 1)) for found in _postings(_loads(script.text))]
    return postings


def _loads(text: str) -> Any:
    """The JSON of a script, also in a comment, with control characters, or escaped as HTML; None if broken."""
    for attempt in (text, _WRAPPED.sub("", text.strip()), html.unescape(text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _postings(data: Any) -> Iterator[dict[str, Any]]:
    """The postings anywhere in JSON, those of `@graph` and of lists too; no deeper than a posting."""
    waiting = [data]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, list):
            waiting += reversed(node)
        elif isinstance(node, dict):
            types = node.get("@type")
            if any(isinstance(kind, str) and _POSTING.fullmatch(kind) for kind in [types, *_listed(types)]):
                yield node
            else:
                waiting += [value for value in reversed(node.values()) if isinstance(value, dict | list)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _flat(node: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:
    """The values of a posting under flat names."""
    if isinstance(node, dict):
        yield from _flat_thing(node, name, depth)
    elif isinstance(node, list):
        for value in node[:_MOST]:
            if not isinstance(value, list):
                yield from _flat(value, name, depth)
    elif isinstance(node, str | int | float) and (text := _plain(_said(node))):
        yield name, text


def _flat_thing(node: dict[str, Any], name: str, depth: int) -> Iterator[tuple[str, str]]:
    if "@value" in node:
        yield from _flat(node["@value"], name, depth + 1) if depth <= _DEEPEST else ()
    elif depth <= _DEEPEST:
        for key, value in node.items():
            if not key.startswith("@"):
                yield from _flat(value, f"{name}.{key}" if name else key, depth + 1)


def _said(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _plain(text: str) -> str:
    """A value on one line, its entities undone; "" for a text, and for markup."""
    text = " ".join(html.unescape(html.unescape(text)).split())
    return "" if len(text) > _LONGEST or _TAG.search(text) else text


# ---- microdata and RDFa ----------------------------------------------------------------------------------------------


def _marked(root: "Element") -> list[list[tuple[str, str]]]:
    for naming, typing in _MARKUPS:
        found = [
            element
            for element in root.iter("*")
            if any(_POSTING.fullmatch(kind) for kind in element.get(typing, "").split())
        ]
        if found:
            return [list(_properties(element, naming, typing)) for element in found]
    return []


def _properties(posting: "Element", naming: str, typing: str) -> Iterator[tuple[str, str]]:
    """The properties of a marked posting; those of a thing inside it bear its name before theirs."""
    names = {posting: ""}
    for element in posting.iterdescendants("*"):
        parent = element.getparent()
        assert parent is not None
        inside = names.get(parent)
        if inside is None:
            continue  # of a thing that is no property of the posting
        named = element.get(naming, "")
        starts = element.get(typing) is not None or element.get("itemscope") is not None
        path = f"{inside}.{named}" if inside and named else named or inside
        if starts:
            if named and path.count(".") < _DEEPEST:
                names[element] = path
            continue
        names[element] = inside
        if named and named != "description" and (value := _plain(_value(element))):
            yield path, value


def _value(element: "Element") -> str:
    """What a property says: in an attribute, or as its text."""
    for name in ("content", "datetime"):
        if (stated := element.get(name)) is not None:
            return str(stated)
    if element.tag in ("link", "a", "img"):
        return element.get("href") or element.get("src") or ""
    return " ".join(_texts(element))


def _texts(element: "Element") -> Iterator[str]:
    for number, text in enumerate(element.itertext()):
        if number > _LONGEST:
            return
        yield text
