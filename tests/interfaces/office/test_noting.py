"""Notes: a meeting with members and prospects, and a mention in the media, each in a short form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.members.models import Organisation
from rapporteur.records.remarks.models import FollowUp
from tests.factories import make
from tests.support.office import errors, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db
MEETING, MENTION = "/cms/note/meeting/", "/cms/note/mention/"


@pytest.fixture(autouse=True)
def network() -> None:
    """A network with one member, Berlin, and one prospect, Quito."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    for slug, name in (("berlin", "Berlin"), ("quito", "Quito")):
        city = make.OrganisationFactory(slug=slug, named=False)
        make.OrganisationNameFactory(organisation=city, name={"fr": name, "en": name})
    make.MembershipFactory(organisation=Organisation.objects.get(slug="berlin"))


def complaints(page: Any) -> list[str]:
    return [one.text for one in page.xpath("//p[@class='log-error']") if one.text]


def test_a_meeting_is_noted_with_members_and_prospects_by_their_names() -> None:
    officer = signed_in(Role.OFFICER)
    values = {"names": "Berlin; Quito", "when": "5-6 April 2018", "where": "Barcelona", "note": "On dues"}
    answer = officer.post(MEETING, {"language": "en", **values}, follow=True)
    meeting = BilateralMeeting.objects.get()
    assert answer.redirect_chain[0][0] == url(BilateralMeeting, "inspect", meeting.pk)
    assert "The meeting with Berlin and Quito is noted." in answer.content.decode()
    assert sorted(one.slug for one in meeting.participants.all()) == ["berlin", "quito"]
    assert (meeting.slug, meeting.start_date, meeting.end_date, meeting.note) == (
        "2018-04-meeting-barcelona", date(2018, 4, 5), date(2018, 4, 6), "On dues",
    )  # fmt: skip
    assert meeting.place_name == {"en": "Barcelona"}
    assert AuditEntry.objects.get(record=meeting.slug).by == "officer"


MET = {"language": "en", "names": "Berlin", "when": "5 April 2018", "where": "Barcelona"}


def test_what_is_to_be_done_is_noted_with_the_meeting_for_whoever_notes_it() -> None:
    officer = signed_in(Role.OFFICER)
    values = {**MET, "follow_up": "Send the letter", "due": "10 July 2018"}
    answer = officer.post(MEETING, values, follow=True)
    assert "The meeting with Berlin is noted, and what is to be done." in answer.content.decode()
    found = FollowUp.objects.get()
    assert (found.text, found.owner_name, found.due_date) == ("Send the letter", "officer", date(2018, 7, 10))
    assert found.record == BilateralMeeting.objects.get().slug


def test_a_day_of_the_week_until_which_something_is_to_be_done_is_the_next_one() -> None:
    officer, soon = signed_in(Role.OFFICER), timezone.localdate() + timedelta(days=2)
    values = {**MET, "follow_up": "Send the letter", "due": f"{soon:%A}"}
    assert shown(officer, MEETING).xpath("//input[@name='due']/@data-typed-day") == ["coming"]
    assert officer.post(MEETING, values).status_code == 302
    assert FollowUp.objects.get().due_date == soon


def test_what_is_understood_of_when_is_said_as_it_is_typed() -> None:
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=date(2018, 7, 1))
    officer = signed_in(Role.OFFICER)
    said = officer.get(f"{MEETING}when/", {"when": "5 April"}).json()["said"]
    assert "→ 5 April 2018" in said
    assert "is not understood" in officer.get(f"{MEETING}when/", {"when": "sometime"}).json()["said"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"due": "10 July 2018"}, "Say what is to be done until then."),
        ({"follow_up": "Send the letter", "due": "sometime"}, "“sometime” is not understood"),
    ],
)
def test_nothing_is_noted_where_what_is_to_be_done_is_wrong(values: dict[str, str], said: str) -> None:
    page = signed_in(Role.OFFICER).post(MEETING, {**MET, **values})
    assert page.status_code == 422
    assert said in page.content.decode()
    assert all(typed in page.content.decode() for typed in values.values())
    assert not BilateralMeeting.objects.exists()
    assert not FollowUp.objects.exists()


def test_those_chosen_in_the_box_and_a_place_that_an_organisation_has_are_taken() -> None:
    officer = signed_in(Role.OFFICER)
    values = {"member": ["quito"], "role": ["PARTICIPANT"], "when": "12 April 2018", "where": "Berlin"}
    assert send(officer, MEETING, {"language": "fr", **values}) is None
    meeting = BilateralMeeting.objects.get()
    assert meeting.place_organisation is not None
    assert meeting.place_organisation.slug == "berlin"
    assert [one.slug for one in meeting.participants.all()] == ["quito"]


def test_what_is_missing_is_said_at_its_box_and_what_was_typed_stays() -> None:
    officer = signed_in(Role.OFFICER)
    page = officer.post(MEETING, {"language": "fr", "note": "On dues", "names": "Calcuta"})
    assert page.status_code == 422
    tree = shown(officer, MEETING)
    assert complaints(tree) == []
    said = page.content.decode()
    for sentence in ("Say when it was: a day, days or a month.", "Say where it was", "Choose what is meant"):
        assert sentence in said
    assert "On dues" in said
    assert 'value="Calcuta"' in said
    assert not BilateralMeeting.objects.exists()


def test_pages_of_an_organisation_and_an_activity_lead_there_with_what_they_know() -> None:
    ana = superuser()
    berlin = Organisation.objects.get(slug="berlin")
    activity = make.ActivityFactory(
        slug="forum", title={"fr": "Forum", "en": "Forum"}, live=True,
        start_date=date(2018, 5, 4), end_date=date(2018, 5, 4),
    )  # fmt: skip
    make.ActivityPlaceFactory(activity=activity, organisation=berlin, name={})
    (link,) = shown(ana, url(Organisation, "inspect", berlin.pk)).xpath(
        "//a[contains(., 'Note a meeting')]/@href"
    )
    assert shown(ana, link).xpath("//input[@name='member']/@value") == ["berlin"]
    (link,) = shown(ana, url(Activity, "inspect", activity.pk)).xpath(
        "//a[contains(., 'Note a meeting')]/@href"
    )
    page = shown(ana, link)
    assert page.xpath("//input[@name='when' or @name='where']/@value") == ["4 May 2018", "Berlin"]
    assert "On the occasion of “Forum”" in page.xpath("string(//main)")
    values = {"language": "fr", "when": "4 May 2018", "where": "Berlin", "names": "Quito"}
    assert send(ana, link, values) is None
    assert BilateralMeeting.objects.get().activity == activity


def test_lists_lead_to_the_short_forms() -> None:
    officer = signed_in(Role.OFFICER)
    for model, address in ((BilateralMeeting, MEETING), (MediaMention, MENTION)):
        assert address in shown(officer, url(model, "list")).xpath("//a/@href")
    reader = signed_in(Role.BOARD_READER)
    assert MENTION not in shown(reader, url(MediaMention, "list")).xpath("//a/@href")


def test_nothing_of_a_long_note_is_cut_off() -> None:
    long = "On dues, and on what else was said there. " * 100
    officer = signed_in(Role.OFFICER)
    assert "maxlength" not in officer.get(MEETING).content.decode()
    values = {"names": "Berlin", "when": "5-6 April 2018", "where": "Barcelona", "note": long}
    officer.post(MEETING, {"language": "en", **values})
    assert BilateralMeeting.objects.get().note == long.strip()


def test_a_mention_is_noted() -> None:
    officer = signed_in(Role.COMMUNICATIONS)
    values = {
        "outlet": "Le Monde", "dates": "April 2018", "subject_fr": "Les villes", "channels": ["PRESS"],
        "link": "https://example.org/villes",
    }  # fmt: skip
    assert send(officer, MENTION, values) is None
    mention = MediaMention.objects.get()
    assert (mention.slug, mention.dates.month, mention.channels) == ("2018-04-le-monde", "2018-04", ["PRESS"])
    assert mention.subject == {"fr": "Les villes"}
    again = send(officer, MENTION, {**values, "dates": "soon"})
    assert errors(again)
    assert again.xpath("//input[@name='outlet']/@value") == ["Le Monde"]
    assert MediaMention.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "meeting", "mention"),
    [(Role.OFFICER, 200, 200), (Role.REGIONAL_SECRETARY, 200, 403), (Role.TRANSLATOR, 403, 403)],
)
def test_each_is_for_who_may_record_it(role: Role, meeting: int, mention: int) -> None:
    region = make.RegionFactory(slug="north")
    client = signed_in(role, region=region.slug)
    assert [client.get(reverse(f"noting:{name}")).status_code for name in ("meeting", "mention")] == [
        meeting, mention,
    ]  # fmt: skip
