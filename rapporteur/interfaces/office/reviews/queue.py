"""Who waits for whom since when: the reviews that are not over, as far as whoever looks may see the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from rapporteur.base.core.approvals import approvals_of, is_own_review, refused_approvers
from rapporteur.base.core.editorial import EditorialRights
from rapporteur.base.core.models import Editorial
from rapporteur.base.core.permissions import Actor, can, roles_with
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.periods.standing import name_period
from rapporteur.interfaces.office.reviews.words import ANY_OF, PAGE, RETURNED, SINCE, TODAY, WAITS, WAITS_ON
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.queries import readers_of
from rapporteur.records.names.called import name_of
from rapporteur.records.reports.models import Report

DRAFTED: Mapping[str, tuple[Any, EditorialRights]] = {
    str(model._meta.model_name): (model, door.editorial) for model, door in DOORS.items() if door.editorial
}
"""The kinds of record that are reviewed, by the word for them in an address."""


@dataclass(frozen=True)
class QueueRow:
    """A review that is not over: what is reviewed, whom it waits for, since when, who asked for it."""

    address: str
    kind: str
    name: str
    sign: str
    state: str
    waits_for: str
    mine: bool
    since: str
    asked: str
    comment: str


def draft_of(record: Editorial) -> Editorial:
    """Return what is in review of a record: its last draft."""
    return record.get_latest_revision_as_object() if record.latest_revision_id else record


def name_draft(record: Editorial, language: str) -> str:
    """Return what a record is called, a report by its period; as it is, since a version of it takes queries to read."""
    if isinstance(record, Report):
        return name_period(record.period, language)
    return name_of(record, (language,), timezone.localdate())


@dataclass(frozen=True)
class Review:
    """A review that is not over: of which record, of a kind by its word, and since when whoever is next is at it.

    `readers` are the accounts in whose remit it lies and whose approval it has not, by name: none where it is
    everybody's who may approve. `approved` are those who have approved it, `refused` the keys of those whose approval
    somebody overruled.
    """

    record: Any
    state: Any
    word: str
    rights: EditorialRights
    since: datetime
    readers: tuple[Any, ...] = ()
    approved: tuple[Any, ...] = ()
    refused: frozenset[int] = frozenset()

    @property
    def returned(self) -> bool:
        """Whether it waits for who asked for it."""
        return bool(self.state.status == WorkflowState.STATUS_NEEDS_CHANGES)

    @property
    def settled(self) -> frozenset[int]:
        """The keys of those who are not asked: who put it to review, and who has approved it."""
        return frozenset({one.pk for one in self.approved} | {self.state.requested_by_id or 0})

    def is_asked_of(self, by: Actor) -> bool:
        """Tell whether it waits for somebody: who put it there where it is returned, else who is to read it."""
        own = is_own_review(self.state, by)
        if self.returned or own:
            return self.returned and own
        if not can(by, self.rights.publish) or by.user in self.settled:
            return False
        return not self.readers or any(
            by.user == one.pk or by.acts_for == one.get_username() for one in self.readers
        )


def reviews_within(by: Actor) -> list[Review]:
    """Return the reviews that are not over of what somebody may draft, the longest first."""
    states = list(
        WorkflowState.objects.active()
        .select_related("requested_by", "current_task_state__finished_by")
        .prefetch_related("task_states")
        .order_by("created_at", "pk")
    )
    found: list[Review] = []
    for word, (model, rights) in DRAFTED.items() if states else ():
        if not can(by, rights.draft):
            continue
        kind = ContentType.objects.get_for_model(model)
        of_kind = {int(one.object_id): one for one in states if one.base_content_type_id == kind.pk}
        records = within_reach(model._default_manager.all(), by, rights.draft).filter(pk__in=of_kind)
        found += _reviews_of(list(records), of_kind, word, rights)
    return sorted(found, key=lambda one: (one.since, one.word, one.record.pk))


def review_of(record: Editorial, word: str, rights: EditorialRights) -> Review:
    """Return the review that a record is in."""
    (review,) = _reviews_of([record], {record.pk: record.current_workflow_state}, word, rights)
    return review


def _reviews_of(
    records: Sequence[Any], states: Mapping[int, Any], word: str, rights: EditorialRights
) -> Iterator[Review]:
    asked = readers_of(records) if word == Activity._meta.model_name and records else {}
    approved = {
        record.pk: [one.finished_by_id for one in approvals_of(states[record.pk]) if one.finished_by_id]
        for record in records
    }
    accounts = get_user_model()._default_manager.in_bulk(
        {key for several in (*asked.values(), *approved.values()) for key in several}
    )
    for record in records:
        state, done = states[record.pk], approved[record.pk]
        left = asked.get(record.pk, frozenset()) - {*done, state.requested_by_id or 0}
        yield Review(
            record=record,
            state=state,
            word=word,
            rights=rights,
            since=_since(state),
            readers=tuple(
                sorted((accounts[key] for key in left), key=lambda one: (name_account(one), one.pk))
            ),
            approved=tuple(accounts[key] for key in done),
            refused=frozenset(refused_approvers(state)),
        )


def name_account(account: Any) -> str:
    """Return what an account is called."""
    return account.get_full_name() or str(account.get_username())


def name_readers(review: Review, language: str, by: Actor) -> str:
    """Return whom what is in review waits for: those in whose remit it lies, else the roles that may approve."""
    names = ", ".join(map(name_account, review.readers)) or roles_with(
        review.rights.publish, language, changed=by.changed
    )
    return say(ANY_OF, language, who=names) if ", " in names else names


def queue(by: Actor, language: str, now: datetime) -> list[QueueRow]:
    """Return what waits, the longest first; the same number of queries however much waits."""
    return [describe_review(one, by, language, now) for one in reviews_within(by)]


def _since(state: WorkflowState) -> datetime:
    step = state.current_task_state
    since: datetime = (step and (step.finished_at or step.started_at)) or state.created_at
    return since


def _name_state(review: Review, language: str) -> str:
    if review.approved and not review.returned:
        return say(WAITS_ON, language, who=", ".join(map(name_account, review.approved)))
    return say(RETURNED if review.returned else WAITS, language)


def describe_review(review: Review, by: Actor, language: str, now: datetime) -> QueueRow:
    """Return a review in the words of whoever reads, which is `by`."""
    record, state, since, returned = review.record, review.state, review.since, review.returned
    who = name_account(state.requested_by) if state.requested_by else "–"
    step, mine = state.current_task_state, review.is_asked_of(by)
    others = who if returned else name_readers(review, language, by)
    days = (timezone.localtime(now).date() - timezone.localtime(since).date()).days
    day = format_day(timezone.localtime(since).date(), language)
    return QueueRow(
        address=reverse("reviews:review", args=[review.word, record.pk]),
        kind=str(record._meta.verbose_name),
        name=name_draft(record, language),
        sign="↩" if returned else "◔",
        state=_name_state(review, language),
        waits_for=str(PAGE["you"]) if mine else others,
        mine=mine,
        since=say(SINCE, language, day=day, count=days) if days else say(TODAY, language),
        asked=who,
        comment=(step.comment if step else "") if returned else "",
    )
