"""Women and men at activities, courses and juries of a period, and in the bodies: as declared or counted, on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, AskedRecords
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.models import Activity, Headcount
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.governance.enums import HeadcountExactness, HeadcountGroup
from rapporteur.records.governance.models import Body, BodyHeadcount, Mandate
from rapporteur.records.juries.composition import Seated, compose
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.training.models import Course
from rapporteur.records.training.queries import attended, by_course, parts_of_courses
from rapporteur.records.training.tally import Tally
from rapporteur.report.compile.chosen.reading import Reader, grouped
from rapporteur.report.value import parity as p
from rapporteur.report.value.data import ActivityData


class HeadcountRow(Struct, frozen=True):
    """How many of a group took part in an activity, as what."""

    activity: str
    capacity: str
    who: str
    people: int
    exactness: str


@dataclass(frozen=True)
class CountedPeople:
    """The rows that parity is compiled from; jurors are by the keys of calls, tallies by those of courses."""

    headcounts: Sequence[HeadcountRow] = ()
    calls: Sequence[CallForApplications] = ()
    jurors: Mapping[int, Sequence[Juror]] = field(default_factory=dict)
    courses: Sequence[Course] = ()
    came: Mapping[int, Tally] = field(default_factory=dict)
    bodies: Sequence[Body] = ()
    body_headcounts: Sequence[BodyHeadcount] = ()


def read_parity(period: Period, as_of: date) -> Reader:
    """What was counted in a period, as it was on the day `as_of`."""
    within = (period.start, min(as_of, period.last_day))
    happened = Activity.objects.published().in_period(period).values("pk")
    in_period = Q(opens_date__range=within) | Q(closes_date__range=within) | Q(decision_date__range=within)
    held = Mandate.objects.in_force(as_of).values("seat__body")
    headcount = {name: name for name in ("capacity", "who", "people", "exactness")}
    headcounts, calls, courses, bodies, body_headcounts = yield (
        AskedPart(
            HeadcountRow,
            Headcount.objects.filter(activity__in=happened),
            headcount | {"activity": "activity__slug"},
        ),
        AskedRecords(
            CallForApplications.objects.filter(in_period | Q(activity__in=happened)), ("activity__slug",)
        ),
        AskedRecords(Course.objects.filter(start_date__range=within, cancelled=False), ("activity__slug",)),
        AskedRecords(Body.objects.filter(Q(pk__in=held) | Q(headcounts__counted_date__lte=as_of)).distinct()),
        AskedRecords(BodyHeadcount.objects.filter(counted_date__lte=as_of)),
    )
    seated = Juror.objects.filter(call__in=[one.pk for one in calls], stage=JurorStage.CHOSEN)
    jurors, *took_part = yield (AskedRecords(seated), *parts_of_courses([one.pk for one in courses]))
    rows = by_course(*took_part)
    came = {one.pk: attended(rows.get(one.pk, ())) for one in courses}
    of_calls: dict[int, list[Juror]] = grouped(jurors, "call_id", "pk")
    return {
        "counted": CountedPeople(
            headcounts=headcounts,
            calls=sorted(
                (one for one in calls if of_calls.get(one.pk) or _is_stated(one)), key=lambda one: one.slug
            ),
            jurors=of_calls,
            courses=sorted(
                (one for one in courses if came[one.pk].people), key=lambda one: (one.start_date, one.slug)
            ),
            came=came,
            bodies=sorted(bodies, key=lambda one: one.slug),
            body_headcounts=body_headcounts,
        )
    }


def _is_stated(call: CallForApplications) -> bool:
    """Return whether the call says how many women and men judge it, without saying who."""
    return call.stated_women is not None and call.stated_men is not None


class ParityCompiler:
    """What was counted; `holders` says of each body (slug) how many people hold its seats."""

    def __init__(
        self, counted: CountedPeople, activities: Collection[ActivityData], holders: Mapping[str, int]
    ) -> None:
        self.counted, self.activities, self.holders = counted, activities, holders

    def parity(self) -> p.ParityData:
        """Return what was counted, activities first, and of how many activities nothing is recorded."""
        counts = (*self._activities(), *self._courses(), *self._juries(), *self._bodies())
        known = {one.activity for one in counts if one.recorded}
        return p.ParityData(counts, len({one.slug for one in self.activities} - known))

    def _activities(self) -> Iterator[p.ParityCountData]:
        rows: dict[str, dict[str, list[HeadcountRow]]] = defaultdict(lambda: defaultdict(list))
        for row in self.counted.headcounts:
            rows[row.activity][row.capacity].append(row)
        for activity in self.activities:
            for capacity, found in sorted(rows.get(activity.slug, {}).items()):
                if any(row.people for row in found):
                    groups = {row.who: row.people for row in found}
                    about = any(row.exactness == HeadcountExactness.ABOUT for row in found)
                    yield _count(
                        "ACTIVITY", activity.slug, activity.title, groups,
                        capacity=capacity, about=about, activity=activity.slug,
                    )  # fmt: skip

    def _courses(self) -> Iterator[p.ParityCountData]:
        for course in self.counted.courses:
            came = self.counted.came[course.pk]
            if came.people:
                yield _count(
                    "COURSE", course.slug, course.title, came.groups,
                    about=came.about, activity=self._in_report(course.activity),
                )  # fmt: skip

    def _juries(self) -> Iterator[p.ParityCountData]:
        for call in self.counted.calls:
            stated = None
            if call.stated_women is not None and call.stated_men is not None:
                stated = (call.stated_women, call.stated_men)
            jury = compose((Seated(one.sex, None) for one in self.counted.jurors.get(call.pk, ())), stated)
            if jury.members:
                groups: dict[str, int] = {
                    HeadcountGroup.WOMEN: jury.women,
                    HeadcountGroup.MEN: jury.men,
                    HeadcountGroup.OTHER: jury.others,
                    HeadcountGroup.NOT_RECORDED: jury.unrecorded,
                }
                yield _count("JURY", call.slug, call.name, groups, activity=self._in_report(call.activity))

    def _bodies(self) -> Iterator[p.ParityCountData]:
        """Yield each body by the last day on which it was counted; of one that never was, who holds its seats."""
        for body in self.counted.bodies:
            rows = [row for row in self.counted.body_headcounts if row.body_id == body.pk]
            day = max((row.counted_date for row in rows), default=None)
            groups = {row.who: row.people for row in rows if row.counted_date == day}
            if day is None:
                groups = {HeadcountGroup.NOT_RECORDED: self.holders.get(body.slug, 0)}
            if sum(groups.values()):
                yield _count("BODY", body.slug, body.name, groups, day=day)

    def _in_report(self, activity: Activity | None) -> str | None:
        slugs: Iterable[str] = (one.slug for one in self.activities)
        return activity.slug if activity is not None and activity.slug in slugs else None


def _count(
    of: p.Counted,
    slug: str,
    name: LocalizedText,
    groups: Mapping[str, int],
    *,
    capacity: str = "",
    about: bool = False,
    day: date | None = None,
    activity: str | None = None,
) -> p.ParityCountData:
    return p.ParityCountData(
        of=of,
        slug=slug,
        name=name,
        capacity=capacity,
        women=groups.get(HeadcountGroup.WOMEN, 0),
        men=groups.get(HeadcountGroup.MEN, 0),
        others=groups.get(HeadcountGroup.OTHER, 0),
        unrecorded=groups.get(HeadcountGroup.NOT_RECORDED, 0),
        about=about,
        day=day,
        activity=activity,
    )
