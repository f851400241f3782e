"""Who signs in, who fails to, who is refused and to whom mails go: noted by numbers, never by name or address."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend as InMemory
from django.core.mail.backends.smtp import EmailBackend
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.permissions import Right, Role
from rapporteur.interfaces.office.mail import Noting, NotingBackend, NotingConsole, NotingFolder
from tests.factories import make
from tests.support.office import signed_in

pytestmark = pytest.mark.django_db
Noted = Callable[[], list[tuple[str, dict[str, Any]]]]


@pytest.fixture
def noted(caplog: pytest.LogCaptureFixture) -> Noted:
    """Give what was noted so far, but for where it was."""
    caplog.set_level(logging.INFO, "rapporteur")
    return lambda: [
        (one.msg, {name: value for name, value in one.__dict__["values"].items() if name != "at"})
        for one in caplog.records
        if one.name == "rapporteur"
    ]


def test_signing_in_and_out(noted: Noted) -> None:
    account = make.AccountFactory(username="ana", email="ana@example.org")
    make.RoleAssignmentFactory(user=account, role=Role.OFFICER, region_code="")
    account.set_password("a long password")
    account.save()
    client = Client()
    for name, password in (("ana", "another"), ("nobody", "a long password"), ("ana", "a long password")):
        client.post(reverse("account_login"), {"login": name, "password": password})
    client.post(reverse("account_logout"))
    assert noted() == [
        ("sign_in_refused", {"actor": account.pk}),
        ("sign_in_refused", {"actor": "-"}),
        ("signed_in", {"actor": account.pk}),
        ("signed_out", {"actor": account.pk}),
    ]


def test_whom_an_address_is_not_open_to(noted: Noted) -> None:
    officer = signed_in(Role.OFFICER, name="ana")
    account = int(officer.session["_auth_user_id"])
    officer.get(reverse("wagtailusers_users:index"))
    officer.get("/cms/snippets/dues/payment/")
    (event, values), (other_event, others) = (one for one in noted() if one[0] != "signed_in")
    assert (event, other_event) == ("refused", "refused")
    assert (values["actor"], values["status"], values["route"]) == (account, 403, "cms/users/")
    assert (others["actor"], others["route"]) == (account, "cms/snippets/dues/payment/")


def test_what_a_verb_refuses(noted: Noted) -> None:
    from rapporteur.base.core.permissions import Actor, NotAllowed, check_can

    by = Actor("Ana Silva", frozenset({Role.OFFICER}), user=7)
    with pytest.raises(NotAllowed):
        check_can(by, Right.RECORD_DUES, ("south",))
    assert noted() == [("refused", {"actor": 7, "right": Right.RECORD_DUES, "regions": frozenset({"south"})})]


class Kept(Noting, InMemory):
    """Sends nothing, and notes it."""


def a_mail(*to: str) -> EmailMessage:
    return EmailMessage("Ana's draft", "of Ana's", "from@example.org", list(to))


def test_mails_are_noted_by_the_accounts_that_they_are_for(noted: Noted, mailoutbox: list[Any]) -> None:
    account = make.AccountFactory(email="ana@example.org")
    assert (
        Kept().send_messages([a_mail("ana@example.org", "someone@example.org"), a_mail("ana@example.org")])
        == 2
    )
    assert len(mailoutbox) == 2
    assert noted() == [("mail_sent", {"mails": 2, "to": str(account.pk), "others": 1})]


def test_mail_that_does_not_go_is_noted_and_said(noted: Noted) -> None:
    account = make.AccountFactory(email="ana@example.org")
    nobody_listens: dict[str, Any] = {"host": "127.0.0.1", "port": 1}
    assert issubclass(NotingBackend, EmailBackend)
    with pytest.raises(ConnectionRefusedError):
        NotingBackend(**nobody_listens).send_messages([a_mail("ana@example.org")])
    assert NotingBackend(**nobody_listens, fail_silently=True).send_messages([a_mail("ana@example.org")]) == 0
    about = {"mails": 1, "to": str(account.pk), "others": 0}
    assert noted() == [
        ("mail_failed", {"error": "ConnectionRefusedError", "errno": "ECONNREFUSED", **about}),
        ("mail_failed", about),
    ]


def test_mail_that_is_laid_down_or_printed_is_noted_and_is_its_owners_alone(
    noted: Noted, tmp_path: Path
) -> None:
    printed = io.StringIO()
    NotingConsole(stream=printed).send_messages([a_mail("someone@example.org")])
    NotingFolder(file_path=tmp_path).send_messages([a_mail("someone@example.org")])
    assert "of Ana's" in printed.getvalue()
    (laid_down,) = tmp_path.iterdir()
    assert laid_down.stat().st_mode & 0o777 == 0o600
    assert noted() == [("mail_sent", {"mails": 1, "to": "", "others": 1})] * 2
