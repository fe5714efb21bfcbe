"""A posting as a page of a job board: navigation, cookie banner, header, JSON-LD, similar offers, footer.

The JSON-LD says what the posting says: its values are those that `offres` reads in the Markdown form, which the
samples' expected records pin.
"""

import json
from html import escape

from offres import parse_text

from .plain import as_markdown
from .posting import Block, Bullets, HeaderLine, Heading, Item, Posting

HEADERS = ("dl", "table", "lines")
_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="{charset}">
<title>{title} - Emploi public</title>
<style>body {{ font-family: sans-serif }}</style>
<script>window.dataLayer = window.dataLayer || []; dataLayer.push({{"page": "offre", "Employeur : ": "x"}});</script>
{data}</head>
<body>
<div id="cookies" role="dialog" aria-label="Gestion des cookies"><p>Nous utilisons des cookies pour mesurer l'audience
du site. Vous pouvez les accepter ou les refuser.</p><button>Tout accepter</button> <button>Tout refuser</button></div>
<header><nav><ul><li><a href="/">Accueil</a></li><li><a href="/offres">Rechercher une offre</a></li>
<li><a href="/employeurs">Espace employeur</a></li><li><a href="/connexion">Se connecter</a></li></ul></nav></header>
<nav class="fil-ariane" aria-label="Fil d'Ariane"><ol><li><a href="/">Accueil</a></li><li><a href="/offres">Toutes les
offres</a></li></ol></nav>
<main>
<article>
{article}</article>
<div class="partage"><a href="#">Partager</a> <a href="#">Imprimer</a> <a href="#">Ajouter aux favoris</a></div>
</main>
<aside><h2>Offres similaires</h2><ul><li><a href="/offres/1">Agent d'accueil polyvalent</a></li>
<li><a href="/offres/2">Chargé de la commande publique</a></li></ul></aside>
<footer><p>Emploi public</p><ul><li><a href="/mentions">Mentions légales</a></li>
<li><a href="/plan">Plan du site</a></li></ul></footer>
</body>
</html>
"""


def as_page(posting: Posting, header: str) -> bytes:
    """The page with its header as `dl` (UTF-8, with JSON-LD), `table` (cp1252) or `lines` (labels bold, `<br>`)."""
    charset = "windows-1252" if header == "table" else "utf-8"
    page = _PAGE.format(
        charset=charset,
        title=escape(posting.title),
        data=_job_posting(posting) if header == "dl" else "",
        article=as_article(posting, header),
    )
    return page.encode(charset, "xmlcharrefreplace")


def as_article(posting: Posting, header: str) -> str:
    """The posting alone."""
    lines = {"dl": _definitions, "table": _table, "lines": _lines}[header](posting.header)
    return f"<h1>{escape(posting.title)}</h1>\n{lines}\n" + "".join(map(_block, posting.body))


def _definitions(lines: list[HeaderLine]) -> str:
    def pair(line: HeaderLine) -> str:
        label = f"<dt>{escape(line.label)}</dt>" if line.label else ""
        return f"{label}<dd>{_value(line)}</dd>"

    return "<dl>\n" + "\n".join(map(pair, lines)) + "\n</dl>"


def _table(lines: list[HeaderLine]) -> str:
    def row(line: HeaderLine) -> str:
        if line.label is None:
            return f'<tr><td colspan="2">{_value(line)}</td></tr>'
        return f'<tr><th scope="row">{escape(line.label)}&nbsp;:</th><td>{_value(line)}</td></tr>'

    return "<table>\n" + "\n".join(map(row, lines)) + "\n</table>"


def _lines(lines: list[HeaderLine]) -> str:
    def one(line: HeaderLine) -> str:
        label = f"<strong>{escape(line.label)} : </strong>" if line.label else ""
        return label + _value(line)

    return "<p>" + "<br/>\n".join(map(one, lines)) + "</p>"


def _value(line: HeaderLine) -> str:
    return escape(line.value) + (_list(line.items) if line.items else "")


def _block(block: Block) -> str:
    if isinstance(block, Bullets):
        return _list(block.items) + "\n"
    kind = "h2" if isinstance(block, Heading) else "p"
    return f"<{kind}>{escape(block.text)}</{kind}>\n"


def _list(items: list[Item]) -> str:
    kind = "ol" if items[0].ordered else "ul"
    inner = "".join(f"<li>{escape(item.text)}{_list(item.children) if item.children else ''}</li>\n" for item in items)
    return f"<{kind}>\n{inner}</{kind}>"


def _job_posting(posting: Posting) -> str:
    offer = parse_text(as_markdown(posting))[0].offer
    assert offer is not None
    values = offer.model_dump(mode="json")
    data = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": values["title"],
        "identifier": {"@type": "PropertyValue", "value": (values["reference"] or {}).get("number")},
        "datePosted": values["published"],
        "validThrough": values["deadline"],
        "hiringOrganization": {"@type": "Organization", "name": values["employer"]},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": values["location"]}},
        "description": "".join(map(_block, posting.body)),
    }
    text = json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/")
    return f'<script type="application/ld+json">\n{text}\n</script>\n'
