"""The search of the library asks for words: what a database takes for an operator of its search is none here.

Wagtail hands on what somebody types as it stands, and SQLite's full-text search answers a quotation mark, or NEAR(,
with a failure.
"""

from __future__ import annotations

from typing import Any

from wagtail.search.backends import database

from rapporteur.base.values.search import plain_words


class _PlainWords:
    """A backend of Wagtail's that is given small letters and figures alone."""

    def search(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Return what holds the words of `query`."""
        return super().search(_plain(query), *args, **kwargs)  # type: ignore[misc]  # of the backend

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Return what holds words that begin so."""
        return super().autocomplete(_plain(query), *args, **kwargs)  # type: ignore[misc]  # of the backend


def _plain(query: Any) -> Any:
    return plain_words(query) if isinstance(query, str) else query


def SearchBackend(parameters: Any) -> Any:  # noqa: N802  # by this name Wagtail asks for it
    """Return Wagtail's backend for the database that is used, asked in plain words."""
    kind = type(database.SearchBackend(parameters))
    return type(kind.__name__, (_PlainWords, kind), {})(parameters)
