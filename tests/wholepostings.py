"""Whole postings of a few lines, sound but for what a test says, in the layouts that real notices have."""

HEADER = {
    "Référence": "3134-31-0777/SR du 2 juin 2031",
    "Employeur": "Commune de Bourail",
    "Corps ou Cadre d'emploi /Domaine": "Technicien 1er grade / Environnement",
    "Durée de résidence exigée pour le recrutement sur titre (1)": "au moins égale à 5 ans",
    "Poste à pourvoir": "1er septembre 2031",
    "Lieu de travail": "Bourail, pépinière du Cap",
    "Date de dépôt de l'offre": "lundi 2 juin 2031",
    "Date limite de candidature": "vendredi 27 juin 2031",
}
PLACES = {"number": 0, "employer": 1, "corps": 2, "residency": 3, "start": 4, "place": 5, "published": 6, "deadline": 7}

TITLE = "Technicien des espaces verts et des pépinières"
MISSIONS = """- conduire les travaux de plantation et d'arrosage ;
- encadrer une équipe de quatre jardiniers ;
- tenir le registre des semis et des récoltes."""
END = """Profil du candidat :

- savoir encadrer une équipe et rendre compte.
"""


def notice(layout="inline", *, title=TITLE, missions=MISSIONS, more="", end=END, **changed):
    """A notice of New Caledonia with some header values changed; None takes a label away, "" leaves it empty."""
    labels = list(HEADER)
    values = HEADER | {labels[PLACES[name]]: value for name, value in changed.items()}
    pairs = [(label, value) for label, value in values.items() if value is not None]
    body = f"Missions :\n\n{missions}\n" if missions is not None else ""
    return f"{title}\n\n" + _LAYOUTS[layout](pairs) + f"{more}\n" + body + f"\n{end}"


def _inline(pairs):
    return "".join(f"{label} : {value}".strip() + "\n" for label, value in pairs)


def _headings(pairs):
    return "".join(f"# {label}\n\n" + (f"{value}\n\n" if value else "") for label, value in pairs)


def _pipes(pairs):
    cells = [f"{label} : | {value}" for label, value in pairs]
    rows = [" | ".join(cells[at : at + 2]) for at in range(0, len(cells), 2)]
    return f"| {rows[0]} |\n|---|---|---|---|\n" + "".join(f"| {row} |\n" for row in rows[1:])


def _columns(pairs):
    cells = [f"{label} : {value}".strip() for label, value in pairs]
    return "".join(f"{left:<80}{right}\n" for left, right in zip(cells[::2], [*cells[1::2], ""], strict=False))


def _next_line(pairs):
    return "".join(f"{label}\n" + (f"{value}\n\n" if value else "") for label, value in pairs)


_LAYOUTS = {"inline": _inline, "headings": _headings, "pipes": _pipes, "columns": _columns, "next line": _next_line}


def territorial(**changed):
    """An offer of emploi-territorial: each label on its own line, its value on the next."""
    values = {
        "Référence": "O041310602000764",
        "Employeur": "Commune de Montreuil-sur-Brenne",
        "Lieu de travail": "6 rue des Tisserands, Montreuil-sur-Brenne",
        "Poste à pourvoir le": "01/09/2031",
        "Date de publication": "02/06/2031",
        "Date limite de candidature": "27/06/2031",
        "Type d'emploi": "Emploi permanent - vacance d'emploi",
    }
    values |= {label.replace("_", " "): value for label, value in changed.items()}
    lines = "".join(
        f"{label}\n" + (f"{value}\n\n" if value else "") for label, value in values.items() if value is not None
    )
    return f"Jardinier des serres et des parcs (H/F)\n\n{lines}Missions / conditions d'exercice\n\n{MISSIONS}\n"


def web(text, **data):
    """A web page of a posting, with the structured data of a JobPosting where some is given."""
    import json

    fact = {"@context": "https://schema.org", "@type": "JobPosting", **data}
    script = f'<script type="application/ld+json">{json.dumps(fact)}</script>' if data else ""
    lines = "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line)
    return f"<!DOCTYPE html><html><head><title>Offre</title>{script}</head><body>{lines}</body></html>".encode()
