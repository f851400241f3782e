"""Invitations, deputies and the closing of accounts as verbs and forms have them."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.base import Shape


class InvitationShape(Shape, frozen=True, kw_only=True):
    """Who is invited, with which role (of Role; `region` for one that is bound to a region), in which language.

    `days` is how long the invitation can be taken up.
    """

    email: str
    role: str
    language: str
    region: str = ""
    days: int = 7


class DeputyShape(Shape, frozen=True, kw_only=True):
    """Who acts for whom, by the names of their accounts, from `start` up to, without, `end`."""

    account: str
    deputy: str
    start: date
    end: date


class ClosingShape(Shape, frozen=True, kw_only=True):
    """Which account is closed and who takes over what it was at, by their names; empty: nobody does.

    `person` and `successor` are the slugs of the people who look after regions: of whom they are taken, who gets them.
    """

    account: str
    reason: str
    to: str = ""
    person: str = ""
    successor: str = ""
