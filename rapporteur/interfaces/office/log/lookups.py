"""Records by what somebody types of their names: for lists to choose from, and for texts that name one.

Whoever logs may see every organisation and the plan; the table of rights says so of all roles that draft activities.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet

from rapporteur.base.values.collation import Key, sort_key
from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.search import fold
from rapporteur.documents.xlsx.words import ORGANISATIONS
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.recent import recent_deliverables, recent_organisations
from rapporteur.interfaces.office.standings import standings
from rapporteur.interfaces.office.words import label
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.names.called import name_of, with_names
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.loading import load_organisations_like, load_some_organisations
from rapporteur.records.names.match import Answer, Match
from rapporteur.records.plan.models import Node, PlanVersion

SHOWN = 10
"""Options of a list: more are told apart faster by another letter than by reading on."""
WEIGHED = 80
"""Records that are put in order before the first are shown; with more, one word is too little to find anything by."""
SUGGESTED_FROM = 4
"""Letters from which on a name that nothing bears is compared with all names: “Calcuta” → Kolkata."""


@dataclass(frozen=True)
class Choice:
    """A record to choose: its slug, what it is called, and what tells it from others of that name."""

    value: str
    name: str
    more: str = ""
    is_current: bool = True


def organisations_like(text: str, desk: Desk, on: date) -> tuple[list[Choice], bool]:
    """Return organisations by whose names every word of `text` is found, and False; for no text those of late.

    Where none is found, those whose names resemble it, and True. Those come first of whose names each word begins a
    word; of them members of the day `on`, whose name begins so, then those that somebody named before.
    """
    recent = recent_organisations(desk)
    records = Organisation.objects.all() if fold(text) else Organisation.objects.filter(slug__in=recent)
    ordered: Any = _with_standing(records, on).order_by("-is_member", "slug")
    found = [
        (one, name_of(one, desk.reading, on), begun) for one, begun in ordered.first_matching(text, WEIGHED)
    ]
    if not found and len(fold(text)) >= SUGGESTED_FROM:
        return resembling(text, desk, on), True
    start, key = fold(text), sort_key(desk.language)

    def rank(row: tuple[Organisation, str, bool]) -> tuple[bool, bool, bool, int, Key]:
        organisation, name, begun = row
        place = recent.index(organisation.slug) if organisation.slug in recent else len(recent)
        begins = any(word.startswith(start) for word in _beginnings(organisation))
        return not begun, not organisation.is_member, not begins, place, key(name)

    shown = [(one, name) for one, name, _ in sorted(found, key=rank)[:SHOWN]]
    said = standings([one.pk for one, _ in shown], desk.by, on, desk.language)
    return [_choice(one, name, said[one.pk], desk) for one, name in shown], False


def _beginnings(organisation: Organisation) -> Iterable[str]:
    """Yield each name in each language from each of its words on: “mexico city” and “city”."""
    for dated in organisation.names.all():
        for text in dated.name.values():
            words = fold(text).split()
            yield from (" ".join(words[place:]) for place in range(len(words)))


def _with_standing(records: QuerySet[Organisation], on: date) -> QuerySet[Organisation]:
    member = Membership.objects.in_force(on).filter(organisation=OuterRef("pk"))
    found: QuerySet[Organisation] = with_names(records.annotate(is_member=Exists(member)))
    return found


def _choice(organisation: Any, name: str, standing: str, desk: Desk) -> Choice:
    kind, where = str(label(ORGANISATIONS[organisation.kind])), country(organisation.country, desk.language)
    is_member: bool = organisation.is_member
    return Choice(organisation.slug, name, f"{kind}, {where}, {standing}", is_member)


def organisations_called(slugs: Collection[str], desk: Desk, on: date) -> dict[str, Choice]:
    """Return the organisations with these slugs as people call them; those that are not there are left out."""
    if not slugs:
        return {}
    records = list(_with_standing(Organisation.objects.filter(slug__in=set(slugs)), on))
    said = standings([one.pk for one in records], desk.by, on, desk.language)
    return {one.slug: _choice(one, name_of(one, desk.reading, on), said[one.pk], desk) for one in records}


def names_index(texts: Iterable[str], on: date) -> NameIndex:
    """Return an index of the organisations that any of the texts may name, without loading all the others."""
    keys: set[int] = set()
    for text in texts:
        if fold(text):
            keys.update(Organisation.objects.matching(text).values_list("pk", flat=True)[:WEIGHED])
    return load_some_organisations(keys, on)


def resembling(text: str, desk: Desk, on: date) -> list[Choice]:
    """Return the organisations whose names most resemble a text that names none."""
    near = load_organisations_like(text, on).suggestions(text, desk.language, on)
    called = organisations_called([one.slug for one in near], desk, on)
    return [called[one.slug] for one in near if one.slug in called]


def candidates_of(match: Match, desk: Desk, on: date) -> list[Choice]:
    """Return what a text may mean that does not name one member: who bears the name, else whose name resembles it."""
    if match.answer is Answer.UNKNOWN and not match.candidates:
        return resembling(match.text, desk, on) if len(fold(match.text)) >= SUGGESTED_FROM else []
    called = organisations_called([one.slug for one in match.candidates], desk, on)
    return [called[one.slug] for one in match.candidates if one.slug in called]


# --- the plan ---------------------------------------------------------------------------------------------


def deliverables_in_force(on: date) -> Any:
    """Return the deliverables of the plan in force on a day: the nodes of its deepest level that have not ended."""
    version = PlanVersion.objects.newest_in_force(on)
    deepest = Node.objects.filter(version__in=version).aggregate(depth=Max("level__depth"))["depth"]
    open_ones = Node.objects.open_on(on)
    return open_ones.filter(version__in=version, level__depth=deepest).order_by("position", "pk")


def deliverables_like(text: str, desk: Desk, on: date) -> tuple[list[Choice], bool]:
    """Return deliverables by code or by words of their titles, and False; for no text the recent and usual ones.

    First those whose code begins so, then those with words that do, at last those with its letters inside a word.
    """
    nodes = deliverables_in_force(on)
    recent = recent_deliverables(desk)
    start = fold(text).replace(" ", "")
    if not start:
        known = {node.slug: node for node in nodes.filter(slug__in=recent)}
        return [node_choice(known[slug], desk) for slug in recent if slug in known][:SHOWN], False
    by_code = [node for node in nodes if fold(node.code).startswith(start)]
    found = [(node, 0) for node in by_code]
    found += [(node, 2 - begun) for node, begun in nodes.first_matching(text, WEIGHED) if node not in by_code]
    found.sort(key=lambda row: (row[1], _place(row[0].slug, recent)))
    return [node_choice(node, desk) for node, _ in found[:SHOWN]], False


def _place(slug: str, recent: Sequence[str]) -> int:
    return recent.index(slug) if slug in recent else len(recent)


def node_choice(node: Node, desk: Desk) -> Choice:
    """Return a node by its code and title."""
    return Choice(node.slug, node.code, node.title.best(desk.reading))


def line_of(node: Node) -> Node:
    """Return the line under which a node lies; asks for each of its parents."""
    while node.parent is not None:
        node = node.parent
    return node
