"""What the file of meetings says, as the shapes of their room, and written through its verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.dates import Dates
from rapporteur.intake.importing.datasets import body_files as files
from rapporteur.intake.importing.datasets.parts import FilePart
from rapporteur.records.meetings import actions as meetings
from rapporteur.records.meetings.shapes import (
    AgendaItemShape,
    AttendanceShape,
    BodyMeetingShape,
    BodyRuleShape,
    DecisionShape,
    FinancialReportShape,
    GuestShape,
    PaperShape,
    VenueShape,
    VotesShape,
)

Keep = Callable[[Saved[Any]], Any]
"""What counts a write and returns its record."""


def load_meetings_file(file: files.MeetingsFile, *, by: Actor, keep: Keep) -> None:
    """Write everything that the file says: rules before meetings, which are counted by them."""
    for rule in file.rules:
        keep(meetings.set_body_rule(by=by, rule=BodyRuleShape(**_plain(rule))))
    for paper in file.papers:
        keep(meetings.record_paper(by=by, paper=PaperShape(**_plain(paper))))
    for one in file.meetings:
        meeting = keep(meetings.record_body_meeting(by=by, meeting=as_shape(one)))
        if one.attendance:
            rows = [AttendanceShape(**_plain(row)) for row in one.attendance]
            keep(meetings.note_attendance(by=by, meeting=meeting, attendance=rows))

    for decision in file.decisions:
        keep(meetings.record_decision(by=by, decision=decision_as_shape(decision)))
    for report in file.financial_reports:
        shape = FinancialReportShape(**_plain(report))
        keep(meetings.record_financial_report(by=by, report=shape))


def decision_as_shape(file: files.DecisionInFile) -> DecisionShape:
    """Return what a body decided."""
    values = _plain(file)
    votes = VotesShape(**_plain(file.votes)) if file.votes else None
    return DecisionShape(decided_date=values.pop("day"), **{**values, "votes": votes})


def as_shape(file: files.BodyMeetingInFile) -> BodyMeetingShape:
    """Return a meeting of a body."""
    apart = {"start", "end", "attendance", "place", "agenda", "guests"}
    return BodyMeetingShape(
        **{name: value for name, value in _plain(file).items() if name not in apart},
        dates=Dates(file.start, file.end or file.start),
        place=VenueShape(**_plain(file.place)),
        agenda=tuple(AgendaItemShape(**_plain(item)) for item in file.agenda),
        guests=tuple(GuestShape(**_plain(guest)) for guest in file.guests),
    )


def _plain(part: FilePart) -> dict[str, Any]:
    """Return what a part says, by name, as it stands there."""
    return {name: getattr(part, name) for name in type(part).model_fields}
