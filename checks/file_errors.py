"""OF9xx: the errors that stand on a file that gave no posting.

Documented here; raised as the typed errors of `extract/errors.py`, so that there is nothing to check.
"""

from .rule import Rule, Text

_MESSAGE = (Text("{cause}. {remedy}", "{cause}. {remedy}"),)

RULES = (
    Rule(
        code="OF901",
        name="unreadable-file",
        severity="error",
        what=Text(
            "The file is corrupt, empty, missing, or of a type that is not supported.",
            "Le fichier est endommagé, vide, absent, ou d'un type qui n'est pas pris en charge.",
        ),
        why=Text(
            "Nothing of the posting was read: the record has no offer.",
            "Rien de l'annonce n'a été lu : l'enregistrement n'a pas d'offre.",
        ),
        example="annonce.pdf (0 octet)",
        instead=Text(
            "Get the file again, or save the posting as PDF, DOCX, HTML or text.",
            "Récupérez le fichier à nouveau, ou enregistrez l'annonce en PDF, DOCX, HTML ou texte.",
        ),
        messages=_MESSAGE,
    ),
    Rule(
        code="OF902",
        name="encrypted-file",
        severity="error",
        what=Text("A password is needed to read the file.", "Un mot de passe est nécessaire pour lire le fichier."),
        why=Text(
            "Nothing of the posting was read, and no password is tried.",
            "Rien de l'annonce n'a été lu, et aucun mot de passe n'est essayé.",
        ),
        example="annonce.pdf (protégé par un mot de passe)",
        instead=Text(
            "Save the file without its password and read it again.",
            "Enregistrez le fichier sans mot de passe puis relancez la lecture.",
        ),
        messages=_MESSAGE,
    ),
    Rule(
        code="OF903",
        name="limit-exceeded",
        severity="error",
        what=Text(
            "Reading the file went over the limit of time, memory, size, pages or unpacked size.",
            "La lecture du fichier a dépassé la limite de temps, de mémoire, de taille, de pages ou de taille "
            "décompressée.",
        ),
        why=Text(
            "The file was given up so that the rest of the run goes on; nothing of it is in the record.",
            "Le fichier a été abandonné pour que le reste du lot continue ; rien n'en figure dans l'enregistrement.",
        ),
        example="annonces-2025.pdf (4 000 pages)",
        instead=Text(
            "Split the file, or raise the limit that the message names.",
            "Découpez le fichier, ou relevez la limite que le message nomme.",
        ),
        messages=_MESSAGE,
    ),
    Rule(
        code="OF904",
        name="no-text",
        severity="error",
        what=Text(
            "There is nothing to read in the file, and OCR is not available or found nothing.",
            "Il n'y a rien à lire dans le fichier, et l'OCR est indisponible ou n'a rien trouvé.",
        ),
        why=Text(
            "A scan without a text layer gives no record until it is read by OCR.",
            "Une numérisation sans couche de texte ne donne rien tant qu'elle n'est pas passée à l'OCR.",
        ),
        example="annonce.pdf (une page, une image, aucun texte)",
        instead=Text(
            "Turn OCR on, or get the posting as text.",
            "Activez l'OCR, ou demandez l'annonce sous forme de texte.",
        ),
        messages=_MESSAGE,
    ),
)
