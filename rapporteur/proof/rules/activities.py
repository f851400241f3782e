"""Rules on activities: is each complete, and does it agree with itself?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.proof.rules.facts import ActivityFacts, Place
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, InPrint, rule
from rapporteur.proof.rules.subject import Fact, Subject

LONG_DAYS = 5
"""From so many days on, two activities with the same first and last day are worth a second look."""


def hit(activity: ActivityFacts, field: str, *more: object, **values: object) -> Hit:
    """Return a hit on a field of an activity; its message may name the activity's title."""
    fields = [name for name in (field,) if hasattr(activity, name)]
    return Hit(
        activity.record,
        field,
        {"activity": activity.title, **values},
        (activity, *more),
        activity.evidence(*fields),
    )


@rule(
    "activity-no-place",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(severity=Severity.INFORMATION, beside=("title",)),
    asks="Does every activity that was not online have a place?",
    why="A letter or an agreement may have none; a meeting without one is incomplete, and on no map.",
    message=Message("The activity “{activity}” has no place and is not online."),
    mend=Message("Give its place, or mark it as online."),
)
def activity_no_place(subject: Subject) -> Iterator[Hit]:
    """Yield activities with neither place nor the mark of being online."""
    for activity in subject.activities:
        if not activity.places and not activity.online:
            yield hit(activity, "places")


@rule(
    "activity-no-member",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(severity=Severity.INFORMATION, needs_whole="boxes", beside=("title",)),
    asks="Does every activity activate somebody?",
    why="Internal work may activate nobody, but a forgotten list is lost from every count of engagement.",
    message=Message("“{activity}” activates no member."),
    mend=Message("Add the members that took part, or confirm that none did."),
)
def activity_no_member(subject: Subject) -> Iterator[Hit]:
    """Yield activities without any activation, resolved or not."""
    for activity in subject.activities:
        if not activity.members and not activity.unresolved:
            yield hit(activity, "members")


@rule(
    "activity-no-deliverable",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(severity=Severity.INFORMATION, needs_whole="codes", beside=("title",)),
    asks="Is every activity evidence for something in the plan?",
    why="The plan's execution is counted from these links; without one the work is invisible there.",
    message=Message("“{activity}” serves no deliverable of the plan."),
    mend=Message("Link the activity to a deliverable of the plan."),
)
def activity_no_deliverable(subject: Subject) -> Iterator[Hit]:
    """Yield activities without any code, known or not."""
    for activity in subject.activities:
        if not activity.codes and not activity.unknown_codes:
            yield hit(activity, "codes")


@rule(
    "activity-no-text",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(severity=Severity.INFORMATION),
    asks="Does every activity say what happened?",
    why="A heading with nothing under it is not fit to print, in any language.",
    message=Message("“{activity}” has no text in any language."),
    mend=Message("Write the text, in the source language at least."),
)
def activity_no_text(subject: Subject) -> Iterator[Hit]:
    """Yield activities without a text."""
    for activity in subject.activities:
        if not activity.text:
            yield hit(activity, "text")


@rule(
    "activity-only-foreign-codes",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    in_print=InPrint(),
    asks="Does every activity serve the line under which it is reported?",
    why="Then it probably belongs under the other line.",
    message=Message(
        "“{activity}” is reported under {line}, but its deliverable is of another line: {codes}.",
        ("“{activity}” is reported under {line}, but all its deliverables are of another line: {codes}."),
        by="codes",
    ),
    mend=Message("Change the line, or add a deliverable of {line}."),
)
def activity_only_foreign_codes(subject: Subject) -> Iterator[Hit]:
    """Yield activities none of whose codes is of their own line."""
    for activity in subject.activities:
        foreign = foreign_codes(subject, activity)
        if foreign and len(foreign) == len(activity.codes):
            yield hit(activity, "line", line=activity.line, codes=foreign)


@rule(
    "activity-foreign-codes",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    in_print=InPrint(beside=("line",)),
    asks="Which activities also serve another line than their own?",
    why="Allowed: an activity is reported under one line and may serve several. Listed, because slips hide here.",
    message=Message(
        "“{activity}”, reported under {line}, also carries a code of another line: {codes}.",
        "“{activity}”, reported under {line}, also carries codes of another line: {codes}.",
        by="codes",
    ),
    mend=Message(
        "Look at this code; take it away where the activity does not serve it.",
        "Look at these codes; take them away where the activity does not serve them.",
        by="codes",
    ),
)
def activity_foreign_codes(subject: Subject) -> Iterator[Hit]:
    """Yield activities some of whose codes, not all, are of another line."""
    for activity in subject.activities:
        foreign = foreign_codes(subject, activity)
        if foreign and len(foreign) < len(activity.codes):
            yield hit(activity, "codes", line=activity.line, codes=foreign)


def foreign_codes(subject: Subject, activity: ActivityFacts) -> tuple[str, ...]:
    """Return the activity's codes that lie under another line than its own; none where it has no line."""
    if activity.line is None:
        return ()
    return tuple(code for code in activity.codes if subject.line_of.get(code, activity.line) != activity.line)


@rule(
    "activity-no-line",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Is every activity reported under a line of the plan?",
    why="The report prints activities line by line: without one it would be counted and not printed.",
    message=Message("“{activity}” is reported under no line of the plan."),
    mend=Message("Choose the line of the plan under which it is reported."),
)
def activity_no_line(subject: Subject) -> Iterator[Hit]:
    """Yield activities without a line, where there is a plan with lines."""
    if subject.nodes:
        for activity in subject.activities:
            if not activity.line:
                yield hit(activity, "line")


@rule(
    "activity-outside-period",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(),
    asks="Did every activity begin in the period?",
    why="It would be counted in two reports, or in the wrong one.",
    message=Message("“{activity}” did not begin in the period: {dates}."),
    mend=Message("Correct the date, or report the activity in its own period."),
)
def activity_outside_period(subject: Subject) -> Iterator[Hit]:
    """Yield activities whose first day lies before or after the period."""
    for activity in subject.activities:
        if (first := activity.first_day) and not subject.start <= first <= subject.end:
            yield hit(activity, "start", dates=activity.dates or first)


@rule(
    "activity-ends-before-start",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(),
    asks="Does every activity end on or after the day on which it begins?",
    why="One of the two days is wrong.",
    message=Message("“{activity}” ends before it begins: start {start}, end {end}."),
    mend=Message("Correct one of the two days."),
)
def activity_ends_before_start(subject: Subject) -> Iterator[Hit]:
    """Yield activities with an end before their start."""
    for activity in subject.activities:
        if activity.start and activity.end and activity.end < activity.start:
            yield hit(activity, "end", start=activity.start, end=activity.end)


@rule(
    "activity-ends-after-period",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(),
    asks="Which activities go on after the period?",
    why="Right where it is so: it counts where it begins. A typing slip in the month looks the same.",
    message=Message("“{activity}” goes on after the period, until {end}."),
    mend=Message("Look at its last day."),
)
def activity_ends_after_period(subject: Subject) -> Iterator[Hit]:
    """Yield activities that began in the period and end after it."""
    for activity in subject.activities:
        began = activity.start is not None and subject.start <= activity.start <= subject.end
        if began and activity.end and activity.end > subject.end:
            yield hit(activity, "end", end=activity.end)


@rule(
    "activity-no-date",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(needs_whole="dates"),
    asks="Is it known when every activity happened?",
    why="An activity without any date belongs to no period.",
    message=Message("It is not known when “{activity}” happened."),
    mend=Message("Give the day, or the month at least."),
)
def activity_no_date(subject: Subject) -> Iterator[Hit]:
    """Yield activities with neither day nor month."""
    for activity in subject.activities:
        if activity.start is None and not activity.month:
            yield hit(activity, "start")


@rule(
    "activity-month-only",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(severity=Severity.INFORMATION),
    asks="Is the day of every activity known?",
    why="A month is a valid date when no more can be known; usually the day has only not been asked for.",
    message=Message("Only the month of “{activity}” is known: {month}."),
    mend=Message("Give the day, if it can be known."),
)
def activity_month_only(subject: Subject) -> Iterator[Hit]:
    """Yield activities of which only the month is known."""
    for activity in subject.activities:
        if activity.start is None and activity.month:
            yield hit(activity, "month", month=Dates(month=activity.month))


def place_of(place: Place) -> str:
    """Return what makes two places the same: the organisation, else the name."""
    return place.organisation or fold(place.name.best(("en", "fr", "es")))


@rule(
    "activity-same-place-dates",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(),
    asks="Are two activities at the same place on the same days really two?",
    why="Two meetings may share a hall; as often one was recorded twice, or one has the dates of the other.",
    message=Message("“{activity}” has the same place and dates ({dates}) as “{others}”."),
    mend=Message("Merge them if they are one activity, or correct the dates."),
)
def activity_same_place_dates(subject: Subject) -> Iterator[Hit]:
    """Yield, for each group of activities with equal days and a place in common, the first of them."""
    for together in _with_same_days(subject):
        reported: set[str] = set()
        for at, activity in enumerate(together):
            places = {place_of(place) for place in activity.places}
            others = [
                other
                for other in together[at + 1 :]
                if other.slug not in reported and places & {place_of(place) for place in other.places}
            ]
            if others and activity.slug not in reported:
                reported |= {other.slug for other in others}
                yield _same(activity, others)


@rule(
    "activity-same-long-dates",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES],
    asks="Do two long activities at different places really have the same first and last day?",
    why=f"The longer, the less likely by chance: asked from {LONG_DAYS} days on. It may still be so.",
    message=Message("“{activity}” has exactly the same dates ({dates}), at another place, as “{others}”."),
    mend=Message("Look at the dates of both."),
)
def activity_same_long_dates(subject: Subject) -> Iterator[Hit]:
    """Yield the first of each group of long activities with equal days and no place in common."""
    for together in _with_same_days(subject):
        first, *rest = together
        if first.start and first.end and first.end - first.start >= timedelta(days=LONG_DAYS - 1):
            places = {place_of(place) for place in first.places}
            others = [other for other in rest if not places & {place_of(place) for place in other.places}]
            if others:
                yield _same(first, others)


def _with_same_days(subject: Subject) -> Iterator[list[ActivityFacts]]:
    """Yield the activities that share first and last day, two or more, in the order of the report."""
    by_days: dict[tuple[object, object], list[ActivityFacts]] = {}
    for activity in subject.activities:
        if activity.start is not None:
            by_days.setdefault((activity.start, activity.end or activity.start), []).append(activity)
    return (together for together in by_days.values() if len(together) > 1)


def _same(activity: ActivityFacts, others: list[ActivityFacts]) -> Hit:
    evidence = tuple(item for each in (activity, *others) for item in each.evidence("start", "places"))
    return Hit(
        activity.record,
        "start",
        {
            "activity": activity.title,
            "dates": activity.dates,
            "others": tuple(other.title for other in others),
        },
        (activity, *others),
        evidence,
    )


@rule(
    "activity-draft",
    Severity.WARNING,
    needs=[Fact.DRAFTS],
    asks="Is there work on activities of the period that is not published?",
    why="Drafts count in no figure; frozen now, the report would leave them out.",
    message=Message("“{activity}” is a draft: the report does not count it."),
    mend=Message("Publish the draft, or discard it."),
)
def activity_draft(subject: Subject) -> Iterator[Hit]:
    """Yield activities that have never been published."""
    for draft in subject.drafts:
        if not draft.live:
            yield Hit(draft.record, "live", {"activity": draft.record.name}, (draft,))


@rule(
    "activity-unpublished-changes",
    Severity.WARNING,
    needs=[Fact.DRAFTS],
    asks="Are there changes to published activities that nobody has published?",
    why="The report would be frozen with what somebody has already corrected.",
    message=Message("“{activity}” has changes that are not published."),
    mend=Message("Publish the changes, or discard them."),
)
def activity_unpublished_changes(subject: Subject) -> Iterator[Hit]:
    """Yield published activities with a newer draft."""
    for draft in subject.drafts:
        if draft.live:
            yield Hit(draft.record, "has_unpublished_changes", {"activity": draft.record.name}, (draft,))


@rule(
    "report-no-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    in_print=InPrint(),
    asks="Is anything recorded for the period?",
    why="A quiet quarter may happen; more often the period is mistyped or nobody has logged anything yet.",
    message=Message("No published activity is recorded for the period."),
    mend=Message("Record and publish the activities of the period."),
)
def report_no_activity(subject: Subject) -> Iterator[Hit]:
    """Yield where the period has no activity."""
    if not subject.activities:
        yield Hit(subject.record, "period", {}, (subject.start, subject.end))


RULES = (
    report_no_activity,
    activity_no_date,
    activity_ends_before_start,
    activity_outside_period,
    activity_no_text,
    activity_no_line,
    activity_no_place,
    activity_no_member,
    activity_no_deliverable,
    activity_only_foreign_codes,
    activity_foreign_codes,
    activity_month_only,
    activity_same_place_dates,
    activity_same_long_dates,
    activity_ends_after_period,
    activity_draft,
    activity_unpublished_changes,
)
