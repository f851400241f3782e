"""The report as a value: everything a quarter's report says, in no particular language.

Compiled once from the records (:mod:`rapporteur.report.compile.report`), frozen, and turned into documents by
pure functions (:mod:`rapporteur.documents.formats`). Every text is a mapping language → text, every
total is derived from the records, and nothing here knows a database or a clock.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

from msgspec import UNSET, Meta, UnsetType, field, json

from rapporteur.base.values.base import Value, to_json
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block
from rapporteur.report.value.admissions import AdmissionsData
from rapporteur.report.value.ahead import NextQuarterData
from rapporteur.report.value.parity import ParityData
from rapporteur.report.value.programmes import (
    CallData,
    CommunicationItemData,
    CourseData,
    ProjectData,
    PublicationData,
)
from rapporteur.report.value.registers import (
    AgreementData,
    Count,
    GovernanceData,
    JointStatementData,
    Month,
    Number,
)

SCHEMA_VERSION: Final = 1

Colour = Annotated[str, Meta(pattern=r"^#[0-9a-f]{6}$")]
Currency = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Share = Annotated[float, Meta(ge=0, le=1)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Category = Literal["FULL", "HONORARY"]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


class OrganisationRef(Value, frozen=True):
    """An organisation as it is named in a report."""

    slug: str
    name: LocalizedText


class PersonRef(Value, frozen=True):
    """A person as named in a report, with the function held (gendered, per language)."""

    slug: str
    name: str
    function: LocalizedText = field(default_factory=LocalizedText)
    organisation: OrganisationRef | None = None


class Colours(Value, frozen=True):
    """The association's own colour (cover and back) and one for each line of the plan, in order."""

    own: Colour
    lines: tuple[Colour, ...]


class AssociationData(Value, frozen=True, kw_only=True):
    """Whose report it is."""

    name: LocalizedText
    short_name: str
    seat: LocalizedText = field(default_factory=LocalizedText)
    country: str | UnsetType = UNSET
    """ISO 3166 code of the seat's country."""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    hashtag: str = ""
    languages: Annotated[tuple[str, ...], Meta(min_length=1)]
    source_language: str
    colours: Colours
    report_name: LocalizedText
    licence: str | UnsetType = UNSET
    """Under which others may use the report, as it is printed: “CC BY 4.0”."""


class PeriodData(Value, frozen=True):
    """The reporting period; `start` and `end` are both included."""

    code: str
    kind: Literal["QUARTER", "HALF_YEAR", "YEAR", "RANGE"]
    start: date
    end: date
    months: tuple[Month, ...]


class PlaceData(Value, frozen=True):
    """A place; `organisation` is the slug of the member that the place is, where it is one."""

    name: LocalizedText
    country: str = ""
    latitude: Latitude | None = None
    longitude: Longitude | None = None
    organisation: str | None = None


class PhotoData(Value, frozen=True):
    """A photograph with its rights; `content` is the picture itself, base64-encoded."""

    media_type: Literal["image/jpeg", "image/png"]
    width: int
    height: int
    content: str
    alt: LocalizedText = field(default_factory=LocalizedText)
    caption: LocalizedText = field(default_factory=LocalizedText)
    credit: str = ""


class CoverData(Value, frozen=True):
    """The photograph on the cover, and under which rights it is printed (“CC BY 4.0”).

    `focus` is the point that stays in sight where the photograph is cropped, in shares of its width and height from the
    upper left corner; without one it is the middle.
    """

    photo: PhotoData
    rights: str = ""
    focus: tuple[float, float] | UnsetType = UNSET


class ActivatedIn(Value, frozen=True):
    """A member's part in one activity."""

    slug: str
    name: LocalizedText
    role: str


class InitiativeRef(Value, frozen=True):
    """The initiative that an activity belongs to."""

    slug: str
    kind: str
    name: LocalizedText


class ActivityData(Value, frozen=True):
    """One activity. `start` and `end` (included) are absent where only the `month` is known."""

    slug: str
    title: LocalizedText
    kind: str
    line: str | None
    start: date | None
    end: date | None
    month: Month
    places: tuple[PlaceData, ...] = ()
    online: bool = False
    initiative: InitiativeRef | None = None
    deliverables: tuple[str, ...] = ()
    members: tuple[ActivatedIn, ...] = ()
    text: dict[str, tuple[Block, ...]] = {}
    photo: PhotoData | None = None


class MediaMentionData(Value, frozen=True, kw_only=True):
    """A mention in the press or on another's channel."""

    month: Month
    day: date | None = None
    outlet: str
    subject: LocalizedText
    channels: tuple[str, ...] = ()
    link: str = ""


class BilateralMeetingData(Value, frozen=True, kw_only=True):
    """A bilateral meeting; `activity` is the slug of the activity it happened at."""

    month: Month
    day: date | None = None
    place: PlaceData
    members: tuple[OrganisationRef, ...] = ()
    prospects: tuple[OrganisationRef, ...] = ()
    activity: str | None = None


class MemberData(Value, frozen=True):
    """A member in force on the report's as-of date."""

    slug: str
    name: LocalizedText
    kind: str
    category: Category
    country: str
    region: str | None
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class ActivatedMemberData(Value, frozen=True):
    """A member that at least one activity of the period activated, and which ones did."""

    slug: str
    name: LocalizedText
    region: str | None
    activations: Count
    activities: tuple[str, ...]


class SeatData(Value, frozen=True):
    """A seat in a body on the as-of date; vacant where there is no holder."""

    role: str
    holder: PersonRef | None
    function: LocalizedText = field(default_factory=LocalizedText)
    organisation: OrganisationRef | None = None
    acting: bool = False


class RegionData(Value, frozen=True):
    """A region of the association on the as-of date."""

    slug: str
    name: LocalizedText
    members: tuple[str, ...]
    honorary: tuple[str, ...] = ()
    activated: tuple[str, ...] = ()
    activations: Count = 0
    share: Share = 0.0
    secretaries: tuple[PersonRef, ...] = ()
    focal_points: tuple[PersonRef, ...] = ()
    seats: tuple[SeatData, ...] = ()


class LevelData(Value, frozen=True):
    """A level of the plan: what one node of it and several are called."""

    key: str
    name: LocalizedText
    plural: LocalizedText


class NodeData(Value, frozen=True):
    """A node of the plan with the activities of the period that are evidence for it or below it.

    `listed` is false for a code that activities use although the adopted plan lacks it.
    """

    code: str
    level: str
    parent: str | None
    title: LocalizedText
    text: LocalizedText = field(default_factory=LocalizedText)
    purpose: LocalizedText = field(default_factory=LocalizedText)
    kind: str = ""
    listed: bool = True
    activities: tuple[str, ...] = ()
    activities_by_month: dict[Month, Count] = {}


class LineExecution(Value, frozen=True):
    """How far one line of the plan was served: counts of listed nodes, and distinct activities.

    `activities` counts the activities reported under the line, `evidence` those that serve any of its
    deliverables wherever they are reported.
    """

    code: str
    measures: Count
    measures_touched: Count
    deliverables: Count
    deliverables_with_evidence: Count
    unlisted_with_evidence: Count
    activities: Count
    evidence: Count


class PlanData(Value, frozen=True):
    """The plan in force and its execution in the period; nodes in document order, parents first.

    The first level is that of the lines, the last that of the deliverables; a plan of two levels has no
    measures between them.
    """

    slug: str
    name: LocalizedText
    start: date
    end: date
    levels: tuple[LevelData, ...]
    nodes: tuple[NodeData, ...]
    execution: tuple[LineExecution, ...]

    @property
    def lines(self) -> tuple[NodeData, ...]:
        """The nodes of the first level."""
        return tuple(node for node in self.nodes if node.parent is None)


class PublishedTotals(Value, frozen=True):
    """Dues as published, beside what the ledger says."""

    amount: Decimal
    payers: Count
    members: Count
    as_of: date


class DuesData(Value, frozen=True):
    """Dues received for the year up to `as_of`: from the ledger, or as published where none is kept.

    Where there are both, the figures are the ledger's and `published` holds what was published.
    """

    amount: Decimal
    currency: Currency
    payers: Count
    members: Count
    as_of: date
    year: int
    source: Literal["LEDGER", "STATEMENT"]
    share: Share
    source_text: LocalizedText = field(default_factory=LocalizedText)
    published: PublishedTotals | None = None


class EditorialData(Value, frozen=True, kw_only=True):
    """The editorial and who signs it."""

    title: LocalizedText = field(default_factory=LocalizedText)
    text: dict[str, tuple[Block, ...]]
    signatory: PersonRef | None = None


class WeekData(Value, frozen=True):
    """Activities that began in one week of the period, per line (month-only ones are in none)."""

    start: date
    end: date
    activities_by_line: dict[str, Count]


class SummaryData(Value, frozen=True):
    """The quarter in figures, each counted from the records above."""

    activities: Count
    activities_by_line: dict[str, Count]
    activities_by_month: dict[Month, Count]
    activities_by_kind: dict[str, Count]
    weeks: tuple[WeekData, ...]
    activations: Count
    members: Count
    members_activated: Count
    members_activated_share: Share
    regions: Count
    regions_activated: Count
    deliverables: Count
    deliverables_with_evidence: Count
    bilateral_meetings: Count
    media_mentions: Count


class ChangeData(Value, frozen=True, kw_only=True):
    """A difference in words; `language` is that of the text it is about, empty where it concerns every edition."""

    language: str = ""
    words: LocalizedText


class ErratumData(Value, frozen=True):
    """What edition `number` corrected in the edition before it."""

    number: Annotated[int, Meta(ge=2)]
    frozen_date: date
    changes: tuple[ChangeData, ...]


class EditionData(Value, frozen=True):
    """The number of a frozen edition, the day it was frozen, and the errata of all editions up to it."""

    number: Number
    frozen_date: date
    errata: tuple[ErratumData, ...] = ()


class PartEdition(Value, frozen=True):
    """The frozen edition of a quarter that a longer period cites; `sha256` is that of its snapshot."""

    number: Number
    frozen_date: date
    sha256: Digest


class PartData(Value, frozen=True):
    """A quarter of a longer period: what is recorded of it, its edition, and what changed since that was frozen.

    `recorded` is false where the period has no record of it at all.
    """

    period: str
    recorded: bool
    activities: Count
    edition: PartEdition | None = None
    changes: tuple[ChangeData, ...] = ()


class CompositionData(Value, frozen=True):
    """The quarters that a longer period is recounted from, in order."""

    parts: tuple[PartData, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The quarters of which nothing is recorded."""
        return tuple(part.period for part in self.parts if not part.recorded)


class ReportData(Value, frozen=True, kw_only=True):
    """A whole report; see docs/report-data.schema.json for the same as a JSON Schema."""

    schema_version: Literal[1] = SCHEMA_VERSION
    association: AssociationData
    period: PeriodData
    as_of: date
    sections: tuple[str, ...]
    editorial: EditorialData | None = None
    summary: SummaryData
    plan: PlanData | None = None
    activities: tuple[ActivityData, ...]
    media: tuple[MediaMentionData, ...] = ()
    bilateral_meetings: tuple[BilateralMeetingData, ...] = ()
    members: tuple[MemberData, ...]
    activated_members: tuple[ActivatedMemberData, ...]
    dues: DuesData | None = None
    regions: tuple[RegionData, ...]
    seats: tuple[SeatData, ...] = ()
    """Seats of the board that belong to no region."""
    staff: tuple[PersonRef, ...] = ()
    edition: EditionData | None = None
    """Of a frozen edition only: which one it is, and what it corrected."""
    composition: CompositionData | None = None
    """Of a half-year or a year: the quarters it is made of."""
    agreements: tuple[AgreementData, ...] | UnsetType = UNSET
    joint_statements: tuple[JointStatementData, ...] | UnsetType = UNSET
    governance: GovernanceData | UnsetType = UNSET
    pilot_projects: tuple[ProjectData, ...] | UnsetType = UNSET
    calls: tuple[CallData, ...] | UnsetType = UNSET
    training: tuple[CourseData, ...] | UnsetType = UNSET
    publications: tuple[PublicationData, ...] | UnsetType = UNSET
    next_quarter: NextQuarterData | UnsetType = UNSET
    admissions: AdmissionsData | UnsetType = UNSET
    parity: ParityData | UnsetType = UNSET
    communication: tuple[CommunicationItemData, ...] | UnsetType = UNSET
    """Of a report with those sections only: of others the snapshot says nothing of them, as it always did."""
    cover: CoverData | UnsetType = UNSET
    """Of a report with a photograph on its cover only."""

    def canonical_json(self) -> str:
        """Return the snapshot: UTF-8 JSON, fields in their order, two spaces, one final newline."""
        return json.format(to_json(self), indent=2).decode() + "\n"
