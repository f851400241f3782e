"""Agreements of which a period tells something, and joint statements with who signed them, as of a day."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.agreements.models import Agreement, AgreementParty, Signatory
from rapporteur.records.agreements.rules import notice_day
from rapporteur.report.compile.chosen.ahead import Named
from rapporteur.report.compile.chosen.fetch import ChosenRecords
from rapporteur.report.compile.chosen.registers_read import EXPIRES_SOON
from rapporteur.report.value import registers as r

News = Literal["NEW", "RENEWED", "ANNOUNCED", "EXPIRING", "ENDED"]


class AgreementCompiler:
    """What a period tells of agreements and statements; `activities` are the slugs of those that the report has."""

    def __init__(
        self, records: ChosenRecords, period: Period, as_of: date, *, own: LocalizedText, named: Named
    ) -> None:
        self.records, self.period, self.as_of = records, period, as_of
        self.own, self.named = own, named

    def agreements(self, activities: Container[str]) -> tuple[r.AgreementData, ...]:
        """Return the agreements, new ones first, and within what is told of them as they were signed or announced."""
        found = [
            self._agreement(one, news, activities)
            for one in self.records.agreements
            if (news := self._news(one)) is not None
        ]
        order: tuple[News, ...] = ("NEW", "RENEWED", "ANNOUNCED", "EXPIRING", "ENDED")
        return tuple(
            sorted(
                found, key=lambda one: (order.index(one.news), _month(one.signed or one.announced), one.slug)
            )
        )

    def _news(self, agreement: Agreement) -> News | None:
        """Return what the period tells of an agreement; nothing where it was given up, or is merely in force."""
        signed, end = self._reached(agreement.signed_date), agreement.end
        if signed is None:
            given_up = end is not None and end <= self.as_of
            return "ANNOUNCED" if self._reached(agreement.announced_date) and not given_up else None
        if signed >= self.period.start:
            return "RENEWED" if agreement.replaces_id else "NEW"
        if end is None or end <= self.period.start:
            return None
        if end <= self.as_of:
            return "ENDED"
        return "EXPIRING" if end <= self.as_of + EXPIRES_SOON else None

    def _reached(self, day: date | None) -> date | None:
        """Return a day that had come on the as-of date."""
        return day if day is not None and day <= self.as_of else None

    def _agreement(self, one: Agreement, news: News, activities: Container[str]) -> r.AgreementData:
        activity = one.activity.slug if one.activity else None
        return r.AgreementData(
            slug=one.slug,
            name=one.name,
            kind=one.kind,
            news=news,
            parties=tuple(map(self._party, self.records.parties.get(one.pk, ()))),
            talks=when_of(one.talks),
            announced=when_of(one.announced) if self._reached(one.announced_date) else None,
            signed=when_of(one.signed) if self._reached(one.signed_date) else None,
            start=one.start,
            end=one.end - timedelta(days=1) if one.end else None,
            notice=notice_day(one.end, one.notice_months, one.notice_date),
            replaces=one.replaces.name if one.replaces else EMPTY,
            activity=activity if activity in activities else None,
        )

    def _party(self, party: AgreementParty) -> r.PartyData:
        name: LocalizedText = party.name
        if party.association:
            name = self.own
        elif party.organisation:
            name = self.named(party.organisation.pk, party.organisation.slug)
        elif party.body:
            name = party.body.name
        return r.PartyData(name=name, commitments=party.commitments, own=party.association)

    def statements(
        self, activities: Container[str], members: Container[str]
    ) -> tuple[r.JointStatementData, ...]:
        """Return the joint statements that anybody signed, in the order in which they became public."""
        by_statement = groupby(self.records.signatories, key=lambda row: row.statement)
        return tuple(
            r.JointStatementData(
                slug=statement.slug,
                name=statement.name,
                kind=statement.kind,
                addressee=statement.addressee,
                public=when_of(statement.public),
                link=statement.link,
                signatories=tuple(self._signatories(rows, members)),
                activity=statement.activity.slug
                if statement.activity and statement.activity.slug in activities
                else None,
            )
            for statement, rows in by_statement
        )

    def _signatories(self, rows: Iterator[Signatory], members: Container[str]) -> Iterator[r.SignatoryData]:
        for row in rows:
            slug = row.organisation.slug if row.organisation else ""
            yield r.SignatoryData(
                name=self.named(row.organisation.pk, slug) if row.organisation else row.name,
                member=slug if slug in members else None,
                person=row.person.name if row.person else "",
                office=self.records.offices.get(row.pk, EMPTY),
            )


def _month(when: r.WhenData | None) -> tuple[str, date]:
    """Return what sorts by month, a month of which no day is known last within it."""
    return (when.month, when.day or date.max) if when else ("", date.max)


def when_of(dates: Dates | None) -> r.WhenData | None:
    """Return a day or month as reports have it."""
    if dates is None:
        return None
    return r.WhenData(month=f"{dates.first_day:%Y-%m}", day=dates.start)
