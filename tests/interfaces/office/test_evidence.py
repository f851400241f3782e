"""Evidence of an activity in the back office: its form, its page, and to whom its documents are handed out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents.models import Document

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url
from tests.support.office_cases import OTHER, OWN, organisation_in

pytestmark = pytest.mark.django_db
WHEN = {"start_date": "2018-05-02", "end_date": "2018-05-03"}


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def row(number: int, **values: Any) -> dict[str, Any]:
    """Return what a row of the form sends."""
    given = {
        "title_fr": "",
        "title_en": "",
        "link": "",
        "document": "",
        "dated": "",
        "id": "",
        "ORDER": "",
        "DELETE": "",
    }
    return {f"evidence-{number}-{name}": value for name, value in {**given, **values}.items()}


def sent(client: Client, *rows: dict[str, Any]) -> Any:
    """Send the form of a new activity with rows of evidence."""
    address = url(Activity, "add")
    values = form_of(shown(client, address)) | {**WHEN, "kind": "MEETING", "title_fr": "Forum"}
    for one in rows:
        values |= one
    return send(client, address, values, **{"evidence-TOTAL_FORMS": str(len(rows))})


def a_list() -> Document:
    found: Document = make.DocumentFactory(title="Liste signée")
    return found


def test_links_and_documents_are_given_in_the_form_and_shown_on_the_page() -> None:
    ana, document = superuser(), a_list()
    page = sent(
        ana,
        row(0, title_fr="Programme", link="https://example.org/a?b=1&c=2", dated="2018-05-02"),
        row(1, title_en="Sheet", document=str(document.pk)),
    )
    assert page is None, errors(page)
    activity = Activity.objects.get()
    assert [
        (one.title, one.link, one.document, one.dated) for one in activity.evidence.order_by("position")
    ] == [
        ({"fr": "Programme"}, "https://example.org/a?b=1&c=2", None, date(2018, 5, 2)),
        ({"en": "Sheet"}, "", document, None),
    ]
    shown_page = shown(ana, url(Activity, "inspect", activity.pk))
    assert "https://example.org/a?b=1&c=2" in shown_page.xpath("//main//li//a/@href")
    assert document.url in shown_page.xpath("//main//li//a/@href")
    assert "Sheet" in shown_page.xpath("string(//main)")
    address = url(Activity, "edit", activity.pk)
    values = form_of(shown(ana, address)) | {"evidence-0-DELETE": "1"}
    assert send(ana, address, values) is None
    activity.refresh_from_db()
    assert [one.document for one in activity.evidence.all()] == [document]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title_fr": "Rien"}, "Exactly one of these is needed: “link” and “document”."),
        (
            {"title_fr": "Deux", "link": "https://example.org/", "document": True},
            "Exactly one of these is needed: “link” and “document”.",
        ),
        ({"link": "https://example.org/"}, "“title” is needed."),
        ({"title_fr": "Script", "link": "javascript:alert(1)"}, "URL"),
    ],
)
def test_what_is_no_evidence_is_said_at_its_field(values: dict[str, Any], said: str) -> None:
    ana = superuser()
    values = {name: a_list().pk if value is True else value for name, value in values.items()}
    page = sent(ana, row(0, **values))
    assert any(said in told for told in errors(page)), errors(page)
    assert not Activity.objects.exists()


def test_a_document_of_evidence_is_handed_out_to_whom_the_activity_is_shown_and_to_nobody_else() -> None:
    own, other = make.RegionFactory(slug=OWN), make.RegionFactory(slug=OTHER)
    theirs, free = a_list(), Document.objects.create(title="Free", file=ContentFile(b"Free", "free.txt"))
    activity = make.ActivityFactory()
    make.ActivationFactory(activity=activity, organisation=organisation_in(other))
    make.ActivityEvidenceFactory(activity=activity, link="", document=theirs)
    regional = signed_in(Role.REGIONAL_SECRETARY, region=OWN)
    someone = {
        "officer": signed_in(Role.OFFICER),
        "of another region": regional,
        "juror": signed_in(Role.JUROR),
        "public": Client(),
    }
    seen = {who: [handed(client, one) for one in (theirs, free)] for who, client in someone.items()}
    assert seen == {
        "officer": [200, 200],
        "of another region": [403, 200],
        "juror": [403, 403],
        "public": [302, 302],  # to the sign-in
    }
    make.ActivationFactory(activity=activity, organisation=organisation_in(own))
    assert handed(regional, theirs) == 200


def handed(client: Client, document: Document) -> int:
    answer: Any = client.get(document.url)
    if answer.streaming:
        b"".join(
            answer.streaming_content
        )  # to its end, which closes the file and not the database's connection
    return int(answer.status_code)
