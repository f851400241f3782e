"""Whether a report can be laid out: texts that must be there, colours, photographs, and what is printed of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.preflight.pictures import picture_fault
from rapporteur.documents.preflight.problems import LayoutProblem, ReportNotRenderable
from rapporteur.documents.preflight.texts import text_problems
from rapporteur.documents.view.context import tint
from rapporteur.report.value.admissions import AdmissionsData
from rapporteur.report.value.ahead import NextQuarterData
from rapporteur.report.value.data import PhotoData, ReportData
from rapporteur.report.value.parity import ParityData
from rapporteur.report.value.registers import GovernanceData

CONTRAST = 4.5
"""Least contrast of a text with its ground (WCAG 2.2, 1.4.3)."""


def check_renderable(
    data: ReportData, languages: Sequence[str], *, drawn: bool = True
) -> tuple[LayoutProblem, ...]:
    """Return what keeps `data` from being laid out in `languages`, in the order of the report.

    What is not `drawn` with the fonts of the report but with those of its reader may have any letter and any word.
    """
    return (
        *_missing(data, languages),
        *_colours(data),
        *_photos(data, languages),
        *text_problems(data, languages, drawn=drawn),
    )


def require_renderable(data: ReportData, languages: Sequence[str], *, drawn: bool = True) -> None:
    """Raise :class:`ReportNotRenderable` where :func:`check_renderable` finds anything."""
    if problems := check_renderable(data, languages, drawn=drawn):
        raise ReportNotRenderable(problems)


def _required(data: ReportData) -> Iterator[tuple[str, str, LocalizedText]]:
    """Yield (record, field, text) for each text that a layout cannot do without."""
    yield "association", "name", data.association.name
    yield "association", "report_name", data.association.report_name
    for activity in data.activities:
        yield f"activity {activity.slug}", "title", activity.title
        for number, place in enumerate(activity.places, start=1):
            yield f"activity {activity.slug}", f"places[{number}].name", place.name
    if data.plan:
        for level in data.plan.levels:
            yield f"plan level {level.key}", "name", level.name
        for node in data.plan.nodes:
            yield f"plan node {node.code}", "title", node.title
    for region in data.regions:
        yield f"region {region.slug}", "name", region.name
    for member in data.members:
        yield f"member {member.slug}", "name", member.name
    for number, mention in enumerate(data.media, start=1):
        yield f"media mention {number}", "subject", mention.subject
    for number, meeting in enumerate(data.bilateral_meetings, start=1):
        yield f"bilateral meeting {number}", "place.name", meeting.place.name
    yield from _required_of_chosen(data)


def _required_of_chosen(data: ReportData) -> Iterator[tuple[str, str, LocalizedText]]:
    """Yield those of the sections that an association may choose."""
    for agreement in data.agreements or ():
        yield f"agreement {agreement.slug}", "name", agreement.name
        for number, party in enumerate(agreement.parties, start=1):
            yield f"agreement {agreement.slug}", f"parties[{number}].name", party.name
    for statement in data.joint_statements or ():
        yield f"joint statement {statement.slug}", "name", statement.name
        for number, signatory in enumerate(statement.signatories, start=1):
            yield f"joint statement {statement.slug}", f"signatories[{number}].name", signatory.name
    yield from _required_of_programmes(data)
    if isinstance(data.governance, GovernanceData):
        for body in data.governance.bodies:
            yield f"body {body.slug}", "name", body.name
        for meeting in data.governance.meetings:
            for item in meeting.agenda:
                yield f"body meeting {meeting.slug}", f"agenda[{item.number}].title", item.title
        for decision in data.governance.decisions:
            yield f"decision {decision.code}", "title", decision.title
    yield from _required_of_coming(data)


_COUNTED = {"ACTIVITY": "activity", "COURSE": "course", "JURY": "call", "BODY": "body"}
"""What records are called in problems, by what was counted."""


def _required_of_coming(data: ReportData) -> Iterator[tuple[str, str, LocalizedText]]:
    if isinstance(data.next_quarter, NextQuarterData):
        yield from _required_ahead(data.next_quarter)
    if isinstance(data.admissions, AdmissionsData):
        yield from _required_of_admissions(data.admissions)
    for count in data.parity.counts if isinstance(data.parity, ParityData) else ():
        yield (
            f"{_COUNTED[count.of]} {count.slug}",
            "name" if count.of in ("JURY", "BODY") else "title",
            count.name,
        )


def _required_of_admissions(data: AdmissionsData) -> Iterator[tuple[str, str, LocalizedText]]:
    for request in data.requests:
        yield f"admission request {request.slug}", "organisation", request.name
        if request.body:
            yield f"body {request.body.slug}", "name", request.body.name
    for prospect in data.prospects:
        yield f"organisation {prospect.slug}", "name", prospect.name


def _required_ahead(data: NextQuarterData) -> Iterator[tuple[str, str, LocalizedText]]:
    annual = data.annual_meeting
    for event in (*((annual.event,) if annual else ()), *data.events):
        yield f"planned event {event.slug}", "title", event.title
    for meeting in data.meetings:
        yield f"body {meeting.body.slug}", "name", meeting.body.name
    for deadline in data.deadlines:
        yield f"call {deadline.slug}", "name", deadline.name


def _required_of_programmes(data: ReportData) -> Iterator[tuple[str, str, LocalizedText]]:
    """Yield those of projects, calls, courses and publications."""
    for project in data.pilot_projects or ():
        yield f"project {project.slug}", "name", project.name
        for number, partner in enumerate(project.partners, start=1):
            yield f"project {project.slug}", f"partners[{number}].name", partner.name
    for call in data.calls or ():
        yield f"call {call.slug}", "name", call.name
    for publication in data.publications or ():
        yield f"publication {publication.slug}", "title", publication.title
    for item in data.communication or ():
        yield f"communication item {item.slug}", "title", item.title
    for course in data.training or ():
        yield f"course {course.slug}", "title", course.title
        for number, one in enumerate(course.organisations, start=1):
            yield f"course {course.slug}", f"organisations[{number}].name", one.name


def _missing(data: ReportData, languages: Sequence[str]) -> Iterator[LayoutProblem]:
    """Yield a problem for each required text that a language lacks."""
    for record, field, text in _required(data):
        for language in text.missing(languages):
            yield LayoutProblem(record, field, language, "EMPTY")


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (“#1f4e8c”), from 0 to 1."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _colours(data: ReportData) -> Iterator[LayoutProblem]:
    """Yield a problem for each colour of a line that cannot be read as text on its own tint."""
    for number, colour in enumerate(data.association.colours.lines, start=1):
        found = contrast(colour, tint(colour))
        if found < CONTRAST:
            yield LayoutProblem(
                "association",
                f"colours.lines[{number}]",
                "",
                "CONTRAST",
                {"colour": colour, "contrast": Decimal(f"{found:.1f}"), "least": Decimal(str(CONTRAST))},
            )


def _photos(data: ReportData, languages: Sequence[str]) -> Iterator[LayoutProblem]:
    """Yield the problems of each photograph: its texts, its rights, the file itself."""
    for record, field, photo in _pictures(data):
        for language in photo.alt.missing(languages):
            yield LayoutProblem(record, f"{field}.alt", language, "ALT_EMPTY")
        if not photo.credit.strip():
            yield LayoutProblem(record, f"{field}.credit", "", "CREDIT_EMPTY")
        if fault := picture_fault(photo):
            yield LayoutProblem(record, f"{field}.content", "", *fault)


def _pictures(data: ReportData) -> Iterator[tuple[str, str, PhotoData]]:
    """Yield (record, field, photograph) for that of the cover and those of the activities."""
    if data.cover:
        yield "cover", "photo", data.cover.photo
    for activity in data.activities:
        if activity.photo:
            yield f"activity {activity.slug}", "photo", activity.photo
