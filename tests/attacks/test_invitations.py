"""Attacks on invitations: used twice, late, taken back, guessed, by who may invite no longer; and what one brings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.models import AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import NotAllowed, Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.records.accounts.actions import Invited, accept_invitation, invite, revoke_invitation
from rapporteur.records.accounts.models import Invitation
from rapporteur.records.accounts.refusals import AddressTaken, InvitationNotValid, NameNotFree
from rapporteur.records.accounts.shapes import InvitationShape
from tests.factories import make
from tests.support.accounts import PASSWORD, account, complaints, sign_in, trail, who
from tests.support.office import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noted_contexts")]
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
EVA: dict[str, Any] = {"email": "eva@example.org", "role": "OFFICER", "language": "fr"}
TAKEN: dict[str, Any] = {"name": "eva", "full_name": "Eva Sá Lima", "password": PASSWORD}


def invited(*, by: Any = None, at: datetime = NOW, **changes: Any) -> Invited:
    return invite(by=by or operator("ana"), invitation=InvitationShape(**{**EVA, **changes}), at=at)


def take_up(token: str, *, at: datetime = NOW, **changes: Any) -> Any:
    return accept_invitation(token=token, at=at, **{**TAKEN, **changes})


def page_of(token: str) -> tuple[Client, Any]:
    """Open a link in a browser of its own; return both."""
    client = Client()
    return client, client.get(reverse("office_take_up", kwargs={"token": token}), follow=True)


def test_an_invitation_brings_an_account_with_its_role_and_language() -> None:
    given = invited()
    eva = take_up(given.token)
    assert (eva.username, eva.email, eva.get_full_name()) == ("eva", "eva@example.org", "Eva Sá Lima")
    assert eva.check_password(PASSWORD)
    assert eva.wagtail_userprofile.preferred_language == "fr"
    assert list(RoleAssignment.objects.values_list("user", "role", "region_code")) == [
        (eva.pk, "OFFICER", "")
    ]
    assert trail("invited", "accepted") == [("ana", "invited"), ("eva, invited by ana", "accepted")]
    assert AuditEntry.objects.filter(record_type="core.roleassignment", by="eva, invited by ana").exists()


def test_an_invitation_is_taken_up_once() -> None:
    given = invited()
    take_up(given.token)
    with pytest.raises(InvitationNotValid):
        take_up(given.token, name="eva2")
    assert get_user_model().objects.count() == 1
    _, page = page_of(given.token)
    assert page.status_code == 410


@pytest.mark.parametrize("later", [timedelta(days=7), timedelta(days=400)])
def test_an_invitation_is_over_some_day(later: timedelta) -> None:
    given = invited()
    with pytest.raises(InvitationNotValid):
        take_up(given.token, at=NOW + later)
    assert take_up(given.token, at=NOW + timedelta(days=6, hours=23)).username == "eva"


def test_an_invitation_that_was_taken_back_leads_nowhere() -> None:
    given = invited()
    revoke_invitation(by=operator("ana"), invitation=given.invitation, at=NOW)
    with pytest.raises(InvitationNotValid):
        take_up(given.token)
    revoke_invitation(by=operator("ana"), invitation=given.invitation, at=NOW)
    assert trail("revoked") == [("ana", "revoked")]


def test_a_second_invitation_to_an_address_ends_the_first() -> None:
    first, second = invited(role="ADMINISTRATOR"), invited()
    with pytest.raises(InvitationNotValid):
        take_up(first.token)
    take_up(second.token)
    assert list(RoleAssignment.objects.values_list("role", flat=True)) == ["OFFICER"]


def test_an_invitation_is_worth_no_more_than_who_gave_it() -> None:
    ana = account("ana", Role.ADMINISTRATOR)
    given = invited(by=actor_with_roles(ana))
    RoleAssignment.objects.filter(user=ana).delete()
    with pytest.raises(InvitationNotValid):
        take_up(given.token)


def test_nothing_of_the_database_makes_a_link() -> None:
    given = invited()
    kept = Invitation.objects.get()
    assert given.token not in str(vars(kept))
    for guess in (kept.token_hash, "", given.token[:-1], given.token + "=", given.token.swapcase()):
        with pytest.raises(InvitationNotValid):
            take_up(guess)


@pytest.mark.parametrize("name", ["ana", "ANA", "rui@example.org", "e", "e va", "<b>", "x" * 61, ""])
def test_nobody_is_called_like_somebody_else_or_like_an_address(name: str) -> None:
    account("ana")
    given = invited()
    with pytest.raises(NameNotFree):
        take_up(given.token, name=name)
    assert take_up(given.token).username == "eva"  # the invitation still holds


def test_nobody_is_invited_twice_and_nobody_without_the_right_invites() -> None:
    rui = account("rui", Role.SECRETARY_GENERAL)
    with pytest.raises(AddressTaken):
        invited(email="RUI@example.org")
    with pytest.raises(NotAllowed):
        invited(by=actor_with_roles(rui))
    client = browser_of(rui)
    assert client.get(reverse("office_invitations")).status_code == 403
    assert client.post(reverse("office_invitations"), {**EVA, "days": 7}).status_code == 403
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"email": ""}, {"role": "KING"}, {"role": "REGIONAL_SECRETARY"}, {"region_code": "europe"},
        {"expires_at": NOW}, {"revoked_at": NOW, "accepted_at": NOW},
    ],
)  # fmt: skip
def test_the_database_refuses_what_is_no_invitation(changes: dict[str, Any]) -> None:
    given = invited().invitation
    for name, value in changes.items():
        setattr(given, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        given.save()


def test_the_whole_way_from_the_form_to_the_sign_in() -> None:
    make.AssociationFactory()
    client = browser_of(account("ana", Role.ADMINISTRATOR, first_name="Ana"))
    page = client.post(reverse("office_invitations"), {**EVA, "days": 7, "by_mail": "on"})
    link = page.context["link"]
    assert mail.outbox[0].to == ["eva@example.org"]
    assert link in mail.outbox[0].body
    assert mail.outbox[0].subject == "Un compte pour vous"
    assert link not in client.get(reverse("office_invitations")).content.decode()
    visitor, page = page_of(link.rstrip("/").rpartition("/")[2])
    assert page.redirect_chain[-1][0] == "/account/invitation/"  # the token stands in no address any more
    assert 'lang="fr"' in page.content.decode()
    sent = {**TAKEN, "password": "passwordpassword"}
    assert complaints(visitor.post("/account/invitation/", sent))
    assert visitor.post("/account/invitation/", TAKEN)["Location"] == "/account/login/"
    assert who(visitor) is None
    assert sign_in(visitor, "eva@example.org")["Location"] == "/cms/"
    again = visitor.get(link, follow=True)
    assert again.status_code == 410


def test_an_invitation_is_taken_back_on_its_page() -> None:
    given = invited(at=timezone.now())
    client = browser_of(account("ana", Role.ADMINISTRATOR))
    address = reverse("office_revoke_invitation", args=[given.invitation.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    _, page = page_of(given.token)
    assert page.status_code == 410
