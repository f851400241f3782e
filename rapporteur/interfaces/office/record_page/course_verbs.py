"""The verbs of courses as forms: who came; and how many took part, in a sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.collation import sort_key
from rapporteur.base.values.formatting.numbers import format_number
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import listed
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, VerbForm
from rapporteur.interfaces.office.typed import TypedDayField, reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.names.called import with_names
from rapporteur.records.training.actions import issue_certificates, note_course_attendance
from rapporteur.records.training.enums import CourseAttendance
from rapporteur.records.training.models import Course
from rapporteur.records.training.queries import (
    attended,
    came_without_consent,
    registered,
    rows_of,
    to_be_certified,
)
from rapporteur.records.training.tally import Tally

NOTE_ATTENDANCE = Message("Note who came …", context="verb")
NOBODY_REGISTERED = Message("nobody is on record for it by name", context="verb")
GIVE_CERTIFICATES = Message("Give certificates …", context="verb")
NOBODY_TO_CERTIFY = Message(
    "nobody who came, agreed to a certificate with their name, and has none is on record for it",
    context="verb",
)
GIVEN_ON = label(Message("Given on", context="verb"))
DONE = {
    "give-certificates": Message(
        "{count} certificate of {name} has its number and its code.",
        "{count} certificates of {name} have their numbers and codes.",
        by="count",
        context="verb",
    ),
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
CERTIFIED = Message(
    "{count} person has a certificate", "{count} people have a certificate", by="count", context="record page"
)
WITHOUT_CONSENT = Message(
    "{count} person who came has not agreed to one",
    "{count} people who came have not agreed to one",
    by="count",
    context="record page",
)
MORE = Message("of some nobody knows how many came", context="record page")
UNKNOWN = Message("nobody knows how many came", context="record page")


class CourseAttendanceForm(VerbForm):
    """Of each who registered by name, whether they came."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people, key = with_names(self.record.participants.all()), sort_key(reader())
        ordered = sorted(people, key=lambda one: (key(called(one)), one.slug))
        self.people = {f"came-{one.pk}": one for one in ordered}
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


class CertificatesForm(VerbForm):
    """The day on which certificates are given to all who came, agreed to one, and have none."""

    day_field = "issued"
    issued = TypedDayField(label=GIVEN_ON, initial=timezone.localdate)
    given = 0

    def do(self, by: Actor) -> None:
        """Give them."""
        self.given = len(issue_certificates(by=by, course=self.record, issued=self.cleaned_data["issued"]))

    def done(self) -> dict[str, object]:
        """Return how many were given."""
        return {"name": called(self.record), "count": self.given}


def _why_none_given(course: Any) -> Message | None:
    waiting = to_be_certified(course).filter(certificate__isnull=True)
    return None if waiting.exists() else NOBODY_TO_CERTIFY


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
    FormVerb(
        "give-certificates",
        GIVE_CERTIFICATES,
        Right.RECORD_PARTICIPANTS,
        CertificatesForm,
        _why_none_given,
    ),
)


def say_certificates(course: Course) -> str:
    """Return how many have a certificate, and how many who came have not agreed to one; nothing where nobody came."""
    counts = (
        (CERTIFIED, course.participants.filter(certificate__withdrawn_date__isnull=True)
         .exclude(certificate=None).count()),
        (WITHOUT_CONSENT, came_without_consent(course)),
    )  # fmt: skip
    return "; ".join(say(message, reader(), count=count) for message, count in counts if count)


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
