"""Attacks on sessions, on what asks for the password again, on deputies and on closed accounts."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.models import AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import NotAllowed, Right, Role, can, deputy_of, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.signing.sessions import BEGAN, SEEN
from rapporteur.records.accounts.actions import appoint_deputy, end_deputy, invite
from rapporteur.records.accounts.models import Deputy
from rapporteur.records.accounts.refusals import DeputyCannotAct
from rapporteur.records.accounts.shapes import DeputyShape, InvitationShape
from tests.factories import make
from tests.support.accounts import PASSWORD, account, complaints, sign_in, trail, who
from tests.support.office import browser_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
TODAY = NOW.date()
REGIONS = "/cms/snippets/members/region/"


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


# --- sessions -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("what", "setting"), [(SEEN, "SESSION_IDLE_AGE"), (BEGAN, "SESSION_COOKIE_AGE")])
def test_a_session_ends_that_was_idle_or_lasted_too_long(
    client: Client, settings: Any, what: str, setting: str
) -> None:
    account()
    sign_in(client, "lia")
    assert client.get(REGIONS).status_code == 200
    for past, expected in ((-5, 200), (5, 302)):
        session = client.session
        session[what] = time.time() - getattr(settings, setting) - past
        session.save()
        assert client.get(REGIONS).status_code == expected
    assert who(client) is None


def test_sessions_are_listed_and_ended_one_or_all(client: Client) -> None:
    account()
    stolen, other = Client(HTTP_USER_AGENT="a thief"), Client(HTTP_USER_AGENT="a phone")
    for browser in (client, stolen, other):
        sign_in(browser, "lia")
    page = client.get(reverse("usersessions_list")).content.decode()
    assert page.count("a thief") == page.count("a phone") == page.count(">this session<") == 1
    key = UserSession.objects.get(user_agent="a thief").pk
    assert client.post(reverse("office_end_session", args=[key])).status_code == 302
    assert [browser.get(REGIONS).status_code for browser in (client, stolen, other)] == [200, 302, 200]
    client.post(reverse("usersessions_list"))
    assert [browser.get(REGIONS).status_code for browser in (client, stolen, other)] == [200, 302, 302]


def test_nobody_ends_the_session_of_somebody_else(client: Client) -> None:
    account()
    account("eve")
    eve = Client()
    sign_in(client, "lia")
    sign_in(eve, "eve")
    key = UserSession.objects.get(user__username="lia").pk
    assert eve.post(reverse("office_end_session", args=[key])).status_code == 404
    assert client.get(REGIONS).status_code == 200


def test_another_password_ends_the_other_sessions(client: Client) -> None:
    account()
    stolen = Client()
    for browser in (client, stolen):
        sign_in(browser, "lia")
    new = "nine brown herons on the roof"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    assert [browser.get(REGIONS).status_code for browser in (client, stolen)] == [200, 302]
    assert trail("password changed") == [("lia", "password changed")]


# --- asked again --------------------------------------------------------------------------------------


def dangerous(ana: Any, other: Any) -> list[str]:
    role = RoleAssignment.objects.get(user=other)
    return [
        reverse("wagtailsnippets_core_roleassignment:add"),
        reverse("wagtailsnippets_core_roleassignment:delete", args=[role.pk]),
        f"/cms/bulk/core/roleassignment/delete/?id={role.pk}",
        reverse("wagtailusers_users:add"),
        reverse("wagtailusers_users:edit", args=[other.pk]),
        reverse("wagtailusers_users:delete", args=[other.pk]),
        reverse("office_invitations"),
        reverse("office_close_account", args=[other.pk]),
        reverse("office_deputies"),
        reverse("mfa_activate_totp"),
        reverse("mfa_add_webauthn"),
    ]


def test_what_does_harm_asks_for_the_password_again() -> None:
    ana, other = account("ana", Role.ADMINISTRATOR), account("lia")
    fresh, stale = browser_of(ana), browser_of(ana, since=3600)
    before = AuditEntry.objects.count()
    for address in dangerous(ana, other):
        assert fresh.get(address).status_code == 200, address
        for answer in (stale.get(address), stale.post(address, {"reason": "x", "user": other.pk})):
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/account/again/?next="), address
    assert AuditEntry.objects.count() == before
    assert other.roles.count() == 1
    assert stale.get(REGIONS).status_code == 200


def test_the_password_given_again_leads_on_and_a_wrong_one_does_not() -> None:
    ana = account("ana", Role.ADMINISTRATOR)
    stale = browser_of(ana, since=3600)
    asked = stale.get(reverse("office_invitations"))["Location"]
    assert complaints(stale.post(asked, {"password": "a wrong one"}))
    assert stale.get(reverse("office_invitations")).status_code == 302
    assert stale.post(asked, {"password": PASSWORD})["Location"] == reverse("office_invitations")
    assert stale.get(reverse("office_invitations")).status_code == 200


def test_proof_of_one_account_is_none_of_another() -> None:
    ana, eve = account("ana", Role.ADMINISTRATOR), account("eve", Role.ADMINISTRATOR)
    client = browser_of(ana)
    session = client.session
    session["account_authentication_methods_user"] = str(eve.pk)
    session.save()
    assert client.get(reverse("office_invitations")).status_code == 302


# --- deputies -----------------------------------------------------------------------------------------


def deputy(
    account: str = "fin", name: str = "bea", start: date = TODAY, days: int = 7, by: Any = None
) -> Deputy:
    shape = DeputyShape(account=account, deputy=name, start=start, end=start + timedelta(days=days))
    return appoint_deputy(by=by or operator("ana"), deputy=shape).record


@pytest.fixture
def bea(client: Client) -> Any:
    """An officer who may act for the finance officer from today on, signed in."""
    account("fin", Role.FINANCE)
    made = account("bea", Role.OFFICER)
    deputy(start=timezone.now().date())
    sign_in(client, "bea")
    return made


def act(client: Client) -> Any:
    return client.post(reverse("office_act_for", args=[Deputy.objects.get().pk]))


def test_a_deputy_has_the_rights_of_the_other_and_no_more(client: Client, bea: Any) -> None:
    dues, prospects = "/cms/snippets/dues/payment/", "/cms/snippets/members/prospect/"
    assert [client.get(one).status_code for one in (dues, prospects)] == [302, 200]
    assert act(client)["Location"] == "/cms/"
    assert [client.get(one).status_code for one in (dues, prospects)] == [200, 302]
    assert "You act for" in client.get("/cms/").content.decode()
    client.post(reverse("office_act_no_more"))
    assert [client.get(one).status_code for one in (dues, prospects)] == [302, 200]


def test_the_trail_says_who_acted_for_whom(client: Client, bea: Any) -> None:
    act(client)
    item = make.DuesItemFactory()
    sent = {"item": item.pk, "amount": "10", "paid_date": "2018-05-02", "reference": "A1"}
    response = client.post("/cms/snippets/dues/payment/add/", sent)
    assert response.status_code == 302, complaints(response)
    assert AuditEntry.objects.latest("pk").by == "bea for fin"


@pytest.mark.parametrize("change", [{"start": 1, "end": 5}, {"start": -5, "end": 0}])
def test_a_deputy_acts_within_the_days_only(client: Client, bea: Any, change: dict[str, int]) -> None:
    act(client)
    today = timezone.now().date()
    days = {name: today + timedelta(days=days) for name, days in change.items()}
    Deputy.objects.update(**days)
    assert client.get("/cms/snippets/dues/payment/").status_code == 302
    act(client)
    assert client.get("/cms/snippets/dues/payment/").status_code == 302


def test_nobody_acts_for_a_closed_account_nor_for_whom_they_are_no_deputy(client: Client, bea: Any) -> None:
    eve, key = account("eve"), Deputy.objects.get().pk
    browser = browser_of(eve)
    browser.post(reverse("office_act_for", args=[key]))
    session = browser.session
    session["office_acts_for"] = key
    session.save()
    assert browser.get("/cms/snippets/dues/payment/").status_code == 302
    act(client)
    Deputy.objects.get().account.__class__.objects.filter(username="fin").update(is_active=False)
    assert client.get("/cms/snippets/dues/payment/").status_code == 302


def test_who_names_a_deputy_does_not_learn_who_has_an_account(client: Client) -> None:
    """Open colleagues are chosen from a list; whatever else is sent is answered by one sentence."""
    lia, rui = account("lia"), account("rui", first_name="Rui", last_name="Costa")
    hidden = [account("closed", is_active=False), account("guest", None)]
    sign_in(client, "lia")
    shown = client.get(reverse("office_deputies")).content.decode()
    assert ">Rui Costa</option>" in shown
    assert "example.org" not in shown.replace("lia@example.org", "")
    today = timezone.now().date()
    told = {
        tuple(
            complaints(
                client.post(reverse("office_deputies"), {"deputy": sent, "first": today, "last": today})
            )
        )
        for sent in (
            "rui@example.org",
            "rui",
            "nobody@example.org",
            lia.pk,
            *(one.pk for one in hidden),
            10**6,
        )
    }
    assert len(told) == 1
    assert told != {()}
    assert not Deputy.objects.exists()
    sign_in(other := Client(), "guest")
    assert "Rui Costa" not in other.get(reverse("office_deputies")).content.decode()
    assert rui.is_active


def test_no_deputy_manages_accounts_or_names_deputies_for_the_other() -> None:
    ana, bea = account("ana", Role.ADMINISTRATOR), account("bea")
    by = deputy_of(actor_with_roles(bea), actor_with_roles(ana))
    assert not can(by, Right.MANAGE_ACCOUNTS)
    assert can(by, Right.VIEW_DUES)
    with pytest.raises(NotAllowed, match="nobody does that for somebody else"):
        deputy("ana", "bea", by=by)
    made = deputy("ana", "bea", by=actor_with_roles(ana))
    with pytest.raises(NotAllowed):
        end_deputy(by=by, deputy=made, on=TODAY)
    with pytest.raises(NotAllowed):
        invite(
            by=by,
            invitation=InvitationShape(email="x@example.org", role="ADMINISTRATOR", language="en"),
            at=NOW,
        )


def test_a_deputy_of_who_needs_a_second_factor_needs_one(client: Client, bea: Any, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({Role.FINANCE})
    assert client.get("/cms/").status_code == 200
    act(client)
    assert client.get("/cms/")["Location"] == "/account/factors/"


def test_a_deputy_is_named_on_ones_own_page_and_ended_there() -> None:
    fin = account("fin", Role.FINANCE)
    bea = account("bea")
    client, today = browser_of(fin), timezone.now().date()
    sent = {"deputy": bea.pk, "first": today, "last": today}
    assert client.post(reverse("office_deputies"), sent).status_code == 302
    endless = {**sent, "first": "9999-12-30", "last": "9999-12-31"}  # the day after it is none: was a 500
    assert client.post(reverse("office_deputies"), endless).status_code == 302
    Deputy.objects.filter(start=endless["first"]).delete()
    made = Deputy.objects.get()
    assert (made.account, made.end, made.by) == (fin, today + timedelta(days=1), "fin")
    assert complaints(client.post(reverse("office_deputies"), {**sent, "deputy": fin.pk}))
    assert complaints(client.post(reverse("office_deputies"), {**sent, "last": today - timedelta(days=2)}))
    client.post(reverse("office_end_deputy", args=[made.pk]))
    made.refresh_from_db()
    assert made.end == today
    assert trail("created", "ended")[-2:] == [("fin", "created"), ("fin", "ended")]


@pytest.mark.parametrize("names", [("fin", "fin"), ("fin", "closed")])
def test_who_cannot_act_is_no_deputy(names: tuple[str, str]) -> None:
    account("fin")
    account("closed", is_active=False)
    with pytest.raises(DeputyCannotAct):
        deputy(*names)
    with pytest.raises(DeputyCannotAct):
        deputy("fin", "closed", days=0)


@pytest.mark.parametrize("change", [{"end": None}, {"start": None}, {"end": date(2000, 1, 1)}])
def test_the_database_refuses_what_is_no_deputy(change: dict[str, Any]) -> None:
    account("fin")
    account("bea")
    made = deputy()
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.filter(pk=made.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deputy.objects.filter(pk=made.pk).update(deputy=made.account)
