"""A printed report as the facts that the rules of a report look at, each with its passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.reading import parsed as p
from rapporteur.intake.reading.learning.learned import learn_members_word
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reconciling.lists import Listed
from rapporteur.intake.reconciling.pages import (
    is_of_another_time,
    sentences,
    titled,
    up_to_what_is_next,
    without_bodies,
    without_passing,
    without_treaties,
)
from rapporteur.intake.reconciling.printed import Print
from rapporteur.intake.reconciling.reliance import relied_on
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Record
from rapporteur.proof.rules.subject import Fact
from rapporteur.records.names.cities import cities_in_texts
from rapporteur.records.names.forms import form_of
from rapporteur.records.names.registry import Registry

_ALWAYS_KNOWN = frozenset(
    {Fact.ACTIVITIES, Fact.TEXTS, Fact.REGISTRY, Fact.MEMBERSHIPS, Fact.LISTS}
    | {Fact.MEETINGS, Fact.MEDIA, Fact.PEOPLE, Fact.EDITORIAL}
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
        knows = {*_ALWAYS_KNOWN, *({Fact.PLAN} if nodes else ()), *({Fact.DUES} if parsed.dues else ())}
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
            organisations=tuple(map(self.organisation, self.directory.organisations.values())),
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
            called=learn_members_word(self.doc, self.grammar),
        )

    # --- activities and meetings ---------------------------------------------------------------

    def activity(self, number: int, each: p.ParsedActivity) -> f.ActivityFacts:
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
        return f.ActivityFacts(
            slug=slug,
            title=self.lt(each.title),
            line=each.line or None,
            start=each.start_date,
            end=each.end_date,
            month=each.month,
            places=places,
            online=each.online,
            codes=each.deliverables,
            members=tuple(f.ActivationFacts(key) for key in keys),
            unresolved=tuple(one.written for one in self.ambiguous[before:]),
            text=self.lt(self.text_of(each)),
            passages=passages,
        )

    def place(self, name: str) -> f.Place:
        answer = self.directory.resolve(name)
        return f.Place(name=self.lt(name), organisation=answer.key or None)

    def text_of(self, each: p.ParsedActivity) -> str:
        """Return what a text tells of its own activity: of what is of another time only the activity's places."""
        own = [form_of(place).base for place in each.places]
        kept: list[str] = []
        for sentence in sentences(each.body):
            blanked = without_passing(without_bodies(without_treaties(sentence)), self.language)
            now = up_to_what_is_next(blanked, self.language)
            if is_of_another_time(now, self.language, each.start_date, each.end_date):
                now = ""
            kept += [now] if now else []
            words = re.findall(r"\w[\w'’-]*", sentence[len(now) :])
            runs = [" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words) - n + 1)]
            kept += [f"{run}." for run in runs if run[:1].isupper() and form_of(run).base in own]
        return "\n".join(kept)

    def cities(self, activities: tuple[f.ActivityFacts, ...]) -> Iterator[LocalizedText]:
        """Yield the names of cities of the world that are neither organisations nor places of the report."""
        names = [each.name for each in self.directory.organisations.values()]
        names += [place.name.best(()) for activity in activities for place in activity.places]
        names += [each.place for each in self.parsed.bilateral_meetings]
        known = {form_of(name).base for name in names}
        for same in cities_in_texts():
            if form_of(same[0]).base not in known:
                yield from map(self.lt, same)

    def meeting(
        self, number: int, each: p.ParsedMeeting, activities: tuple[f.ActivityFacts, ...]
    ) -> f.MeetingFacts:
        slug = f"bilateral-{number}"
        record = Record("activities.bilateralmeeting", slug, self.lt(each.place))
        members = tuple(self.names(each.members, record, "members", each.provenance.get("members")))
        prospects = []
        for name in each.prospects:
            answer = self.directory.resolve(name)
            prospects.append(answer.key or titled(name, self.grammar))
        at = [activity.slug for activity in activities if self.happened_at(activity, each)]
        return f.MeetingFacts(
            slug=slug,
            month=each.month or f"{self.start:%Y-%m}",
            place=self.place(each.place),
            members=members,
            prospects=tuple(prospects),
            activity=at[0] if at else None,
            passages=self.pages.passages(each),
        )

    def happened_at(self, activity: f.ActivityFacts, meeting: p.ParsedMeeting) -> bool:
        """Whether an activity was at the place and in the month of a meeting; one without place may tell of it."""
        months = {f"{day:%Y-%m}" for day in (activity.start, activity.end) if day} | {activity.month}
        if meeting.month not in months:
            return False
        base = form_of(meeting.place).base
        if activity.places:
            return any(form_of(place.name.best(())).base == base for place in activity.places)
        return any(
            form_of(self.directory.organisations[slug].name).base == base for slug in activity.member_slugs
        )
