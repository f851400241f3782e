"""The files that say what the network is: association, regions, organisations, governance, plan, initiatives."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import (
    COUNTRY,
    Colour,
    Country,
    Currency,
    Day,
    DayOrMonth,
    FilePart,
    Latitude,
    Longitude,
    Order,
    ShortSlug,
    Slug,
    Text,
    in_order,
    lasting,
)


class SeatOfAssociation(FilePart):
    """Where the association has its seat."""

    city: Text
    country: Country


class ColoursInFile(FilePart):
    """The association's own colour and, if wanted, one for each line."""

    own: Colour
    lines: tuple[Colour, ...] = ()


class AssociationFile(FilePart):
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
    licence: str = ""
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    source_language: str
    currency: Currency = "EUR"
    fiscal_year_start: str = "01-01"
    colours: ColoursInFile
    sections: tuple[str, ...] = ()
    report_name: Text

    @model_validator(mode="after")
    def _source_is_a_language(self) -> AssociationFile:
        if self.source_language not in self.languages:
            raise ValueError("expected a source language that is one of the languages")
        return self


class RegionInFile(FilePart):
    """An entry of regions.yaml"""

    slug: ShortSlug
    name: Text
    order: Order


class MembershipInFile(FilePart):
    """That an organisation is a member; `end` is the first day on which it is none."""

    category: Literal["FULL", "HONORARY"] = "FULL"
    start: Day | None = None
    end: Day | None = None
    decision: Annotated[str, Field(max_length=200)] = ""

    @model_validator(mode="after")
    def _lasts(self) -> MembershipInFile:
        lasting(self.start, self.end)
        return self


class AffiliationInFile(FilePart):
    """A region that an organisation belongs to; `end` is the first day on which it no longer does."""

    region: Slug
    start: Day | None = None
    end: Day | None = None

    @model_validator(mode="after")
    def _lasts(self) -> AffiliationInFile:
        lasting(self.start, self.end)
        return self


class ProspectInFile(FilePart):
    """How near an organisation is to membership, and since which day or month."""

    stage: Literal["CONTACT", "CANDIDATE"]
    since: DayOrMonth = None

    def start(self) -> Day | None:
        """Return the first day of the stage."""
        if isinstance(self.since, str):
            return datetime.date.fromisoformat(f"{self.since}-01")
        return self.since


Alias = Annotated[str, Field(min_length=1, max_length=200)]


class OrganisationInFile(FilePart):
    """An entry of organisations.yaml; its `region` since always, or all its `regions` with their dates."""

    slug: Slug
    kind: Literal[
        "METROPOLITAN_GOVERNMENT", "CITY", "REGION", "SECTORAL_AGENCY", "NATIONAL_INSTITUTE", "HONORARY", "OTHER"
    ]  # fmt: skip
    country: Annotated[str, Field(pattern=COUNTRY)]
    region: Slug | None = None
    regions: tuple[AffiliationInFile, ...] = ()
    latitude: Latitude = None
    longitude: Longitude = None
    names: Text
    aliases: dict[str, tuple[Alias, ...]] = {}
    ambiguous_aliases: tuple[Alias, ...] = ()
    membership: MembershipInFile | None = None
    prospect: ProspectInFile | None = None
    wikidata: str = ""
    note: str = ""


class PersonInFile(FilePart):
    """A person; `title` is an honorific that is not part of the name."""

    slug: Slug
    name: Annotated[str, Field(min_length=1, max_length=120)]
    title: Text = EMPTY


class BodyHeadcountInFile(FilePart):
    """How many of a group a body had on a day, as they declared or somebody counted."""

    counted_date: Day
    who: Literal["WOMEN", "MEN", "OTHER", "NOT_RECORDED"]
    people: int = Field(ge=0, le=2**31 - 1)
    origin: Literal["DECLARED", "COUNTED"]


class BodyInFile(FilePart):
    """A body; a file that has no headcounts leaves those of the office."""

    slug: ShortSlug
    kind: Literal["BOARD", "ASSEMBLY", "COMMITTEE", "REGIONAL_SECRETARIAT", "SECRETARIAT"]
    name: Text
    headcounts: tuple[BodyHeadcountInFile, ...] | None = None


class SeatInFile(FilePart):
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


class FocalPointInFile(FilePart):
    """Who looks after a region."""

    region: Slug
    person: Slug


class GovernanceFile(FilePart):
    """governance.yaml"""

    people: tuple[PersonInFile, ...] = ()
    bodies: tuple[BodyInFile, ...] = ()
    seats: tuple[SeatInFile, ...] = ()
    focal_points: tuple[FocalPointInFile, ...] = ()
    secretary_general: Slug | None = None


class LevelInFile(FilePart):
    """A level of the plan."""

    key: Annotated[Slug, Field(max_length=30)]
    name: Text
    plural: Text
    code: str = ""


class NodeInFile(FilePart):
    """A line, measure or deliverable."""

    code: Annotated[str, Field(min_length=1, max_length=30)]
    level: str
    parent: str | None = None
    title: Text
    text: Text = EMPTY
    purpose: Text = EMPTY
    kind: Literal["", "DOCUMENT", "EVENT", "RECURRING_PRESENCE", "CALENDAR", "RULE"] = ""
    listed: bool = True
    asks_parity: bool = False
    note: str = ""


class PlanFile(FilePart):
    """plan.yaml; `end` is the last day."""

    slug: ShortSlug
    name: Text
    start: Day
    end: Day
    levels: Annotated[tuple[LevelInFile, ...], Field(min_length=1)]
    nodes: tuple[NodeInFile, ...]

    @model_validator(mode="after")
    def _lasts(self) -> PlanFile:
        in_order(self.start, self.end)
        return self


class InitiativeInFile(FilePart):
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
    def _lasts(self) -> InitiativeInFile:
        in_order(self.start, self.end)
        return self
