"""The minutes of a meeting in one language, ready to be laid out as a PDF or a Word document."""

from __future__ import annotations

from calendar import timegm

from msgspec.structs import replace

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.formatting.languages import capitalise, region
from rapporteur.base.values.links import link_target
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.richtext import paragraphs
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen import bodies
from rapporteur.documents.view.context import Wording, tint
from rapporteur.documents.view.shapes import BlockView, EntryView, RunView, SeatsView, View
from rapporteur.report.value.minutes import FollowUpData, MinutesData, SeatPresence

PRESENCE = {
    "PRESENT": Printed("present", context="minutes"),
    "EXCUSED": Printed("excused", context="minutes"),
    "ABSENT": Printed("absent", context="minutes"),
    "": Printed("not recorded", context="minutes"),
}
HEADINGS = {
    "attendance": Printed("Attendance"),
    "quorum": Printed("Quorum"),
    "guests": Printed("Guests"),
    "agenda": Printed("Agenda"),
    "decisions": Printed("Decisions"),
    "follow_ups": Printed("Follow-ups"),
}


class AgendaItemView(View, frozen=True):
    """An item of the agenda with the papers that were laid before it: title and address, which may be empty."""

    title: str
    papers: list[tuple[str, str]]


class TableView(View, frozen=True):
    """A table: the heads of its columns, and its rows."""

    head: list[str]
    rows: list[list[str]]


class MinutesDecisionView(View, frozen=True):
    """A decision with its text."""

    entry: EntryView
    text: list[BlockView]


class MinutesView(View, frozen=True):
    """The minutes of a meeting."""

    language: str
    region: str
    title: str
    association: str
    short_name: str
    colour: str
    tint: str
    timestamp: int
    body: str
    when: str
    draft: str
    """“Draft”, in so many words; empty once the meeting was held."""
    facts: list[tuple[str, str]]
    """What is said of the meeting: a label and its value."""
    headings: dict[str, str]
    agenda: list[AgendaItemView]
    attendance: TableView
    quorum: list[str]
    seats: SeatsView | None
    guests: list[str]
    decisions: list[MinutesDecisionView]
    follow_ups: TableView
    words: dict[str, str]
    contents: list[str] = []
    sections: list[str] = []
    """Empty: minutes have neither; the templates of reports ask for them."""


def present_minutes(data: MinutesData, language: str) -> MinutesView:
    """Return the minutes in `language`; where a text has no such translation, in the source language."""
    wording = Wording(language, (data.source_language, *data.languages))
    meeting = data.meeting
    when = format_dates(Dates(meeting.start, meeting.end), language)
    day = meeting.end
    return MinutesView(
        language=language,
        region=region(language),
        title=wording.say("Minutes"),
        association=wording.text(data.association),
        short_name=data.short_name,
        colour=data.colour,
        tint=tint(data.colour),
        timestamp=timegm((day.year, day.month, day.day, 12, 0, 0)),
        body=wording.text(meeting.body.name),
        when=when,
        draft=wording.say("Draft: the meeting has not been held yet.") if data.draft else "",
        facts=_facts(wording, data),
        headings={key: wording.say(message) for key, message in HEADINGS.items()},
        agenda=_agenda(wording, data),
        attendance=_attendance(wording, data),
        quorum=[] if data.draft else bodies.quorum_facts(wording, meeting.quorum),
        seats=bodies.seats(wording, meeting.quorum) if meeting.quorum else None,
        guests=_guests(wording, data),
        decisions=_decisions(wording, data),
        follow_ups=_follow_ups(wording, data.follow_ups),
        words={"told_in": "", "page": wording.say("page"), "pages": wording.say("pages")},
    )


def _facts(wording: Wording, data: MinutesData) -> list[tuple[str, str]]:
    meeting = data.meeting
    place = wording.text(meeting.place)
    if meeting.online:
        online = wording.say(vocabulary.WORDS["online"])
        place = ", ".join(filter(None, (place, online)))
    seat = wording.text(data.chair_seat)
    chair = ", ".join(filter(None, (normalise(data.chair, wording.language), seat)))
    facts = [
        (wording.say(vocabulary.WORDS["place"]), place),
        (wording.say("Chair"), chair),
        (wording.say("Access"), wording.say("public") if data.public else wording.say("not public")),
    ]
    return [(label, value) for label, value in facts if value]


def _agenda(wording: Wording, data: MinutesData) -> list[AgendaItemView]:
    return [
        AgendaItemView(
            bodies.agenda_item(wording, item),
            [
                (wording.text(paper.title), link_target(paper.link))
                for paper in data.papers
                if paper.number == item.number
            ],
        )
        for item in data.meeting.agenda
    ]


def _attendance(wording: Wording, data: MinutesData) -> TableView:
    """Return a row for each seat; none where the meeting has not been held."""
    head = [wording.say("Seat"), wording.say("Held by"), wording.say("Attendance")]
    return TableView(head, [] if data.draft else [_seat(wording, seat) for seat in data.seats])


def _seat(wording: Wording, seat: SeatPresence) -> list[str]:
    role = vocabulary.SEATS.get(seat.role)
    named = [wording.say(role[0]) if role else "", wording.text(seat.organisation)]
    holder = [normalise(seat.holder, wording.language), wording.text(seat.function)]
    held = ", ".join(filter(None, holder)) if seat.holder else wording.say(vocabulary.WORDS["vacant"])
    return [", ".join(filter(None, named)), held, _presence(wording, seat)]


def _presence(wording: Wording, seat: SeatPresence) -> str:
    said = capitalise(wording.say(PRESENCE[seat.presence]))
    if seat.came:
        came = normalise(seat.came, wording.language)
        return wording.word("minutes", "{presence}: {person}", presence=said, person=came)
    proxy = wording.text(seat.proxy)
    if proxy and seat.proxy_counts:
        return wording.word("minutes", "{presence}; proxy: {person}", presence=said, person=proxy)
    if proxy:
        return wording.word(
            "minutes", "{presence}; proxy without effect: {person}", presence=said, person=proxy
        )
    return said


def _guests(wording: Wording, data: MinutesData) -> list[str]:
    return [
        ", ".join(
            filter(
                None,
                (
                    normalise(guest.name, wording.language),
                    wording.text(guest.function),
                    wording.text(guest.organisation),
                ),
            )
        )
        for guest in data.guests
    ]


def _decisions(wording: Wording, data: MinutesData) -> list[MinutesDecisionView]:
    views = []
    for one in data.decisions:
        entry = bodies.decision_entry(wording, one.decision, wording.day(one.decision.decided_date))
        under = wording.say("Item {number}", number=str(one.decision.item)) if one.decision.item else ""
        number = f"{one.decision.year}/{one.decision.number}"
        entry = replace(entry, kicker=" · ".join(filter(None, (number, under))), when="")
        text = wording.text(one.text)
        blocks = [
            BlockView("PARAGRAPH", [[RunView(run.text) for run in item] for item in block.items])
            for block in paragraphs(text)
        ]
        views.append(MinutesDecisionView(entry, blocks))
    return views


def _follow_ups(wording: Wording, rows: tuple[FollowUpData, ...]) -> TableView:
    head = [wording.say("What is to be done"), wording.say("By whom"), wording.say("By when")]
    done = wording.say("done")
    return TableView(
        head,
        [
            [
                normalise(row.text, wording.language),
                row.owner,
                done if row.done else wording.day(row.due) if row.due else "–",
            ]
            for row in rows
        ],
    )
