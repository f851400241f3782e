"""Requests for admission and prospects as records with comparable fields."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.localized import EMPTY
from rapporteur.documents.view.chosen import admissions as words
from rapporteur.proof.editions.changes.ahead import AheadFields
from rapporteur.proof.editions.changes.fields import ComparedRecord, Field, LanguageTexts, OneValue
from rapporteur.report.value.admissions import AdmissionsData


class AdmissionFields(AheadFields):
    """What the section on admissions tells of, as records."""

    def admissions(self) -> Iterator[ComparedRecord]:
        """The requests."""
        for one in self._admissions.requests:
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "country": self.plain(one.country),
                "outcome": self.coded(words.OUTCOMES, one.outcome),
                "regional_opinion": self.coded(words.OPINIONS, one.opinion),
                "body": LanguageTexts(one.body.name if one.body else EMPTY),
                "dates": self.days(one.received, one.met, one.meeting, one.decided, one.since),
                "activity": self.plain(one.activity),
            }
            yield ComparedRecord("admission", one.slug, one.name, fields)

    def prospects_met(self) -> Iterator[ComparedRecord]:
        """The prospects, and how often each was met."""
        for one in self._admissions.prospects:
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "meetings": OneValue(one.times, self.words.same(str(one.times))),
            }
            yield ComparedRecord("prospect_met", one.slug, one.name, fields)

    @property
    def _admissions(self) -> AdmissionsData:
        found = self.data.admissions
        return found if isinstance(found, AdmissionsData) else AdmissionsData()
