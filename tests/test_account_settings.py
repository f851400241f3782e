"""Settings of signing in: how mail leaves, which roles need a second factor; what cannot be meant stops the start."""

from __future__ import annotations

import pytest

from config import env, signing_in
from config.env import InvalidSetting
from config.signing_in import Mail
from rapporteur.base.core.permissions import Actor, Role, operator
from rapporteur.interfaces.cli.parameters import system_user

BACKENDS = "django.core.mail.backends"
OURS = "rapporteur.interfaces.office.mail"
SMTP = f"{OURS}.NotingBackend"
"""Mail that leaves is noted: the settings name no other way."""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", Mail(f"{BACKENDS}.dummy.EmailBackend")),
        ("console:", Mail(f"{OURS}.NotingConsole")),
        ("file:/var/mail", Mail(f"{OURS}.NotingFolder", folder="/var/mail")),
        ("smtp://localhost", Mail(SMTP, host="localhost")),
        (
            "smtp://me%40x:p%2Fw@mail.example:587?tls=starttls",
            Mail(SMTP, "", "mail.example", 587, "me@x", "p/w", starts_tls=True),
        ),
        (
            "smtps://me:pw@mail.example",
            Mail(SMTP, "", "mail.example", 465, "me", "pw", tls=True),
        ),
    ],
)
def test_mail_leaves_as_the_address_says(monkeypatch: pytest.MonkeyPatch, value: str, expected: Mail) -> None:
    monkeypatch.setenv("RAPPORTEUR_MAIL", value)
    assert signing_in.mail("RAPPORTEUR_MAIL", default="") == expected


@pytest.mark.parametrize(
    "value",
    [
        "localhost", "http://me:hidden@host", "smtp://", "smtp://me:hidden@host/box", "smtp://me:hidden@host?tls=no",
        "smtp://me:hidden@host?x", "smtp://me:hidden@host:port", "file:", "console:x",
    ],
)  # fmt: skip
def test_an_address_for_mail_that_cannot_be_meant_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("RAPPORTEUR_MAIL", value)
    with pytest.raises(InvalidSetting) as refusal:
        signing_in.mail("RAPPORTEUR_MAIL", default="")
    assert "smtp://" in str(refusal.value)
    assert "hidden" not in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", set(signing_in.GUARDED)),
        ("none", set()),
        (
            "finance, SECRETARY_GENERAL,board-reader",
            {Role.FINANCE, Role.SECRETARY_GENERAL, Role.BOARD_READER},
        ),
    ],
)
def test_roles_are_read_as_people_write_them(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: set[Role]
) -> None:
    monkeypatch.setenv("RAPPORTEUR_SECOND_FACTOR", value)
    assert signing_in.roles("RAPPORTEUR_SECOND_FACTOR", default=signing_in.GUARDED) == expected


@pytest.mark.parametrize("value", ["king", "finance,king", "none,finance"])
def test_a_role_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("RAPPORTEUR_SECOND_FACTOR", value)
    with pytest.raises(InvalidSetting, match="secretary_general"):
        signing_in.roles("RAPPORTEUR_SECOND_FACTOR", default=())


def test_a_number_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORTEUR_PROXIES", "two")
    with pytest.raises(InvalidSetting, match="a whole number of proxies"):
        env.number("RAPPORTEUR_PROXIES", default=0, of="proxies")


def test_the_trail_names_the_systems_user_beside_whoever_they_say_they_are() -> None:
    assert operator("Rui", system_user="www-data").in_trail == "Rui (command line: www-data)"
    assert operator("www-data", system_user="www-data").in_trail == "www-data"
    assert operator("Rui").in_trail == "Rui"
    long = operator("R" * 150, system_user="www-data").in_trail
    assert len(long) == 150
    assert long.endswith("R (command line: www-data)")
    assert system_user()
    assert Actor("Rui", frozenset()).in_trail == "Rui"
