"""Web pages become lines: what stands on the page, in its order, and what of it is the site's."""

import json

import pytest

from offres import parse, parse_text
from offres.extract.errors import LimitExceeded, NoText, OffresError
from offres.extract.read.web import html
from offres.extract.read.web.html_tree import decode_page

PLAIN, BULLET, CELL, RULE = "plain", "bullet", "cell", "rule"
LONG = "La collectivité étudie toutes les candidatures reçues, et répond à chacune d'elles."


def read(markup):
    return html.read(markup.encode())


def shown(markup):
    """The lines: `#` and the level of a heading, the kind of others where it is not plain."""
    document = read(markup)
    lines = []
    for line in document.lines:
        text = document.text[line.start : line.end]
        if line.kind == "heading":
            text = f"#{line.level} {text}"
        elif line.kind != "plain":
            text = f"{line.kind}: {text}"
        lines.append(text)
    return lines


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>Agent <b>d'accueil</b></p><p>Deux</p>", ["Agent d'accueil", "Deux"]),
        ("<p>Date limite : <b>v</b>endredi</p>", ["Date limite : vendredi"]),
        ("<p>un\n   deux\t trois</p>", ["un deux trois"]),
        ("<p>28/03/2031<sup>2</sup>, 1<sup>er</sup> avril, 300 m<sup>2</sup></p>", ["28/03/2031², 1er avril, 300 m²"]),
        ("<p>à&nbsp;pourvoir&nbsp;: le &amp;eacute;t&amp;#233;</p>", ["à\u00a0pourvoir\u00a0: le été"]),
        ("<p>un<br>deux<br/>trois</p>", ["un", "deux", "trois"]),
        ("<div>un<div>deux</div>trois</div>", ["un", "deux", "trois"]),
        ("<h1>Agent<br>polyvalent</h1><h3>Missions</h3>", ["#1 Agent polyvalent", "#3 Missions"]),
        ("<h2><button aria-expanded=false>Profil</button></h2>", ["#2 Profil"]),
        ("<button aria-expanded='true'>Profil</button><div>Rigueur</div>", ["#7 Profil", "Rigueur"]),
        ("<details><summary>Profil</summary>Rigueur</details>", ["#7 Profil", "Rigueur"]),
        ("<div role=heading aria-level=3>Profil</div>", ["#3 Profil"]),
        ("<p><strong>Missions :</strong></p><p><b>A</b> et b</p>", ["#7 Missions :", "A et b"]),
        ("<p><strong>Missions</strong> :<br>Faire</p>", ["#7 Missions :", "Faire"]),
        ("<strong>Lieu : </strong><span itemprop=x>Koné</span><br>", ["Lieu : Koné"]),
        ("<p style='font-weight: 700'>Profil</p>", ["#7 Profil"]),
        ("<span style='display:block'>un</span><span>deux</span>", ["un", "deux"]),
        ("<pre>un\n  deux</pre>", ["un", "deux"]),
        ("<div style='white-space: pre-line'>un\n- deux</div>", ["un", "bullet: deux"]),
        ("<p>- arroser</p><p>• tailler</p>", ["bullet: arroser", "bullet: tailler"]),
        ("<p>un <i class='icon' aria-hidden=true>place</i>Koné</p>", ["un Koné"]),
        ("<p>a < b et <3 &copy 2027</p>", ["a < b et <3 © 2027"]),
        ("<custom-card>Agent</custom-card><p>Deux", ["Agent", "Deux"]),
    ],
)  # fmt: skip
def test_lines(markup, expected):
    assert shown(markup) == expected


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("<p>un</p><p>deux<br>trois<br><br>quatre</p>", "un\n\ndeux\ntrois\n\nquatre"),
        ("<p>Missions :</p><ul><li>un<li>deux<ul><li>trois</ul></ul>", "Missions :\n\n- un\n- deux\n  - trois"),
        ("<p>Missions :</p><ol start=3><li>un</li><li>deux</li></ol>", "Missions :\n\n3. un\n4. deux"),
        ("<p>Missions :</p><ul><li><p>un</p><p>et demi</p></li><li>- deux</li><li></li></ul>", "Missions :\n\n- un et demi\n- deux"),
        ("<h1>A</h1><ul><li>CDI</li><li>Koné</li></ul>", "A\n\nCDI\n\nKoné"),
        ("<h1>A</h1><ul><li>Secteur : Eau potable et assainissement collectif</li><li>CDI</li></ul>", "A\n\nSecteur : Eau potable et assainissement collectif\n\nCDI"),
        ("<h1>A</h1><ul><li><p>Lieu</p><p>Koné</p></li><li>Contrat<br>CDI</li></ul>", "A\n\nLieu\n\nKoné\n\nContrat\nCDI"),
        ("<ul><li><h3>A</h3><p>un</p></li><li><h3>B</h3></li></ul>", "A\n\nun\n\nB"),
        ("<dl><dt>Lieu</dt><dd>Koné</dd><dt>Corps :</dt><dd>agent</dd></dl>", "Lieu\nKoné\n\nCorps : agent"),
        ("<dl><div><dt>Lieu</dt><dd><b>Koné</b></dd></div><div><dt>Grades :<dd>a<dd>b</div></dl>", "Lieu\nKoné\n\nGrades : a\nb"),
        ("<dl><dt>Employeur</dt><dt>Lieu</dt><dd>Koné</dd></dl>", "Employeur\n\nLieu\nKoné"),
        ("<table><tr><th>Lieu :<td>Koné<th>Corps<td>agent</table>", "Lieu : Koné\n\nCorps\nagent"),
        ("<table><tr><td>Lieu :</td><td>Koné</td></tr><tr><td>Corps :</td><td></td></tr></table>", "Lieu : Koné\n\nCorps :"),
        ("<table><thead><tr><th>Poste<th>Lieu</thead><tbody><tr><td>A<td>B</table>", "Poste | Lieu\nA | B"),
        ("<p>x</p><table><tr><td>Lieu</td><td>Koné</td></tr></table>", "x\n\nLieu | Koné"),
        ("<table><tr><td>Lieu : Koné<br>Corps : agent</td><td>Date : 3</td></tr></table>", "Lieu : Koné\nCorps : agent\n\nDate : 3"),
        ("<table><tr><td><h1>A</h1><p>un</p><table><tr><td>b<td>c</table></td><td><ul><li>Arroser les serres.</ul></td></tr></table>", "A\n\nun\n\nb | c\n\n- Arroser les serres."),
        ("<table><tr><td>un</td></tr><tr><td>deux</td></tr></table>", "un\n\ndeux"),
        ("<table><p>hors table</table>", "hors table"),
    ],
)  # fmt: skip
def test_blocks(markup, source):
    assert read(markup).source == source


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>Employeur : x</script>", "<style>p {}</style>", "<template><p>x</p></template>", "<!-- x -->",
        "<noscript>x</noscript>", "<p hidden>x</p>", "<div style='display: none'><p>x</p></div>", "<svg><title>x</title></svg>",
        "<select><option>x</select>", "<textarea>x</textarea>", "<iframe>x</iframe>", "<input value=x>", "<title>x</title>",
    ],
)  # fmt: skip
def test_hidden(hidden):
    assert shown(f"<body><h1>Agent</h1>{hidden}<p>suite</p>") == ["#1 Agent", "suite"]


@pytest.mark.parametrize(
    "folded",
    ["<button aria-controls=a aria-expanded=false>Profil</button><div id=a hidden>Rigueur</div>",
     "<h2><a data-target='#a'>Profil</a></h2><div id=a style='display:none'>Rigueur</div>",
     "<h2>Profil</h2><div role=tabpanel hidden>Rigueur</div>"],
)  # fmt: skip
def test_what_an_accordion_folds_away_is_there(folded):
    assert shown(folded)[-1] == "Rigueur"


FURNITURE = [
    "<nav>x</nav>", "<footer>x</footer>", "<header><p>x</p></header>", "<div role=navigation>x</div>", "<div role=dialog>x</div>",
    "<div id=cookieBanner>x</div>", "<div class='fil-ariane'>x</div>", "<div class='share-buttons'>x</div>",
    "<section class='offresSimilaires'><h3>x</h3></section>", "<button>x</button>", "<a href=/>Imprimer</a>",
    "<p>Afficher la suite</p>", "<form><label>Prénom</label><input></form>", "<div class=map>x</div>", "<div title=header><p>x</p></div>", "<p>Ajouter aux favoris</p>", "<aside><a href=/1>x</a></aside>",
    "<ul><li><a href=/1>x</a><li><a href=/2>y</a><li><a href=/3>z</a></ul>",
    "<div><h3>Ces offres peuvent vous intéresser</h3><p>Cuisinier</p></div>", "<aside><h2>Offres similaires :</h2><p>Cuisinier</p></aside>",
    "<section><p>Voir d'autres offres de la ville</p></section>",
]  # fmt: skip


@pytest.mark.parametrize("furniture", FURNITURE)
@pytest.mark.parametrize("page", ["<body>{}<h1>Agent</h1><p>{}</p>", "<body><main><h1>Agent</h1><p>{1}</p></main>{0}"])
def test_furniture_is_kept_apart(furniture, page):
    lines = shown(page.format(furniture, LONG * 4))
    assert [line for line in lines if not line.startswith("rule: ")] == ["#1 Agent", LONG * 4]
    assert sum(line.startswith("rule: ") for line in lines) >= 1


@pytest.mark.parametrize(
    "content",
    [
        "<header><h1>Agent</h1></header><p>{}</p>",
        "<body class='has-cookie-banner'><div class='menu-page'><p>{}</p></div>",
        "<article><header><p>Employeur : Ville</p></header><p>{}</p></article>",
        "<aside><p>Employeur : Ville</p></aside><p>{}</p>",
        "<p>{}</p><ul><li><a href='mailto:a@b.nc'>a@b.nc</a><li><a href='tel:1'>1</a><li><a href='mailto:c@d.nc'>c</a></ul>",
        "<p>{}</p><h2>Postuler</h2>",
        "<p>{}</p><section><h2>Autres avantages</h2><p>Logement</p></section>",
        "<p>{}</p><div><p>Postes similaires occupés : cinq ans au moins</p></div>",
        "<p>{}</p><p>Postuler avant le 3 mars 2031</p>",
        "<main><p>{}</p></main><h1>Agent</h1>",
        "<div class='menu'><div itemscope itemtype='https://schema.org/JobPosting'>{}</div></div>",
    ],
)  # fmt: skip
def test_the_posting_is_no_furniture(content):
    assert not [line for line in shown(content.format(LONG * 3)) if line.startswith("rule: ")]


def test_where_next_to_nothing_is_left_all_is_the_posting():
    assert shown(f"<body><nav><p>Agent</p><p>{LONG * 4}</p></nav><p>suite</p>") == ["Agent", LONG * 4, "suite"]


def test_what_is_beside_the_main_part_is_furniture():
    lines = shown(f"<body><div>promo</div><main><h1>Agent</h1><p>{LONG * 4}</p></main><div>suite</div>")
    assert lines == ["rule: promo", "#1 Agent", LONG * 4, "rule: suite"]


def test_a_text_printed_for_two_screens_is_there_once():
    page = f"<h1>A</h1><p class='hidden-xs'>{LONG}</p><p class='visible-xs'>{LONG}</p><p>{LONG}</p><p>{LONG} Autre.</p>"
    assert [line.partition(":")[0] == "rule" for line in shown(page)[1:]] == [False, True, True, False]
    assert shown(f"<h1>A</h1><p>{LONG}</p><p>{LONG}</p>") == ["#1 A", LONG, LONG]


@pytest.mark.parametrize(
    ("markup", "title"),
    [("<title>Agent</title><p>Lieu : Koné</p>", "#1 Agent"), ("<title>Site</title><p>Agent</p>", "Agent"),
     ("<title>Site</title><h1>Agent</h1>", "#1 Agent"), ("<p>Lieu : Koné</p>", "Lieu : Koné")],
)  # fmt: skip
def test_the_page_s_own_title(markup, title):
    assert shown(markup)[0] == title


def test_links():
    document = read(
        "<ul><li>- <a href='mailto:a@b.nc'>écrire à <b>Léa</b></a><li><a href='/x'>ici</a> <a href=' https://c.nc/ '>là</a></ul><dl><dt>Lien :<dd>au <a href='tel:12'>12</a></dl><a href='http://d'><p>un</p><p>deux</p></a>"
    )
    found = [(document.text[link.start : link.end], link.url) for link in document.links]
    assert found == [("écrire à Léa", "mailto:a@b.nc"), ("là", "https://c.nc/"), ("12", "tel:12"), ("un", "http://d"), ("deux", "http://d")]  # fmt: skip


# ---- encodings ---------------------------------------------------------------------------------------------------------

FRENCH = "<p>Référence : l’été à Koné</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (FRENCH.encode(), "utf-8"),
        (FRENCH.encode("utf-8-sig"), "utf-8-sig"),
        (FRENCH.encode("utf-16"), "utf-16-le"),
        (FRENCH.encode("utf-16-le"), "utf-16-le"),
        (f"<meta charset=iso-8859-1>{FRENCH}".encode("cp1252"), "cp1252"),
        (f'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">{FRENCH}'.encode("cp1252"), "cp1252"),
        (f'<?xml version="1.0" encoding="iso-8859-15"?><html>{FRENCH}'.replace("’", "œ").encode("iso-8859-15"), "iso-8859-15"),
        (f"<meta charset='macintosh'>{FRENCH}".encode("mac-roman"), "mac-roman"),
        (f"<meta charset=iso-8859-1>{FRENCH}".encode(), "utf-8"),
        (f"<meta charset=utf-8>{FRENCH}".encode("cp1252"), "cp1252"),
        (f"<meta charset=x-nonsense>{FRENCH}".encode("cp1252"), "cp1252"),
        (FRENCH.encode("cp1252"), "cp1252"),
        (FRENCH.encode()[:-6] + b"\xe9 " + "été, été, été</p>".encode(), "utf-8"),
    ],
)  # fmt: skip
def test_encodings(data, encoding):
    decoded = decode_page(data)
    assert decoded.encoding == encoding
    assert "Référence" in decoded.text
    assert html.read(data).reading.encoding == encoding


# ---- structured data ---------------------------------------------------------------------------------------------------

POSTING = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Agent &amp;amp; adjoint", "datePosted": "2031-03-03",
    "hiringOrganization": {"@type": "Organization", "name": "Ville de Valmer", "logo": {"url": "x"}},
    "jobLocation": [{"address": {"addressLocality": "Koné"}}, {"address": {"addressLocality": "Poya"}}],
    "employmentType": ["FULL_TIME", "OTHER"], "directApply": True, "totalJobOpenings": 2, "description": "<p>Arroser</p>",
    "skills": "x" * 400, "identifier": {"@type": "PropertyValue", "value": {"@value": "12-A"}}, "url": None,
}  # fmt: skip
FACTS = [
    ("title", "Agent & adjoint"), ("datePosted", "2031-03-03"), ("hiringOrganization.name", "Ville de Valmer"),
    ("hiringOrganization.logo.url", "x"), ("jobLocation.address.addressLocality", "Koné"),
    ("jobLocation.address.addressLocality", "Poya"), ("employmentType", "FULL_TIME"), ("employmentType", "OTHER"),
    ("directApply", "true"), ("totalJobOpenings", "2"), ("identifier.value", "12-A"),
]  # fmt: skip


def facts(markup):
    document = read(f"<body><p>Agent</p>{markup}")
    return [(fact.name, document.source[fact.start : fact.end]) for fact in document.facts]


def script(data, kind="application/ld+json"):
    return f'<script type="{kind}">{data if isinstance(data, str) else json.dumps(data)}</script>'


@pytest.mark.parametrize(
    "markup",
    [
        script(POSTING),
        script(POSTING, "application/ld&#x2B;json"),
        script([{"@type": "WebSite"}, POSTING]),
        script({"@graph": [{"@type": ["Thing", "WebPage"], "mainEntity": POSTING}]}),
        script({**POSTING, "@type": ["JobPosting"]}),
        script(POSTING) + script(POSTING),
        script(f"<!-- {json.dumps(POSTING)} -->"),
        script(f"//<![CDATA[\n{json.dumps(POSTING)}\n//]]>"),
        script(json.dumps(POSTING) + ";"),
        script(json.dumps(POSTING, indent=1).replace("Ville de", "Ville\n\tde")),
        script("{broken") + script(POSTING),
    ],
)
def test_linked_data(markup):
    assert facts(markup) == FACTS


@pytest.mark.parametrize(
    "markup",
    [
        "", script(""), script("{broken JobPosting"), script({"@type": "Organization", "name": "JobPosting"}), script('"JobPosting"'),
        script([POSTING, {**POSTING, "title": "Autre"}]), script("[" * 100_000 + "JobPosting"), script(POSTING, "text/plain"),
        script({"@type": "JobPosting", "description": "x"}).replace("x", "<p>x</p>"),
    ],
)  # fmt: skip
def test_no_facts(markup):
    assert facts(markup) == []


@pytest.mark.parametrize(
    "markup",
    [
        """<div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">Agent <b>polyvalent</b></h1>
        <meta itemprop="datePosted" content="2031-03-03"><p itemprop="description">x</p>
        <p itemprop="hiringOrganization" itemscope itemtype="x"><span itemprop="name">Ville</span></p>
        <div itemscope itemtype="y"><i itemprop="title">autre</i></div>
        <div itemprop="jobLocation" itemscope><div itemprop="address" itemscope><b itemprop="addressLocality">Koné</b></div></div>
        <time itemprop="validThrough" datetime="2031-03-28">28 mars</time><a itemprop="url" href="https://a.nc">ici</a></div>""",
        """<div vocab="https://schema.org/" typeof="JobPosting"><h1 property="title">Agent polyvalent</h1>
        <meta property="datePosted" content="2031-03-03"><p property="hiringOrganization" typeof="Organization">
        <span property="name">Ville</span></p><div property="jobLocation" typeof="Place"><div property="address" typeof="P">
        <b property="addressLocality">Koné</b></div></div><time property="validThrough" datetime="2031-03-28">28 mars</time>
        <a property="url" href="https://a.nc">ici</a></div>""",
    ],
)
def test_marked_data(markup):
    assert facts(markup) == [
        ("title", "Agent polyvalent"), ("datePosted", "2031-03-03"), ("hiringOrganization.name", "Ville"),
        ("jobLocation.address.addressLocality", "Koné"), ("validThrough", "2031-03-28"), ("url", "https://a.nc"),
    ]  # fmt: skip


def test_the_first_heading_is_the_title_also_below_other_lines():
    page = "<p>44 - Nantes</p><p>Publié le 3 mars 2031</p><h1>Agent polyvalent</h1><p>Référence : 12-0456</p><h2>Missions</h2><ul><li>arroser les serres ;</ul>"
    (record,) = parse(page.encode())
    assert record.offer.title == "Agent polyvalent"


def test_a_value_of_several_lines():
    page = "<h1>Agent</h1><p>Référence : 12-0456</p><h2>Missions</h2><ul><li>arroser les serres ;</ul><dl><dt>Durée du travail</dt><dd>35 h par semaine<br>Travail de jour</dd><dt>Salaire</dt><dd><ul><li>Salaire brut : 1900 à 2100 euros par mois</ul></dl>"
    (record,) = parse(page.encode())
    assert record.offer.working_time.text == "35 h par semaine Travail de jour"
    assert record.offer.salary.min == 1900
    assert len(record.offer.missions) == 1


# ---- hostile pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<div>" * 100_000 + b"x", LimitExceeded),
        (b"<div " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">x", LimitExceeded),
        (b"<p>x</p>" * 2_600_000, LimitExceeded),
        (b"<b>" * 600_000, LimitExceeded),
        (b"<a a" * 400_000, LimitExceeded),
        (b"<!-- x", NoText),
        (b"<html><body><script>Employeur : x</script></body></html>", NoText),
        (b"<html>" + b" " * 50, NoText),
    ],
)
def test_refused(data, error):
    with pytest.raises(error) as caught:
        html.read(data)
    assert caught.value.cause


@pytest.mark.parametrize(
    "data",
    [
        b"<p>Agent <b>" * 20_000, b"<ul><li>Agent" * 900, b"<a href='http://a'>Agent" * 5000, b"<table><tr><td>Agent" * 600,
        b"<div class='" + b"a " * 1_000_000 + b"'>Agent", b"<p>Agent <b", b"<p>Agent &#", b"<p>Agent\xff\xfe\xe9", b"<p>Agent\0 " + b"x" * 99,
        b"<p>Agent <img src='data:image/png;base64," + b"QUFB" * 200_000 + b"'>", b"<dl><dt>Agent" * 500, b"</td></tr></table><p>Agent",
        b"<meta charset=utf-7><p>Agent +AOk-", b"<p>Agent</p><ol start=99999999999999999999><li>x",
    ],
)  # fmt: skip
def test_odd_pages_are_read(data):
    assert "Agent" in html.read(data).source


@pytest.mark.parametrize("cut", range(0, 900, 37))
def test_truncated_pages_give_what_is_there(cut):
    data = (f"<!DOCTYPE html><html><head><title>A</title></head><body><main><h1>Agent</h1>{script(POSTING)}"
            "<dl><dt>Lieu</dt><dd>Koné</dd></dl><ul><li>Arroser les serres.</li></ul></main>").encode()  # fmt: skip
    try:
        source = html.read(data[:cut]).source
    except OffresError as error:
        source = error.cause
    assert source


# ---- whole pages -------------------------------------------------------------------------------------------------------

TEXT = """Gestionnaire du parc de véhicules

Référence : V041-2031-77
Employeur : Communauté de communes du Val-Clair
Lieu de travail : Roquesane
Date limite de candidature : vendredi 28 mars 2031

Missions :
- tenir le carnet d'entretien des véhicules ;
- organiser les contrôles techniques.

Profil recherché :
Permis B et sens de l'organisation.
"""
LABELS = [line.split(" : ") for line in TEXT.splitlines() if " : " in line]
COOKIES = "<div class='consent-modal' role=dialog><h2>Vos choix</h2><p>Ce site dépose des traceurs.</p><button>Tout refuser</button></div>"
NAV = "<header><nav><ul><li><a href=/>Accueil</a></li><li><a href=/o>Offres</a></li></ul></nav></header>"
BODY = "<ul><li>tenir le carnet d'entretien des véhicules ;</li><li>organiser les contrôles techniques.</li></ul>"
PROFILE = "<p>Permis B et sens de l'organisation.</p>"
SIMILAR = "<aside><h2>Offres proches</h2><ul><li><a href=/1>Mécanicien</a><li><a href=/2>Employeur : Ville</a></ul></aside><footer><p>Mentions légales</p></footer>"
TITLE = "<h1>Gestionnaire du parc de véhicules</h1>"


def page(*parts):
    return (
        "<!DOCTYPE html><html lang=fr><head><title>Offre - site</title></head><body>"
        + "".join(parts)
        + "</body></html>"
    )


PAGES = {
    "a label and its value on lines of their own, legal sentences printed for two widths": page(
        NAV, "<div class=container>", TITLE, *(f"<div class=row><div class=col-4>{a}</div><div class=col-8>{b}</div></div>" for a, b in LABELS),
        "<h2>Missions</h2>", BODY, "<h2>Profil recherché</h2>", PROFILE,
        f"<div class='d-none d-md-block'><button>Imprimer</button></div></div>{COOKIES}<footer>Plan du site</footer>"),
    "accordions and a dl": page(
        COOKIES, NAV, "<main id=content><div class=fr-breadcrumb><a href=/>Accueil</a> Offre</div>", TITLE, "<button>Ajouter aux favoris</button><dl>",
        *(f"<div><dt>{a} :</dt><dd><strong>{b}</strong></dd></div>" for a, b in LABELS),
        "</dl><h2><button aria-expanded=false aria-controls=m>Missions</button></h2><div id=m class=collapse hidden>", BODY,
        "</div><h2><button aria-controls=p>Profil recherché</button></h2><div id=p>", PROFILE, "<a href=#>Afficher la suite</a></div></main>", SIMILAR),
    "cards in lists, with what is printed for screens of one width": page(
        NAV, "<main>", TITLE, "<ul class=facts>", *(f"<li><span class=label>{a} :</span> <span>{b}</span></li>" for a, b in LABELS),
        "</ul><section><h2>Missions</h2>", BODY, "</section><section><h2>Profil recherché</h2>", PROFILE,
        "<div class=share><p>Partager sur</p></div></section></main>", SIMILAR),
    "strong labels with microdata": page(
        "<div id=menu><ul><li><a href=/>Accueil</a></ul></div><div itemscope itemtype='http://schema.org/JobPosting'>", TITLE, "<p>",
        *(f"<strong>{a} : <span itemprop=x>{b}</span></strong><br/>" for a, b in LABELS),
        "</p><p><strong>Missions</strong></p>", BODY, "<p><strong>Profil recherché</strong></p>", PROFILE, "</div>"),
    "a layout of tables": page(
        "<table><tr><td>", TITLE, "</td></tr><tr><td><table>", *(f"<tr><th>{a}&nbsp;:</th><td>{b}</td></tr>" for a, b in LABELS),
        "</table></td></tr><tr><td><b>Missions :</b>", BODY, "<b>Profil recherché :</b>", PROFILE, "</td></tr></table>"),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_gives_the_offer_of_its_text(name):
    (wanted,), (record,) = parse_text(TEXT), parse(PAGES[name].encode())
    got, expected = record.offer.model_dump(), wanted.offer.model_dump()
    assert got.pop("sections")[0]["blocks"] == expected.pop("sections")[0]["blocks"]
    assert got == expected
    assert not [finding.code for finding in record.findings if finding.code == "OF402"]
    assert (record.source.media_type, record.source.reader) == ("text/html", "html")


@pytest.mark.parametrize("name", PAGES)
def test_each_line_of_a_page_is_accounted_for(name):
    (record,) = parse(PAGES[name].encode())
    source = html.read(PAGES[name].encode()).source
    claimed = {at for span in record.spans.values() for at in range(span.start, span.end)}
    assert all(span.text == source[span.start : span.end] for span in record.spans.values())
    pos = 0
    for line in source.splitlines(keepends=True):
        assert not line.strip() or claimed & set(range(pos, pos + len(line))), line
        pos += len(line)


# ---- labels that have no colon -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("markup", ["<dl>{}</dl>", "<table>{}</table>"])
@pytest.mark.parametrize(
    ("label", "value", "field", "expected"),
    [
        ("Poste à pourvoir", "à compter du 1er mars 2031", "start", "à compter du 1er mars 2031"),
        ("Employeur", "Direction départementale des territoires", "employer", "Direction départementale des territoires"),
        ("Lieu de travail", "Ville", "location", "Ville"),
        ("Secteur", "Eau potable", "attributes", [{"label": "Secteur", "value": "Eau potable"}]),
        ("Corps", "attaché Direction des finances", "department", "Direction des finances"),
    ],
)  # fmt: skip
def test_a_value_that_the_page_pairs_with_its_label_is_its_value(markup, label, value, field, expected):
    pairs = [("Référence", "12-0456"), (label, value), ("Date limite de candidature", "28 mars 2031")]
    row = "<dt>{}<dd>{}" if "dl" in markup else "<tr><th>{}<td>{}"
    page = (
        f"<h1>Agent</h1>{markup.format(''.join(row.format(*pair) for pair in pairs))}<h2>Missions</h2><p>Arroser.</p>"
    )
    (record,) = parse(page.encode())
    got = record.offer.model_dump(mode="json")
    assert (got[field]["text"] if field == "start" else got[field]) == expected
    assert got["deadline"] == "2031-03-28"
    assert got["title"] == "Agent"


def test_labels_without_a_colon_below_the_body():
    page = "<h1>Agent</h1><p>Référence : 12-0456</p><h2>Missions</h2><ul><li>arroser les serres ;</ul><dl><dt>Employeur<dd>Ville de Valmer<dt>Fibre<dd>oui</dl>"
    (record,) = parse(page.encode())
    assert record.offer.employer == "Ville de Valmer"


def test_two_postings_with_paired_labels():
    header = "<h1>Agent {0}</h1><dl><dt>Référence<dd>3134-31-000{0}/SR<dt>Employeur<dd>Ville {0}<dt>Date limite de candidature<dd>28 mars 2031</dl><h2>Missions</h2><ul><li>arroser les serres ;</ul>"
    records = parse((header.format(1) + header.format(2)).encode())
    assert [record.offer.employer for record in records] == ["Ville 1", "Ville 2"]


ROWS = [
    "<div><div>{}</div><div><strong>{}</strong></div></div>",
    "<div class=row><span>{}</span><span>{}</span></div>",
    "<div><label>{}</label><i class=icon></i><div>{}</div></div>",
    "<p><span>{}</span> <span>{}</span></p>",
    "<li><span>{}</span><span>{}</span></li>",
    "<li><p>{}</p><p>{}</p></li>",
]


@pytest.mark.parametrize("row", ROWS)
def test_rows_of_two_boxes_are_labels_and_values(row):
    pairs = [
        ("Référence", "12-0456"),
        ("Poste à pourvoir", "à compter du 1er mars 2031"),
        ("Secteur", "Eau potable"),
        ("Lieu de travail", "Ville"),
    ]
    rows = "".join(row.format(*pair) for pair in pairs)
    page = f"<h1>Agent</h1>{f'<ul>{rows}</ul>' if '<li>' in row else rows}<h2>Missions</h2><ul><li>arroser les serres ;</ul>"
    (record,) = parse(page.encode())
    assert (record.offer.location, record.offer.start.text) == ("Ville", "à compter du 1er mars 2031")
    assert [(one.label, one.value) for one in record.offer.attributes] == [("Secteur", "Eau potable")]
    assert [mission.text for mission in record.offer.missions] == ["arroser les serres"]


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("<div>" + "<div><h3>Un</h3><p>deux</p></div>" * 3 + "</div>", "Un\n\ndeux\n\n" * 3),
        ("<h1>A</h1><h2>Missions</h2><ul>" + "<li><strong>Paie</strong> <span>saisir</span></li>" * 3 + "</ul>", "A\n\nMissions\n\n" + "- Paie saisir\n" * 3),
        ("<div>" + "<div><span>Un</span> et <span>deux</span></div>" * 3 + "</div>", "Un et deux\n\n" * 3),
        ("<div>" + "<div><span>Un</span> <span>deux</span></div>" * 2 + "</div>", "Un deux\n\n" * 2),
        ("<div>" + "<div><span>Un</span><a href=/>deux</a><a href=/>trois</a></div>" * 3 + "</div>", "Undeuxtrois\n\n" * 3),
        ("<h1>A</h1><ul>" + "<li><b>Lieu</b><span>Koné</span></li>" * 3 + "<li>CDI</li></ul>", "A\n\n" + "Lieu\nKoné\n\n" * 3 + "CDI"),
    ],
)  # fmt: skip
def test_what_only_looks_like_rows_of_labels(markup, source):
    assert read(markup).source == source.rstrip("\n")
