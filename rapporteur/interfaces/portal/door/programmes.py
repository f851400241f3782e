"""Programmes, projects and partnerships as pages and tables show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q

from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.view import vocabulary
from rapporteur.interfaces.portal.door.members import span
from rapporteur.interfaces.portal.door.names import OrganisationLink, named
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.records.programmes.enums import InitiativeKind
from rapporteur.records.programmes.models import Initiative, InitiativePartner


class ProgrammeNamed(NamedTuple):
    """A programme as a page names it."""

    slug: str
    name: str


@dataclass
class Programme:
    """A programme with who leads it and who takes part."""

    key: int
    slug: str
    name: str
    kind_code: str
    kind: str
    start: date | None
    end: date | None
    span: str
    over: bool
    lead: OrganisationLink | None = None
    partners: list[OrganisationLink] = field(default_factory=list)


def kinds(visit: Visit) -> list[tuple[str, str]]:
    """Return the kinds of programmes with their words, in the order of these."""
    words = [(code, visit.say(vocabulary.INITIATIVES[code])) for code in InitiativeKind.values]
    return sorted(words, key=lambda one: visit.key(one[1]))


def programmes(visit: Visit, *, kind: str = "", slug: str = "") -> list[Programme]:
    """Return programmes in the order of their names, those that are over last. Four queries, however many."""
    found = Initiative.objects.public(visit.today)
    if kind:
        found = found.filter(kind=kind)
    if slug:
        found = found.filter(slug=slug)
    rows = list(found.order_by("slug").values_list("pk", "slug", "name", "kind", "start", "end", "lead_id"))
    if not rows:
        return []
    partners = list(
        InitiativePartner.objects.public(visit.today)
        .filter(initiative__in=[row[0] for row in rows])
        .order_by("initiative_id", "pk")
        .values_list("initiative_id", "organisation_id")
    )
    leads = {row[-1] for row in rows if row[-1]}
    who = named(visit, leads | {organisation for _, organisation in partners})
    shown = {row[0]: _programme(visit, *row[:-1], lead=who.get(row[-1])) for row in rows}
    for key, organisation in partners:
        if organisation in who:
            shown[key].partners.append(who[organisation])
    for one in shown.values():
        one.partners.sort(key=lambda partner: visit.key(partner.name))
    return sorted(shown.values(), key=lambda one: (one.over, visit.key(one.name), one.slug))


def _programme(
    visit: Visit, key: int, slug: str, name: LocalizedText, kind: str, start: date | None, end: date | None, *,
    lead: OrganisationLink | None,
) -> Programme:  # fmt: skip
    over = end is not None and end <= visit.today
    return Programme(
        key, slug, visit.text(name), kind, vocabulary.coded(visit, vocabulary.INITIATIVES, kind), start,
        end if over else None, span(visit, start, end), over, lead,
    )  # fmt: skip


def programme_names(visit: Visit) -> list[ProgrammeNamed]:
    """Return programmes by name alone. One query."""
    rows = Initiative.objects.public(visit.today).order_by("slug").values_list("slug", "name")
    found = [ProgrammeNamed(slug, visit.text(name)) for slug, name in rows]
    return sorted(found, key=lambda one: (visit.key(one.name), one.slug))


def roles_of(visit: Visit, organisation: int) -> list[tuple[ProgrammeNamed, str, bool]]:
    """Return the programmes that an organisation leads or takes part in: when, and whether it leads. One query."""
    own = Q(lead=organisation) | Q(partners__organisation=organisation)
    rows = (
        Initiative.objects.public(visit.today).filter(own).distinct()
        .order_by(F("start").desc(nulls_last=True), "slug")
        .values_list("slug", "name", "start", "end", "lead_id")
    )  # fmt: skip
    return [
        (ProgrammeNamed(slug, visit.text(name)), span(visit, start, end), lead == organisation)
        for slug, name, start, end, lead in rows
    ]


def programmes_called(visit: Visit, text: str, most: int) -> list[ProgrammeNamed]:
    """Return programmes that bear all words of a text."""
    found = Initiative.objects.public(visit.today).matching(text).order_by("slug")
    return [ProgrammeNamed(slug, visit.text(name)) for slug, name in found.values_list("slug", "name")[:most]]
