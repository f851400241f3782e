"""The sections that a report can have, by the names that data sets and snapshots give them."""

from __future__ import annotations

SECTIONS = (
    "cover",
    "contents",
    "glance",
    "editorial",
    "activities",
    "media",
    "bilateral_meetings",
    "agreements",
    "joint_statements",
    "activated_members",
    "dues",
    "plan",
    "pilot_projects",
    "calls",
    "training",
    "publications",
    "communication",
    "governance",
    "parity",
    "admissions",
    "next_quarter",
    "regions",
    "secretariat",
    "back",
)
"""Every section in the usual order; an association chooses some of them, in an order of its own."""
CHOSEN_ONLY = frozenset(
    {
        "agreements", "joint_statements", "pilot_projects", "calls", "training", "publications",
        "communication", "governance", "parity", "admissions", "next_quarter",
    }
)  # fmt: skip
"""Sections that only a report has whose association asks for them: what they tell was never printed before."""
USUAL_SECTIONS = tuple(section for section in SECTIONS if section not in CHOSEN_ONLY)
"""The sections of a report for which nobody chose any."""


def wrong_sections(given: object) -> list[object]:
    """Return what of a list of sections is none, or stands there twice; what is no list is wrong itself."""
    if not isinstance(given, list):
        return [given]
    return [one for n, one in enumerate(given) if one not in SECTIONS or one in given[:n]]


def expected_sections(wrong: list[object]) -> str:
    """Return what is said of wrong sections."""
    told = ", ".join(f"'{one}'" for one in wrong)
    return f"{told}: expected a list in which each is one of {', '.join(SECTIONS)}, and none twice"
