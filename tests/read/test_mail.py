"""Mails: their text, their attachments, and what of both is kept."""

import sys
from base64 import b64encode
from email.message import EmailMessage

import pytest
from compressed_rtf import compress
from olefiles import compound_file, properties, text_stream

from offres import parse, parse_text
from offres.extract.errors import EncryptedFile, LimitExceeded, MissingTool, NoText, OffresError, UnreadableFile
from offres.extract.pipeline import parse_each
from offres.extract.read import sniff
from offres.extract.read.mail import mail, outlook
from offres.extract.read.mail.letter import safe_name
from offres.extract.read.mail.mail_note import Said, note_lines
from offres.extract.read.reader import leaves

HEAD = "From: a@b.nc\nSubject: Avis\nMIME-Version: 1.0\n"
TOP = "from: a@b.nc\nsubject: Avis\n\n"
PDF = "%PDF-1.4 x"


def part(kind, body, *fields):
    return "\n".join([f"Content-Type: {kind}", *fields]) + f"\n\n{body}\n"


def several(*parts, kind="mixed", boundary="bb"):
    inner = "".join(f"--{boundary}\n{one}" for one in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{inner}--{boundary}--\n'


def attached(name, body=PDF, kind="application/pdf"):
    return part(kind, body, f"Content-Disposition: attachment; filename={name}")


def held(data):
    """What a mail holds: names and the beginning of the contents, the head of its own text taken off."""
    data = data.encode() if isinstance(data, str) else data
    return [
        (m.path, (m.error.code if m.error else m.data.decode().removeprefix(TOP).strip("\n")))
        for m in mail.members(data)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("\nBonjour\n", [("", "Bonjour")]),
        (part("text/plain; charset=utf-8", "b=C3=A9=\n!", "Content-Transfer-Encoding: quoted-printable"), [("", "bé!")]),
        (part("text/plain", b64encode("été".encode()).decode(), "Content-Transfer-Encoding: base64"), [("", "été")]),
        (part("text/plain; format=flowed", "un \ndeux\n> trois \n>> quatre \n>> cinq\n -- six\n-- \nLéa"), [("", "un deux\n> trois\n>> quatre cinq\n-- six\n-- \nLéa")]),
        (part("text/plain; format=flowed; delsp=yes", "avant \nage"), [("", "avantage")]),
        (several(part("text/plain", "un"), attached("avis.pdf")), [("", "un"), ("avis.pdf", PDF)]),
        (several(part("text/plain", "un"), part("text/plain", "deux")), [("", "un\n\ndeux")]),
        (several(part("text/plain", "  "), attached("avis.pdf")), [("avis.pdf", PDF)]),
        (several(attached("avis.pdf"), attached("avis.pdf"), attached("AVIS")), [("avis.pdf", PDF), ("avis (2).pdf", PDF), ("AVIS", PDF)]),
        (several(part("text/plain", "un"), part("application/pdf", PDF), part("image/png", "x"), part("x/y", "z")), [("", "un"), ("part-1.pdf", PDF), ("part-2.png", "x"), ("part-3.bin", "z")]),
        (several(part("text/plain", "un", "Content-Disposition: attachment; filename=a.txt")), [("a.txt", "un")]),
        (several(part("text/plain", "un"), part("application/pgp-signature", "x"), kind="signed"), [("", "un")]),
        (several(part("text/plain", "un"), part("text/calendar", "x"), kind="alternative"), [("", "un")]),
        (several(part("text/plain", "un"), attached("winmail.dat", "x", "application/ms-tnef")), [("", "un"), ("winmail.dat", "OF901")]),
        (several(part("text/plain", "un"), part("message/rfc822", f"{HEAD}\ndeux")), [("", "un"), ("Avis.eml", f"{HEAD}\ndeux")]),
        (several(part("text/plain", "un"), part("message/rfc822", "To: x\n\ndeux")), [("", "un"), ("mail-1.eml", "To: x\n\ndeux")]),
        ("Content-Type: multipart/mixed; boundary=bb\n\nBonjour\n", [("", "Bonjour")]),
        ("Content-Type: multipart/mixed\n\nBonjour\n", [("", "Bonjour")]),
        ("Content-Type: multipart/mixed; boundary=bb\n\n--bb\nContent-Type: text/plain\n\nBonjour\n", [("", "Bonjour")]),
        ("Content-Type: nonsense\n\nBonjour\n", [("", "Bonjour")]),
        (part("text/plain", "!!!", "Content-Transfer-Encoding: base64"), [("", "!!!")]),
    ],
)  # fmt: skip
def test_text_and_attachments(body, expected):
    assert held(HEAD + body) == expected


def shown(markup):
    return f'<div class="offres-mail-head"><p>from: a@b.nc</p><p>subject: Avis</p></div>\n{markup}'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (part("text/html", "<p>un</p>"), [("", "<p>un</p>")]),
        (several(part("text/plain", "un deux"), part("text/html", "<p>un <b>deux</b></p>"), kind="alternative"), [("", "<p>un <b>deux</b></p>")]),
        (several(part("text/plain", "<1>"), part("text/html", "<p>deux</p>")), [("", "<pre>&lt;1&gt;</pre>\n<p>deux</p>")]),
        (several(several(part("text/html", "<img src='cid:i1'>un"), part("image/png", "x", "Content-ID: <i1>"), part("image/png", "y", "Content-ID: <i2>"), kind="related", boundary="cc"), attached("a.pdf")),
         [("", "<img src='cid:i1'>un"), ("part-1.png", "y"), ("a.pdf", PDF)]),
        (several(part("text/plain", "un"), several(part("text/html", "<p>un</p>"), attached("a.pdf"), boundary="cc"), kind="alternative"), [("", "<p>un</p>"), ("a.pdf", PDF)]),
        (several(part("text/html", "<p>un</p>", "Content-Location: http://x/"), part("text/css", "p {}", "Content-Location: http://x/a.css"), part("image/png", "x"), part("text/html", "<p></p>", "Content-Location: cid:f"), kind="related"),
         [("", "<p>un</p>"), ("", "<p></p>")][:1]),
    ],
)  # fmt: skip
def test_html_is_taken_where_it_is_the_richer_form(body, expected):
    (own, *others) = held(HEAD + body)
    assert [own, *others] == [("", shown(expected[0][1])), *expected[1:]]


def test_plain_text_is_taken_where_the_html_says_little():
    body = several(part("text/plain", "Jardinier du parc"), part("text/html", "<style>p {color: black}</style><p>voir</p>"), kind="alternative")  # fmt: skip
    assert held(HEAD + body) == [("", "Jardinier du parc")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("avis.pdf", "avis.pdf"), ("../../etc/passwd", "passwd"), ("C:\\avis\\poste.doc", "poste.doc"), ("a\x00b\r\n\u202e.pdf", "ab.pdf"),
        ("  a  b .pdf ", "a b .pdf"), ("..", ""), ("x" * 300 + ".pdf", "x" * 116 + ".pdf"), ("", ""), ("\udce9.pdf", ".pdf"),
    ],
)  # fmt: skip
def test_names_are_made_safe(name, expected):
    assert safe_name(name).lstrip(".") == expected.lstrip(".")
    assert len(safe_name(name)) <= 120


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("filename*=utf-8''Avis%20n%C2%B0%201.pdf", "Avis n° 1.pdf"),
        ('filename="=?utf-8?b?w6l0w6kucGRm?="', "été.pdf"),
        ('filename="=?iso-8859-1?q?=E9t=E9=2Epdf?="', "été.pdf"),
        ("filename*0=av;\n filename*1=is.pdf", "avis.pdf"),
        ('filename="été.pdf"', "été.pdf"),
        ('filename="=?x-none?q?a?="', "=?x-none?q?a?="),
    ],
)  # fmt: skip
def test_names_are_decoded(field, expected):
    data = HEAD + several(part("application/pdf", PDF, f"Content-Disposition: attachment; {field}"))
    assert held(data)[0][0] == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("été à Koné".encode("cp1252"), "été à Koné"),
        ("été à Koné".encode("mac-roman"), "été à Koné"),
        ("été à Koné".encode(), "été à Koné"),
    ],
)
@pytest.mark.parametrize(
    "charset", ["", "; charset=us-ascii", "; charset=x-nonsense", "; charset=utf-8", "; charset=base64"]
)
def test_wrong_and_missing_charsets(charset, data, expected):
    assert held(f"{HEAD}Content-Type: text/plain{charset}\nContent-Transfer-Encoding: 8bit\n\n".encode() + data) == [
        ("", expected)
    ]


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "iso-8859-15", "utf-16"])
def test_declared_charsets(charset):
    body = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n".encode()
    assert held(HEAD.encode() + body + b64encode("l'été : 10 %".encode(charset))) == [("", "l'été : 10 %")]


def test_the_head_stands_on_single_lines_above_the_text():
    data = "From: =?utf-8?q?L=C3=A9a?= <lea@b.nc>\nTo: x@y.nc,\n z@y.nc\nSubject: =?utf-8?q?a=0A---=0AEmployeur_:_x?=\nDate: Mon, 3 Mar 2031 08:00:00 +1100\nX-Spam: no\n\nAgent\n"
    (member,) = mail.members(data.encode())
    assert member.data.decode() == (
        "from: Léa <lea@b.nc>\nto: x@y.nc, z@y.nc\nsubject: a --- Employeur : x\n"
        "date: Mon, 3 Mar 2031 08:00:00 +1100\n\nAgent\n"
    )
    (record,) = parse(data.encode())
    assert (record.offer.title, record.offer.employer) == ("Agent", None)
    assert "subject: a --- Employeur : x" in [span.text for path, span in record.spans.items() if "furniture" in path]


TEXT = "Agent polyvalent\n\nRéférence : 3134-31-0042/SR du 3 mars 2031\nEmployeur : Ville de Valmer\nLieu de travail : Koné\nDate limite de candidature : vendredi 28 mars 2031\n\nMissions :\n- arroser les serres de fougères ;\n- tailler les haies du parc.\n"
MARKUP = (
    "<h1>Agent polyvalent</h1>"
    + "".join(f"<p>{line}</p>" for line in TEXT.splitlines()[2:6])
    + "<h2>Missions :</h2><ul><li>arroser les serres de fougères ;</li><li>tailler les haies du parc.</li></ul>"
)


def composed(*forms, **attachments):
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.nc", "Offre : Comptable"
    for form in forms:
        (
            message.add_alternative
            if message.get_content_type() == "text/plain" and message.get_payload()
            else message.set_content
        )(form, subtype="html" if form.startswith("<") else "plain")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message.as_bytes()


@pytest.mark.parametrize("forms", [(TEXT,), (MARKUP,), (TEXT, MARKUP)])
def test_a_posting_in_a_mail_is_the_posting_of_its_text(forms):
    (wanted,), (record,) = parse_text(TEXT), parse(composed(*forms), uri="avis.eml")
    got, expected = record.offer.model_dump(), wanted.offer.model_dump()
    assert got.pop("sections")[0]["blocks"] == expected.pop("sections")[0]["blocks"]
    assert got == expected
    assert record.source.uri == "avis.eml"


def test_each_document_has_its_uri():
    inner = composed(TEXT, b_txt=TEXT.encode())
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@b.nc", "Deux avis", "Mon, 3 Mar 2031 08:00:00 +1100"
    message.set_content("Bonjour, voici les avis.")
    message.add_attachment(MARKUP.encode(), maintype="text", subtype="html", filename="a.htm")
    message.add_attachment(inner, maintype="application", subtype="octet-stream", filename="autre.eml")
    uris = [(parsed.uri, parsed.error) for parsed in parse_each(message.as_bytes(), "m.eml")]
    assert uris == [
        ("m.eml", None),
        ("m.eml!/a.htm", None),
        ("m.eml!/autre.eml", None),
        ("m.eml!/autre.eml!/b.txt", None),
    ]


def test_a_mailbox_gives_its_mails():
    box = "".join(
        f"From x@y.nc Mon Mar  3 08:00:00 2031\nFrom: a@b.nc\nSubject: n{n}\nDate: x\n\nFrom what is known\n\n"
        for n in (1, 2)
    )
    assert sniff.sniff(box.encode()) == sniff.MAIL
    assert [(leaf.uri, leaf.media_type) for leaf in leaves(box.encode(), "box")] == [
        ("box!/mail-1.eml", sniff.MAIL_TEXT),
        ("box!/mail-2.eml", sniff.MAIL_TEXT),
    ]
    assert len(held(box[: len(box) // 2])) == 1


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (HEAD + "\n \n", NoText),
        (HEAD + several(part("text/html", "<p>&nbsp;</p>")), NoText),
        (HEAD + several(part("application/pgp-encrypted", "x"), part("application/octet-stream", "x"), kind="encrypted"), EncryptedFile),
        (HEAD + part("application/pkcs7-mime; smime-type=enveloped-data", "x"), EncryptedFile),
        (HEAD + part("application/x-pkcs7-mime", "x"), EncryptedFile),
        (HEAD + part("application/pkcs7-mime; smime-type=signed-data", "x"), UnreadableFile),
        (HEAD + "\n-----BEGIN PGP MESSAGE-----\n\nx\n", EncryptedFile),
        (HEAD + several(*[part("text/plain", "x")] * 10_000), LimitExceeded),
        ("".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)), LimitExceeded),
        ("From a@b.nc Mon Mar  3 08:00:00 2031\nFrom: a\n\n" * 1001, LimitExceeded),
    ],
)  # fmt: skip
def test_refused(data, error):
    with pytest.raises(error) as caught:
        list(mail.members(data.encode()))
    assert caught.value.cause


def test_mails_in_mails_end():
    data = (HEAD + "Content-Type: message/rfc822\n\n") * 50 + HEAD + "\nBonjour\n"
    (parsed,) = parse_each(data.encode(), "m.eml")
    assert parsed.uri == "m.eml!/Avis.eml!/Avis.eml!/Avis.eml"
    assert isinstance(parsed.error, LimitExceeded)


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}Content-Type: text/plain; " + "".join(f"a{n}=b; " for n in range(5000)) + "\n\nBonjour",
        "Subject: " + "=?utf-8?q?a?= " * 20_000 + "\nFrom: x\n\nBonjour",
        HEAD + "X: y\n" * 50_000 + "\nBonjour",
        HEAD + 'Content-Type: text/plain; charset="\x00"\n\nBonjour',
        HEAD + "Content-Type: text/plain; charset*=x''%ff\n\nBonjour",
        HEAD + 'Content-Type: multipart/mixed; boundary=""\n\n--\n\nBonjour',
        HEAD + several(part("text/plain", "Bonjour"), "", "--bb\n--bb", part("message/rfc822", "")),
        HEAD + several(part("text/plain", "Bonjour"), part("text/plain", "x", "Content-Transfer-Encoding: x-uuencode")),
        "\nFrom: x\nSubject: y\n\nBonjour",
        HEAD + part("text/html", "Bonjour" + "<script " * 100_000),
        HEAD + part("text/html", "Bonjour" + "<" * 200_000),
        HEAD + "\n" + "-" * 100_000 + "x\n" + "De : a\nDate : b\nObjet : c\n\nBonjour",
    ],
)  # fmt: skip
def test_odd_mails_are_read(data):
    assert "Bonjour" in "".join(member.data.decode() for member in mail.members(data.encode()))


@pytest.mark.parametrize("cut", range(0, 1500, 61))
def test_truncated_mails_give_what_is_there(cut):
    data = composed(TEXT, MARKUP, avis_pdf=b"%PDF" * 50)[:cut]
    try:
        found = list(mail.members(data))
    except OffresError as error:
        found = [error.cause]
    assert found


# ---- what frames a posting ---------------------------------------------------------------------------------------------

FORWARDED = "De : DRH <drh@b.nc>\nEnvoyé : lundi 3 mars 2031\nÀ : x@b.nc\nObjet : Avis de vacance\n"
FRAMES = [
    ("Bonjour,\n\nVoici l'offre.\n\n", ""),
    (
        "Bonjour à tous,\n\nMerci de diffuser l'offre\nci-dessous.\n\n".replace("l'offre\n", "l'offre :\n"),
        "\n\nBien cordialement,\nLéa Wamytan\n25.61.04\n",
    ),
    ("", "\n-- \nLa direction des ressources humaines\nEmployeur : x\n"),
    (FORWARDED + "\n", ""),
    ("Bonjour,\nPour diffusion\n\n---------- Forwarded message ---------\n" + FORWARDED + "\n", "Cordialement\nLéa"),
    (
        "Pour diffusion\n\n-----Message d'origine-----\n"
        + FORWARDED
        + "\nMerci de faire suivre.\n\nDébut du message transféré :\n"
        + FORWARDED
        + "\nBonjour,\n\n",
        "",
    ),
]


@pytest.mark.parametrize(("above", "below"), FRAMES)
@pytest.mark.parametrize("form", ["plain", "quoted", "html"])
def test_what_frames_a_posting_is_furniture(form, above, below):
    body = above + TEXT + below
    if form == "quoted":
        body = above + "".join(f"> {line}\n" for line in TEXT.splitlines()) + below
    elif form == "html":
        body = "<p>" + f"{above}{TEXT.replace('- ', '• ')}{below}".replace("<", "&lt;").replace("\n", "<br>") + "</p>"
    (wanted,), (record,) = parse_text(TEXT), parse(composed(body))
    assert record.offer.model_dump() == wanted.offer.model_dump()
    assert not [finding for finding in record.findings if finding.code == "OF402"]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Bonjour,\n\nVoici l'avis.\n\nCordialement,\nLéa", [0, 1, 2, 3]),
        ("Bonjour\n\n" + "Nous cherchons un agent pour le service des eaux.\n" * 12, [0]),
        ("Agent\n\nDate : 3 mars\nObjet : recrutement\nÀ : Koné", []),
        ("Madame la directrice du parc\n\nMissions : arroser", []),
        ("Responsable de la ville\nDe : 8 h\nà : 12 h\nDate : lundi", []),
        (
            "Délai repoussé.\n\n-----Message d'origine-----\nDe : RH\nEnvoyé : lundi\n\n" + "Agent des eaux\n" * 9,
            [0, 1, 2, 3],
        ),
        ("-----Message d'origine-----\nEnvoyé : lundi\n\nAgent des eaux", []),
        ("", []),
    ],
)
def test_what_is_a_mail_s_own(text, own):
    blanks = [False, *(above == "" for above in text.split("\n"))]
    said = [Said(line, blanks[n]) for n, line in enumerate(text.split("\n")) if line]
    assert sorted(note_lines(said)) == own


# ---- Outlook -----------------------------------------------------------------------------------------------------------


def attachment(name, data, *more, short=""):
    streams = [text_stream("3707", name), ("__substg1.0_37010102", data), text_stream("3704", short), *more]
    return dict([*streams, properties(8)])


def letter(*streams, head=32, subject="Avis", **numbers):
    own = [
        text_stream("0037", subject),
        text_stream("0C1A", "Léa"),
        text_stream("0C1F", "lea@b.nc"),
        properties(head, **numbers),
    ]
    return dict([*own, *streams])


OUTLOOK_TOP = "from: Léa <lea@b.nc>\nsubject: Avis\n\n"
BODY = text_stream("1000", "Bonjour\r\n")


def opened(tree):
    return [
        (m.path, m.error.code if m.error else m.data.decode().removeprefix(OUTLOOK_TOP).strip())
        for m in outlook.members(compound_file(tree))
    ]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (letter(BODY), [("", "Bonjour")]),
        (letter(BODY, ("__attach_version1.0_#00000001", attachment("b.pdf", b"2")), ("__attach_version1.0_#00000000", attachment("", b"1" * 5000, short="A~1.PDF"))), [("", "Bonjour"), ("A~1.PDF", "1" * 5000), ("b.pdf", "2")]),
        (letter(("__substg1.0_1000001E", "été".encode("cp1252")), p3FDE=1252), [("", "été")]),
        (letter(("__attach_version1.0_#00000000", attachment("a.pdf", b""))), [("a.pdf", "OF901")]),
        (letter(BODY, ("__attach_version1.0_#00000000", {"__substg1.0_3701000D": letter(BODY, ("__attach_version1.0_#00000000", attachment("c.pdf", b"3")), head=24, subject="Fwd: a/b"), **dict([properties(8)])})),
         [("", "Bonjour"), ("Fwd: a-b.msg", "from: Léa <lea@b.nc>\nsubject: Fwd: a/b\n\nBonjour"), ("Fwd: a-b.msg!/c.pdf", "3")]),
        (letter(BODY, ("__attach_version1.0_#00000000", {"__substg1.0_3701000D": letter(subject="vide", head=24), **dict([properties(8)])})), [("", "Bonjour"), ("vide.msg", "OF904")]),
        (letter(("__substg1.0_10090102", compress(b"{\\rtf1 Bonjour}", True))), [("", "{\\rtf1 Bonjour}")]),
    ],
)  # fmt: skip
def test_outlook(tree, expected):
    assert sniff.sniff(compound_file(tree)) == sniff.OUTLOOK
    assert opened(tree) == expected


@pytest.mark.parametrize(
    "stream",
    [
        ("__substg1.0_10130102", "<p>été <img src='cid:i'></p>".encode("cp1252")),
        text_stream("1013", "<p>été <img src='cid:i'></p>"),
    ],
)
def test_outlook_html_with_what_it_shows(stream):
    tree = letter(
        stream, ("__attach_version1.0_#00000000", attachment("i.png", b"x", text_stream("3712", "i"))), p3FDE=1252
    )
    ((path, text),) = opened(tree)
    assert path == ""
    assert text.endswith("<p>été <img src='cid:i'></p>")
    assert "Léa &lt;lea@b.nc&gt;" in text


def test_an_outlook_mail_with_a_posting():
    (wanted,), (record,) = (
        parse_text(TEXT),
        parse(compound_file(letter(text_stream("1000", TEXT), p0039=135_000_000_000_000_000))),
    )
    assert record.offer == wanted.offer
    assert "date: 2028-10-19 00:00 UTC" in [span.text for span in record.spans.values()]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (compound_file(letter()), NoText),
        (compound_file(letter(BODY, text_stream("001A", "IPM.Note.SMIME"))), EncryptedFile),
        (compound_file(letter(BODY))[:1100], UnreadableFile),
        (compound_file(letter(BODY))[:600], UnreadableFile),
        (compound_file(letter(("__substg1.0_10090102", b"x" * 40))), UnreadableFile),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000, UnreadableFile),
    ],
)
def test_outlook_refused(data, error):
    with pytest.raises(error) as caught:
        list(outlook.members(data))
    assert caught.value.cause


def test_outlook_mails_in_mails_end():
    tree = letter(BODY, head=24)
    for _ in range(5):
        tree = letter(
            BODY, ("__attach_version1.0_#00000000", {"__substg1.0_3701000D": tree, **dict([properties(8)])}), head=24
        )
    assert opened(tree)[-1] == ("Avis.msg!/Avis.msg!/Avis.msg", "OF903")


def test_what_is_missing_for_outlook_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "olefile", None)
    with pytest.raises(MissingTool) as caught:
        list(outlook.members(compound_file(letter(BODY))))
    assert caught.value.remedy == "pip install 'offres[msg]'"
