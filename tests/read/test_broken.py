"""Text of a page that is none."""

import pytest

from offres.extract.read.paged.broken import is_broken

GOOD = "Le jardinier arrose les serres de fougères, taille les haies du parc et accueille les élèves. "


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no text"),
        (" \r\n\t", "no text"),
        ("Valmer", None),
        (GOOD, None),
        (GOOD.upper(), None),
        ("\r\n".join(f"\uf0b7 {GOOD}" for _ in range(20)), None),
        ("\uf0b7\r\n\uf0b7\r\n" * 5 + GOOD, None),
        (GOOD + "infor\ufffemation et infor\x02mation", None),
        (GOOD + "Contact : s.waheo@port-exemple.nc, https://emploi.exemple.nc/offres/2041187", None),
        ("(cid:12)(cid:7)(cid:44) (cid:9)" * 4, "letters without a meaning"),
        ("\ufffd\ufffd \ufffd\ufffd\ufffd" * 9, "letters without a meaning"),
        ("\ue012\ue013\ue014 \ue012\ue022\ue001 " * 9, "letters without a meaning"),
        ("ThŽo calculŽ les dŽpenses du thމtre et les prŽsente aux Žlus de la communautŽ " * 2, "wrong letters"),
        ("Le calculØ des dØpenses est prØsentØ aux Ølus de la communautØ et validØ " * 2, "wrong letters"),
        ("La rÈfÈrence du poste est prÈcisÈe dans la fiche publiÈe par la collectivitÈ " * 2, "wrong letters"),
        ("RRééfféérreennccee dduu ppoossttee :: jjaarrddiinniieerr dduu ppaarrcc bboottaanniiqquuee ddee llaa vviillllee", "letters printed twice"),
        ("Lejardinierarroselesserresdefougères,taillelesHaiesduparcetaccueillelesélèves." * 3, "words without spaces"),
    ],
)  # fmt: skip
def test_broken(text, reason):
    assert is_broken(text) == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [("Copie conforme", "hardly any text beside an image"), (GOOD, None), ("", "no text")],
)
def test_beside_an_image(text, reason):
    assert is_broken(text, images=True) == reason
