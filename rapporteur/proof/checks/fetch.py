"""What the checks need of the records and the report is not made of, in a number of queries that does not depend on it.

Every organisation with every spelling, whether the report names it or not; drafts; the quarters before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.db.models.functions import ExtractMonth, ExtractYear

from rapporteur.base.core.database.together import AskedRecords, Reader, read_in_rounds
from rapporteur.base.values.localized import EMPTY
from rapporteur.base.values.periods import Period, add_months
from rapporteur.base.values.spans import Span
from rapporteur.proof.checks.admissions import OfAdmissions, read_of_admissions
from rapporteur.proof.checks.bodies import OfBodies, read_of_bodies
from rapporteur.proof.checks.calls import OfCalls, read_of_calls
from rapporteur.proof.checks.parity import read_of_parity
from rapporteur.proof.checks.publications import read_publications
from rapporteur.proof.checks.training import read_courses
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Record
from rapporteur.proof.rules.plan import SILENT_QUARTERS
from rapporteur.records.activities.models import Activity, ActivityDeliverable
from rapporteur.records.agenda.queries import events_unsettled
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.agreements.queries import agreements_to_watch
from rapporteur.records.agreements.rules import notice_day
from rapporteur.records.members.models import Organisation, OrganisationAlias
from rapporteur.records.names.loading import alias_of
from rapporteur.records.names.name import Name, names_of
from rapporteur.report.compile.rows import Records


@dataclass(frozen=True)
class More:
    """What the checks need and the rows of the report do not hold."""

    organisations: tuple[f.OrganisationFacts, ...]
    drafts: tuple[f.Draft, ...]
    previous: tuple[frozenset[str] | None, ...]
    events: tuple[f.EventFacts, ...]
    agreements: tuple[f.AgreementFacts, ...]
    bodies: OfBodies
    calls: OfCalls
    courses: tuple[f.CourseFacts, ...]
    publications: tuple[f.PublicationFacts, ...]
    admissions: OfAdmissions
    parity: f.ParityFacts


def fetch_more(period: Period, as_of: date, records: Records) -> More:
    """Fetch it: four queries, and two for all that is asked of events, agreements, bodies, calls and others."""
    readers: dict[str, Reader[Any]] = {
        "events": _events(as_of),
        "agreements": _agreements(),
        "bodies": read_of_bodies(as_of),
        "calls": read_of_calls(as_of),
        "courses": read_courses(period, as_of),
        "publications": read_publications(period, as_of),
        "admissions": read_of_admissions(as_of),
        "parity": read_of_parity(period),
    }
    return More(
        organisations=_organisations(as_of),
        drafts=_drafts(period),
        previous=_previous(period, records),
        **dict(zip(readers, read_in_rounds(list(readers.values())), strict=True)),
    )


def _organisations(as_of: date) -> tuple[f.OrganisationFacts, ...]:
    """Every organisation with its names, aliases, memberships and candidatures: two queries."""
    aliases: dict[int, list[Name]] = defaultdict(list)
    for owner, text, language, kind in OrganisationAlias.objects.order_by("id").values_list(
        "organisation_id", "text", "language", "kind"
    ):
        aliases[owner].append(alias_of(text, language, kind))
    by_slug: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in (
        Organisation.objects.with_region(as_of)  # type: ignore[misc]  # adds `region_slug`
        .order_by("slug", "names__id", "memberships__id", "prospects__id")
        .values_list(
            "slug", "id", "country", "region_slug", "wikidata", "geonames",
            "names__name", "names__start", "names__end",
            "memberships__start", "memberships__end", "memberships__category",
            "prospects__start", "prospects__end", "prospects__stage",
        )
    ):  # fmt: skip
        by_slug[row[0]].append(row)
    return tuple(_organisation(rows, aliases, as_of) for rows in by_slug.values())


def _organisation(
    rows: Sequence[Sequence[Any]], aliases: dict[int, list[Name]], as_of: date
) -> f.OrganisationFacts:
    slug, key, country, region, wikidata, geonames = rows[0][:6]
    names = dict.fromkeys((row[6] or EMPTY, Span(row[7], row[8])) for row in rows)
    current = [name for name, span in names if span.holds_on(as_of)][:1]
    others = ((name, span) for name, span in names if name not in current)
    former = (dated for name, span in others for dated in names_of(name, start=span.start, end=span.end))
    return f.OrganisationFacts(
        slug=slug,
        name=current[0] if current else EMPTY,
        other_names=(*former, *aliases.get(key, ())),
        country=country,
        region=region,
        wikidata=wikidata,
        geonames=geonames,
        memberships=tuple(
            f.MembershipFacts(start, end, honorary=category != "FULL")
            for start, end, category in dict.fromkeys((row[9], row[10], row[11]) for row in rows)
            if category is not None
        ),
        prospects=tuple(
            Span(start, end)
            for start, end, stage in dict.fromkeys((row[12], row[13], row[14]) for row in rows)
            if stage is not None
        ),
    )


def _drafts(period: Period) -> tuple[f.Draft, ...]:
    """The activities of the period with work that is not published."""
    rows = (
        Activity.objects.in_period(period)
        .filter(Q(live=False) | Q(has_unpublished_changes=True))
        .order_by("start_date", "slug")
        .values_list("slug", "title", "live")
    )
    return tuple(f.Draft(Record("activities.activity", slug, title), live) for slug, title, live in rows)


def _quarters_before(period: Period) -> list[date]:
    """The first day of each of the quarters (three months) before the period, newest first."""
    first = period.start.replace(day=1)
    return [add_months(first, -3 * back) for back in range(1, SILENT_QUARTERS + 1)]


def _previous(period: Period, records: Records) -> tuple[frozenset[str] | None, ...]:
    """The codes of the same plan that had evidence in each of the quarters before."""
    starts = _quarters_before(period)
    plan = records.levels[0].version.plan_id if records.levels else None
    rows = (
        ActivityDeliverable.objects.filter(
            activity__live=True,
            activity__start_date__gte=starts[-1],
            activity__start_date__lt=period.start,
            node__version__plan=plan,
        )
        .annotate(year=ExtractYear("activity__start_date"), month=ExtractMonth("activity__start_date"))
        .order_by("year", "month", "node__code")
        .values_list("year", "month", "node__code")
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for year, month, code in rows:
        day = date(year, month, 1)
        found[next(at for at, start in enumerate(starts) if day >= start)].add(code)
    return tuple(frozenset(found[at]) if at in found else None for at in range(len(starts)))


def _events(as_of: date) -> Reader[tuple[f.EventFacts, ...]]:
    """The planned events that are over, and of which nobody has said what became of them."""
    (found,) = yield [AskedRecords(events_unsettled(as_of))]
    in_order = sorted(found, key=attrgetter("start_date", "slug"))
    return tuple(f.EventFacts(one.slug, one.title, one.dates) for one in in_order)


def _agreements() -> Reader[tuple[f.AgreementFacts, ...]]:
    """The agreements that are to be signed, and those that run out one day."""
    (found,) = yield [AskedRecords(agreements_to_watch())]
    return tuple(
        f.AgreementFacts(
            slug=one.slug,
            name=one.name,
            announced=one.announced if one.stage == AgreementStage.ANNOUNCED else None,
            last_day=one.end - timedelta(days=1) if one.end and one.stage == AgreementStage.SIGNED else None,
            notice=notice_day(one.end, one.notice_months, one.notice_date),
        )
        for one in sorted(found, key=attrgetter("slug"))
    )
