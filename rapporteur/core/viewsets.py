"""What the back office of all rooms stands on: how records are listed, found and compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin import messages
from wagtail.admin.compare import FieldComparison, diff_text, register_comparison_class
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, WorkflowActionView
from wagtail.utils.text import text_from_html

from rapporteur.core.constraints import PeriodsOverlap
from rapporteur.core.fields import LocalizedTextField
from rapporteur.core.forms import EditorialForm, language_name
from rapporteur.core.localized import EMPTY
from rapporteur.core.models import SourceLanguageMissing
from rapporteur.core.queries import association_languages


class LocalizedTextComparison(FieldComparison):
    """Two versions of a text, language by language."""

    def htmldiff(self) -> SafeString:
        """Return the difference in every language that has one; equal texts as they are."""
        before, after = self.val_a or EMPTY, self.val_b or EMPTY
        rows = []
        for language in dict.fromkeys([*before, *after]):
            old, new = before.get(language, ""), after.get(language, "")
            if self.field.rich:
                old, new = text_from_html(old), text_from_html(new)
            rows.append((language_name(language), language, diff_text(old, new).to_html()))
        return format_html("<dl>{}</dl>", format_html_join("", '<dt>{}</dt><dd lang="{}">{}</dd>', rows))


register_comparison_class(LocalizedTextField, comparison_class=LocalizedTextComparison)
STATUS = [LiveStatusTagColumn(), UpdatedAtColumn()]


def text_column(name: str, **options: Any) -> Column:
    """Return a column with a text in the first of the association's languages that has it."""

    def best(record: Any) -> str:
        text: str = getattr(record, name).best(association_languages())
        return text

    return Column(name, accessor=best, **options)


class FoldedIndexView(IndexView):
    """A list that is searched whatever the case and accents of what is typed."""

    is_searchable = True

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Ask the records themselves."""
        return self.matching(queryset, self.search_query) if self.is_searching else queryset

    def matching(self, queryset: Any, text: str) -> Any:
        """Return the records whose searchable column holds every word of `text`."""
        return queryset.matching(text)


class PublishingActionView(WorkflowActionView):
    """A step of a workflow; an approval that would publish what cannot be published says why and changes nothing."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            with transaction.atomic():
                response: HttpResponseBase = super().post(request, *args, **kwargs)
        except (SourceLanguageMissing, PeriodsOverlap) as refused:
            messages.error(request, " ".join(refused.messages))
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                told = self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
                return cast(HttpResponseBase, told)
            return redirect(self.redirect_url)
        return response


class RecordViewSet(SnippetViewSet):
    """A kind of record in the back office; `panels_of` gives its form when the applications are loaded."""

    base_form_class: type[EditorialForm] = EditorialForm
    workflow_action_view_class = PublishingActionView
    exclude_from_explorer = False
    list_per_page = 50
    panels_of: Callable[[], list[Any]]

    def get_edit_handler(self) -> Any:
        """Return the form's panels."""
        panels = ObjectList(type(self).panels_of(), base_form_class=self.base_form_class)
        return panels.bind_to_model(self.model)


def fields(*names: str) -> list[FieldPanel]:
    """Return a panel per field."""
    return [FieldPanel(name) for name in names]
