"""Attacks on the sign-in: guessing, asking who exists, fixing a session, leading elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.models import Count
from tests.support.accounts import PASSWORD, WRONG, account, complaints, sign_in, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noted_contexts")]
SLOW = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
NO_MATCH = ["This name or address and this password do not belong together."]
TOO_OFTEN = ["Tried too often. Wait some minutes, then try again."]


@pytest.mark.parametrize("login", ["lia", "lia@example.org", "LIA@example.org", " lia "])
def test_sign_in_by_name_or_mail_address(client: Client, login: str) -> None:
    lia = account()
    response = sign_in(client, login)
    assert (response.status_code, response["Location"]) == (302, "/cms/")
    assert who(client) == lia.pk


def test_forty_wrong_passwords_bring_a_pause_and_the_right_one_none_sooner(client: Client) -> None:
    account()
    answers = [sign_in(client, "lia", f"{WRONG} {attempt}") for attempt in range(40)]
    told = [complaints(one) for one in answers]
    assert told[:5] == [NO_MATCH] * 5
    assert told[5:30] == [TOO_OFTEN] * 25
    # an address that sends more than thirty a minute is not listened to at all
    assert [one.status_code for one in answers] == [200] * 30 + [429] * 10
    assert "Wait some minutes" in answers[-1].content.decode()
    other = Client(REMOTE_ADDR="10.0.0.2")
    assert complaints(sign_in(other, "lia")) == TOO_OFTEN
    assert who(other) is None


def test_an_account_is_counted_by_whatever_name_it_is_tried(client: Client) -> None:
    account()
    for number, login in enumerate(["lia", "LIA@example.org", "lia@example.org", " lia", "lia "]):
        visitor = Client(REMOTE_ADDR=f"10.0.1.{number}")
        assert complaints(sign_in(visitor, login, WRONG)) == NO_MATCH
    assert complaints(sign_in(client, "lia@example.org", PASSWORD)) == TOO_OFTEN


def test_an_address_that_tries_many_accounts_is_made_to_wait(client: Client) -> None:
    account("rui")
    for number in range(10):
        sign_in(client, f"nobody-{number}", WRONG)
    assert complaints(sign_in(client, "rui", PASSWORD)) == TOO_OFTEN
    assert who(client) is None


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("::ffff:10.0.0.9", "10.0.0.9"),
        ("::ffff:a00:a", "10.0.0.10"),
        ("10.0.0.9", "10.0.0.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_visitors_by_ipv4_are_not_counted_as_one_where_ipv6_carries_them(
    rf: RequestFactory, address: str, counted: str
) -> None:
    """Ten wrong passwords of one would make everybody wait."""
    assert get_ip(rf.get("/", REMOTE_ADDR=address)) == counted


def test_right_passwords_do_not_wipe_the_count_of_wrong_ones(client: Client) -> None:
    lia = account()
    account("eve")
    for attempt in range(4):
        sign_in(client, "lia", WRONG)
        if attempt % 2:
            sign_in(Client(), "eve", PASSWORD)
    sign_in(client, "lia", WRONG)
    assert complaints(sign_in(client, "lia", PASSWORD)) == TOO_OFTEN
    assert who(client) != lia.pk


@pytest.mark.parametrize(
    "login", ["lia", "lia@example.org", "closed", "single", "nobody", "nobody@example.org"]
)
def test_a_refusal_tells_nobody_who_exists(client: Client, login: str) -> None:
    account()
    account("closed", is_active=False)
    single = account("single")
    single.set_unusable_password()
    single.save()
    known = PASSWORD if login == "closed" else WRONG
    responses = [sign_in(client, login, known) for _ in range(7)]
    assert [one.status_code for one in responses] == [200] * 7
    assert [complaints(one) for one in responses] == [NO_MATCH] * 5 + [TOO_OFTEN] * 2
    assert Count.objects.count() > 0


def test_a_refusal_takes_as_long_whoever_exists(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same work, one hash of a password, counted and not timed: a busy machine says nothing of seconds."""
    settings.PASSWORD_HASHERS = SLOW
    hashed: list[int] = []
    encode = PBKDF2PasswordHasher.encode

    def count(hasher: PBKDF2PasswordHasher, password: str, salt: str, iterations: int | None = None) -> str:
        hashed.append(iterations or hasher.iterations)
        return encode(hasher, password, salt, iterations)

    account()
    account("closed", is_active=False)
    single = account("single")
    single.set_unusable_password()
    single.save()
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", count)
    work = {}
    for number, login in enumerate(
        ["lia", "lia@example.org", "nobody", "nobody@example.org", "closed", "single"]
    ):
        hashed.clear()
        assert complaints(sign_in(Client(REMOTE_ADDR=f"10.{number}.2.1"), login, WRONG)) == NO_MATCH
        work[login] = tuple(hashed)
    assert set(work.values()) == {(PBKDF2PasswordHasher.iterations,)}, work


def test_a_forgotten_password_tells_nobody_who_exists(client: Client) -> None:
    account()
    account("closed", is_active=False)
    answers = {}
    for login in ("lia@example.org", "nobody@example.org", "closed@example.org"):
        response = client.post(reverse("account_reset_password"), {"email": login}, follow=True)
        answers[login] = (
            response.status_code,
            response.redirect_chain,
            response.content.partition(b"<main")[2],
        )
    assert len({repr(answer) for answer in answers.values()}) == 1
    assert sorted(message.to[0] for message in mail.outbox) == sorted(answers)
    assert "/account/password/new/" in mail.outbox[0].body
    assert all("/account/password/new/" not in message.body for message in mail.outbox[1:])


def test_a_new_password_by_mail_is_taken_once_and_signs_nobody_in(client: Client) -> None:
    lia = account()
    client.post(reverse("account_reset_password"), {"email": "lia@example.org"})
    (link,) = [word for word in mail.outbox[0].body.split() if "/account/password/new/" in word]
    form = client.get(link, follow=True)
    here = form.redirect_chain[-1][0]
    refused = client.post(here, {"password1": "passwordpassword", "password2": "passwordpassword"})
    assert refused.status_code == 200
    assert complaints(refused)
    new = "nine brown herons on the roof"
    assert client.post(here, {"password1": new, "password2": new}).status_code == 302
    assert who(client) is None
    lia.refresh_from_db()
    assert lia.check_password(new)
    again = Client().get(link, follow=True)
    assert b"password1" not in again.content


def test_a_session_that_somebody_fixed_is_another_one_after_the_sign_in(client: Client) -> None:
    account()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = "by the attacker"
    session.save()
    client.cookies["sessionid"] = str(session.session_key)
    sign_in(client, "lia")
    assert client.session.session_key != session.session_key
    thief = Client()
    thief.cookies["sessionid"] = str(session.session_key)
    assert thief.get("/cms/").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "javascript:alert(1)", "https:evil.example", "http:///evil.example", "/%09/evil.example", "\t//evil.example",
        "https://localhost@evil.example/", "https://testserver.evil.example/", "data:text/html,hello",
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["/account/login/", "/cms/login/"])
def test_nobody_is_led_elsewhere_after_signing_in(client: Client, target: str, way: str) -> None:
    account()
    page = client.get(way, {"next": target}, follow=True)
    field = page.context["redirect_field_value"] or ""
    response = sign_in(client, "lia", next=field)
    assert response.status_code == 302
    assert response["Location"] in {"/cms/", target if target.startswith("/%09") else "/cms/"}
    response = client.get("/account/login/", {"next": target})
    assert response["Location"] in {"/cms/", target if target.startswith("/%09") else "/cms/"}


def test_where_somebody_wanted_to_go_they_come_to(client: Client) -> None:
    account()
    asked = client.get("/cms/snippets/members/region/")
    assert asked["Location"] == "/account/login/?next=/cms/snippets/members/region/"
    assert (
        sign_in(client, "lia", next="/cms/snippets/members/region/")["Location"]
        == "/cms/snippets/members/region/"
    )


def test_who_has_no_place_in_the_office_is_not_sent_round_in_circles(client: Client) -> None:
    account("juror", Role.JUROR)
    account("contact", Role.MEMBER_CONTACT)
    for name, own in (("juror", "/account/jury/"), ("contact", "/account/welcome/")):
        client.logout()
        assert sign_in(client, name)["Location"] == own
        is_led_to(client, own)


def is_led_to(client: Client, own: str) -> None:
    response = client.get("/cms/", follow=True)
    assert response.status_code == 200
    assert [target for target, _ in response.redirect_chain] == [
        "/account/login/?next=/cms/",
        own,
    ]


def test_wagtails_own_ways_in_lead_to_ours(client: Client) -> None:
    account()
    assert client.get("/cms/login/?next=/cms/x/")["Location"] == "/account/login/?next=%2Fcms%2Fx%2F"
    sent = client.post("/cms/login/", {"username": "lia", "password": PASSWORD})
    assert (sent["Location"], who(client)) == ("/account/login/", None)
    for path in ("", "done/", "confirm/MQ/set-password/", "complete/"):
        assert client.get(f"/cms/password_reset/{path}")["Location"] == "/account/password/forgotten/"


def test_nobody_signs_up(client: Client) -> None:
    values = {"email": "eve@example.org", "username": "eve", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(reverse("account_signup"), values)
    assert b"by invitation" in response.content
    assert who(client) is None


def test_pages_of_the_account_run_no_script_of_a_page(client: Client) -> None:
    response = client.get(reverse("account_login"))
    policy = response["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "script-src 'self';" in policy
    assert response["Cache-Control"].count("no-store") == 1


@pytest.mark.parametrize(
    ("language", "title", "refusal"),
    [
        ("en", "Sign in", "This name or address and this password do not belong together."),
        ("fr", "Se connecter", "Ce nom ou cette adresse et ce mot de passe ne vont pas ensemble."),
        ("es", "Iniciar sesión", "Este nombre o esta dirección y esta contraseña no se corresponden."),
    ],
)
def test_the_sign_in_speaks_the_language_of_the_browser(
    client: Client, language: str, title: str, refusal: str
) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    page = client.get(reverse("account_login"))
    assert f"<h1>{title}</h1>" in page.content.decode()
    assert complaints(sign_in(client, "nobody", WRONG)) == [refusal]
