"""The buttons of a form: what puts a draft to review stands beside what saves it, not in a menu behind it."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.template.loader import render_to_string
from wagtail.snippets.action_menu import SnippetActionMenu

from rapporteur.base.core.models import SourceLanguageMissing
from rapporteur.base.core.queries import source_language

SUBMIT = "action-submit"


class FormButtons(SnippetActionMenu):
    """Wagtail's buttons; of a draft that holds what a review asks for, the first is the one that puts it there."""

    def __init__(self, request: Any, **context: Any) -> None:
        super().__init__(request, **context)
        self.submit = next((one for one in self.menu_items if one.name == SUBMIT), None)
        if self.submit is not None:
            self.menu_items.remove(self.submit)

    @property
    def is_ready(self) -> bool:
        """Whether there is a draft to read, with the essential texts without which nobody could approve it."""
        record = self.context.get("instance")
        if record is None or (record.live and not record.has_unpublished_changes):
            return False
        try:
            record.check_essential(source_language())
        except SourceLanguageMissing:
            return False
        return True

    def render_html(self) -> str:
        """Return the buttons."""
        menu: str = super().render_html()
        if self.submit is None:
            return menu
        context = {
            "menu": menu,
            "submit": self.submit.render_html(self.context),
            "is_ready": self.is_ready,
        }
        return render_to_string("office/form_buttons.html", context)

    @property
    def media(self) -> Media:
        """Return what the buttons need, and what hands over the last letters of a text before it is sent."""
        found: Media = super().media
        return found + Media(js=["office/last-letters.js"])
