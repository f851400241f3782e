"""A printed report as the facts that the rules of a report look at, each with its passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.search import fold
from rapporteur.intake import parsed as p
from rapporteur.intake.lines import Doc
from rapporteur.intake.matching import Registry
from rapporteur.intake.reconciling.cities import cities_in_texts
from rapporteur.intake.reconciling.names import form_of
from rapporteur.intake.reconciling.organisations import Collected
from rapporteur.intake.reconciling.printed import Occurrence, Print
from rapporteur.intake.reconciling.reading import (
    is_of_another_time,
    sentences,
    titled,
    told_of_now,
    without_treaties,
)
from rapporteur.intake.reconciling.reliance import relied_on
from rapporteur.reports.checking import facts as f
from rapporteur.reports.checking.finding import Passage, Record

_GROUP = re.compile(r"[A-Z]+\d+")
_QUALIFIED = re.compile(r"\s*\([^)]*\)")


def subject_of(parsed: p.ParsedReport, doc: Doc, registry: Registry | None = None) -> Print:
    """Return the facts of a printed report; names mean what the registry says, where there is one."""
    return _Facts(relied_on(parsed), doc, registry).subject()


class _Facts(Collected):
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
        knows = {f.Fact.ACTIVITIES, f.Fact.TEXTS, f.Fact.REGISTRY, f.Fact.MEMBERSHIPS, f.Fact.LISTS}
        knows |= {f.Fact.MEETINGS, f.Fact.MEDIA, f.Fact.PEOPLE, f.Fact.EDITORIAL}
        knows |= {f.Fact.PLAN} if nodes else set()
        knows |= {f.Fact.DUES} if parsed.dues else set()
        statement = self.statement()
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
            mentions=tuple(
                f.Mention(
                    slug=f"media-{n}",
                    month=each.month or "",
                    outlet=each.outlet,
                    subject=LocalizedText({self.language: each.subject}),
                    passages=self.pages.passages(each),
                )
                for n, each in enumerate(parsed.media, start=1)
            ),
            statement=statement,
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

    # --- lists, plan, people -------------------------------------------------------------------

    def activated(self, activities: tuple[f.Activity, ...]) -> tuple[str, ...] | None:
        printed = self.parsed.activated_members
        if not printed.names:
            return None
        record = Record("printed.list", "activated-members")
        before = len(self.ambiguous)
        keys = list(self.names(printed.names, record, "activated", printed.provenance.get("names")))
        boxed = {slug for activity in activities for slug in activity.member_slugs}
        for one in self.ambiguous[before:]:
            keys += [key for key in one.meanings if key in boxed]
        return tuple(dict.fromkeys(keys))

    def nodes(self, activities: tuple[f.Activity, ...]) -> Iterator[f.Node]:
        """Yield lines, measures and deliverables of the tables, then those that only activities have, unlisted."""
        done: set[str] = set()
        tables = self.parsed.plan_execution
        printed = [(node.code, node) for line in tables for node in (*line.measures, *line.deliverables)]
        lines = [line.line for line in tables] + [activity.line for activity in activities if activity.line]
        for line in dict.fromkeys(lines):
            done.add(line)
            yield f.Node(line)
        for code, node in printed:
            done.add(code)
            passages = self.pages.passages(node, {"text": "title"})
            yield f.Node(code, _above(code), self.lt(node.text), passages=passages)
        used = [code for activity in activities for code in activity.codes]
        for code in dict.fromkeys((*(code for code, _ in printed), *used)):
            above: str | None = code
            while above:
                if above not in done:
                    done.add(above)
                    yield f.Node(above, _above(above), listed=not printed)
                above = _above(above)

    def seats(self) -> Iterator[f.Seat]:
        number = 0
        for region in self.parsed.regions:
            for each in region.board:
                number += 1
                record = Record("governance.seat", f"seat-{number}", self.lt(each.holder or each.role))
                passages = self.pages.passages(
                    each, {"organisation": "organisation_name", "holder": "person_name"}
                )
                answer = self.directory.resolve(each.organisation)
                if answer.meanings:
                    self.ambiguous.append(
                        Occurrence(
                            each.organisation,
                            record,
                            "organisation",
                            passages.get("organisation_name"),
                            answer.meanings,
                        )
                    )
                stranger = not answer.key and not answer.meanings and bool(self.parsed.regions)
                yield f.Seat(
                    slug=f"seat-{number}",
                    body="board",
                    body_name=self.lt(self.grammar.data["labels"]["board"][0]),
                    body_kind="BOARD",
                    function=self.lt(each.function or each.role),
                    organisation=answer.key or None,
                    organisation_name=self.lt(each.organisation) if stranger else EMPTY,
                    person=fold(each.holder) or None,
                    person_name=each.holder,
                    passages=passages,
                )

    def statement(self) -> f.Statement | None:
        dues = self.parsed.dues
        if dues is None:
            return None
        return f.Statement(
            record=Record("printed.list", "dues"),
            amount=dues.amount,
            currency=dues.currency,
            payers=dues.payers,
            members=dues.members,
            as_of=dues.as_of,
            passages=self.pages.passages(dues),
        )

    def editorial(self) -> f.Text | None:
        editorial = self.parsed.editorial
        if editorial is None or not editorial.text:
            return None
        return f.Text(
            Record("printed.report", "editorial"),
            "text",
            self.lt(editorial.text),
            prose=True,
            passages=self.pages.passages(editorial),
        )

    def counts(self, activities: tuple[f.Activity, ...]) -> dict[str, frozenset[int]]:
        """Return every number that would be true of members, activities and meetings in the editorial."""
        parsed, dues = self.parsed, self.parsed.dues
        listed = sum(len(region.members) for region in parsed.regions)
        members = {listed, listed - len(self.twice), len(parsed.activated_members.names)}
        members |= {len(region.members) for region in parsed.regions}
        members |= {n for n in (dues.payers, dues.members) if n} if dues else set()
        by_month = [activity.month for activity in activities]
        by_line = [activity.line for activity in activities]
        numbers = {len(activities), *map(by_month.count, by_month), *map(by_line.count, by_line)}
        met = [each.month for each in parsed.bilateral_meetings]
        return {
            "members": frozenset(members - {0}) if listed or dues else frozenset(),
            "activities": frozenset(numbers - {0}),
            "meetings": frozenset({len(met), *map(met.count, met)} - {0}),
        }

    def lists(self) -> dict[str, Passage]:
        parsed = self.parsed
        found: dict[str, Any] = {
            "activated": parsed.activated_members.provenance.get("names"),
            "dues": parsed.dues.provenance.get("members") if parsed.dues else None,
            "editorial": parsed.editorial.provenance.get("text") if parsed.editorial else None,
        }
        result = {name: self.pages.passage(passage) for name, passage in found.items() if passage}
        members = [r.provenance["members"].lines for r in parsed.regions if "members" in r.provenance]
        if members:
            lines = self.pages.between(members[0][0], members[-1][1])
            result["directory"] = Passage("", (members[0][0], members[-1][1]), lines[0].page)
        nodes = [
            node.provenance["code"].lines
            for line in parsed.plan_execution
            for node in (*line.measures, *line.deliverables)
            if "code" in node.provenance
        ]
        if nodes:
            first, last = min(n[0] for n in nodes), max(n[1] for n in nodes)
            result["plan"] = Passage("", (first, last), self.pages.between(first, last)[0].page)
        return result


def _above(code: str) -> str | None:
    groups = _GROUP.findall(code)
    return "".join(groups[:-1]) if len(groups) > 1 else None
