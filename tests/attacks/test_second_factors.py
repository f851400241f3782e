"""Attacks on the second factor: gone round by address, by an older session, by a code used twice or guessed."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.signing.counts import DatabaseCounts
from tests.factories import make
from tests.support.accounts import (
    PASSWORD,
    account,
    code_of,
    complaints,
    recovery_codes,
    set_up_app,
    sign_in,
    trail,
    who,
)
from tests.support.office import browser_of

pytestmark = pytest.mark.django_db
ASK = "/account/factors/ask/"
SET_UP = "/account/factors/"
WITHIN = ["/cms/", "/cms/snippets/dues/payment/", "/cms/users/", "/cms/account/", "/documents/1/letter.txt"]


@pytest.fixture(autouse=True)
def guarded(settings: Any) -> None:
    make.AssociationFactory()
    settings.SECOND_FACTOR_ROLES = frozenset({Role.ADMINISTRATOR, Role.FINANCE})


@pytest.fixture
def fin(client: Client) -> Any:
    """Somebody whose role needs a second factor, signed in with the password alone."""
    made = account("fin", Role.FINANCE)
    sign_in(client, "fin")
    return made


@pytest.mark.parametrize("address", WITHIN)
def test_without_a_second_factor_there_is_its_set_up_and_nothing_else(
    client: Client, fin: Any, address: str
) -> None:
    for answer in (client.get(address), client.post(address, {}), client.put(address)):
        assert (answer.status_code, answer["Location"]) == (302, SET_UP)
    assert client.get(SET_UP).status_code == 200


def test_other_roles_enter_without_one(client: Client) -> None:
    account("lia", Role.OFFICER)
    sign_in(client, "lia")
    assert client.get("/cms/").status_code == 200


@pytest.mark.django_db(transaction=True)  # it is proven when it is written
def test_once_it_is_set_up_the_rest_opens_and_it_is_asked_for_from_then_on(client: Client, fin: Any) -> None:
    secret = set_up_app(client)
    assert client.get("/cms/").status_code == 200  # who has just shown a code has proved it
    other = Client()
    assert sign_in(other, "fin")["Location"] == ASK
    for address in WITHIN[:4]:
        assert other.get(address)["Location"].startswith("/account/login/")
    assert who(other) is None
    assert other.post(ASK, {"code": code_of(secret)})["Location"] == "/cms/"
    assert other.get("/cms/").status_code == 200
    assert trail("second factor added") == [("fin", "second factor added")]


def test_a_code_is_good_once(client: Client, fin: Any) -> None:
    secret, visitors = set_up_app(client), [Client(), Client()]
    code = code_of(secret)
    for visitor in visitors:
        sign_in(visitor, "fin")
    assert visitors[0].post(ASK, {"code": code}).status_code == 302
    assert complaints(visitors[1].post(ASK, {"code": f" {code} "})) == ["Incorrect code."]
    assert who(visitors[1]) is None


def test_an_old_code_is_good_for_nothing(client: Client, fin: Any) -> None:
    secret, visitor = set_up_app(client), Client()
    sign_in(visitor, "fin")
    for minutes in (-2, 2):
        assert complaints(visitor.post(ASK, {"code": code_of(secret, at=time.time() + 60 * minutes)}))
    assert who(visitor) is None


def test_codes_are_not_guessed(client: Client, fin: Any) -> None:
    secret = set_up_app(client)
    for number in range(5):
        visitor = Client(REMOTE_ADDR=f"10.1.0.{number}")
        sign_in(visitor, "fin")
        assert complaints(visitor.post(ASK, {"code": "000000"})) == ["Incorrect code."]
    visitor = Client(REMOTE_ADDR="10.1.0.9")
    sign_in(visitor, "fin")
    told = complaints(visitor.post(ASK, {"code": code_of(secret)}))
    assert told == ["Tried too often. Wait some minutes, then try again."]
    assert who(visitor) is None


def test_a_recovery_code_is_good_once_and_shown_once(client: Client, fin: Any) -> None:
    set_up_app(client)
    codes = recovery_codes(client)
    assert len(codes) == 10
    assert recovery_codes(client) == ["****"] * 10
    for expected in (302, 200):
        visitor = Client()
        sign_in(visitor, "fin")
        assert visitor.post(ASK, {"code": codes[0]}).status_code == expected


def test_secrets_lie_encrypted_in_the_database(client: Client, fin: Any) -> None:
    secret = set_up_app(client)
    codes = recovery_codes(client)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)
    assert "gAAAA" in kept


def test_an_older_session_does_not_outlive_the_second_factor(client: Client, fin: Any) -> None:
    lia = account("lia", Role.OFFICER)
    older, newer = browser_of(lia), browser_of(lia)
    assert older.get("/cms/").status_code == 200
    set_up_app(newer)
    assert older.get("/cms/")["Location"].startswith("/account/login/")
    assert who(older) is None


def test_a_password_alone_takes_no_factor_away_nor_adds_one(client: Client, fin: Any) -> None:
    set_up_app(client)
    stale = browser_of(fin, since=3600)
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
        assert stale.post(reverse(name))["Location"].startswith("/account/again/"), name
    assert Authenticator.objects.filter(type="totp").exists()


def test_who_needs_one_cannot_take_the_last_away(client: Client, fin: Any) -> None:
    set_up_app(client)
    response = client.post(reverse("mfa_deactivate_totp"))
    assert response.status_code == 200
    assert Authenticator.objects.filter(type="totp").exists()


def test_a_new_password_does_not_go_round_it(client: Client, fin: Any) -> None:
    set_up_app(client)
    fin.set_password("nine brown herons on the roof")
    fin.save()
    visitor = Client()
    assert sign_in(visitor, "fin", "nine brown herons on the roof")["Location"] == ASK
    assert sign_in(visitor, "fin", PASSWORD).status_code in {200, 302}
    assert who(visitor) is None


def test_counts_are_kept_as_text_that_runs_nothing() -> None:
    counts = DatabaseCounts("", {})
    counts.set("a", [1.5, 2])
    assert counts.get("a") == [1.5, 2]
    assert counts.add("a", "y") is False
    assert counts.add("b", "y", timeout=60) is True
    assert counts.add("b", "y") is False
    counts.set("c", 1, timeout=-1)
    assert counts.get("c", "none") == "none"
    assert counts.add("c", 2) is True
    assert (counts.touch("c", 60), counts.touch("d", 60)) == (True, False)
    assert (counts.delete("c"), counts.delete("c")) == (True, False)
    counts.clear()
    assert counts.get("a") is None
