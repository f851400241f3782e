"""The registry as plain values, loaded in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import F

from rapporteur.governance.models import Mandate, Person
from rapporteur.intake.matching import ALWAYS, Entry, Index, Registry, Span, Spelling, holds, in_order
from rapporteur.members.enums import AliasKind
from rapporteur.members.models import (
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationName,
    Prospect,
    Region,
)
from rapporteur.plan.models import Node
from rapporteur.programmes.models import Initiative


def load_registry(on: date) -> Registry:
    """Return what names may mean on the day `on`: the last day of the period that is read (10 queries)."""
    return Registry(
        on=on,
        organisations=Index(_organisations(on), on),
        nodes=Index(_nodes(), on, squeeze=True, prefer_current=True),
        people=Index(_people(), on),
        regions=Index(_named(Region.objects.values_list("slug", "name").order_by("slug")), on),
        initiatives=Index(_named(Initiative.objects.values_list("slug", "name").order_by("slug")), on),
    )


def _organisations(on: date) -> list[Entry]:
    spellings: dict[int, list[Spelling]] = defaultdict(list)
    names = OrganisationName.objects.order_by(F("start").desc(nulls_last=True), "pk")
    for pk, name, start, end in names.values_list("organisation_id", "name", "start", "end"):
        former = not holds((start, end), on)
        for language, text in name.items():
            spellings[pk].append(Spelling(text, language, alias=former))
    aliases = OrganisationAlias.objects.order_by("pk")
    for pk, text, language, kind in aliases.values_list("organisation_id", "text", "language", "kind"):
        spellings[pk].append(Spelling(text, language, alias=True, ambiguous=kind == AliasKind.AMBIGUOUS))
    held, prospects = _spans(Membership), _spans(Prospect)
    return [
        Entry(slug, tuple(spellings[pk]), tuple(held[pk]), tuple(prospects[pk]))
        for pk, slug in Organisation.objects.order_by("slug").values_list("pk", "slug")
    ]


def _spans(
    model: type[Membership] | type[Prospect] | type[Mandate], by: str = "organisation_id"
) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for pk, start, end in model.objects.order_by("pk").values_list(by, "start", "end"):
        found[pk].append((start, end))
    return found


def _nodes() -> list[Entry]:
    rows = Node.objects.filter(live=True).order_by("version__start", "version__number", "position", "pk")
    return [
        Entry(
            slug,
            (Spelling(code), *(Spelling(text, language, alias=True) for language, text in title.items())),
            ((start, end),),
        )
        for slug, code, title, start, end in rows.values_list(
            "slug", "code", "title", "version__start", "version__end"
        )
    ]


def _people() -> list[Entry]:
    held = _spans(Mandate, "person_id")
    return [
        Entry(
            slug,
            (Spelling(name), Spelling(in_order(name), alias=True)),
            tuple(held[pk]) or ALWAYS,
        )
        for pk, slug, name in Person.objects.order_by("slug").values_list("pk", "slug", "name")
    ]


def _named(rows: Any) -> list[Entry]:
    return [
        Entry(slug, tuple(Spelling(text, language) for language, text in name.items())) for slug, name in rows
    ]
