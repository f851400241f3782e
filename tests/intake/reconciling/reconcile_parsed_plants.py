"""Contradictions to be planted in the clean report as it was read, one function each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from rapporteur.intake.reading.parsed import ParsedReport


def _activity(parsed: ParsedReport, number: int, **changes: Any) -> ParsedReport:
    activities = list(parsed.activities)
    activities[number - 1] = replace(activities[number - 1], **changes)
    return replace(parsed, activities=tuple(activities))


def no_activities(parsed: ParsedReport) -> ParsedReport:
    return replace(parsed, activities=())


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
    return replace(parsed, bilateral_meetings=(replace(first, members=()), *others))


def no_outlet(parsed: ParsedReport) -> ParsedReport:
    first, *others = parsed.media
    return replace(parsed, media=(replace(first, outlet=""), *others))
