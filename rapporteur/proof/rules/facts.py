"""The records of a report as the rules look at them: values, with the passages that they were read from.

Nothing here knows a database or a clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.spans import Span
from rapporteur.proof.rules.finding import Evidence, PrintedPassage, Record
from rapporteur.records.names.name import Name, NamedRecord, NameKind, names_of

Passages = Mapping[str, PrintedPassage]
_NOWHERE: Passages = {}


def _passages() -> Passages:
    return _NOWHERE


@dataclass(frozen=True)
class Located:
    """A fact with the passages that its fields were read from (none for records)."""

    passages: Passages = field(default_factory=_passages, compare=False, kw_only=True)

    def evidence(self, *fields: str) -> tuple[Evidence, ...]:
        """Return the values of `fields` as evidence."""
        return tuple(Evidence(name, getattr(self, name), self.passages.get(name)) for name in fields)


# --- organisations -----------------------------------------------------------------------------


@dataclass(frozen=True)
class MembershipFacts(Span):
    """A membership; honorary ones are not counted."""

    honorary: bool = False


@dataclass(frozen=True)
class OrganisationFacts(Located):
    """An organisation with every name it has or had."""

    slug: str
    name: LocalizedText
    other_names: tuple[Name, ...] = ()
    """Names of other days, and aliases."""
    country: str = ""
    region: str | None = None
    wikidata: str = ""
    geonames: int | None = None
    memberships: tuple[MembershipFacts, ...] = ()
    prospects: tuple[Span, ...] = ()

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("members.organisation", self.slug, self.name)

    @property
    def aliases(self) -> tuple[Name, ...]:
        """The names that are no dated ones."""
        return tuple(name for name in self.other_names if name.kind is not NameKind.NAME)

    @property
    def named(self) -> NamedRecord:
        """The organisation as the index of names takes it."""
        return NamedRecord(self.slug, (*names_of(self.name), *self.other_names))

    def is_member_on(self, day: date) -> bool:
        """Whether a membership, honorary or not, is in force on `day`."""
        return any(span.holds_on(day) for span in self.memberships)

    def is_counted_on(self, day: date) -> bool:
        """Whether a full membership is in force on `day`."""
        return any(span.holds_on(day) and not span.honorary for span in self.memberships)


# --- what happened -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Place:
    """A place; `organisation` is the slug of the organisation that it is."""

    name: LocalizedText
    organisation: str | None = None
    country: str = ""


@dataclass(frozen=True)
class ActivationFacts:
    """An organisation in an activity."""

    slug: str
    role: str = "PARTICIPANT"


@dataclass(frozen=True)
class Photo:
    """The rights and texts of a photograph."""

    position: int
    alt: LocalizedText = EMPTY
    credit: str = ""
    consent: bool = False


@dataclass(frozen=True)
class ActivityFacts(Located):
    """An activity; without `start` only the `month` is known, and nothing where that is empty."""

    slug: str
    title: LocalizedText
    line: str | None = None
    start: date | None = None
    end: date | None = None
    month: str | None = None
    places: tuple[Place, ...] = ()
    online: bool = False
    codes: tuple[str, ...] = ()
    unknown_codes: tuple[str, ...] = ()
    members: tuple[ActivationFacts, ...] = ()
    unresolved: tuple[str, ...] = ()
    text: LocalizedText = EMPTY
    """Plain text, blank lines between paragraphs."""
    photos: tuple[Photo, ...] = ()

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("activities.activity", self.slug, self.title)

    @property
    def dates(self) -> Dates | None:
        """When it was, where that can be said."""
        if self.start is not None and (self.end is None or self.end >= self.start):
            return Dates(self.start, self.end)
        return Dates(month=self.month) if self.month and self.start is None else None

    @property
    def first_day(self) -> date | None:
        """The first day on which it can have happened."""
        return self.start or (self.dates.first_day if self.dates else None)

    @property
    def member_slugs(self) -> frozenset[str]:
        """The organisations that it activated."""
        return frozenset(member.slug for member in self.members)


@dataclass(frozen=True)
class MeetingFacts(Located):
    """A bilateral meeting, or several at one place in one month."""

    slug: str
    month: str
    place: Place
    members: tuple[str, ...] = ()
    prospects: tuple[str, ...] = ()
    activity: str | None = None
    days: Dates | None = field(default=None, compare=False)
    """The days, where more is known than the month: it is called by them, and no finding rests on them."""

    @property
    def dates(self) -> Dates:
        """When it was, as exactly as it is known."""
        return self.days or Dates(month=self.month)

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("activities.bilateralmeeting", self.slug, self.place.name)


@dataclass(frozen=True)
class MentionFacts(Located):
    """A mention in the media."""

    slug: str
    month: str
    outlet: str
    subject: LocalizedText = EMPTY

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("activities.mediamention", self.slug, self.subject)


@dataclass(frozen=True)
class EventFacts(Located):
    """A planned event of which nobody has said what became of it."""

    slug: str
    title: LocalizedText
    dates: Dates

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("agenda.plannedevent", self.slug, self.title)


@dataclass(frozen=True)
class AgreementFacts(Located):
    """An agreement that was announced, or signed for a term: when it was announced, its last day, notice until when."""

    slug: str
    name: LocalizedText
    announced: Dates | None = None
    """None where it has gone further."""
    last_day: date | None = None
    """None where it is not signed, or has no end."""
    notice: date | None = None

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("agreements.agreement", self.slug, self.name)


# --- the plan ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ParityFacts:
    """The codes of deliverables that ask how many women and men took part, and the activities that say it (slugs)."""

    asked: frozenset[str] = frozenset()
    recorded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NodeFacts(Located):
    """A node of the plan; `listed` is false for a code that the adopted plan lacks."""

    code: str
    parent: str | None = None
    title: LocalizedText = EMPTY
    listed: bool = True

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("plan.node", self.code, self.title)


# --- people ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class RegionFacts(Located):
    """A region and those who are responsible for it."""

    slug: str
    name: LocalizedText
    secretaries: tuple[str, ...] = ()
    focal_points: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("members.region", self.slug, self.name)


@dataclass(frozen=True)
class SeatFacts(Located):
    """A seat in a body; `person` is the slug of the holder, none where it is vacant."""

    slug: str
    body: str
    body_name: LocalizedText
    body_kind: str
    function: LocalizedText = EMPTY
    organisation: str | None = None
    organisation_name: LocalizedText = EMPTY
    """As printed where `organisation` is no known one."""
    person: str | None = None
    person_name: str = ""

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("governance.seat", self.slug, self.function)


# --- training and publications ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class CourseFacts(Located):
    """A course: how many came (None: nobody knows), names that stand in it twice, organisations named and numbered."""

    slug: str
    title: LocalizedText
    start: date
    end: date
    people: int | None = None
    named_twice: tuple[str, ...] = ()
    counted_twice: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("training.course", self.slug, self.title)


@dataclass(frozen=True)
class PublicationFacts(Located):
    """A publication: whether it was launched at an activity, and whether anything leads to it."""

    slug: str
    title: LocalizedText
    launched: bool = False
    can_be_read: bool = False

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("publications.publication", self.slug, self.title)


# --- calls for applications --------------------------------------------------------------------


@dataclass(frozen=True)
class CallFacts(Located):
    """A call that is to be decided, or whose jury is: the last day on which it was open, what its jury is short of.

    `short_of` has for what the rule asks how many it asks for, and how many there are: women, men, regions.
    """

    slug: str
    name: LocalizedText
    closed: date | None = None
    decided: bool = False
    short_of: tuple[tuple[str, int, int], ...] = ()

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("calls.callforapplications", self.slug, self.name)


@dataclass(frozen=True)
class ApplicationFacts(Located):
    """An application that nobody has decided on: when its call closed, and which partners have not confirmed."""

    slug: str
    title: LocalizedText
    closed: date | None = None
    unconfirmed: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("calls.application", self.slug, self.title)


# --- meetings of bodies ------------------------------------------------------------------------


@dataclass(frozen=True)
class BodyMeetingFacts(Located):
    """A meeting of a body that was held: when its minutes went out, what was counted, what was needed.

    `counted` is None where nobody noted who was there, `needed` where no rule asks for a quorum.
    """

    slug: str
    body: LocalizedText
    end: date
    minutes: date | None = None
    counted: int | None = None
    needed: int | None = None

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("meetings.bodymeeting", self.slug, self.body)


@dataclass(frozen=True)
class DecisionFacts(Located):
    """A decision of a body, whether somebody has to see to it, and whether a follow-up on it was noted."""

    slug: str
    title: LocalizedText
    day: date
    asks_follow_up: bool = False
    is_followed_up: bool = False

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("meetings.decision", self.slug, self.title)


@dataclass(frozen=True)
class AccountsFacts(Located):
    """An audit, accounts or a budget: whether a body has seen it, and by which day it should have.

    `due` is the day that is given, else the last one of the meeting before which it is laid.
    """

    slug: str
    kind: str
    year: int
    presented: bool = False
    due: date | None = None

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("meetings.financialreport", self.slug)


# --- lists, totals, dues -----------------------------------------------------------------------


@dataclass(frozen=True)
class Figure(Located):
    """A number that somebody wrote (`stated`) beside what it counts (`counted`)."""

    record: Record
    field: str
    what: LocalizedText
    stated: int
    counted: int


@dataclass(frozen=True)
class Statement(Located):
    """Dues as published: `as_of` is absent where the print does not say."""

    record: Record
    amount: Decimal | None
    currency: str
    payers: int | None
    members: int | None
    as_of: date | None


@dataclass(frozen=True)
class LedgerItem(Located):
    """What one member owes for the year, has paid by the as-of date and by the statement's date, and was let off."""

    record: Record
    name: LocalizedText
    due: Decimal
    paid: Decimal
    paid_by_statement: Decimal
    waived: Decimal
    currency: str


# --- texts -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text(Located):
    """A translatable text in plain words: `prose` has sentences, a `required` one may not be empty.

    `stale` are the languages whose text is older than its source.
    """

    record: Record
    field: str
    texts: LocalizedText
    prose: bool = False
    required: bool = False
    stale: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unrenderable:
    """What keeps the report from being laid out, as :mod:`rapporteur.documents.preflight` words it everywhere."""

    record: Record
    field: str
    language: str
    wrong: LocalizedText
    cure: LocalizedText


@dataclass(frozen=True)
class Draft:
    """An activity of the period with work that is not published; `live` where an older state is."""

    record: Record
    live: bool


@dataclass(frozen=True)
class LeftOut:
    """A draft that the report leaves out, and in which lists or fields it is missing."""

    record: Record
    uses: tuple[LocalizedText | str, ...]
