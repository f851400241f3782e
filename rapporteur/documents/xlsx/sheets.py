"""What the workbook holds: a sheet per kind of record and per kind of link, as columns and typed rows."""

from __future__ import annotations

from collections.abc import Callable

from rapporteur.documents.view.context import Context
from rapporteur.documents.xlsx.activities import (
    activities,
    activity_deliverables,
    activity_members,
    activity_places,
)
from rapporteur.documents.xlsx.admissions import admissions, prospects_met
from rapporteur.documents.xlsx.ahead import agenda, deadlines
from rapporteur.documents.xlsx.book import Book, Sheet
from rapporteur.documents.xlsx.figures import summary
from rapporteur.documents.xlsx.members import activated_members, members, regions_sheet
from rapporteur.documents.xlsx.other import bilateral_meetings, dues, media
from rapporteur.documents.xlsx.parity import parity
from rapporteur.documents.xlsx.people import board, people, staff
from rapporteur.documents.xlsx.plan import plan
from rapporteur.documents.xlsx.programmes import calls, communication, courses, pilot_projects, publications
from rapporteur.documents.xlsx.registers import (
    accounts,
    agreements,
    body_meetings,
    decisions,
    joint_statements,
    signatories,
)
from rapporteur.report.value.data import ReportData

SHEETS: tuple[Callable[[Book], Sheet], ...] = (
    summary,
    activities,
    activity_members,
    activity_deliverables,
    activity_places,
    plan,
    members,
    activated_members,
    regions_sheet,
    board,
    people,
    staff,
    bilateral_meetings,
    media,
    dues,
    agreements,
    joint_statements,
    signatories,
    body_meetings,
    decisions,
    accounts,
    pilot_projects,
    calls,
    courses,
    publications,
    parity,
    admissions,
    prospects_met,
    communication,
    agenda,
    deadlines,
)
"""What makes the sheets, in their order."""


def sheets(data: ReportData, language: str) -> list[Sheet]:
    """Return the sheets of a report, words and texts in `language`, empty ones left out."""
    book = Book(Context(data, language))
    made = [make(book) for make in SHEETS]
    return [sheet for sheet in made if sheet.rows]
