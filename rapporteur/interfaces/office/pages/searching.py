"""How records are found in the back office, in lists and where one is chosen: both ask the records themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin


class SearchedList:
    """A list that is searched by names in every language, whatever the case and accents of what is typed."""

    model: Any
    is_searching: bool
    search_query: str

    @property
    def is_searchable(self) -> bool:
        """Whether the records say by what they are found."""
        return hasattr(self.model._default_manager.all(), "matching")

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records that match what is typed."""
        return queryset.matching(self.search_query) if self.is_searching else queryset  # type: ignore[attr-defined]


class MatchingFilterForm(SearchFilterMixin, BaseFilterForm):
    """The box in which somebody types the name of the record to be chosen."""

    def filter(self, objects: Any) -> Any:
        """Return the records that match what is typed."""
        typed = self.cleaned_data.get("q")
        if typed:
            objects = objects.matching(typed)
            self.is_searching, self.search_query = True, typed
        return objects


class SearchedChoice:
    """A list to choose from, searched where the records say by what they are found."""

    model_class: type[Any]

    def get_filter_form_class(self) -> type[BaseFilterForm]:
        """Return the form above the list."""
        return (
            MatchingFilterForm
            if hasattr(self.model_class._default_manager.all(), "matching")
            else BaseFilterForm
        )
