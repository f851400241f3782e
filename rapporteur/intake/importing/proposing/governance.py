"""The board, the regional secretaries, the focal points and the staff of a report, as proposals. Pure.

What a report says of its period holds until something else is recorded. Where the records have another holder at the
end of the period, nothing is written: that is a contradiction for a person, and the import tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.importing.proposals import (
    BODY,
    FOCAL_POINT,
    PERSON,
    SEAT,
    Doubt,
    Proposal,
    Values,
    doubt_of,
    span_of,
)
from rapporteur.intake.importing.proposing import words as report_words
from rapporteur.intake.importing.proposing.reading import ReportReading
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.intake.reading.parsed import ParsedPerson, ParsedRecord, ParsedRegion, ParsedSeat
from rapporteur.records.names.match import Answer
from rapporteur.records.names.name import NamedRecord
from rapporteur.records.names.registry import in_order, names_of_person

SURELY_ALIKE = 90.0
SLUGS = {"BOARD": "board", "REGIONAL_SECRETARIAT": "regional-secretariats", "SECRETARIAT": "secretariat"}


@dataclass(frozen=True)
class _Chair:
    """A seat as the report prints it."""

    role: str
    holder: str = ""
    function: str = ""
    region: str = ""
    organisation: str = ""
    acting: bool = False


class Governance:
    """Proposes people once, bodies where one is needed, and the seats in their order."""

    def __init__(self, reading: ReportReading, regions: Sequence[str]) -> None:
        self.reading = reading
        self.regions = list(zip(reading.report.regions, regions, strict=True))
        self.people: dict[str, str] = {}
        self.order = 0

    def propose(self) -> Iterator[Proposal]:
        """Yield people, bodies, seats and focal points, what others need before them."""
        report = self.reading.report
        if report.editorial and report.editorial.signatory:
            for proposal in self.person(report.editorial.signatory, report.editorial):
                if not report.surely_report and proposal.action == "CREATE":
                    proposal.ask(Doubt("UNKNOWN", "slug", proposal.label))
                yield proposal
        if any(region.board for region in report.regions):
            yield from self._board()
        if any(region.secretaries for region in report.regions):
            yield from self._secretaries()
        for region, slug in self.regions:
            for point in region.focal_points:
                yield from self._focal_point(region, slug, point)
        if report.secretariat_staff:
            yield from self._staff()

    def person(self, printed: str, record: ParsedRecord) -> Iterator[Proposal]:
        """Yield a person who is not known yet; remember which record the name means."""
        name = report_words.without_honorific(printed)
        if fold(name) in self.people:
            return
        reading = self.reading
        key = reading.key("person", in_order(name))
        matches = [reading.registry.person(name), reading.registry.person(printed)]
        found = [
            candidate.slug
            for match in matches
            if match.answer is not Answer.UNKNOWN
            for candidate in match.candidates[:1]
        ]
        target = next(iter(found), "") or reading.known[PERSON].by_key(key)
        if target:
            self.people[fold(name)] = target
            if target not in reading.taken[PERSON]:
                reading.taken[PERSON].add(target)
                yield reading.proposal(PERSON, key, target, name, {"fill": {"full_name": name}}, record)
            return
        target = reading.free(PERSON, slug_of(name))
        self.people[fold(name)] = target
        proposal = reading.proposal(PERSON, key, target, name, {"new": {"full_name": name}}, record)
        proposal.action = "CREATE"
        close = [one for match in matches for one in match.candidates if one.score >= SURELY_ALIKE]
        if close:
            doubt = doubt_of(matches[0], "slug")
            proposal.ask(Doubt("SAME", "slug", name, doubt.candidates))
        reading.add_names("people", [NamedRecord(target, names_of_person(name))])
        yield proposal

    def slug(self, printed: str) -> str:
        """Return the person whom a name means."""
        return self.people.get(fold(report_words.without_honorific(printed)), "")

    def _body(self, kind: str) -> tuple[str, list[Proposal]]:
        """Return the body of a kind, and a proposal where there is none; empty where there are several."""
        bodies = [slug for slug, one in self.reading.records(BODY).items() if one["kind"] == kind]
        if len(bodies) > 1:
            self.reading.notices.append(
                Notice(
                    Message(
                        "there are several bodies of the kind {kind} ({bodies}): their seats are not written"
                    ),
                    kind=kind,
                    bodies=", ".join(bodies),
                )
            )
            return "", []
        if bodies:
            return bodies[0], []
        target = self.reading.free(BODY, SLUGS[kind])
        name = report_words.name_of(kind, self.reading.language)
        proposal = self.reading.proposal(
            BODY, self.reading.key("body", kind), target, target, {"new": {"kind": kind, "name": name}}
        )
        return target, [proposal]

    def _board(self) -> Iterator[Proposal]:
        body, made = self._body("BOARD")
        if not body:
            return
        yield from made
        for region, slug in self.regions:
            for seat in region.board:
                role = report_words.role_of(seat.role)
                if not role:
                    self.reading.notices.append(
                        Notice(
                            Message("what “{role}” is on the board is not known: left out"), role=seat.role
                        )
                    )
                    continue
                if seat.holder:
                    yield from self.person(seat.holder, region)
                chair = _Chair(
                    role,
                    seat.holder,
                    seat.function,
                    slug,
                    seat.organisation,
                    report_words.is_acting(seat.role),
                )
                yield self._seat(body, chair, region, seat)

    def _secretaries(self) -> Iterator[Proposal]:
        body, made = self._body("REGIONAL_SECRETARIAT")
        if not body:
            return
        yield from made
        for region, slug in self.regions:
            for one in region.secretaries:
                yield from self.person(one.name, region)
                chair = _Chair("REGIONAL_SECRETARY", one.name, one.function, slug, one.place)
                yield self._seat(body, chair, region, one)

    def _staff(self) -> Iterator[Proposal]:
        body, made = self._body("SECRETARIAT")
        if not body:
            return
        yield from made
        for one in self.reading.report.secretariat_staff:
            yield from self.person(one.name, one)
            head = report_words.is_secretary_general(one.function)
            chair = _Chair("SECRETARY_GENERAL" if head else "STAFF", one.name, one.function)
            yield self._seat(body, chair, None, one)

    def _focal_point(self, region: ParsedRegion, slug: str, point: ParsedPerson) -> Iterator[Proposal]:
        yield from self.person(point.name, region)
        person = self.slug(point.name)
        target = f"{slug}/{person}"
        reading = self.reading
        others = [one for one in reading.records(FOCAL_POINT) if one.startswith(f"{slug}/")]
        if target in reading.taken[FOCAL_POINT]:
            return
        if others and target not in others:
            reading.notices.append(
                Notice(
                    Message(
                        "{person} looks after “{region}” in the report, "
                        "somebody else in the records: nothing was changed"
                    ),
                    person=point.name,
                    region=reading.casing.of(region.name)[0],
                )
            )
            return
        reading.taken[FOCAL_POINT].add(target)
        yield reading.proposal(
            FOCAL_POINT,
            reading.key("focal point", target),
            target,
            target,
            {"set": {"region": slug, "person": person}},
            region,
        )

    def _seat(
        self, body: str, chair: _Chair, region: ParsedRegion | None, record: ParsedSeat | ParsedPerson
    ) -> Proposal:
        reading, person = self.reading, self.slug(chair.holder) if chair.holder else ""
        self.order += 1
        key = reading.key("seat", chair.role, chair.holder, chair.organisation, chair.region)
        organisation = (
            reading.registry.organisation(chair.organisation, reading.language)
            if chair.organisation
            else None
        )
        meant = (
            {one.slug for one in organisation.candidates if one.how.value != "FUZZY"}
            if organisation
            else set()
        )
        target = reading.known[SEAT].by_key(key) or self._seat_like(body, chair, person, meant)
        label = chair.holder or chair.function
        if target and target not in reading.taken[SEAT]:
            reading.taken[SEAT].add(target)
            return self._known_seat(key, target, chair, person, record, label)
        about = chair.organisation or chair.region or person
        wanted = slug_of(f"{SLUGS_OF_ROLES.get(chair.role, chair.role)} {about}", 110)
        target = reading.free(SEAT, wanted)
        values: Values = {
            "body": body,
            "role": chair.role,
            "region": chair.region,
            "order": self.order,
            "acting": chair.acting,
        }
        printed = {reading.language: chair.function} if chair.function else {}
        values |= {"holder": person, "holder_function": printed} if person else {"function": printed}
        proposal = reading.proposal(SEAT, key, target, label, {"new": values}, region or record)
        if organisation is not None and organisation.is_matched:
            values["organisation"] = organisation.slug
        elif organisation is not None and organisation.answer is Answer.AMBIGUOUS:
            values["organisation"] = {"text": organisation.text}
            proposal.ask(doubt_of(organisation, "organisation"))
        if region is None and any(one["body"] == body for one in reading.records(SEAT).values()):
            proposal.ask(Doubt("UNKNOWN", "slug", label))
        return proposal

    def _seat_like(self, body: str, chair: _Chair, person: str, meant: set[str]) -> str:
        """Return the seat that the person holds in this body, or the one of this role and place."""
        seats = [
            (slug, one)
            for slug, one in self.reading.records(SEAT).items()
            if one["body"] == body and slug not in self.reading.taken[SEAT]
        ]
        own = [slug for slug, one in seats if person and person in {held["person"] for held in one["held"]}]
        same_role = [(slug, one) for slug, one in seats if one["role"] == chair.role]
        if len(own) > 1:
            own = [slug for slug, _ in same_role if slug in own]
        if own:
            return own[0]
        place = [
            slug
            for slug, one in same_role
            if (
                one["organisation"] in meant
                if meant
                else bool(chair.region) and one["region"] == chair.region
            )
        ]
        return place[0] if len(place) == 1 else ""

    def _known_seat(
        self, key: str, target: str, chair: _Chair, person: str, record: ParsedRecord, label: str
    ) -> Proposal:
        reading = self.reading
        seat = reading.records(SEAT)[target]
        holder = holder_on(seat["held"], reading.registry.on)
        fill: dict[str, Any] = {}
        if person and not seat["held"]:
            fill = {"holder": person, "acting": chair.acting}
        if (person and holder == person == seat["holder"]) or fill:
            fill["holder_function"] = {reading.language: chair.function} if chair.function else {}
        elif person and holder != person:
            reading.notices.append(
                Notice(
                    Message(
                        "{label} holds the seat {seat} in the report, {holder} in the records: "
                        "nothing was changed"
                    ),
                    label=label,
                    seat=target,
                    holder=holder or Message("nobody"),
                )
            )
        return reading.proposal(SEAT, key, target, label, {"fill": fill}, record)


SLUGS_OF_ROLES = {
    "PRESIDENCY": "board presidency",
    "CO_PRESIDENCY": "board co presidency",
    "REGIONAL_VICE_PRESIDENCY": "board vice presidency",
    "TREASURER": "board treasurer",
    "MEMBER": "board member",
    "REGIONAL_SECRETARY": "regional secretary",
    "SECRETARY_GENERAL": "staff",
    "STAFF": "staff",
}


def holder_on(held: Sequence[Values], on: date) -> str:
    """Return who held a seat on a day."""
    for one in held:
        if span_of(one).holds_on(on):
            return str(one["person"])
    return ""
