"""A printed report as the facts that the rules of a report look at, each with its passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rapporteur.core.localized import LocalizedText
from rapporteur.intake.matching import Registry
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.lines import Doc
from rapporteur.intake.reconciling.cities import cities_in_texts
from rapporteur.intake.reconciling.lists import Listed
from rapporteur.intake.reconciling.names import form_of
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.reading import (
    is_of_another_time,
    sentences,
    titled,
    told_of_now,
    without_treaties,
)
from rapporteur.intake.reconciling.reliance import relied_on
from rapporteur.reports.checking import facts as f
from rapporteur.reports.checking.finding import Record

_ALWAYS_KNOWN = frozenset(
    {f.Fact.ACTIVITIES, f.Fact.TEXTS, f.Fact.REGISTRY, f.Fact.MEMBERSHIPS, f.Fact.LISTS}
    | {f.Fact.MEETINGS, f.Fact.MEDIA, f.Fact.PEOPLE, f.Fact.EDITORIAL}
)


def subject_of(parsed: p.ParsedReport, doc: Doc, registry: Registry | None = None) -> Print:
    """Return the facts of a printed report; names mean what the registry says, where there is one."""
    return _Facts(relied_on(parsed), doc, registry).subject()


class _Facts(Listed):
    """Collects the facts in the order in which they depend on one another."""

    def __init__(self, parsed: p.ParsedReport, doc: Doc, registry: Registry | None) -> None:
        super().__init__(parsed, doc, registry)
        period = parsed.period
        days = [day for a in parsed.activities for day in (a.start_date, a.end_date) if day]
        self.start = period.start if period else min(days, default=date(2000, 1, 1))
        self.end = period.end if period else max(days, default=date(2000, 1, 1))

    def subject(self) -> Print:
        parsed = self.parsed
        self.regions()
        activities = tuple(self.activity(n, each) for n, each in enumerate(parsed.activities, start=1))
        meetings = tuple(
            self.meeting(n, each, activities) for n, each in enumerate(parsed.bilateral_meetings, start=1)
        )
        activated = self.activated(activities)
        seats = tuple(self.seats())
        nodes = tuple(self.nodes(activities))
        knows = {*_ALWAYS_KNOWN, *({f.Fact.PLAN} if nodes else ()), *({f.Fact.DUES} if parsed.dues else ())}
        return Print(
            record=Record("printed.report", parsed.period.code if parsed.period else "report"),
            knows=frozenset(knows),
            start=self.start,
            end=self.end,
            as_of=self.end,
            languages=(self.language,),
            source_language=self.language,
            seat=self.seat(),
            activities=activities,
            organisations=tuple(map(self.organisation, self.directory.entries.values())),
            cities=tuple(self.cities(activities)),
            activated=activated,
            seats=seats,
            nodes=nodes,
            meetings=meetings,
            mentions=tuple(self.mentions()),
            statement=self.statement(),
            editorial=self.editorial(),
            counts=self.counts(activities),
            language=self.language,
            parsed=self.parsed,
            doc=self.doc,
            directory=self.directory,
            twice=tuple(self.twice),
            ambiguous=tuple(self.ambiguous),
            unlisted=tuple(self.unlisted),
            occurrences=tuple(self.occurrences),
            list_passages=self.lists(),
        )

    # --- activities and meetings ---------------------------------------------------------------

    def activity(self, number: int, each: p.ParsedActivity) -> f.Activity:
        slug = f"activity-{number}"
        record = Record("activities.activity", slug, self.lt(each.title))
        before = len(self.ambiguous)
        keys = tuple(
            dict.fromkeys(self.names(each.members, record, "members", each.provenance.get("members")))
        )
        places = tuple(map(self.place, each.places))
        passages = self.pages.passages(
            each, {"start_date": "start", "end_date": "end", "deliverables": "codes", "body": "text"}
        )
        for name in ("places", "members", "codes", "text"):
            passages.setdefault(name, passages["title"])
        return f.Activity(
            slug=slug,
            title=self.lt(each.title),
            line=each.line or None,
            start=each.start_date,
            end=each.end_date,
            month=each.month,
            places=places,
            online=each.online,
            codes=each.deliverables,
            members=tuple(f.Activation(key) for key in keys),
            unresolved=tuple(one.written for one in self.ambiguous[before:]),
            text=self.lt(self.told(each)),
            passages=passages,
        )

    def place(self, name: str) -> f.Place:
        answer = self.directory.resolve(name)
        return f.Place(name=self.lt(name), organisation=answer.key or None)

    def told(self, each: p.ParsedActivity) -> str:
        """Return what a text tells of its own activity: of what is of another time only the activity's places."""
        own = [form_of(place).base for place in each.places]
        kept: list[str] = []
        for sentence in sentences(each.body):
            now = told_of_now(without_treaties(sentence), self.language)
            if is_of_another_time(now, self.language, each.start_date, each.end_date):
                now = ""
            kept += [now] if now else []
            words = re.findall(r"\w[\w'’-]*", sentence[len(now) :])
            runs = [" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)]
            kept += [f"{run}." for run in runs if run[:1].isupper() and form_of(run).base in own]
        return "\n".join(kept)

    def cities(self, activities: tuple[f.Activity, ...]) -> Iterator[LocalizedText]:
        """Yield the names of cities of the world that are neither organisations nor places of the report."""
        names = [entry.name for entry in self.directory.entries.values()]
        names += [place.name.best(()) for activity in activities for place in activity.places]
        names += [each.place for each in self.parsed.bilateral_meetings]
        known = {form_of(name).base for name in names}
        for same in cities_in_texts():
            if form_of(same[0]).base not in known:
                yield from map(self.lt, same)

    def meeting(self, number: int, each: p.ParsedMeeting, activities: tuple[f.Activity, ...]) -> f.Meeting:
        slug = f"bilateral-{number}"
        record = Record("activities.bilateralmeeting", slug, self.lt(each.place))
        members = tuple(self.names(each.members, record, "members", each.provenance.get("members")))
        prospects = []
        for name in each.prospects:
            answer = self.directory.resolve(name)
            prospects.append(answer.key or titled(name, self.grammar))
        at = [activity.slug for activity in activities if self.happened_at(activity, each)]
        return f.Meeting(
            slug=slug,
            month=each.month or f"{self.start:%Y-%m}",
            place=self.place(each.place),
            members=members,
            prospects=tuple(prospects),
            activity=at[0] if at else None,
            passages=self.pages.passages(each),
        )

    def happened_at(self, activity: f.Activity, meeting: p.ParsedMeeting) -> bool:
        """Whether an activity was at the place and in the month of a meeting; one without place may tell of it."""
        months = {f"{day:%Y-%m}" for day in (activity.start, activity.end) if day} | {activity.month}
        if meeting.month not in months:
            return False
        base = form_of(meeting.place).base
        if activity.places:
            return any(form_of(place.name.best(())).base == base for place in activity.places)
        return any(form_of(self.directory.entries[slug].name).base == base for slug in activity.member_slugs)
