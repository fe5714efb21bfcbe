"""Corps and directorate torn apart by the columns of a flattened table: invented values, mended or left alone."""

import pytest

from offres import parse_text

HEADER = "Jardinier\nRéférence : 3134-27-0456/SR\nEmployeur : Ville de Valmer\nLieu de travail : Koné\n"

# The lines, the corps, its specialities, the directorate.
MENDED = [
    pytest.param("Corps /Domaine : ingénieur /Voirie\nDirection de l'eau ou ingénieur /Energie (DE)", "ingénieur", ["Voirie", "Energie"], "Direction de l'eau (DE)", id="alternative spliced in before the acronym"),
    pytest.param("Corps /Domaine : ingénieur /Voirie Direction de l'eau\nou ingénieur /Energie (DE)", "ingénieur", ["Voirie", "Energie"], "Direction de l'eau (DE)", id="acronym read into the corps"),
    pytest.param("Corps /Domaine : attaché\nDirection des parcs ou rédacteur", "attaché ou rédacteur", [], "Direction des parcs", id="alternative at the end"),
    pytest.param("Corps /Domaine : Adjoint\nDirection des parcs administratif", "Adjoint administratif", [], "Direction des parcs", id="last word of the corps"),
    pytest.param("Corps /Domaine : Technicien\nDirection de l'eau / voirie (DE)", "Technicien", ["voirie"], "Direction de l'eau (DE)", id="speciality before the acronym"),
    pytest.param("Corps /Domaine : Technicien\nDirection de l'eau /voirie", "Technicien", ["voirie"], "Direction de l'eau", id="speciality at the end"),
]  # fmt: skip

ALONE = [
    pytest.param("Corps /Domaine : Technicien\nDirection de l'eau", "Technicien", [], "Direction de l'eau", id="nothing torn"),
    pytest.param("Corps /Domaine : Technicien\nDirection des parcs ou jardins", "Technicien", [], "Direction des parcs ou jardins", id="ou and no corps"),
    pytest.param("Corps /Domaine : Technicien / eau\nDirection de l'eau / voirie", "Technicien", ["eau"], "Direction de l'eau / voirie", id="the corps has a speciality"),
    pytest.param("Corps /Domaine : Technicien\nDirection : Direction de l'eau / voirie", "Technicien", [], "Direction de l'eau / voirie", id="a labelled directorate"),
    pytest.param("Direction des parcs / jardins", None, [], "Direction des parcs / jardins", id="no corps"),
    pytest.param("Corps /Domaine : Technicien", "Technicien", [], None, id="no directorate"),
    pytest.param("Corps /Domaine :\nDirection de l'eau / voirie", None, [], "Direction de l'eau / voirie", id="empty corps"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "corps", "domains", "department"), [*MENDED, *ALONE])
def test_corps_and_directorate(lines, corps, domains, department):
    text = f"{HEADER}{lines}\n"
    (record,) = parse_text(text)
    assert record.offer is not None
    assert (record.offer.corps, record.offer.domains, record.offer.department) == (corps, domains, department)
    assert all(text[span.start : span.end] == span.text for span in record.spans.values())
