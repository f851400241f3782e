"""What the workbook holds: a sheet per kind of record and per kind of link, as columns and typed rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapporteur.core.collation import Key
from rapporteur.core.formatting import country
from rapporteur.reports.data import ActivatedMemberData, ActivityData, MemberData, PersonRef, ReportData
from rapporteur.reports.presenting import vocabulary
from rapporteur.reports.presenting.context import Context
from rapporteur.reports.renderers.xlsx_words import (
    CATEGORIES,
    DELIVERABLES,
    ORGANISATIONS,
    PLAN_WORDS,
    ROLES,
    SOURCES,
)

Value = str | int | float | Decimal | date | bool | None
Row = tuple[Value, ...]

TEXT, LONG, CODE, INTEGER, DATE, MONEY, SHARE, DEGREES = (
    "text",
    "long",
    "code",
    "integer",
    "date",
    "money",
    "share",
    "degrees",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, its columns as (English heading, kind of cell), its rows."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


def sheets(data: ReportData, language: str) -> list[Sheet]:
    """Return the sheets of a report, words and texts in `language`, empty ones left out."""
    book = Book(Context(data, language))
    made = [make() for make in book.makers()]
    return [sheet for sheet in made if sheet.rows]


class Book:
    """The sheets of one report in one language."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.data = context.data
        self.words = vocabulary.words(context)
        self.titles = {item.slug: context.text(item.title) for item in self.data.activities}
        self.regions = {region.slug: context.text(region.name) for region in self.data.regions}

    def makers(self) -> tuple[Callable[[], Sheet], ...]:
        """Return what makes the sheets, in their order."""
        return (
            self.summary,
            self.activities,
            self.activity_members,
            self.activity_deliverables,
            self.activity_places,
            self.plan,
            self.members,
            self.activated_members,
            self.regions_sheet,
            self.board,
            self.people,
            self.staff,
            self.bilateral_meetings,
            self.media,
            self.dues,
        )

    def sheet(self, title: str, columns: tuple[tuple[str, str], ...], rows: Iterator[Row]) -> Sheet:
        """Return a sheet with its words in the language."""
        named = tuple((self.heading(heading), kind) for heading, kind in columns)
        return Sheet(self.heading(title), named, tuple(rows))

    def heading(self, english: str) -> str:
        """Return a heading in the language; levels of the plan are called as the plan calls them."""
        level = PLAN_WORDS.get(english)
        return self.words[level] if level else self.context.words.gettext(english)

    def yes(self, value: bool) -> str:
        """Return yes or no."""
        return self.context.words.gettext("yes" if value else "no")

    def coded(self, table: dict[str, tuple[str, str]], code: str) -> str:
        """Return the word for a code, or nothing for none."""
        return vocabulary.coded(self.context, table, code) if code else ""

    def region(self, slug: str | None) -> str:
        """Return the name of a region, or nothing for none."""
        return self.regions.get(slug, slug) if slug else ""

    # ------------------------------------------------------------------ the period in figures

    def summary(self) -> Sheet:
        """The period in figures; what is no number is beside the number it belongs to."""
        columns = (("Figure", TEXT), ("Value", TEXT), ("Share", SHARE))
        return self.sheet("Summary", columns, self._summary())

    def _summary(self) -> Iterator[Row]:
        data, say, figures = self.data, self.context.words.gettext, self.data.summary
        yield say("Association"), self.context.text(data.association.name), None
        yield say("Report"), self.context.text(data.association.report_name), None
        yield say("Period"), self.context.period, None
        yield say("As of"), data.as_of, None
        yield say("Language"), self.context.language, None
        yield say("Activities"), figures.activities, None
        yield say("Activations"), figures.activations, None
        yield say("Members"), figures.members, None
        yield say("Activated members"), figures.members_activated, figures.members_activated_share
        yield say("Regions"), figures.regions, None
        yield (
            say("Regions with activated members"),
            figures.regions_activated,
            _share(figures.regions_activated, figures.regions),
        )
        yield self.heading("Deliverables"), figures.deliverables, None
        yield (
            say("Deliverables with evidence"),
            figures.deliverables_with_evidence,
            _share(figures.deliverables_with_evidence, figures.deliverables),
        )
        yield say("Bilateral meetings"), figures.bilateral_meetings, None
        yield say("Media mentions"), figures.media_mentions, None

    # ------------------------------------------------------------------ activities and their links

    def activities(self) -> Sheet:
        """A row per activity."""
        columns = (
            ("Number", INTEGER), ("Title", TEXT), ("Kind", TEXT), ("Line", CODE), ("Start", DATE),
            ("End", DATE),
            ("Month", CODE), ("Places", TEXT), ("Online", CODE), ("Initiative", TEXT), ("Deliverables", TEXT),
            ("Members", INTEGER), ("Text", LONG), ("Identifier", CODE),
        )  # fmt: skip
        rows = (self._activity(number, item) for number, item in enumerate(self.context.sorted_activities, 1))
        return self.sheet("Activities", columns, rows)

    def _activity(self, number: int, activity: ActivityData) -> Row:
        text = self.context.text
        return (
            number,
            self.titles[activity.slug],
            self.coded(vocabulary.KINDS, activity.kind),
            activity.line or "",
            activity.start,
            activity.end,
            activity.month,
            "; ".join(text(place.name) for place in activity.places),
            self.yes(activity.online),
            text(activity.initiative.name) if activity.initiative else "",
            " ".join(activity.deliverables),
            len({part.slug for part in activity.members}),
            self._plain(activity),
            activity.slug,
        )

    def _plain(self, activity: ActivityData) -> str:
        """Return an activity's text without style, an empty line between paragraphs."""
        return "\n\n".join(
            "\n".join("".join(run.text for run in item) for item in block.items)
            for block in self.context.blocks(activity.text)
        )

    def activity_members(self) -> Sheet:
        """A row per activity and member: the activations."""
        columns = (
            ("Activity", TEXT),
            ("Member", TEXT),
            ("Role", TEXT),
            ("Region", TEXT),
            ("Identifier", CODE),
        )
        regions = {member.slug: self.region(member.region) for member in self.data.members}
        rows = (
            (
                self.titles[activity.slug],
                self.context.text(part.name),
                self.coded(ROLES, part.role),
                regions.get(part.slug, ""),
                part.slug,
            )
            for activity in self.context.sorted_activities
            for part in activity.members
        )
        return self.sheet("Activity members", columns, rows)

    def activity_deliverables(self) -> Sheet:
        """A row per activity and deliverable: the evidence."""
        columns = (
            ("Code", CODE), ("Deliverable", TEXT), ("Activity", TEXT), ("Reported line", CODE),
            ("Month", CODE),
            ("Identifier", CODE),
        )  # fmt: skip
        rows = (
            (
                code,
                self.context.codes[code].title,
                self.titles[item.slug],
                item.line or "",
                item.month,
                item.slug,
            )
            for item in self.context.sorted_activities
            for code in item.deliverables
        )
        return self.sheet("Activity deliverables", columns, rows)

    def activity_places(self) -> Sheet:
        """A row per activity and place."""
        columns = (
            ("Activity", TEXT), ("Place", TEXT), ("Country", TEXT), ("Latitude", DEGREES),
            ("Longitude", DEGREES),
            ("Identifier", CODE),
        )  # fmt: skip
        rows = (
            (
                self.titles[activity.slug],
                self.context.text(place.name),
                country(place.country, self.context.language) if place.country else "",
                place.latitude,
                place.longitude,
                activity.slug,
            )
            for activity in self.context.sorted_activities
            for place in activity.places
        )
        return self.sheet("Activity places", columns, rows)

    # ------------------------------------------------------------------ the plan

    def plan(self) -> Sheet:
        """A row per node of the plan with the activities of each month."""
        months = self.data.period.months
        columns = (
            ("Code", CODE), ("Level", TEXT), ("Parent", CODE), ("Title", TEXT), ("Text", LONG),
            ("Purpose", LONG),
            ("Kind", TEXT), ("In the adopted plan", CODE), ("Activities", INTEGER),
            *((month, INTEGER) for month in months),
        )  # fmt: skip
        return self.sheet("Plan", columns, self._plan(months))

    def _plan(self, months: tuple[str, ...]) -> Iterator[Row]:
        if self.data.plan is None:
            return
        text = self.context.text
        levels = {level.key: text(level.name) for level in self.data.plan.levels}
        for node in self.data.plan.nodes:
            yield (
                node.code,
                levels.get(node.level, node.level),
                node.parent or "",
                text(node.title),
                text(node.text),
                text(node.purpose),
                self.coded(DELIVERABLES, node.kind),
                self.yes(node.listed),
                len(node.activities),
                *(node.activities_by_month.get(month, 0) for month in months),
            )

    # ------------------------------------------------------------------ members and regions

    def members(self) -> Sheet:
        """A row per member in force."""
        columns = (
            ("Name", TEXT), ("Kind", TEXT), ("Category", TEXT), ("Country", TEXT), ("Region", TEXT),
            ("Latitude", DEGREES), ("Longitude", DEGREES), ("Activations", INTEGER), ("Identifier", CODE),
        )  # fmt: skip
        activations = {item.slug: item.activations for item in self.data.activated_members}
        rows = (
            (
                self.context.text(member.name),
                self.coded(ORGANISATIONS, member.kind),
                self.coded(CATEGORIES, member.category),
                country(member.country, self.context.language) if member.country else "",
                self.region(member.region),
                member.latitude,
                member.longitude,
                activations.get(member.slug, 0),
                member.slug,
            )
            for member in sorted(self.data.members, key=self._by_name)
        )
        return self.sheet("Members", columns, rows)

    def _by_name(self, member: MemberData | ActivatedMemberData) -> tuple[Key, str]:
        return self.context.key(self.context.text(member.name)), member.slug

    def activated_members(self) -> Sheet:
        """A row per activated member and activity of its."""
        columns = (
            ("Member", TEXT), ("Region", TEXT), ("Activations", INTEGER), ("Activity", TEXT),
            ("Identifier", CODE),
        )  # fmt: skip
        rows = (
            (
                self.context.text(member.name),
                self.region(member.region),
                member.activations,
                self.titles.get(slug, slug),
                member.slug,
            )
            for member in sorted(self.data.activated_members, key=self._by_name)
            for slug in member.activities
        )
        return self.sheet("Activated members", columns, rows)

    def regions_sheet(self) -> Sheet:
        """A row per region."""
        columns = (
            ("Region", TEXT), ("Members", INTEGER), ("Honorary members", INTEGER), ("Activated members", INTEGER),
            ("Activations", INTEGER), ("Share", SHARE), ("Identifier", CODE),
        )  # fmt: skip
        rows = (
            (
                self.regions[region.slug],
                len(region.members),
                len(region.honorary),
                len(region.activated),
                region.activations,
                region.share,
                region.slug,
            )
            for region in self.data.regions
        )
        return self.sheet("Regions", columns, rows)

    def board(self) -> Sheet:
        """A row per seat on the board, vacant ones too."""
        columns = (
            ("Region", TEXT), ("Seat", TEXT), ("Holder", TEXT), ("Function", TEXT), ("Organisation", TEXT),
            ("Acting", CODE), ("Vacant", CODE),
        )  # fmt: skip
        return self.sheet("Board", columns, self._board())

    def _board(self) -> Iterator[Row]:
        text = self.context.text
        seats = {code: one for code, (one, _) in vocabulary.SEATS.items()}
        for region in self.data.regions:
            for seat in region.seats:
                holder = seat.holder
                organisation = seat.organisation or (holder.organisation if holder else None)
                yield (
                    self.regions[region.slug],
                    self.coded(seats, seat.role),
                    holder.name if holder else "",
                    text(seat.function) or (text(holder.function) if holder else ""),
                    text(organisation.name) if organisation else "",
                    self.yes(seat.acting),
                    self.yes(holder is None),
                )

    def people(self) -> Sheet:
        """A row per regional secretary and focal point."""
        columns = (
            ("Region", TEXT), ("Role", TEXT), ("Name", TEXT), ("Function", TEXT), ("Organisation", TEXT),
            ("Identifier", CODE),
        )  # fmt: skip
        say = self.context.words.gettext
        rows = (
            (self.regions[region.slug], say(role), *self._person(person))
            for region in self.data.regions
            for role, people in (
                ("Regional secretariat", region.secretaries),
                ("Focal point", region.focal_points),
            )
            for person in people
        )
        return self.sheet("People of the regions", columns, rows)

    def staff(self) -> Sheet:
        """A row per person of the secretariat."""
        columns = (("Name", TEXT), ("Function", TEXT), ("Organisation", TEXT), ("Identifier", CODE))
        return self.sheet("Staff", columns, (self._person(person) for person in self.data.staff))

    def _person(self, person: PersonRef) -> Row:
        text = self.context.text
        organisation = text(person.organisation.name) if person.organisation else ""
        return person.name, text(person.function), organisation, person.slug

    # ------------------------------------------------------------------ meetings, media, dues

    def bilateral_meetings(self) -> Sheet:
        """A row per bilateral meeting."""
        columns = (
            ("Month", CODE), ("Date", DATE), ("Place", TEXT), ("Country", TEXT), ("Members", TEXT),
            ("Prospects", TEXT), ("Activity", TEXT),
        )  # fmt: skip
        text = self.context.text
        rows = (
            (
                meeting.month,
                meeting.day,
                text(meeting.place.name),
                country(meeting.place.country, self.context.language) if meeting.place.country else "",
                "; ".join(text(member.name) for member in meeting.members),
                "; ".join(text(prospect.name) for prospect in meeting.prospects),
                self.titles.get(meeting.activity, "") if meeting.activity else "",
            )
            for meeting in self.data.bilateral_meetings
        )
        return self.sheet("Bilateral meetings", columns, rows)

    def media(self) -> Sheet:
        """A row per mention."""
        columns = (
            ("Month", CODE), ("Date", DATE), ("Outlet", TEXT), ("Subject", TEXT), ("Channels", TEXT),
            ("Link", TEXT),
        )  # fmt: skip
        rows = (
            (
                mention.month,
                mention.day,
                mention.outlet,
                self.context.text(mention.subject),
                "; ".join(self.coded(vocabulary.CHANNELS, key) for key in mention.channels),
                mention.link,
            )
            for mention in self.data.media
        )
        return self.sheet("Media", columns, rows)

    def dues(self) -> Sheet:
        """One row: the state of the dues."""
        columns = (
            ("Year", INTEGER), ("As of", DATE), ("Amount", MONEY), ("Currency", CODE),
            ("Members with payment", INTEGER), ("Members", INTEGER), ("Share", SHARE), ("Source", TEXT),
            ("Text", LONG),
        )  # fmt: skip
        return self.sheet("Dues", columns, self._dues())

    def _dues(self) -> Iterator[Row]:
        dues = self.data.dues
        if dues is not None:
            yield (
                dues.year,
                dues.as_of,
                dues.amount,
                dues.currency,
                dues.payers,
                dues.members,
                dues.share,
                self.coded(SOURCES, dues.source),
                self.context.text(dues.source_text),
            )


def _share(part: int, whole: int) -> float | None:
    """Return a part of a whole, or nothing where there is no whole."""
    return round(part / whole, 4) if whole else None
