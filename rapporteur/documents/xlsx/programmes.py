"""Pilot projects, calls with their juries, training and publications as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.links import link_target
from rapporteur.documents.view.chosen import calls as call_words
from rapporteur.documents.view.chosen import communication as communication_words
from rapporteur.documents.view.chosen import publications as publication_words
from rapporteur.documents.view.chosen import training as training_words
from rapporteur.documents.xlsx.book import CODE, DATE, INTEGER, SHARE, TEXT, Book, Row, Sheet
from rapporteur.documents.xlsx.registers import when_as_code


def courses(book: Book) -> Sheet:
    """A row per course."""
    columns = (
        ("Title", TEXT), ("Kind", TEXT), ("Provider", TEXT), ("Start", DATE), ("End", DATE), ("Days", INTEGER),
        ("Place", TEXT), ("Online", TEXT), ("Members", INTEGER), ("Registered", INTEGER), ("Participants", INTEGER),
        ("About", TEXT), ("Women", INTEGER), ("Sex recorded of", INTEGER), ("Share of women", SHARE),
        ("Countries", INTEGER), ("Certificates", INTEGER), ("Organisations", TEXT), ("Activity", TEXT),
    )  # fmt: skip
    return book.sheet("Training", columns, _courses(book))


def _courses(book: Book) -> Iterator[Row]:
    text = book.context.text
    for one in book.data.training or ():
        yield (
            text(one.title),
            book.coded(training_words.KINDS, one.kind),
            text(one.provider),
            one.start,
            one.end,
            (one.end - one.start).days + 1,
            text(one.place),
            book.yes(one.online),
            one.members,
            one.registered,
            one.people,
            "" if one.people is None else book.yes(one.about or one.incomplete),
            one.women if one.recorded else None,
            one.recorded or None,
            round(one.women / one.recorded, 4) if one.recorded else None,
            one.countries,
            one.certificates,
            "; ".join(text(row.name) for row in one.organisations),
            book.titles.get(one.activity, "") if one.activity else "",
        )


def pilot_projects(book: Book) -> Sheet:
    """A row per pilot project."""
    columns = (
        ("Name", TEXT), ("Lead", TEXT), ("Partners", TEXT), ("Start", DATE), ("End", DATE), ("Activities", TEXT),
    )  # fmt: skip
    text = book.context.text
    rows = (
        (
            text(one.name),
            text(one.lead.name) if one.lead else "",
            "; ".join(text(row.name) for row in one.partners),
            one.start,
            one.end,
            "; ".join(book.titles.get(event.activity, "") for event in one.events),
        )
        for one in book.data.pilot_projects or ()
    )
    return book.sheet("Pilot projects", columns, rows)


def calls(book: Book) -> Sheet:
    """A row per call, with its jury counted."""
    columns = (
        ("Name", TEXT), ("Kind", TEXT), ("Initiative", TEXT), ("Opens", DATE), ("Closes", DATE), ("Decided", CODE),
        ("Applications", INTEGER), ("Leads", INTEGER), ("Partners", INTEGER), ("Jurors", INTEGER), ("Women", INTEGER),
        ("Men", INTEGER), ("Regions", TEXT), ("Activity", TEXT),
    )  # fmt: skip
    return book.sheet("Calls and juries", columns, _calls(book))


def _calls(book: Book) -> Iterator[Row]:
    text = book.context.text
    for one in book.data.calls or ():
        jury = one.jury
        yield (
            text(one.name),
            book.coded(call_words.KINDS, one.kind),
            text(one.initiative),
            one.opens,
            one.closes,
            when_as_code(one.decided),
            one.applications,
            one.leads or None,
            one.partners or None,
            jury.members if jury else None,
            jury.women if jury else None,
            jury.men if jury else None,
            "; ".join(text(region) for region in jury.regions) if jury else "",
            book.titles.get(one.activity, "") if one.activity else "",
        )


def publications(book: Book) -> Sheet:
    """A row per publication."""
    columns = (
        ("Title", TEXT), ("Kind", TEXT), ("Series", TEXT), ("Number", INTEGER), ("Authors", TEXT), ("Languages", TEXT),
        ("Published on", CODE), ("ISBN", CODE), ("DOI", CODE), ("Link", TEXT), ("Media mentions", INTEGER),
        ("Activity", TEXT),
    )  # fmt: skip
    text = book.context.text
    rows = (
        (
            text(one.title),
            book.coded(publication_words.KINDS, one.kind),
            text(one.series),
            one.number,
            "; ".join(one.authors),
            ", ".join(one.languages),
            when_as_code(one.published),
            one.isbn,
            one.doi,
            link_target(one.link),
            len(one.mentions),
            book.titles.get(one.activity, "") if one.activity else "",
        )
        for one in book.data.publications or ()
    )
    return book.sheet("Publications", columns, rows)


def communication(book: Book) -> Sheet:
    """A row per newsletter, film, site or campaign."""
    columns = (
        ("Title", TEXT), ("Kind", TEXT), ("Channels", TEXT), ("Languages", TEXT), ("Published on", CODE),
        ("Ongoing", TEXT), ("Link", TEXT), ("Reach", INTEGER), ("Measured on", DATE), ("Source", TEXT),
        ("Deliverables", TEXT), ("Activity", TEXT),
    )  # fmt: skip
    text = book.context.text
    rows = (
        (
            text(one.title),
            book.coded(communication_words.KINDS, one.kind),
            ", ".join(one.channels),
            ", ".join(one.languages),
            when_as_code(one.published),
            book.yes(one.ongoing),
            link_target(one.link),
            one.reach.count if one.reach else None,
            one.reach.day if one.reach else None,
            one.reach.source if one.reach else "",
            ", ".join(one.deliverables),
            book.titles.get(one.activity, "") if one.activity else "",
        )
        for one in book.data.communication or ()
    )
    return book.sheet("Communication", columns, rows)
