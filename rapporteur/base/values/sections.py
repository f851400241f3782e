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
    "governance",
    "admissions",
    "next_quarter",
    "regions",
    "secretariat",
    "back",
)
"""Every section in the usual order; an association chooses some of them, in an order of its own."""
CHOSEN_ONLY = frozenset(
    {
        "agreements", "joint_statements", "pilot_projects", "calls", "training", "publications", "governance",
        "admissions", "next_quarter",
    }
)  # fmt: skip
"""Sections that only a report has whose association asks for them: what they tell was never printed before."""
USUAL_SECTIONS = tuple(section for section in SECTIONS if section not in CHOSEN_ONLY)
"""The sections of a report for which nobody chose any."""
