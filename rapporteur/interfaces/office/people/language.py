"""The language of the office: chosen in the menu of one's account, by its own name, from whatever page one is on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from wagtail.admin.ui.sidebar import ActionMenuItem, MainMenuModule
from wagtail.users.models import UserProfile

from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.interfaces.office.typed import reader


@require_POST
@login_required
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Read the office in another language from now on, and go on where one was."""
    if code not in LANGUAGES:
        raise Http404
    profile = UserProfile.get_for_user(request.user)
    profile.preferred_language = code
    profile.save(update_fields=["preferred_language"])
    came_from = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(came_from if is_ours else reverse("wagtailadmin_home"))


def language_items() -> list[ActionMenuItem]:
    """Return an entry for each language but that which is read."""
    names = dict(settings.LANGUAGES)
    return [
        ActionMenuItem(
            f"language-{code}", names[code], reverse("office_language", args=[code]), icon_name="globe"
        )
        for code in LANGUAGES
        if code != reader()
    ]


class _AccountMenu(MainMenuModule):
    """Wagtail's menu, which gives no hook for what stands below one's name: the languages, before signing out."""

    def __init__(self, menu_items: Any, account_menu_items: Any, user: Any) -> None:
        *before, sign_out = account_menu_items
        super().__init__(menu_items, [*before, *language_items(), sign_out], user)


def offer_languages() -> None:
    """Let the menu of one's account offer the languages."""
    from wagtail.admin.ui import sidebar

    sidebar.MainMenuModule = _AccountMenu  # what the frame of every page makes
