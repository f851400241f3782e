"""Longer periods: recounted from the records, with the quarters they are made of and the editions of those."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from rapporteur.base.values.periods import Period, PeriodKind, add_months
from rapporteur.proof.editions.changes.differences import differences
from rapporteur.proof.editions.changes.sentences import word_changes
from rapporteur.proof.editions.models import Edition
from rapporteur.report.compile.report import compile_report
from rapporteur.report.value import data as d
from rapporteur.report.value.snapshot import snapshot_of

COMPOSED = (PeriodKind.HALF_YEAR, PeriodKind.YEAR)


def quarters(period: Period) -> tuple[Period, ...]:
    """Return the quarters of a half-year or a year; of any other period none."""
    if period.kind not in COMPOSED:
        return ()
    starts = [period.start]
    while (following := add_months(starts[-1], 3)) < period.end:
        starts.append(following)
    return tuple(Period(start, add_months(start, 3)) for start in starts)


def compile_period(period: Period, as_of: date | None = None) -> d.ReportData:
    """Compile a period from the records; a half-year or year says besides what its quarters are.

    A composed period takes twenty queries for each quarter that has an edition, at most five times as many as a
    quarter; no figure is added up from those of the quarters. Raises NoAssociation.
    """
    return composed(period, compile_report(period, as_of))


def composed(period: Period, data: d.ReportData) -> d.ReportData:
    """Return a report that was compiled from the records of `period`, with what its quarters are where it has some."""
    parts = tuple(_part(quarter, data) for quarter in quarters(period))
    return replace(data, composition=d.CompositionData(parts=parts)) if parts else data


def _part(quarter: Period, whole: d.ReportData) -> d.PartData:
    """Return one quarter: what is recorded of it in the whole, and its newest edition against the records of today."""
    months = set(quarter.months())
    seen = {activity.month for activity in whole.activities}
    seen |= {mention.month for mention in whole.media} | {met.month for met in whole.bilateral_meetings}
    edition = Edition.objects.of(quarter).defer(None).first()
    return d.PartData(
        period=quarter.code,
        recorded=not seen.isdisjoint(months),
        activities=sum(1 for activity in whole.activities if activity.month in months),
        edition=d.PartEdition(
            number=edition.number, frozen_date=edition.frozen_at.date(), sha256=edition.sha256
        )
        if edition
        else None,
        changes=_since(edition) if edition else (),
    )


def _since(edition: Edition) -> tuple[d.ChangeData, ...]:
    """Return what the records say otherwise than an edition of a quarter, as of the day that it speaks of."""
    frozen = snapshot_of(edition.snapshot, name=edition.slug)
    today = compile_report(edition.period, edition.as_of)
    return word_changes(differences(frozen, today), today.association.languages)
