"""Encodings told apart on short French texts of our own, and what is refused."""

import codecs
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offres.extract.errors import NoText, UnreadableFile
from offres.extract.read.decode import Decoded, decode

TEXTS = r"""L’établissement recherche un infirmier en soins généraux pour son pôle gériatrie.
Durée de résidence exigée : trois ans au moins à la date de clôture.
Le candidat retenu sera chargé de l’entretien des bâtiments communaux et des réseaux.
Intitulé du poste : Chargé d’études « eau et forêts » à la direction de l’aménagement
Rémunération : 2 150 € bruts par mois – primes selon ancienneté
RÉFÉRENCE DE L’OFFRE : 4471-26 – DÉPARTEMENT DES AFFAIRES ÉCONOMIQUES
Vous êtes rigoureux, à l’écoute, et vous maîtrisez les outils bureautiques.
Poste à pourvoir dès que possible, à temps complet, au siège de la régie.
• Élaborer le budget annexe ;\n• contrôler les dépenses ;\n• préparer la clôture.
Le cœur du métier : accueillir, orienter et conseiller les élèves boursiers.
Contact : Mme Hélène Crétin, cheffe du bureau, téléphone 02 40 00 11 22
Date limite de dépôt : vendredi 14 août 2026 à 17 h 30
Savoir-être : sens de l’équité, discrétion, capacité à gérer les imprévus
Connaître les règles d’hygiène et de sécurité liées à la manutention
Le titulaire assure la maintenance des véhicules légers et des engins de levage.
Diplôme exigé : brevet de technicien supérieur, spécialité électrotechnique
Une expérience dans un poste équivalent serait appréciée.
Rattaché à la sous-direction du contrôle, l’agent instruit les dossiers d’indemnités.
Où travailler ? Au château d’eau de Bréhal, près du littoral où se trouve l’usine.
Les candidatures incomplètes ou reçues après la clôture ne seront pas examinées.
Mission n° 3 : établir les procès-verbaux et veiller à leur exécution
Il est précisé que le poste est ouvert aux agents contractuels, à défaut de titulaire.
Activités annexes : archivage, numérisation, tri sélectif, déménagement
Être titulaire du permis B depuis deux années révolues
Maître-nageur sauveteur à la piscine de l’Île-aux-Moines (été 2026)
Ce métier requiert une bonne résistance physique et le goût du travail d’équipe.
Congés : 25 jours, auxquels s’ajoutent les récupérations d’heures supplémentaires
Médiathèque Françoise-Verny : un aide-bibliothécaire à mi-temps
Le dossier comprend une lettre de motivation, un curriculum vitæ et les diplômes.
L’hôpital dispose d’un plateau d’imagerie rénové et d’un bloc opératoire récent.
Encadrer une équipe de neuf agents répartis sur plusieurs sites éloignés
Gérer la régie d’avances, émettre les titres et relancer les débiteurs
Veiller à la qualité de l’accueil périscolaire, matin, midi et soirée
Vous possédez un réel intérêt pour l’archéologie préventive et le bâti ancien.
Poste susceptible d’être vacant à compter du 1er février prochain
SERVICE ÉMETTEUR : DIRECTION DE LA VOIRIE – PÔLE MATÉRIEL
Le bureau des élections révise les listes et prépare les scrutins à venir.
« Ville fleurie », la commune entretient près de 40 hectares d’espaces naturels.
Garantir la traçabilité des prélèvements jusqu’à leur arrivée au laboratoire
Conduite d’une balayeuse ; habilitation électrique exigée ; travail décalé
Aptitude à négocier, à arbitrer et à rédiger des synthèses
Merci d’adresser votre réponse à l’unité de gestion, bâtiment C, rez-de-chaussée.
Éducateur sportif diplômé d’État, mention activités aquatiques
Niveau d’études souhaité : licence de géographie ou équivalent étranger
Vos tâches : dépoussiérer, désinfecter, évacuer les déchets – même la fin de semaine
À l’issue de la période d’essai, le contrat pourra être renouvelé.
Le laboratoire étudie la qualité des sédiments prélevés dans l’estuaire.
Avantages : mutuelle prise en charge à 50 %, chèques-déjeuner, œuvres sociales
Assistant de prévention : identifier les risques, proposer des mesures, les évaluer
Maîtrise de l’anglais écrit exigée… l’espagnol constitue un atout
La régie des théâtres emploie des électriciens et des machinistes expérimentés.
Vérifier la conformité des factures reçues et leur rattachement à l’exercice
Réaliser les relevés topographiques nécessaires à l’établissement des plans
Le poste exige de fréquents déplacements dans tout le département (véhicule fourni).
Employeur : communauté de communes du Pré-Boisé, 12 allée des Érables
Animer le réseau des référents égalité et promouvoir la diversité
L’école élémentaire accueille 160 élèves, du cours préparatoire au cours moyen.
Catégorie B, filière médico-sociale, groupe de fonctions n° 2
Surveiller la baignade, porter secours, tenir à jour le cahier de relève
Expliquer les démarches aux usagers âgés ou allophones, sans les brusquer
Un hébergement meublé peut être proposé les premières semaines.
Le syndicat gère l’assainissement collectif de onze communes littorales.
Préparer les commissions, rédiger les délibérations et suivre leur affichage
Astreintes : une fin de semaine sur quatre, indemnisée d’après le barème en vigueur
""".splitlines()
TEXTS = [text.replace(r"\n", "\n") for text in TEXTS]

LONG = [" ".join(TEXTS[(first + step * 7) % len(TEXTS)] for step in range(7)) for first in range(len(TEXTS))]

PLAINER = str.maketrans({"’": "'", "–": "-", "…": "...", "•": "-", "œ": "oe", "€": "EUR"})
LATIN9 = str.maketrans({"’": "'", "–": "-", "…": "...", "•": "-"})

# what to write -> which name to expect
CODECS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "cp1252": "cp1252",
    "latin-1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "mac-roman": "mac-roman",
    "cp850": "cp850",
}


def written(text: str, codec: str) -> tuple[str, bytes]:
    """The text as the encoding can hold it, and its bytes."""
    if codec in ("latin-1", "cp850"):
        text = text.translate(PLAINER)
    if codec == "iso-8859-15":
        text = text.translate(LATIN9)
    return text, text.encode(codec)


def expected_names(data: bytes, codec: str) -> set[str]:
    """The names that fit the same bytes equally well."""
    if codec in ("cp1252", "iso-8859-15") and not any(0x80 <= byte < 0xA0 for byte in data):
        return {"latin-1", codec}
    return {CODECS[codec]} | ({"utf-8"} if data.isascii() else set())


def test_there_are_enough_texts_of_the_right_length() -> None:
    assert len(TEXTS) >= 60
    assert all(len(text) > 30 for text in TEXTS)
    assert all(len(text) >= 300 for text in LONG)


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_300_bytes_are_always_told_apart(text: str, codec: str) -> None:
    text, data = written(text, codec)
    decoded = decode(data)
    assert decoded.text == text
    assert decoded.encoding in expected_names(data, codec)


@pytest.mark.parametrize("codec", CODECS)
def test_single_sentences_are_told_apart(codec: str) -> None:
    pairs = [written(text, codec) for text in TEXTS]
    assert [decode(data).text for _, data in pairs] == [text for text, _ in pairs]


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_marks(codec: str) -> None:
    text = "\ufeffPoste à pourvoir\r\nDès que possible"
    data = text[1:].encode(codec) if codec in ("utf-16", "utf-32") else text.encode(codec)
    decoded = decode(data)
    assert decoded.text == text[1:]
    assert decoded.encoding == {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Référence : 12 à Nouméa, clôturée".encode()[:-2], "Référence : 12 à Nouméa, clôtur\ufffd"),
        ("Poste à pourvoir, catégorie B".encode() + b" \xe9t", "Poste à pourvoir, catégorie B \ufffdt"),
        ("Un seul accent: é".encode()[:-1], "Un seul accent: \ufffd"),
        ("Prime de 100 €".encode()[:-1], "Prime de 100 \ufffd"),
        ("À l’essai".encode() + b" \xff", "À l’essai \ufffd"),
    ],
)
def test_broken_utf8_stays_utf8(data: bytes, text: str) -> None:
    assert decode(data) == Decoded(text, "utf-8")


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"Agent d'entretien", "Agent d'entretien", "utf-8"),
        (b"caf\xe9", "café", "latin-1"),
        (b"l\x92\xe9t\xe9", "l’été", "cp1252"),
        (b"Prime : 200 \x80", "Prime : 200 €", "cp1252"),
        ("«CAFÉ» à midi".encode("cp1252"), "«CAFÉ» à midi", "latin-1"),
        ("le cœur, 300 € par mois".encode("iso-8859-15"), "le cœur, 300 € par mois", "iso-8859-15"),
        ("12 ½ journées, ¼ de temps".encode("latin-1"), "12 ½ journées, ¼ de temps", "latin-1"),
        ("l’école, l’État, à l’écho".encode("mac-roman"), "l’école, l’État, à l’écho", "mac-roman"),
        ("DÉLÉGUÉ À L'ÉGALITÉ".encode("cp1252"), "DÉLÉGUÉ À L'ÉGALITÉ", "latin-1"),
        ("DÉLÉGUÉ À L’ÉGALITÉ".encode("mac-roman"), "DÉLÉGUÉ À L’ÉGALITÉ", "mac-roman"),
        (b"Ligne \x81trange \xe9t\xe9", "Ligne \x81trange été", "cp1252"),
        (b"a\r\nb\rc\n", "a\r\nb\rc\n", "utf-8"),
        (b"Page 1\x0cPage 2", "Page 1\x0cPage 2", "utf-8"),
        (
            b"les affaires adminis\x02\ntratives du bourg " * 9,
            "les affaires adminis\x02\ntratives du bourg " * 9,
            "utf-8",
        ),
        (
            b"un NUL perdu\x00 dans une ligne de texte assez longue",
            "un NUL perdu\x00 dans une ligne de texte assez longue",
            "utf-8",
        ),
        ("Été".encode("utf-16-le") + b"\x41", "Été\ufffd", "utf-16-le"),
    ],
)
def test_single_cases(data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == Decoded(text, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b" ",
        b"\n\r\n\t",
        b"\x00\x00\x00",
        b"\xef\xbb\xbf",
        b"\xef\xbb\xbf \n",
        b"\xff\xfe",
        b"\xff\xfe \x00\n\x00",
        b"\x0c",
    ],
)
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(NoText):
        decode(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (bytes(range(256)) * 8, "binary"),
        (bytes(range(1, 256)) * 8, "binary"),
        (b"\x01\x02\x03\x04texte", "binary"),
        (b"\xff\xfe\x41\x00" + b"\x00\x00\x41\x00" * 40, "binary"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        decode(data)


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=50).map(str.encode), st.binary(max_size=9).map(b"Re\xe9 ".__add__)
    )
)
def test_any_bytes_give_text_or_a_typed_error(data: bytes) -> None:
    with contextlib.suppress(NoText, UnreadableFile):
        decoded = decode(data)
        assert decoded.text
        codecs.lookup(decoded.encoding)
