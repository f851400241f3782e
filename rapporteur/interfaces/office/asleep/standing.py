"""Who sleeps and why: no activation in two quarters, dues, a vacant seat, a region that nobody looks after, an answer
that was asked for and did not come, a follow-up that has been due for long.

A reason that rests on records which somebody may not see is none for them, and is not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.collation import sort_key
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.periods import add_months
from rapporteur.base.values.typography import listed
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.asleep.words import (
    ALONE,
    LAST,
    NEVER,
    NEVER_SINCE,
    NO_ANSWER,
    OPEN,
    OWES,
    VACANT,
)
from rapporteur.records.agreements.queries import members_asleep
from rapporteur.records.dues.queries import open_dues
from rapporteur.records.governance.queries import regions_looked_after, vacant_seats
from rapporteur.records.members.models import Membership, Organisation, Region, RegionalAffiliation
from rapporteur.records.names.called import name_of, with_names
from rapporteur.records.remarks.models import FollowUp
from rapporteur.records.reports.models import Report

MONTHS_ASLEEP = 6
"""Two quarters: a member that no activity activated for so long sleeps."""

LONG_DUE = timedelta(days=90)
"""A quarter: a follow-up on a member that has been due for so long is not only late."""


@dataclass(frozen=True)
class Sleeper:
    """A member with why it is thought to sleep: a sentence for each reason, by the reason's word.

    `rank` is its place among those without an activity, those first who have been silent for longest; None for others.
    """

    record: Organisation
    name: str
    region: Region | None
    reasons: Mapping[str, str]
    rank: int | None = None


def sleep_period(on: date) -> tuple[date, date]:
    """Return from when to when a member must have been active: two quarters up to the end of the newest report."""
    newest = Report.objects.order_by("-period_end").values_list("period_end", flat=True).first()
    until = min(newest or on, on)
    return add_months(until, -MONTHS_ASLEEP), until


def last_activated(day: date | None, joined: date | None, language: str) -> str:
    """Say when an activity activated a member last; where none did, since when it is a member, if that is known."""
    if day:
        return say(LAST, language, day=format_day(day, language))
    return say(NEVER_SINCE, language, day=format_day(joined, language)) if joined else say(NEVER, language)


def sleepers(by: Actor, languages: Sequence[str], on: date) -> list[Sleeper]:
    """Return the members with a reason, those with most first; the same number of queries however many there are.

    `languages` are those of the names, the reader's first.
    """
    since, until = sleep_period(on)
    language = languages[0]
    in_force = Exists(Membership.objects.in_force(until).filter(organisation=OuterRef("pk")))
    members = within_reach(Organisation.objects.filter(in_force), by, Right.VIEW_MEMBERS)
    every = dict(members.values_list("pk", "slug"))
    regions = _regions(every, until)
    reasons: dict[int, dict[str, str]] = defaultdict(dict)
    silent = list(members_asleep(since, until).filter(pk__in=every))
    ranks = {one.pk: rank for rank, one in enumerate(silent)}
    for one in silent:
        reasons[one.pk]["activity"] = last_activated(one.last_activated, one.joined, language)
    if can(by, Right.VIEW_DUES):
        for key, owed in open_dues(list(every), until).items():
            reasons[key]["dues"] = listed(
                (
                    say(OWES, language, money=format_money(money, language), year=str(year))
                    for year, money in owed
                ),
                language,
            )
    if can(by, Right.VIEW_GOVERNANCE):
        for seat in vacant_seats(until).filter(organisation__in=every):
            if seat.organisation_id is not None:
                vacant = say(VACANT, language, seat=name_of(seat, languages, on))
                reasons[seat.organisation_id]["seat"] = vacant
        looked_after = regions_looked_after(until)
        for key, region in regions.items():
            if region.pk not in looked_after:
                reasons[key]["focal"] = say(ALONE, language, region=region.name.best(languages))
    keys = {slug: key for key, slug in every.items()}
    for reason, follow_up in _overdue(keys, on):
        message = NO_ANSWER if reason == "answer" else OPEN
        asked, day = (format_day(one, language) for one in (follow_up.at.date(), follow_up.due_date or on))
        told = say(message, language, text=follow_up.text, asked=asked, day=day)
        reasons[keys[follow_up.record]].setdefault(reason, told)
    rows = [
        Sleeper(one, name_of(one, languages, on), regions.get(one.pk), reasons[one.pk], ranks.get(one.pk))
        for one in with_names(Organisation.objects.filter(pk__in=reasons))
    ]
    as_read = sort_key(language)
    return sorted(rows, key=lambda row: (-len(row.reasons), "activity" not in row.reasons, as_read(row.name)))


def _overdue(members: Iterable[str], on: date) -> Iterator[tuple[str, FollowUp]]:
    """Yield with the reason that they are the open follow-ups on members (slugs) that count, the longest due first.

    An answer that was asked for counts from the day after it was to come, other follow-ups once they are long due.
    """
    kind = Organisation._meta.label_lower
    found = FollowUp.objects.open().filter(record_type=kind, record__in=list(members), due_date__lt=on)
    for one in found.order_by("due_date", "pk"):
        if one.awaits_answer:
            yield "answer", one
        elif one.due_date is not None and one.due_date <= on - LONG_DUE:
            yield "follow_up", one


def _regions(members: Iterable[int], on: date) -> dict[int, Region]:
    placed = RegionalAffiliation.objects.in_force(on).filter(organisation__in=list(members))
    regions = Region.objects.in_bulk()
    return {member: regions[region] for member, region in placed.values_list("organisation", "region")}
