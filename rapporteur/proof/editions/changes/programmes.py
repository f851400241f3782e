"""Pilot projects, calls, training and publications as records with comparable fields."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.documents.view.chosen import calls as call_words
from rapporteur.documents.view.chosen import communication as communication_words
from rapporteur.documents.view.chosen import publications as publication_words
from rapporteur.documents.view.chosen import training as training_words
from rapporteur.proof.editions.changes.fields import (
    ComparedRecord,
    Field,
    LanguageTexts,
    NamedParts,
    OneValue,
)
from rapporteur.proof.editions.changes.registers import RegisterFields
from rapporteur.report.value import programmes as p


class ProgrammeFields(RegisterFields):
    """What the sections on programmes tell of, as records."""

    def courses(self) -> Iterator[ComparedRecord]:
        """The courses."""
        for one in self.data.training or ():
            fields: dict[str, Field] = {
                "title": LanguageTexts(one.title),
                "kind": self.coded(training_words.KINDS, one.kind),
                "provider": LanguageTexts(one.provider),
                "organisers": LanguageTexts(one.organisers),
                "dates": self.days(one.start, one.end),
                "online": self.yes(one.online),
                "places": LanguageTexts(one.place),
                "participants": self._people(one),
                "certificates": self._number(one.certificates, about=one.certificates_about),
                "organisations": self.involved(one.organisations),
                "activity": self.plain(one.activity),
            }
            yield ComparedRecord("course", one.slug, one.title, fields)

    def projects(self) -> Iterator[ComparedRecord]:
        """The pilot projects."""
        for one in self.data.pilot_projects or ():
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "lead": OneValue(one.lead, one.lead.name if one.lead else EMPTY),
                "dates": self.days(one.start, one.end),
                "partners": self.involved(one.partners),
                "events": OneValue(one.events, self.words.same(", ".join(it.activity for it in one.events))),
            }
            yield ComparedRecord("project", one.slug, one.name, fields)

    def calls(self) -> Iterator[ComparedRecord]:
        """The calls with their juries."""
        for one in self.data.calls or ():
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "kind": self.coded(call_words.KINDS, one.kind),
                "initiative": LanguageTexts(one.initiative),
                "dates": self.days(one.opens, one.closes),
                "outcome": OneValue((one.outcome, one.decided, one.closed), self.days(one.decided).words),
                "applications": OneValue(
                    (one.applications, one.leads, one.partners),
                    self.words.same("–" if one.applications is None else str(one.applications)),
                ),
                "jury": OneValue(
                    one.jury,
                    self.words.same(
                        f"{one.jury.members} ({one.jury.women}/{one.jury.men})" if one.jury else ""
                    ),
                ),
                "activity": self.plain(one.activity),
            }
            yield ComparedRecord("call", one.slug, one.name, fields)

    def publications(self) -> Iterator[ComparedRecord]:
        """The publications."""
        for one in self.data.publications or ():
            told = ", ".join(f"{it.outlet} ({it.month})" for it in one.mentions)
            fields: dict[str, Field] = {
                "title": LanguageTexts(one.title),
                "kind": self.coded(publication_words.KINDS, one.kind),
                "series": OneValue((one.series, one.number), one.series),
                "authors": self.plain(", ".join(one.authors)),
                "languages": self.plain(", ".join(one.languages)),
                "dates": self.days(one.published),
                "identifiers": self.plain(" ".join(filter(None, (one.isbn, one.doi)))),
                "link": self.plain(one.link),
                "media": OneValue(one.mentions, self.words.same(told)),
                "activity": self.plain(one.activity),
            }
            yield ComparedRecord("publication", one.slug, one.title, fields)

    def communication(self) -> Iterator[ComparedRecord]:
        """What the network put out."""
        for one in self.data.communication or ():
            fields: dict[str, Field] = {
                "title": LanguageTexts(one.title),
                "kind": self.coded(communication_words.KINDS, one.kind),
                "channels": self.plain(", ".join(one.channels)),
                "languages": self.plain(", ".join(one.languages)),
                "dates": self.days(one.published),
                "ongoing": self.yes(one.ongoing),
                "link": self.plain(one.link),
                "reach": OneValue(
                    one.reach,
                    self.words.same(f"{one.reach.count} ({one.reach.source})" if one.reach else ""),
                ),
                "deliverables": self.plain(", ".join(one.deliverables)),
                "activity": self.plain(one.activity),
            }
            yield ComparedRecord("communication_item", one.slug, one.title, fields)

    def involved(self, organisations: tuple[p.InvolvedData, ...]) -> NamedParts:
        """Return organisations that took part as parts, by their names."""
        return NamedParts(
            {str(n): row.name for n, row in enumerate(organisations)},
            {str(n): OneValue(row, row.name) for n, row in enumerate(organisations)},
        )

    def _people(self, one: p.CourseData) -> OneValue:
        came = (one.people, one.about, one.incomplete, one.women, one.recorded, one.countries)
        known = (one.capacity, one.registered, *came)
        return OneValue(known, self._number(one.people, about=one.about or one.incomplete).words)

    def _number(self, number: int | None, *, about: bool) -> OneValue:
        said = "–" if number is None else f"≈ {number}" if about else str(number)
        words: LocalizedText = self.words.same(said)
        return OneValue((number, about), words)
