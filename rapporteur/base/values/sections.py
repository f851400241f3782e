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
    "activated_members",
    "dues",
    "plan",
    "regions",
    "secretariat",
    "back",
)
"""Every section in the usual order; an association chooses some of them, in an order of its own."""
