"""What holds of an organisation's regions over time. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.spans import Span, begins_later
from rapporteur.records.members.shapes import Affiliation, DatedName


class MovedLater(Foreseeable, ValueError):
    """An organisation is to move to a region on a day before a move that is on record."""

    def __init__(self, on: date | None, later: Affiliation) -> None:
        message = Message(
            "a region since before the records would lie before the region “{region}”, which is on record from "
            "{start}: correct the organisation's regional affiliations instead"
        )
        if on:
            message = Message(
                "a region from {on} would lie before the region “{region}”, which is on record from "
                "{start}: correct the organisation's regional affiliations instead"
            )
        super().__init__(message, on=on, region=later.region, start=later.start)


def move(affiliations: Sequence[Affiliation], region: str | None, on: date | None) -> list[Affiliation]:
    """Return `affiliations` as they are when the region is `region` from the day `on`.

    `region` None is no region, `on` None is a day before the records. A region that it belongs to on that day already
    changes nothing. Raises MovedLater.
    """
    rows = sorted(affiliations, key=lambda row: _span(row).first_day)
    begun_then = next((row for row in rows if row.start == on), None)
    before = [row for row in rows if begins_later(on, row.start)]
    later = rows[len(before) + (begun_then is not None) :]
    last = before[-1] if before else None
    if begun_then:
        if last and last.end == on and last.region == region:  # taken back
            return [*before[:-1], replace(last, end=begun_then.end), *later]
        moved = [replace(begun_then, region=region)] if region is not None else []
        return [*before, *moved, *later]
    lasts = last is not None and on is not None and _span(last).holds_on(on)
    if last and lasts and last.region == region:
        return rows
    if later:
        raise MovedLater(on, later[0])
    if last and lasts:
        before = [*before[:-1], replace(last, end=on)]
    return [*before, Affiliation(region=region, start=on)] if region is not None else before


class BegunTooEarly(Foreseeable, ValueError):
    """An organisation is to belong to its region since a day on which another had not begun, or since always."""

    def __init__(self, start: date | None, before: Affiliation) -> None:
        message = Message(
            "the region since {since} would leave no day to “{region}” before it: "
            "correct the organisation's regional affiliations instead"
        )
        if before.start:
            message = Message(
                "the region since {since} would leave no day to “{region}” before it (from {start}): "
                "correct the organisation's regional affiliations instead"
            )
        super().__init__(message, since=start or Message("always"), region=before.region, start=before.start)


def date_last_move(affiliations: Sequence[Affiliation], start: date | None) -> list[Affiliation]:
    """Return `affiliations`, in their order, as they are when the last began on `start`.

    The one before moves its end with it where the two adjoin. Raises BegunTooEarly.
    """
    *rows, last = affiliations
    if rows:
        before = rows[-1]
        if start is None or not begins_later(start, before.start):
            raise BegunTooEarly(start, before)
        if before.end == last.start or _span(before).holds_on(start):
            rows[-1] = replace(before, end=start)
    return [*rows, replace(last, start=start)]


class RenamedLater(Foreseeable, ValueError):
    """An organisation is to be called something from a day on which it had another name already, begun later."""

    def __init__(self, on: date, later: date) -> None:
        super().__init__(
            Message(
                "a name from {on} would lie before the name that is on record from {start}: "
                "correct the organisation's names instead"
            ),
            on=on,
            start=later,
        )


def rename(names: Sequence[DatedName], name: LocalizedText, on: date) -> list[DatedName]:
    """Return `names` as they are when the organisation is called `name` from the day `on`.

    The name in force ends that day; one that began that day is corrected. Raises RenamedLater.
    """
    if later := next((row.start for row in names if begins_later(row.start, on)), None):
        raise RenamedLater(on, later)
    before = [row for row in names if row.start != on]
    ended = [replace(row, end=on) if Span(row.start, row.end).holds_on(on) else row for row in before]
    return [*ended, DatedName(name=name, start=on)]


def _span(row: Affiliation) -> Span:
    return Span(row.start, row.end)
