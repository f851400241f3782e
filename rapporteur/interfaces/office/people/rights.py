"""Which role may do what, and who holds it: the table that every verb asks, in words, for who manages accounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import ROLES, TABLE, WORDS, Cell, Reach, Right, Role, can, table_with
from rapporteur.base.core.queries import changes_in_force
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
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
    "change": label(Message("A right is given or taken on its own page.", context="rights")),
    "reset": label(Message("Take all changes back", context="rights")),
    "nobody": label(Message("nobody", context="rights")),
}
BY_TABLE = Message("{reach}, as the table comes", context="rights")
CHANGED = Message("changed; as the table comes: {reach}", context="rights")
CHANGES = Message(
    "{count} change from the table as it comes, marked with a point.",
    "{count} changes from the table as it comes, marked with a point.",
    by="count",
    context="rights",
)
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
    changed: str = ""


@dataclass(frozen=True)
class RightRow:
    """A right with a cell for each role."""

    right: str
    cells: tuple[RoleReach, ...]
    address: str


def lines(language: str, changed: frozenset[Cell]) -> Iterator[RightRow]:
    """Yield every right in the order of the table, as the association has it."""
    said = {reach: (sign, say(words, language)) for reach, (sign, words) in REACHES.items()}
    table = table_with(changed)
    for right in Right:
        cells = tuple(
            RoleReach(
                *said[reach],
                allowed=reach is not Reach.NOWHERE,
                changed=""
                if reach is (default := TABLE[right][role])
                else say(CHANGED, language, reach=said[default][1]),
            )
            for role, reach in table[right].items()
        )
        yield RightRow(say(WORDS[right], language), cells, reverse("office_right", args=[right]))


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
        language, held, changed = reader(), holders(), changes_in_force()
        return super().get_context_data(
            words=PAGE,
            header_title=TITLE,
            roles=[(say(ROLES[role], language), held[role]) for role in Role],
            lines=list(lines(language, changed)),
            may_change=can(actor_of(self.request.user), Right.MANAGE_ACCOUNTS),
            changes=say(CHANGES, language, count=len(changed)) if changed else "",
            reaches=[(sign, say(words, language)) for sign, words in REACHES.values()],
            accounts=reverse("wagtailusers_users:index"),
            **kwargs,
        )
