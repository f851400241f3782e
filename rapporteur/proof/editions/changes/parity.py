"""Counts of women and men as records with comparable fields."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.documents.view.chosen import parity as words
from rapporteur.proof.editions.changes.admissions import AdmissionFields
from rapporteur.proof.editions.changes.fields import ComparedRecord, Field, LanguageTexts, OneValue
from rapporteur.report.value.parity import ParityCountData, ParityData


class ParityFields(AdmissionFields):
    """What the section on parity tells of, as records."""

    def parity(self) -> Iterator[ComparedRecord]:
        """The counts."""
        data = self.data.parity
        for one in data.counts if isinstance(data, ParityData) else ():
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "capacity": self.coded(words.CAPACITIES, one.capacity),
                "women": self._counted(one, one.women),
                "men": self._counted(one, one.men),
                "others": self._counted(one, one.others),
                "unrecorded": self._near(one, one.unrecorded),
                "dates": self.days(one.day),
                "activity": self.plain(one.activity),
            }
            key = "/".join(filter(None, (one.of, one.slug, one.capacity)))
            yield ComparedRecord("parity_count", key, one.name, fields)

    def _counted(self, one: ParityCountData, number: int) -> OneValue:
        """Return a number; nothing where it is recorded of nobody."""
        return self._near(one, number) if one.recorded else self.plain(None)

    def _near(self, one: ParityCountData, number: int) -> OneValue:
        """Return a number, with a sign where one near it is meant."""
        return OneValue((number, one.about), self.words.same(f"≈ {number}" if one.about else str(number)))
