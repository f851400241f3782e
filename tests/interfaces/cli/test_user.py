"""`rapporteur user`: from the first invitation to a closed account, as whoever runs the machine does it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from rapporteur.base.core.models import AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.cli import django as started
from rapporteur.interfaces.cli.user import command
from rapporteur.records.accounts.models import Invitation
from tests.factories import make
from tests.support.accounts import PASSWORD, account

pytestmark = pytest.mark.django_db
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    make.AssociationFactory()
    monkeypatch.setattr(started, "setup", lambda: None)
    return lambda *words: CliRunner().invoke(command, list(words))


def test_the_first_account_is_invited_by_a_link_that_is_told_once(run: Run, client: Client) -> None:
    done = run("invite", "Ana@Example.org", "--role", "administrator", "--language", "fr", "--by", "Rui")
    assert done.exit_code == 0, done.output
    link = re.search(r"http://localhost:8000(/\S+)", done.stdout)
    assert link is not None
    assert "ana@example.org may make an account" in done.stderr
    assert "ana@example.org  administrator  invited" in run("list").stdout

    client.get(link[1], follow=True)
    typed = {
        "name": "ana",
        "full_name": "Ana Diallo",
        "password": PASSWORD,
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    client.post(reverse("office_taking_up"), typed)
    ana = get_user_model().objects.get()
    assert (ana.get_username(), ana.is_superuser) == ("ana", False)
    assert list(RoleAssignment.objects.values_list("user", "role")) == [(ana.pk, Role.ADMINISTRATOR)]
    assert re.search(r"^ana +ana@example.org +administrator ", run("list").stdout, re.MULTILINE)


def test_roles_are_given_and_taken_in_the_trail(run: Run) -> None:
    account("lia", role=None)
    make.RegionFactory(slug="africa")
    assert "lia is officer now" in run("role", "lia", "officer", "--by", "Rui").output
    assert "lia is officer already" in run("role", "lia", "officer", "--by", "Rui").output
    run("role", "lia", "regional-secretary", "--region", "africa", "--by", "Rui")
    assert "officer, regional secretary (africa)" in run("list").output
    assert "needs --reason" in run("role", "lia", "officer", "--take", "--by", "Rui").output
    taken = run("role", "lia", "officer", "--take", "--reason", "moved on", "--by", "Rui")
    assert "lia is officer no longer" in taken.output
    assert list(RoleAssignment.objects.values_list("role", "region_code")) == [
        ("REGIONAL_SECRETARY", "africa")
    ]
    by = set(AuditEntry.objects.filter(record_type="core.roleassignment").values_list("by", flat=True))
    assert len(by) == 1
    assert by.pop().startswith("Rui")


def test_an_account_is_closed_with_a_reason(run: Run) -> None:
    account("lia"), account("max")
    assert run("close", "lia", "--by", "Rui").exit_code == 2
    done = run("close", "lia", "--to", "max", "--reason", "left", "--by", "Rui")
    assert "lia is closed (handed over: drafts 0, reviews 0, follow-ups 0)" in done.output
    assert not get_user_model().objects.get(username="lia").is_active
    assert re.search(r"^lia .* closed", run("list").output, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("invite", "nobody", "--role", "officer"), "Enter a valid email address"),
        (("invite", "a@example.org", "--role", "king"), "'king' is not one of 'administrator'"),
        (("invite", "a@example.org", "--role", "regional-secretary"), "is bound to a region"),
        (("invite", "a@example.org", "--role", "officer", "--region", "africa"), "is bound to no region"),
        (("invite", "a@example.org", "--role", "officer", "--language", "pt"), "'pt' is not one of"),
        (("role", "lia", "finance", "--take", "--reason", "x"), "lia is not finance"),
        (("close", "lia", "--reason", " "), "expected a reason"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_writes_nothing(
    run: Run, words: tuple[str, ...], expected: str
) -> None:
    account("lia")
    entries = AuditEntry.objects.count()
    done = run(*words, "--by", "Rui")
    assert done.exit_code == 2
    assert expected in done.output
    assert (AuditEntry.objects.count(), Invitation.objects.count()) == (entries, 0)
