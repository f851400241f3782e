"""The buttons of a form: what puts a draft to review stands beside what saves it, not in a menu behind it."""

from __future__ import annotations

from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from wagtail.snippets.action_menu import (
    CancelWorkflowMenuItem,
    SnippetActionMenu,
    SubmitForModerationMenuItem,
)

from rapporteur.base.core.approvals import is_publishable
from rapporteur.base.core.models import Editorial, SourceLanguageMissing
from rapporteur.base.core.queries import source_language
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.log.words import WORDS
from rapporteur.interfaces.office.reviews.words import ANYWAY
from rapporteur.interfaces.office.selection.words import SUBMIT as PUT_TO_REVIEW
from rapporteur.interfaces.office.words import label

TAKE_UP = "take_up"
"""With what a form is sent that is to be shown as it was typed, and not saved."""
SUBMIT, PUBLISH = "action-submit", "action-publish"
RESTART, CANCEL = "action-restart-workflow", "action-cancel-workflow"
ALL_THE_SAME = "anyway"
"""What a button sends that publishes what blocks its report."""
AGAIN = label(Message("Put to review again", context="form buttons"))
END = label(Message("End the review", context="form buttons"))


class PutToReview(SubmitForModerationMenuItem):
    """The button that puts a draft to review, or one that was returned to its review again."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what it says: Wagtail names the workflow and its step, which nobody here knows by name."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        record = parent_context.get("instance")
        is_returned = record is not None and record.current_workflow_state is not None
        return context | {"label": AGAIN if is_returned else label(PUT_TO_REVIEW)}


class EndReview(CancelWorkflowMenuItem):
    """The button that ends a review."""

    label = END


OURS = {SUBMIT: PutToReview(order=60), CANCEL: EndReview(order=40)}


def say_reviews(items: list[Any], request: Any, context: Any) -> None:
    """Let the buttons of a form speak of reviews as all pages do; none begins a review anew beside going on with it."""
    items[:] = [OURS.get(one.name, one) for one in items if one.name != RESTART]


class FormButtons(SnippetActionMenu):
    """Wagtail's buttons; of a draft that holds what a review asks for, the first is the one that puts it there."""

    default_item: Any
    menu_items: list[Any]

    def __init__(self, request: Any, **context: Any) -> None:
        super().__init__(request, **context)
        every = [one for one in (self.default_item, *self.menu_items) if one is not None]
        self.submit = next((one for one in every if one.name == SUBMIT), None)
        left_out = {SUBMIT} if self._may_publish else {SUBMIT, PUBLISH}
        kept = [one for one in every if one.name not in left_out]
        self.default_item, self.menu_items = (kept[0] if kept else None), kept[1:]

    @property
    def _may_publish(self) -> bool:
        """Whether the verb would publish it: where a review is set up, it refuses what is one's own."""
        record, model = self.context.get("instance"), self.context["model"]
        if not issubclass(model, Editorial):
            return True
        if record is None:
            return model.get_default_workflow() is None
        return is_publishable(record, actor_of(self.request.user))

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
        keeping = render_to_string(
            "office/whole_form.html", {"words": WORDS, "take_up": TAKE_UP}, self.request
        )
        asked = self.context.get("asked", "")
        if self.submit is None and not asked:
            return mark_safe(menu + keeping)  # noqa: S308  # two templates
        context = {
            "menu": menu,
            "submit": self.submit.render_html(self.context) if self.submit else "",
            "is_ready": self.is_ready and not asked,
            "asked": asked,
            "all_the_same": ALL_THE_SAME,
            "anyway": label(ANYWAY),
        }
        return mark_safe(render_to_string("office/form_buttons.html", context) + keeping)  # noqa: S308  # likewise

    @property
    def media(self) -> Media:
        """Return what the buttons need; what hands over the last letters of a text, and keeps all that is typed."""
        found: Media = super().media
        own: list[Any] = ["office/last-letters.js", Script("office/log/whole-form.js", type="module")]
        return found + Media(js=own)
