"""What of a page takes longer than somebody waits for it: the checks of a quarter, which read every text of it.

Where there is much, the page comes at once without them. Its script then asks for the same page with all its parts,
and puts those in their places; a link leads there without a script. Nothing is kept from before: what comes later is
as the records are then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation

WHOLE = "whole"
"""The parameter with which a page has all its parts."""
MANY_ACTIVITIES, MANY_ORGANISATIONS = 100, 500
"""So many are checked, with all else on the page, in the time that a page may take (300 ms); a usual quarter has 45."""
WORDS = {
    key: label(message)
    for key, message in {
        "much": Message("There is much to look at: this takes some seconds.", context="what comes later"),
        "show": Message("Show it", context="what comes later"),
        "coming": Message("Being looked at …", context="what comes later"),
        "there": Message("Everything is there.", context="what comes later"),
        "failed": Message("It did not come. Try again.", context="what comes later"),
    }.items()
}


@dataclass(frozen=True)
class Later:
    """That parts of a page come later: the address of the page that has all of them, and what is said meanwhile."""

    address: str
    words: dict[str, Any]


def comes_later(request: HttpRequest, period: Period) -> Later | None:
    """Return what is said on a page that comes without the checks of `period`; None where they are on it."""
    if request.GET.get(WHOLE) or not is_much(period):
        return None
    query = request.GET.copy()
    query[WHOLE] = "yes"
    return Later(f"{request.path}?{query.urlencode()}", WORDS)


def is_much(period: Period) -> bool:
    """Tell whether checks of a period take longer than a page: two queries that count no further than they must."""
    every = (
        (Activity.objects.in_period(period), MANY_ACTIVITIES),
        (Organisation.objects.all(), MANY_ORGANISATIONS),
    )
    return any(records.order_by()[: most + 1].count() > most for records, most in every)
