"""The verbs of courses as forms: who came; and how many took part, in a sentence."""

from __future__ import annotations

from typing import Any

from django import forms

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.formatting.numbers import format_number
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import listed
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, VerbForm
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.names.called import with_names
from rapporteur.records.training.actions import note_course_attendance
from rapporteur.records.training.enums import CourseAttendance
from rapporteur.records.training.models import Course
from rapporteur.records.training.queries import attended, registered, rows_of
from rapporteur.records.training.tally import Tally

NOTE_ATTENDANCE = Message("Note who came …", context="verb")
NOBODY_REGISTERED = Message("nobody is on record for it by name", context="verb")
DONE = {
    "course-attendance": Message(
        "Noted: {count} person of {name} came.",
        "Noted: {count} people of {name} came.",
        by="count",
        context="verb",
    ),
}
CAME = Message("{count} person came", "{count} people came", by="count", context="record page")
ABOUT_CAME = Message(
    "about {count} person came", "about {count} people came", by="count", context="record page"
)
REGISTERED = Message(
    "{count} person registered", "{count} people registered", by="count", context="record page"
)
MEMBERS = Message(
    "{count} organisation took part", "{count} organisations took part", by="count", context="record page"
)
WOMEN = Message(
    "{count} woman among {recorded} whose sex is recorded",
    "{count} women among {recorded} whose sex is recorded",
    by="count",
    context="record page",
)
MORE = Message("of some nobody knows how many came", context="record page")
UNKNOWN = Message("nobody knows how many came", context="record page")


class CourseAttendanceForm(VerbForm):
    """Of each who registered by name, whether they came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = with_names(self.record.participants.all()).order_by("slug")
        self.people = {f"came-{one.pk}": one for one in people}
        for name, one in self.people.items():
            self.fields[name] = forms.ChoiceField(
                label=called(one), choices=lambda: named(CourseAttendance.choices), initial=one.attendance
            )

    def do(self, by: Actor) -> None:
        """Note it of all."""
        said = {one.slug: self.cleaned_data[name] for name, one in self.people.items()}
        note_course_attendance(by=by, course=self.record, attendance=said)

    def done(self) -> dict[str, object]:
        """Return how many came."""
        came = [name for name in self.people if self.cleaned_data[name] == CourseAttendance.ATTENDED]
        return {"name": called(self.record), "count": len(came)}


def _why_not_noted(course: Any) -> Message | None:
    return None if course.participants.exists() else NOBODY_REGISTERED


COURSE_VERBS = (
    FormVerb(
        "course-attendance",
        NOTE_ATTENDANCE,
        Right.RECORD_PARTICIPANTS,
        CourseAttendanceForm,
        _why_not_noted,
    ),
)


def say_course(course: Course) -> str:
    """Return how many registered and came, for how many organisations, and how many of them are women."""
    rows = rows_of([course.pk]).get(course.pk, [])
    came, known = attended(rows), registered(rows).people
    parts = [(REGISTERED, {"count": known})] if known else []
    parts += _of_those_who_came(came)
    return listed((say(message, reader(), **values) for message, values in parts), reader())


def _of_those_who_came(came: Tally) -> list[tuple[Message, dict[str, Any]]]:
    if came.people is None:
        parts: list[tuple[Message, dict[str, Any]]] = [(UNKNOWN, {})]
    else:
        parts = [(ABOUT_CAME if came.about else CAME, {"count": came.people})]
        if came.incomplete:
            parts.append((MORE, {}))
    if came.organisations:
        parts.append((MEMBERS, {"count": len(came.organisations)}))
    if came.recorded:
        recorded = format_number(came.recorded, reader())
        parts.append((WOMEN, {"count": came.women, "recorded": recorded}))
    return parts
