"""What is no posting, and bears words of one: no family takes it, and OF501 says so."""

import pytest

from offres import parse_text

RECIPE = """Gratin de courge aux noix

Préparation : 25 minutes
Cuisson : 40 minutes

Ingrédients
- une courge de deux kilos
- 200 g de noix
- un litre de lait entier

Réalisation
1. Éplucher la courge et la couper en lamelles.
2. Chauffer le lait avec la muscade.
3. Enfourner à 180 degrés, jusqu'à ce que le dessus soit doré.
"""

INVOICE = """FACTURE N° F-2027-0412

Société : Menuiserie du Lac SARL
Date : 12/04/2027
Référence client : C00881

Désignation            Quantité     Prix
Porte en chêne         2            840,00 €
Pose                   1            320,00 €

Total TTC : 2 400,00 €
Date limite de paiement : 12/05/2027
Pénalités de retard : trois fois le taux légal. SIRET 81204556700012
"""

CV = """Jeanne Morvan
12 rue des Lilas, 35000 Rennes
06 12 34 56 78

Expérience
2021 - 2026 : comptable, Menuiseries du Lac
2018 - 2021 : assistante de gestion, Ville de Rennes

Formation
2018 : BTS comptabilité et gestion

Compétences
- Logiciels de paie
- Anglais courant

Centres d'intérêt
Randonnée, chorale
"""

NEWS = """La ville inaugure sa nouvelle médiathèque

Publié le 14 mars 2027

Le maire a coupé le ruban samedi devant deux cents habitants. Le bâtiment, dont la construction a duré trois ans, abrite
trente mille livres. La collectivité a recruté huit agents pour l'animer, et l'association des lecteurs recherche des
bénévoles pour le samedi.

Contact : mairie de Valmer, 02 99 00 11 22
"""


@pytest.mark.parametrize("text", [RECIPE, INVOICE, CV, NEWS], ids=["recipe", "invoice", "cv", "news"])
def test_what_is_no_posting_has_no_family(text):
    record = parse_text(text)[0]
    assert record.source.family is None
    assert "OF501" in [finding.code for finding in record.findings]
