"""Mails of the office: whom what is written to, when and in which language; how it is sent; the pages of both."""

from __future__ import annotations

import smtplib
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState
from wagtail.users.models import UserProfile

from rapporteur.base.core import editorial
from rapporteur.base.core.models import Association, AuditEntry
from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.outbox import letters, sending
from rapporteur.interfaces.office.outbox.round import Round, work_once, write_due
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.accounts.models import Deputy
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from rapporteur.records.outbox import delivery
from rapporteur.records.outbox.enums import DigestDays, MailState
from rapporteur.records.outbox.models import Mail, MailChoice
from rapporteur.records.periods.actions import move_contribution, move_period, set_due_date
from rapporteur.records.periods.shapes import ContributionShape, DueDateShape, PeriodMoveShape
from tests.factories import make
from tests.support.office import browser_of, shown, signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 7, 3, 9, tzinfo=UTC)
"""A Tuesday, when all digests have come that come at seven."""
EARLY = NOW.replace(hour=5)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def review() -> None:
    """The review that drafts of activities go through."""
    make.AssociationFactory()
    set_up_reviews("en")


def account(name: str, role: Role, *, language: str = "en", **choice: Any) -> Any:
    """Return an account with a role, an address, a language and, where said, a choice of mails."""
    made = make.AccountFactory(username=name, email=f"{name}@example.org")
    make.RoleAssignmentFactory(user=made, role=role)
    UserProfile.objects.create(user=made, preferred_language=language)
    if choice:
        MailChoice.objects.create(account=made, **choice)
    return made


def submitted(by: Any, *, at: datetime = NOW, title: str = "The forum") -> Activity:
    """Return an activity that somebody put to review at a moment."""
    activity: Activity = make.ActivityFactory(title={"en": title, "fr": "Le forum"})
    activity.save_revision(clean=False)
    editorial.submit(activity, by=actor_with_roles(by), rights=RIGHTS)
    TaskState.objects.filter(pk=activity.current_workflow_task_state.pk).update(started_at=at)
    return Activity.objects.get(pk=activity.pk)


def returned(activity: Activity, by: Any, *, at: datetime = NOW, comment: str = "Which year?") -> None:
    """Let somebody return it."""
    step = activity.current_workflow_task_state
    editorial.return_for_changes(activity, by=actor_with_roles(by), rights=RIGHTS, comment=comment)
    TaskState.objects.filter(pk=step.pk).update(finished_at=at)


def called(due: date, *, at: datetime) -> None:
    """Call for contributions to a quarter."""
    period, by = Period.parse("2018-Q2"), operator("sara")
    set_due_date(by=by, due=DueDateShape(period=period, due_date=due), at=at)
    move_period(by=by, move=PeriodMoveShape(period=period, step="call"), at=at)


def written() -> list[tuple[str, str]]:
    """Return to whom which kind of mail was written."""
    return sorted(Mail.objects.values_list("account__username", "kind"))


class TestAtOnce:
    def test_what_is_returned_is_told_to_its_author_in_their_language(self) -> None:
        lia, rui = account("lia", Role.OFFICER, language="fr"), account("rui", Role.REVIEWER)
        activity = submitted(lia)
        returned(activity, rui, comment="Which year?\nAnd where?")
        write_due(EARLY)
        (mail,) = Mail.objects.all()
        assert (mail.account, mail.language, mail.subject) == (lia, "fr", "À reprendre\u00a0: Le forum")
        assert "renvoyé par rui" in mail.text
        assert "Which year? And where?" in mail.text
        link = letters.address(reverse("reviews:review", args=["activity", activity.pk]))
        assert link in mail.text
        assert f'href="{link}"' in mail.html
        assert letters.address("/account/mails/") in mail.text

    def test_a_contribution_that_is_returned_is_told_too(self) -> None:
        lia, rui = account("lia", Role.OFFICER), account("rui", Role.REVIEWER)
        called(NOW.date() + 20 * DAY, at=EARLY)
        for by, step, reason in ((lia, "send", ""), (rui, "return", "Photographs without credit")):
            shape = ContributionShape(period=Period.parse("2018-Q2"), account="lia", step=step, reason=reason)
            move_contribution(by=actor_with_roles(by), contribution=shape, at=EARLY)
        write_due(EARLY)
        (mail,) = Mail.objects.all()
        assert (mail.account, mail.subject) == (lia, "Returned to you: April–June 2018")
        assert "contribution, returned by rui: “Photographs without credit”" in mail.text
        write_due(NOW)
        assert written() == [("lia", "DIGEST"), ("lia", "RETURNED")]

    def test_what_waits_is_told_to_reviewers_and_not_to_all_who_may_approve(self) -> None:
        lia = account("lia", Role.OFFICER)
        account("ana", Role.ADMINISTRATOR)
        account("sara", Role.SECRETARY_GENERAL)
        account("rui", Role.REVIEWER)
        submitted(lia)
        write_due(EARLY)
        assert written() == [("rui", "WAITING")]
        assert write_due(EARLY + timedelta(minutes=1)) == (0, 0)  # once

    def test_nobody_is_asked_to_read_their_own(self) -> None:
        rui = account("rui", Role.REVIEWER)
        account("sara", Role.SECRETARY_GENERAL)
        submitted(rui)
        write_due(EARLY)
        assert written() == [("sara", "WAITING")]

    def test_who_chose_so_and_who_has_no_address_or_is_gone_gets_none(self) -> None:
        lia = account("lia", Role.OFFICER, returned_at_once=False)
        rui = account("rui", Role.REVIEWER, waiting_at_once=False)
        for name, change in (("gone", {"is_active": False}), ("silent", {"email": ""})):
            other = account(name, Role.REVIEWER)
            type(other).objects.filter(pk=other.pk).update(**change)
        returned(submitted(lia), rui)
        submitted(lia)
        write_due(EARLY)
        assert written() == []

    def test_what_is_over_before_it_was_sent_is_not_sent(self) -> None:
        lia, rui = account("lia", Role.OFFICER), account("rui", Role.REVIEWER)
        activity = submitted(lia)
        write_due(EARLY)
        editorial.approve(activity, by=actor_with_roles(rui), rights=RIGHTS)
        assert write_due(EARLY) == (0, 1)
        assert Mail.objects.get().state == MailState.DROPPED

    def test_what_is_no_news_any_more_is_told_by_the_digest_alone(self) -> None:
        lia = account("lia", Role.OFFICER)
        account("rui", Role.REVIEWER)
        submitted(lia, at=NOW - 4 * DAY)
        write_due(NOW)
        assert written() == [("rui", "DIGEST")]


class TestEscalation:
    def late(self, days: float = 5.1) -> Any:
        lia, rui = account("lia", Role.OFFICER), account("rui", Role.REVIEWER, digest=DigestDays.NONE)
        account("sara", Role.SECRETARY_GENERAL, language="fr")
        submitted(lia, at=EARLY - days * DAY)
        return rui

    def test_the_secretary_general_is_told_after_some_days(self) -> None:
        self.late()
        write_due(EARLY)
        (mail,) = Mail.objects.all()
        assert (mail.account.username, mail.kind, mail.language) == ("sara", "ESCALATED", "fr")
        assert mail.subject == "En attente depuis le 28 juin 2018\u00a0: Le forum"

    def test_a_deputy_comes_before_the_secretary_general(self) -> None:
        rui = self.late()
        deputy = account("dan", Role.OFFICER)
        Deputy.objects.create(account=rui, deputy=deputy, start=NOW.date(), end=NOW.date() + DAY, by="rui")
        write_due(EARLY)
        assert written() == [("dan", "ESCALATED")]

    def test_not_before_its_days_and_never_where_the_association_says_so(self) -> None:
        self.late(4.9)
        write_due(EARLY)
        assert written() == []
        Association.objects.update(escalation_days=0)
        write_due(EARLY + DAY / 2)
        assert written() == []
        Association.objects.update(escalation_days=3)
        write_due(EARLY)
        assert written() == [("sara", "ESCALATED")]


class TestDigest:
    def test_one_a_day_the_newest_first_and_none_when_nothing_waits(self) -> None:
        lia = account("lia", Role.OFFICER)
        account("rui", Role.REVIEWER, waiting_at_once=False)
        for days, title in ((5, "Old"), (4, "Older"), (6, "Oldest")):
            submitted(lia, at=NOW - days * DAY, title=title)
        Association.objects.update(escalation_days=0)
        write_due(EARLY)
        assert written() == []
        write_due(NOW)
        (mail,) = Mail.objects.all()
        assert (mail.account.username, mail.subject) == ("rui", "3 things wait for you")
        titles = [line for line in mail.text.splitlines() if line.startswith("- ")]
        assert titles == ["- Older", "- Old", "- Oldest"]
        write_due(NOW + timedelta(hours=5))
        assert Mail.objects.count() == 1
        write_due(NOW + DAY)
        assert Mail.objects.count() == 2

    def test_what_comes_after_the_hour_waits_for_the_next_day(self) -> None:
        lia = account("lia", Role.OFFICER)
        account("rui", Role.REVIEWER, waiting_at_once=False)
        write_due(NOW)
        submitted(lia)
        write_due(NOW + timedelta(hours=1))
        assert written() == []
        write_due(NOW + DAY)
        assert written() == [("rui", "DIGEST")]

    @pytest.mark.parametrize(
        ("chosen", "days"), [(DigestDays.DAILY, 7), (DigestDays.WEEKDAYS, 5), (DigestDays.NONE, 0)]
    )
    def test_on_the_days_that_are_chosen(self, chosen: str, days: int) -> None:
        lia = account("lia", Role.OFFICER)
        account("rui", Role.REVIEWER, waiting_at_once=False, digest=chosen)
        submitted(lia)
        for n in range(7):
            write_due(NOW + n * DAY)
        assert Mail.objects.count() == days

    def test_the_hour_is_that_of_the_reader(self) -> None:
        lia = account("lia", Role.OFFICER)
        rui = account("rui", Role.REVIEWER, waiting_at_once=False, hour=8)
        UserProfile.objects.filter(user=rui).update(current_time_zone="America/Lima")  # UTC-5
        submitted(lia)
        write_due(NOW + timedelta(hours=3))
        assert written() == []
        write_due(NOW + timedelta(hours=4))
        assert written() == [("rui", "DIGEST")]


class TestReminders:
    def days_reminded(
        self, due: date, *, since: datetime, days: int = 30, choice: str = DigestDays.NONE
    ) -> list[int]:
        """Return how many days before (negative) and after it is due somebody is reminded who does nothing."""
        account("lia", Role.OFFICER, digest=choice)
        write_due(since)
        called(due, at=since + timedelta(hours=1))
        looked = [since + n * DAY for n in range(1, days)]
        return [(at.date() - due).days for at in looked if write_due(at)[0]]

    def test_fourteen_and_seven_days_before_on_the_day_and_three_after_whatever_is_chosen(self) -> None:
        assert self.days_reminded(NOW.date() + 20 * DAY, since=NOW) == [-14, -7, 0, 3]

    def test_a_late_call_is_told_the_next_day(self) -> None:
        assert self.days_reminded(NOW.date() + 10 * DAY, since=NOW) == [-9, -7, 0, 3]

    def test_who_has_sent_is_reminded_no_more(self) -> None:
        lia = account("lia", Role.OFFICER, language="es")
        called(NOW.date() + 7 * DAY, at=NOW - 9 * DAY)
        write_due(NOW)
        (mail,) = Mail.objects.all()
        assert (mail.kind, mail.subject) == (
            "REMINDER",
            "Se espera su contribución: Abril-junio de 2018",
        )
        assert letters.address(reverse("periods:period", args=["2018-Q2"])) in mail.text
        step = ContributionShape(period=Period.parse("2018-Q2"), account="lia", step="declare_nothing")
        move_contribution(by=actor_with_roles(lia), contribution=step, at=NOW)
        write_due(NOW + 7 * DAY)
        assert Mail.objects.count() == 1

    def test_a_worker_that_stood_still_reminds_once_when_it_goes_on(self) -> None:
        account("lia", Role.OFFICER)
        called(NOW.date() + 13 * DAY, at=NOW - 9 * DAY)
        write_due(NOW - 2 * DAY)
        write_due(NOW + 9 * DAY)  # both -14 and -7 came meanwhile
        write_due(NOW + 10 * DAY)
        (mail,) = Mail.objects.all()
        assert "4 days left" in mail.text


NOBODY_THERE = smtplib.SMTPRecipientsRefused({"rui@example.org": (550, b"unknown")})


class Server(BaseEmailBackend):
    """A mail server that does what the test says."""

    refuses: Exception | None = None
    away = False
    taken: list[Any]

    def open(self) -> bool:
        if Server.away:
            raise ConnectionRefusedError(111, "Connection refused")
        return True

    def send_messages(self, email_messages: Any) -> int:
        if Server.refuses is not None:
            raise Server.refuses
        Server.taken += email_messages
        return len(email_messages)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, settings: Any) -> type[Server]:
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(sending, "get_connection", Server)
    Server.refuses, Server.away, Server.taken = None, False, []
    account("rui", Role.REVIEWER)
    submitted(account("lia", Role.OFFICER))
    return Server


class TestSending:
    def test_it_goes_once_in_both_forms_to_the_address_of_now(self, server: type[Server]) -> None:
        write_due(EARLY)
        rui = Mail.objects.get().account
        rui.email = "rui@elsewhere.example"
        rui.save()
        assert work_once(EARLY) == Round(written=0, sent=1, not_sent=0, dropped=0)
        assert work_once(EARLY) == Round(written=0, sent=0, not_sent=0, dropped=0)
        (message,) = server.taken
        assert message.to == ["rui@elsewhere.example"]
        assert [kind for _, kind in message.alternatives] == ["text/html"]
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"
        assert message.extra_headers["List-Unsubscribe"] == "<http://localhost:8000/account/mails/>"
        mail = Mail.objects.get()
        assert (mail.state, mail.sent_at) == (MailState.SENT, EARLY)

    def test_who_is_killed_after_the_server_took_it_sends_it_no_second_time(
        self, server: type[Server], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def be_killed(*args: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as killed:
            killed.setattr(delivery, "note_sent", be_killed)
            with pytest.raises(KeyboardInterrupt):
                work_once(EARLY)
        assert len(server.taken) == 1
        for minutes in (1, 11, 60):
            work_once(EARLY + timedelta(minutes=minutes))
        assert len(server.taken) == 1
        assert Mail.objects.get(kind="WAITING").state == MailState.UNSURE

    @pytest.mark.parametrize(
        ("refusal", "state", "failure"),
        [
            (smtplib.SMTPDataError(451, b"try later"), MailState.WAITING, "SMTPDataError: 451 try later"),
            (NOBODY_THERE, MailState.FAILED, "SMTPRecipientsRefused: 550 unknown"),
            (smtplib.SMTPServerDisconnected("gone"), MailState.UNSURE, "SMTPServerDisconnected: gone"),
            (TimeoutError("timed out"), MailState.UNSURE, "TimeoutError: timed out"),
        ],
    )  # fmt: skip
    def test_what_a_server_refuses_waits_fails_or_is_not_known(
        self, server: type[Server], refusal: Exception, state: str, failure: str
    ) -> None:
        server.refuses = refusal
        assert work_once(EARLY).not_sent == 1
        mail = Mail.objects.get()
        assert (mail.state, mail.failure, mail.attempts) == (state, failure, 1)
        server.refuses = None
        sent = work_once(EARLY + timedelta(minutes=6)).sent
        assert sent == (1 if state == MailState.WAITING else 0)

    def test_not_now_is_not_taken_for_an_answer_for_ever(self, server: type[Server]) -> None:
        server.refuses = smtplib.SMTPDataError(451, b"try later")
        write_due(EARLY)
        Mail.objects.update(attempts=sending.MOST_REFUSALS)
        sending.send_due(EARLY)
        assert Mail.objects.get().state == MailState.FAILED

    def test_a_server_that_is_away_costs_no_mail(self, server: type[Server]) -> None:
        server.away = True
        work_once(EARLY)
        mail = Mail.objects.get()
        assert (mail.state, mail.failure) == (
            MailState.WAITING,
            "ConnectionRefusedError: [Errno 111] Connection refused",
        )
        server.away = False
        assert work_once(EARLY + timedelta(minutes=6)).sent == 1

    def test_where_no_mail_leaves_it_waits(self, server: type[Server], settings: Any) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
        assert work_once(EARLY) == Round(written=1, sent=0, not_sent=0, dropped=0)
        assert Mail.objects.get().state == MailState.WAITING


def test_wagtail_writes_no_mails_of_its_own() -> None:
    lia, rui = account("lia", Role.OFFICER), account("rui", Role.REVIEWER)
    type(lia).objects.create_superuser("root", "root@example.org", "a long password")
    returned(submitted(lia), rui)
    editorial.approve(submitted(lia), by=actor_with_roles(rui), rights=RIGHTS)
    assert django_mail.outbox == []


@pytest.fixture
def failed() -> Mail:
    """A mail that failed."""
    found: Mail = Mail.objects.create(
        key="waits:1:1", kind="WAITING", account=account("rui", Role.REVIEWER), language="en",
        subject="Waits for you: <b>The forum</b>", text="Hello rui,\n<script>1</script>", html="",
        state=MailState.FAILED, written_at=NOW, due_at=NOW, attempts=6, failure="SMTPDataError: 451 try later",
    )  # fmt: skip
    return found


class TestOutboxPages:
    @pytest.mark.parametrize("role", Role)
    def test_only_who_may_sees_mails_and_has_them_sent_again(self, failed: Mail, role: Role) -> None:
        browser = signed_in(role, name="who", region="north")
        may = role is Role.ADMINISTRATOR
        index, one, again = ("/cms/outbox/", f"/cms/outbox/{failed.pk}/", f"/cms/outbox/{failed.pk}/again/")
        assert [browser.get(place).status_code == 200 for place in (index, one)] == [may, may]
        browser.post(again)
        failed.refresh_from_db()
        assert failed.state == (MailState.WAITING if may else MailState.FAILED)
        assert AuditEntry.objects.filter(action="sent again").exists() is may

    def test_the_list_says_what_failed_and_why_and_text_is_no_markup(self, failed: Mail) -> None:
        browser = signed_in(Role.ADMINISTRATOR)
        (row,) = shown(browser, "/cms/outbox/?state=FAILED").xpath("//main//tbody/tr")
        cells = [" ".join(cell.text_content().split()) for cell in row]
        assert cells == [
            "Waits for you: <b>The forum</b>", "rui", "waits for you", "3 July 2018, 09:00", "✕ failed",
            "SMTPDataError: 451 try later",
        ]  # fmt: skip
        assert (
            "No mail is here." in shown(browser, "/cms/outbox/?state=SENT").xpath("//main")[0].text_content()
        )
        page = shown(browser, f"/cms/outbox/{failed.pk}/")
        assert "<script>1</script>" in page.xpath("//div[@class='report-room-printed']")[0].text_content()
        browser.post(f"/cms/outbox/{failed.pk}/again/")
        page = shown(browser, f"/cms/outbox/{failed.pk}/")
        assert not page.xpath("//main//form[contains(@action, 'again')]")

    def test_as_many_queries_for_one_as_for_many(
        self, failed: Mail, django_assert_max_num_queries: Any, django_assert_num_queries: Any
    ) -> None:
        browser = signed_in(Role.ADMINISTRATOR)
        browser.get("/cms/outbox/")
        with django_assert_max_num_queries(40) as first:
            browser.get("/cms/outbox/")
        rows = [
            Mail(
                key=f"waits:2:{n}", kind="WAITING", account=account(f"a{n}", Role.OFFICER), written_at=NOW, due_at=NOW
            )
            for n in range(20)
        ]  # fmt: skip
        Mail.objects.bulk_create(rows)
        with django_assert_num_queries(len(first)):
            browser.get("/cms/outbox/")


class TestChoicePage:
    def test_one_chooses_for_oneself_and_the_trail_has_it(self) -> None:
        browser = browser_of(account("lia", Role.OFFICER, language="fr"))
        page = shown(browser, "/account/mails/")
        form = next(form for form in page.forms if "digest" in form.fields)
        assert (form.fields["digest"], form.fields["hour"], form.inputs["waiting_at_once"].checked) == (
            "WEEKDAYS", "7", True,
        )  # fmt: skip
        assert "Quels courriels vous recevez" in page.text_content()
        browser.post("/account/mails/", {"digest": "DAILY", "hour": "18", "returned_at_once": "on"})
        choice = MailChoice.objects.get(account__username="lia")
        assert (choice.digest, choice.hour, choice.returned_at_once, choice.waiting_at_once) == (
            "DAILY", 18, True, False,
        )  # fmt: skip
        assert AuditEntry.objects.get(record_type="outbox.mailchoice").by == "lia"

    def test_only_who_is_signed_in_and_only_what_there_is(self) -> None:
        assert Client().get("/account/mails/").status_code == 302
        browser = browser_of(account("lia", Role.OFFICER))
        browser.post("/account/mails/", {"digest": "HOURLY", "hour": "25"})
        assert not MailChoice.objects.exists()
