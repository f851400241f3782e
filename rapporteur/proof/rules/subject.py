"""What the rules look at: the facts of a report, whether compiled from records or read from print.

A compiled report fills everything (:mod:`rapporteur.proof.checks.subject`); a printed one fills what it prints and says
so in `knows`, and is asked only the questions that it can answer. Names in a printed report that match no organisation
stay in `unresolved`. Nothing here knows a database or a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Self, TypeVar

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.proof.rules.admissions.facts import ProspectFacts, RequestFacts
from rapporteur.proof.rules.facts import (
    AccountsFacts,
    ActivityFacts,
    AgreementFacts,
    ApplicationFacts,
    BodyMeetingFacts,
    CallFacts,
    CourseFacts,
    DecisionFacts,
    Draft,
    EventFacts,
    Figure,
    LedgerItem,
    LeftOut,
    MeetingFacts,
    MentionFacts,
    NodeFacts,
    OrganisationFacts,
    ParityFacts,
    PublicationFacts,
    RegionFacts,
    SeatFacts,
    Statement,
    Text,
    Unrenderable,
)
from rapporteur.proof.rules.finding import Record

T = TypeVar("T")


class Fact(StrEnum):
    """What a subject may know."""

    ACTIVITIES = "ACTIVITIES"
    TEXTS = "TEXTS"
    REGISTRY = "REGISTRY"
    MEMBERSHIPS = "MEMBERSHIPS"
    LISTS = "LISTS"
    """Printed lists and totals, to be held against what they list and count."""
    PLAN = "PLAN"
    HISTORY = "HISTORY"
    PEOPLE = "PEOPLE"
    MEETINGS = "MEETINGS"
    MEDIA = "MEDIA"
    AGENDA = "AGENDA"
    AGREEMENTS = "AGREEMENTS"
    CALLS = "CALLS"
    TRAINING = "TRAINING"
    PUBLICATIONS = "PUBLICATIONS"
    ADMISSIONS = "ADMISSIONS"
    BODIES = "BODIES"
    PARITY = "PARITY"
    DUES = "DUES"
    LEDGER = "LEDGER"
    TRANSLATIONS = "TRANSLATIONS"
    EDITORIAL = "EDITORIAL"
    PHOTOS = "PHOTOS"
    DRAFTS = "DRAFTS"
    RENDERING = "RENDERING"


@dataclass(frozen=True)
class Cover:
    """The photograph on the cover: its texts and rights, and its width and height in pixels."""

    alt: LocalizedText = EMPTY
    credit: str = ""
    rights: str = ""
    consent: bool = False
    pixels: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Subject:
    """A report to be checked. Parts that are not in `knows` are empty and not asked about."""

    record: Record
    """The report itself."""
    knows: frozenset[Fact]
    start: date
    end: date
    """The last day of the period (included)."""
    as_of: date
    languages: tuple[str, ...]
    source_language: str
    seat: LocalizedText = EMPTY
    """The city in which the association has its seat."""
    activities: tuple[ActivityFacts, ...] = ()
    organisations: tuple[OrganisationFacts, ...] = ()
    cities: tuple[LocalizedText, ...] = ()
    """Further cities that texts may name; none is an organisation or a place of the report."""
    activated: tuple[str, ...] | None = None
    """The list of activated members as the report has it."""
    regions: tuple[RegionFacts, ...] = ()
    seats: tuple[SeatFacts, ...] = ()
    nodes: tuple[NodeFacts, ...] = ()
    quarters: int = 1
    """How many quarters the period is long."""
    previous: tuple[frozenset[str] | None, ...] = ()
    """Codes with evidence in each quarter before the period, newest first; None where nothing is recorded."""
    meetings: tuple[MeetingFacts, ...] = ()
    mentions: tuple[MentionFacts, ...] = ()
    events: tuple[EventFacts, ...] = ()
    agreements: tuple[AgreementFacts, ...] = ()
    calls: tuple[CallFacts, ...] = ()
    applications: tuple[ApplicationFacts, ...] = ()
    courses: tuple[CourseFacts, ...] = ()
    publications: tuple[PublicationFacts, ...] = ()
    requests: tuple[RequestFacts, ...] = ()
    prospects: tuple[ProspectFacts, ...] = ()
    parity: ParityFacts = field(default_factory=ParityFacts)
    body_meetings: tuple[BodyMeetingFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    accounts: tuple[AccountsFacts, ...] = ()
    figures: tuple[Figure, ...] = ()
    statement: Statement | None = None
    ledger: tuple[LedgerItem, ...] = ()
    texts: tuple[Text, ...] = ()
    editorial: Text | None = None
    cover: Cover | None = None
    counts: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """By noun (members, activities, meetings): every number that would be true of it in the period."""
    drafts: tuple[Draft, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unrenderable: tuple[Unrenderable, ...] = ()

    @cached_property
    def organisation(self) -> dict[str, OrganisationFacts]:
        """Organisations by slug."""
        return {each.slug: each for each in self.organisations}

    @cached_property
    def node(self) -> dict[str, NodeFacts]:
        """Nodes of the plan by code."""
        return {each.code: each for each in self.nodes}

    @cached_property
    def _derived(self) -> dict[Callable[[Self], Any], Any]:
        return {}

    def derived(self, derive: Callable[[Self], T]) -> T:
        """Return what `derive` makes of the subject; it is made once, however many rules ask for it."""
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        made: T = self._derived[derive]
        return made

    def name(self, slug: str) -> LocalizedText:
        """Return what an organisation is called."""
        found = self.organisation.get(slug)
        return found.name if found and found.name else LocalizedText({"und": slug})

    def counted(self, slug: str) -> bool:
        """Whether the organisation is a full member on the report's as-of date."""
        return slug in self.organisation and self.organisation[slug].is_counted_on(self.as_of)

    @cached_property
    def line_of(self) -> dict[str, str]:
        """The code of the line above each node."""
        lines: dict[str, str] = {}
        for code in self.node:
            above = code
            for _ in self.node:  # no path is longer than the plan
                parent = self.node[above].parent
                if parent is None or parent not in self.node:
                    break
                above = parent
            lines[code] = above
        return lines

    @cached_property
    def parents(self) -> frozenset[str]:
        """The codes that have nodes below them."""
        return frozenset(node.parent for node in self.nodes if node.parent)

    @cached_property
    def deliverables(self) -> tuple[NodeFacts, ...]:
        """The nodes below which there is nothing, lines apart."""
        return tuple(node for node in self.nodes if node.parent and node.code not in self.parents)

    @cached_property
    def used(self) -> frozenset[str]:
        """The codes that activities of the period carry, with everything above them."""
        found: set[str] = set()
        for activity in self.activities:
            for code in activity.codes:
                at: str | None = code
                while at is not None and at not in found:
                    found.add(at)
                    at = self.node[at].parent if at in self.node else None
        return frozenset(found)
