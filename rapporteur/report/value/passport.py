"""The passport of one member as a value: what the network is to it and did with it, in no particular language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import field

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText


class TookPart(Value, frozen=True, kw_only=True):
    """An activity that the member took part in; `start` and `end` (included) are absent where only `month` is known.

    `in_period` says that it belongs to the passport's period; else it is an older one of the same year.
    """

    slug: str
    title: LocalizedText
    month: str
    start: date | None = None
    end: date | None = None
    places: tuple[LocalizedText, ...] = ()
    online: bool = False
    role: str = ""
    in_period: bool = False


class TimeFigures(Value, frozen=True, kw_only=True):
    """What was counted in a stretch of time up to the end of the period.

    `activities` are those that the member took part in; `of_region` those that the members of its region took part in
    on average, itself included, and `region_active` how many of the `region_members` took part in any. The three are
    absent where the member belongs to no region.
    """

    activities: int
    of_region: float | None = None
    region_active: int | None = None
    region_members: int | None = None


class SeatHeld(Value, frozen=True, kw_only=True):
    """A seat of the member in a body on the day of the passport; `holder` is empty where it is vacant."""

    body: LocalizedText
    role: str
    function: LocalizedText = field(default_factory=LocalizedText)
    holder: str = ""
    since: date | None = None


class ProgrammeJoined(Value, frozen=True):
    """An initiative of the network that the member took part in, by how many activities."""

    kind: str
    name: LocalizedText
    activities: int


class OpenCall(Value, frozen=True, kw_only=True):
    """A call that takes applications on the day of the passport; `closes` is its last day, in its own time zone."""

    name: LocalizedText
    closes: date | None = None
    link: str = ""


class ComingEvent(Value, frozen=True, kw_only=True):
    """An event of the network that lies ahead on the day of the passport; days as in :class:`TookPart`."""

    title: LocalizedText
    month: str
    start: date | None = None
    end: date | None = None
    place: LocalizedText = field(default_factory=LocalizedText)


class DuesOfYear(Value, frozen=True):
    """What the member was called for in a year, and what was paid and waived of it; `left` may be below nothing."""

    year: int
    currency: str
    called: Decimal
    paid: Decimal
    waived: Decimal
    left: Decimal


class MetOn(Value, frozen=True, kw_only=True):
    """A bilateral meeting with the member."""

    month: str
    day: date | None = None
    place: LocalizedText = field(default_factory=LocalizedText)


class StaffPart(Value, frozen=True):
    """What the secretariat alone reads before it meets a member: dues, the newest year first, and meetings."""

    dues: tuple[DuesOfYear, ...] = ()
    meetings: tuple[MetOn, ...] = ()


class PassportData(Value, frozen=True, kw_only=True):
    """The passport of a member for a period, as of a day.

    `since` is absent where its membership is older than the records; `years` counts its activities by year, the oldest
    first, with every year between. `staff` is absent from what the member is given.
    """

    association: LocalizedText
    short_name: str
    languages: tuple[str, ...]
    source_language: str
    colour: str
    website: str = ""
    period_start: date
    period_end: date
    as_of: date
    slug: str
    name: LocalizedText
    country: str
    category: str
    region: LocalizedText = field(default_factory=LocalizedText)
    latitude: float | None = None
    longitude: float | None = None
    since: date | None = None
    period: TimeFigures
    year: TimeFigures
    ever: TimeFigures
    years: tuple[tuple[int, int], ...] = ()
    activities: tuple[TookPart, ...] = ()
    seats: tuple[SeatHeld, ...] = ()
    programmes: tuple[ProgrammeJoined, ...] = ()
    calls: tuple[OpenCall, ...] = ()
    events: tuple[ComingEvent, ...] = ()
    focal_points: tuple[str, ...] = ()
    staff: StaffPart | None = None

    @property
    def language(self) -> str:
        """The language that it is written in unless another is asked for: see :func:`language_of_member`."""
        return language_of_member(self.country, self.languages, self.source_language)


def language_of_member(country: str, languages: tuple[str, ...], source: str) -> str:
    """Return the language of the association in which a member of a country is written to.

    The first of the country's official languages (CLDR) that the association has, else its source language.

    >>> language_of_member("MX", ("en", "fr", "es"), "en"), language_of_member("JP", ("en", "fr"), "fr")
    ('es', 'fr')
    """
    from rapporteur.base.values.formatting.languages import official_languages

    return next((one for one in official_languages(country) if one in languages), source)
