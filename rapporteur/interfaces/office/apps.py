"""The room as a Django application."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class OfficeConfig(AppConfig):
    """Screens of the staff, inside Wagtail."""

    name = "rapporteur.interfaces.office"
    label = "office"
    default = True  # the other one stands for Wagtail's of accounts
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put our rights and our trail where Wagtail has its own; its views, which keep both, are not imported yet."""
        from wagtail.documents import permissions as documents
        from wagtail.images import permissions as images

        from rapporteur.base.core.constraints.held import our_models
        from rapporteur.interfaces.office import (
            media,  # noqa: F401  # hears what is done to the library
            sign_ins,
        )
        from rapporteur.interfaces.office.accounts import listen
        from rapporteur.interfaces.office.choices import name_choices
        from rapporteur.interfaces.office.doors.table import DOORS
        from rapporteur.interfaces.office.framework.menus import search_once
        from rapporteur.interfaces.office.framework.spoken import search_in_search_boxes
        from rapporteur.interfaces.office.framework.words import set_words
        from rapporteur.interfaces.office.library.files import guard_library
        from rapporteur.interfaces.office.outbox.instead import keep_wagtail_silent
        from rapporteur.interfaces.office.pages.offered import guard_choosers
        from rapporteur.interfaces.office.people.language import offer_languages
        from rapporteur.interfaces.office.policies import MediaPolicy
        from rapporteur.interfaces.office.signing import noting
        from rapporteur.interfaces.office.words import kinds_in_forms, name_kinds

        images.permission_policy = MediaPolicy("wagtailimages.Image")
        documents.permission_policy = MediaPolicy("wagtaildocs.Document")
        guard_library()
        guard_choosers()
        set_words()
        search_once()
        search_in_search_boxes()
        offer_languages()
        keep_wagtail_silent()
        listen()
        noting.listen()
        sign_ins.listen()
        name_kinds(our_models())
        name_choices(kinds_in_forms(DOORS))


class AccountScreensConfig(WagtailUsersAppConfig):
    """Wagtail's pages of accounts, with ours in their place."""

    user_viewset = "rapporteur.interfaces.office.screens.accounts.AccountViewSet"
