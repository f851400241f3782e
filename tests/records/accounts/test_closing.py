"""A closed account hands over what it was at in one step, and nothing that it began for others goes on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from rapporteur.base.core.editorial import submit
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import NotAllowed, Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.core.references import RecordNotFound
from rapporteur.interfaces.office.doors.table import DOORS, VIEWS
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.accounts.actions import appoint_deputy, close_account, invite
from rapporteur.records.accounts.handing_over import HandedOver
from rapporteur.records.accounts.models import Deputy, Invitation
from rapporteur.records.accounts.refusals import NobodyTakesOver, NotOneself, SuccessorCannot
from rapporteur.records.accounts.shapes import ClosingShape, DeputyShape, InvitationShape
from rapporteur.records.activities.models import Activity
from rapporteur.records.governance.models import FocalPoint
from rapporteur.records.remarks.models import FollowUp
from tests.factories import make
from tests.support.accounts import account, sign_in
from tests.support.office import browser_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


@pytest.fixture
def lia() -> Any:
    """An officer with a draft, one put to review, a region that she looks after, a deputy and an invitation."""
    made = account("lia", Role.OFFICER)
    account("rui", Role.OFFICER)
    return made


def a_draft(by: Any, slug: str) -> Activity:
    record: Activity = make.ActivityFactory(slug=slug, live=False)
    record.save_revision(user=by, clean=False)
    return record


def close(name: str = "lia", to: str = "rui", by: Any = None, **changes: str) -> HandedOver:
    closing = ClosingShape(account=name, to=to, **{"reason": "left", **changes})
    return close_account(by=by or operator("ana"), closing=closing, views=VIEWS, at=NOW)


def test_drafts_reviews_and_regions_go_to_somebody_else(lia: Any) -> None:
    set_up_reviews("en")
    draft, sent, other = a_draft(lia, "draft"), a_draft(lia, "sent"), a_draft(account("eve"), "other")
    rights = DOORS[Activity].editorial
    assert rights is not None
    submit(sent, by=actor_with_roles(lia), rights=rights)
    person, successor = make.PersonFactory(slug="lia"), make.PersonFactory(slug="rui")
    held = [make.FocalPointFactory(person=person, start=start) for start in (None, date(2020, 1, 1), TODAY)]
    assert close(person="lia", successor="rui") == HandedOver(drafts=2, reviews=1, focal_points=3)
    for record, name in ((draft, "rui"), (sent, "rui"), (other, "eve")):
        record.refresh_from_db()
        assert record.latest_revision.user.username == name
        assert not record.live
    assert WorkflowState.objects.get().requested_by.username == "rui"
    now_held = FocalPoint.objects.filter(person=successor).order_by("region")
    assert [one.region for one in now_held] == [one.region for one in held]
    assert [one.start for one in now_held] == [date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 29)]
    assert not FocalPoint.objects.in_force(date(2026, 11, 29)).filter(person=person).exists()
    lia.refresh_from_db()
    assert not lia.is_active
    entry = AuditEntry.objects.get(action="closed")
    assert (entry.by, entry.changes) == (
        "ana", {"reason": "left", "to": "rui", "drafts": 2, "reviews": 1, "follow_ups": 0, "focal_points": 3},
    )  # fmt: skip
    assert AuditEntry.objects.filter(action="handed over", record__in=["draft", "sent"]).count() == 2


def test_open_follow_ups_go_to_somebody_who_may_see_what_they_are_about(lia: Any) -> None:
    account("fin", Role.FINANCE)
    meeting = make.BilateralMeetingFactory(slug="quito")
    of = {"record_type": "activities.bilateralmeeting", "record": "quito", "by": "ana", "at": NOW}
    for text, done in (("Call them", {}), ("Thank them", {"done_at": NOW, "done_by": "lia"})):
        FollowUp.objects.create(**of, text=text, owner=lia, owner_name="lia", **done)
    with pytest.raises(NobodyTakesOver, match="follow-ups: 1"):
        close(to="")
    with pytest.raises(SuccessorCannot):
        close(to="fin")  # sees no meetings
    assert close().follow_ups == 1
    assert sorted(FollowUp.objects.values_list("text", "owner__username")) == [
        ("Call them", "rui"), ("Thank them", "lia"),
    ]  # fmt: skip
    (entry,) = AuditEntry.objects.filter(record=meeting.slug)
    assert entry.changes == {"follow-up": "Call them", "owner": ["lia", "rui"]}


def test_what_it_began_for_others_ends(lia: Any) -> None:
    ana = account("ana", Role.ADMINISTRATOR)
    invitation = InvitationShape(email="eva@example.org", role="OFFICER", language="en")
    invite(by=actor_with_roles(ana), invitation=invitation, at=NOW)
    for one, other in (("ana", "rui"), ("rui", "ana"), ("rui", "lia")):
        shape = DeputyShape(account=one, deputy=other, start=TODAY, end=date(2027, 1, 1))
        appoint_deputy(by=operator("x"), deputy=shape)
    close("ana", to="")
    assert not Invitation.objects.open(NOW).exists()
    ends = Deputy.objects.order_by("pk").values_list("end", flat=True)
    assert list(ends) == [TODAY, TODAY, date(2027, 1, 1)]


@pytest.mark.django_db(transaction=True)
def test_its_sessions_end(lia: Any, client: Client) -> None:
    sign_in(client, "lia")
    close(to="")
    assert not UserSession.objects.exists()
    assert client.get("/cms/")["Location"].startswith("/account/login/")
    assert sign_in(client, "lia").status_code == 200


def test_nothing_is_closed_that_nobody_takes_over(lia: Any) -> None:
    a_draft(lia, "draft")
    account("judith", Role.JUROR)
    account("closed", Role.OFFICER, is_active=False)
    for to, refusal in (
        ("", NobodyTakesOver), ("judith", SuccessorCannot), ("closed", SuccessorCannot), ("nobody", RecordNotFound),
    ):  # fmt: skip
        with pytest.raises(refusal):
            close(to=to)
    with pytest.raises(RecordNotFound):
        close(person="nobody")
    with pytest.raises(ValidationError):
        close(reason=" ")
    lia.refresh_from_db()
    assert lia.is_active
    assert not AuditEntry.objects.filter(action__in=["closed", "handed over"]).exists()


def test_nobody_closes_their_own_account_nor_without_the_right(lia: Any) -> None:
    ana = account("ana", Role.ADMINISTRATOR)
    with pytest.raises(NotOneself):
        close("ana", by=actor_with_roles(ana))
    for role in set(Role) - {Role.ADMINISTRATOR, Role.REGIONAL_SECRETARY}:
        other = account(f"a-{role.lower()}", role)
        with pytest.raises(NotAllowed):
            close(by=actor_with_roles(other))
        response = browser_of(other).post(reverse("office_close_account", args=[lia.pk]), {"reason": "x"})
        assert response.status_code in {302, 403}
    lia.refresh_from_db()
    assert lia.is_active


@pytest.mark.usefixtures("noted_contexts")
def test_an_account_is_closed_on_its_page(lia: Any) -> None:
    lia.first_name, lia.last_name = "Lia", "Sá"
    lia.save()
    person = make.PersonFactory(slug="lia-sa", name="Lia Sá")
    make.FocalPointFactory(person=person, start=date(2020, 1, 1), end=None)
    a_draft(lia, "draft")
    client = browser_of(account("ana", Role.ADMINISTRATOR))
    address = reverse("office_close_account", args=[lia.pk])
    assert address in client.get(reverse("wagtailusers_users:index")).content.decode()
    page = client.get(address)
    assert page.context["form"].initial["person"] == "lia-sa"
    assert "draft" in page.content.decode()
    refused = client.post(address, {"reason": "left"})
    assert "name the account that takes it" in refused.content.decode()
    successor = make.PersonFactory(slug="rui")
    sent = {"reason": "left", "to": "rui", "person": "lia-sa", "successor": successor.slug}
    assert client.post(address, sent)["Location"] == reverse("wagtailusers_users:index")
    lia.refresh_from_db()
    assert not lia.is_active
    assert FocalPoint.objects.in_force(timezone.now().date()).get().person == successor
