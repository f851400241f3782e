"""What is done with several rows of a list, put where Wagtail looks for it."""

from __future__ import annotations

from wagtail import hooks

from rapporteur.interfaces.office.selection.pages import ExportPage, page_of
from rapporteur.interfaces.office.selection.verbs import VERBS

for page in (*map(page_of, VERBS), ExportPage):
    hooks.register("register_bulk_action", page)
