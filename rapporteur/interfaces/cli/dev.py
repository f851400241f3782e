"""`rapporteur dev`: an installation to develop on, served with reload; `make dev`."""

from __future__ import annotations

import os
import secrets
import sys
from typing import TYPE_CHECKING

import click

from rapporteur.base.core.permissions import REGIONAL_ROLES, Role, operator
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.demo import data_set_folder, freeze_report
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import echo, words
from rapporteur.interfaces.cli.serve import HOST, OR_NONE, PORT, require_free
from rapporteur.interfaces.cli.working.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Iterator

BY = "dev"
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
PASSWORD_BYTES = 12  # 16 letters: more than the validators ask for

_IN_USE = Message(
    "this looks like an installation that others use ({setting}): `rapporteur dev` makes accounts whose passwords it "
    "prints. Unset it, or make accounts with `python manage.py createsuperuser`"
)
"""Settings are those of an installation that others reach: no accounts with printed passwords there."""


@click.command("dev")
@click.option("--no-serve", is_flag=True, help="Stop when everything is ready.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=PORT,
    show_default=True,
    help="Port of the web server on localhost.",
)
def command(no_serve: bool, port: int) -> None:
    """Make an installation to develop on: tables, the demonstration, an account for each role, a server with reload.

    The demonstration is loaded, and its report frozen, where nothing is recorded. An account is called like its role
    (`finance`); its password is printed once, when it is made. Accounts and records that are there stay as they are.
    The back office is then at http://localhost:8000/cms/ until you press Ctrl-C; a worker beside it writes mails, as
    beside `rapporteur serve`. Refused where the settings are those of an installation that others reach.
    """
    os.environ.setdefault("RAPPORTEUR_DEBUG", "1")
    from rapporteur.interfaces.cli.django import setup

    setup()
    for setting in _signs_of_production():
        raise click.UsageError(words(_IN_USE, setting=setting))
    if not no_serve:
        require_free(HOST, port, refused=OR_NONE)
    _fill()
    _show(make_accounts())
    if not no_serve:
        echo(f"The back office is at http://localhost:{port}/cms/ (press Ctrl-C to stop)")
        sys.stdout.flush()
        Beside().start()  # a child of this process, which becomes the server: it ends with it
        server = [
            sys.executable,
            "-m",
            "django",
            "runserver",
            "--settings",
            "config.settings",
            f"{HOST}:{port}",
        ]
        os.execv(sys.executable, server)  # noqa: S606  # our own server: it starts itself again when a file changes


def _signs_of_production() -> Iterator[str]:
    """Yield each setting that says that others reach this installation, or are meant to."""
    from django.conf import settings

    if not settings.DEBUG:
        yield "RAPPORTEUR_DEBUG is off"
    if settings.SESSION_COOKIE_SECURE:
        yield "RAPPORTEUR_HTTPS is on"
    if others := set(settings.ALLOWED_HOSTS) - LOCAL:
        yield f"RAPPORTEUR_HOSTS names {', '.join(sorted(others))}"
    host = settings.DATABASES["default"].get("HOST", "")
    if host not in LOCAL | {"", "::1"} and not host.startswith("/"):
        yield f"RAPPORTEUR_DATABASE is on {host}"


def _fill() -> None:
    """Make the tables; where no association is recorded, load the demonstration and freeze its report."""
    from django.conf import settings

    from rapporteur.base.core.models import Association
    from rapporteur.base.core.tables import have_tables
    from rapporteur.intake.importing.datasets.loading import load_data_set
    from rapporteur.intake.importing.datasets.reading import read_data_set
    from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews

    with progress() as report:
        report("database", 0, 0)
        have_tables()
        report("database", 1, 1)
        if not Association.objects.exists():
            data = read_data_set(data_set_folder())
            load_data_set(data, by=operator(BY), progress=report)
            freeze_report(data, by=BY, report=report)
    set_up_reviews(settings.READER_LANGUAGE)


def make_accounts() -> dict[Role, str]:
    """Make an account for each role that has none of its name, a role bound to regions for the first of them.

    Return the passwords of the new ones; nobody can read them later.
    """
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from rapporteur.base.core.actions import give_role
    from rapporteur.base.core.shapes import RoleShape
    from rapporteur.records.members.models import Region

    accounts = get_user_model()
    region = Region.objects.order_by("order", "slug").values_list("slug", flat=True).first() or ""
    passwords = {}
    for role in Role:
        name = account_name(role)
        if accounts._default_manager.filter(username=name).exists() or (
            role in REGIONAL_ROLES and not region
        ):
            continue
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        with transaction.atomic():
            accounts._default_manager.create_user(name, f"{name}@example.org", password)
            shape = RoleShape(account=name, role=role, region=region if role in REGIONAL_ROLES else "")
            give_role(by=operator(BY), role=shape)
        passwords[role] = password
    return passwords


def account_name(role: Role) -> str:
    """Return the name of the account that has a role: `secretary-general`."""
    return role.lower().replace("_", "-")


def _show(passwords: dict[Role, str]) -> None:
    if not passwords:
        echo("Every role has its account already; passwords are as they were.")
        return
    echo("Accounts, with passwords that are shown this once:")
    for role, password in passwords.items():
        echo(f"  {account_name(role):<20} {password}")
