"""What somebody was at, handed to somebody else in one step: drafts, reviews asked for, follow-ups, regions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import WorkflowState

from rapporteur.base.core.audit import audit
from rapporteur.base.core.models import Editorial
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.core.references import find
from rapporteur.records.accounts.refusals import NobodyTakesOver, SuccessorCannot
from rapporteur.records.accounts.shapes import ClosingShape
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.actions import correct_focal_point, name_focal_point
from rapporteur.records.governance.models import FocalPoint, Person
from rapporteur.records.governance.shapes import FocalPointShape
from rapporteur.records.remarks.models import FollowUp
from rapporteur.records.remarks.owners import Views, pass_on
from rapporteur.records.remarks.refusals import OwnerCannotSee
from rapporteur.records.reports.models import Report

DRAFTED: dict[type[Editorial], Right] = {
    Activity: Right.DRAFT_ACTIVITIES,
    Report: Right.DRAFT_REPORTS,
}
"""What has drafts, and what somebody must be allowed who goes on with one."""


@dataclass(frozen=True)
class HandedOver:
    """How many drafts, reviews, follow-ups and focal points changed hands."""

    drafts: int = 0
    reviews: int = 0
    follow_ups: int = 0
    focal_points: int = 0

    def as_dict(self) -> dict[str, int]:
        """Return the counts as the trail keeps them."""
        return asdict(self)


def drafts_of(account: User) -> list[Editorial]:
    """Return the records whose last version is an unpublished one by this account."""
    unpublished = Q(live=False) | Q(has_unpublished_changes=True)
    return [
        record
        for model in DRAFTED
        for record in model._default_manager.filter(unpublished, latest_revision__user=account).order_by("pk")
    ]


def reviews_of(account: User) -> list[WorkflowState]:
    """Return the reviews that this account asked for and that are not over."""
    return list(WorkflowState.objects.active().filter(requested_by=account).order_by("pk"))


def follow_ups_of(account: User) -> list[FollowUp]:
    """Return the follow-ups that this account is to see to and that are not done."""
    return list(FollowUp.objects.open().filter(owner=account).order_by("pk"))


def hand_over(
    *, by: Actor, account: User, to: User | None, closing: ClosingShape, views: Views, on: date
) -> HandedOver:
    """Hand over what an account was at; the rights of who hands over have been asked for.

    Raises NobodyTakesOver, SuccessorCannot, RecordNotFound and NotAllowed.
    """
    drafts, reviews, follow_ups = drafts_of(account), reviews_of(account), follow_ups_of(account)
    if to is None and (drafts or reviews or follow_ups):
        raise NobodyTakesOver(len(drafts), len(reviews), len(follow_ups))
    for right in _rights_for(drafts, reviews):
        if to is not None and not can(actor_with_roles(to), right):
            raise SuccessorCannot(closing.to, right)
    change = {"user": (account.get_username(), closing.to)}
    for draft in drafts:
        draft.get_latest_revision_as_object().save_revision(user=to, clean=False, changed=False)
        audit(by=by, action="handed over", record=draft, changes=change)
    for review in reviews:
        review.requested_by = to
        review.save(update_fields=["requested_by"])
        if (record := review.content_object) is not None:
            audit(by=by, action="review handed over", record=record, changes=change)
    try:
        pass_on(follow_ups, by=by, to=closing.to, views=views)
    except OwnerCannotSee as error:
        raise SuccessorCannot(closing.to, error.view) from None
    return HandedOver(len(drafts), len(reviews), len(follow_ups), _hand_over_regions(by, closing, on))


def _rights_for(drafts: list[Editorial], reviews: list[WorkflowState]) -> Iterator[Right]:
    kinds = {type(draft) for draft in drafts}
    for kind in {review.base_content_type_id for review in reviews}:
        model = apps.get_model(*ContentType.objects.get_for_id(kind).natural_key())
        kinds.add(model)
    return (right for model, right in DRAFTED.items() if model in kinds)


def _hand_over_regions(by: Actor, closing: ClosingShape, on: date) -> int:
    """Let one person look after the regions of another from the day `on`; return how many."""
    if not closing.person:
        return 0
    person = find(Person, closing.person)
    held = list(FocalPoint.objects.in_force(on).filter(person=person).select_related("region").order_by("pk"))
    for one in held:
        region = one.region.slug
        end = on if one.start is None or one.start < on else one.start + timedelta(days=1)
        ended = FocalPointShape(region=region, person=closing.person, start=one.start, end=end)
        correct_focal_point(by=by, focal_point=one, to=ended)
        if closing.successor:
            taken = FocalPointShape(region=region, person=closing.successor, start=end)
            name_focal_point(by=by, focal_point=taken)
    return len(held)
