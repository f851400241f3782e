"""Where the office leads to people and their accounts: menus, the list of accounts, the first page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.people import personal_page
from rapporteur.interfaces.office.people.rights import TITLE
from rapporteur.interfaces.office.words import label

OWN = (
    (
        "mfa_index",
        Message("Second factor", context="account"),
        Message("App, passkeys and recovery codes", context="account"),
    ),
    (
        "account_change_password",
        Message("Password", context="account"),
        Message("Choose another one", context="account"),
    ),
    (
        "usersessions_list",
        Message("Sessions", context="account"),
        Message("Where you are signed in", context="account"),
    ),
    (
        "office_deputies",
        Message("Deputies", context="account"),
        Message("Who acts for you while you are away", context="account"),
    ),
    (
        "office_mails",
        Message("Mails", context="account"),
        Message("Which come to you, and when", context="account"),
    ),
)
"""Pages of one's own account: name of the address, what it is called, what it is for."""


class AccountsItem(MenuItem):
    """The way to a page on accounts, for who may open it."""

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether somebody may."""
        return can(actor_of(request.user), self.right)


def invitations_item() -> AccountsItem:
    """Return the entry of the settings' menu that leads to invitations."""
    return AccountsItem(
        label(Message("Invitations", context="account")),
        reverse("office_invitations"),
        icon_name="mail",
        name="invitations",
        order=590,
        right=Right.MANAGE_ACCOUNTS,
    )


def rights_item() -> AccountsItem:
    """Return the entry of the settings' menu that leads to the table of roles and rights."""
    return AccountsItem(
        TITLE, reverse("office_rights"), icon_name="key", name="rights", order=595, right=Right.VIEW_ACCOUNTS
    )


def personal_data_item() -> AccountsItem:
    """Return the entry of the settings' menu that leads to the register of personal data."""
    return AccountsItem(
        personal_page.TITLE,
        reverse("office_personal_data"),
        icon_name="list-ul",
        name="personal-data",
        order=596,
        right=Right.VIEW_ACCOUNTS,
    )


def account_items() -> Iterator[Callable[[HttpRequest], dict[str, Any]]]:
    """Yield what makes each entry of the page of one's own account."""
    for name, title, purpose in OWN:

        def item(
            request: HttpRequest, name: str = name, title: Message = title, purpose: Message = purpose
        ) -> dict[str, Any]:
            return {"url": reverse(name), "label": label(title), "help_text": label(purpose)}

        yield item


def of_an_account(user: Any, request_user: Any) -> Iterator[Button]:
    """Yield what is done to an account in the list of accounts: it is closed, by who may and not by itself."""
    if user.is_active and user.pk != request_user.pk and can(actor_of(request_user), Right.MANAGE_ACCOUNTS):
        yield Button(
            str(label(Message("Close and hand over", context="account"))),
            url=reverse("office_close_account", args=[user.pk]),
            icon_name="user",
            priority=30,
        )


class ActingPanel(Component):
    """That somebody acts for another, with the way back."""

    order = 10

    def render_html(self, parent_context: Any = None) -> SafeString:
        """Draw it, where it is so."""
        request = parent_context["request"]
        by = actor_of(request.user)
        return (
            render_to_string("office/people/acting.html", {"by": by}, request)
            if by.acts_for
            else SafeString()
        )


def who_one_acts_for(request: HttpRequest, panels: list[Any]) -> None:
    """Put on the first page for whom one acts."""
    panels.append(ActingPanel())
