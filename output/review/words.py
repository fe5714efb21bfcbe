"""What the page says, in both languages; the names of fields with it."""

import re
from dataclasses import dataclass

_STEP = re.compile(r"(\w+)((?:\[\d+\])?)")

_EN = {
    "page": "Review of postings",
    "skip": "Go to the posting",
    "list": "Postings",
    "statistics": "Statistics",
    "posting": "Posting",
    "search": "Search",
    "code": "Code",
    "severity": "Severity",
    "employer": "Employer",
    "all": "All",
    "clear": "Clear filters",
    "shown_one": "{n} posting of {all}",
    "shown": "{n} postings of {all}",
    "none": "No posting meets these filters.",
    "source": "Source",
    "record": "Record",
    "text": "Text",
    "pages": "Pages",
    "findings": "Findings",
    "values": "Values",
    "sections": "Body",
    "about": "File",
    "choose": "Choose a posting in the list.",
    "untitled": "(no title)",
    "no_findings": "No findings.",
    "no_text": "There is no text to show.",
    "no_offer": "This file gave no posting.",
    "no_place": "no place in the source",
    "error": "error",
    "warning": "warning",
    "info": "info",
    "what": "When",
    "why": "Why it matters",
    "instead": "What to do",
    "deadline": "deadline",
    "page_of": "Page {n}",
    "see": "Other posting",
    "colon": ": ",
    "left_out": "Its pages are not all in this file; the text is.",
    "clean": "without findings",
    "no_employer": "(no employer)",
    "keys": "Keys: / search, j and k next and previous posting, arrows move among places, "
    "Enter goes to the other side, s statistics.",
    "by_code": "Findings by code",
    "by_month": "Postings by month of publication",
    "by_employer": "Postings by employer",
    "windows": "Days between publication and deadline",
    "no_data": "Nothing to count.",
    "table": "As a table",
    "others": "others",
    "undated": "without date",
    "before": "before",
    "furniture": "Page furniture",
    "unclaimed": "Unclaimed text",
    "header": "Label and value",
    "year": "Postings by year of publication",
}

_FR = {
    "page": "Relecture des annonces",
    "skip": "Aller à l'annonce",
    "list": "Annonces",
    "statistics": "Statistiques",
    "posting": "Annonce",
    "search": "Rechercher",
    "code": "Code",
    "severity": "Gravité",
    "employer": "Employeur",
    "all": "Tous",
    "clear": "Effacer les filtres",
    "shown_one": "{n} annonce sur {all}",
    "shown": "{n} annonces sur {all}",
    "none": "Aucune annonce ne répond à ces filtres.",
    "source": "Source",
    "record": "Fiche",
    "text": "Texte",
    "pages": "Pages",
    "findings": "Signalements",
    "values": "Valeurs",
    "sections": "Corps",
    "about": "Fichier",
    "choose": "Choisissez une annonce dans la liste.",
    "untitled": "(sans intitulé)",
    "no_findings": "Aucun signalement.",
    "no_text": "Il n'y a pas de texte à montrer.",
    "no_offer": "Ce fichier n'a donné aucune annonce.",
    "no_place": "sans place dans la source",
    "error": "erreur",
    "warning": "avertissement",
    "info": "info",
    "what": "Quand",
    "why": "Pourquoi c'est important",
    "instead": "Que faire",
    "deadline": "date limite",
    "page_of": "Page {n}",
    "see": "Autre annonce",
    "colon": " : ",
    "left_out": "Ses pages ne sont pas toutes dans ce fichier ; le texte y est.",
    "clean": "sans signalement",
    "no_employer": "(sans employeur)",
    "keys": "Touches : / rechercher, j et k annonce suivante et précédente, les flèches vont d'une place à l'autre, "
    "Entrée passe de l'autre côté, s statistiques.",
    "by_code": "Signalements par code",
    "by_month": "Annonces par mois de publication",
    "by_employer": "Annonces par employeur",
    "windows": "Jours entre publication et date limite",
    "no_data": "Rien à compter.",
    "table": "En tableau",
    "others": "autres",
    "undated": "sans date",
    "before": "avant",
    "furniture": "Habillage de page",
    "unclaimed": "Texte non attribué",
    "header": "Libellé et valeur",
    "year": "Annonces par année de publication",
}

_COUNTED = {  # one and several, in English and French
    "posting": (("posting", "postings"), ("annonce", "annonces")),
    "error": (("error", "errors"), ("erreur", "erreurs")),
    "warning": (("warning", "warnings"), ("avertissement", "avertissements")),
    "info": (("note", "notes"), ("remarque", "remarques")),
}

_FIELDS = {  # a key of the offer, in English and French
    "title": ("Title", "Intitulé"),
    "reference": ("Reference", "Référence"),
    "employer": ("Employer", "Employeur"),
    "department": ("Directorate", "Direction"),
    "service": ("Service", "Service"),
    "corps": ("Corps", "Corps ou cadre d'emplois"),
    "domains": ("Speciality", "Spécialité"),
    "grades": ("Grade", "Grade"),
    "category": ("Category", "Catégorie"),
    "occupation": ("Occupation", "Métier"),
    "occupation_code": ("Occupation code", "Code métier"),
    "location": ("Place of work", "Lieu de travail"),
    "residency": ("Residency", "Durée de résidence"),
    "published": ("Published", "Publication"),
    "deadline": ("Deadline", "Date limite"),
    "deadline_time": ("Hour of the deadline", "Heure limite"),
    "initial_deadline": ("Initial deadline", "Date limite initiale"),
    "start": ("Start", "Prise de poste"),
    "openings": ("Openings", "Nombre de postes"),
    "contract": ("Contract", "Contrat"),
    "working_time": ("Working time", "Temps de travail"),
    "salary": ("Salary", "Rémunération"),
    "missions": ("Mission", "Mission"),
    "contacts": ("Contact", "Contact"),
    "application": ("Application", "Candidature"),
    "attributes": ("Attribute", "Autre information"),
    "sections": ("Section", "Rubrique"),
    "number": ("number", "numéro"),
    "issued": ("issued", "du"),
    "issuer": ("issuer", "émetteur"),
    "year": ("year", "année"),
    "sequence": ("sequence", "ordre"),
    "suffix": ("suffix", "suffixe"),
    "also": ("also", "aussi"),
    "min_years": ("years at least", "années au moins"),
    "max_years": ("years at most", "années au plus"),
    "route": ("route", "voie"),
    "by_corps": ("by corps", "par corps"),
    "kind": ("kind", "nature"),
    "kinds": ("kind", "nature"),
    "date": ("date", "date"),
    "text": ("text", "texte"),
    "duration_months": ("months", "mois"),
    "hours_per_week": ("hours a week", "heures par semaine"),
    "min": ("from", "de"),
    "max": ("to", "à"),
    "currency": ("currency", "monnaie"),
    "period": ("period", "période"),
    "gross": ("gross", "brut"),
    "name": ("name", "nom"),
    "role": ("role", "fonction"),
    "phones": ("phone", "téléphone"),
    "emails": ("e-mail", "courriel"),
    "url": ("link", "lien"),
    "address": ("address", "adresse"),
    "documents": ("document", "pièce"),
    "heading": ("heading", "titre"),
    "blocks": ("text", "texte"),
    "label": ("label", "libellé"),
    "value": ("value", "valeur"),
}


@dataclass(frozen=True)
class Words:
    """The texts of one language."""

    lang: str
    texts: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def label(self, path: str) -> str:
        """The name of a field for a person: `missions[2].text` is `Mission 3`."""
        steps = [self._step(key, index) for key, index in _STEP.findall(path)]
        if len(steps) > 1 and path.startswith(("missions[", "attributes[")):
            steps = steps[:1]
        return ", ".join(steps)

    def counted(self, number: int, name: str) -> str:
        """A number with its noun: `1 posting`, `0 postings`; in French 0 is one too."""
        one, many = _COUNTED[name][self.lang == "fr"]
        return f"{number} {one if number == 1 or (self.lang == 'fr' and not number) else many}"

    def _step(self, key: str, index: str) -> str:
        name = _FIELDS[key][self.lang == "fr"] if key in _FIELDS else self.texts.get(key, key)
        return f"{name} {int(index[1:-1]) + 1}" if index else name


def words_of(lang: str) -> Words:
    """The texts of `fr`, or of English."""
    return Words("fr", _FR) if lang == "fr" else Words("en", _EN)
