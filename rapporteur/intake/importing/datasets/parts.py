"""What files of a data set have in common: forms of values, dates, places; docs/data-set.md describes them."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText

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


def _day_or_month(value: object) -> object:
    if value is None or isinstance(value, datetime.date) or re.fullmatch(MONTH, str(value)):
        return value
    raise ValueError("expected a day such as 2018-04-12 or a month such as 2018-04")


DayOrMonth = Annotated[Day | Month | None, BeforeValidator(_day_or_month)]
Order = Annotated[int, Field(ge=0, le=32767)]
Year = Annotated[int, Field(ge=1, le=9999)]


def as_dates(value: Day | str | None) -> Dates | None:
    """Return what a :data:`DayOrMonth` says as a value."""
    if value is None:
        return None
    return Dates(month=value) if isinstance(value, str) else Dates(value)


def in_order(first: Day | None, last: Day | None) -> None:
    """Raise ValueError where `last` lies before `first`."""
    if first and last and last < first:
        raise ValueError(f"expected an end that does not lie before the start {first}")


def lasting(start: Day | None, end: Day | None) -> None:
    """Raise ValueError where what begins on `start` is over on its first day."""
    if start and end and end <= start:
        raise ValueError(f"expected an end after the start {start}")


class FilePart(BaseModel):
    """A part of a file; an unknown key is a mistake, not something to skip."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DatesInFile(FilePart):
    """`start` and `end` (included), or only a `month`."""

    start: Day | None = None
    end: Day | None = None
    month: Month | None = None

    @model_validator(mode="after")
    def _possible(self) -> DatesInFile:
        in_order(self.start, self.end)
        if self.start and self.month and self.month != f"{self.start:%Y-%m}":
            raise ValueError(f"expected the month of the start, {self.start:%Y-%m}, or none")
        self.value()
        return self

    def value(self) -> Dates:
        """Return the dates as a value."""
        return Dates(self.start, self.end, self.month)


class PlaceInFile(FilePart):
    """An organisation's place, or one of its own; a `name` beside an organisation is what the place is called."""

    organisation: Slug | None = None
    name: Text = EMPTY
    country: Country = ""
    latitude: Latitude = None
    longitude: Longitude = None

    @model_validator(mode="after")
    def _organisation_or_name(self) -> PlaceInFile:
        if self.organisation is None and not self.name:
            raise ValueError("expected an organisation or a name")
        if self.organisation is not None and (self.latitude is not None or self.country):
            raise ValueError("expected no position beside an organisation: it is the organisation's")
        return self


class Happening(FilePart):
    """Something of which a day or only a month is known."""

    month: Month | None = None
    day: Day | None = None

    @model_validator(mode="after")
    def _possible(self) -> Happening:
        if self.day and self.month and self.month != f"{self.day:%Y-%m}":
            raise ValueError(f"expected the month of the day, {self.day:%Y-%m}, or none")
        if not self.day and not self.month:
            raise ValueError("expected a day or a month")
        self.value()
        return self

    def value(self) -> Dates:
        """Return the day or month as a value."""
        return Dates(self.day, None, self.month)
