"""Compile the minutes of a meeting of a body from its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rapporteur.base.core.queries import the_association
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.records.governance.models import Mandate, Seat
from rapporteur.records.meetings.enums import Presence
from rapporteur.records.meetings.models import Attendance, BodyMeeting, Decision
from rapporteur.records.meetings.queries import counts_of
from rapporteur.records.members.models import OrganisationName
from rapporteur.records.remarks.models import FollowUp
from rapporteur.report.compile.chosen.fetch import ChosenRecords
from rapporteur.report.compile.chosen.governance import GovernanceCompiler
from rapporteur.report.value import minutes as m


def compile_minutes(meeting: BodyMeeting, as_of: date) -> m.MinutesData:
    """Compile the minutes of `meeting`, a draft where it was not held by the day `as_of`. Raises NoAssociation."""
    return MinutesCompiler(meeting, as_of).minutes()


class MinutesCompiler:
    """The records of one meeting, read in a number of queries that does not depend on how many came."""

    def __init__(self, meeting: BodyMeeting, as_of: date) -> None:
        self.meeting, self.as_of = meeting, as_of
        self.association = the_association()
        self.day: date = meeting.start_date
        seats = Seat.objects.in_force(self.day).filter(body=meeting.body_id).select_related("organisation")
        self.seats = list(seats.order_by("order", "slug"))
        held = Mandate.objects.in_force(self.day).filter(seat__in=self.seats).select_related("person")
        self.held = {one.seat_id: one for one in held.order_by("pk")}
        rows = meeting.attendance.select_related("person", "proxy__organisation").order_by("pk")
        self.attendance: dict[int, Attendance] = {row.seat_id: row for row in rows}
        self.guests = list(meeting.guests.select_related("organisation").order_by("position", "pk"))
        self.decisions = list(
            meeting.decisions.select_related("body", "meeting").order_by("year", "number", "pk")
        )
        self.names = self._names()

    def _names(self) -> dict[int, LocalizedText]:
        """Return what the organisations that are named were called on the day."""
        named = {seat.organisation_id for seat in self.seats}
        named |= {row.proxy.organisation_id for row in self.attendance.values() if row.proxy}
        named |= {guest.organisation_id for guest in self.guests} | {self.meeting.place_organisation_id}
        keys = {key for key in named if key is not None}
        names = OrganisationName.objects.in_force(self.day).filter(organisation__in=keys)
        return dict(names.values_list("organisation_id", "name"))

    def minutes(self) -> m.MinutesData:
        """Put the parts together."""
        association = self.association
        counts = counts_of([self.meeting], [one.body_id for one in self.decisions])
        records = ChosenRecords(
            meetings=[self.meeting],
            agenda={self.meeting.pk: list(self.meeting.agenda.all())},
            quorums={self.meeting.pk: counts.quorum(self.meeting)},
            decisions=self.decisions,
            outcomes={one.pk: counts.outcome(one) for one in self.decisions},
        )
        told = GovernanceCompiler(records, self.as_of, named=self._named).governance()
        chair = self.meeting.chair
        return m.MinutesData(
            association=association.name,
            short_name=association.short_name,
            languages=tuple(association.languages),
            source_language=association.source_language,
            colour=association.colour,
            meeting=told.meetings[0],
            chair=self._holder(chair.pk) if chair else "",
            chair_seat=self._seat_name(chair) if chair else EMPTY,
            public=self.meeting.public,
            papers=tuple(self._papers()),
            seats=tuple(map(self._presence, self.seats)),
            guests=tuple(
                m.GuestPresence(
                    name=guest.name,
                    organisation=self.names.get(guest.organisation_id or 0, EMPTY),
                    function=guest.function,
                )
                for guest in self.guests
            ),
            decisions=tuple(
                m.DecisionInFull(decision, row.text)
                for decision, row in zip(told.decisions, self.decisions, strict=True)
            ),
            follow_ups=tuple(self._follow_ups()),
        )

    def _named(self, organisation: int, slug: str) -> LocalizedText:
        return self.names.get(organisation) or self._same(slug)

    def _same(self, text: str) -> LocalizedText:
        return LocalizedText.same(text, self.association.languages)

    def _holder(self, seat: int) -> str:
        held = self.held.get(seat)
        return held.person.name if held else ""

    def _seat_name(self, seat: Seat) -> LocalizedText:
        """Return for whom a seat stands, or what its vacancy is called."""
        own = self.names.get(seat.organisation_id or 0)
        name: LocalizedText = own or seat.function
        return name

    def _presence(self, seat: Seat) -> m.SeatPresence:
        row, held = self.attendance.get(seat.pk), self.held.get(seat.pk)
        there = {one.seat_id for one in self.attendance.values() if one.presence == Presence.PRESENT}
        return m.SeatPresence(
            role=seat.role,
            function=held.function if held and held.function else seat.function,
            organisation=self.names.get(seat.organisation_id or 0, EMPTY),
            holder=held.person.name if held else "",
            presence=_noted(row),
            came=row.person.name if row and row.person else "",
            proxy=self._proxy(row.proxy) if row and row.proxy else EMPTY,
            proxy_counts=bool(row and row.proxy_id in there),
        )

    def _proxy(self, seat: Seat) -> LocalizedText:
        """Return who voted for another: the holder of the seat, or for whom it stands."""
        holder = self._holder(seat.pk)
        return self._same(holder) if holder else self._seat_name(seat)

    def _papers(self) -> Iterator[m.PaperOnAgenda]:
        for row in self.meeting.papers.select_related("paper").order_by("number", "pk"):
            yield m.PaperOnAgenda(number=row.number, title=row.paper.title, link=row.paper.link)

    def _follow_ups(self) -> Iterator[m.FollowUpData]:
        """Yield what is to be done after the meeting, and after its decisions, in the order in which it was noted."""
        found = [*FollowUp.objects.about(self.meeting)]
        found += FollowUp.objects.filter(
            record_type=Decision._meta.label_lower, record__in=_slugs(self.decisions)
        )
        for one in sorted(found, key=lambda row: row.pk):
            yield m.FollowUpData(
                text=one.text, owner=one.owner_name, due=one.due_date, done=one.done_at is not None
            )


def _noted(row: Attendance | None) -> m.Noted:
    """Return whether a seat was there, as it was noted."""
    found: m.Noted = Presence(row.presence).value if row else ""  # type: ignore[assignment]  # the same words
    return found


def _slugs(decisions: Iterable[Decision]) -> list[str]:
    return [one.slug for one in decisions]
