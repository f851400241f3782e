"""The lock of a period: held by every verb of what falls in it, whoever calls, but for an exception in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from rapporteur.base.core import editorial
from rapporteur.base.core.engine import delete_record
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Role, operator
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say_failure
from rapporteur.records.activities import actions as activities
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.activities.shapes import ActivityShape, MeetingShape, MentionShape, PlaceShape
from rapporteur.records.periods.actions import grant_exception, move_period, revoke_exception
from rapporteur.records.periods.models import LockException, ReportingPeriod
from rapporteur.records.periods.refusals import (
    AlreadyExcepted,
    ExceptionOver,
    NotBoundToPeriods,
    NothingLocked,
    PeriodLocked,
    ReasonMissing,
)
from rapporteur.records.periods.shapes import ExceptionShape, PeriodMoveShape
from rapporteur.records.reports import actions as reports
from rapporteur.records.reports.models import Report
from rapporteur.records.reports.shapes import ReportShape
from tests.factories import make
from tests.support.verbs import reviewed

pytestmark = pytest.mark.django_db
BY = operator("ana")
QUARTER = Period.parse("2018-Q2")
INSIDE, OUTSIDE = date(2018, 5, 2), date(2018, 7, 3)


def text(words: str) -> LocalizedText:
    return LocalizedText({"fr": words, "en": words})


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory()
    make.OrganisationFactory(slug="lyon")
    make.OrganisationFactory(slug="lome")


def lock(code: str = "2018-Q2") -> ReportingPeriod:
    move = PeriodMoveShape(period=Period.parse(code), step="lock")
    return move_period(by=BY, move=move, at=datetime(2018, 7, 20, 9, tzinfo=UTC)).record


def forum(on: date = INSIDE, note: str = "", slug: str = "forum") -> ActivityShape:
    return ActivityShape(slug=slug, dates=Dates(on), title=text("Forum"), kind="MEETING", note=note)


def visit(on: date = INSIDE, *participants: str, note: str = "") -> MeetingShape:
    place = PlaceShape(organisation="lyon")
    return MeetingShape(
        slug="visit", dates=Dates(on), participants=participants or ("lyon",), place=place, note=note
    )


def article(on: date = INSIDE, note: str = "") -> MentionShape:
    return MentionShape(slug="article", dates=Dates(on), outlet="Gazette", subject=text("Forum"), note=note)


def record_all(on: date = INSIDE) -> None:
    """Record an activity with a later draft, a meeting, a mention and a report."""
    activities.record_activity(by=BY, activity=forum(on))
    activities.record_activity(by=BY, activity=forum(on, "a draft"), publish=False)
    activities.record_meeting(by=BY, meeting=visit(on))
    activities.record_mention(by=BY, mention=article(on))
    reports.record_report(by=BY, report=ReportShape(period=QUARTER, editorial_title=text("Spring")))


def the_activity() -> Activity:
    return Activity.objects.get(slug="forum")


WRITES: dict[str, Callable[[Actor], object]] = {
    "a change": lambda by: activities.record_activity(by=by, activity=forum(note="x")),
    "a draft": lambda by: activities.record_activity(by=by, activity=forum(note="x"), publish=False),
    "a sitting": lambda by: activities.record_activity(
        by=by, activity=forum(note="x"), publish=False, sitting=True
    ),
    "a new activity": lambda by: activities.record_activity(by=by, activity=forum(slug="new")),
    "a new draft": lambda by: activities.record_activity(by=by, activity=forum(slug="new"), publish=False),
    "many": lambda by: activities.record_activities(
        by=by, activities=[forum(OUTSIDE, slug="later"), forum(slug="new")]
    ),
    "out of the period": lambda by: activities.record_activity(by=by, activity=forum(OUTSIDE)),
    "publication": lambda by: editorial.publish_draft(the_activity(), by=by, rights=activities.RIGHTS),
    "submission": lambda by: editorial.submit(the_activity(), by=by, rights=activities.RIGHTS),
    "withdrawal": lambda by: activities.withdraw_activity(by=by, activity=the_activity(), reason="x"),
    "deletion": lambda by: delete_record(the_activity(), by=by, reason="x"),
    "a meeting": lambda by: activities.record_meeting(by=by, meeting=visit(note="x")),
    "participants": lambda by: activities.record_meeting(by=by, meeting=visit(INSIDE, "lome")),
    "a meeting that goes": lambda by: delete_record(BilateralMeeting.objects.get(), by=by, reason="x"),
    "a mention": lambda by: activities.record_mention(by=by, mention=article(note="x")),
    "a mention that goes": lambda by: delete_record(MediaMention.objects.get(), by=by, reason="x"),
    "the editorial": lambda by: reports.record_report(
        by=by, report=ReportShape(period=QUARTER, editorial_title=text("Autumn"))
    ),
}


def test_no_verb_writes_into_a_locked_period() -> None:
    record_all()
    lock()
    before = AuditEntry.objects.count()
    for name, write in WRITES.items():
        with pytest.raises(PeriodLocked):
            write(BY)
        assert AuditEntry.objects.count() == before, name
        assert not Activity.objects.filter(slug__in=["new", "later"]).exists(), name


def test_each_of_these_writes_where_nothing_is_locked() -> None:
    """Or the test above would show nothing: the same calls, refused for no other reason."""
    record_all()
    reviewed(the_activity())
    lock("2018-Q1")
    before = AuditEntry.objects.count()
    for name, write in WRITES.items():
        with transaction.atomic():
            write(BY)
            assert AuditEntry.objects.count() > before, name
            transaction.set_rollback(True)


def test_record_is_not_moved_into_a_locked_period() -> None:
    record_all(OUTSIDE)
    lock()
    for write in (
        lambda: activities.record_activity(by=BY, activity=forum()),
        lambda: activities.record_meeting(by=BY, meeting=visit()),
        lambda: activities.record_mention(by=BY, mention=article()),
    ):
        with pytest.raises(PeriodLocked):
            write()


def test_what_changes_nothing_is_no_write() -> None:
    """A data set that is loaded again passes a lock."""
    record_all()
    lock()
    assert not activities.record_mention(by=BY, mention=article()).changed
    assert not activities.record_meeting(by=BY, meeting=visit()).changed


def test_step_of_a_review_that_publishes_is_refused_and_what_ends_it_is_not() -> None:
    record_all()
    reviewed(the_activity()).start(the_activity(), None)
    lock()
    with pytest.raises(PeriodLocked):
        editorial.approve(the_activity(), by=BY, rights=activities.RIGHTS)
    editorial.return_for_changes(the_activity(), by=BY, rights=activities.RIGHTS, comment="too late")
    editorial.end_review(the_activity(), by=BY, rights=activities.RIGHTS)


@pytest.mark.parametrize(
    ("locked", "refused"),
    [("2018-Q2", True), ("2018", True), ("2018-Q1", False), ("2018-05-02..2018-05-02", True)],
)
def test_lock_holds_what_began_in_its_days(locked: str, refused: bool) -> None:
    lock(locked)
    if refused:
        with pytest.raises(PeriodLocked):
            activities.record_activity(by=BY, activity=forum())
    else:
        activities.record_activity(by=BY, activity=forum())


def test_lock_of_a_quarter_does_not_hold_the_report_of_its_year() -> None:
    lock()
    year = ReportShape(period=Period.parse("2018"), editorial_title=text("A year"))
    reports.record_report(by=BY, report=year)
    assert Report.objects.count() == 1


def test_unlocked_period_is_written_again() -> None:
    lock()
    move = PeriodMoveShape(period=QUARTER, step="unlock", reason="A double entry")
    move_period(by=BY, move=move, at=timezone.now())
    activities.record_activity(by=BY, activity=forum())


def test_sentence_says_what_when_who_and_who_may_grant_an_exception() -> None:
    lock()
    with pytest.raises(PeriodLocked) as refused:
        activities.record_activity(by=BY, activity=forum())
    assert say_failure(refused.value, "en") == (
        "“Forum” falls in April–June 2018, which ana locked on 20 July 2018: nothing was written. "
        "An exception for this record can be granted by: administrator, secretary general"
    )
    assert "secrétaire général" in say_failure(refused.value, "fr")


@pytest.mark.parametrize("count", [1, 30])
def test_lock_is_asked_once_for_many_records(count: int, django_assert_num_queries: Any) -> None:
    lock("2018-Q1")
    records = [make.ActivityFactory.build(start_date=INSIDE) for _ in range(count)]
    with django_assert_num_queries(1):
        Activity.check_writable(records, by=BY)


# --- exceptions -------------------------------------------------------------------------------------


def an_officer() -> Actor:
    account = make.AccountFactory(username="lia")
    return Actor("lia", frozenset({Role.REVIEWER}), user=account.pk)


def granted(record: str = "forum", **values: Any) -> LockException:
    fixed = {
        "period": QUARTER,
        "account": "lia",
        "record_type": "activities.activity",
        "record": record,
        "until": timezone.localdate() + timedelta(days=2),
        "reason": "The place was wrong",
    }
    shape = ExceptionShape(**{**fixed, **values})
    return grant_exception(by=BY, exception=shape, at=timezone.localtime()).record


def changed(by: Actor, slug: str = "forum") -> None:
    note = f"change {AuditEntry.objects.count()}"
    activities.record_activity(by=by, activity=forum(note=note, slug=slug))


def test_exception_opens_one_record_to_one_person() -> None:
    lia, rui = an_officer(), make.AccountFactory(username="rui")
    changed(BY)
    changed(BY, "other")
    lock()
    granted()
    changed(lia)
    with pytest.raises(PeriodLocked):
        changed(lia, "other")
    for other in (Actor("rui", frozenset({Role.REVIEWER}), user=rui.pk), BY):
        with pytest.raises(PeriodLocked):
            changed(other)


def test_exception_for_a_new_record_is_used_up_by_the_first() -> None:
    lia = an_officer()
    changed(BY)
    lock()
    exception = granted("")
    with pytest.raises(PeriodLocked):
        changed(lia)  # which is there already
    changed(lia, "late")
    changed(lia, "late")  # goes on with it
    with pytest.raises(PeriodLocked):
        changed(lia, "later")
    exception.refresh_from_db()
    assert exception.record == "late"
    assert AuditEntry.objects.filter(by="lia", action="used").count() == 1


def test_exception_for_a_new_record_is_not_used_up_by_a_refused_one() -> None:
    lia = an_officer()
    lock()
    granted("")
    refused = ActivityShape(slug="late", dates=Dates(INSIDE), title=text("Late"), kind="NONE")
    with pytest.raises(Exception, match="NONE"):
        activities.record_activity(by=lia, activity=refused)
    assert LockException.objects.get().record == ""


def test_exception_ends_with_its_time_or_when_it_is_revoked() -> None:
    lia = an_officer()
    changed(BY)
    lock()
    first = granted()
    LockException.objects.update(
        granted_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(seconds=1)
    )
    with pytest.raises(PeriodLocked):
        changed(lia)
    second = granted()  # the first is over, and in nobody's way
    changed(lia)
    assert revoke_exception(by=BY, exception=second, at=timezone.now()).changed
    assert not revoke_exception(by=BY, exception=second, at=timezone.now()).changed
    with pytest.raises(PeriodLocked):
        changed(lia)
    assert first.pk != second.pk
    assert set(AuditEntry.objects.filter(record=second.slug).values_list("action", flat=True)) == {
        "granted",
        "revoked",
    }


def test_exception_from_one_lock_opens_no_other() -> None:
    lia = an_officer()
    changed(BY)
    lock()
    lock("2018")
    granted()
    with pytest.raises(PeriodLocked):
        changed(lia)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"period": Period.parse("2018-Q3")}, NothingLocked),
        ({"account": "nobody"}, RecordNotFound),
        ({"record": "no-such-thing"}, RecordNotFound),
        ({"record_type": "members.region"}, NotBoundToPeriods),
        ({"until": date(2018, 7, 1)}, ExceptionOver),
        ({"reason": " "}, ReasonMissing),
    ],
)
def test_what_is_no_exception(values: dict[str, Any], refusal: type[Exception]) -> None:
    an_officer()
    changed(BY)
    lock()
    with pytest.raises(refusal):
        granted(**values)
    assert not LockException.objects.exists()


def test_same_exception_is_not_granted_twice() -> None:
    an_officer()
    changed(BY)
    lock()
    granted()
    with pytest.raises(AlreadyExcepted):
        granted()
