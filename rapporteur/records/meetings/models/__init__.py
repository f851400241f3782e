"""Meetings of bodies, what they decide, and the accounts that are laid before them: three ideas, a module each."""

from rapporteur.records.meetings.models.accounts import FinancialReport
from rapporteur.records.meetings.models.decision import Decision
from rapporteur.records.meetings.models.meeting import (
    AgendaItem,
    Attendance,
    BodyMeeting,
    BodyRule,
    Guest,
    Paper,
    PaperLaid,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "BodyMeeting",
    "BodyRule",
    "Decision",
    "FinancialReport",
    "Guest",
    "Paper",
    "PaperLaid",
]
