"""Requests for admission that a period tells of, as of a day, and how often the network met each prospect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.admissions.queries import requests_of
from rapporteur.report.compile.chosen.ahead import Named
from rapporteur.report.compile.chosen.reading import Reader
from rapporteur.report.value import admissions as a
from rapporteur.report.value.data import BilateralMeetingData
from rapporteur.report.value.registers import BodyRef, WhenData


class AdmissionRow(Struct, frozen=True):
    """A request for admission."""

    slug: str
    organisation: int
    organisation_slug: str
    country: str
    received: date
    received_precision: str
    outcome: a.Outcome
    opinion: str
    opinion_date: date | None
    body: str | None
    body_name: LocalizedText | None
    meeting: date | None
    decided: date | None
    since: date | None
    activity: str | None
    met: date | None
    met_precision: str | None


def parts_of_admissions(period: Period, as_of: date) -> tuple[AskedPart[Any], ...]:
    """Return what is to be read of admissions."""
    paths = {
        "slug": "slug", "organisation": "organisation_id", "organisation_slug": "organisation__slug",
        "country": "organisation__country", "received": "received_date", "received_precision": "received_precision",
        "outcome": "outcome", "opinion": "opinion", "opinion_date": "opinion_date", "body": "body__slug",
        "body_name": "body__name", "meeting": "meeting__start_date", "decided": "decided_date", "since": "from_date",
        "activity": "activity__slug", "met": "activity__start_date", "met_precision": "activity__date_precision",
    }  # fmt: skip
    return (AskedPart(AdmissionRow, requests_of(period, as_of), paths),)


def read_admissions(period: Period, as_of: date) -> Reader:
    """Requests for admission that a period tells of, as of the day `as_of`."""
    rows = yield parts_of_admissions(period, as_of)
    return {"admissions": admissions_of(rows)}


def admissions_of(rows: Sequence[Sequence[Any]]) -> tuple[AdmissionRow, ...]:
    """Return the rows of :func:`parts_of_admissions` in the order in which they were received."""
    (requests,) = rows
    return tuple(sorted(requests, key=lambda one: (one.received, one.slug)))


class AdmissionCompiler:
    """What a period tells of admissions; `activities` are the slugs of those that the report has."""

    def __init__(
        self,
        rows: Sequence[AdmissionRow],
        period: Period,
        as_of: date,
        *,
        named: Named,
        activities: Container[str],
    ) -> None:
        self.rows, self.last = rows, min(as_of, period.last_day)
        self.named, self.activities = named, activities

    def admissions(self, meetings: Sequence[BilateralMeetingData]) -> a.AdmissionsData:
        """Return the requests as they were received, and the prospects of the bilateral `meetings`."""
        return a.AdmissionsData(tuple(map(self._request, self.rows)), tuple(_met(meetings)))

    def _request(self, row: AdmissionRow) -> a.AdmissionData:
        decided = row.decided if row.decided and row.decided <= self.last else None
        advised = row.opinion_date is None or row.opinion_date <= self.last
        return a.AdmissionData(
            slug=row.slug,
            name=self.named(row.organisation, row.organisation_slug),
            country=row.country,
            received=_when(row.received, row.received_precision),
            outcome=row.outcome if decided else "PENDING",
            opinion=row.opinion if advised else "",  # type: ignore[arg-type]  # a constraint
            body=BodyRef(row.body, row.body_name or LocalizedText()) if row.body else None,
            meeting=None if decided else row.meeting,
            decided=decided,
            since=row.since if decided else None,
            met=_when(row.met, row.met_precision) if row.met else None,
            activity=row.activity if row.activity in self.activities else None,
        )


def _when(day: date, precision: str | None) -> WhenData:
    return WhenData(f"{day:%Y-%m}", None if precision == DatePrecision.MONTH else day)


def _met(meetings: Sequence[BilateralMeetingData]) -> Iterator[a.ProspectMetData]:
    """Yield the prospects, those that were met most often first."""
    times = Counter(one.slug for meeting in meetings for one in meeting.prospects)
    names = {one.slug: one.name for meeting in meetings for one in meeting.prospects}
    for slug, count in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        yield a.ProspectMetData(slug, names[slug], count)
