"""Postings made by hypothesis: invented values in any order and layout, and damage done to them.

A generated posting knows what it says, so that a test can ask whether the record says the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

WEEKDAYS = ["Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche"]
MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
TITLES = [
    "Gestionnaire de paie", "Chargée de communication institutionnelle", "Agent d'accueil (H/F)",
    "Chef du bureau des marchés publics", "Mécanicien de marine", "Bibliothécaire-médiateur",
]  # fmt: skip
EMPLOYERS = ["Ville de Roquesane", "Province Nord", "Office calédonien du foncier", "Mairie de Valmer", "Port autonome"]
CORPS = ["Rédacteur", "Attaché", "Technicien 2ème grade", "Adjoint administratif", "Infirmier en soins généraux"]
DEPARTMENTS = ["Direction des finances", "Direction de la culture et des sports", "Direction générale des services"]
LOCATIONS = ["Nouméa", "Koné", "La Foa", "Médiathèque de Valmer", "Nouméa - Hôtel de Ville"]
TASKS = [
    "tenir le registre des entrées", "accueillir le public et l'orienter", "préparer les dossiers du conseil",
    "suivre l'exécution des marchés", "former les agents nouvellement affectés", "contrôler les factures reçues",
]  # fmt: skip


@dataclass(frozen=True)
class Posting:
    """What a generated posting says, and its text."""

    text: str
    title: str
    number: str
    employer: str
    corps: str
    department: str
    location: str
    published: date
    deadline: date
    missions: tuple[str, ...]


def printed(day: date, style: str) -> str:
    """A date as postings print it."""
    month = MONTHS[day.month - 1]
    worded = f"{'1er' if day.day == 1 else day.day} {month} {day.year}"
    return {
        "full": f"{WEEKDAYS[day.weekday()]} {day.day:02d} {month} {day.year}",
        "small": f"{WEEKDAYS[day.weekday()].lower()} {worded}",
        "worded": worded,
        "numeric": f"{day:%d/%m/%Y}",
    }[style]


def line(label: str, value: str, layout: str) -> str:
    """A label and its value in one of the layouts."""
    return {
        "inline": f"{label} : {value}\n\n",
        "tight": f"{label}: {value}\n",
        "glued": f"{label}:{value}\n",
        "bold": f"**{label} :** {value}\n\n",
        "below": f"{label} :\n\n{value}\n\n",
        "heading": f"# {label}\n\n{value}\n\n",
        "heading-inline": f"# {label} : {value}\n\n",
        "no-break": f"{label}\u00a0: {value}\n\n",
        "pipes": f"| {label} : | {value} |\n",
    }[layout]


LAYOUTS = ["inline", "tight", "glued", "bold", "below", "heading", "heading-inline", "no-break", "pipes"]


@st.composite
def postings(draw: st.DrawFn) -> Posting:
    """A posting of one layout, its header in any order."""
    published = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 1500)))
    deadline = published + timedelta(days=draw(st.integers(5, 120)))
    style = draw(st.sampled_from(["full", "small", "worded", "numeric"]))
    number = f"3134-{published:%y}-{draw(st.integers(1, 9999)):04d}/SR"
    values = {name: draw(st.sampled_from(pool)) for name, pool in POOLS.items()}
    title = draw(st.sampled_from(TITLES))
    missions = draw(st.lists(st.sampled_from(TASKS), min_size=1, max_size=5, unique=True))
    rows = draw(st.permutations([
        ("Employeur", values["employer"]),
        ("Corps ou Cadre d'emploi /Domaine", values["corps"]),
        ("Direction", values["department"]),
        ("Lieu de travail", values["location"]),
        ("Date de dépôt de l'offre", printed(published, style)),
        ("Date limite de candidature", printed(deadline, style)),
        ("Durée de résidence exigée pour le recrutement sur titre (1)", "au moins égale à 5 ans"),
        ("Poste à pourvoir", draw(st.sampled_from(["immédiatement", "Dès que possible", "1er mars 2027"]))),
    ]))  # fmt: skip
    layout = draw(st.sampled_from(LAYOUTS))
    end = draw(st.sampled_from([" ;", ";", ",", ".", ""]))
    bullet = draw(st.sampled_from(["-", "•", "*", "–", "▪", "➤"]))
    text = (
        f"# {title}\n\n"
        + line("Référence", f"{number} du {printed(published, 'numeric')}", layout)
        + "".join(line(label, value, layout) for label, value in rows)
        + "\n# Détails de l'offre :\n\nLe service rend compte de son activité chaque trimestre à la direction.\n\n"
        + "# Missions :\n\nL'agent retenu aura pour missions :\n\n"
        + "".join(f"{bullet} {task}{end}\n" for task in missions)
    )
    return Posting(text, title, number, published=published, deadline=deadline, missions=tuple(missions), **values)


POOLS = {"employer": EMPLOYERS, "corps": CORPS, "department": DEPARTMENTS, "location": LOCATIONS}


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A generated posting with lines lost, doubled, moved or cut, and odd characters strewn in."""
    lines = draw(postings()).text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["lose", "double", "move", "cut", "strew", "join"]))
        if what == "lose":
            lines[at] = ""
        elif what == "double":
            lines[at] *= 2
        elif what == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif what == "cut":
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
        elif what == "strew":
            odd = draw(
                st.sampled_from(
                    ["**", "\u00a0", "\u200b", "|", "Ã©", "&amp;", "\t", "e\u0301", "\u2028", "#", "- ", "\r", "("]
                )
            )
            cut = draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:cut] + odd + lines[at][cut:]
        else:
            lines[at] = lines[at].rstrip("\n") + " "
    return "".join(lines)
