"""The state of a list that somebody looks at: which view it is, its columns, what its address says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from rapporteur.base.core.permissions import Actor
from rapporteur.interfaces.office.listing.columns import Offered, coming_columns, kept_columns
from rapporteur.interfaces.office.listing.models import ListChoice, SavedView

VIEW, SHOWN_VIEW, COLUMNS = "view", "from", "columns"
"""Parameters: the view to open (none: without one), the view that was opened, columns with commas between them."""
PASSING = frozenset({VIEW, SHOWN_VIEW, COLUMNS, "p", "export", "_w_filter_fragment"})
"""What is no part of a state that is saved with a name; the columns are kept beside it."""


def query_of(asked: QueryDict) -> dict[str, list[str]]:
    """Return what of an address makes the state of a list: search, filters, order."""
    found = {name: [one for one in values if one] for name, values in asked.lists() if name not in PASSING}
    return {name: values for name, values in found.items() if values}


def number(text: str | None) -> int:
    """Return the key that a parameter says, 0 for none."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0


class ListState:
    """A list as one account looks at it: two queries, whatever is in it."""

    def __init__(self, model: Any, by: Actor, offered: Offered, asked: QueryDict) -> None:
        self.model, self.by, self.offered = model, by, offered
        self.kind = model._meta.label_lower
        account = by.user or 0
        self.views = list(
            SavedView.objects.for_account(account, self.kind).select_related("account").order_by("name", "pk")
        )
        self.choice = ListChoice.objects.filter(account=account, kind=self.kind).first()
        self.view = self._find_view(asked)
        self.asked = self._merged(asked)
        self.columns = self._columns()

    def _find_view(self, asked: QueryDict) -> SavedView | None:
        """Return the view that is asked for; raise Http404 for one that is not there for whoever asks."""
        wanted = number(asked.get(VIEW))
        if asked.get(VIEW) and not any(one.pk == wanted for one in self.views):
            raise Http404
        if not asked and self.choice is not None and self.choice.opens_with_id:
            wanted = self.choice.opens_with_id
        wanted = wanted or number(asked.get(SHOWN_VIEW))
        return next((one for one in self.views if one.pk == wanted), None)

    def _merged(self, asked: QueryDict) -> QueryDict:
        """Return what the address says with what the view that is opened says beside it.

        From here on the state stands in the addresses of the page itself, so that a filter that is taken away stays
        away.
        """
        opened = self.view is not None and (asked.get(VIEW) or not asked)
        merged = asked.copy()
        merged.pop(VIEW, None)
        if opened and self.view is not None:
            for name, values in self.view.query.items():
                if name not in asked:
                    merged.setlist(name, values)
            merged.setdefault(COLUMNS, ",".join(self.view.columns))
            merged[SHOWN_VIEW] = str(self.view.pk)
        return merged

    def _columns(self) -> list[str]:
        for names in (self.asked.get(COLUMNS, "").split(","), self.choice.columns if self.choice else []):
            if kept := kept_columns(names, self.offered):
                return kept
        return coming_columns(self.model)

    @property
    def opens_with(self) -> int | None:
        """The key of the view with which the list opens for this account."""
        return self.choice.opens_with_id if self.choice else None


def bar_of(state: ListState, index_url: str) -> Mapping[str, Any]:
    """Return what stands above the rows of a list: views, what saves one, columns."""
    columns = ",".join(state.columns)
    return {
        "views": state.views,
        "current": state.view,
        "is_own": state.view is not None and state.view.account_id == state.by.user,
        "opens_with": state.opens_with,
        "index": index_url,
        "query": urlencode(query_of(state.asked), doseq=True),
        "columns": columns,
        "save": reverse("office_list_save", args=[state.kind]),
        "choose": f"{reverse('office_list_columns', args=[state.kind])}?{_with(state.asked, columns)}",
        "listed": f"{index_url}?{_with(state.asked, columns)}",
        "xlsx": f"{index_url}?{_with(state.asked, columns, export='xlsx')}",
        "csv": f"{index_url}?{_with(state.asked, columns, export='csv')}",
    }


def _with(asked: QueryDict, columns: str, **more: str) -> str:
    query = asked.copy()
    for name in ("_w_filter_fragment", "p", "export"):
        query.pop(name, None)
    query[COLUMNS] = columns
    query.update(more)
    return query.urlencode()
