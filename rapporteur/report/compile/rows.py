"""The rows that a report is compiled from: records as the database gave them.

Nothing here asks a database: :mod:`rapporteur.report.compile.fetch` fills the rows. Whoever asks what a report
says (the report itself, the texts to be translated, the checks) derives it from these rows, so that they cannot
disagree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from rapporteur.base.core.models import Association
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.spans import Span
from rapporteur.records.activities.models import ActivityPhoto, MediaMention
from rapporteur.records.agreements.queries import ActivationRow
from rapporteur.records.dues.models import PublishedStatement
from rapporteur.records.members.models import Region
from rapporteur.records.plan.models import Level
from rapporteur.records.reports.models import Report
from rapporteur.report.compile.chosen.fetch import ChosenRecords
from rapporteur.report.value.data import Category


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


class PlaceRow(NamedTuple):
    """A place of an activity or meeting; the organisation's coordinates where it is an organisation's.

    `number` is its place among those of the activity in the order in which they were recorded, by which states of
    translations know it.
    """

    owner: int
    organisation: int | None
    organisation_slug: str | None
    name: LocalizedText
    country: str
    latitude: float | None
    longitude: float | None
    number: int = 0


class EvidenceRow(NamedTuple):
    """A node of any plan that an activity is evidence for."""

    activity: int
    node: int
    code: str


class NameRow(NamedTuple):
    """A name that an organisation of the report has or had; they come in the order in which they were recorded."""

    organisation: int
    slug: str
    name: LocalizedText
    start: date | None
    end: date | None

    @property
    def span(self) -> Span:
        """The days on which it holds."""
        return Span(self.start, self.end)


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


class SeatRow(NamedTuple):
    """A seat in force, of any body, with its holder and the key of the mandate, if any."""

    slug: str
    body: str
    body_kind: str
    body_name: LocalizedText
    role: str
    region: str | None
    organisation: int | None
    organisation_slug: str | None
    function: LocalizedText
    person: str | None
    name: str | None
    mandate: int | None
    mandate_function: LocalizedText | None
    acting: bool | None


class MeetingRow(NamedTuple):
    """A bilateral meeting."""

    id: int
    slug: str
    start_date: date
    end_date: date
    precision: str
    place: PlaceRow
    activity: str | None


class ParticipantRow(NamedTuple):
    """An organisation in a bilateral meeting."""

    meeting: int
    organisation: int
    slug: str


class FocalPointRow(NamedTuple):
    """Who looks after a region."""

    region: str
    person: str
    name: str


class LedgerRow(NamedTuple):
    """What one member was called for, and had paid and been let off by the as-of date (None: nothing).

    `paid_by_statement` is what it had paid on the day of the published statement, where there is one.
    """

    slug: str
    currency: str
    due: Decimal
    paid: Decimal | None
    paid_by_statement: Decimal | None
    waived: Decimal | None


@dataclass(frozen=True)
class Records:
    """Everything that a report is compiled from.

    `names` are those in force on the as-of date, `all_names` those of other days too; `seats` are those of every body,
    `photos` those too that nobody agreed to. `report` is None where there is none, or (`report_is_draft`) only a draft.
    """

    association: Association
    report: Report | None
    levels: Sequence[Level]
    nodes: Sequence[NodeRow]
    regions: Sequence[Region]
    members: Sequence[MemberRow]
    names: dict[int, LocalizedText]
    all_names: Sequence[NameRow]
    seats: Sequence[SeatRow]
    focal_points: Sequence[FocalPointRow]
    activities: Sequence[ActivityRow]
    places: Sequence[PlaceRow]
    activations: Sequence[ActivationRow]
    deliverables: Sequence[EvidenceRow]
    photos: Sequence[ActivityPhoto]
    meetings: Sequence[MeetingRow]
    participants: Sequence[ParticipantRow]
    mentions: Sequence[MediaMention]
    ledger: Sequence[LedgerRow]
    statement: PublishedStatement | None
    report_is_draft: bool = False
    chosen: ChosenRecords = field(default_factory=ChosenRecords)
