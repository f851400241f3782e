"""The agenda in the back office: an event is planned in its form, and becomes an activity from its page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from rapporteur.records.agenda.models import AnnualMeeting, PlannedEvent
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return superuser()


def do(client: Client, record: Any, verb: str, **values: Any) -> Any:
    """Fill in the form of a verb; return the page that comes back, nothing where it was done."""
    response = client.post(url(type(record), "do", record.pk, verb), values)
    if response.status_code == 302:
        return None
    assert response.status_code == 200
    return html.fromstring(response.content)


def added(client: Client, model: Any = PlannedEvent, **values: Any) -> Any:
    address = url(model, "add")
    return send(client, address, form_of(shown(client, address)), **values)


def planned(client: Client, **values: Any) -> Any:
    """Fill in the form of a new event."""
    given = {
        "title_fr": "Marées", "kind": "CONFERENCE", "start_date": "26 August 2018", "end_date": "29 August 2018",
        "date_precision": "DAY", "part": "OURS",
    }  # fmt: skip
    return added(client, **{**given, **values})


def test_an_event_is_planned_in_its_form_and_becomes_an_activity(ana: Client) -> None:
    goer = make.PersonFactory()
    assert planned(ana, **{"goers-TOTAL_FORMS": "1", "goers-0-person": goer.pk}) is None
    event = PlannedEvent.objects.get()
    assert (event.slug, [one.person for one in event.goers.all()]) == ("2018-08-marees", [goer])
    page = shown(ana, url(PlannedEvent, "list") + "?state=PLANNED").xpath("string(//main)")
    assert "planned" in page
    assert do(ana, event, "hold-event", activity="") is None
    event = PlannedEvent.objects.get()
    assert event.activity is not None
    assert (event.activity.slug, event.activity.live) == ("2018-08-marees", False)
    shown(ana, url(PlannedEvent, "edit", event.pk))
    assert "Marées" not in shown(ana, url(PlannedEvent, "list") + "?state=PLANNED").xpath("string(//main)")
    again = do(ana, event, "hold-event", activity="")
    assert "it took place already" in again.xpath("string(//main)")
    assert Activity.objects.count() == 1


def test_what_became_of_an_event_stays_when_its_form_is_sent(ana: Client) -> None:
    event = make.PlannedEventFactory(activity=make.ActivityFactory())
    address = url(PlannedEvent, "edit", event.pk)
    assert send(ana, address, form_of(shown(ana, address)), note="Rain") is None
    event.refresh_from_db()
    assert (event.note, event.activity) == ("Rain", Activity.objects.get())


def test_an_activity_that_is_logged_near_its_days_is_offered(ana: Client) -> None:
    event = make.PlannedEventFactory()
    make.ActivityFactory(slug="near", start_date=date(2018, 9, 20))
    make.ActivityFactory(slug="far", start_date=date(2018, 12, 20))
    page = shown(ana, url(PlannedEvent, "do", event.pk, "hold-event"))
    assert page.xpath("//select[@name='activity']/option/@value") == ["", "near"]
    assert do(ana, event, "hold-event", activity="near") is None
    event.refresh_from_db()
    assert event.activity.slug == "near"


def test_an_event_is_cancelled_with_a_reason_and_planned_again(ana: Client) -> None:
    event = make.PlannedEventFactory(start_date=timezone.localdate().replace(year=2099))
    assert errors(do(ana, event, "cancel-event", on="2 July 2018", reason=""))
    page = shown(ana, url(PlannedEvent, "inspect", event.pk)).xpath("string(//ul[@class='record-hindered'])")
    assert "it has not begun yet" in page
    assert do(ana, event, "cancel-event", on="2 July 2018", reason="Rain") is None
    event.refresh_from_db()
    assert (event.cancelled_date, event.cancelled_reason) == (date(2018, 7, 2), "Rain")
    assert do(ana, event, "plan-event", csrfmiddlewaretoken="as a browser sends it") is None
    event.refresh_from_db()
    assert event.state == "PLANNED"


def test_who_goes_nowhere_says_why(ana: Client) -> None:
    assert any("why nobody goes" in told for told in errors(planned(ana, part="NOT_GOING")))
    assert planned(ana, part="NOT_GOING", reason_fr="Trop loin") is None


def test_an_annual_meeting_is_recorded_with_its_bids(ana: Client) -> None:
    event, delta = make.PlannedEventFactory(), make.OrganisationFactory()
    rows = {"bids-TOTAL_FORMS": "1", "bids-0-organisation": delta.pk}
    assert added(ana, AnnualMeeting, event=event.pk, edition="2018", **rows) is None
    meeting = AnnualMeeting.objects.get()
    assert (meeting.slug, meeting.event, meeting.bids.get().organisation) == (
        "annual-meeting-2018", event, delta,
    )  # fmt: skip


def test_who_may_not_record_sees_no_verb() -> None:
    event = make.PlannedEventFactory()
    page = shown(signed_in(Role.BOARD_READER), url(PlannedEvent, "inspect", event.pk))
    assert "Cancel the event …" not in page.xpath("string(//main)")
