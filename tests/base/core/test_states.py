"""The table of editorial states is what the verbs do: each is tried in each state."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from wagtail.models import WorkflowState

from rapporteur.base.core import editorial
from rapporteur.base.core.editorial import TRANSITIONS, AlreadyInReview, EditorialState, NotInReview
from rapporteur.base.core.permissions import operator
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
VERBS: dict[str, Callable[[Activity], object]] = {
    "submit": lambda record: editorial.submit(record, by=ANA, rights=RIGHTS),
    "approve": lambda record: editorial.approve(record, by=ANA, rights=RIGHTS),
    "return_for_changes": lambda record: editorial.return_for_changes(record, by=ANA, rights=RIGHTS),
    "end_review": lambda record: editorial.end_review(record, by=ANA, rights=RIGHTS),
    "publish_draft": lambda record: editorial.publish_draft(record, by=ANA, rights=RIGHTS),
    "withdraw": lambda record: editorial.withdraw(record, by=ANA, rights=RIGHTS, reason="A slip"),
}
WAYS = {
    EditorialState.DRAFT: (),
    EditorialState.IN_REVIEW: ("submit",),
    EditorialState.RETURNED: ("submit", "return_for_changes"),
    EditorialState.PUBLISHED: ("publish_draft",),
}


def state_of(record: Activity) -> EditorialState:
    """Return the state of a record from what Wagtail keeps of it."""
    review = record.current_workflow_state
    if review is not None:
        returned = review.status == WorkflowState.STATUS_NEEDS_CHANGES
        return EditorialState.RETURNED if returned else EditorialState.IN_REVIEW
    whole = record.live and not record.has_unpublished_changes
    return EditorialState.PUBLISHED if whole else EditorialState.DRAFT


def after(state: EditorialState, verb: str) -> EditorialState | None:
    """Take a verb in a state, and take it back; return the state after it, None where it is refused."""
    try:
        with transaction.atomic():
            for step in (*WAYS[state], verb):
                VERBS[step](Activity.objects.get())
            return state_of(Activity.objects.get())
    except (NotInReview, AlreadyInReview):
        return None


@pytest.fixture
def draft() -> Activity:
    make.AssociationFactory(languages=["fr"], source_language="fr")
    record: Activity = make.ActivityFactory(title={"fr": "Le forum"}, live=False)
    record.save_revision(clean=False)
    set_up_reviews("en")
    return record


@pytest.mark.parametrize("state", EditorialState)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_leads_where_the_table_says(draft: Activity, state: EditorialState, verb: str) -> None:
    assert state_of(draft) is EditorialState.DRAFT
    expected = (TRANSITIONS[state][verb],) if verb in TRANSITIONS[state] else (state, None)
    assert after(state, verb) in expected


def test_every_verb_of_the_table_is_tried() -> None:
    assert {verb for verbs in TRANSITIONS.values() for verb in verbs} == set(VERBS)
    assert set(TRANSITIONS) == set(EditorialState)
