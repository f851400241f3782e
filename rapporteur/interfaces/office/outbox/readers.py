"""Whom mails are for: accounts with their language, time zone and choices; who is asked for a review, who instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.users.models import UserProfile

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.core.queries import actor_with_roles, source_language
from rapporteur.base.words.catalogues import ENGLISH, LANGUAGES
from rapporteur.interfaces.office.reviews.queue import Review
from rapporteur.records.accounts.models import Deputy
from rapporteur.records.outbox.models import MailChoice

READ_FIRST = (Role.REVIEWER, Role.SECRETARY_GENERAL, Role.ADMINISTRATOR)
"""Who is written to of a review that lies in nobody's remit: those of the first role that somebody else than the author
has. All may approve; three mails for one draft teach three people to read none."""
READ_INSTEAD = (Role.SECRETARY_GENERAL, Role.ADMINISTRATOR)
"""Who is written to of a review that has waited too long, where no deputy acts for those who were asked."""


@dataclass(frozen=True)
class Recipient:
    """An account that mails are written to: in which language, at which hours, and what it chose."""

    account: Any
    choice: MailChoice
    language: str
    zone: ZoneInfo

    @cached_property
    def by(self) -> Actor:
        """Who they are: what they may not see no mail tells them."""
        return actor_with_roles(self.account)

    @property
    def name(self) -> str:
        """How they are addressed."""
        return str(self.account.first_name or self.account.get_username())


@dataclass(frozen=True)
class People:
    """The readers by the keys of their accounts, the roles that they have, and who acts for them today."""

    readers: Mapping[int, Recipient]
    of_role: Mapping[str, frozenset[int]]
    deputies: Mapping[int, frozenset[int]]

    def asked(self, review: Review) -> frozenset[int]:
        """Return who is to read what waits for a review."""
        in_remit = frozenset(one.pk for one in review.readers) & self.readers.keys()
        return in_remit or self._first(READ_FIRST, review.settled)

    def asked_instead(self, review: Review) -> frozenset[int]:
        """Return who is to see to a review that those who were asked leave waiting."""
        others = self.asked(review) | review.settled
        acting = frozenset().union(*(self.deputies.get(one, frozenset()) for one in self.asked(review)))
        return (acting & self.readers.keys()) - others or self._first(READ_INSTEAD, others)

    def _first(self, roles: tuple[Role, ...], leave_out: frozenset[int]) -> frozenset[int]:
        several = (self.of_role.get(role, frozenset()) - leave_out for role in roles)
        return next((some for some in several if some), frozenset())


def gather_people(at: datetime) -> People:
    """Return everybody who gets mails: open accounts with a role and an address; whatever their number, six queries."""
    given = RoleAssignment.objects.filter(user__is_active=True).exclude(user__email="")
    roles: dict[str, set[int]] = {}
    for user, role in given.values_list("user", "role"):
        roles.setdefault(role, set()).add(user)
    keys = set().union(*roles.values())
    accounts = get_user_model()._default_manager.filter(Q(pk__in=keys) | Q(is_superuser=True, is_active=True))
    readers = _readers([one for one in accounts.order_by("pk") if one.email])
    deputies: dict[int, set[int]] = {}
    for one in Deputy.objects.filter(start__lte=at.date(), end__gt=at.date()):
        deputies.setdefault(one.account_id, set()).add(one.deputy_id)
    return People(
        readers,
        {role: frozenset(some) for role, some in roles.items()},
        {key: frozenset(some) for key, some in deputies.items()},
    )


def _readers(accounts: list[Any]) -> dict[int, Recipient]:
    choices = {one.account_id: one for one in MailChoice.objects.filter(account__in=accounts)}
    if new := [MailChoice(account=one) for one in accounts if one.pk not in choices]:
        MailChoice.objects.bulk_create(new, ignore_conflicts=True)
        choices = {one.account_id: one for one in MailChoice.objects.filter(account__in=accounts)}
    profiles = {one.user_id: one for one in UserProfile.objects.filter(user__in=accounts)}
    first = source_language() or ENGLISH
    return {
        one.pk: Recipient(
            one,
            choices[one.pk],
            _spoken(getattr(profiles.get(one.pk), "preferred_language", "") or first),
            ZoneInfo(getattr(profiles.get(one.pk), "current_time_zone", "") or settings.TIME_ZONE),
        )
        for one in accounts
    }


def _spoken(language: str) -> str:
    """Return the language of mails: theirs where the program speaks it, else English."""
    short = language.partition("-")[0]
    return short if short in LANGUAGES else ENGLISH
