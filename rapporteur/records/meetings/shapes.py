"""Meetings of bodies and their rules as verbs, files and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText


class PaperShape(Shape, frozen=True, kw_only=True):
    """A paper: an address, or the key of a document of the library."""

    slug: str
    title: LocalizedText
    link: str | UnsetType = UNSET
    document: int | UnsetType | None = UNSET


class AgendaItemShape(Shape, frozen=True, kw_only=True):
    """An item of an agenda with its papers (their slugs); `asks` is one of ItemPurpose."""

    number: int
    title: LocalizedText
    asks: str = "INFORMATION"
    papers: tuple[str, ...] = ()


class GuestShape(Shape, frozen=True, kw_only=True):
    """Somebody without a seat who came, for whom and as what."""

    name: str = ""
    organisation: str | None = None
    function: LocalizedText = EMPTY


class VenueShape(Shape, frozen=True, kw_only=True):
    """Where a body meets: an organisation's place, or one of its own with its ISO 3166 country; none of both online."""

    organisation: str | None = None
    name: LocalizedText = EMPTY
    country: str = ""


class BodyMeetingShape(Shape, frozen=True, kw_only=True):
    """A meeting of a body; `state` is one of MeetingState, `chair` one of the body's seats.

    The agenda is in the order of its numbers.
    """

    slug: str
    body: str
    dates: Dates
    state: str | UnsetType = UNSET
    online: bool | UnsetType = UNSET
    place: VenueShape | UnsetType = UNSET
    chair: str | UnsetType | None = UNSET
    public: bool | UnsetType = UNSET
    agenda: tuple[AgendaItemShape, ...] | UnsetType = UNSET
    guests: tuple[GuestShape, ...] | UnsetType = UNSET
    minutes_date: date | UnsetType | None = UNSET
    minutes_link: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class AttendanceShape(Shape, frozen=True, kw_only=True):
    """Whether a seat was there (Presence), who came in place of its holder, and to which seat it gave its vote."""

    seat: str
    presence: str
    person: str | None = None
    proxy: str | None = None


class BodyRuleShape(Shape, frozen=True, kw_only=True):
    """Quorum and majority of a body for a subject (empty: all without a rule of their own), from when until when."""

    body: str
    subject: str = ""
    start: date | None = None
    end: date | UnsetType | None = UNSET
    quorum_number: int | UnsetType | None = UNSET
    share: int | UnsetType | None = UNSET
    parts: int | UnsetType | None = UNSET
    more_than_share: bool | UnsetType = UNSET
    seats_counted: str | UnsetType = UNSET
    majority: str | UnsetType = UNSET


class VotesShape(Shape, frozen=True, kw_only=True):
    """Votes as they were counted."""

    approving: int
    against: int = 0
    abstained: int = 0


class DecisionShape(Shape, frozen=True, kw_only=True):
    """What a body decided; `subject` is one of DecisionSubject. Without a meeting it was decided in writing.

    `item` is the number on the agenda; votes are None where nobody counted them.
    """

    slug: str
    body: str
    number: int
    decided_date: date
    title: LocalizedText
    text: LocalizedText | UnsetType = UNSET
    subject: str | UnsetType = UNSET
    organisation: str | UnsetType | None = UNSET
    seat: str | UnsetType | None = UNSET
    meeting: str | None = None
    item: int | UnsetType | None = UNSET
    votes: VotesShape | UnsetType | None = UNSET
    asks_follow_up: bool | UnsetType = UNSET
    note: str | UnsetType = UNSET


class FinancialReportShape(Shape, frozen=True, kw_only=True):
    """An audit, accounts or a budget (FinancialKind); `half` is 1 or 2 for a half-yearly report, else 0.

    `body` is to whom it is presented, `decision` by which it was approved; `document` is a key of the library.
    """

    slug: str
    kind: str
    year: int
    half: int | UnsetType = UNSET
    stage: str | UnsetType = UNSET
    auditor: str | UnsetType = UNSET
    audited_date: date | UnsetType | None = UNSET
    opinion: LocalizedText | UnsetType = UNSET
    body: str | UnsetType | None = UNSET
    meeting: str | UnsetType | None = UNSET
    decision: str | UnsetType | None = UNSET
    due_date: date | UnsetType | None = UNSET
    link: str | UnsetType = UNSET
    document: int | UnsetType | None = UNSET
    note: str | UnsetType = UNSET
