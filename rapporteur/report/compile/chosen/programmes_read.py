"""Reading what the sections on courses, publications, communication, calls and pilot projects are of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count, F, Q
from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, AskedRecords, Part
from rapporteur.base.values.periods import Period
from rapporteur.records.calls.enums import CallRole
from rapporteur.records.calls.models import (
    Application,
    ApplicationPartner,
    CallForApplications,
    CallOrganisation,
)
from rapporteur.records.communication.queries import items_of, with_deliverables
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.programmes.enums import InitiativeKind
from rapporteur.records.programmes.models import Initiative, InitiativePartner
from rapporteur.records.publications.models import PublicationAuthor, PublicationMention
from rapporteur.records.publications.queries import publications_of
from rapporteur.records.training.models import Course
from rapporteur.records.training.queries import attended, by_course, parts_of_courses, registered
from rapporteur.report.compile.chosen.reading import Reader, grouped


def courses(period: Period, as_of: date) -> Reader:
    """Courses that began in the period and were not cancelled, with how many registered and came."""
    rows = Course.objects.filter(
        start_date__gte=period.start, start_date__lte=min(as_of, period.last_day), cancelled=False
    )
    in_force = Q(participants__certificate__issued_date__lte=as_of) & (
        Q(participants__certificate__withdrawn_date__isnull=True)
        | Q(participants__certificate__withdrawn_date__gt=as_of)
    )
    rows = rows.annotate(issued=Count("participants__certificate", filter=in_force))
    found = list(rows.select_related("provider", "activity").order_by("start_date", "slug"))
    numbers, named = yield parts_of_courses([one.pk for one in found])
    took_part = by_course(numbers, named)
    return {
        "courses": found,
        "attended": {one.pk: attended(took_part.get(one.pk, ())) for one in found},
        "registered": {one.pk: registered(took_part.get(one.pk, ())) for one in found},
    }


class MentionRow(Struct, frozen=True):
    """That a medium told of a publication."""

    publication: int
    day: date
    position: int
    outlet: str
    slug: str


def publications(period: Period, as_of: date) -> Reader:
    """Publications that came out in the period, were launched by an activity of it, or written of in it."""
    rows = publications_of(period, as_of).select_related("series", "activity")
    found = list(rows.order_by(F("published_date").asc(nulls_last=True), "slug"))
    keys = [one.pk for one in found]
    told = PublicationMention.objects.filter(publication__in=keys, mention__start_date__lte=as_of)
    paths = {
        "publication": "publication_id", "day": "mention__start_date", "position": "mention__position",
        "outlet": "mention__outlet", "slug": "mention__slug",
    }  # fmt: skip
    wrote, mentioned = yield [
        AskedRecords(PublicationAuthor.objects.filter(publication__in=keys), ("person__name",)),
        AskedPart(MentionRow, told, paths),
    ]
    authors = grouped(wrote, "publication_id", "position", "pk")
    mentions = grouped(mentioned, "publication", "day", "position", "slug")
    return {
        "publications": found,
        "authors": {
            key: [one.person.name if one.person else one.name for one in some]
            for key, some in authors.items()
        },
        "mentions": {key: [(one.outlet, one.day) for one in some] for key, some in mentions.items()},
    }


def items(period: Period, as_of: date) -> Reader:
    """What was put out in the period, and what goes on."""
    found = with_deliverables(items_of(period, as_of))
    yield ()
    return {"items": found}


def calls(period: Period, as_of: date) -> Reader:
    """Calls that opened, closed or were decided in the period, with who took part and their juries."""
    within = (period.start, min(as_of, period.last_day))
    rows = CallForApplications.objects.filter(
        Q(opens_date__range=within) | Q(closes_date__range=within) | Q(decision_date__range=within)
    )
    rows = rows.annotate(received=Count("applications")).select_related("initiative", "activity")
    found = list(rows.order_by(F("closes_date").asc(nulls_last=True), "slug"))
    keys = [one.pk for one in found]
    seated = Juror.objects.filter(call__in=keys, stage=JurorStage.CHOSEN)
    jurors, *taking_part = yield [AskedRecords(seated, ("region__name",)), *_taking_part(keys)]
    took_part: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    taking = {(one.call, one.organisation, one.role) for some in taking_part for one in some}
    for call, organisation, role in sorted(taking):
        took_part[call].append((organisation, role == CallRole.LEAD))
    return {
        "calls": found,
        "applications": {one.pk: one.received for one in found},
        "took_part": took_part,
        "jurors": grouped(jurors, "call_id", "pk"),
    }


class StandingRow(Struct, frozen=True):
    """An organisation that stands on a call, in a role."""

    call: int
    organisation: int
    role: str


class LeadRow(Struct, frozen=True):
    """An organisation that leads an application."""

    call: int
    organisation: int
    role: str = CallRole.LEAD.value


class PartnerRow(Struct, frozen=True):
    """An organisation that confirmed to be a partner of an application."""

    call: int
    organisation: int
    role: str = CallRole.PARTNER.value


def _taking_part(calls: Sequence[int]) -> tuple[Part, ...]:
    """Return what is to be read of who takes part in calls: as it stands on them, and by applications."""
    partners = ApplicationPartner.objects.filter(application__call__in=calls, confirmed_date__isnull=False)
    own = {"call": "call_id", "organisation": "organisation_id"}
    standing = CallOrganisation.objects.filter(call__in=calls)
    leads = Application.objects.filter(call__in=calls)
    return (
        AskedPart(StandingRow, standing, own | {"role": "role"}),
        AskedPart(LeadRow, leads, own | {"organisation": "lead_id"}),
        AskedPart(PartnerRow, partners, own | {"call": "application__call_id"}),
    )


def projects(period: Period, as_of: date) -> Reader:
    """Pilot projects that were under way in the period, as far as their days are known."""
    rows = Initiative.objects.filter(kind=InitiativeKind.PILOT_PROJECT).filter(
        Q(start__isnull=True) | Q(start__lte=min(as_of, period.last_day)),
        Q(end__isnull=True) | Q(end__gt=period.start),
    )
    found = list(rows.order_by("slug"))
    partners = InitiativePartner.objects.filter(initiative__in=[one.pk for one in found])
    (read,) = yield [AskedRecords(partners)]
    return {"projects": found, "partners": grouped(read, "initiative_id", "pk")}
