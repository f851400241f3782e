"""Which line of the plan each activity is reported under, where no heading says so.

Activities come line by line, and within a line by date: a line begins where the dates start again and the
codes change. The cheapest way to cut the sequence is found by dynamic programming.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rapporteur.intake.reading.lists import Codes
from rapporteur.intake.reading.parsed import ParsedActivity

_NO_RESTART = 0.8
_GAP = 60.0


def assign_lines(
    activities: Sequence[ParsedActivity],
    given: Sequence[str | None],
    known: Sequence[str],
    codes: Codes,
) -> list[tuple[str, float]]:
    """Return for each activity its line and how sure that is; empty where nothing tells."""
    counts: Counter[str] = Counter(codes.line_of(c) for a in activities for c in a.deliverables)
    lines = sorted(
        {*known, *(line for line in given if line), *counts} - {""},
        key=lambda line: int(line.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or 0),
    )
    if not lines:
        return [("", 0.0)] * len(activities)
    if given and all(given):
        return [(line or "", 0.99) for line in given]
    best = _cheapest(activities, given, lines, codes)
    result = []
    for activity, line, said in zip(activities, best, given, strict=True):
        own = [codes.line_of(code) for code in activity.deliverables]
        agrees = bool(own) and line in own
        result.append((line, 0.99 if said == line else 0.9 if agrees else 0.7))
    return result


def _first_day(activity: ParsedActivity) -> date | None:
    if activity.start_date:
        return activity.start_date
    return date.fromisoformat(f"{activity.month}-28") if activity.month else None


def _emission(activity: ParsedActivity, line: str, said: str | None, codes: Codes) -> float:
    if said:
        return 0.0 if said == line else 1000.0
    own = [codes.line_of(code) for code in activity.deliverables]
    return 1 - own.count(line) / len(own) if own else 0.5


def _cheapest(
    activities: Sequence[ParsedActivity],
    given: Sequence[str | None],
    lines: Sequence[str],
    codes: Codes,
) -> list[str]:
    if not activities:
        return []
    count = len(lines)
    costs = [_emission(activities[0], line, given[0], codes) + 0.01 * i for i, line in enumerate(lines)]
    back: list[list[int]] = []
    for index in range(1, len(activities)):
        before, after = _first_day(activities[index - 1]), _first_day(activities[index])
        days = (before - after).days if before and after else 0
        month_only = not (activities[index].start_date and activities[index - 1].start_date)
        restart = days > (31 if month_only else 0)
        stay = min(days / 10, 3.0) if restart else 0.0
        move = max(0.0, _NO_RESTART * (1 - days / _GAP * 2)) if restart else _NO_RESTART
        row, choice = [], []
        for i, line in enumerate(lines):
            options = [costs[j] + (stay if i == j else move) for j in range(i + 1)]
            j = min(range(i + 1), key=lambda j: options[j])
            row.append(options[j] + _emission(activities[index], line, given[index], codes))
            choice.append(j)
        costs = row
        back.append(choice)
    place = min(range(count), key=lambda i: costs[i])
    path = [place]
    for choice in reversed(back):
        place = choice[place]
        path.append(place)
    return [lines[i] for i in reversed(path)]
