"""Letters that remind members of open dues: a Word document for the chosen rows, noted, without saying that it went."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from docx import Document

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.base.values.formatting.languages import official_languages
from rapporteur.interfaces.office.selection.dues_letters import language_of
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.interfaces.office.test_selection import listed, many, send
from tests.support.office import shown, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger() -> None:
    """A call for 2018: Berlin owes all, Quito a part, Lyon nothing."""
    make.AssociationFactory(
        languages=["fr", "en", "es"], source_language="fr", email="dues@example.org",
        address=["Calle Mayor 1", "08001 Barcelona"], seat={"fr": "Barcelone", "es": "Barcelona"},
    )  # fmt: skip
    call = make.DuesCallFactory(year=2018)
    for name, country, amount in (("Berlin", "DE", "3000"), ("Quito", "EC", "1500"), ("Lyon", "FR", "200")):
        city = make.OrganisationFactory(slug=name.lower(), named=False, country=country)
        make.OrganisationNameFactory(organisation=city, name={"fr": name, "en": name})
        make.DuesItemFactory(call=call, organisation=city, amount=Decimal(amount))
    make.PaymentFactory(item=of("quito"), amount=Decimal("500.00"), reference="T-1")
    make.PaymentFactory(item=of("lyon"), amount=Decimal("200.00"), reference="T-2")


def of(slug: str) -> DuesItem:
    return DuesItem.objects.get(organisation__slug=slug)


def made(client: Client, *slugs: str, **values: str) -> list[str]:
    """Return the paragraphs and cells of the document that is made."""
    response: Any = client.post(many("letters", *map(of, slugs)), {"step": "do", "language": "", **values})
    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="reminder-letters.docx"'
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in document.paragraphs), *cells]


def test_who_owes_something_gets_a_letter_in_the_language_of_their_country() -> None:
    finance = signed_in(Role.FINANCE)
    page = send(finance, many("letters", of("berlin"), of("quito"), of("lyon")), step="look", language="")
    assert {name: why.split("; ")[-1] for name, why in listed(page, "did").items()} == {
        "Berlin, 2018": "the letter is in French",  # the first of the association's: it writes in no German
        "Quito, 2018": "the letter is in Spanish",
    }
    assert "Nothing is open" in listed(page, "left")["Lyon, 2018"]
    assert "not that they went" in page.text_content()
    assert not AuditEntry.objects.filter(action="reminder made").exists()  # looking makes none

    told = made(finance, "berlin", "quito", "lyon")
    assert "Rappel\N{NO-BREAK SPACE}: cotisation 2018" in told
    assert "Recordatorio: cuota de 2018" in told
    assert "Quito\nEcuador" in told
    assert any("1000,00" in one or "1.000,00" in one or "1000" in one for one in told)
    assert not any("Lyon" in one for one in told)


def test_the_trail_notes_that_letters_were_made_and_nothing_else_changes() -> None:
    finance = signed_in(Role.FINANCE)
    made(finance, "quito", language="en")
    entry = AuditEntry.objects.get(action="reminder made")
    assert (entry.by, entry.record_type, entry.changes) == (
        "finance", "dues.duesitem", {"left": "1000.00", "language": "en"},
    )  # fmt: skip
    assert of("quito").amount == Decimal("1500.00")
    page = shown(finance, url(DuesItem, "inspect", of("quito").pk)).text_content()
    assert "sent" not in entry.action
    assert "Quito" in page


def test_one_language_is_chosen_for_all_and_the_same_letters_are_the_same_bytes() -> None:
    finance = signed_in(Role.FINANCE)
    told = made(finance, "berlin", "quito", language="en")
    assert told.count("Reminder: membership dues 2018") == 2
    assert "Berlin\nGermany" in told
    assert any("please write to dues@example.org" in one for one in told)
    answers = [finance.post(many("letters", of("quito")), {"step": "do", "language": "en"}) for _ in range(2)]
    assert answers[0].content == answers[1].content


def test_who_may_not_makes_none_and_where_nothing_is_open_there_is_no_document() -> None:
    officer, finance = signed_in(Role.OFFICER), signed_in(Role.FINANCE)
    assert officer.post(many("letters", of("quito")), {"step": "do"}).status_code in (302, 403)
    assert finance.post(many("letters", of("lyon")), {"step": "do"}).status_code == 404
    assert finance.post(many("letters", of("quito")), {"step": "do", "language": "xx"}).status_code == 200
    assert not AuditEntry.objects.filter(action="reminder made").exists()


@pytest.mark.parametrize(
    ("country", "language"), [("EC", "es"), ("FR", "fr"), ("GB", "en"), ("DE", "fr"), ("", "fr")]
)
def test_the_language_is_that_of_the_country_where_the_association_writes_in_it(
    country: str, language: str
) -> None:
    assert language_of(Organisation(country=country), ("fr", "en", "es")) == language


def test_official_languages_are_those_of_cldr() -> None:
    assert "es" in official_languages("ES")
    assert official_languages("") == ()
