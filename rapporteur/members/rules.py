"""What holds of an organisation's regions over time. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

Row = Mapping[str, Any]


class MovedLater(ValueError):
    """An organisation is to move to a region on a day before a move that is on record."""

    def __init__(self, on: date | None, later: Row) -> None:
        when = f"from {on}" if on else "since before the records"
        super().__init__(
            f"a region {when} would lie before the region “{later['region']}”, which is on record from "
            f"{later['start']}: correct the organisation's regional affiliations instead"
        )


def moved(affiliations: Sequence[Row], region: Any, on: date | None) -> list[dict[str, Any]]:
    """Return `affiliations` (`region`, `start`, `end`) as they are when the region is `region` from the day `on`.

    `region` None is no region, `on` None is a day before the records. A region that it belongs to on that day already
    changes nothing. Raises MovedLater.
    """
    rows = sorted((dict(row) for row in affiliations), key=lambda row: row["start"] or date.min)
    begun_then = next((row for row in rows if row["start"] == on), None)
    before = [row for row in rows if _begins_before(row, on)]
    later = rows[len(before) + (begun_then is not None) :]
    last = before[-1] if before else None
    if begun_then:
        if last and last["end"] == on and last["region"] == region:  # taken back
            last["end"] = begun_then["end"]
            return [*before, *later]
        begun_then["region"] = region
        return [row for row in rows if row["region"] is not None]
    if last and last["region"] == region and (last["end"] is None or (on and last["end"] > on)):
        return rows
    if later:
        raise MovedLater(on, later[0])
    if last and on and (last["end"] is None or last["end"] > on):
        last["end"] = on
    return [*before, {"region": region, "start": on, "end": None}] if region is not None else before


class BegunTooEarly(ValueError):
    """An organisation is to belong to its region since a day on which another had not begun, or since always."""

    def __init__(self, start: date | None, before: Row) -> None:
        super().__init__(
            f"the region since {start or 'always'} would leave no day to “{before['region']}” before it"
            f"{' (from ' + str(before['start']) + ')' if before['start'] else ''}: "
            "correct the organisation's regional affiliations instead"
        )


def begun(affiliations: Sequence[Row], start: date | None) -> list[dict[str, Any]]:
    """Return `affiliations`, in their order, as they are when the last began on `start`.

    The one before moves its end with it where the two adjoin. Raises BegunTooEarly.
    """
    *rows, last = (dict(row) for row in affiliations)
    if rows:
        before = rows[-1]
        if not _begins_before(before, start):
            raise BegunTooEarly(start, before)
        if before["end"] == last["start"] or before["end"] > start:
            before["end"] = start
    return [*rows, {**last, "start": start}]


def _begins_before(row: Row, on: date | None) -> bool:
    start = row["start"]
    return on is not None and (start is None or start < on)
