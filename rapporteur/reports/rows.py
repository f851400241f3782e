"""The rows that a report is compiled from: records as the database gave them, each with whether it is published.

Nothing here asks a database: :mod:`rapporteur.reports.fetch` fills the rows, :mod:`rapporteur.reports.drafts` takes out
what is not published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rapporteur.activities.models import ActivityPhoto, MediaMention
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import Association
from rapporteur.dues.models import PublishedStatement
from rapporteur.members.models import Region
from rapporteur.plan.models import Level
from rapporteur.reports.data import Category
from rapporteur.reports.models import Report


class MemberRow(NamedTuple):
    """A member in force."""

    organisation: int
    slug: str
    kind: str
    category: Category
    country: str
    region: str | None
    latitude: float | None
    longitude: float | None
    live: bool


class ActivityRow(NamedTuple):
    """A published activity that began in the period."""

    id: int
    slug: str
    title: LocalizedText
    kind: str
    online: bool
    start_date: date
    end_date: date
    precision: str
    line: int | None
    text: LocalizedText
    initiative: str | None
    initiative_kind: str | None
    initiative_name: LocalizedText | None
    initiative_live: bool | None


class PlaceRow(NamedTuple):
    """A place of an activity or meeting; the organisation's coordinates where it is an organisation's."""

    owner: int
    organisation: int | None
    organisation_slug: str | None
    organisation_live: bool | None
    name: LocalizedText
    country: str
    latitude: float | None
    longitude: float | None


class ActivationRow(NamedTuple):
    """An organisation in an activity."""

    activity: int
    organisation: int
    slug: str
    role: str
    live: bool


class NodeRow(NamedTuple):
    """A node of the plan in force."""

    id: int
    parent: int | None
    code: str
    level: str
    depth: int
    title: LocalizedText
    text: LocalizedText
    purpose: LocalizedText
    kind: str
    listed: bool
    slug: str
    live: bool


class SeatRow(NamedTuple):
    """A seat in force with its holder, if any."""

    body_kind: str
    body_name: LocalizedText
    role: str
    region: str | None
    organisation: int | None
    organisation_slug: str | None
    organisation_live: bool | None
    function: LocalizedText
    person: str | None
    name: str | None
    person_live: bool | None
    mandate_function: LocalizedText | None
    acting: bool | None


class MeetingRow(NamedTuple):
    """A bilateral meeting."""

    id: int
    slug: str
    start_date: date
    precision: str
    place: PlaceRow
    activity: str | None


class ParticipantRow(NamedTuple):
    """An organisation in a bilateral meeting."""

    meeting: int
    organisation: int
    slug: str
    live: bool


class FocalPointRow(NamedTuple):
    """Who looks after a region."""

    region: str
    person: str
    name: str
    live: bool


class LedgerRow(NamedTuple):
    """What one member was called for and had paid by the as-of date."""

    slug: str
    currency: str
    paid: Decimal | None


@dataclass(frozen=True)
class LeftOut:
    """A record that the report leaves out because it is not published, and where it would stand.

    A place in `uses` is what the record that refers to the draft is called, or the field or list that it is missing in.
    """

    type: str
    slug: str
    name: LocalizedText
    uses: tuple[LocalizedText | str, ...]


@dataclass(frozen=True)
class Records:
    """Everything that a report is compiled from."""

    association: Association
    report: Report | None
    levels: Sequence[Level]
    nodes: Sequence[NodeRow]
    regions: Sequence[Region]
    members: Sequence[MemberRow]
    names: dict[int, LocalizedText]
    seats: Sequence[SeatRow]
    focal_points: Sequence[FocalPointRow]
    activities: Sequence[ActivityRow]
    places: Sequence[PlaceRow]
    activations: Sequence[ActivationRow]
    deliverables: Sequence[tuple[int, int]]
    photos: Sequence[ActivityPhoto]
    meetings: Sequence[MeetingRow]
    participants: Sequence[ParticipantRow]
    mentions: Sequence[MediaMention]
    ledger: Sequence[LedgerRow]
    statement: PublishedStatement | None
    left_out: Sequence[LeftOut] = ()
