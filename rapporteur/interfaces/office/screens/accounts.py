"""Accounts in the back office: Wagtail's own pages without what leads nowhere, and with our trail as their history."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model, update_session_auth_hash
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from msgspec.structs import fields
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NotificationsSettingsPanel
from wagtail.users.models import UserProfile
from wagtail.users.views.users import HistoryView, IndexView, UserFilterSet, UserViewSet

from rapporteur.base.core.actions import change_own_account
from rapporteur.base.core.permissions import ROLES, Role
from rapporteur.base.core.shapes import OwnAccountShape
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.history import TrailOfOne
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

ROLES_OF = label(Message("Roles", context="accounts"))
IS_OPEN = label(Message("Open", context="accounts"))
YES, NO = Message("yes", context="accounts"), Message("no, closed", context="accounts")
WRITTEN = label(Message("Your account is changed.", context="office"))


class AccountFilterSet(UserFilterSet):
    """Accounts by state and last sign-in; not by groups, of which there are none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.filters["group"]


def _roles(account: Any) -> str:
    given = {Role(one.role) for one in account.roles.all()}
    return ", ".join(say(ROLES[role], reader()) for role in Role if role in given)


def _is_open(account: Any) -> str:
    return say(YES if account.is_active else NO, reader())


class AccountIndexView(IndexView):
    """The accounts; none are ticked, since nothing is done to many at once."""

    @cached_property
    def columns(self) -> list[Any]:
        """Return the columns of the list: with the roles, instead of what Wagtail would let an account do."""
        own = {
            "is_superuser": Column("roles", label=ROLES_OF, accessor=_roles, width="20%"),
            "is_active": Column(
                "is_active", label=IS_OPEN, sort_key="is_active", accessor=_is_open, width="10%"
            ),
        }
        kept = [one for one in super().columns if not isinstance(one, BulkActionsCheckboxColumn)]
        return [own.get(one.name, one) for one in kept]

    def get_queryset(self) -> Any:
        """Return the accounts, with the roles of those that are shown."""
        return super().get_queryset().prefetch_related("roles")


class AccountHistoryView(TrailOfOne, HistoryView):
    """What the trail holds of an account."""


class AccountViewSet(UserViewSet):
    """Accounts: made, changed, deleted one by one; the records that one wrote are found in the trail."""

    copy_view_enabled = False  # a copy would have the rights of another account
    filterset_class = AccountFilterSet
    index_view_class = AccountIndexView
    history_view_class = AccountHistoryView

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Return what all pages have; none lists what refers to an account, of which Wagtail keeps no index."""
        common: dict[str, Any] = super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})
        return common


class OwnAccountView(AccountView):
    """One's own account: what the forms of the page say is written by a verb, which keeps it in the trail."""

    def get_panels(self) -> list[Any]:
        """Return the forms; no picture of a person is kept, since nothing shows one; mails are chosen elsewhere."""
        left_out = (AvatarSettingsPanel, NotificationsSettingsPanel)
        return [panel for panel in super().get_panels() if not isinstance(panel, left_out)]

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Write what the forms say, or show them again with what is wrong."""
        forms = [panel.get_form() for panel in self.get_panels()]
        sent = [form for form in forms if form.is_bound]
        if not all([form.is_valid() for form in sent]):  # noqa: C419  # each form says what is wrong in it
            again: HttpResponseBase = self.render_to_response(self.get_context_data())
            return again
        said = {name: value for form in sent for name, value in form.cleaned_data.items()}
        if "new_password1" in said:
            said["password"] = said["new_password1"]
        known = {field.name for field in fields(OwnAccountShape)}
        shape = OwnAccountShape(**{name: value for name, value in said.items() if name in known})
        change_own_account(by=actor_of(request.user), account=shape)
        account = get_user_model()._default_manager.get(username=request.user.get_username())
        update_session_auth_hash(request, account)  # another password ends all other sessions, not this one
        with override(UserProfile.get_for_user(account).get_preferred_language()):
            messages.success(request, str(WRITTEN))
        return redirect("wagtailadmin_account")


own_account = never_cache(require_admin_access(OwnAccountView.as_view()))
