"""Every address of the back office that is not one kind of record's, and what it needs: what is not named is not there.

Wagtail brings some hundred addresses of its own, each asking for what it thinks right, if it asks at all: its window of
tasks is open to everybody, its bulk actions on accounts leave no trace. So all of them are held to the table of roles
and rights here, before a view runs, and what a later Wagtail adds stays shut until it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.signing.again import ask_again

OFFICE = "cms/"
OF_RECORDS = ("wagtailsnippets_", "wagtailsnippetchoosers_")
"""How the namespaces of our own kinds of record begin: their views ask for the kind and for the record."""
OPEN = frozenset({
    "wagtailadmin_javascript_catalog", "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete", "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done", "wagtailadmin_sprite",
})  # fmt: skip
"""What nobody signs in for."""
INSIDE = frozenset({
    "follow_ups:index", "follow_ups:about",  # of which records, the page asks
    "office_day", "office_find", "office_list_columns", "office_list_save", "office_view_delete", "office_view_open",
    "wagtail_bulk_action",
    "wagtailadmin_account", "wagtailadmin_choose_page", "wagtailadmin_choose_page_anchor_link",
    "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple",
    "wagtailadmin_choose_page_email_link", "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_phone_link", "wagtailadmin_choose_page_search", "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release", "wagtailadmin_home",
    "wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete",
})  # fmt: skip
"""What everybody has who enters: days read, their account, links in texts (to no page), tags, who else edits.

The palette asks the right of each line that it shows, what stands beside a list that of the list."""
NEEDS: Mapping[Right, tuple[str, ...]] = {
    Right.DRAFT_ACTIVITIES: (
        "log:new", "log:page", "log:understand", "log:keep", "log:choices", "log:activity", "log:discard",
        "log:photo", "log:several", "reviews:index", "reviews:review",
    ),
    Right.RECORD_MEETINGS: ("noting:meeting", "noting:when"),
    Right.RECORD_PRESS: ("noting:mention",),
    Right.VIEW_PLAN: ("plan_tree:index", "plan_tree:version"),  # who may move what, the verb asks
    Right.RECORD_DUES: ("selection:letters",),
    Right.CHANGE_ASSOCIATION: ("looks:preview", "reviews:approvals", "reviews:carry", "reviews:remits"),
    Right.VIEW_ACTIVITIES: ("reviews:take_out",),
    Right.VIEW_OUTBOX: ("outbox:index", "outbox:mail"),
    Right.SEND_MAILS: ("outbox:again",),
    Right.VIEW_MEDIA: (
        "wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results", "wagtailimages_chooser:chosen",
        "wagtailimages_chooser:chosen_multiple", "wagtailimages_chooser:select_format",
        "wagtaildocs_chooser:choose", "wagtaildocs_chooser:choose_results",
        "wagtaildocs_chooser:chosen", "wagtaildocs_chooser:chosen_multiple",
    ),
    Right.RECORD_MEDIA: (
        "wagtailimages:index", "wagtailimages:index_results", "wagtaildocs:index", "wagtaildocs:index_results",
        "wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages:create_multiple_from_uploaded_image",
        "wagtailimages:delete_upload_multiple", "wagtailimages:edit", "wagtailimages:edit_multiple",
        "wagtailimages:preview", "wagtailimages:image_usage", "wagtailimages_chooser:create", "wagtaildocs:add",
        "wagtaildocs:add_multiple", "wagtaildocs:document_usage",
        "wagtaildocs:create_multiple_from_uploaded_document", "wagtaildocs:delete_upload_multiple",
        "wagtaildocs:edit", "wagtaildocs:edit_multiple", "wagtaildocs_chooser:create",
    ),
    Right.DELETE_RECORDS: (
        "wagtailimages:delete", "wagtailimages:delete_multiple", "wagtaildocs:delete",
        "wagtaildocs:delete_multiple",
    ),
    Right.VIEW_MEMBERS: ("asleep:index", "newcomers:form"),  # who records none is told there why
    Right.VIEW_REPORTS: ("report_room:index", "report_room:period"),
    Right.VIEW_EDITIONS: ("report_room:document", "report_room:compare"),
    Right.VIEW_PERIODS: (
        "periods:index", "periods:period", "periods:exceptions", "periods:contribute",  # whose, the verb asks
    ),
    Right.MOVE_PERIODS: ("periods:move", "periods:due"),
    Right.GRANT_EXCEPTIONS: ("periods:grant", "periods:revoke"),
    Right.VIEW_TRANSLATIONS: ("desk:index", "desk:matrix", "desk:go_on", "desk:hand_out", "desk:sheet"),
    Right.WRITE_TRANSLATIONS: ("desk:bring_in",),
    Right.WAIVE_FINDINGS: ("report_room:waive", "report_room:withdraw"),
    Right.FREEZE_EDITIONS: ("report_room:freeze",),
    Right.VIEW_IMPORTS: (
        "imports:index", "imports:review", "imports:page", "imports:source", "imports:reconciled",
        "imports:write", "imports:undo",  # which kinds, the verb asks
    ),
    Right.PROPOSE_IMPORTS: (
        "imports:new", "imports:read", "imports:discard", "imports:again", "imports:empty_table", "imports:decide",
        "imports:likely", "imports:rest", "imports:reconcile", "imports:reconcile_import", "imports:reconcile_again",
    ),
    Right.PREVIEW_REPORTS: ("preview", "preview_file", "report_room:preview", "report_room:cancel"),
    Right.VIEW_ACCOUNTS: (
        "office_personal_data", "office_rights", "wagtailusers_users:index", "wagtailusers_users:index_results",
    ),
    Right.MANAGE_ACCOUNTS: (
        "office_close_account", "office_invitations", "office_reset_rights", "office_revoke_invitation", "office_right",
        "wagtailusers_users:add", "wagtailusers_users:delete", "wagtailusers_users:edit",
        "wagtailusers_users:history", "wagtailusers_users:history_results",
    ),
}  # fmt: skip
"""What needs a right: Log, notes, reviews, reports, periods, imports, the desk, the library, builds, accounts."""
RIGHT_OF = {name: right for right, names in NEEDS.items() for name in names}
ASKED_AGAIN = frozenset({
    "office_reset_rights", "office_right",
    "wagtailusers_users:add", "wagtailusers_users:delete", "wagtailusers_users:edit",
    "wagtailsnippets_core_roleassignment:add", "wagtailsnippets_core_roleassignment:delete",
})  # fmt: skip
"""What does harm in the wrong hands, in views that do not ask: who is signed in proves it again before."""
OF_MANY: Mapping[str, Right] = {
    "add_tags": Right.RECORD_MEDIA,
    "add_to_collection": Right.RECORD_MEDIA,
    "delete": Right.DELETE_RECORDS,
}
"""What is done to many images or documents at once; nothing to many accounts, Wagtail would keep no trace of it."""
LIBRARY = frozenset({"wagtailimages.image", "wagtaildocs.document"})


def right_for(match: ResolverMatch) -> Right | None:
    """Return the right that an address needs, None where its view asks; raise Http404 where it is not there."""
    name = match.view_name
    if name == "wagtail_bulk_action":
        kind = f"{match.kwargs['app_label']}.{match.kwargs['model_name']}".lower()
        if kind in LIBRARY and match.kwargs["action"] in OF_MANY:
            return OF_MANY[match.kwargs["action"]]
        if kind not in {model._meta.label_lower for model in DOORS}:
            raise Http404
    elif not (name in OPEN or name in INSIDE or name in RIGHT_OF or name.startswith(OF_RECORDS)):
        raise Http404
    return RIGHT_OF.get(name)


class AddressesMiddleware:
    """Lets through to a view of the back office who has what its address needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as before."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Raise Http404 for an address that is not there, PermissionDenied for whom it is not.

        Who is not signed in is let through to be sent to the sign-in; who is to prove it again is led there.
        """
        match = request.resolver_match
        if match is None or not match.route.startswith(OFFICE):
            return None
        right = right_for(match)
        if not request.user.is_authenticated:
            return None
        if right is not None and not can(actor_of(request.user), right):
            raise PermissionDenied
        if match.namespace != "desk":  # where a button is called so
            _forget_odd_ways(request)
        return ask_again(request) if _is_asked_again(match) else None


def _forget_odd_ways(request: HttpRequest) -> None:
    """Forget where to go afterwards where that is no address of ours: Wagtail would take it for the name of a view."""
    for name in ("GET", "POST"):
        sent = getattr(request, name)
        if "next" in sent and not sent["next"].startswith("/"):
            kept = sent.copy()
            del kept["next"]
            setattr(request, name, kept)


def _is_asked_again(match: ResolverMatch) -> bool:
    """Tell whether an address asks for the password once more; the roles of many at once do as one does."""
    of_roles = match.view_name == "wagtail_bulk_action" and match.kwargs["model_name"] == "roleassignment"
    return of_roles or match.view_name in ASKED_AGAIN
