"""Which role may do what, and who holds it: the table that every verb asks, in words, for who manages accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import ROLES, TABLE, WORDS, Reach, Right, Role
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

TITLE = label(Message("Who may do what", context="rights"))
PAGE = {
    "title": TITLE,
    "lead": label(
        Message(
            "A role is given to an account, and with it everything in its column. Every page, list, search and "
            "file asks this table, and so does what is sent past them.",
            context="rights",
        )
    ),
    "give": label(Message("Give or take roles", context="rights")),
    "right": label(Message("Right", context="rights")),
    "held": label(Message("Held by", context="rights")),
    "nobody": label(Message("nobody", context="rights")),
}
REACHES: Mapping[Reach, tuple[str, Message]] = {
    Reach.EVERY_REGION: ("✓", Message("yes", context="rights")),
    Reach.OWN_REGION: ("◐", Message("in their own region", context="rights")),
    Reach.NOWHERE: ("–", Message("no", context="rights")),
}
"""How far a right goes, as a sign and in words."""


@dataclass(frozen=True)
class RoleReach:
    """How far a right of a role goes."""

    sign: str
    words: str
    allowed: bool


@dataclass(frozen=True)
class RightRow:
    """A right with a cell for each role."""

    right: str
    cells: tuple[RoleReach, ...]


def lines(language: str) -> Iterator[RightRow]:
    """Yield every right in the order of the table."""
    said = {reach: (sign, say(words, language)) for reach, (sign, words) in REACHES.items()}
    for right in Right:
        reaches = [TABLE[right][role] for role in Role]
        cells = tuple(RoleReach(*said[reach], allowed=reach is not Reach.NOWHERE) for reach in reaches)
        yield RightRow(say(WORDS[right], language), cells)


def holders() -> dict[Role, list[str]]:
    """Return the names of who holds each role, in their order: one query."""
    held: dict[Role, list[str]] = {role: [] for role in Role}
    accounts = RoleAssignment.objects.filter(user__is_active=True).select_related("user")
    for one in accounts.order_by("user__last_name", "user__first_name", "user__username"):
        name = one.user.get_full_name() or str(one.user.get_username())
        if name not in held[Role(one.role)]:
            held[Role(one.role)].append(name)
    return held


class RightsView(WagtailAdminTemplateMixin, TemplateView):
    """The table; whom its address is open to, `pages.addresses` says."""

    template_name = "office/people/rights.html"
    page_title = TITLE
    header_icon = "key"
    breadcrumbs_items: ClassVar[list[Any]] = []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return roles with their holders, and the rights."""
        language, held = reader(), holders()
        return super().get_context_data(
            words=PAGE,
            header_title=TITLE,
            roles=[(say(ROLES[role], language), held[role]) for role in Role],
            lines=list(lines(language)),
            reaches=[(sign, say(words, language)) for sign, words in REACHES.values()],
            accounts=reverse("wagtailusers_users:index"),
            **kwargs,
        )
