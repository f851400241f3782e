"""The courses of the period, each with where and when it was, who took part, how many of them women, certificates."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Printed
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.agreements import source
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import BarView, EntryGroup, EntryView, ListView
from rapporteur.report.value.programmes import CourseData, InvolvedData

KINDS = {
    "COURSE": Printed("Course", context="kind of course"),
    "SEMINAR": Printed("Seminar", context="kind of course"),
    "WEBINAR": Printed("Webinar", context="kind of course"),
    "STAFF": Printed("Training of the staff", context="kind of course"),
}
GROUPS = {
    "members": (("COURSE", "SEMINAR", "WEBINAR"), Printed("Courses and webinars")),
    "staff": (("STAFF",), Printed("Training of our own staff")),
}


def courses(context: Context) -> list[EntryGroup]:
    """Return the courses for members and others, then those of the staff."""
    found = context.data.training
    if not isinstance(found, tuple):
        return []
    groups = []
    for key, (kinds, title) in GROUPS.items():
        entries = [_course(context, one) for one in found if one.kind in kinds]
        figure = context.many("{count} course", "{count} courses", len(entries))
        groups.append(EntryGroup(anchor("training", key), context.say(title), figure, entries))
    return [group for group in groups if group.entries]


def _course(context: Context, course: CourseData) -> EntryView:
    place = context.text(course.place)
    if course.online and not place:
        place = context.say(vocabulary.WORDS["online"])
    involved = involved_in(context, course.organisations)
    return EntryView(
        anchor=anchor("course", course.slug),
        kicker=vocabulary.coded(context, KINDS, course.kind),
        title=context.text(course.title),
        mark="",
        place=place,
        when=day_of(context, Dates(course.start, course.end)),
        facts=list(_facts(context, course)),
        bar=_women(context, course),
        lists=[ListView(context.say("Took part"), involved)] if involved else [],
        source=source(context, course.activity),
    )


def involved_in(context: Context, organisations: tuple[InvolvedData, ...]) -> list[str]:
    """Return what organisations that took part are called, in the order of the language."""
    return sorted((context.text(one.name) for one in organisations), key=context.key)


def _facts(context: Context, course: CourseData) -> Iterator[str]:
    days = (course.end - course.start).days + 1
    if days > 1:
        yield context.many("{count} day.", "{count} days.", days)
    if provider := context.text(course.provider):
        yield context.say("Given by: {provider}.", provider=provider)
    if organisers := context.text(course.organisers):
        yield context.say("Organised by: {organisers}.", organisers=organisers)
    yield from _people(context, course)
    if course.members:
        yield context.many("{count} member took part.", "{count} members took part.", course.members)
    if course.certificates is not None:
        if course.certificates_about:
            yield context.many(
                "About {count} certificate was given.",
                "About {count} certificates were given.",
                course.certificates,
            )
        else:
            yield context.many(
                "{count} certificate was given.", "{count} certificates were given.", course.certificates
            )


def _people(context: Context, course: CourseData) -> Iterator[str]:
    """Yield how many came, from how many countries, and what is not known of them."""
    if course.people is None:
        yield context.say("How many people took part is not recorded.")
        return
    if course.about:
        yield context.many(
            "About {count} person took part.", "About {count} people took part.", course.people
        )
    else:
        yield context.many("{count} person took part.", "{count} people took part.", course.people)
    if course.incomplete:
        yield context.say("Of some organisations the number is not recorded.")
    if course.registered is not None and course.registered > course.people:
        yield context.many(
            "{count} person had registered.", "{count} people had registered.", course.registered
        )
    if course.countries:
        yield context.many(
            "They came from {count} country.", "They came from {count} countries.", course.countries
        )
    if course.people and not course.recorded:
        yield context.say("How many of them are women is not recorded.")


def _women(context: Context, course: CourseData) -> BarView | None:
    """Return the share of women among those of whom it is recorded; nothing where it is of nobody."""
    if not course.recorded:
        return None
    share = course.women / course.recorded
    figure = context.say(
        "{women} of {recorded} ({share})",
        women=context.number(course.women),
        recorded=context.number(course.recorded),
        share=context.percent(share),
    )
    return BarView(context.say("Women, of those recorded"), figure, share)
