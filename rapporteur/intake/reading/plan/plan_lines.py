"""Which line of the plan each activity is reported under, where no heading says so.

Activities come line by line, and within a line by date: a line begins where the dates start again and the
codes change. The cheapest way to cut the sequence is found by dynamic programming.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from rapporteur.intake.reading.parsed import ParsedActivity
from rapporteur.intake.reading.plan.codes import Codes

_BY_HEADING = 0.99
_BY_CODES = 0.9
_BY_ORDER = 0.7
"""How sure a line is: its heading stands above, the activity's own codes agree, or the order of dates alone tells."""
_AGAINST_HEADING = 1000.0
"""The cost of another line than the heading says, more than all else together."""
_UNKNOWN = 0.5
"""The cost of any line for an activity without codes, half of that of one that its codes are against."""
_LATER_LINE = 0.01
"""What a later line costs at the beginning, so that among equals the first is taken."""
_DAYS_OF_MONTH = 31
"""Days by which a date goes back where one has a month alone, before the dates begin again."""
_DAYS_A_COST = 10
_MOST_TO_STAY = 3.0
"""Days back that cost as much as a code of another line, and the most that staying costs."""

_NO_RESTART = 0.8
_GAP = 60.0
_FEWEST_OUTVOTING = 2
"""Activities in a row whose codes outvote a heading; one alone with the code of another line is a slip in print."""


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
        key=line_order,
    )
    if not lines:
        return [("", 0.0)] * len(activities)
    given = _outvoted(activities, given, codes)
    if given and all(given):
        return [(line or "", _BY_HEADING) for line in given]
    best = _cheapest(activities, given, lines, codes)
    result = []
    for activity, line, said in zip(activities, best, given, strict=True):
        own = [codes.line_of(code) for code in activity.deliverables]
        agrees = bool(own) and line in own
        result.append((line, _BY_HEADING if said == line else _BY_CODES if agrees else _BY_ORDER))
    return result


def line_order(line: str) -> tuple[str, int]:
    """Return what lines of the plan are ordered by: their letters, then their number."""
    match = re.match(r"([A-Za-z]*)(\d*)", line)
    return (match[1], int(match[2] or 0)) if match else (line, 0)


def _outvoted(
    activities: Sequence[ParsedActivity], given: Sequence[str | None], codes: Codes
) -> list[str | None]:
    """Return the lines that headings give, without those that codes outvote.

    A heading holds for the activity right below it whatever its codes are: that is a contradiction to be told. Where
    two or more that close its run have codes of one other line and of no other, the next heading was lost.
    """
    result = list(given)
    start = 0
    while start < len(given):
        end = start + 1
        while end < len(given) and given[end] == given[start]:
            end += 1
        own = [{codes.line_of(code) for code in activity.deliverables} for activity in activities[start:end]]
        cut = end
        while (
            cut - 1 > start
            and len(own[cut - 1 - start]) == 1
            and own[cut - 1 - start].isdisjoint({given[start]})
        ):
            cut -= 1
        if end - cut >= _FEWEST_OUTVOTING and given[start]:
            result[cut:end] = [next(iter(own[place - start])) for place in range(cut, end)]
        start = end
    return result


def _first_day(activity: ParsedActivity) -> date | None:
    if activity.start_date:
        return activity.start_date
    return date.fromisoformat(f"{activity.month}-28") if activity.month else None


def _emission(activity: ParsedActivity, line: str, said: str | None, codes: Codes) -> float:
    if said:
        return 0.0 if said == line else _AGAINST_HEADING
    own = [codes.line_of(code) for code in activity.deliverables]
    return 1 - own.count(line) / len(own) if own else _UNKNOWN


def _cheapest(
    activities: Sequence[ParsedActivity],
    given: Sequence[str | None],
    lines: Sequence[str],
    codes: Codes,
) -> list[str]:
    if not activities:
        return []
    count = len(lines)
    costs = [
        _emission(activities[0], line, given[0], codes) + _LATER_LINE * i for i, line in enumerate(lines)
    ]
    back: list[list[int]] = []
    for index in range(1, len(activities)):
        before, after = _first_day(activities[index - 1]), _first_day(activities[index])
        days = (before - after).days if before and after else 0
        month_only = not (activities[index].start_date and activities[index - 1].start_date)
        restart = days > (_DAYS_OF_MONTH if month_only else 0)
        stay = min(days / _DAYS_A_COST, _MOST_TO_STAY) if restart else 0.0
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
