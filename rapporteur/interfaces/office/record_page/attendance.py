"""The form in which it is noted who was at a meeting: one row for each seat of the body on that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.record_page import verb_words as words
from rapporteur.interfaces.office.record_page.counting import say_quorum
from rapporteur.interfaces.office.record_page.verb_boxes import WHO, NamingForm, PersonNameField, say_seat
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.governance.models import Mandate, Seat
from rapporteur.records.meetings.actions import note_attendance
from rapporteur.records.meetings.enums import MeetingState, Presence
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.meetings.queries import seats_on
from rapporteur.records.meetings.shapes import AttendanceShape

BOXES = ("presence", "proxy", "came")


@dataclass(frozen=True)
class AttendanceRow:
    """A row of the table: a seat, who held it, and its boxes, each with what is asked below it."""

    seat: str
    holder: str
    boxes: tuple[tuple[forms.BoundField, forms.BoundField | None], ...]


class AttendanceForm(NamingForm):
    """Of each seat whether it was there, who came instead of its holder, and to whom it gave its vote."""

    template = "office/record_page/attendance.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting: BodyMeeting = self.record
        self.seats = {seat.slug: seat for seat in _named_seats(meeting)}
        self.names = {slug: say_seat(seat) for slug, seat in self.seats.items()}
        held = Mandate.objects.in_force(meeting.start_date).filter(seat__in=self.seats.values())
        self.holders = {one.seat_id: one.person.name for one in held.select_related("person")}
        noted = {row.seat_id: row for row in meeting.attendance.select_related("person", "proxy")}
        for slug, seat in self.seats.items():
            self._add_boxes(slug, noted.get(seat.pk))

    def _add_boxes(self, slug: str, noted: Any) -> None:
        """Add the boxes of a seat, filled with what is noted of it."""
        others = [(other, name) for other, name in self.names.items() if other != slug]
        self.fields[f"presence-{slug}"] = forms.ChoiceField(
            label=self._label("presence", slug),
            choices=lambda: [("", say(words.NOT_NOTED, reader())), *named(Presence.choices)],
            required=False,
            initial=noted.presence if noted else "",
        )
        self.fields[f"proxy-{slug}"] = forms.ChoiceField(
            label=self._label("proxy", slug),
            choices=[("", "—"), *others],
            required=False,
            initial=noted.proxy.slug if noted and noted.proxy else "",
        )
        self.fields[f"came-{slug}"] = PersonNameField(
            label=self._label("came", slug),
            max_length=150,
            required=False,
            initial=noted.person.name if noted and noted.person else "",
        )
        for name in BOXES:
            box = self.fields[f"{name}-{slug}"]
            box.widget.attrs["aria-label"] = box.label

    def _label(self, name: str, slug: str) -> str:
        what: Any = words.BOXES[name]
        return say(words.OF_SEAT, reader(), what=str(what), seat=self.names[slug])

    def table(self) -> Iterator[AttendanceRow]:
        """Yield a row for each seat, in their order."""
        for slug, seat in self.seats.items():
            yield AttendanceRow(
                self.names[slug],
                self.holders.get(seat.pk) or say(words.VACANT, reader()),
                tuple((self[f"{name}-{slug}"], self._asked(f"{name}-{slug}")) for name in BOXES),
            )

    def _asked(self, box: str) -> forms.BoundField | None:
        asked = WHO.format(box)
        return self[asked] if asked in self.fields else None

    def quorum(self) -> str:
        """Return what is counted of what is noted so far."""
        return say_quorum(self.record)

    def do(self, by: Actor) -> None:
        """Note it; a seat of which nothing is said is not noted."""
        values, rows = self.cleaned_data, []
        came = {slug: one for slug in self.seats if (one := values[f"came-{slug}"])}
        persons = self.slugs(by, came)
        for slug in self.seats:
            if presence := values[f"presence-{slug}"]:
                row = AttendanceShape(
                    seat=slug,
                    presence=presence,
                    person=persons.get(slug),
                    proxy=values[f"proxy-{slug}"] or None,
                )
                rows.append(row)
        note_attendance(by=by, meeting=self.record, attendance=rows)

    def clean(self) -> dict[str, Any]:
        """Refuse a proxy or a person of a seat of which it is not said whether it was there."""
        values: dict[str, Any] = super().clean() or {}
        for slug in self.seats:
            told = values.get(f"proxy-{slug}") or values.get(f"came-{slug}")
            if told and not values.get(f"presence-{slug}"):
                self.add_error(f"presence-{slug}", say(words.SAY_PRESENCE, reader()))
        return values

    def done(self) -> dict[str, object]:
        """Return whether it was enough."""
        return {**super().done(), "quorum": say_quorum(BodyMeeting.objects.get(pk=self.record.pk))}


def _named_seats(meeting: BodyMeeting) -> list[Seat]:
    keys = [seat.pk for seat in seats_on(meeting.body, meeting.start_date)]
    seats = Seat.objects.filter(pk__in=keys).select_related("organisation", "region")
    return list(seats.prefetch_related("organisation__names").order_by("order", "slug"))


def why_not_noted(meeting: Any) -> Message | None:
    """Return why nobody can be noted at a meeting."""
    if meeting.state != MeetingState.HELD:
        return words.NOT_HELD
    return None if seats_on(meeting.body, meeting.start_date) else words.NO_SEATS_THEN
