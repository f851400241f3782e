"""What Wagtail looks for: importing a module of this room registers its screens; and what replaces its own."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from rapporteur.interfaces.office.asleep import addresses as asleep  # noqa: F401  # registers the page of who sleeps
from rapporteur.interfaces.office.desk import addresses as desk_addresses  # noqa: F401  # registers the desk
from rapporteur.interfaces.office.follow_ups import addresses as follow_ups  # noqa: F401  # registers its pages and entry
from rapporteur.interfaces.office.framework.menus import (
    leave_out_of_menu,
    leave_out_other_sites,
    leave_out_version,
)
from rapporteur.interfaces.office.imports import addresses as imports  # noqa: F401  # registers the room of imports
from rapporteur.interfaces.office.listing import addresses as listing  # noqa: F401  # registers its pages
from rapporteur.interfaces.office.log import hooks as log_hooks  # noqa: F401  # registers its addresses and entry
from rapporteur.interfaces.office.looks import preview as looks  # noqa: F401  # registers its address
from rapporteur.interfaces.office.media import note_collection
from rapporteur.interfaces.office.newcomers import addresses as newcomers  # noqa: F401  # registers its form
from rapporteur.interfaces.office.noting import addresses as noting  # noqa: F401  # registers its pages
from rapporteur.interfaces.office.outbox import addresses as outbox  # noqa: F401  # registers its pages and entry
from rapporteur.interfaces.office.pages.form_buttons import say_reviews
from rapporteur.interfaces.office.pages.removing import RecordBulkDelete
from rapporteur.interfaces.office.palette import addresses as palette  # noqa: F401  # registers the palette
from rapporteur.interfaces.office.people.menus import (
    account_items,
    invitations_item,
    of_an_account,
    personal_data_item,
    rights_item,
    who_one_acts_for,
)
from rapporteur.interfaces.office.people.urls import OFFICE
from rapporteur.interfaces.office.periods import addresses as periods  # noqa: F401  # registers its pages and entry
from rapporteur.interfaces.office.plan_tree import addresses as plan_tree  # noqa: F401  # registers its page
from rapporteur.interfaces.office.report_room import addresses  # noqa: F401  # registers the report room
from rapporteur.interfaces.office.reviews import addresses as reviews  # noqa: F401  # registers its pages and entry
from rapporteur.interfaces.office.screens import (  # noqa: F401  # each registers what it shows
    activities,
    admissions,
    agenda,
    agreements,
    association,
    calls,
    communication,
    contacts,
    dues,
    governance,
    meetings,
    members,
    plan,
    programmes,
    publications,
    reports,
    training,
)
from rapporteur.interfaces.office.selection import addresses as selection  # noqa: F401  # registers its pages
from rapporteur.interfaces.office.start import panel  # noqa: F401  # registers the start page
from rapporteur.interfaces.office.trail import replace_log

LAST = 100  # after Wagtail's own of the same name, which these replace


def style() -> SafeString:
    """Return the style of every page of the office."""
    return format_html('<link rel="stylesheet" href="{}">', static("office/office.css"))


hooks.register("register_log_actions", replace_log, order=LAST)
hooks.register("register_bulk_action", RecordBulkDelete, order=LAST)
hooks.register("after_bulk_action", note_collection)
hooks.register("register_admin_urls", lambda: OFFICE)
hooks.register("register_settings_menu_item", invitations_item)
hooks.register("register_settings_menu_item", rights_item)
hooks.register("register_settings_menu_item", personal_data_item)
hooks.register("register_user_listing_buttons", of_an_account)
hooks.register("construct_homepage_panels", who_one_acts_for)
hooks.register("insert_global_admin_css", style)
hooks.register("construct_help_menu", leave_out_other_sites)
hooks.register("construct_main_menu", leave_out_version)
hooks.register("construct_snippet_action_menu", say_reviews)
for one in account_items():
    hooks.register("register_account_menu_item", one)
for menu in ("construct_main_menu", "construct_settings_menu", "construct_search"):
    hooks.register(menu, leave_out_of_menu)
