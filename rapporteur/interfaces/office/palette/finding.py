"""What the palette finds for what somebody has typed, as far as they may see it.

Each kind of record is asked by its own search over names in every language; a right is asked for each kind, and the
regions of whoever asks for each record. Where nothing bears what is typed, organisations and people are shown whose
names resemble it: a letter too many, two that are swapped.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from rapidfuzz import fuzz, process

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.reach import within_reach
from rapporteur.base.core.searching import Bearers
from rapporteur.base.values.collation import Key, sort_key
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.search import fold, words_to_find
from rapporteur.interfaces.office.doors.door import CHANGE
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.calling import OTHERWISE
from rapporteur.interfaces.office.palette.offers import DOINGS, PAGES, lists_for, offers_for
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.contacts.models import Contact
from rapporteur.records.dues.models import Payment
from rapporteur.records.governance.models import Body, Person, Seat
from rapporteur.records.juries.models import Juror
from rapporteur.records.members.models import Organisation, OrganisationName
from rapporteur.records.names.called import name_of, names_of_relations, with_names
from rapporteur.records.plan.models import Node
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.models import Publication
from rapporteur.records.training.models import Certificate, Course, Participant, Provider

KINDS: tuple[Any, ...] = (
    Organisation, Activity, Person, Node, Initiative, Body, Seat, BilateralMeeting, MediaMention, PlannedEvent,
    Agreement, JointStatement, CallForApplications, Application, Juror, Course, Participant, Certificate,
    Provider, Publication, CommunicationItem, Contact, Payment,
)  # fmt: skip
"""The kinds that people look for by a name; what is named by another (a membership) is found through its list."""
OF_SEATS = ("body", "organisation", "region")
"""What tells a seat from others of its function."""
OF_A_KIND = 5
"""Records of one kind: who wants more goes to the list, which says how many there are."""
OFFERED = 6
"""Doings and pages when something is typed."""
FIRST_OFFERED = 9
"""Doings when nothing is typed yet: as many as one sees at a glance on a telephone."""
SHORTEST = 2
"""Letters from which on records are looked for: one letter finds everything."""
RESEMBLING_FROM = 4
ALIKE = 70  # of 100, as rapidfuzz counts it: "Calcuta" and "Kolkata" are 71 alike
NEAR = 5
COMPARED = 20_000
"""Names with which a text is compared: eight times those of the largest network that was measured."""


@dataclass(frozen=True)
class PaletteRow:
    """A line of the palette: where it leads, what it is called, what tells it from others.

    `is_inside` says that what was typed merely stands inside a word of it.
    """

    name: str
    address: str
    more: str = ""
    is_inside: bool = False


@dataclass(frozen=True)
class Found:
    """What is shown for a text; `near` are names that only resemble it, where no record bears it."""

    doings: tuple[PaletteRow, ...] = ()
    records: tuple[PaletteRow, ...] = ()
    near: tuple[PaletteRow, ...] = ()
    pages: tuple[PaletteRow, ...] = ()

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.doings) + len(self.records) + len(self.near) + len(self.pages)


@dataclass(frozen=True)
class Asker:
    """Who asks, in which languages they read (their own first), on which day, of which period (its code, or none)."""

    by: Actor
    reading: tuple[str, ...]
    on: date
    period: str


def look_up(text: str, who: Asker) -> Found:
    """Return what is found for a text: what can be done, records, pages; the same number of queries however many."""
    words = words_to_find(text)
    language = who.reading[0]
    doings = offers_for(who.by, DOINGS, words, language, who.period)
    if not words:
        pages = offers_for(who.by, PAGES, words, language, who.period)
        return Found(doings=_rows(doings, FIRST_OFFERED), pages=_rows(pages, OFFERED))
    pages = iter([*lists_for(who.by, words), *offers_for(who.by, PAGES, words, language, who.period)])
    records: tuple[PaletteRow, ...] = ()
    near: tuple[PaletteRow, ...] = ()
    if len("".join(words)) >= SHORTEST:
        bearers = Bearers()
        records = tuple(row for model in KINDS for row in _of_kind(model, text, who, bearers))
    found = Found(_rows(doings, OFFERED), _ordered(records, words, who.reading[0]), (), _rows(pages, OFFERED))
    if not found.count and len("".join(words)) >= RESEMBLING_FROM:
        near = tuple(_resembling(text, who))
    return Found(found.doings, found.records, near, found.pages)


def _rows(pairs: Iterator[tuple[str, str]], most: int) -> tuple[PaletteRow, ...]:
    return tuple(PaletteRow(name, address) for name, address in islice(pairs, most))


def _of_kind(model: Any, text: str, who: Asker, bearers: Bearers) -> list[PaletteRow]:
    right = DOORS[model].view
    if not can(who.by, right):
        return []
    seen = within_reach(model._default_manager.all(), who.by, right)
    of_many = model is Activity
    if of_many:  # the newest are meant most often; the index of days spares reading the others
        seen = seen.order_by("-start_date", "pk")
    if model is Seat:
        of_seat = (one for link in OF_SEATS for one in (link, *names_of_relations(Seat, link)))
        seen = seen.prefetch_related(*of_seat)
    found = with_names(seen).first_matching(text, OF_A_KIND, bearers, of_many=of_many)
    lines = _lines(model, [one for one, _ in found], who)
    return [replace(line, is_inside=not begins) for line, (_, begins) in zip(lines, found, strict=True)]


def _lines(model: Any, records: list[Any], who: Asker) -> list[PaletteRow]:
    """Return a line per record; each leads to its form where it may be changed, else to it in its list."""
    own = _changeable(model, records, who.by)
    lines = []
    for record in records:
        name = _named(record, who)
        viewset = model.snippet_viewset
        if record.pk in own:
            address = reverse(viewset.get_url_name("edit"), args=[record.pk])
        else:
            address = f"{reverse(viewset.get_url_name('list'))}?q={getattr(record, 'slug', name)}"
        lines.append(PaletteRow(name, address, _more(model, record, who)))
    return lines


def _named(record: Any, who: Asker) -> str:
    """Return what a record is called; what has no name of its own as lists call it."""
    otherwise = OTHERWISE.get(type(record))
    return otherwise(record, who.reading[0]) if otherwise else name_of(record, who.reading, who.on)


def _changeable(model: Any, records: list[Any], by: Actor) -> set[int]:
    right = DOORS[model].right(CHANGE)
    if right is None or not can(by, right):
        return set()
    keys = [record.pk for record in records]
    return set(
        within_reach(model._default_manager.filter(pk__in=keys), by, right).values_list("pk", flat=True)
    )


def _more(model: Any, record: Any, who: Asker) -> str:
    parts = [capfirst(str(model._meta.verbose_name))]
    if model is Node:
        parts.append(record.code)
    elif model is Seat:  # several have one function
        held = record.organisation or record.region
        parts += [name_of(one, who.reading, who.on) for one in (record.body, held) if one]
    elif hasattr(record, "start_date"):
        parts.append(format_day(record.start_date, who.reading[0]))
    elif getattr(record, "country", ""):
        parts.append(country(record.country, who.reading[0]))
    return " · ".join(parts)


def _ordered(
    records: tuple[PaletteRow, ...], words: tuple[str, ...], language: str
) -> tuple[PaletteRow, ...]:
    """Return first the records whose names begin with what is typed, then those with a word that does.

    Then those that are found by the beginning of another word, at last those with the letters inside one; those of a
    rank as the language orders their names.
    """
    start, key = " ".join(words), sort_key(language)

    def rank(row: PaletteRow) -> tuple[int, Key]:
        name = fold(row.name)
        begins = 0 if name.startswith(start) else 1 if f" {start}" in f" {name}" else 2
        return 3 if row.is_inside else begins, key(row.name)

    return tuple(sorted(records, key=rank))


def _resembling(text: str, who: Asker) -> Iterator[PaletteRow]:
    """Yield organisations and people whose names in some language resemble a text, the nearest first."""
    if can(who.by, Right.VIEW_MEMBERS):
        named = OrganisationName.objects.order_by("pk").values_list("organisation_id", "search_text")
        yield from _lines(Organisation, _nearest(text, Organisation, named), who)
    if can(who.by, Right.VIEW_GOVERNANCE):
        people = Person.objects.order_by("pk").values_list("pk", "search_text")
        yield from _lines(Person, _nearest(text, Person, people), who)


def _nearest(text: str, model: Any, named: QuerySet[Any]) -> list[Any]:
    """Return the records of which one of the `named` texts (key, folded text) most resembles a text."""
    pairs = list(named[:COMPARED])
    alike = process.extract(
        fold(text), [one for _, one in pairs], scorer=fuzz.partial_ratio, score_cutoff=ALIKE, limit=NEAR
    )
    keys = list(dict.fromkeys(pairs[at][0] for _, _, at in alike))
    found = {one.pk: one for one in with_names(model._default_manager.filter(pk__in=keys))}
    return [found[key] for key in keys if key in found]
