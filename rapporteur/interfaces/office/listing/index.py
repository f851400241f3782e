"""The list of a kind of record as one account looks at it: chosen columns, saved views, its file, rows drawn fast."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.text import capfirst, slugify
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn

from rapporteur.base.core.searching import SEARCH_TEXT
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.listing.columns import ListedColumn, offered_columns
from rapporteur.interfaces.office.listing.drawing import RecordTable
from rapporteur.interfaces.office.listing.exporting import list_file
from rapporteur.interfaces.office.listing.state import ListState, bar_of, number
from rapporteur.interfaces.office.listing.words import PAGE
from rapporteur.interfaces.office.selection.buttons import buttons_below, buttons_for_all
from rapporteur.interfaces.office.selection.words import ALL
from rapporteur.interfaces.office.selection.words import PAGE as SELECTION
from rapporteur.interfaces.office.typed import reader

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def unlisted(model: Any) -> list[str]:
    """Return the columns with texts of many pages, which no list shows: a database would sort them with the rows.

    Measured with 27,000 activities on SQLite: page 100 of those of one kind.
    """
    return [
        column.name
        for column in model._meta.concrete_fields
        if column.name == SEARCH_TEXT or getattr(column, "rich", False)
    ]


class WorkedList:
    """What a list has that somebody works in all day; before Wagtail's own among the bases of a view."""

    model: Any
    request: HttpRequest
    list_display: Any
    columns: list[Any]
    results_only: bool
    paginate_by: int
    is_export: bool
    table_class = RecordTable
    show_export_buttons = False
    """Files are offered beside the views, not in the menu of the page."""

    def get_table_kwargs(self) -> dict[str, Any]:
        """Give the table the name of what it lists."""
        kwargs: dict[str, Any] = super().get_table_kwargs()  # type: ignore[misc]  # of Wagtail's view
        return {**kwargs, "caption": capfirst(self.model._meta.verbose_name_plural)}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Take the state of the list: what the address says, and the view that it opens."""
        by = actor_of(request.user)
        self.state: ListState | None = None
        if request.user.is_authenticated:
            asked = request.GET or QueryDict(
                "view=" if self.results_only else ""
            )  # a part of a page opens no view
            self.state = ListState(self.model, by, offered_columns(self.model, by), asked)
            request.GET = self.state.asked  # type: ignore[assignment]  # a copy that may be changed
            offered = self.state.offered
            self.list_display = [self.list_display[0], *(offered[name] for name in self.state.columns)]
        super().setup(request, *args, **kwargs)  # type: ignore[misc]  # of the view

    def get_base_queryset(self) -> QuerySet[Any]:
        """Return the records, with what the chosen columns refer to."""
        listed: QuerySet[Any] = super().get_base_queryset()  # type: ignore[misc]  # of the view
        links = {one.name for one in self.model._meta.concrete_fields if one.is_relation}
        named = [name for name in self.list_display if isinstance(name, str) and name in links]
        listed = listed.select_related(*named) if named else listed
        if "only" in self.request.GET and self.is_export:  # the rows that somebody chose, as a file
            listed = listed.filter(pk__in=map(number, self.request.GET["only"].split(",")))
        return listed.defer(*unlisted(self.model))

    def get_valid_orderings(self) -> list[str]:
        """Return by what the list may be ordered: by each column that it offers, shown or not."""
        shown: list[str] = super().get_valid_orderings()  # type: ignore[misc]  # of the view
        offered = self.state.offered if self.state is not None else {}
        keys = [one if isinstance(one, str) else one.sort_key for one in offered.values()]
        return [*shown, *(f"{sign}{key}" for key in keys if key for sign in ("", "-"))]

    def fetch_listed(self, records: Iterable[Any]) -> None:
        """Fetch what the cells of several records show, at once."""
        several = [path for one in self.list_display if isinstance(one, ListedColumn) for path in one.fetched]
        prefetch_related_objects(list(records), *several)

    def as_spreadsheet(self, queryset: QuerySet[Any], spreadsheet_format: str) -> HttpResponseBase:
        """Return what is seen as a file; where it cannot be made, the list with the reason."""
        shown = [one for one in self.columns if not isinstance(one, BulkActionsCheckboxColumn)]
        try:
            content = list_file(
                by=actor_of(self.request.user),
                records=queryset,
                columns=shown,
                language=reader(),
                form=spreadsheet_format,
            )
        except Foreseeable as refused:
            messages.error(self.request, say_failure(refused, reader()))
            return redirect(self.request.path)
        name = slugify(str(self.model._meta.verbose_name_plural)) or "list"
        disposition = f'attachment; filename="{name}.{spreadsheet_format}"'
        return HttpResponse(
            content, content_type=TYPES[spreadsheet_format], headers={"Content-Disposition": disposition}
        )

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows, with what stands above the rows."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)  # type: ignore[misc]  # of the view
        context["words"] = PAGE
        context["selection_words"] = SELECTION
        context["doings"] = list(buttons_below(self.model, actor_of(self.request.user)))
        if self.state is not None:
            bar = context["bar"] = dict(bar_of(self.state, self.index_address))
            by, count = actor_of(self.request.user), context.get("items_count") or 0
            if count > self.paginate_by:  # what is on one page is chosen as it is seen
                bar["for_all"] = list(buttons_for_all(self.model, by, bar["listed"]))
                bar["for_all_of"] = say(ALL, reader(), count=count)
            context["kept_in_form"] = [
                (name, self.request.GET[name])
                for name in ("ordering", "columns", "from")
                if self.request.GET.get(name)
            ]
        return context

    @cached_property
    def index_address(self) -> str:
        """The address of the list itself."""
        address: str = self.get_index_url()  # type: ignore[attr-defined]  # of the view
        return address
