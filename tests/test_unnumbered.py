"""Several postings without a number in one text, told apart; and single postings that repeat labels. All are invented."""

import pytest

from offres import parse_text


def posting(title, town="Koné", day="30 avril 2031", service="Espaces verts"):
    return (
        f"{title}\n\nEmployeur : Ville de Valmer\nService : {service}\nLieu de travail : {town}\nGrade : Adjoint technique\n"
        f"Date limite de candidature : {day}\n\nMissions :\n- entretenir le patrimoine de la ville ;\n- rendre compte.\n\n"
        "Profil recherché :\nPermis B exigé.\n\nContact : Mme Anne Dupuis, rh@valmer.example\n\n"
    )


def private(title, firm, town, pay="24 000 € brut annuel"):
    return (
        f"{title}\nEntreprise : {firm}\nLieu : {town}\nContrat : CDI\nSalaire : {pay}\n\nDescription du poste :\n"
        "- préparer les commandes ;\n- tenir le stock.\n\nProfil :\nRigueur demandée\n\n"
    )


def in_cells(text):
    return (
        "\n".join(f"| {line.replace(' : ', ' | ')} |" if " : " in line else line for line in text.splitlines()) + "\n"
    )


def below(text):
    return text.replace(" : ", "\n")


def marked(text, *titles):
    for title in titles:
        text = text.replace(f"{title}\n", f"# {title}\n")
    return text.replace("Missions :", "## Missions").replace("Profil recherché :", "## Profil recherché")


A, B, C = posting("Jardinier (H/F)"), posting("Fontainier (H/F)", "Poya", "7 mai 2031", "Eaux"), posting("Cantonnier (H/F)", "Koumac", "14 mai 2031", "Voirie")  # fmt: skip
P, Q = (
    private("Magasinier", "Scierie des Cimes SARL", "Chambéry"),
    private("Comptable", "Moulins de l'Aube SAS", "Troyes"),
)
TITLES = ["Jardinier (H/F)", "Fontainier (H/F)", "Cantonnier (H/F)"]

SEVERAL = [
    pytest.param(A + B, TITLES[:2], id="two"),
    pytest.param(A + B + C, TITLES, id="three"),
    pytest.param(in_cells(A + B + C), TITLES, id="in cells"),
    pytest.param(marked(A + B + C, *TITLES), TITLES, id="headings"),
    pytest.param(A.replace(" : ", "\n") + B.replace(" : ", "\n"), TITLES[:2], id="values below"),
    pytest.param((A + B).replace("\n\n", "\n"), TITLES[:2], id="no blank lines"),
    pytest.param("VILLE DE VALMER\n\n" + A + "VILLE DE VALMER\n\n" + B, TITLES[:2], id="a letterhead each"),
    pytest.param((A + B).replace("(H/F)\n\n", "(H/F)\n\nVILLE DE VALMER\n\n"), TITLES[:2], id="a letterhead below each title"),
    pytest.param(A + "----------\n\n" + B, TITLES[:2], id="a rule between"),
    pytest.param(A + B.replace("Service : Eaux\n", ""), TITLES[:2], id="one has a label less"),
    pytest.param(A + posting("Fontainier (H/F)"), TITLES[:2], id="the same header, another title"),
    pytest.param(A + posting("Jardinier (H/F)", "Poya", "7 mai 2031"), [TITLES[0]] * 2, id="one title, other days and places"),
    pytest.param(A + "Conditions\nTemps de travail : 35 h\nRémunération : statutaire\n\n" + B, TITLES[:2], id="labels at the end of a body"),
    pytest.param(A.replace("Jardinier (H/F)\n\n", "Intitulé du poste : Jardinier (H/F)\n") + B.replace("Fontainier (H/F)\n\n", "Intitulé du poste : Fontainier (H/F)\n"), TITLES[:2], id="titles under a label"),
    pytest.param(P + Q, ["Magasinier", "Comptable"], id="private offers, no deadline"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), SEVERAL)
def test_several(text, titles):
    records = parse_text(text)
    assert [record.offer and record.offer.title for record in records] == titles
    assert [record.source.posting for record in records] == list(range(len(titles)))
    for record in records:
        assert record.offer is not None
        assert record.offer.employer
        assert len(record.offer.missions) == 2
        assert not {finding.code for finding in record.findings} & {"OF105", "OF106", "OF108", "OF402"}


SINGLE = [
    pytest.param(A, id="one"),
    pytest.param(A.partition("\nMissions")[0] + "\n" + A, id="its header twice"),
    pytest.param("Synthèse de l'offre\n" + A.partition("\n\n")[2].partition("\nMissions")[0] + "\n" + A, id="a summary above"),
    pytest.param(A + "Récapitulatif\n\nEmployeur : Ville de Valmer\nLieu de travail : Poya\nDate limite de candidature : 7 mai 2031\n", id="a summary below"),
    pytest.param(A + "Pour postuler\n\nEmployeur : Ville de Valmer\nLieu de travail : Mairie\nDate limite de candidature : 7 mai 2031\n\nProfil :\n- souriant\n", id="a summary below a heading of the body"),
    pytest.param(A + "Contact : M. Paul Essai, 24 63 19\nService : Paie\nLieu de travail : Mairie\n", id="two contacts"),
    pytest.param(A + "FICHE DE POSTE\n\nIntitulé du poste : Jardinier (H/F)\nService : Espaces verts\nLieu de travail : parc de Koné\nGrade : Adjoint technique\n\nMissions :\n- tailler.\n\nProfil :\n- adroit\n", id="an annex without employer"),
    pytest.param(A + "Fiche de poste du jardinier\n\nEmployeur : Mairie de Valmer\nService : Parcs\nLieu de travail : Koné\nGrade : Adjoint\n\nMissions :\n- tailler.\n", id="an annex without deadline"),
    pytest.param(A + "Annexe 1 : jardinier de Poya\n\nEmployeur : Ville de Valmer\nLieu de travail : Poya\nService : Parcs\nGrade : Adjoint\nDate limite de candidature : 7 mai 2031\n\nMissions :\n- tailler.\n", id="an annex with all labels"),
    pytest.param(A.replace("- rendre compte.", "- rendre compte.\n\nSite de Poya\nLieu de travail : Poya\nService : Eaux\n\nSite de Koumac\nLieu de travail : Koumac\nService : Voirie\n"), id="a list of places"),
    pytest.param(A.replace("Missions :", "Poste 1\nLieu de travail : Poya\nGrade : Adjoint\n\nPoste 2\nLieu de travail : Koumac\nGrade : Agent\n\nMissions :"), id="a list of posts"),
    pytest.param(A.replace("Profil recherché :", "Encadrement\nEmployeur : Ville de Valmer\nDate limite de candidature : 7 mai 2031\n\nProfil recherché :"), id="two labels again"),
    pytest.param(P + "Comptes rendus\nEntreprise : Scierie des Cimes SARL\nLieu : Chambéry\nContrat : CDI\nSalaire : 24 000 € brut annuel\n", id="a private summary below"),
    pytest.param(P + P, id="a private offer twice"),
    pytest.param(A + A, id="all of it twice"),
]  # fmt: skip


@pytest.mark.parametrize("text", SINGLE)
def test_one_posting(text):
    (record,) = parse_text(text)
    assert record.offer is not None
    assert record.offer.title in ("Jardinier (H/F)", "Magasinier")


def test_hostile_repetition_is_linear():
    """Headers without end: each is looked at once."""
    text = "Agent\nEmployeur : V\nLieu : K\nGrade : A\nDate limite de candidature : 30 avril 2031\n" * 2000
    assert len(parse_text(text)) == 1
