"""Every code of the contract on whole postings: those that must raise it, and near misses that must not.

A case is a text, or the name and bytes of a file, or a list of postings for what is asked of many. Besides the plain
`Label : value` lines each rule meets another of the layouts that real notices have.
"""

import gzip
import io
import re
import zipfile

import pytest
from drawn import pdf

from offres import OffresError, parse, parse_text
from offres.checks import RULES
from offres.checks.duplicate_reference import duplicate_references
from wholepostings import MISSIONS, TITLE, notice, territorial, web
from wordfiles import docx, p

HEADINGS, PIPES, COLUMNS, NEXT = "headings", "pipes", "columns", "next line"
INLINE = re.compile("^(?:Employeur|Date limite de candidature) :", re.MULTILINE)


def zipped(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(f"{name}.txt", data)
    return stream.getvalue()


def locked(data):
    """The ZIP with its members marked as behind a password."""
    marked = bytearray(data)
    marked[6] |= 1
    marked[marked.index(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


PLAIN = [
    "Fontainier du réseau d'eau", "Référence : 3134-31-0778/SR du 2 juin 2031", "Employeur : Commune de Koumac",
    "Lieu de travail : Koumac", "Date de dépôt de l'offre : lundi 2 juin 2031",
    "Date limite de candidature : vendredi 27 juin 2031", "Missions :", "- relever les compteurs d'eau ;",
    "- réparer les fuites du réseau.",
]  # fmt: skip
DAMAGED = "- g?rer le secr?tariat et la r?daction des courriers ;\n- pr?parer les r?unions et le d?roul? des séances."
CHANGED = "\nModification de la date de clôture initialement prévue le {}\n"
PRIVATE = f"Comptable (H/F)\n\nEntreprise : Imprimerie du Pont\nRéf. Apec : 179510151W\nLieu : Lyon\n\nDescriptif du poste\n\n{MISSIONS}\n"
CSP = f"Chargé des pollutions\n\nRéférence : 2031-1863237\nEmployeur : Ministère des plaines\nOrganisme de rattachement : Ministère des plaines\nVersant : Fonction publique de l'État\nLieu d'affectation : Dijon\n\nVos missions en quelques mots\n\n{MISSIONS}\n"
COOK = notice(
    title="Chef de cuisine centrale",
    employer="Ville de Païta",
    missions="- préparer les repas ;\n- tenir les stocks de la cuisine.",
)

RAISED = {
    "OF101": [notice(title=""), notice(HEADINGS, title=""), notice(PIPES, title="")],
    "OF102": [notice(number=None), notice(HEADINGS, number=None), notice(PIPES, number=None)],
    "OF103": [notice(deadline=None), notice(COLUMNS, deadline=None), notice(HEADINGS, deadline=None)],
    "OF104": [notice(missions=None), notice(missions=""), notice(HEADINGS, missions=None)],
    "OF105": [notice(employer=None), notice(HEADINGS, employer=None), notice(PIPES, employer=None)],
    "OF106": [notice(place=None), notice(COLUMNS, place=None), notice(HEADINGS, place=None)],
    "OF107": [notice(place=""), notice(HEADINGS, residency=""), notice(PIPES, start=""), territorial(Employeur="")],
    "OF108": [
        notice(more="Lieu de travail : Koumac"),
        notice(PIPES, more="Lieu de travail : Koumac, piscine"),
        notice(HEADINGS, more="Date limite de candidature : vendredi 4 juillet 2031"),
    ],
    "OF109": [
        ("a.html", web(notice(), title=TITLE, validThrough="2031-07-28")),
        ("a.html", web(notice(), title="Comptable de la paie")),
        ("a.html", web(notice(NEXT), title=TITLE, datePosted="2031-05-02")),
    ],
    "OF201": [notice(deadline="30/02/2031"), notice(PIPES, published="31/06/2031"), notice(HEADINGS, deadline="vendredi 32 juin 2031")],
    "OF202": [
        notice(deadline="vendredi 27 juin 2030"),
        notice(PIPES, published="mardi 2 juin 2031"),
        notice(HEADINGS, deadline="lundi 27 juin 2031"),
        notice(COLUMNS, deadline="**v**endredi 26 juin 2031"),
    ],
    "OF203": [
        notice(deadline="27 juin 2030"),
        notice(COLUMNS, published="vendredi 27 juin 2031", deadline="lundi 2 juin 2031"),
        territorial(Date_limite_de_candidature="01/06/2031"),
    ],
    "OF204": [
        notice(more=CHANGED.format("20/06/2030")),
        notice(PIPES, more=CHANGED.format("04/07/2031")),
        notice(HEADINGS, more=CHANGED.format("1er juin 2031")),
    ],
    "OF205": [notice(deadline="3 juin 2031"), notice(PIPES, deadline="27 juin 2032"), territorial(Date_limite_de_candidature="02/06/2031")],
    "OF206": [notice(deadline="27/06/31"), notice(PIPES, published="02/06/31"), notice(HEADINGS, start="à compter du 01/09/31")],
    "OF207": [
        notice(number="3134-31-0777/SR du 2 juin 2030"),
        notice(PIPES, number="3134-29-0777/SR"),
        notice(HEADINGS, number="3134-31-0777/SR du 2 mars 2031"),
    ],
    "OF301": [notice(number="3134-3-0777/SR"), notice(PIPES, number="3134-31-777777/SR"), notice(HEADINGS, number="3134-31-0777 SSR")],
    "OF302": [
        [notice(), COOK],
        [notice(HEADINGS), COOK],
        [notice(), notice(PIPES, employer="Office des postes", place="Koné", title="Géomètre du cadastre")],
    ],
    "OF401": [
        notice(end="Savoir-faire :\n\n- conduire un tracteur ;\n- lire un plan de plantation ;\n"),
        notice(HEADINGS, end="Il ou elle travaille sous l'autorité du chef de service et rend compte à\n"),
        notice(PIPES, end="Profil du candidat :\n"),
    ],
    "OF402": [
        notice(more="\nLogement de fonction\n"),
        notice(PIPES, more="\nCe poste relève du plan vert\n"),
        notice(HEADINGS, more="\nTenue fournie et repas pris en charge\n"),
    ],
    "OF403": [
        notice().replace("Employeur", "Emplyoeur"),
        notice(PIPES).replace("é", "Ã©"),
        notice(HEADINGS, deadline="vendredi 27 juin 2O31"),
    ],
    "OF404": [notice(missions=DAMAGED), notice(HEADINGS, missions=DAMAGED), notice(PIPES, missions=DAMAGED.replace("?", "\ufffd"))],
    "OF405": [
        notice(missions="- accueil ;\n- tenir le registre des semis."),
        notice(HEADINGS, missions="- arroser les serres ;\n- tailler."),
        territorial() + "- Nettoyage.\n",
    ],
    "OF406": [
        ("avis.pdf", notice().encode()),
        ("avis.doc", web(notice())),
        ("avis.txt", pdf(PLAIN)),
        ("avis.docx", notice(HEADINGS).encode()),
    ],
    "OF501": [
        "Cherchons quelqu'un pour tenir la boutique le samedi.\n",
        "| Poste | Lieu |\n|---|---|\n| Vendeur | Lyon |\n\nMissions :\n- tenir la caisse du magasin.\n",
        "# Serveur\n\n# Lieu\n\nNantes\n\n# Missions\n\n- servir les clients en salle.\n",
    ],
    "OF901": [("a.pdf", b""), ("a.pdf", pdf(PLAIN)[:300]), ("a.zip", zipped(a=notice())[:-30]), ("a.docx", docx(p("a"))[:-40])],
    "OF902": [("a.pdf", pdf(PLAIN, password="mot")), ("a.docx", locked(docx(p("a")))), ("a.zip", locked(zipped(a=notice())))],
    "OF903": [
        ("a.txt", b"x" * 5_000_001),
        ("a.zip", zipped(a=bytes(40_000_000))),
        ("a.html", b"<!doctype html>" + b"<div>" * 600_000 + b"Jardinier"),
    ],
    "OF904": [("a.txt", b" \n\t\n"), ("a.docx", docx(p())), ("a.html", b"<!doctype html><html><body><p> </p></body></html>")],
}  # fmt: skip

QUIET = {
    "OF101": [notice(), notice(title="Intitulé du poste : Jardinier"), notice(PIPES, title="# 2 Jardiniers"), notice(HEADINGS, title="JARDINIER")],
    "OF102": [notice(number="N° 3134-31-0777/SR"), notice(HEADINGS), notice(PIPES, number="31-55931/MPRH")],
    "OF103": [notice(), notice(COLUMNS), PRIVATE],
    "OF104": [notice(missions="Conduire les travaux de plantation et encadrer l'équipe des jardiniers."), notice(HEADINGS), PRIVATE],
    "OF105": [notice(), notice(HEADINGS), notice(COLUMNS, employer="OPT-NC")],
    "OF106": [notice(HEADINGS, place="Pôle sanitaire du Nord, Koné"), notice(place="toutes piscines"), notice(HEADINGS), notice(COLUMNS, place="Nouvelle-Calédonie")],
    "OF107": [
        notice(residency="/"),
        notice(NEXT),
        notice(HEADINGS, place=None),
        notice(PIPES, start="immédiatement"),
        notice(HEADINGS, place="Pôle sanitaire du Nord, Koné"),  # a unit by its first word, and the value all the same
        notice(more="\n# Liaisons fonctionnelles :\n\nL'ensemble des services qui suivent les serres et les parcs.\n"),
        notice(more="Direction : des Services d'Animation et de Prévention - Service des Sports"),
    ],
    "OF108": [notice(more="Lieu de travail : Bourail, pépinière du Cap"), notice(PIPES, more="Lieu de travail :"), notice(HEADINGS, more=f"{TITLE}\n")],
    "OF109": [
        ("a.html", web(notice(), title=TITLE, validThrough="2031-06-27T23:59:59+11:00")),
        ("a.html", web(notice(), title=f"{TITLE} (H/F)")),
        ("a.html", web(notice(NEXT), datePosted="2031-06-02")),
        ("a.html", web(notice())),
    ],
    "OF201": [notice(deadline="vendredi 27 juin 2031"), notice(PIPES, published="02.06.2031"), notice(HEADINGS, start="septembre 2031")],
    "OF202": [notice(deadline="27 juin 2031"), notice(PIPES, deadline="Vendredi27 juin 2031"), notice(HEADINGS, deadline="ven. 27 juin 2031")],
    "OF203": [notice(deadline="lundi 2 juin 2031"), notice(COLUMNS), territorial(Date_de_publication=None)],
    "OF204": [notice(more=CHANGED.format("20/06/2031")), notice(PIPES, more=CHANGED.format("27/06/2031")), notice(HEADINGS)],
    "OF205": [notice(deadline="5 juin 2031"), notice(PIPES, deadline="1 juin 2032"), territorial(Date_limite_de_candidature="30/05/2031")],
    "OF206": [notice(deadline="03/10/2031"), notice(PIPES, published="1/06/2031"), notice(HEADINGS, start="septembre 2031")],
    "OF207": [
        notice(number="3134-31-0777/SR"),
        notice(PIPES, number="3134-31-0777/SR du 30 avril 2031"),
        notice(HEADINGS, number="3134-30-0777/SR du 27 décembre 2030", published="lundi 6 janvier 2031"),
    ],
    "OF301": [notice(number="N° 3134-31-0777/SR"), notice(PIPES, number="31-55931/MPRH"), notice(HEADINGS, number="3134-31-0777 / SR"), territorial()],
    "OF302": [
        [notice(), notice(PIPES)],
        [("a.docx", docx("".join(map(p, PLAIN)))), ("a.pdf", pdf(PLAIN))],  # one posting in two formats
        [notice(), notice(HEADINGS, deadline="vendredi 11 juillet 2031", more=CHANGED.format("27/06/2031"))],
        [notice(), notice(published="lundi 16 juin 2031", deadline="vendredi 11 juillet 2031")],
        [notice(), notice(number="3134-31-0778/SR", title="Chef de cuisine centrale")],
        [notice(title="2 Jardiniers H/F"), notice(COLUMNS, title="Jardinier(ère)s")],
    ],
    "OF401": [
        notice(end="Savoir-faire :\n\n- conduire un tracteur ;\n- lire un plan de plantation.\n"),
        notice(PIPES, end="Savoir-faire :\n\n- conduire un tracteur\n- lire un plan\n"),
        notice(HEADINGS, end="Contact :\n\nMme Poadja, chef du service, tél. 44.11.22\n"),
    ],
    "OF402": [notice(), notice(PIPES), notice(HEADINGS, more="\n# Avantages : logement de fonction\n")],
    "OF403": [notice(), notice(PIPES).replace("'", "’"), notice(HEADINGS).replace(" :", ":")],
    "OF404": [
        notice(missions="- régler les débits (m3/h) ;\n- suivre le CO2, le pH et les N2O."),
        notice(HEADINGS, missions="- tenir le stock : 12kg, 3m2, 4x4 ;\n- gérer l'outil web2print."),
        notice(PIPES, missions="- pr?parer les réunions ;\n- tenir le registre des semis."),
    ],
    "OF405": [notice(missions="- Arroser les serres ;\n- Tenir le registre."), notice(HEADINGS), territorial() + "- Conduire un tracteur.\n"],
    "OF406": [("avis.txt", notice().encode()), ("avis.md", notice(HEADINGS).encode()), ("avis.html", web(notice())), ("avis", pdf(PLAIN))],
    "OF501": [notice(), territorial(), CSP, PRIVATE],
    "OF901": [("a.pdf", pdf(PLAIN)), ("a.zip", zipped(a=notice(HEADINGS))), ("a.docx", docx(p(TITLE)))],
    "OF902": [("a.pdf", pdf(PLAIN, password="", owner="mot")), ("a.zip", zipped(a=notice(PIPES))), ("a.txt", "Le mot de passe est demandé.".encode())],
    "OF903": [("a.txt", notice().encode() * 20), ("a.zip", zipped(a=notice(), b=territorial())), ("a.gz", gzip.compress(notice(HEADINGS).encode()))],
    "OF904": [("a.txt", TITLE.encode()), ("a.html", web(TITLE)), ("a.docx", docx(p(TITLE)))],
}  # fmt: skip


def records_of(case, uri=None):
    return parse_text(case, uri=uri) if isinstance(case, str) else parse(case[1], uri=case[0])


def codes(case):
    """The codes found in a case; in a list of postings, those of the comparison too."""
    if isinstance(case, list):
        records = [record for number, one in enumerate(case) for record in records_of(one, f"{number}.txt")]
        return {one.code for one in duplicate_references(records) if one}
    try:
        records = records_of(case)
    except OffresError as error:
        return {error.code}
    return {one.code for record in records for one in record.findings}


def is_inline(case):
    """Whether the labels stand in front of their values, a line each."""
    if isinstance(case, list):
        return all(map(is_inline, case))
    text = case if isinstance(case, str) else case[1].decode("utf-8", "ignore")
    return INLINE.search(text) is not None


def named(table):
    return [pytest.param(code, case, id=f"{code}-{n}") for code, cases in table.items() for n, case in enumerate(cases)]


@pytest.mark.parametrize(("code", "case"), named(RAISED))
def test_raised(code, case):
    assert code in codes(case)


@pytest.mark.parametrize(("code", "case"), named(QUIET))
def test_quiet(code, case):
    assert code not in codes(case)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
@pytest.mark.parametrize("table", [RAISED, QUIET], ids=["raised", "quiet"])
def test_every_rule_has_its_cases(table, rule):
    cases = table[rule.code]
    assert len(cases) >= 3
    assert not all(is_inline(case) for case in cases)


def test_no_case_is_of_a_code_that_is_none():
    assert {*RAISED, *QUIET} == {rule.code for rule in RULES}
