"""How records are found by what somebody types: every word must stand in their names, accents and case apart.

Where only the first of them are shown, those come first in whose names each word begins a word.

Each record keeps its names folded in a column of its own (`search_text`), so that SQLite and PostgreSQL find the same:
see docs/adr/0004-a-search-column-of-our-own.md. A record may be found through others as well: a membership by the
names of its organisation, an organisation by each of its dated names and aliases.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.db.models.base import ModelBase

from rapporteur.base.values.search import fold, words_to_find

M = TypeVar("M", bound=models.Model)
SEARCH_TEXT = "search_text"
_TAG = re.compile(r"<[^<>]*>")
_TOGETHER = 500
"""How many records a migration holds at a time: activities have texts of many pages, and there may be 100,000."""


class SearchQuerySet(models.QuerySet[M]):
    """Questions to records that somebody looks for."""

    def matching(self, text: str) -> Self:
        """Those by whose columns and relations in `found_by` every word of `text` is found; all for no word.

        Of a text that is longer than a search takes, those words alone that :func:`words_to_find` gives.
        """
        found = self
        for word in words_to_find(text):
            found = found.filter(_condition(self.model, word))
        return found

    def first_matching(self, text: str, most: int) -> list[tuple[M, bool]]:
        """Up to `most` of those that :meth:`matching` finds, each with whether all words of `text` begin one of its.

        Those come first; then those of which `text` is merely inside a word. Each in the order that they have here.
        """
        words = words_to_find(text)
        begun = self
        for word in words:
            begun = begun.filter(_condition(self.model, word, begins=True))
        found = [(one, True) for one in begun[:most]]
        if words and len(found) < most:
            others = self.matching(text).exclude(pk__in=[one.pk for one, _ in found])
            found += [(one, False) for one in others[: most - len(found)]]
        return found


class Searchable(models.Model):
    """A record that keeps the texts of its fields `searched`, in all their languages, folded beside them."""

    searched: ClassVar[tuple[str, ...]] = ("slug", "name")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT,)
    called_by: ClassVar[tuple[str, ...]] = ("name",)
    """Which fields or relations say what it is called: see :func:`rapporteur.records.names.called.name_of`."""

    search_text = models.TextField(editable=False, blank=True)

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Save with what is derived."""
        self.derive()
        if update_fields is not None and not set(self.searched).isdisjoint(written := set(update_fields)):
            update_fields = {*written, SEARCH_TEXT}
        super().save(
            force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields
        )

    def derive(self) -> None:
        """Keep the searchable form of the texts beside them."""
        self.search_text = search_text(self, self.searched)


def search_text(record: models.Model, names: Collection[str]) -> str:
    """Return the texts of the fields `names` of a record in every language, folded, with a space between them."""
    texts: list[str] = []
    for name in names:
        value = getattr(record, name)
        if isinstance(value, Mapping):
            markup = getattr(record._meta.get_field(name), "rich", False)
            by_language = (text for _, text in sorted(value.items()))
            texts += (_TAG.sub(" ", text) if markup else text for text in by_language)
        else:
            texts.append(value)
    return " ".join(filter(None, map(fold, texts)))


def fill_search_text(app: str, searched: Mapping[str, Collection[str]]) -> Callable[[Any, Any], None]:
    """Return a step of a migration that derives the column of the records that are there, by model of the room `app`.

    `searched` gives the fields as they are at that point of history.
    """

    def fill(apps: Any, schema_editor: Any) -> None:
        for name, fields in searched.items():
            everything = apps.get_model(app, name)._base_manager.order_by("pk")
            after = 0
            while some := list(everything.filter(pk__gt=after)[:_TOGETHER]):
                for record in some:
                    record.search_text = search_text(record, fields)
                everything.bulk_update(some, [SEARCH_TEXT])
                after = some[-1].pk

    return fill


def _condition(model: type[models.Model], word: str, *, begins: bool = False) -> Q:
    """Return the condition that holds for records of `model` by one of whose sources a folded word is found.

    Anywhere in it; or, with `begins`, at the beginning of a word of it.
    """
    found = Q()
    for source in getattr(model, "found_by", ()):
        field = model._meta.get_field(source)
        if field.is_relation:
            related_model: Any = field.related_model
            others = related_model._default_manager.filter(
                _condition(related_model, word, begins=begins)
            ).values("pk")
            related = Q((f"{source}__in", others))
            # through a list of others a record would come once for each of them
            found |= (
                Q(pk__in=model._base_manager.filter(related).values("pk")) if _is_list(field) else related
            )
        else:
            any_case = "" if source == SEARCH_TEXT else "i"  # other columns are not folded
            inside = Q((f"{source}__{any_case}contains", f" {word}" if begins else word))
            found |= inside | Q((f"{source}__{any_case}startswith", word)) if begins else inside
    return found


def _is_list(field: Any) -> bool:
    return bool(field.one_to_many or field.many_to_many)
