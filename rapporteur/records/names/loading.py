"""The registry from the database, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import F

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.spans import ALWAYS, Span
from rapporteur.records.governance.models import Mandate, Person
from rapporteur.records.members.enums import AliasKind
from rapporteur.records.members.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationName,
    Prospect,
    Region,
)
from rapporteur.records.names.in_texts import folded
from rapporteur.records.names.index import NameIndex, names_like
from rapporteur.records.names.name import Name, NamedRecord, NameKind, names_of
from rapporteur.records.names.registry import Registry, names_of_person
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative

Row = tuple[Any, ...]


def load_registry(on: date) -> Registry:
    """Return what names may mean on the day `on`: the last day of the period that is read (10 queries)."""
    return Registry(
        on=on,
        organisations=NameIndex(_organisations(), on),
        nodes=NameIndex(_nodes(), on, squeeze=True, prefer_current=True),
        people=NameIndex(_people(), on),
        regions=NameIndex(_named(Region.objects.values_list("slug", "name").order_by("slug")), on),
        initiatives=NameIndex(_named(Initiative.objects.values_list("slug", "name").order_by("slug")), on),
    )


def load_some_organisations(keys: Collection[int], on: date) -> NameIndex:
    """Return what names may mean among the organisations with these primary keys (5 queries)."""
    return NameIndex(_organisations(keys), on)


def load_organisations_like(text: str, on: date) -> NameIndex:
    """Return the organisations of which a name or an alias most resembles a text (7 queries).

    Names alone are compared: what else an index knows of an organisation is loaded for the few that resemble it.
    """
    bearers: dict[str, set[int]] = defaultdict(set)
    for pk, name in OrganisationName.objects.values_list("organisation_id", "name"):
        for one in name.values():
            bearers[folded(one)].add(pk)
    for pk, alias in OrganisationAlias.objects.values_list("organisation_id", "text"):
        bearers[folded(alias)].add(pk)
    near = names_like(folded(text), list(filter(None, bearers)))
    return load_some_organisations({pk for one, _ in near for pk in bearers[one]}, on)


def load_organisation_names(keys: Collection[int] | None = None) -> dict[int, list[Name]]:
    """Return every name of every organisation by its primary key, newest first, then the aliases (2 queries).

    `keys` narrows to some of them.
    """
    return _names_by_key(*_rows_of_names(keys))


def load_names_alone() -> NameIndex:
    """Return what names may mean among all organisations, by primary key, whatever they are on a day (2 queries).

    The index of the same names is made once by a process, as it takes ten times as long as reading them. It is shared:
    nothing may be added to it.
    """
    names, aliases = _rows_of_names(None)
    return _index_of(tuple(names), tuple(aliases))


@lru_cache(maxsize=2)
def _index_of(names: tuple[Row, ...], aliases: tuple[Row, ...]) -> NameIndex:
    return NameIndex(
        NamedRecord(str(pk), tuple(spelt)) for pk, spelt in _names_by_key(names, aliases).items()
    )


def _rows_of_names(keys: Collection[int] | None) -> tuple[Iterable[Row], Iterable[Row]]:
    names = OrganisationName.objects.order_by(F("start").desc(nulls_last=True), "pk")
    aliases = OrganisationAlias.objects.order_by("pk")
    if keys is not None:
        names, aliases = names.filter(organisation__in=keys), aliases.filter(organisation__in=keys)
    return (
        names.values_list("organisation_id", "name", "start", "end"),
        aliases.values_list("organisation_id", "text", "language", "kind"),
    )


def _names_by_key(names: Iterable[Row], aliases: Iterable[Row]) -> dict[int, list[Name]]:
    found: dict[int, list[Name]] = defaultdict(list)
    for pk, name, start, end in names:
        found[pk] += names_of(name, start=start, end=end)
    for pk, text, language, kind in aliases:
        found[pk].append(alias_of(text, language, kind))
    return found


def alias_of(text: str, language: str, kind: str) -> Name:
    """Return a stored alias as a name."""
    ambiguous = kind == AliasKind.AMBIGUOUS
    return Name(text, language, NameKind.AMBIGUOUS if ambiguous else NameKind.ALIAS)


def _organisations(keys: Collection[int] | None = None) -> list[NamedRecord]:
    names = load_organisation_names(keys)
    held, prospects = _spans(Membership, keys=keys), _spans(Prospect, keys=keys)
    organisations = Organisation.objects.order_by("slug")
    if keys is not None:
        organisations = organisations.filter(pk__in=keys)
    return [
        NamedRecord(slug, tuple(names[pk]), tuple(held[pk]), tuple(prospects[pk]))
        for pk, slug in organisations.values_list("pk", "slug")
    ]


def _spans(
    model: type[Membership] | type[Prospect] | type[Mandate],
    by: str = "organisation_id",
    keys: Collection[int] | None = None,
) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    spans = model.objects.order_by("pk") if keys is None else model.objects.filter(**{f"{by}__in": keys})
    for pk, start, end in spans.order_by("pk").values_list(by, "start", "end"):
        found[pk].append(Span(start, end))
    return found


def _nodes() -> list[NamedRecord]:
    rows = Node.objects.order_by("version__start", "version__number", "position", "pk")
    return [
        NamedRecord(slug, (Name(code), *names_of(title, kind=NameKind.ALIAS)), (Span(start, ended or end),))
        for slug, code, title, start, end, ended in rows.values_list(
            "slug", "code", "title", "version__start", "version__end", "end"
        )
    ]


def _people() -> list[NamedRecord]:
    held = _spans(Mandate, "person_id")
    return [
        NamedRecord(slug, names_of_person(name), tuple(held[pk]) or (ALWAYS,))
        for pk, slug, name in Person.objects.order_by("slug").values_list("pk", "slug", "name")
    ]


def _named(rows: Iterable[tuple[str, LocalizedText]] | Any) -> list[NamedRecord]:
    return [NamedRecord(slug, names_of(name)) for slug, name in rows]
