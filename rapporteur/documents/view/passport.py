"""The passport of a member in one language, ready to be laid out on two pages."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Sequence
from decimal import Decimal

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates, format_month, format_period
from rapporteur.base.values.formatting.languages import country, region
from rapporteur.base.values.formatting.numbers import format_money, format_number
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.money import Money
from rapporteur.base.values.typography import normalise
from rapporteur.documents.maps.projection import frame, project
from rapporteur.documents.maps.shapes import Box, Dot, MapView
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.context import DASH, Wording, tint
from rapporteur.documents.view.shapes import View
from rapporteur.report.value.passport import DuesOfYear, MetOn, PassportData, SeatHeld, TimeFigures, TookPart

MOST_CALLS = 3
"""Open calls that a passport names, those first that close first."""
MOST_EVENTS = 4
"""Events to come that a passport names, those first that begin first."""
MOST_YEARS = 10
"""Bars of the years: older ones are counted in the figures only."""
_MAP = (44 / 38, 150.0)
ROLES = {
    "HOST": Printed("as host", context="passport"),
    "PARTICIPANT": Printed("as participant", context="passport"),
    "SPEAKER": Printed("as speaker", context="passport"),
    "SIGNATORY": Printed("as signatory", context="passport"),
    "APPLICANT": Printed("as applicant", context="passport"),
    "PARTNER": Printed("as partner", context="passport"),
}


DUES = (
    Printed("Year"),
    Printed("Called for", context="dues"),
    Printed("Paid", context="dues"),
    Printed("Waived", context="dues"),
    Printed("Left to pay", context="dues"),
)


class PassportRow(View, frozen=True):
    """A line of a part, and what is said below it; a line with an `address` leads there."""

    head: str
    detail: str = ""
    address: str = ""
    mark: str = ""


class PassportPart(View, frozen=True):
    """A part: its heading, its lines, and what is said where there are none.

    `more` says, by how many lines are printed, what is left out: what fits on the page is found when it is laid out.
    """

    title: str
    rows: list[PassportRow]
    more: list[str]
    none: str = ""


class PassportTable(View, frozen=True):
    """A table: the heads of its columns, and its rows."""

    head: list[str]
    rows: list[list[str]]
    note: str = ""


class YearBar(View, frozen=True):
    """A year with the number of activities, and the share of the fullest year."""

    year: str
    figure: str
    share: float


class PassportView(View, frozen=True):
    """The passport of a member."""

    language: str
    region: str
    title: str
    association: str
    short_name: str
    colour: str
    tint: str
    timestamp: int
    name: str
    when: str
    sentence: str
    """What the network did with the member in the period, in one sentence."""
    facts: list[tuple[str, str]]
    map: MapView | None
    figures_title: str
    figures: PassportTable
    years_title: str
    years: list[YearBar]
    activities: PassportPart
    parts: list[PassportPart]
    """Of the first page: seats, programmes."""
    ahead: PassportPart | None
    """Calls that are open and events to come; None where there are neither."""
    staff_title: str
    dues: PassportTable | None
    meetings: PassportPart | None
    colophon: str
    words: dict[str, str]
    contents: list[str] = []
    sections: list[str] = []
    """Empty: passports have neither; the templates of reports ask for them."""


def map_box(data: PassportData) -> Box | None:
    """Return the cut of the base map on which the member stands, None where its place is not known."""
    if data.latitude is None or data.longitude is None:
        return None
    return frame([project(data.latitude, data.longitude)], *_MAP)


def present_passport(data: PassportData, language: str) -> PassportView:
    """Return the passport in `language`; where a text has no such translation, in the source language."""
    wording = Wording(language, (data.source_language, *data.languages))
    name, day = wording.text(data.name), data.as_of
    return PassportView(
        language=language,
        region=region(language),
        title=wording.say("Member passport"),
        association=wording.text(data.association),
        short_name=data.short_name,
        colour=data.colour,
        tint=tint(data.colour),
        timestamp=timegm((day.year, day.month, day.day, 12, 0, 0)),
        name=name,
        when=format_period(data.period_start, data.period_end, language),
        sentence=_sentence(wording, data),
        facts=_facts(wording, data),
        map=_map(wording, data, name),
        figures_title=wording.say("What the network did with {name}", name=name),
        figures=_figures(wording, data),
        years_title=wording.say("Activities by year"),
        years=_years(wording, data.years[-MOST_YEARS:]) if len(data.years) > 1 else [],
        activities=_activities(wording, data),
        parts=[
            part(wording, wording.say("Seats"), [_seat(wording, one) for one in data.seats]),
            part(
                wording,
                wording.say("Programmes"),
                [
                    PassportRow(
                        wording.text(one.name),
                        wording.many("{count} activity", "{count} activities", one.activities),
                    )
                    for one in data.programmes
                ],
            ),
        ],
        ahead=_ahead(wording, data),
        staff_title=wording.say("For the secretariat alone") if data.staff else "",
        dues=_dues(wording, data.staff.dues) if data.staff else None,
        meetings=_meetings(wording, data.staff.meetings) if data.staff else None,
        colophon=_colophon(wording, data),
        words={"page": wording.say("page"), "pages": wording.say("pages")},
    )


def part(wording: Wording, title: str, rows: Sequence[PassportRow], none: str = "") -> PassportPart:
    """Return a part with, for each number of lines that may fit, how many more there are."""
    return PassportPart(
        title=title,
        rows=list(rows),
        more=[
            wording.many("and {count} more", "and {count} more", len(rows) - shown)
            if shown < len(rows)
            else ""
            for shown in range(len(rows) + 1)
        ],
        none=none or wording.say("None on record."),
    )


def _sentence(wording: Wording, data: PassportData) -> str:
    if not data.period.activities:
        return wording.say("No activity of this period is on record with this member.")
    told = wording.many(
        "The network counted {count} activity with this member in this period.",
        "The network counted {count} activities with this member in this period.",
        data.period.activities,
    )
    if data.year.activities == data.period.activities:
        return told
    return f"{told} " + wording.many(
        "In {year} so far it was {count}.",
        "In {year} so far they were {count}.",
        data.year.activities,
        year=str(data.period_end.year),
    )


def _facts(wording: Wording, data: PassportData) -> list[tuple[str, str]]:
    since = wording.day(data.since) if data.since else wording.say("before the records begin")
    honorary = wording.say(vocabulary.WORDS["honorary_member"])
    facts = [
        (wording.say("Member since"), since),
        (wording.say("Category"), honorary if data.category == "HONORARY" else ""),
        (wording.say("Region"), wording.text(data.region)),
        (wording.say("Country"), country(data.country, wording.language)),
        (
            wording.say(vocabulary.WORDS["focal_point"]),
            wording.listed(normalise(one, wording.language) for one in data.focal_points),
        ),
    ]
    return [(label, value) for label, value in facts if value]


def _map(wording: Wording, data: PassportData, name: str) -> MapView | None:
    box = map_box(data)
    if box is None:
        return None
    dot = Dot(
        *project(data.latitude or 0.0, data.longitude or 0.0), size=2, filled=True, name=name, colour=None
    )
    where = wording.word(
        "place", "{name} ({country})", name=name, country=country(data.country, wording.language)
    )
    return MapView(box=box, dots=[dot], alt=wording.say("Map: {places}", places=where))


def _figures(wording: Wording, data: PassportData) -> PassportTable:
    columns = (data.period, data.year, data.ever)
    first = "" if data.since is None else wording.say("Since it joined")
    head = [
        "",
        format_period(data.period_start, data.period_end, wording.language),
        wording.say("{year} until then", year=str(data.period_end.year)),
        first or wording.say("On record"),
    ]
    rows = [
        [wording.say("Activities with this member"), *(wording.figure(one.activities) for one in columns)]
    ]
    if data.region:
        rows.append(
            [wording.say("Members of its region, on average"), *(_mean(wording, one) for one in columns)]
        )
        rows.append([wording.say("Of them took part in any"), *(_active(wording, one) for one in columns)])
    return PassportTable(head=head, rows=rows)


def _mean(wording: Wording, figures: TimeFigures) -> str:
    if figures.of_region is None:
        return DASH
    return format_number(Decimal(str(round(figures.of_region, 1))), wording.language)


def _active(wording: Wording, figures: TimeFigures) -> str:
    if figures.region_members is None or figures.region_active is None:
        return DASH
    count, total = map(wording.number, (figures.region_active, figures.region_members))
    return wording.word("part", "{count} of {total}", count=count, total=total)


def _years(wording: Wording, years: Sequence[tuple[int, int]]) -> list[YearBar]:
    most = max((count for _, count in years), default=0) or 1
    return [YearBar(str(year), wording.figure(count), count / most) for year, count in years]


def _activities(wording: Wording, data: PassportData) -> PassportPart:
    any_older = not all(one.in_period for one in data.activities)
    rows = [_activity(wording, one, any_older=any_older) for one in data.activities]
    title = wording.say("Activities of {year}", year=str(data.period_end.year))
    none = wording.say("No activity of this year is on record with this member.")
    return part(wording, title, rows, none)


def _activity(wording: Wording, one: TookPart, *, any_older: bool) -> PassportRow:
    when = format_dates(Dates(one.start, one.end, one.month), wording.language)
    places = [wording.text(place) for place in one.places]
    if one.online:
        places.append(wording.say(vocabulary.WORDS["online"]))
    role = wording.say(ROLES[one.role]) if one.role in ROLES else ""
    detail = " · ".join(filter(None, (when, wording.listed(places) if places else "", role)))
    mark = wording.say("in this period") if one.in_period and any_older else ""
    return PassportRow(head=wording.text(one.title), detail=detail, mark=mark)


def _ahead(wording: Wording, data: PassportData) -> PassportPart | None:
    rows = [
        PassportRow(
            head=wording.text(one.name),
            detail=wording.say("Open until {day}", day=wording.day(one.closes)) if one.closes else "",
            address=one.link,
        )
        for one in data.calls[:MOST_CALLS]
    ]
    for event in data.events[:MOST_EVENTS]:
        when = format_dates(Dates(event.start, event.end, event.month), wording.language)
        detail = " · ".join(filter(None, (when, wording.text(event.place))))
        rows.append(PassportRow(head=wording.text(event.title), detail=detail))
    return part(wording, wording.say("Open calls and events to come"), rows) if rows else None


def _seat(wording: Wording, one: SeatHeld) -> PassportRow:
    names = vocabulary.SEATS.get(one.role)
    role = wording.say(names[0]) if names else ""
    holder = normalise(one.holder, wording.language) or wording.say(vocabulary.WORDS["vacant"])
    return PassportRow(
        head=" · ".join(filter(None, (wording.text(one.body), role))),
        detail=holder,
    )


def _dues(wording: Wording, dues: Sequence[DuesOfYear]) -> PassportTable:
    head = [wording.say(one) for one in DUES]
    rows = [
        [
            str(one.year),
            *(_money(wording, amount, one) for amount in (one.called, one.paid, one.waived, one.left)),
        ]
        for one in dues
    ]
    return PassportTable(head=head, rows=rows, note="" if rows else wording.say("No dues are on record."))


def _money(wording: Wording, amount: Decimal, of: DuesOfYear) -> str:
    return format_money(Money(amount, of.currency), wording.language)


def _meetings(wording: Wording, meetings: Sequence[MetOn]) -> PassportPart:
    rows = []
    for one in meetings:
        when = wording.day(one.day) if one.day else format_month(one.month, wording.language)
        rows.append(PassportRow(head=when, detail=wording.text(one.place)))
    return part(wording, wording.say(vocabulary.WORDS["bilateral_meetings"]), rows)


def _colophon(wording: Wording, data: PassportData) -> str:
    told = wording.say(
        "{association}: register as of {day}.",
        association=wording.text(data.association),
        day=wording.day(data.as_of),
    )
    return f"{told} {wording.say(vocabulary.WORDS['map_credit'])}."
