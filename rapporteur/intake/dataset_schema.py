"""The shapes of a data set's files; docs/data-set.md describes them for people."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rapporteur.core.dates import DateSpan
from rapporteur.core.localized import EMPTY, LocalizedText

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
COUNTRY = r"^[A-Z]{2}$"
COUNTRY_OR_NONE = r"^([A-Z]{2})?$"
CURRENCY = r"^[A-Z]{3}$"
COLOUR = r"^#[0-9a-f]{6}$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=120)]
ShortSlug = Annotated[Slug, Field(max_length=50)]
Text = LocalizedText
Day = datetime.date
Month = Annotated[str, Field(pattern=MONTH)]
Country = Annotated[str, Field(pattern=COUNTRY_OR_NONE)]
Latitude = Annotated[float | None, Field(ge=-90, le=90)]
Longitude = Annotated[float | None, Field(ge=-180, le=180)]
Amount = Annotated[Decimal, BeforeValidator(str), Field(ge=0, max_digits=12, decimal_places=2)]
Currency = Annotated[str, Field(pattern=CURRENCY)]
Colour = Annotated[str, Field(pattern=COLOUR)]
Order = Annotated[int, Field(ge=0, le=32767)]
Year = Annotated[int, Field(ge=1, le=9999)]


def in_order(first: Day | None, last: Day | None) -> None:
    """Raise ValueError where `last` lies before `first`."""
    if first and last and last < first:
        raise ValueError(f"expected an end that does not lie before the start {first}")


def lasting(start: Day | None, end: Day | None) -> None:
    """Raise ValueError where what begins on `start` is over on its first day."""
    if start and end and end <= start:
        raise ValueError(f"expected an end after the start {start}")


class Shape(BaseModel):
    """A part of a file; an unknown key is a mistake, not something to skip."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Dates(Shape):
    """`start` and `end` (included), or only a `month`."""

    start: Day | None = None
    end: Day | None = None
    month: Month | None = None

    @model_validator(mode="after")
    def _possible(self) -> Dates:
        in_order(self.start, self.end)
        if self.start and self.month and self.month != f"{self.start:%Y-%m}":
            raise ValueError(f"expected the month of the start, {self.start:%Y-%m}, or none")
        self.span()
        return self

    def span(self) -> DateSpan:
        """Return the dates as a value."""
        return DateSpan(self.start, self.end, self.month)


class Place(Shape):
    """An organisation's place, or one of its own; a `name` beside an organisation is what the place is called."""

    organisation: Slug | None = None
    name: Text = EMPTY
    country: Country = ""
    latitude: Latitude = None
    longitude: Longitude = None

    @model_validator(mode="after")
    def _one_thing(self) -> Place:
        if self.organisation is None and not self.name:
            raise ValueError("expected an organisation or a name")
        if self.organisation is not None and (self.latitude is not None or self.country):
            raise ValueError("expected no position beside an organisation: it is the organisation's")
        return self


class SeatOfAssociation(Shape):
    """Where the association has its seat."""

    city: Text
    country: Country


class ColoursShape(Shape):
    """The association's own colour and, if wanted, one for each line."""

    own: Colour
    lines: tuple[Colour, ...] = ()


class AssociationFile(Shape):
    """association.yaml"""

    slug: ShortSlug
    name: Text
    short_name: Annotated[str, Field(min_length=1, max_length=80)]
    seat: SeatOfAssociation
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    hashtag: str = ""
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    source_language: str
    currency: Currency = "EUR"
    fiscal_year_start: str = "01-01"
    colours: ColoursShape
    report_name: Text

    @model_validator(mode="after")
    def _source_is_a_language(self) -> AssociationFile:
        if self.source_language not in self.languages:
            raise ValueError("expected a source language that is one of the languages")
        return self


class RegionShape(Shape):
    """An entry of regions.yaml"""

    slug: ShortSlug
    name: Text
    order: Order


class MembershipShape(Shape):
    """That an organisation is a member; `end` is the first day on which it is none."""

    category: Literal["FULL", "HONORARY"] = "FULL"
    start: Day | None = None
    end: Day | None = None
    decision: Annotated[str, Field(max_length=200)] = ""

    @model_validator(mode="after")
    def _lasts(self) -> MembershipShape:
        lasting(self.start, self.end)
        return self


class AffiliationShape(Shape):
    """A region that an organisation belongs to; `end` is the first day on which it no longer does."""

    region: Slug
    start: Day | None = None
    end: Day | None = None

    @model_validator(mode="after")
    def _lasts(self) -> AffiliationShape:
        lasting(self.start, self.end)
        return self


def _day_or_month(value: object) -> object:
    if value is None or isinstance(value, datetime.date) or re.fullmatch(MONTH, str(value)):
        return value
    raise ValueError("expected a day such as 2018-04-12 or a month such as 2018-04")


class ProspectShape(Shape):
    """How near an organisation is to membership, and since which day or month."""

    stage: Literal["CONTACT", "CANDIDATE"]
    since: Annotated[Day | Month | None, BeforeValidator(_day_or_month)] = None

    def start(self) -> Day | None:
        """Return the first day of the stage."""
        if isinstance(self.since, str):
            return datetime.date.fromisoformat(f"{self.since}-01")
        return self.since


Alias = Annotated[str, Field(min_length=1, max_length=200)]


class OrganisationShape(Shape):
    """An entry of organisations.yaml; its `region` since always, or all its `regions` with their dates."""

    slug: Slug
    kind: Literal[
        "METROPOLITAN_GOVERNMENT", "CITY", "REGION", "SECTORAL_AGENCY", "NATIONAL_INSTITUTE", "HONORARY", "OTHER"
    ]  # fmt: skip
    country: Annotated[str, Field(pattern=COUNTRY)]
    region: Slug | None = None
    regions: tuple[AffiliationShape, ...] = ()
    latitude: Latitude = None
    longitude: Longitude = None
    names: Text
    aliases: dict[str, tuple[Alias, ...]] = {}
    ambiguous_aliases: tuple[Alias, ...] = ()
    membership: MembershipShape | None = None
    prospect: ProspectShape | None = None
    wikidata: str = ""
    note: str = ""


class PersonShape(Shape):
    """A person; `title` is an honorific that is not part of the name."""

    slug: Slug
    name: Annotated[str, Field(min_length=1, max_length=120)]
    title: Text = EMPTY


class BodyShape(Shape):
    """A body."""

    slug: ShortSlug
    kind: Literal["BOARD", "ASSEMBLY", "COMMITTEE", "REGIONAL_SECRETARIAT", "SECRETARIAT"]
    name: Text


class SeatShape(Shape):
    """A seat and who holds it."""

    slug: Slug
    body: Slug
    role: Literal[
        "PRESIDENCY", "CO_PRESIDENCY", "REGIONAL_VICE_PRESIDENCY", "TREASURER", "MEMBER",
        "REGIONAL_SECRETARY", "SECRETARY_GENERAL", "STAFF",
    ]  # fmt: skip
    region: Slug | None = None
    organisation: Slug | None = None
    acting: bool = False
    holder: Slug | None = None
    function: Text = EMPTY
    order: Order
    start: Day | None = None
    note: str = ""


class FocalPointShape(Shape):
    """Who looks after a region."""

    region: Slug
    person: Slug


class GovernanceFile(Shape):
    """governance.yaml"""

    people: tuple[PersonShape, ...] = ()
    bodies: tuple[BodyShape, ...] = ()
    seats: tuple[SeatShape, ...] = ()
    focal_points: tuple[FocalPointShape, ...] = ()
    secretary_general: Slug | None = None


class LevelShape(Shape):
    """A level of the plan."""

    key: Annotated[Slug, Field(max_length=30)]
    name: Text
    plural: Text
    code: str = ""


class NodeShape(Shape):
    """A line, measure or deliverable."""

    code: Annotated[str, Field(min_length=1, max_length=30)]
    level: str
    parent: str | None = None
    title: Text
    text: Text = EMPTY
    purpose: Text = EMPTY
    kind: Literal["", "DOCUMENT", "EVENT", "RECURRING_PRESENCE", "CALENDAR", "RULE"] = ""
    listed: bool = True
    note: str = ""


class PlanFile(Shape):
    """plan.yaml; `end` is the last day."""

    slug: ShortSlug
    name: Text
    start: Day
    end: Day
    levels: Annotated[tuple[LevelShape, ...], Field(min_length=1)]
    nodes: tuple[NodeShape, ...]

    @model_validator(mode="after")
    def _lasts(self) -> PlanFile:
        in_order(self.start, self.end)
        return self


class InitiativeShape(Shape):
    """An entry of initiatives.yaml; `end` is the last day."""

    slug: Slug
    kind: Literal[
        "PILOT_PROJECT", "TRAINING_PROGRAMME", "PUBLICATION_SERIES", "PLATFORM", "CAMPAIGN", "PARTNERSHIP"
    ]  # fmt: skip
    name: Text
    lead: Slug | None = None
    partners: tuple[Slug, ...] = ()
    start: Day | None = None
    end: Day | None = None
    note: str = ""

    @model_validator(mode="after")
    def _lasts(self) -> InitiativeShape:
        in_order(self.start, self.end)
        return self


class ActivationShape(Shape):
    """A member in an activity."""

    organisation: Slug
    role: Literal["HOST", "PARTICIPANT", "SPEAKER", "SIGNATORY", "APPLICANT", "PARTNER"] = "PARTICIPANT"


class ActivityFile(Shape):
    """A file of activities/; `number` is its place in a printed report and stays in the file."""

    slug: Slug
    number: int = 0
    line: str | None = None
    kind: Literal[
        "CONFERENCE", "MEETING", "TRAINING", "WEBINAR", "WORKSHOP", "MISSION", "CALL", "PUBLICATION",
        "AGREEMENT", "CAMPAIGN", "STATEMENT", "GOVERNANCE", "COMMUNICATION", "AUDIT",
    ]  # fmt: skip
    title: Text
    dates: Dates
    online: bool = False
    places: tuple[Place, ...] = ()
    initiative: Slug | None = None
    deliverables: tuple[str, ...] = ()
    activations: tuple[ActivationShape, ...] = ()
    text: Text = EMPTY
    note: str = ""


class Happening(Shape):
    """Something of which a day or only a month is known."""

    month: Month | None = None
    day: Day | None = None

    @model_validator(mode="after")
    def _possible(self) -> Happening:
        if self.day and self.month and self.month != f"{self.day:%Y-%m}":
            raise ValueError(f"expected the month of the day, {self.day:%Y-%m}, or none")
        if not self.day and not self.month:
            raise ValueError("expected a day or a month")
        self.span()
        return self

    def span(self) -> DateSpan:
        """Return the day or month as a value."""
        return DateSpan(self.day, None, self.month)


class MeetingShape(Happening):
    """An entry of bilateral.yaml"""

    slug: Slug
    place: Place
    members: tuple[Slug, ...] = ()
    prospects: tuple[Slug, ...] = ()
    activity: Slug | None = None
    note: str = ""


class MentionShape(Happening):
    """An entry of media.yaml"""

    outlet: Annotated[str, Field(min_length=1, max_length=120)]
    subject: Text
    channels: tuple[Literal["WEB", "NEWSLETTER", "PRESS", "RADIO", "TELEVISION", "SOCIAL"], ...] = ()
    link: str = ""
    note: str = ""


class StatementShape(Shape):
    """Dues as published."""

    as_of: Day
    amount: Amount
    currency: Currency
    payers: int = Field(ge=0)
    members: int = Field(ge=0)
    period: Year
    source: Text = EMPTY

    @model_validator(mode="after")
    def _payers_are_members(self) -> StatementShape:
        if self.payers > self.members:
            raise ValueError(f"expected no more payers than members ({self.members})")
        return self


class PaymentShape(Shape):
    """A payment."""

    amount: Annotated[Amount, Field(gt=0)]
    date: Day
    reference: Annotated[str, Field(min_length=1, max_length=80)]


class CallItemShape(Shape):
    """What a member was called for and has paid."""

    organisation: Slug
    amount: Amount
    payments: tuple[PaymentShape, ...] = ()


class CallShape(Shape):
    """The call of a year."""

    year: Year
    currency: Currency
    items: tuple[CallItemShape, ...] = ()


class DuesFile(Shape):
    """dues.yaml"""

    statement: StatementShape | None = None
    calls: tuple[CallShape, ...] = ()


class EditorialShape(Shape):
    """The editorial."""

    title: Text = EMPTY
    text: Text
    signatory: Slug | None = None
    function: Text = EMPTY


class ReportFile(Shape):
    """report.yaml"""

    period: str
    editorial: EditorialShape | None = None
    sections: tuple[str, ...] = ()
