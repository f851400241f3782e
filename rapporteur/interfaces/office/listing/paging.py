"""Pages of a list: first the keys of a page, then the records that have them.

A database that is asked for page 400 goes through the 19,950 records before it. With the columns that a list shows it
reads each of them whole, with its newest revision, only to leave it out; with the keys alone it reads an index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.sql.where import WhereNode
from wagtail.admin.paginator import WagtailPaginator


class KeysFirst(WagtailPaginator):
    """Pages of a query set, each in two questions however far behind it is."""

    object_list: QuerySet[Any]
    per_page: int

    def page(self, number: int | str) -> Any:
        """Return a page, with its records in order."""
        place = self.validate_number(number)
        bottom = (place - 1) * self.per_page
        asked = self.object_list.values_list("pk", flat=True)[bottom : bottom + self.per_page]
        keys = list(asked) if self.count else []  # what nothing is found by is not looked for again
        return self._get_page(records_with(keys, self.object_list), place, self)


def records_with(keys: Sequence[int], found: QuerySet[Any]) -> list[Any]:
    """Return the records with some keys that a query set has found, with all that it fetches of them, in that order.

    What they were found by is not asked again: it may be a search through every text.
    """
    rows = found.order_by()
    rows.query.where = WhereNode()
    by_key = {record.pk: record for record in rows.filter(pk__in=keys)}
    return [by_key[key] for key in keys if key in by_key]
