"""Agreements, joint statements and what bodies did, as records with comparable fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.messages import Printed
from rapporteur.base.words.catalogues import template
from rapporteur.documents.view.chosen import agreements as agreement_words
from rapporteur.documents.view.chosen import bodies as body_words
from rapporteur.proof.editions.changes.fields import (
    ComparedRecord,
    Field,
    Fields,
    LanguageTexts,
    NamedParts,
    OneValue,
)
from rapporteur.report.value import registers as r
from rapporteur.report.value.data import ReportData


class RegisterFields(Fields):
    """What the sections that an association may choose tell of, as records."""

    data: ReportData

    def agreements(self) -> Iterator[ComparedRecord]:
        """The agreements."""
        for one in self.data.agreements or ():
            days = (one.talks, one.announced, one.signed, one.start, one.end, one.notice)
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "kind": self.coded(agreement_words.KINDS, one.kind),
                "stage": self.coded(agreement_words.NEWS, one.news),
                "dates": self.days(*days),
                "parties": NamedParts(
                    {str(n): party.name for n, party in enumerate(one.parties)},
                    {str(n): OneValue(party, party.commitments) for n, party in enumerate(one.parties)},
                ),
                "replaces": LanguageTexts(one.replaces),
                "activity": self.plain(one.activity),
            }
            yield ComparedRecord("agreement", one.slug, one.name, fields)

    def statements(self) -> Iterator[ComparedRecord]:
        """The letters, declarations and campaigns."""
        for one in self.data.joint_statements or ():
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "kind": self.coded(agreement_words.STATEMENTS, one.kind),
                "addressee": LanguageTexts(one.addressee),
                "dates": self.days(one.public),
                "link": self.plain(one.link),
                "signatories": NamedParts(
                    {str(n): row.name for n, row in enumerate(one.signatories)},
                    {
                        str(n): OneValue(row, self.words.same(row.person) if row.person else row.office)
                        for n, row in enumerate(one.signatories)
                    },
                ),
                "activity": self.plain(one.activity),
            }
            yield ComparedRecord("joint_statement", one.slug, one.name, fields)

    def body_meetings(self) -> Iterator[ComparedRecord]:
        """The meetings of bodies."""
        for one in self._governance.meetings:
            counted = one.quorum
            fields: dict[str, Field] = {
                "body": LanguageTexts(one.body.name),
                "dates": self.in_words(
                    (one.start, one.end),
                    lambda language, one=one: self.words.span(one.start, one.end, "", language),  # type: ignore[misc]  # bound at once
                ),
                "held": self.yes(one.held),
                "online": self.yes(one.online),
                "places": LanguageTexts(one.place),
                "agenda": NamedParts(
                    {str(item.number): item.title for item in one.agenda},
                    {str(item.number): OneValue(item, item.title) for item in one.agenda},
                ),
                "quorum": OneValue(
                    counted, self.words.same(f"{counted.counted}/{counted.filled}" if counted else "")
                ),
            }
            yield ComparedRecord("body_meeting", one.slug, one.body.name, fields)

    def decisions(self) -> Iterator[ComparedRecord]:
        """The decisions."""
        for one in self._governance.decisions:
            votes = one.votes
            fields: dict[str, Field] = {
                "title": LanguageTexts(one.title),
                "body": LanguageTexts(one.body.name),
                "dates": self.days(one.decided_date),
                "body_meeting": OneValue((one.meeting, one.item), self.words.same(one.meeting or "")),
                "votes": OneValue(
                    (votes, one.majority),
                    self.words.same(f"{votes.approving}–{votes.against}–{votes.abstained}" if votes else ""),
                ),
                "carried": self.yes(one.carried) if one.carried is not None else OneValue(None, EMPTY),
            }
            yield ComparedRecord("decision", one.code, one.title, fields)

    def accounts(self) -> Iterator[ComparedRecord]:
        """The audits and accounts."""
        for one in self._governance.accounts:
            fields: dict[str, Field] = {
                "kind": self.coded(body_words.ACCOUNTS, one.kind),
                "stage": self.coded(body_words.STAGES, one.stage),
                "auditor": self.plain(one.auditor),
                "opinion": LanguageTexts(one.opinion),
                "body": LanguageTexts(one.before.name if one.before else EMPTY),
                "dates": self.days(one.audited, one.presented, one.approved),
            }
            key = f"{one.kind}-{one.year}-{one.half}"
            name = self.coded(body_words.ACCOUNTS, one.kind).words
            year = f"{one.year}/{one.half}" if one.half else str(one.year)
            named = LocalizedText({language: f"{text} {year}" for language, text in name.items()})
            yield ComparedRecord("accounts", key, named, fields)

    @property
    def _governance(self) -> r.GovernanceData:
        found = self.data.governance
        return found if isinstance(found, r.GovernanceData) else r.GovernanceData()

    def coded(self, table: dict[str, Printed], code: str) -> OneValue:
        """Return a code by its word."""
        return self.in_words(
            code, lambda language: template(table[code], language) if code in table else code
        )

    def days(self, *days: date | r.WhenData | None) -> OneValue:
        """Return days as one value: those that are known, in their order."""

        known = [day for day in days if day is not None]
        return self.in_words(days, lambda language: ", ".join(self._day(day, language) for day in known))

    def _day(self, day: date | r.WhenData, language: str) -> str:
        if isinstance(day, r.WhenData):
            return self.words.span(day.day, day.day, day.month, language)
        return self.words.day(day, language)
