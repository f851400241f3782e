"""`rapporteur dev`: what it makes, what it leaves alone, and where it refuses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.test import Client

from rapporteur.base.core.models import AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import REGIONAL_ROLES, Role
from rapporteur.interfaces.cli.dev import account_name, make_accounts
from tests.factories import make
from tests.interfaces.cli.installation import PROGRAM, ROOT, Installation
from tests.support.processes import left_of, wait_for_end

ACCOUNTS = {account_name(role) for role in Role}


@pytest.mark.django_db
def test_each_role_has_an_account_that_may_sign_in() -> None:
    region = make.RegionFactory()

    passwords = make_accounts()

    assert set(passwords) == set(Role)
    for role, password in passwords.items():
        assert authenticate(username=account_name(role), password=password)
        (given,) = RoleAssignment.objects.filter(user__username=account_name(role))
        assert (given.role, given.region_code) == (role, region.slug if role in REGIONAL_ROLES else "")
    assert AuditEntry.objects.filter(by="dev").count() == len(Role)


@pytest.mark.django_db
def test_no_password_is_made_anew() -> None:
    make.RegionFactory()
    get_user_model().objects.create_user("finance", password="as it was and stays")
    first = make_accounts()
    kept = {user.pk: user.password for user in get_user_model().objects.all()}

    assert Role.FINANCE not in first
    assert make_accounts() == {}
    assert {user.pk: user.password for user in get_user_model().objects.all()} == kept
    assert not RoleAssignment.objects.filter(user__username="finance").exists()


@pytest.mark.django_db
def test_without_a_region_roles_bound_to_one_wait() -> None:
    assert set(make_accounts()) == set(Role) - REGIONAL_ROLES


@pytest.mark.django_db
def test_who_works_in_the_office_sees_it_and_who_does_not_is_sent_away() -> None:
    make.AssociationFactory()
    make.RegionFactory()
    passwords = make_accounts()
    for role, status in ((Role.OFFICER, 200), (Role.JUROR, 302)):
        client = Client()
        assert client.login(username=account_name(role), password=passwords[role])
        assert client.get("/cms/").status_code == status


@pytest.mark.parametrize(
    ("settings", "sign"),
    [
        ({"RAPPORTEUR_DEBUG": "0"}, "RAPPORTEUR_DEBUG is off"),
        ({"RAPPORTEUR_HTTPS": "1"}, "RAPPORTEUR_HTTPS is on"),
        (
            {"RAPPORTEUR_HOSTS": "localhost,register.example.org"},
            "RAPPORTEUR_HOSTS names register.example.org",
        ),
        (
            {"RAPPORTEUR_DATABASE": "postgresql://a@db.example.org/a"},
            "RAPPORTEUR_DATABASE is on db.example.org",
        ),
    ],
)
def test_an_installation_that_others_reach_is_refused(
    empty: Installation, settings: dict[str, Any], sign: str
) -> None:
    done = empty.run("dev", "--no-serve", folder=ROOT, typed=None, **settings)

    assert done.returncode == 2
    assert f"this looks like an installation that others use ({sign})" in " ".join(done.stderr.split())
    assert not (empty.var / "rapporteur.sqlite3").exists()


def test_it_serves_the_demonstration_with_accounts_and_a_second_time_changes_nothing(
    own: Installation, new_port: int, tmp_path: Path
) -> None:
    first = own.run("dev", "--no-serve")
    assert first.returncode == 0, first.stderr
    assert {line.split()[0] for line in first.stdout.splitlines() if line.startswith("  ")} == ACCOUNTS

    with (tmp_path / "said").open("w+") as said:
        server = subprocess.Popen(
            [str(PROGRAM), "dev", "--port", str(new_port)],
            cwd=ROOT, env=own.environment(), stdout=said, stderr=subprocess.STDOUT, process_group=0,
        )  # fmt: skip
        try:
            page = answer(f"http://127.0.0.1:{new_port}/cms/login/", server)
            (worker,) = (
                one for one in left_of(server.pid) if b"--beside" in Path(f"/proc/{one}/cmdline").read_bytes()
            )
            os.kill(server.pid, signal.SIGKILL)  # even so nobody is left who writes mails
            wait_for_end([worker])
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(20)
        said.seek(0)
        words = said.read()

    assert 'name="login"' in page
    assert "passwords are as they were" in words
    assert "Watching for file changes" in words


@pytest.fixture
def new_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answer(address: str, server: subprocess.Popen[Any], seconds: float = 120) -> str:
    """Return the page at an address as soon as the server answers; a busy machine is no failure."""
    asked_until = time.monotonic() + seconds
    while time.monotonic() < asked_until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=20) as page:  # noqa: S310  # our own server
                content: str = page.read().decode()
                return content
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{address} does not answer")
