"""The start page: what waits for whoever looks, each row one click from its cure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Actor, Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.interfaces.office.start import texts
from rapporteur.interfaces.office.start.lists import MOST_ROWS, lists_for
from rapporteur.interfaces.office.start.rows import StartList, Visitor
from rapporteur.records.activities.actions import RIGHTS as ACTIVITY_RIGHTS
from rapporteur.records.agreements.queries import members_asleep
from rapporteur.records.periods.actions import move_period
from rapporteur.records.periods.shapes import PeriodMoveShape
from rapporteur.records.reports.actions import RIGHTS as REPORT_RIGHTS
from tests.factories import make
from tests.support.office import signed_in

pytestmark = pytest.mark.django_db
UNTIL = date(2018, 7, 1)
SINCE = date(2018, 1, 1)


def member(slug: str, **membership: Any) -> Any:
    organisation = make.OrganisationFactory(slug=slug)
    make.MembershipFactory(organisation=organisation, **membership)
    return organisation


def activated(organisation: Any, start: date, end: date | None = None, *, live: bool = True) -> None:
    activity = make.ActivityFactory(start_date=start, end_date=end or start, live=live)
    make.ActivationFactory(activity=activity, organisation=organisation)


def lists_of(client: Any) -> dict[str, StartList]:
    user = client.get(reverse("wagtailadmin_home")).wsgi_request.user
    return {one.name: one for one in lists_for(Visitor(user, actor_of(user), "en", timezone.localdate()))}


class TestSleep:
    def test_who_was_activated_within_two_quarters_is_awake(self) -> None:
        activated(member("awake"), date(2018, 3, 1))
        activated(member("over-new-year"), date(2017, 12, 20), SINCE)
        activated(member("long-ago"), date(2017, 12, 31))
        activated(member("a-draft"), date(2018, 3, 1), live=False)
        activated(member("afterwards"), UNTIL)
        member("never")
        asleep = [one.slug for one in members_asleep(SINCE, UNTIL)]
        assert sorted(asleep) == ["a-draft", "afterwards", "long-ago", "never"]

    def test_who_was_never_activated_comes_first_and_the_day_is_that_of_the_last_activity(self) -> None:
        city = member("long-ago")
        activated(city, date(2016, 5, 1))
        activated(city, date(2017, 5, 1))
        member("never")
        found = [(one.slug, one.last_activated) for one in members_asleep(SINCE, UNTIL)]
        assert found == [("never", None), ("long-ago", date(2017, 5, 1))]

    def test_who_joined_within_two_quarters_has_not_had_the_time_to_sleep(self) -> None:
        member("joined", start=date(2018, 1, 2))
        member("before", start=SINCE)
        renewed = member("renewed", start=date(2016, 1, 1), end=date(2018, 3, 1))
        make.MembershipFactory(organisation=renewed, start=date(2018, 3, 1))
        found = [(one.slug, one.joined) for one in members_asleep(SINCE, UNTIL)]
        assert found == [("renewed", date(2016, 1, 1)), ("before", SINCE)]

    def test_only_who_is_a_member_on_the_day_sleeps(self) -> None:
        member("left", end=date(2018, 6, 30))
        member("joins-later", start=date(2018, 7, 2))
        make.OrganisationFactory(slug="no-member")
        assert list(members_asleep(SINCE, UNTIL)) == []


def test_each_role_has_the_lists_of_what_it_does() -> None:
    assert list(lists_of(signed_in(Role.OFFICER))) == [
        "returned", "drafts", "quarter", "asleep", "reports",
    ]  # fmt: skip
    assert list(lists_of(signed_in(Role.REVIEWER))) == [
        "returned", "drafts", "waiting", "quarter", "asleep",
    ]  # fmt: skip
    assert list(lists_of(signed_in(Role.FINANCE))) == ["asleep", "dues", "reports"]
    assert list(lists_of(signed_in(Role.TRANSLATOR))) == ["texts", "asleep", "reports"]


def test_a_translator_sees_how_far_each_language_of_the_open_period_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make.AssociationFactory(languages=["en", "fr", "es"], source_language="en")
    client = signed_in(Role.TRANSLATOR)
    assert lists_of(client)["texts"].rows == ()
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=UNTIL)
    make.ActivityFactory(title={"en": "A walk", "fr": "Une marche"}, text={}, start_date=date(2018, 4, 2))
    rows = {row.text: row for row in lists_of(client)["texts"].rows}
    assert list(rows) == ["Spanish"]  # French has all it needs
    assert re.fullmatch(r"\d+ of \d+ texts", rows["Spanish"].note)
    page = client.get(rows["Spanish"].address).content.decode()
    assert "A walk" in page
    monkeypatch.setattr(texts, "is_much", lambda period: True)
    assert [(row.text, row.note) for row in lists_of(client)["texts"].rows] == [
        ("French", ""),
        ("Spanish", ""),
    ]


def test_a_translator_is_led_to_the_texts_of_a_period_that_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    make.AssociationFactory(languages=["en", "fr"], source_language="en")
    make.ReportFactory(slug="2018-q1", period_start=date(2018, 1, 1), period_end=date(2018, 4, 1))
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=UNTIL)
    for day in (date(2018, 3, 2), date(2018, 4, 2)):
        make.ActivityFactory(title={"en": "A walk"}, text={}, start_date=day)
    client = signed_in(Role.TRANSLATOR)
    assert [row.text for row in lists_of(client)["texts"].rows] == ["French"]
    move_period(
        by=operator("ana"),
        move=PeriodMoveShape(period=Period.parse("2018-Q1"), step="call"),
        at=timezone.now(),
    )
    rows = lists_of(client)["texts"].rows
    assert [row.text for row in rows] == ["French, January–March 2018", "French, April–June 2018"]
    assert "2018-Q1" in rows[0].address


def test_a_reviewer_is_led_to_where_one_reads_and_decides_whatever_waits() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    set_up_reviews("en")
    lia = make.AccountFactory(username="lia")
    make.RoleAssignmentFactory(user=lia, role=Role.COMMUNICATIONS)
    activity = make.ActivityFactory(title={"en": "Forum"}, live=False)
    report = make.ReportFactory(period_start=date(2018, 4, 1), period_end=UNTIL, live=False)
    for record, rights in ((activity, ACTIVITY_RIGHTS), (report, REPORT_RIGHTS)):
        record.save_revision(clean=False)
        editorial.submit(record, by=actor_with_roles(lia), rights=rights)
    waiting = lists_of(signed_in(Role.SECRETARY_GENERAL))["waiting"]
    assert waiting.count == 2
    assert [(row.text, row.address) for row in waiting.rows] == [
        ("April–June 2018", reverse("reviews:review", args=["report", report.pk])),
        ("Forum", reverse("reviews:review", args=["activity", activity.pk])),
    ]


def test_a_regional_secretary_sees_who_sleeps_in_every_region_that_is_shown_to_them() -> None:
    member("quito")
    assert [row.text for row in lists_of(signed_in(Role.REGIONAL_SECRETARY, region="north"))["asleep"].rows]


def test_the_newest_report_is_what_sleep_is_counted_from() -> None:
    client = signed_in(Role.OFFICER)
    activated(member("quito"), date(2018, 5, 1))
    assert lists_of(client)["asleep"].count == 1  # years ago
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=UNTIL)
    assert lists_of(client)["asleep"].count == 0


def test_the_page_says_them_in_the_readers_language_and_leads_on() -> None:
    city = member("quito")
    client = signed_in(Role.OFFICER)
    page = client.get(reverse("wagtailadmin_home"), headers={"accept-language": "fr"}).content.decode()
    assert "Membres sans activité depuis deux trimestres" in page
    assert "aucune activité enregistrée" in page
    edit = reverse(type(city).snippet_viewset.get_url_name("edit"), args=[city.pk])
    assert f'href="{edit}"' in page
    assert "Wagtail" not in page.partition("<main")[2]


def test_the_page_asks_as_often_for_many_as_for_few(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = signed_in(Role.OFFICER)
    member("first")
    client.get(reverse("wagtailadmin_home"))
    asked = []
    for number in (0, 30):
        for place in range(number):
            member(f"member-{place}")
        with django_assert_max_num_queries(200) as queries:
            client.get(reverse("wagtailadmin_home"))
        asked.append(len(queries))
    assert (
        asked[1] - asked[0] <= MOST_ROWS
    )  # what finds the form of a member asks once for each row that is shown


def test_a_draft_is_called_as_it_is_written_without_asking_for_whom_it_names() -> None:
    client = signed_in(Role.OFFICER)
    user = client.get(reverse("wagtailadmin_home")).wsgi_request.user
    draft = make.ActivityFactory(live=False, title={"en": "As it was"}, start_date=date(2018, 4, 1))
    asked = []
    for number in (1, 8):
        for _ in range(number):
            make.ActivationFactory(activity=draft)
        draft.refresh_from_db()
        draft.title, draft.start_date = {"en": f"With {number}"}, date(2018, 4, 2)
        draft.end_date = draft.start_date
        draft.save_revision(user=user, clean=False)
        lists_of(client)
        with CaptureQueriesContext(connection) as queries:
            (row,) = lists_of(client)["drafts"].rows
        asked.append(len(queries))
        assert (row.text, row.note) == (f"With {number}", "2 April 2018")
    assert asked[0] == asked[1]


def test_somebody_without_a_role_has_no_list() -> None:
    account = make.AccountFactory()
    assert list(lists_for(Visitor(account, Actor("x", frozenset()), "en", UNTIL))) == []
