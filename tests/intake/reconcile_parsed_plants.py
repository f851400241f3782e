"""Contradictions to be planted in the clean report as it was read, one function each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from rapporteur.intake.parsed import ParsedReport


def _activity(parsed: ParsedReport, number: int, **changes: Any) -> ParsedReport:
    activities = list(parsed.activities)
    activities[number - 1] = activities[number - 1].model_copy(update=changes)
    return parsed.model_copy(update={"activities": tuple(activities)})


def no_activities(parsed: ParsedReport) -> ParsedReport:
    return parsed.model_copy(update={"activities": ()})


def no_date(parsed: ParsedReport) -> ParsedReport:
    return _activity(parsed, 3, start_date=None, end_date=None, month=None)


def ends_before(parsed: ParsedReport) -> ParsedReport:
    start = parsed.activities[2].start_date
    assert start is not None
    return _activity(parsed, 3, end_date=start - timedelta(days=1))


def no_text(parsed: ParsedReport) -> ParsedReport:
    return _activity(parsed, 3, body="")


def nobody_met(parsed: ParsedReport) -> ParsedReport:
    first, *others = parsed.bilateral_meetings
    return parsed.model_copy(
        update={"bilateral_meetings": (first.model_copy(update={"members": ()}), *others)}
    )


def no_outlet(parsed: ParsedReport) -> ParsedReport:
    first, *others = parsed.media
    return parsed.model_copy(update={"media": (first.model_copy(update={"outlet": ""}), *others)})
