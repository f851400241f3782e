"""What lies ahead, as records with comparable fields."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen import ahead as words
from rapporteur.proof.editions.changes.fields import (
    ComparedRecord,
    Field,
    LanguageTexts,
    NamedParts,
    OneValue,
)
from rapporteur.proof.editions.changes.registers import RegisterFields
from rapporteur.report.value.ahead import AnnualMeetingData, NextQuarterData, PlannedEventData


class AheadFields(RegisterFields):
    """What the section of the next quarter tells of, as records."""

    def planned_events(self) -> Iterator[ComparedRecord]:
        """The planned events, the annual meeting first."""
        data = self._ahead
        if data is None:
            return
        if annual := data.annual_meeting:
            yield self._event(annual.event, annual)
        for event in data.events:
            yield self._event(event, None)

    def _event(self, event: PlannedEventData, annual: AnnualMeetingData | None) -> ComparedRecord:
        fields: dict[str, Field] = {
            "title": LanguageTexts(event.title),
            "kind": self.coded(vocabulary.KINDS, event.kind),
            "dates": self.in_words(
                (event.start, event.end, event.month),
                lambda language: self.words.span(event.start, event.end, event.month, language),
            ),
            "online": self.yes(event.online),
            "ours": self.yes(event.ours),
            "places": LanguageTexts(event.place),
            "theme": LanguageTexts(event.theme),
            "reason": LanguageTexts(event.reason),
            "deliverables": OneValue(event.deliverables, self.words.same(", ".join(event.deliverables))),
            "year": OneValue(
                annual and annual.edition, self.words.same(str(annual.edition) if annual else "")
            ),
            "host": LanguageTexts(annual.host if annual else EMPTY),
            "bids": _numbered(annual.bids if annual else ()),
            "agenda": _numbered(annual.items if annual else ()),
        }
        return ComparedRecord("planned_event", event.slug, event.title, fields)

    def planned_meetings(self) -> Iterator[ComparedRecord]:
        """The meetings of bodies that lie ahead."""
        for one in self._ahead.meetings if self._ahead else ():
            fields: dict[str, Field] = {
                "body": LanguageTexts(one.body.name),
                "dates": self.in_words(
                    (one.start, one.end),
                    lambda language, one=one: self.words.span(one.start, one.end, "", language),  # type: ignore[misc]  # bound at once
                ),
                "online": self.yes(one.online),
                "places": LanguageTexts(one.place),
            }
            yield ComparedRecord("body_meeting", one.slug, one.body.name, fields)

    def deadlines(self) -> Iterator[ComparedRecord]:
        """The deadlines of calls."""
        for one in self._ahead.deadlines if self._ahead else ():
            exactly = " ".join(filter(None, (f"{one.time:%H:%M:%S}" if one.time else "", one.zone)))
            fields: dict[str, Field] = {
                "name": LanguageTexts(one.name),
                "kind": self.coded(words.CALLS, one.kind),
                "dates": self.days(one.day),
                "time": self.plain(exactly),
            }
            yield ComparedRecord("deadline", one.slug, one.name, fields)

    @property
    def _ahead(self) -> NextQuarterData | None:
        found = self.data.next_quarter
        return found if isinstance(found, NextQuarterData) else None


def _numbered(texts: tuple[LocalizedText, ...]) -> NamedParts:
    return NamedParts(
        {str(n): one for n, one in enumerate(texts)},
        {str(n): OneValue(one, one) for n, one in enumerate(texts)},
    )
