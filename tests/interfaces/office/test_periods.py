"""The pages of periods: who is called, who says what, who moves the period, who gets an exception, and who may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.addresses import RIGHT_OF
from rapporteur.interfaces.office.periods.words import KINDS
from rapporteur.records.activities.models import Activity
from rapporteur.records.periods.actions import move_period
from rapporteur.records.periods.locks import held_kinds
from rapporteur.records.periods.models import Contribution, LockException, ReportingPeriod
from rapporteur.records.periods.shapes import PeriodMoveShape
from tests.factories import make
from tests.records.periods.violations import an_exception
from tests.support.office import form_of, shown, signed_in, url

pytestmark = pytest.mark.django_db
CODE = "2018-Q2"
TOMORROW = timedelta(days=1)


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


def at(name: str, *args: object) -> str:
    return reverse(f"periods:{name}", args=args)


def page_of(client: Client) -> Any:
    return shown(client, at("period", CODE))


def text_of(page: Any) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def moved(*steps: str) -> None:
    for step in steps:
        move = PeriodMoveShape(period=Period.parse(CODE), step=step, reason="so")
        move_period(by=operator("ana"), move=move, at=timezone.now())


def says(client: Client, step: str, of: str = "officer", **values: str) -> str:
    sent = client.post(at("contribute", CODE), {"account": of, "step": step, **values}, follow=True)
    assert sent.status_code == 200
    return sent.content.decode()


def test_period_that_nobody_moved_is_open_and_nothing_is_called_for() -> None:
    officer = signed_in(Role.OFFICER)
    text = text_of(page_of(officer))
    assert "○ open" in text
    assert "They have not been called for." in text
    assert page_of(officer).xpath("//main//form") == []
    assert not ReportingPeriod.objects.exists()


def test_secretary_calls_closes_locks_and_unlocks_for_a_reason() -> None:
    secretary = signed_in(Role.SECRETARY_GENERAL)
    for step, state in (("call", "CALLED"), ("close", "CLOSING"), ("lock", "LOCKED")):
        buttons = page_of(secretary).xpath("//main//input[@name='step']/@value")
        assert step in buttons
        secretary.post(at("move", CODE), {"step": step})
        assert ReportingPeriod.objects.get().state == state
    page = text_of(page_of(secretary))
    assert "■ locked" in page
    assert "secretary-general, " in page
    refused = secretary.post(at("move", CODE), {"step": "unlock"}, follow=True).content.decode()
    assert "a reason is missing" in refused
    secretary.post(at("move", CODE), {"step": "unlock", "reason": "A double entry"})
    assert "“A double entry”" in text_of(page_of(secretary))
    again = secretary.post(at("move", CODE), {"step": "unlock", "reason": "x"}, follow=True)
    assert "which this step does not follow" in again.content.decode()


def test_day_is_typed_in_words_and_counted_down() -> None:
    secretary, today = signed_in(Role.SECRETARY_GENERAL), timezone.localdate()
    day = today + timedelta(days=9)
    secretary.post(at("due", CODE), {"due_date": day.strftime("%d %B %Y")})
    assert ReportingPeriod.objects.get().due_date == day
    assert "(9 days left)" in text_of(page_of(secretary))
    page = secretary.post(at("due", CODE), {"due_date": "soonish"}).content.decode()
    assert "is not understood: write a day" in page
    assert 'value="soonish"' in page
    for days, words in ((0, "(today)"), (-1, "(1 day over)")):
        ReportingPeriod.objects.update(due_date=today + timedelta(days=days))
        assert words in text_of(page_of(secretary))
    secretary.post(at("due", CODE), {"due_date": ""})
    assert ReportingPeriod.objects.get().due_date is None


def test_officer_says_in_one_click_that_there_is_nothing_to_report() -> None:
    moved("call")
    officer = signed_in(Role.OFFICER)
    forms = page_of(officer).xpath("//section[@aria-labelledby='period-mine']//form")
    assert [form.fields["step"] for form in forms] == ["start", "send", "declare_nothing"]
    nothing = dict(forms[2].fields)
    officer.post(forms[2].get("action"), nothing)
    said = Contribution.objects.get()
    assert (said.officer, said.state, said.by) == ("officer", "NOTHING", "officer")
    assert "nothing to report (officer, " in text_of(page_of(officer))


def test_contribution_is_sent_returned_with_reasons_sent_again_and_accepted() -> None:
    moved("call")
    officer, reviewer = signed_in(Role.OFFICER), signed_in(Role.REVIEWER)
    says(officer, "start")
    says(officer, "send")
    offered = page_of(reviewer).xpath("//section[@aria-labelledby='period-contributions']//form")
    assert {form.fields["step"] for form in offered} == {"accept", "return"}
    assert "a reason is missing" in says(reviewer, "return")
    says(reviewer, "return", reason="No photographs")
    assert "“No photographs”" in text_of(page_of(officer))
    says(officer, "send")
    says(reviewer, "accept")
    said = Contribution.objects.get()
    assert (said.state, said.by, said.reason) == ("ACCEPTED", "reviewer", "")
    entries = AuditEntry.objects.filter(record=f"{CODE} officer").order_by("pk")
    assert [one.changes["state"][1] for one in entries] == [
        "STARTED",
        "SENT",
        "RETURNED",
        "SENT",
        "ACCEPTED",
    ]


def test_nobody_reads_their_own_and_an_officer_reads_nobodys() -> None:
    moved("call")
    officer, reviewer = signed_in(Role.OFFICER), signed_in(Role.REVIEWER)
    signed_in(Role.OFFICER, name="rui")
    says(reviewer, "send", of="reviewer")
    says(officer, "send")
    assert "nobody accepts their own contribution" in says(reviewer, "accept", of="reviewer")
    for step, of in (("accept", "officer"), ("accept", "reviewer"), ("send", "rui")):
        assert "may not" in says(officer, step, of=of)
    assert set(Contribution.objects.values_list("officer", "state")) == {
        ("officer", "SENT"),
        ("reviewer", "SENT"),
    }
    offered = page_of(officer).xpath("//section[@aria-labelledby='period-contributions']//form")
    assert offered == []


def test_locked_period_takes_no_contribution_and_offers_none() -> None:
    officer = signed_in(Role.OFFICER)
    moved("lock")
    assert page_of(officer).xpath("//main//form") == []
    assert "is in the state “locked”" in says(officer, "send")
    assert not Contribution.objects.exists()


# --- locks and exceptions ----------------------------------------------------------------------------


def an_activity(title: str, **values: Any) -> Activity:
    activity: Activity = make.ActivityFactory(title={"fr": title, "en": title}, **values)
    return activity


def test_form_of_a_record_in_a_locked_period_says_who_grants_an_exception() -> None:
    activity = an_activity("Forum")
    moved("lock")
    officer, edit = signed_in(Role.OFFICER), url(Activity, "edit", activity.pk)
    answer = officer.post(edit, {**form_of(shown(officer, edit)), "note": "late"})
    assert "which ana locked on" in answer.content.decode()
    assert "administrator, secretary general" in answer.content.decode()
    assert not AuditEntry.objects.filter(by="officer").exists()


def granting(**values: str) -> dict[str, str]:
    until = (timezone.localdate() + TOMORROW).strftime("%d %B %Y")
    fixed = {
        "account": "officer",
        "kind": "activities.activity",
        "words": "forum",
        "until": until,
        "reason": "The place was wrong",
    }
    return {**fixed, **values}


def test_exception_is_granted_by_words_of_the_name_used_and_revoked() -> None:
    activity = an_activity("Forum of mayors")
    an_activity("Letter")
    officer, secretary = signed_in(Role.OFFICER), signed_in(Role.SECRETARY_GENERAL)
    moved("lock")
    secretary.post(at("grant", CODE), granting())
    given = LockException.objects.get()
    assert (given.officer, given.record, given.by) == ("officer", activity.slug, "secretary-general")
    assert timezone.localtime(given.expires_at).date() == timezone.localdate() + 2 * TOMORROW

    edit = url(Activity, "edit", activity.pk)
    officer.post(edit, {**form_of(shown(officer, edit)), "note": "late"})
    assert AuditEntry.objects.filter(by="officer", record=activity.slug).count() == 1

    for page in (page_of(officer), shown(officer, at("exceptions"))):
        assert "Activity: Forum of mayors" in text_of(page)
        assert page.xpath("//form[contains(@action, 'revoke')]") == []
    (form,) = shown(secretary, at("exceptions")).xpath("//form[contains(@action, 'revoke')]")
    secretary.post(form.get("action"), dict(form.fields))
    officer.post(edit, {**form_of(shown(officer, edit)), "note": "later still"})
    assert AuditEntry.objects.filter(by="officer", record=activity.slug).count() == 1
    assert "revoked" in text_of(shown(secretary, at("exceptions")))


def test_words_that_mean_several_records_are_asked_about_and_nothing_typed_is_lost() -> None:
    first, second = an_activity("Forum in Lyon"), an_activity("Forum in Lomé")
    an_activity("Forum of the next quarter", start_date=date(2018, 8, 1), end_date=date(2018, 8, 1))
    signed_in(Role.OFFICER)
    secretary = signed_in(Role.SECRETARY_GENERAL)
    moved("lock")
    answer = secretary.post(at("grant", CODE), granting()).content.decode()
    assert "Which one? Choose below" in answer
    assert "Forum in Lyon" in answer
    assert "Forum of the next quarter" not in answer
    assert 'value="The place was wrong"' in answer
    assert not LockException.objects.exists()
    secretary.post(at("grant", CODE), granting(record=second.slug))
    assert LockException.objects.get().record == second.slug != first.slug


def test_words_that_mean_no_record_and_a_day_that_is_over_are_refused_at_the_form() -> None:
    an_activity("Forum")
    signed_in(Role.OFFICER)
    secretary = signed_in(Role.SECRETARY_GENERAL)
    moved("lock")
    for values, words in (
        ({"words": "symposium"}, "is called like “symposium”"),
        ({"until": "1 May 2018"}, "is over: name a day to come"),
        ({"reason": ""}, "This field is required"),
    ):
        assert words in secretary.post(at("grant", CODE), granting(**values)).content.decode()
    assert not LockException.objects.exists()


def test_exception_for_a_record_that_is_not_there_yet() -> None:
    signed_in(Role.OFFICER)
    secretary = signed_in(Role.SECRETARY_GENERAL)
    moved("lock")
    secretary.post(at("grant", CODE), granting(words=""))
    assert LockException.objects.get().record == ""
    assert "Activity: a new one" in text_of(page_of(secretary))


def test_whoever_may_not_move_a_period_is_offered_nothing_and_refused() -> None:
    activity = an_activity("Forum")
    moved("lock")
    given = an_exception(period=ReportingPeriod.objects.get(), record=activity.slug)
    for role in (Role.REVIEWER, Role.OFFICER, Role.FINANCE, Role.TRANSLATOR):
        client = signed_in(role)
        assert page_of(client).xpath("//main//form") == [], role
        for name, key, values in (
            ("move", CODE, {"step": "unlock", "reason": "x"}),
            ("due", CODE, {"due_date": "1 May 2030"}),
            ("grant", CODE, granting()),
            ("revoke", given.pk, {}),
        ):
            assert client.post(at(name, key), values).status_code in (302, 403)
    assert ReportingPeriod.objects.get().state == "LOCKED"
    assert LockException.objects.get().revoked_at is None


def test_board_readers_do_not_see_who_contributes() -> None:
    reader = signed_in(Role.BOARD_READER)
    assert reader.get(at("period", CODE)).status_code in (302, 403)
    assert reader.get(at("index")).status_code in (302, 403)


def test_kinds_that_locks_hold_have_a_word_and_a_door() -> None:
    assert set(KINDS) == set(held_kinds())
    assert set(held_kinds().values()) <= set(DOORS)
    assert {name for name in RIGHT_OF if name.startswith("periods:")} == {
        f"periods:{name}"
        for name in ("index", "period", "exceptions", "contribute", "move", "due", "grant", "revoke")
    }


# --- lists -------------------------------------------------------------------------------------------


def test_index_lists_periods_with_a_report_or_a_state_and_opens_another() -> None:
    make.ReportFactory()
    moved("call")
    says(signed_in(Role.OFFICER), "declare_nothing")
    signed_in(Role.COMMUNICATIONS)
    reviewer = signed_in(Role.REVIEWER)
    text = text_of(shown(reviewer, at("index")))
    assert "April–June 2018◔ call for contributions–1 of 2 contributions" in text
    opened = reviewer.get(at("index"), {"period": "2019-q1"})
    assert opened.headers["Location"] == at("period", "2019-Q1")
    assert "is not a period" in reviewer.get(at("index"), {"period": "spring"}).content.decode()
    assert reviewer.get(at("period", "spring")).status_code == 404


def test_report_room_and_menu_lead_there() -> None:
    make.ReportFactory()
    moved("call")
    reviewer = signed_in(Role.REVIEWER)
    room = shown(reviewer, reverse("report_room:period", args=[CODE]))
    assert room.xpath(f"//main//a[@href='{at('period', CODE)}']")[0].text_content().split() == [
        "◔",
        "call",
        "for",
        "contributions",
    ]
    back = page_of(reviewer).xpath("//main//section[1]//a/@href")
    assert back == [reverse("report_room:period", args=[CODE])]
    for role, expected in ((Role.OFFICER, True), (Role.BOARD_READER, False)):
        home = signed_in(role).get("/cms/").content.decode()
        assert (at("index") in home) is expected


def test_pages_speak_french_and_spanish() -> None:
    moved("lock")
    signed_in(Role.OFFICER)
    secretary = signed_in(Role.SECRETARY_GENERAL)
    for language, words in (("fr", "verrouillée"), ("es", "bloqueado")):
        for name, args in (("period", (CODE,)), ("index", ())):
            page = secretary.get(at(name, *args), headers={"accept-language": language}).content.decode()
            assert words in page
            assert "Contributions to" not in page


def counted(client: Client, address: str, django_assert_max_num_queries: Any) -> int:
    with django_assert_max_num_queries(80) as queries:
        shown(client, address)
    return len(queries.captured_queries)


def test_queries_do_not_grow_with_the_rows(django_assert_max_num_queries: Any) -> None:
    moved("lock")
    secretary, period = signed_in(Role.SECRETARY_GENERAL), ReportingPeriod.objects.get()
    addresses = [at("period", CODE), at("exceptions"), at("index")]

    def add(count: int) -> None:
        for number in range(count):
            account = make.AccountFactory()
            make.RoleAssignmentFactory(user=account, role=Role.OFFICER)
            activity = an_activity(f"Forum {count} {number}")
            an_exception(period=period, account=account, record=activity.slug)
            name = account.get_username()
            Contribution.objects.create(
                period=period, account=account, officer=name, state="SENT", by=name, at=timezone.now()
            )
            start = date(2000 + number, 1, 1)
            make.ReportFactory(
                slug=f"r{count}-{number}", period_start=start, period_end=start + TOMORROW * count
            )

    add(1)
    for address in addresses:
        shown(secretary, address)  # what is kept between requests
    few = [counted(secretary, address, django_assert_max_num_queries) for address in addresses]
    add(29)
    many = [counted(secretary, address, django_assert_max_num_queries) for address in addresses]
    assert few == many
