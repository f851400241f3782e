"""Several activities at once: lines, calendars and mails become pages of Log, and drafts where they say enough."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.values.periods import Period
from rapporteur.base.values.running.bounded import Bounds
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.jotting import Jotting
from rapporteur.interfaces.office.log.several import MOST_LINES, typed_of_file, typed_of_text
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
DESK = Desk(
    Actor("octavi", frozenset(), user=1), date(2018, 6, 20), Period.parse("2018-Q2"), "fr", ("fr", "en"), "fr"
)
CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1@x\r
DTSTART;VALUE=DATE:20180412\r
DTEND;VALUE=DATE:20180415\r
SUMMARY:Forum urbain\r
LOCATION:Quito\r
END:VEVENT\r
%sEND:VCALENDAR\r
"""
SECOND = b"""BEGIN:VEVENT\r
UID:2@x\r
DTSTART:20180503T090000Z\r
SUMMARY:Webinaire\r
LOCATION:Zoom\r
END:VEVENT\r
"""


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.ReportFactory()
    for slug in ("quito", "berlin"):
        organisation = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=organisation, name={"en": slug.title(), "fr": slug.title()})
        make.MembershipFactory(organisation=organisation)


@pytest.fixture
def officer() -> Client:
    return signed_in(Role.OFFICER, name="octavi")


@pytest.mark.parametrize(
    ("line", "title", "when", "where", "online"),
    [
        ("12-14 avril; Forum urbain; Quito", "Forum urbain", "12-14 avril", "Quito", False),
        ("Forum urbain\t12/04/2018\tQuito", "Forum urbain", "12/04/2018", "Quito", False),
        ("12-14 avril : Forum urbain, Quito", "Forum urbain", "12-14 avril", "Quito", False),
        ("5, 6 et 7 avril, Comité, Berlin", "Comité", "5, 6 et 7 avril", "Berlin", False),
        ("- Réunion du comité – 5 avril – Berlin", "Réunion du comité", "5 avril", "Berlin", False),
        ("3. Webinaire sur l’eau, 3 mai, en ligne", "Webinaire sur l’eau", "3 mai", "", True),
        ("Eau, climat, villes – 5 avril", "Eau, climat, villes", "5 avril", "", False),
        ("Forum, Marseille, avril", "Forum, Marseille", "avril", "", False),
        ("Une note sans date", "Une note sans date", "", "", False),
        ("Forum 18", "Forum 18", "", "", False),
    ],
)
def test_a_line_is_date_title_and_place_in_any_order(
    line: str, title: str, when: str, where: str, online: bool
) -> None:
    (typed,) = typed_of_text(line, DESK)
    assert (typed.title, typed.when, typed.where, typed.online) == (title, when, where, online)


def test_ten_pasted_lines_become_ten_drafts(officer: Client) -> None:
    lines = [f"{n} mai 2018; Réunion {n}; Berlin" for n in range(1, 11)]
    page = sent(officer, text="\n".join(lines))
    values = table(page)
    assert len(values["title"]) == 10
    assert not Activity.objects.exists(), "nothing is kept before somebody has looked"

    page = sent(officer, **values, then="keep")

    activities = list(Activity.objects.order_by("start_date"))
    assert [one.title["fr"] for one in activities] == [f"Réunion {n}" for n in range(1, 11)]
    assert {one.live for one in activities} == {False}
    assert all(one.activations.get().role == "HOST" for one in activities)
    assert len(page.xpath("//ul[@class='log-kept']/li")) == 10
    (submit,) = page.xpath("//a[contains(@href, '/submit/')]/@href")
    assert submit.partition("?")[2] == "&".join(f"id={one.pk}" for one in activities)
    assert not Jotting.objects.filter(is_done=False).exists()


def test_a_line_that_makes_no_draft_is_a_page_to_go_on_with(officer: Client) -> None:
    values = table(sent(officer, text="Réunion sans date\n5 mai; Réunion; Quito"))
    page = sent(officer, **values, then="keep")
    assert Activity.objects.count() == 1
    (jotting,) = Jotting.objects.filter(is_done=False)
    assert jotting.typed["title"] == "Réunion sans date"
    assert page.xpath(f"//a[@href='{reverse('log:page', args=(jotting.key,))}']")


def test_rows_are_read_again_left_out_and_chosen(officer: Client) -> None:
    alike = make.OrganisationFactory(slug="quito-area", named=False)
    make.OrganisationNameFactory(organisation=alike, name={"fr": "Quito"})
    values = table(sent(officer, text="Réunion; du 5 au 7; Quito\nAutre; 9 mai"))
    assert values["place-0"] == [""]
    assert values["when_choice-0"] == [""]
    page = sent(
        officer,
        **{
            **values,
            "when_choice-0": "2018-05-05..2018-05-07",
            "place-0": "quito-area",
            "drop": ["1"],
            "names": ["Berlin (hôte)", ""],
        },
    )
    values = table(page)
    assert values["title"] == ["Réunion"]
    sent(officer, **values, then="keep")
    activity = Activity.objects.get()
    assert (activity.start_date, activity.end_date) == (date(2018, 5, 5), date(2018, 5, 7))
    assert activity.activations.get().role == "HOST"
    assert activity.places.get().organisation == alike


def test_more_lines_than_a_table_holds_are_left_out() -> None:
    assert len(typed_of_text("Réunion\n" * (MOST_LINES + 5), DESK)) == MOST_LINES


def test_an_event_that_is_dropped_becomes_a_draft(officer: Client) -> None:
    response = officer.post(
        reverse("log:several"), {"files": SimpleUploadedFile("forum.ics", CALENDAR % b"")}, **FRENCH
    )
    assert response.status_code == 302
    activity = Activity.objects.get()
    assert (activity.title["fr"], activity.start_date, activity.end_date) == (
        "Forum urbain", date(2018, 4, 12), date(2018, 4, 14),
    )  # fmt: skip
    page = shown(officer, response["Location"])
    assert page.xpath("//input[@name='where']/@value") == ["Quito"]


def test_the_events_of_a_calendar_become_a_table(officer: Client) -> None:
    response = officer.post(
        reverse("log:several"), {"files": SimpleUploadedFile("two.ics", CALENDAR % SECOND)}, **FRENCH
    )
    values = table(parsed(response.content))
    assert values["title"] == ["Forum urbain", "Webinaire"]
    assert values["online"] == ["1"]


def mail(subject: str, body: str, *, subtype: str = "plain") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "lia@example.org", subject
    message.set_content(body, subtype=subtype)
    return message.as_bytes()


def test_a_mail_says_what_its_subject_and_its_lines_say() -> None:
    body = "Bonjour,\nDate: Tue, 3 Apr 2018 10:00\nQuand : 12-14 avril\nLieu : Quito\n"
    (typed,) = typed_of_file(mail("TR: Fwd: Forum urbain", body), "a.eml", DESK)
    assert (typed.title, typed.when, typed.where) == ("Forum urbain", "12-14 avril", "Quito")
    (typed,) = typed_of_file(
        mail("Forum, 5 mai", "<p>Hello<br>Where: Berlin</p>", subtype="html"), "b.eml", DESK
    )
    assert (typed.title, typed.when, typed.where) == ("Forum", "5 mai", "Berlin")


def test_an_invitation_in_a_mail_is_read_as_an_event() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "lia@example.org", "Invitation"
    message.set_content("See the event.")
    message.add_attachment(CALENDAR % b"", maintype="text", subtype="calendar", filename="invite.ics")
    (typed,) = typed_of_file(message.as_bytes(), "c.eml", DESK)
    assert (typed.title, typed.when, typed.where) == ("Forum urbain", "du 12 au 14 avril 2018", "Quito")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 nothing", b"\x00\xff\xfe" * 50])
def test_a_file_that_is_neither_is_refused_in_a_sentence(officer: Client, content: bytes) -> None:
    if content:
        with pytest.raises(IntakeRefused):
            typed_of_file(content, "x.pdf", DESK)
        response = officer.post(
            reverse("log:several"), {"files": SimpleUploadedFile("x.pdf", content)}, **FRENCH
        )
        assert "ni un calendrier" in response.content.decode()


@pytest.mark.bounded
@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    "head",
    [b"From: " + b"(" * 2000, b"From: a@b\nContent-Type: " + b"(" * 2000, b"From: " + b"a," * 200_000],
    ids=["brackets", "type", "addresses"],
)
def test_a_mail_whose_head_does_harm_is_refused_in_a_sentence(
    officer: Client, head: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapporteur.interfaces.office.log.mails.BOUNDS", Bounds(seconds=1, mebibytes=512))
    file = SimpleUploadedFile("a.eml", head + b"\n\nHello")
    answer = officer.post(reverse("log:several"), {"files": file})
    assert answer.status_code == 200
    assert "a.eml: " in answer.content.decode()
    assert not Jotting.objects.exists()


def test_an_activity_is_copied_without_its_date(officer: Client) -> None:
    sent(officer, **table(sent(officer, text="5 mai; Réunion mensuelle; Berlin")), then="keep")
    page = shown(officer, f"{reverse('log:new')}?like={Activity.objects.get().slug}")
    assert page.xpath("//input[@name='title']/@value") == ["Réunion mensuelle"]
    assert page.xpath("//input[@name='when']/@value") == [""]
    assert page.xpath("//input[@name='where']/@value") == ["Berlin"]
    assert page.xpath("//input[@name='version']/@value") == ["0"]


FRENCH: dict[str, Any] = {"headers": {"accept-language": "fr"}}


def parsed(content: bytes) -> Any:
    return html.fromstring(content.decode())


def sent(client: Client, **values: Any) -> Any:
    response = client.post(reverse("log:several"), values, **FRENCH)
    assert response.status_code == 200
    return parsed(response.content)


def table(page: Any) -> dict[str, list[str]]:
    """Return what the table would send as it stands."""
    (form,) = [form for form in page.forms if "log-several" in (form.get("class") or "")]
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    found.pop("csrfmiddlewaretoken", None)
    return found
