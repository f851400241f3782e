"""`rapporteur user`: who may enter the back office; invite somebody, give and take roles, close an account."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from rapporteur.base.core.permissions import REGIONAL_ROLES, Role
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.interfaces.cli.parameters import TEXT, WHO
from rapporteur.interfaces.cli.reader import echo, reader_language, tell, words

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor


def _code(role: Role) -> str:
    return role.lower().replace("_", "-")


ROLE = click.Choice([_code(role) for role in Role])
REGION = click.option("--region", default="", help="Of a role that is bound to one: the code of the region.")
BY = click.option("--by", type=WHO, required=True, help="Who answers for it.")


@click.group("user")
def command() -> None:
    """Tell who may enter the back office, and change it.

    \b
      rapporteur user list
      rapporteur user invite ana@example.org --role administrator --language fr --by "A. Diallo"
      rapporteur user role ana officer --by "A. Diallo"
      rapporteur user role ana officer --take --reason "moved on" --by "A. Diallo"
      rapporteur user close ana --to rui --reason "left" --by "A. Diallo"

    The first account of an installation is invited in the same way: whoever opens the link chooses name and password.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()


@command.command("list")
def list_accounts() -> None:
    """List the accounts with their roles, and the invitations that can be taken up."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from rapporteur.base.core.models import RoleAssignment
    from rapporteur.base.core.permissions import ROLES
    from rapporteur.base.values.formatting.days import format_day
    from rapporteur.base.words.say import say
    from rapporteur.records.accounts.models import Invitation

    language = reader_language()

    def named(role: str, region: str) -> str:
        name = say(ROLES[Role(role)], language)
        return f"{name} ({region})" if region else name

    roles: dict[int, list[str]] = {}
    given = RoleAssignment.objects.order_by("role", "region_code").values_list("user", "role", "region_code")
    for user, role, region in given:
        roles.setdefault(user, []).append(named(role, region))
    closed, invited = words(Message("closed")), words(Message("invited"))
    rows: list[list[str]] = []
    for one in get_user_model()._default_manager.order_by("username"):
        last = format_day(timezone.localdate(one.last_login), language) if one.last_login else "–"
        held = roles.get(one.pk, []) + ([words(Message("superuser"))] if one.is_superuser else [])
        rows.append(
            [one.get_username(), one.email, ", ".join(held) or "–", last if one.is_active else closed]
        )
    rows += [
        ["–", waiting.email, named(waiting.role, waiting.region_code), invited]
        for waiting in Invitation.objects.open(timezone.now()).order_by("email")
    ]
    _print(rows)


@command.command("invite")
@click.argument("email", type=TEXT)
@click.option("--role", type=ROLE, required=True, help="The role that the account will have.")
@REGION
@click.option(
    "--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], show_default=True,
    help="In which language the office speaks to them.",
)  # fmt: skip
@click.option(
    "--days", type=click.IntRange(1, 60), default=7, show_default=True, help="How long it can be taken up."
)
@BY
def invite(email: str, role: str, region: str, language: str, days: int, by: Actor) -> None:
    """Invite EMAIL to make an account, and print the link: once, it is kept nowhere.

    Hand it over as you would a password. An earlier invitation to the same address ends. `RAPPORTEUR_BASE_URL` is what
    the link begins with.
    """
    from django.conf import settings
    from django.urls import reverse
    from django.utils import timezone

    from rapporteur.base.values.formatting.days import format_day
    from rapporteur.records.accounts.actions import invite as write
    from rapporteur.records.accounts.shapes import InvitationShape

    shape = InvitationShape(
        email=email, role=_role(role, region), language=language, region=region, days=days
    )
    with _refused_as("EMAIL"):
        done = write(by=by, invitation=shape, at=timezone.now())
    link = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('office_take_up', kwargs={'token': done.token})}"
    echo(link)
    until = format_day(timezone.localdate(done.invitation.expires_at), reader_language())
    told = Message("{email} may make an account with this link, once, until {day}")
    tell(told, err=True, email=done.invitation.email, day=until)


@command.command("role")
@click.argument("account", type=TEXT)
@click.argument("role", type=ROLE)
@REGION
@click.option("--take", is_flag=True, help="Take the role instead of giving it; needs --reason.")
@click.option("--reason", type=TEXT, default="", help="Why; the trail keeps it.")
@BY
def give_or_take(account: str, role: str, region: str, take: bool, reason: str, by: Actor) -> None:
    """Give ACCOUNT a role, or take it."""
    from rapporteur.base.core import actions
    from rapporteur.base.core.models import RoleAssignment
    from rapporteur.base.core.references import find
    from rapporteur.base.core.shapes import RoleShape
    from rapporteur.records.members.models import Region

    chosen = _role(role, region)
    if not take:
        if region:
            find(Region, region)
        saved = actions.give_role(by=by, role=RoleShape(account=account, role=chosen, region=region))
        given, held = Message("{account} is {role} now"), Message("{account} is {role} already")
        tell(given if saved.created else held, account=account, role=role)
        return
    if not reason.strip():
        raise click.UsageError(words(Message("--take needs --reason: the trail keeps it")))
    found = RoleAssignment.objects.filter(user__username=account, role=chosen, region_code=region).first()
    if found is None:
        raise click.UsageError(words(Message("{account} is not {role}"), account=account, role=role))
    actions.take_role(by=by, assignment=found, reason=reason)
    tell(Message("{account} is {role} no longer"), account=account, role=role)


@command.command("close")
@click.argument("account", type=TEXT)
@click.option(
    "--to",
    default="",
    help="The account that takes over drafts, reviews and follow-ups; without it nobody does.",
)
@click.option("--reason", type=TEXT, required=True, help="Why; the trail keeps it.")
@BY
def close(account: str, to: str, reason: str, by: Actor) -> None:
    """Close ACCOUNT: it may do nothing any more, and what it was at is handed over in one step."""
    from django.utils import timezone

    from rapporteur.interfaces.office.doors.table import VIEWS
    from rapporteur.records.accounts.actions import close_account
    from rapporteur.records.accounts.shapes import ClosingShape

    with _refused_as("--reason"):
        shape = ClosingShape(account=account, reason=reason, to=to)
        done = close_account(by=by, closing=shape, views=VIEWS, at=timezone.now())
    tell(
        Message(
            "{account} is closed (handed over: drafts {drafts}, reviews {reviews}, follow-ups {follow_ups})"
        ),
        account=account, drafts=done.drafts, reviews=done.reviews, follow_ups=done.follow_ups,
    )  # fmt: skip


def _role(name: str, region: str) -> Role:
    """Return the role of a name; refuse a region where it is bound to none, and the other way round."""
    role = Role(name.upper().replace("-", "_"))
    if bool(region) is not (role in REGIONAL_ROLES):
        needs = Message("{role} is bound to a region: name it with --region")
        none = Message("{role} is bound to no region: leave --region out")
        raise click.UsageError(words(needs if role in REGIONAL_ROLES else none, role=name))
    return role


@contextmanager
def _refused_as(what: str) -> Iterator[None]:
    """Turn what Django says of a value into a sentence of the command line."""
    from django.core.exceptions import ValidationError

    try:
        yield
    except ValidationError as error:
        raise click.BadParameter(" ".join(error.messages), param_hint=f"'{what}'") from error


def _print(rows: list[list[str]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in (Message("account"), Message("address"), Message("roles"), Message("last sign-in")):
        table.add_column(words(heading))
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # what people call themselves is no markup
    Console(soft_wrap=True).print(table)
