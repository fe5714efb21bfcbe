"""How to apply and whom to ask, through the whole reading: which sections they come from; all of it is invented."""

from offres import parse_text

HEADER = "Jardinier\nRéférence : 3134-27-0456/SR du 5 avril 2027\nEmployeur : Ville de Valmer\n\n"
ZOE = "Mme Zoé Essai, cheffe de bureau, tél. : 24 63 19"


def read(body):
    """The offer and the texts of its spans."""
    (record,) = parse_text(HEADER + body)
    assert record.offer is not None
    return record.offer, {path: span.text for path, span in record.spans.items()}


def test_contact_section_says_where_to_apply():
    offer, spans = read(f"# Contact\n\n{ZOE}\n\nCandidature à adresser à : rh@exemple.nc\n")
    assert [contact.name for contact in offer.contacts] == ["Zoé Essai"]
    assert offer.application is not None
    assert offer.application.emails == ["rh@exemple.nc"]
    assert spans["application.emails[0]"] == "rh@exemple.nc"


def test_notes_say_both():
    body = f"# Informations complémentaires\n\nCV à envoyer à rh@exemple.nc ; renseignements : {ZOE}.\n\nBureau : 24 63 20\n"
    offer, spans = read(body)
    assert offer.application is not None
    assert (offer.application.emails, offer.application.documents) == (["rh@exemple.nc"], ["CV"])
    assert [(contact.name, contact.phones) for contact in offer.contacts] == [("Zoé Essai", ["+687246319"])]
    assert spans["contacts[0].name"] == "Zoé Essai"


def test_application_section_names_whom_to_ask_once():
    apply = f"# Pour répondre à cette offre\n\nCV à envoyer à rh@exemple.nc.\n\nRenseignements : {ZOE}\n"
    offer, _ = read(f"# Contact\n\n{ZOE}\n\n{apply}")
    assert [contact.name for contact in offer.contacts] == ["Zoé Essai"]
    offer, _ = read(apply)
    assert [contact.name for contact in offer.contacts] == ["Zoé Essai"]
    assert offer.application is not None
    assert offer.application.emails == ["rh@exemple.nc"]


def test_documents_of_the_section_come_before_those_of_a_note():
    body = (
        "# Informations complémentaires\n\nCandidatures (CV, photo) à envoyer à rh@exemple.nc.\n\n"
        "# Pour répondre à cette offre\n\nMerci de joindre un CV détaillé.\n"
    )
    offer, _ = read(body)
    assert offer.application is not None
    assert (offer.application.emails, offer.application.documents) == (["rh@exemple.nc"], ["CV détaillé"])


def test_an_address_to_ask_stays_a_contact():
    offer, _ = read("# Contact\n\nbureau@exemple.nc\n\n# Pour répondre à cette offre\n\nMail : bureau@exemple.nc\n")
    assert [contact.emails for contact in offer.contacts] == [["bureau@exemple.nc"]]
    assert offer.application is not None
    assert offer.application.emails == ["bureau@exemple.nc"]


def test_the_heading_announces_the_person():
    offer, _ = read("Contact RH\nPaul Durand, chargé de recrutement\n")
    assert [(contact.name, contact.role) for contact in offer.contacts] == [("Paul Durand", "chargé de recrutement")]


def test_missions_say_neither():
    offer, _ = read(f"# Missions\n\n- trier les CV à envoyer à rh@exemple.nc\n- renseignements : {ZOE}\n")
    assert offer.application is None
    assert offer.contacts == []
