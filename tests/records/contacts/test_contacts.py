"""Contacts: who may be invited, who answers no longer; and that no report, edition or table of records has them."""

from __future__ import annotations

import ast
from datetime import date, timedelta
from pathlib import Path

import pytest

import rapporteur
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import SECTIONS
from rapporteur.intake.importing.exporting import TYPES
from rapporteur.records.contacts.actions import (
    ContactCannotBeReached,
    ContactHasNotAgreed,
    ContactIsOver,
    end_contact,
    note_answer,
    note_invitation,
    record_contact,
)
from rapporteur.records.contacts.models import Contact
from rapporteur.records.contacts.queries import may_be_invited
from rapporteur.records.contacts.shapes import ContactShape
from rapporteur.report.compile.report import compile_report
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
MAY = date(2018, 5, 2)
ALLOWED = {"records/contacts", "interfaces/office"}
"""The folders that may know of contacts: whatever prints, publishes or exports is none of them."""


def asked(contact: Contact, *days: date) -> Contact:
    for day in days:
        contact.refresh_from_db()
        note_invitation(by=ANA, contacts=[contact], on=day)
    contact.refresh_from_db()
    return contact


def agreed(**values: object) -> Contact:
    found: Contact = make.ContactFactory(**{"consent_date": date(2018, 1, 1), **values})
    return found


def test_a_contact_is_recorded_once_and_what_is_not_told_stays() -> None:
    city = make.OrganisationFactory(slug="lyon")
    shape = ContactShape(
        slug="lyon-ana", organisation="lyon", name="Ana Silva", source="Her letter", email="ana@example.org",
        languages=("fr", "es"), office="Adviser",
    )  # fmt: skip
    assert record_contact(by=ANA, contact=shape).created
    again = ContactShape(slug="lyon-ana", organisation="lyon", name="Ana Silva", source="Her letter")
    assert not record_contact(by=ANA, contact=again).changed
    kept = Contact.objects.get()
    assert (kept.organisation, kept.languages, kept.office) == (city, ["fr", "es"], "Adviser")
    assert AuditEntry.objects.filter(record="lyon-ana").count() == 1


def test_somebody_who_cannot_be_reached_is_no_contact() -> None:
    make.OrganisationFactory(slug="lyon")
    with pytest.raises(ContactCannotBeReached, match="Ana Silva cannot be reached"):
        record_contact(
            by=ANA, contact=ContactShape(slug="a", organisation="lyon", name="Ana Silva", source="x")
        )


def test_only_who_agreed_is_in_office_and_has_an_address_for_mails_may_be_invited() -> None:
    agreed(slug="may")
    agreed(slug="later", consent_date=MAY + timedelta(days=1))
    make.ContactFactory(slug="never-asked")
    agreed(slug="left", end=MAY)
    agreed(slug="by-letter", email="", address="1, Quay Street")
    assert [one.slug for one in may_be_invited(MAY)] == ["may"]


def test_nobody_is_invited_where_one_of_them_has_not_agreed() -> None:
    willing, unasked = agreed(), make.ContactFactory(name="Ben")
    with pytest.raises(ContactHasNotAgreed, match="Ben has not agreed"):
        note_invitation(by=ANA, contacts=[willing, unasked], on=MAY)
    willing.refresh_from_db()
    assert willing.asked_date is None


def test_who_leaves_three_letters_unanswered_answers_no_longer_until_they_answer() -> None:
    contact = asked(agreed(slug="silent"), MAY, MAY, date(2018, 5, 9))
    assert (contact.unanswered, contact.answers) == (2, "UNKNOWN")
    contact = asked(contact, date(2018, 5, 16))
    assert contact.answers == "SILENT"
    note_answer(by=ANA, contact=contact, on=date(2018, 5, 10))
    contact.refresh_from_db()
    assert (contact.answers, contact.unanswered) == ("SILENT", 3)  # to an earlier letter
    note_answer(by=ANA, contact=contact, on=date(2018, 5, 20))
    contact.refresh_from_db()
    assert (contact.answers, contact.unanswered, contact.answered_date) == ("ANSWERS", 0, date(2018, 5, 20))
    assert (asked(contact, date(2018, 6, 1)).answers, contact.unanswered) == ("ANSWERS", 1)


def test_an_ended_contact_stays_on_record_and_is_on_no_list() -> None:
    contact = agreed()
    end_contact(by=ANA, contact=contact, end=MAY)
    assert not may_be_invited(MAY)
    assert list(may_be_invited(MAY - timedelta(days=1))) == [contact]
    contact.refresh_from_db()
    with pytest.raises(ContactIsOver):
        note_invitation(by=ANA, contacts=[contact], on=MAY)
    note_invitation(by=ANA, contacts=[contact], on=MAY - timedelta(days=1))


def test_no_report_has_them() -> None:
    make.AssociationFactory()
    make.ReportFactory(sections=list(SECTIONS))
    member = make.MembershipFactory().organisation
    agreed(organisation=member, name="zqxname", email="zqxmail@example.org", office="zqxoffice")
    assert "zqx" not in compile_report(Period.parse("2018-Q2")).canonical_json()


def test_nothing_that_prints_publishes_or_exports_knows_of_them() -> None:
    root = Path(rapporteur.__path__[0])
    knows = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
                "rapporteur.records.contacts"
            ):
                knows.add("/".join(path.relative_to(root).parts[:2]))
    assert knows == ALLOWED
    assert "contacts" not in TYPES
