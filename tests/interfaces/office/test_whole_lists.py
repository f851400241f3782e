"""Something done with all rows of a filtered list: more than a page, each by its verb, told as it goes on."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.pages import working
from rapporteur.interfaces.office.selection.whole import TOGETHER
from rapporteur.records.activities.models import Activity
from rapporteur.records.remarks.models import FollowUp
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url, work_in_this_thread

pytestmark = pytest.mark.django_db
MANY = TOGETHER + 5


@pytest.fixture(autouse=True)
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many meetings, and a workshop that a filter leaves out."""
    work_in_this_thread(monkeypatch)
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    for number in range(MANY):
        activity(f"Meeting {number:03}", kind="MEETING")
    activity("Workshop", kind="WORKSHOP")


def activity(title: str, **values: Any) -> Activity:
    made: Activity = make.ActivityFactory(
        title={"en": title, "fr": title}, start_date=date(2018, 4, 1), end_date=date(2018, 4, 1), **values
    )
    return made


def of_all(verb: str, asked: str, model: Any = Activity) -> str:
    options = model._meta
    address = reverse("wagtail_bulk_action", args=[options.app_label, options.model_name, verb])
    return f"{address}?all=yes&next={quote(url(model, 'list') + '?' + asked)}"


def told(response: Any) -> list[str]:
    return [str(one).strip() for one in get_messages(response.wsgi_request)]


def note(client: Client, asked: str, **values: str) -> Any:
    sent = {"step": "do", "text": "Ask for a photograph", "owner": "officer", **values}
    return client.post(of_all("follow-up", asked), sent)


def test_a_list_of_more_than_a_page_offers_it_with_its_filters() -> None:
    ana = superuser()
    page = shown(ana, url(Activity, "list") + "?kind=MEETING&q=meeting")
    (fold,) = [one for one in page.xpath("//details") if f"All {MANY} of this list" in one.text_content()]
    (address,) = fold.xpath(".//a[text()='Note a follow-up']/@href")
    ready = shown(ana, address)
    assert f"All {MANY} rows of the list." in ready.text_content()
    assert f"{MANY - 10} more" in ready.text_content()
    assert not FollowUp.objects.exists()  # nothing is written by looking
    page = shown(ana, url(Activity, "list") + "?kind=WORKSHOP")
    assert "of this list" not in page.text_content()


def test_it_is_done_with_each_row_of_the_filtered_list_and_with_no_other() -> None:
    ana = signed_in(Role.OFFICER)
    answer = note(ana, "kind=MEETING")
    assert (answer.status_code, answer["location"]) == (302, url(Activity, "list") + "?kind=MEETING")
    assert told(answer) == [f"Done: {MANY}"]
    assert FollowUp.objects.count() == MANY
    assert not FollowUp.objects.filter(record=Activity.objects.get(kind="WORKSHOP").slug).exists()
    assert AuditEntry.objects.filter(action="follow-up added").count() == MANY
    # again: nothing changes, and each is told
    said = told(note(ana, "kind=MEETING"))[-1]
    assert said.startswith(f"Done: 0 · Not done: {MANY} · ")
    assert said.endswith(f"{MANY - 5} more")


def test_where_it_takes_longer_the_page_tells_how_far_it_is_and_what_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = signed_in(Role.OFFICER)
    monkeypatch.setattr(working, "SOON", -1)  # the page that goes on, from the beginning
    response = note(made, "kind=MEETING", text="")
    assert response.status_code == 200  # the form says what is missing
    assert "This field is required." in response.content.decode()
    response = note(made, "kind=MEETING")
    page = b"".join(response.streaming_content).decode()
    for part in ("100 of 105", "105 of 105", f"Done: {MANY}"):
        assert part in page
    page = b"".join(note(made, "kind=MEETING").streaming_content).decode()
    assert page.count("It is so already: nothing would change.") >= MANY  # each is told with its name


def test_few_rows_are_looked_at_as_ever_and_found_by_the_search() -> None:
    page = shown(superuser(), of_all("follow-up", "q=workshop"))
    assert "Look first" in page.text_content()
    assert "Workshop" in page.text_content()
    assert "Meeting" not in page.xpath("string(//main)").replace("Meetings", "")


def test_who_may_not_is_refused_and_a_filter_that_is_none_takes_no_list() -> None:
    board = signed_in(Role.BOARD_READER)
    assert board.post(of_all("submit", "kind=MEETING"), {"step": "do"}).status_code in (302, 403)
    ana = superuser()
    assert ana.post(of_all("submit", "kind=NONSENSE"), {"step": "do"}).status_code == 404
    assert ana.get(of_all("file", "kind=MEETING")).status_code == 404  # the list has its own
    assert ana.get(of_all("delete", "kind=MEETING")).status_code in (400, 404)
    assert Activity.objects.count() == MANY + 1


def test_out_of_reach_stays_out_of_reach() -> None:
    north, south = (make.RegionFactory(slug=slug) for slug in ("north", "south"))
    city = make.OrganisationFactory(region=south)
    for one in Activity.objects.filter(kind="MEETING"):
        make.ActivationFactory(activity=one, organisation=city)
    zoe = signed_in(Role.REGIONAL_SECRETARY, region=north.slug)
    note(zoe, "kind=MEETING", owner="regional-secretary")
    assert not FollowUp.objects.exclude(record=Activity.objects.get(kind="WORKSHOP").slug).exists()
