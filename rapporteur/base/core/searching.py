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
_COMMON = "eaisntrolducmpgvbfhqyjxkzw"
"""Letters by how often texts in our languages have them: a database looks for the first letter of a word, then for the
others, so that a word with a rare one is found, or missed, in a third of the time."""
_NAMED_AT_ONCE = 1_000
"""Records of which a question names each; where more bear a word, the database looks for them by itself."""
_AT_FIRST, _FEW = 1_000, 200
"""Of many records: those among which a word is looked for at first; so many that are put in order when all are read."""


def _looked_for_fast(word: str) -> tuple[int, int]:
    """Return the place of a word among those of a search: a text that lacks the first is not read for the others."""
    return -_COMMON.find(word[:1]) if word[:1] in _COMMON else -len(_COMMON), -len(word)


class SearchQuerySet(models.QuerySet[M]):
    """Questions to records that somebody looks for."""

    def matching(self, text: str, bearers: Bearers | None = None) -> Self:
        """Those by whose columns and relations in `found_by` every word of `text` is found; all for no word.

        Of a text that is longer than a search takes, those words alone that :func:`words_to_find` gives. `bearers` are
        shared by searches of several kinds.
        """
        found = self
        for word in sorted(words_to_find(text), key=_looked_for_fast):
            found = found.filter(_condition(self.model, word, bearers))
        return found

    def first_matching(
        self, text: str, most: int, bearers: Bearers | None = None, *, of_many: bool = False
    ) -> list[tuple[M, bool]]:
        """Up to `most` of those that :meth:`matching` finds, each with whether all words of `text` begin one of its.

        Those come first; then those of which `text` is merely inside a word. Each in the order that they have here.
        Two queries, and a third where there are more than are shown; two more where the records are `of_many`.
        """
        words = words_to_find(text)
        if not words:
            return [(one, True) for one in self[:most]]
        found = (
            self._first_of_many(text, most, bearers) if of_many else list(self.matching(text, bearers)[:most])
        )
        if not found:
            return []
        begins = Q()
        for word in words:
            begins &= _condition(self.model, word, bearers, begins=True)
        among = self.model._base_manager.filter(begins, pk__in=[one.pk for one in found])
        begun = set(among.values_list("pk", flat=True))
        inside = [one for one in found if one.pk not in begun]
        first = [one for one in found if one.pk in begun]
        if inside and len(found) == most:  # others may begin with it, further behind
            first = list(self.filter(begins)[:most])
        return [*((one, True) for one in first), *((one, False) for one in inside)][:most]

    def _first_of_many(self, text: str, most: int, bearers: Bearers | None) -> list[M]:
        """Return the first of those that are found: looked for among the first in order, then as they lie.

        What few records have, or none, takes reading all of them; a database does so in half the time where it need
        not go through them in their order.
        """
        matching = self.matching(text, bearers)
        found = list(matching.filter(pk__in=self.values("pk")[:_AT_FIRST])[:most])
        if len(found) == most:
            return found
        some = list(matching.order_by().values_list("pk", flat=True)[: _FEW + 1])
        if not some:
            return []
        return list((self.filter(pk__in=some) if len(some) <= _FEW else matching)[:most])


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


class Bearers:
    """Which records bear a word of a text: asked once of each kind, for the searches of several kinds that name it.

    Twelve kinds are found by the names of organisations, people and bodies; each would look through all of them again.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[type[models.Model], str, bool], Any] = {}

    def of(self, model: type[models.Model], word: str, *, begins: bool) -> Any:
        """Return the keys of the records of `model` that bear a word; the question, where these are many."""
        key = (model, word, begins)
        if key not in self._known:
            asked = model._default_manager.filter(_condition(model, word, self, begins=begins)).values("pk")
            some = list(asked.values_list("pk", flat=True)[: _NAMED_AT_ONCE + 1])
            self._known[key] = asked if len(some) > _NAMED_AT_ONCE else some
        return self._known[key]


class _Among(models.Func):
    """Whether what `source` refers to is one of some records, by their numbers; these stand in the statement itself.

    Django looks several times at each value of a condition `__in`: for 250 members in twelve kinds, as long as the
    database takes.
    """

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, source: str, keys: Iterable[int]) -> None:
        super().__init__(
            models.F(source), template=f"%(expressions)s IN ({', '.join(str(int(key)) for key in keys)})"
        )


def _condition(
    model: type[models.Model], word: str, bearers: Bearers | None = None, *, begins: bool = False
) -> Q:
    """Return the condition that holds for records of `model` by one of whose sources a folded word is found.

    Anywhere in it; or, with `begins`, at the beginning of a word of it.
    """
    found = Q()
    for source in getattr(model, "found_by", ()):
        field = model._meta.get_field(source)
        if field.is_relation:
            related_model: Any = field.related_model
            others = (
                bearers.of(related_model, word, begins=begins)
                if bearers is not None
                else related_model._default_manager.filter(
                    _condition(related_model, word, begins=begins)
                ).values("pk")
            )
            related = (
                Q(_Among(source, others))
                if isinstance(others, list) and others
                else Q((f"{source}__in", others))
            )
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
