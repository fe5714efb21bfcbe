"""Which parts of a web page are shown, and which of those are the site's and not the posting's.

In: the elements of a page. Out: for each whether it is hidden, and whether it is furniture: navigation, cookie banners,
breadcrumbs, share buttons, offers alike, footers. They are told by tag, role, the words of id and class, and by how
much of their text is links. What holds the page's first heading or its main part is never furniture, and where next to
nothing would be left, nothing is.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HIDDEN_TAGS = frozenset(
    {"head", "script", "style", "template", "noscript", "svg", "select", "datalist", "textarea", "iframe", "object",
     "embed", "audio", "video", "canvas", "map", "img", "input", "link", "meta", "title"}
)  # fmt: skip
MAIL_HEAD = "offres-mail-head"  # the class of what `letter.py` sets above a mail's text: sender, subject, date
_FURNITURE_TAGS = frozenset({"nav", "footer", "header", "menu", "dialog"})
_FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "dialog", "alertdialog", "search", "menu", "menubar", "toolbar"}
)
_PAGE_EDGES = ("header", "footer")  # what LibreOffice says of a page's header and footer in its HTML
_FURNITURE_WORDS = frozenset(
    {"cookie", "cookies", "consent", "rgpd", "gdpr", "tarteaucitron", "didomi", "axeptio", "onetrust", "breadcrumb",
     "breadcrumbs", "ariane", "nav", "navbar", "navigation", "menu", "share", "sharing", "partage", "partager",
     "social", "related", "similar", "similaire", "similaires", "footer", "newsletter", "skip", "skiplink", "skiplinks",
     "pagination", "modal", "popup", "favoris", "toolbar", "map", "leaflet"}
)  # fmt: skip
_SCREENS = re.compile(
    r"(?:^|[\s_:-])(?:d-(?:\w\w-)?(?:none|block|flex)|hidden|visible|mobile|desktop|tablet|print)(?:$|[\s_:-])",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_FOLDED_AWAY = frozenset({"tabpanel", "region"})  # roles of what a control opens
_CONTROLLING = ("aria-controls", "data-target", "data-bs-target")
_POSTING = re.compile(r"JobPosting\b")
# What the controls of job boards say; a line that is nothing else is no line of the posting.
_CONTROLS = re.compile(
    r"(?:afficher|voir|lire) (?:la suite|plus|moins|le d[ée]tail)|ajouter (?:[àa] mes|aux|en) favoris?|copier le lien"
    r"|t[ée]l[ée]charger .{1,30}"
    r"|(?:partager|imprimer|postuler|sauvegarder|signaler)(?: [^\d:]{1,30})?|je postule|candidater"
    r"|retour(?: (?:[àa]|aux?) .{1,30})?|(?:offre|page) (?:suivante|pr[ée]c[ée]dente)|tout (?:accepter|refuser)"
    r"|haut de page|cr[ée]er une alerte|se connecter|facebook|linkedin|twitter|whatsapp",
    re.IGNORECASE,
)
# The head of a block of other offers, whatever its class is called.
_OTHER_OFFERS = re.compile(
    r"(?:(?:les |nos )?(?:offres?|annonces?|postes?) (?:d'emploi )?(?:similaires?|identiques?|proches?)"
    r"|(?:voir )?(?:[dl]['’])?autres (?:offres|annonces)(?: .{1,40})?"
    r"|(?:ces|d['’]autres) (?:offres|annonces)(?: .{1,40})? (?:int[ée]resse\w*|plaire))[ :!.…]*",
    re.IGNORECASE,
)
_LINKS = 3  # so many links, and most of the text in them, make a menu of a block
_LINKED_SHARE = 0.6
_MOST_SHARE = 0.5  # of the page's text: what holds more than half of it is furniture by tag or role only
_MENU_TAGS = frozenset({"ul", "ol", "div", "section", "aside"})
_LEAST_MAIN = 200  # characters: a `main` with less is not where the posting stands


@dataclass(slots=True)
class _Weight:
    """What an element holds: characters of text, those of them in links, the links, and something of the posting's."""

    size: int = 0
    linked: int = 0
    links: int = 0
    keeps: bool = False


class Furniture:
    """The judgement on a page's elements; `off`: nothing of it is furniture."""

    def __init__(self, root: "Element", *, off: bool = False) -> None:
        self._off = off
        self._opened = _opened(root)
        self._weights = self._weigh(root)
        self._total = self._weights[root].size
        self._main = self._find_main(root)
        self._with_main = set() if self._main is None else {*self._main.iterancestors(), *self._main.iter("*")}

    def is_hidden(self, element: "Element") -> bool:
        """Whether a reader of the page never sees it; what a control folds away is seen."""
        if element.tag in HIDDEN_TAGS:
            return True
        if element.get("hidden") is None and not _HIDING.search(element.get("style", "")):
            return element.get("aria-hidden") == "true" and _is_icon(element)
        return element.get("role") not in _FOLDED_AWAY and element.get("id") not in self._opened

    def is_furniture(self, element: "Element") -> bool:
        """Whether it is the site's; asked from the outside in, of what stands in no furniture."""
        if element.get("class") == MAIL_HEAD:
            return True
        if element.tag == "div" and element.get("title") in _PAGE_EDGES:
            return True
        if self._off or element.tag in ("html", "body"):
            return False
        weight = self._weights[element]
        if weight.keeps:
            return False
        beside_main = self._main is not None and element not in self._with_main
        return beside_main or self._is_by_name(element, weight) or _is_menu(element, weight)

    def size(self, element: "Element") -> int:
        """How many characters an element shows."""
        return self._weights[element].size

    def _is_by_name(self, element: "Element", weight: _Weight) -> bool:
        if element.tag in _FURNITURE_TAGS or element.get("role") in _FURNITURE_ROLES:
            return element.tag not in ("header", "footer") or not _in_article(element)
        if weight.size > _MOST_SHARE * self._total:
            return False
        if element.tag == "form":
            return True
        if element.tag in _MENU_TAGS and _OTHER_OFFERS.fullmatch(_first_text(element)):
            return True
        names = f"{element.get('id', '')} {element.get('class', '')}"
        return not _FURNITURE_WORDS.isdisjoint(word.lower() for word in _WORD.findall(names))

    def _weigh(self, root: "Element") -> dict["Element", _Weight]:
        elements = list(root.iter("*"))
        weights = {element: _Weight() for element in elements}
        for element in reversed(elements):
            weight = weights[element]
            if self.is_hidden(element):
                weight = weights[element] = _Weight()
            else:
                weight.size += len((element.text or "").strip())
                weight.keeps = weight.keeps or _is_posting(element)
                if element.tag == "a" and not element.get("href", "").startswith(("mailto:", "tel:")):
                    weight.linked, weight.links = weight.size, weight.links + 1
            if (parent := element.getparent()) is not None:
                _add(weights[parent], weight, element)
        return weights

    def _find_main(self, root: "Element") -> "Element | None":
        """The one main part of the page, where the posting's first heading is not outside of it."""
        found = [e for e in root.iter("*") if e.tag == "main" or e.get("role") == "main"]
        if len(found) != 1 or self._weights[found[0]].size < _LEAST_MAIN:
            return None
        heads = list(root.iter("h1"))
        inside = [head for head in heads if found[0] in head.iterancestors()]
        return found[0] if inside or not heads else None


def is_control(text: str) -> bool:
    """Whether a line is what a button of a job board says, and nothing else."""
    return _CONTROLS.fullmatch(text.strip(" \u00a0.…>›»+-")) is not None


def is_for_some_screens(element: "Element") -> bool:
    """Whether an element says by its class that it is shown on screens of some widths only."""
    return _SCREENS.search(element.get("class", "")) is not None


def _add(parent: _Weight, weight: _Weight, element: "Element") -> None:
    parent.size += weight.size + len((element.tail or "").strip())
    parent.linked += weight.linked
    parent.links += weight.links
    parent.keeps = parent.keeps or weight.keeps


def _is_posting(element: "Element") -> bool:
    """Whether an element is the page's first heading or its main part, or is marked as a posting."""
    marked = element.get("itemtype") or element.get("typeof") or ""
    return element.tag in ("h1", "main") or element.get("role") == "main" or _POSTING.search(marked) is not None


def _first_text(element: "Element") -> str:
    return next((" ".join(text.split()) for text in element.itertext() if not text.isspace()), "")


def _in_article(element: "Element") -> bool:
    return any(parent.tag in ("article", "main", "section") for parent in element.iterancestors())


def _is_icon(element: "Element") -> bool:
    return element.tag == "i" or "icon" in element.get("class", "").lower()


def _is_menu(element: "Element", weight: _Weight) -> bool:
    """Whether a block is links and little else."""
    many = element.tag in _MENU_TAGS and weight.links >= _LINKS
    few = element.tag == "aside" and weight.links > 0
    return (many or few) and weight.linked >= _LINKED_SHARE * weight.size


def _opened(root: "Element") -> set[str]:
    """The ids of what controls of the page open: the closed parts of an accordion are there to be read."""
    found: set[str] = set()
    for element in root.iter("*"):
        for name in _CONTROLLING:
            found.update(word.lstrip("#") for word in element.get(name, "").split())
    return found
