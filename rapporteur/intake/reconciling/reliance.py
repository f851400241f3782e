"""What of a report as it was read can be relied on: nothing is said of the print that may be a slip of the reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

from rapporteur.core.search import fold
from rapporteur.intake import parsed as p

_MONTH = re.compile(r"\d{4}-\d{2}")
_HEADING_REPEATS = 3
"""A “member” of so many regions is a heading that stands in each of them."""
_LONGEST_NAME = 60
_FEW = 6
_MANY = 0.3
Dated = TypeVar("Dated", p.ParsedActivity, p.ParsedMeeting, p.ParsedMention)


def relied_on(parsed: p.ParsedReport) -> p.ParsedReport:
    """Return a report without what cannot be what it was read as: half months, regions and names that are none."""
    return parsed.model_copy(
        update={
            "activities": tuple(map(_with_month, parsed.activities)),
            "bilateral_meetings": tuple(map(_with_month, parsed.bilateral_meetings)),
            "media": tuple(map(_with_month, parsed.media)),
            "regions": tuple(_regions(parsed.regions)),
        }
    )


def _with_month(record: Dated) -> Dated:
    if record.month is None or _MONTH.fullmatch(record.month):
        return record
    return record.model_copy(update={"month": None})


def _regions(regions: tuple[p.ParsedRegion, ...]) -> Iterable[p.ParsedRegion]:
    """Yield each region once, its members without headings and lines of text."""
    times = Counter(name for region in regions for name in {fold(member) for member in region.members})
    done: set[str] = set()
    for region in regions:
        if fold(region.name) not in done:
            done.add(fold(region.name))
            members = [name for name in region.members if times[fold(name)] < _HEADING_REPEATS]
            members = [name for name in members if ":" not in name and len(name) <= _LONGEST_NAME]
            yield region.model_copy(update={"members": tuple(members)})


def read_whole(named: Iterable[str], listed: Iterable[str]) -> bool:
    """Whether a list can have been read whole: it lacks few of the names that it should have.

    A report may forget some names of a list; where it lacks more than six and three in ten of them, lines were lost.
    """
    wanted = set(named)
    lacking = wanted - set(listed)
    return len(lacking) <= _FEW or len(lacking) <= _MANY * len(wanted)
