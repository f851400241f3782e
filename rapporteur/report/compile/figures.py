"""The period in figures: what the front page shows is counted from the same lists as the pages behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapporteur.base.values.periods import Period
from rapporteur.report.value import data as d


def share(part: int, whole: int) -> float:
    """Return a part of a whole from 0 to 1, to four places; none of nothing is 0."""
    return round(part / whole, 4) if whole else 0.0


def summarise(
    period: Period,
    *,
    activities: Sequence[d.ActivityData],
    plan: d.PlanData | None,
    members: int,
    activated: Sequence[d.ActivatedMemberData],
    regions: Sequence[d.RegionData],
    meetings: int,
    mentions: int,
) -> d.SummaryData:
    """Return the figures; `members` are those that are counted, without honorary ones."""
    lines = [node.code for node in plan.lines] if plan else []
    execution = plan.execution if plan else ()
    by_line = Counter(activity.line for activity in activities if activity.line)
    by_month = Counter(activity.month for activity in activities)
    by_kind = Counter(activity.kind for activity in activities)
    return d.SummaryData(
        activities=len(activities),
        activities_by_line={line: by_line[line] for line in lines},
        activities_by_month={month: by_month[month] for month in period.months()},
        activities_by_kind=dict(sorted(by_kind.items())),
        weeks=tuple(_week(week, lines, activities) for week in period.weeks()),
        activations=sum(member.activations for member in activated),
        members=members,
        members_activated=len(activated),
        members_activated_share=share(len(activated), members),
        regions=len(regions),
        regions_activated=sum(1 for region in regions if region.activated),
        deliverables=sum(line.deliverables for line in execution),
        deliverables_with_evidence=sum(line.deliverables_with_evidence for line in execution),
        bilateral_meetings=meetings,
        media_mentions=mentions,
    )


def _week(week: Period, lines: Sequence[str], activities: Sequence[d.ActivityData]) -> d.WeekData:
    """Count by line what began within a week; of what only the month is known, no week is."""
    began = Counter(
        activity.line
        for activity in activities
        if activity.start and activity.line and activity.start in week
    )
    return d.WeekData(
        start=week.start, end=week.last_day, activities_by_line={line: began[line] for line in lines}
    )
