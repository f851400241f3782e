"""The head of the start page, and the open period as whoever looks has carried it so far."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Actor, Right, Role, can
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.interfaces.office.start.lists import lists_for
from rapporteur.interfaces.office.start.own import OWN
from rapporteur.interfaces.office.start.quarter import head_of, quarter_of
from rapporteur.interfaces.office.start.rows import StartList, Visitor
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.activities.models import Activity
from rapporteur.records.periods.enums import ContributionState, PeriodState
from rapporteur.records.periods.models import ReportingPeriod
from tests.factories import make
from tests.records.periods.violations import a_period
from tests.support.office import shown, signed_in, url

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
TODAY = date(2018, 7, 6)
IN_IT = date(2018, 5, 2)


@pytest.fixture(autouse=True)
def network() -> None:
    """A network whose second quarter of 2018 is not frozen yet, and a reviewer."""
    make.AssociationFactory()
    make.ReportFactory()
    set_up_reviews("en")
    signed_in(Role.REVIEWER)


def account(name: str) -> Any:
    return get_user_model()._default_manager.get(username=name)


def visitor(name: str, language: str = "en", on: date = TODAY) -> Visitor:
    return Visitor(account(name), actor_with_roles(account(name)), language, on)


def quarter(name: str = "officer", language: str = "en") -> StartList:
    return quarter_of(visitor(name, language), QUARTER)


def notes(found: StartList) -> list[tuple[str, str]]:
    return [(row.text, row.note) for row in found.rows]


def logged(by: str = "officer", on: date = IN_IT, **values: Any) -> Activity:
    """An activity that somebody began, a draft."""
    made: Activity = make.ActivityFactory(
        title={"en": "The forum", "fr": "Le forum"}, start_date=on, end_date=on, **{"live": False, **values}
    )
    made.save_revision(clean=False, user=account(by))
    return made


def actor(name: str) -> Actor:
    return actor_with_roles(account(name))


def one_of_each() -> None:
    logged()
    for step in ("waits", "returned", "published"):
        activity = logged()
        editorial.submit(activity, by=actor("officer"), rights=RIGHTS)
        if step == "returned":
            editorial.return_for_changes(activity, by=actor("reviewer"), rights=RIGHTS, comment="Why?")
        if step == "published":
            editorial.approve(activity, by=actor("reviewer"), rights=RIGHTS)


class TestHead:
    @pytest.mark.parametrize(
        ("hour", "greeting"),
        [(8, "Good morning, Lia"), (12, "Good afternoon, Lia"), (18, "Good evening, Lia")],
    )
    def test_greets_by_the_hour_with_the_first_name(self, hour: int, greeting: str) -> None:
        signed_in(Role.OFFICER)
        get_user_model()._default_manager.filter(username="officer").update(first_name="Lia")
        now = datetime(2018, 7, 6, hour, tzinfo=timezone.get_current_timezone())
        head = head_of(visitor("officer"), QUARTER, now)
        assert (head.greeting, head.day) == (greeting, "6 July 2018")

    @pytest.mark.parametrize(
        ("due", "state", "said"),
        [
            (date(2018, 7, 15), PeriodState.CALLED, "April–June 2018 closes in 9 days, on 15 July 2018"),
            (date(2018, 7, 7), PeriodState.CLOSING, "April–June 2018 closes in 1 day, on 7 July 2018"),
            (TODAY, PeriodState.CALLED, "April–June 2018 closes today"),
            (date(2018, 7, 1), PeriodState.CALLED, "April–June 2018 was to close on 1 July 2018"),
            (None, PeriodState.OPEN, "April–June 2018: no closing day is set yet"),
            (date(2018, 7, 15), PeriodState.LOCKED, "April–June 2018 is locked"),
        ],
    )
    def test_says_when_the_open_period_closes(self, due: date | None, state: PeriodState, said: str) -> None:
        signed_in(Role.OFFICER)
        a_period(due_date=due, state=state)
        assert head_of(visitor("officer"), QUARTER, timezone.localtime()).closes == said

    def test_is_the_heading_of_the_page_and_leads_to_the_period_whoever_may_open_it(self) -> None:
        for role in (Role.OFFICER, Role.FINANCE, Role.TRANSLATOR):
            client = signed_in(role)
            page = shown(client, reverse("wagtailadmin_home"))
            (heading,) = page.xpath("//h1")
            assert heading.text_content().endswith(client.session and role.lower().replace("_", "-"))
            links = page.xpath("//header[@class='start-head']//a/@href")
            assert bool(links) == can(actor(role.lower()), Right.VIEW_PERIODS), role


class TestQuarter:
    def test_counts_what_one_logged_by_how_far_it_has_come(self) -> None:
        signed_in(Role.OFFICER)
        assert (quarter().rows, quarter().count) == ((), 0)
        one_of_each()
        logged("reviewer")
        logged(on=date(2018, 7, 1))
        assert notes(quarter()) == [
            ("Drafts", "1"), ("Put to review", "1"), ("Returned", "1"), ("Published", "1"),
        ]  # fmt: skip
        assert quarter().count == 4
        assert quarter(language="fr").title == "Avril – juin 2018\N{NO-BREAK SPACE}: votre part"

    def test_each_count_leads_to_a_list_of_as_many(self) -> None:
        client = signed_in(Role.OFFICER)
        one_of_each()
        logged()
        logged("reviewer")
        for row in quarter().rows:
            rows = shown(client, row.address).xpath("//table[contains(@class, 'listing')]/tbody/tr")
            assert len(rows) == int(row.note), row.text

    def test_what_a_colleague_wrote_on_since_is_still_ones_own(self) -> None:
        client = signed_in(Role.OFFICER)
        client.post(
            url(Activity, "add"),
            {"title_0": "Le forum", "kind": "MEETING", "start_date": "2 May 2018", "end_date": "2 May 2018",
             "date_precision": "DAY", **{f"{name}-{part}": "0" for name in
             ("places", "deliverables", "activations", "photos", "evidence", "headcounts") for part in
             ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}, "text_0": "null", "text_1": "null"},
        )  # fmt: skip
        activity = Activity.objects.get()
        activity.save_revision(clean=False, user=account("reviewer"))
        assert notes(quarter()) == notes(quarter("reviewer")) == [("Drafts", "1")]

    def test_says_how_ones_contribution_stands_until_it_is_there(self) -> None:
        signed_in(Role.OFFICER)
        record: ReportingPeriod = a_period(state=PeriodState.OPEN)
        assert notes(quarter()) == []
        ReportingPeriod.objects.update(state=PeriodState.CALLED)
        assert notes(quarter()) == [("Your contribution", "not yet")]
        assert quarter().rows[0].address == reverse("periods:period", args=["2018-Q2"])
        assert notes(quarter("reviewer")) == []  # nobody calls for theirs
        record.contributions.create(
            account=account("officer"), officer="officer", state=ContributionState.SENT, by="officer",
            at=timezone.now(),
        )  # fmt: skip
        assert notes(quarter()) == []


class TestLines:
    @pytest.fixture(autouse=True)
    def plan(self) -> None:
        """Two lines with two deliverables each."""
        version = make.PlanVersionFactory()
        top, low = (make.LevelFactory(version=version, depth=depth) for depth in (0, 1))
        self.nodes: dict[str, Any] = {}
        for line in ("L1", "L2"):
            self.nodes[line] = make.NodeFactory(level=top, code=line, title={"en": f"Line {line}"})
            for code in (f"{line}D1", f"{line}D2"):
                self.nodes[code] = make.NodeFactory(
                    level=low, code=code, parent=self.nodes[line], title={"en": f"Deliverable {code}"}
                )

    def test_whoever_reads_for_a_line_sees_what_it_lacks_until_it_is_published(self) -> None:
        Remit.objects.create(account=account("reviewer"), line=self.nodes["L1"])
        (row,) = quarter("reviewer").rows
        assert (row.text, row.note) == ("Line L1", "2 of 2 deliverables without a published activity")
        assert row.why == "L1D1 Deliverable L1D1 and L1D2 Deliverable L1D2"
        assert shown(signed_in(Role.OFFICER), row.address).xpath("//h1")
        draft = logged()
        make.ActivityDeliverableFactory(activity=draft, node=self.nodes["L1D1"])
        assert quarter("reviewer").rows == (row,)
        Activity.objects.update(live=True)
        (row,) = quarter("reviewer").rows
        assert (row.note, row.why) == (
            "1 of 2 deliverables without a published activity", "L1D2 Deliverable L1D2",
        )  # fmt: skip

    def test_an_officers_lines_are_those_under_which_they_logged_within_a_year(self) -> None:
        signed_in(Role.OFFICER)
        old = logged(on=date(2017, 9, 2), line=self.nodes["L1"], live=True)
        served = logged(on=date(2018, 1, 2), live=True)
        make.ActivityDeliverableFactory(activity=served, node=self.nodes["L2D1"])
        assert [row.text for row in quarter().rows] == ["Line L1", "Line L2"]
        Activity.objects.filter(pk=old.pk).update(start_date=date(2017, 5, 2))
        assert [row.text for row in quarter().rows] == ["Line L2"]

    def test_a_line_that_lacks_nothing_is_not_named(self) -> None:
        Remit.objects.create(account=account("reviewer"), line=self.nodes["L1"])
        activity = logged("reviewer", live=True)
        for code in ("L1D1", "L1D2"):
            make.ActivityDeliverableFactory(activity=activity, node=self.nodes[code])
        assert [row for row in quarter("reviewer").rows if row.text == "Line L1"] == []


def test_as_many_questions_for_many_activities_as_for_few() -> None:
    signed_in(Role.OFFICER)
    asked = []
    for number in (1, 20):
        for _ in range(number):
            logged()
        with CaptureQueriesContext(connection) as queries:
            quarter()
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_every_role_has_at_most_five_lists_and_who_logs_has_the_quarter() -> None:
    for role in Role:
        region = "north" if role == Role.REGIONAL_SECRETARY else ""
        signed_in(role, name=f"one-{role}", region=region)
        names = [one.name for one in lists_for(visitor(f"one-{role}"))]
        assert len(names) <= 5
        assert ("quarter" in names) == can(actor(f"one-{role}"), Right.DRAFT_ACTIVITIES), role


def test_the_list_offers_what_one_logged_by_the_words_of_the_start_page() -> None:
    page = shown(signed_in(Role.OFFICER), url(Activity, "list"))
    offered = page.xpath("//input[@name='own']/@value | //select[@name='own']/option/@value")
    assert [one for one in offered if one] == list(OWN)
