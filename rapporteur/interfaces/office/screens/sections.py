"""What people call the sections of a report, in forms where they stand one a line."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.base.values.sections import SECTIONS
from rapporteur.interfaces.office.words import label

NAMES = {
    "cover": label(Message("cover", context="section")),
    "contents": label(Message("contents", context="section")),
    "glance": label(Message("at a glance", context="section")),
    "editorial": label(Message("editorial", context="section")),
    "activities": label(Message("activities", context="section")),
    "media": label(Message("in the media", context="section")),
    "bilateral_meetings": label(Message("bilateral meetings", context="section")),
    "agreements": label(Message("agreements", context="section")),
    "joint_statements": label(Message("letters and campaigns", context="section")),
    "activated_members": label(Message("activated members", context="section")),
    "dues": label(Message("dues", context="section")),
    "plan": label(Message("action plan", context="section")),
    "pilot_projects": label(Message("pilot projects", context="section")),
    "calls": label(Message("calls and juries", context="section")),
    "training": label(Message("training", context="section")),
    "publications": label(Message("publications", context="section")),
    "communication": label(Message("communication", context="section")),
    "governance": label(Message("governance", context="section")),
    "parity": label(Message("women and men", context="section")),
    "admissions": label(Message("admissions", context="section")),
    "next_quarter": label(Message("the next quarter", context="section")),
    "regions": label(Message("regions", context="section")),
    "secretariat": label(Message("secretariat", context="section")),
    "back": label(Message("back cover", context="section")),
}
"""What people call the sections of a report."""
IN_ORDER = label(
    Message(
        "One per line, in the order in which they are printed; what is left out is not printed.",
        context="section",
    )
)


def section_names() -> dict[str, str]:
    """Return the sections that a report can have, by what they are called, in their usual order."""
    return {code: str(NAMES[code]) for code in SECTIONS}
