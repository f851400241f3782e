"""What a form loads: Wagtail's own scripts weigh as much as the rest of the page, and few forms need them all."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()
CALENDAR = "date-time-chooser.js"
"""What shows a calendar below a box; our own boxes for days need none."""


@register.filter
def has_calendar(media: Any) -> bool:
    """Tell whether a form has a box with a calendar, for which it needs Wagtail's scripts for widgets."""
    return any(CALENDAR in str(one) for one in getattr(media, "_js", ()))
