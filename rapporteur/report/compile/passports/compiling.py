"""From the records to the passports of members: what was counted for each, and beside it for its region."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity, BilateralMeeting
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.report.compile.passports.fetch import PassportRecords, fetch
from rapporteur.report.value import passport as p

MOST_PROGRAMMES = 6
"""Programmes in which a member took part that a passport names: those with most of its activities."""
MOST_MEETINGS = 6
"""Meetings that staff read of: the newest."""
MOST_YEARS_OF_DUES = 3
"""Years of dues that staff read of: the newest."""


def compile_passports(
    period: Period, as_of: date, *, staff: bool = False, members: Collection[int] | None = None
) -> Iterator[p.PassportData]:
    """Yield the passports of `members` (keys of organisations; None: all members) in the order of their slugs.

    Of what was published before the end of `period`, the association being as it was on `as_of`. For `staff` with dues
    and meetings. Who is no member on that day has none. Raises NoAssociation.
    """
    records = fetch(period, as_of, members, staff=staff)
    compiler = PassportCompiler(records, period, as_of, staff=staff)
    wanted = records.members if members is None else [key for key in members if key in records.members]
    for key in sorted(wanted, key=lambda one: records.members[one].organisation.slug):
        yield compiler.passport(key)


class PassportCompiler:
    """The records of all passports of a run."""

    def __init__(self, records: PassportRecords, period: Period, as_of: date, *, staff: bool) -> None:
        self.records, self.period, self.as_of, self.staff = records, period, as_of, staff
        self.year = date(period.last_day.year, 1, 1)

    def passport(self, key: int) -> p.PassportData:
        """Return the passport of the member with this key."""
        records = self.records
        association, membership = records.association, records.members[key]
        region = records.regions.get(key)
        return p.PassportData(
            association=association.name,
            short_name=association.short_name,
            languages=tuple(association.languages),
            source_language=association.source_language,
            colour=association.colour,
            website=association.website,
            period_start=self.period.start,
            period_end=self.period.last_day,
            as_of=self.as_of,
            slug=membership.organisation.slug,
            name=self._named(key, membership.organisation.slug),
            country=membership.organisation.country,
            category=membership.category,
            region=region.name if region else EMPTY,
            latitude=membership.organisation.latitude,
            longitude=membership.organisation.longitude,
            since=records.joined.get(key),
            period=self._figures(key, self.period.start),
            year=self._figures(key, min(self.year, self.period.start)),
            ever=self._figures(key, records.joined.get(key) or date.min),
            years=tuple(self._years(key)),
            activities=tuple(self._activities(key)),
            seats=tuple(self._seats(key)),
            programmes=tuple(self._programmes(key)),
            calls=tuple(
                p.OpenCall(name=one.name, closes=one.closes_date, link=one.link) for one in records.calls
            ),
            events=tuple(map(self._coming, records.events)),
            focal_points=tuple(records.focal_points.get(region.pk, ())) if region else (),
            staff=self._staff(key) if self.staff else None,
        )

    def _named(self, key: int, slug: str) -> LocalizedText:
        return self.records.names.get(key) or LocalizedText.same(slug, self.records.association.languages)

    # --- what was counted -----------------------------------------------------------------------------

    def _figures(self, key: int, since: date) -> p.TimeFigures:
        counted = self._counted(since)
        region = self.records.regions.get(key)
        if region is None:
            return p.TimeFigures(activities=counted[key])
        own = [counted[one] for one in self._members_of[region.pk]]
        return p.TimeFigures(
            activities=counted[key],
            of_region=round(sum(own) / len(own), 4),
            region_active=sum(map(bool, own)),
            region_members=len(own),
        )

    def _counted(self, since: date) -> Counter[int]:
        """Return by member the number of its activities from a day on."""
        if since not in self._by_day:
            happened = self.records.happened
            self._by_day[since] = Counter(
                {
                    member: sum(happened[one].start >= since for one in roles)
                    for member, roles in self.records.roles.items()
                }
            )
        return self._by_day[since]

    @cached_property
    def _by_day(self) -> dict[date, Counter[int]]:
        return {}

    @cached_property
    def _members_of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for member in self.records.members:
            if region := self.records.regions.get(member):
                found[region.pk].append(member)
        return found

    def _years(self, key: int) -> Iterator[tuple[int, int]]:
        counts = Counter(self.records.happened[one].start.year for one in self.records.roles.get(key, ()))
        last = self.period.last_day.year
        for year in range(min(counts, default=last), last + 1):
            yield year, counts[year]

    # --- what is listed -------------------------------------------------------------------------------

    def _activities(self, key: int) -> Iterator[p.TookPart]:
        roles = self.records.roles.get(key, {})
        mine = [self.records.told[one] for one in roles if one in self.records.told]
        for one in sorted(mine, key=lambda it: (it.start_date, it.slug), reverse=True):
            yield self._took_part(one, roles[one.pk])

    def _took_part(self, one: Activity, role: str) -> p.TookPart:
        month, start, end = _days(one.dates)
        places = (
            place.name or self.records.names.get(place.organisation or 0, EMPTY)
            for place in self.records.places.get(one.pk, ())
        )
        return p.TookPart(
            slug=one.slug,
            title=one.title,
            month=month,
            start=start,
            end=end,
            places=tuple(place for place in places if place),
            online=one.online,
            role=role,
            in_period=one.start_date >= self.period.start,
        )

    def _coming(self, event: PlannedEvent) -> p.ComingEvent:
        month, start, end = _days(event.dates)
        place = event.place_name or self.records.names.get(event.place_organisation_id or 0, EMPTY)
        return p.ComingEvent(title=event.title, month=month, start=start, end=end, place=place)

    def _seats(self, key: int) -> Iterator[p.SeatHeld]:
        for seat in self.records.seats.get(key, ()):
            yield p.SeatHeld(
                body=seat.body.name,
                role=seat.role,
                function=seat.function,
                holder=self.records.holders.get(seat.pk, ""),
                since=seat.start,
            )

    def _programmes(self, key: int) -> Iterator[p.ProgrammeJoined]:
        happened = self.records.happened
        counts = Counter(happened[one].initiative for one in self.records.roles.get(key, ()))
        counts.pop(None, None)
        joined = sorted(counts.items(), key=lambda row: (-row[1], self.records.initiatives[row[0] or 0].slug))
        for initiative, count in joined[:MOST_PROGRAMMES]:
            it = self.records.initiatives[initiative or 0]
            yield p.ProgrammeJoined(it.kind, it.name, count)

    # --- for staff ------------------------------------------------------------------------------------

    def _staff(self, key: int) -> p.StaffPart:
        dues = self.records.dues.get(key, ())[:MOST_YEARS_OF_DUES]
        return p.StaffPart(
            dues=tuple(
                p.DuesOfYear(
                    one.call.year, one.call.currency, one.amount, one.paid_sum, one.waived_sum, one.left
                )
                for one in dues
            ),
            meetings=tuple(map(self._met, self.records.meetings.get(key, ())[:MOST_MEETINGS])),
        )

    def _met(self, meeting: BilateralMeeting) -> p.MetOn:
        month, start, _ = _days(meeting.dates)
        place = meeting.place_name or self.records.names.get(meeting.place_organisation_id or 0, EMPTY)
        return p.MetOn(month=month, day=start, place=place)


def _days(dates: Dates) -> tuple[str, date | None, date | None]:
    return dates.month or "", dates.start, dates.end
