"""The report as a value: everything a quarter's report says, in no particular language.

Compiled once from the records (:mod:`rapporteur.reports.compile`), frozen, and turned into documents by
pure functions (:mod:`rapporteur.reports.renderers`). Every text is a mapping language → text, every
total is derived from the records, and nothing here knows a database or a clock.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.richtext import Block

SCHEMA_VERSION: Final = 1

Month = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Count = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1), AfterValidator(lambda share: round(share, 4))]


class Frozen(BaseModel):
    """A value that does not change once made, and refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class OrganisationRef(Frozen):
    """An organisation as it is named in a report."""

    slug: str
    name: LocalizedText


class PersonRef(Frozen):
    """A person as named in a report, with the function held (gendered, per language)."""

    slug: str
    name: str
    function: LocalizedText = EMPTY
    organisation: OrganisationRef | None = None


class Colours(Frozen):
    """The association's own colour (cover and back) and one for each line of the plan, in order."""

    own: Colour
    lines: tuple[Colour, ...]


class AssociationData(Frozen):
    """Whose report it is."""

    name: LocalizedText
    short_name: str
    seat: LocalizedText = EMPTY
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    hashtag: str = ""
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    source_language: str
    colours: Colours
    report_name: LocalizedText


class PeriodData(Frozen):
    """The reporting period; `start` and `end` are both included."""

    code: str
    kind: Literal["QUARTER", "HALF_YEAR", "YEAR", "RANGE"]
    start: date
    end: date
    months: tuple[Month, ...]


class PlaceData(Frozen):
    """A place; `organisation` is the slug of the member that the place is, where it is one."""

    name: LocalizedText
    country: str = ""
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    organisation: str | None = None


class PhotoData(Frozen):
    """A photograph with its rights; `content` is the picture itself, base64-encoded."""

    media_type: Literal["image/jpeg", "image/png"]
    width: int
    height: int
    content: str
    alt: LocalizedText = EMPTY
    caption: LocalizedText = EMPTY
    credit: str = ""


class ActivatedIn(Frozen):
    """A member's part in one activity."""

    slug: str
    name: LocalizedText
    role: str


class InitiativeRef(Frozen):
    """The initiative that an activity belongs to."""

    slug: str
    kind: str
    name: LocalizedText


class ActivityData(Frozen):
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


class MediaMentionData(Frozen):
    """A mention in the press or on another's channel."""

    month: Month
    day: date | None = None
    outlet: str
    subject: LocalizedText
    channels: tuple[str, ...] = ()
    link: str = ""


class BilateralMeetingData(Frozen):
    """A bilateral meeting; `activity` is the slug of the activity it happened at."""

    month: Month
    day: date | None = None
    place: PlaceData
    members: tuple[OrganisationRef, ...] = ()
    prospects: tuple[OrganisationRef, ...] = ()
    activity: str | None = None


class MemberData(Frozen):
    """A member in force on the report's as-of date."""

    slug: str
    name: LocalizedText
    kind: str
    category: Literal["FULL", "HONORARY"]
    country: str
    region: str | None
    latitude: float | None = None
    longitude: float | None = None


class ActivatedMemberData(Frozen):
    """A member that at least one activity of the period activated, and which ones did."""

    slug: str
    name: LocalizedText
    region: str | None
    activations: Count
    activities: tuple[str, ...]


class SeatData(Frozen):
    """A seat in a body on the as-of date; vacant where there is no holder."""

    role: str
    holder: PersonRef | None
    function: LocalizedText = EMPTY
    organisation: OrganisationRef | None = None
    acting: bool = False


class RegionData(Frozen):
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


class LevelData(Frozen):
    """A level of the plan: what one node of it and several are called."""

    key: str
    name: LocalizedText
    plural: LocalizedText


class NodeData(Frozen):
    """A node of the plan with the activities of the period that are evidence for it or below it.

    `listed` is false for a code that activities use although the adopted plan lacks it.
    """

    code: str
    level: str
    parent: str | None
    title: LocalizedText
    text: LocalizedText = EMPTY
    purpose: LocalizedText = EMPTY
    kind: str = ""
    listed: bool = True
    activities: tuple[str, ...] = ()
    activities_by_month: dict[Month, Count] = {}


class LineExecution(Frozen):
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


class PlanData(Frozen):
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


class PublishedTotals(Frozen):
    """Dues as published, beside what the ledger says."""

    amount: Decimal
    payers: Count
    members: Count
    as_of: date


class DuesData(Frozen):
    """Dues received for the year up to `as_of`: from the ledger, or as published where none is kept.

    Where there are both, the figures are the ledger's and `published` holds what was published.
    """

    amount: Decimal
    currency: str
    payers: Count
    members: Count
    as_of: date
    year: int
    source: Literal["LEDGER", "STATEMENT"]
    share: Share
    source_text: LocalizedText = EMPTY
    published: PublishedTotals | None = None


class EditorialData(Frozen):
    """The editorial and who signs it."""

    title: LocalizedText = EMPTY
    text: dict[str, tuple[Block, ...]]
    signatory: PersonRef | None = None


class WeekData(Frozen):
    """Activities that began in one week of the period, per line (month-only ones are in none)."""

    start: date
    end: date
    activities_by_line: dict[str, Count]


class SummaryData(Frozen):
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


class ChangeData(Frozen):
    """A difference in words; `language` is that of the text it is about, empty where it concerns every edition."""

    language: str = ""
    words: LocalizedText


class ErratumData(Frozen):
    """What edition `number` corrected in the edition before it."""

    number: Annotated[int, Field(ge=2)]
    frozen_date: date
    changes: tuple[ChangeData, ...]


class EditionData(Frozen):
    """The number of a frozen edition, the day it was frozen, and the errata of all editions up to it."""

    number: Annotated[int, Field(ge=1)]
    frozen_date: date
    errata: tuple[ErratumData, ...] = ()


class PartEdition(Frozen):
    """The frozen edition of a quarter that a longer period cites; `sha256` is that of its snapshot."""

    number: Annotated[int, Field(ge=1)]
    frozen_date: date
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class PartData(Frozen):
    """A quarter of a longer period: what is recorded of it, its edition, and what changed since that was frozen.

    `recorded` is false where the period has no record of it at all.
    """

    period: str
    recorded: bool
    activities: Count
    edition: PartEdition | None = None
    changes: tuple[ChangeData, ...] = ()


class CompositionData(Frozen):
    """The quarters that a longer period is recounted from, in order."""

    parts: tuple[PartData, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The quarters of which nothing is recorded."""
        return tuple(part.period for part in self.parts if not part.recorded)


class ReportData(Frozen):
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

    @model_validator(mode="after")
    def _references_resolve(self) -> ReportData:
        """Refuse a snapshot whose parts name what it does not contain."""
        members = {member.slug for member in self.members}
        codes = {node.code for node in self.plan.nodes} if self.plan else set()
        for activity in self.activities:
            for code in (*activity.deliverables, *([activity.line] if activity.line else [])):
                if code not in codes:
                    raise ValueError(f"activity '{activity.slug}' names {code}, which the plan lacks")
        for activated in self.activated_members:
            if activated.slug not in members:
                raise ValueError(f"'{activated.slug}' is activated but not among the members")
        for region in self.regions:
            for slug in (*region.members, *region.honorary, *region.activated):
                if slug not in members:
                    raise ValueError(f"region '{region.slug}' names '{slug}', who is no member")
        return self

    def canonical_json(self) -> str:
        """Return the snapshot: UTF-8 JSON, fields in their order, two spaces, one final newline."""
        return self.model_dump_json(indent=2) + "\n"


SECTIONS = (
    "cover",
    "contents",
    "glance",
    "editorial",
    "activities",
    "media",
    "bilateral_meetings",
    "activated_members",
    "dues",
    "plan",
    "regions",
    "secretariat",
    "back",
)
