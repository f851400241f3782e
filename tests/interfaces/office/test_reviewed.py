"""Whether drafts of a kind are reviewed: switched off and on in the browser, kept in the trail, asked by publishing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow, WorkflowContentType

from rapporteur.base.core.approvals import is_publishable
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import NotAllowed, Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.reviews.actions import set_reviewed
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.models import Activity
from rapporteur.records.reports.models import Report
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
ANA = operator("ana")


def send(client: Client, **changes: Any) -> None:
    """Send the page as it stands, with changes; None leaves a box unticked."""
    address = reverse("reviews:approvals")
    (form,) = [one for one in shown(client, address).forms if "reviewed-activity" in one.fields]
    sent = {**dict(form.form_values()), **changes}
    answer = client.post(address, {name: value for name, value in sent.items() if value is not None})
    assert answer.status_code == 302


def test_the_administrator_switches_the_review_off_and_on_and_says_how_many_approve() -> None:
    make.AssociationFactory()
    set_up_reviews("en")
    ana = signed_in(Role.ADMINISTRATOR, name="ana")
    send(ana, **{"reviewed-activity": None, "MEETING": "2"})
    assert Activity().get_workflow() is None
    assert Report().get_workflow() is not None
    assert make.ActivityFactory(kind="MEETING").approvals_needed == 2
    send(ana)
    assert Activity().get_workflow() is None
    send(ana, **{"reviewed-activity": "on"})
    assert Activity().get_workflow() == Report().get_workflow()
    assert Workflow.objects.filter(active=True, workflow_tasks__task__reviewtask__isnull=False).count() == 1
    told = AuditEntry.objects.filter(action="review set").order_by("pk").values_list("by", "changes")
    assert list(told) == [("ana", {"reviewed": [True, False]}), ("ana", {"reviewed": [False, True]})]


def test_without_any_review_one_is_made_with_a_step_of_ours() -> None:
    WorkflowContentType.objects.all().delete()
    assert set_reviewed(by=ANA, kind=Activity, reviewed=True, language="fr")
    assert not set_reviewed(by=ANA, kind=Activity, reviewed=True, language="fr")
    workflow = Activity().get_workflow()
    assert [one.task.specific.get_actions for one in workflow.workflow_tasks.all()]
    reviewer = make.RoleAssignmentFactory(role=Role.REVIEWER).user
    own = make.ActivityFactory(live=False)
    own.save_revision(user=reviewer)
    own.refresh_from_db()
    by = actor_with_roles(reviewer)
    assert not is_publishable(own, by)
    assert set_reviewed(by=ANA, kind=Activity, reviewed=False, language="fr")
    assert is_publishable(own, by)
    with pytest.raises(NotAllowed):
        set_reviewed(by=by, kind=Activity, reviewed=True, language="fr")
