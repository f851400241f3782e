"""Who waits for whom since when: the reviews that are not over, as far as whoever looks may see the records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from rapporteur.base.core.approvals import is_own_review
from rapporteur.base.core.editorial import EditorialRights
from rapporteur.base.core.models import Editorial
from rapporteur.base.core.permissions import Actor, can, roles_with
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.periods.standing import name_period
from rapporteur.interfaces.office.reviews.words import PAGE, RETURNED, SINCE, TODAY, WAITS
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
    """A review that is not over: of which record, of a kind by its word, and since when whoever is next is at it."""

    record: Any
    state: Any
    word: str
    rights: EditorialRights
    since: datetime

    @property
    def returned(self) -> bool:
        """Whether it waits for who asked for it."""
        return bool(self.state.status == WorkflowState.STATUS_NEEDS_CHANGES)


def reviews_within(by: Actor) -> list[Review]:
    """Return the reviews that are not over of what somebody may draft, the longest first."""
    states = list(
        WorkflowState.objects.active()
        .select_related("requested_by", "current_task_state__finished_by")
        .order_by("created_at", "pk")
    )
    found = []
    for word, (model, rights) in DRAFTED.items() if states else ():
        if not can(by, rights.draft):
            continue
        kind = ContentType.objects.get_for_model(model)
        of_kind = {int(one.object_id): one for one in states if one.base_content_type_id == kind.pk}
        records = within_reach(model._default_manager.all(), by, rights.draft).filter(pk__in=of_kind)
        for record in records:
            state = of_kind[record.pk]
            found.append(Review(record, state, word, rights, _since(state)))
    return sorted(found, key=lambda one: (one.since, one.word, one.record.pk))


def queue(by: Actor, language: str, now: datetime) -> list[QueueRow]:
    """Return what waits, the longest first; the same number of queries however much waits."""
    return [describe_review(one, by, language, now) for one in reviews_within(by)]


def _since(state: WorkflowState) -> datetime:
    step = state.current_task_state
    since: datetime = (step and (step.finished_at or step.started_at)) or state.created_at
    return since


def describe_review(review: Review, by: Actor, language: str, now: datetime) -> QueueRow:
    """Return a review in the words of whoever reads, which is `by`."""
    record, state, rights, since = review.record, review.state, review.rights, review.since
    returned = review.returned
    own, asked = is_own_review(state, by), state.requested_by
    who = (asked.get_full_name() or asked.get_username()) if asked else "–"
    step = state.current_task_state
    mine = own if returned else not own and can(by, rights.publish)
    others = who if returned else roles_with(rights.publish, language)
    days = (timezone.localtime(now).date() - timezone.localtime(since).date()).days
    day = format_day(timezone.localtime(since).date(), language)
    return QueueRow(
        address=reverse("reviews:review", args=[review.word, record.pk]),
        kind=str(record._meta.verbose_name),
        name=name_draft(record, language),
        sign="↩" if returned else "◔",
        state=say(RETURNED if returned else WAITS, language),
        waits_for=str(PAGE["you"]) if mine else others,
        mine=mine,
        since=say(SINCE, language, day=day, count=days) if days else say(TODAY, language),
        asked=who,
        comment=(step.comment if step else "") if returned else "",
    )
