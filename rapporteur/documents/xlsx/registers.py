"""Agreements, joint statements with their signatories, and what bodies did, as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.links import link_target
from rapporteur.documents.view.chosen import agreements as agreement_words
from rapporteur.documents.view.chosen import bodies as body_words
from rapporteur.documents.xlsx.book import CODE, DATE, INTEGER, LONG, SHARE, TEXT, Book, Row, Sheet
from rapporteur.report.value.registers import (
    AgreementData,
    BodyMeetingData,
    GovernanceData,
    JointStatementData,
    WhenData,
)


def agreements(book: Book) -> Sheet:
    """A row per agreement."""
    columns = (
        ("Name", TEXT), ("Kind", TEXT), ("In this period", TEXT), ("Parties", TEXT), ("Announced", CODE),
        ("Signed", CODE), ("Start", DATE), ("End", DATE), ("Activity", TEXT),
    )  # fmt: skip
    return book.sheet("Agreements", columns, _agreements(book))


def _agreements(book: Book) -> Iterator[Row]:
    text = book.context.text
    for one in _agreements_of(book):
        yield (
            text(one.name),
            book.coded(agreement_words.KINDS, one.kind),
            book.context.say(agreement_words.NEWS[one.news]),
            "; ".join(text(party.name) for party in one.parties),
            when_as_code(one.announced),
            when_as_code(one.signed),
            one.start,
            one.end,
            book.titles.get(one.activity, "") if one.activity else "",
        )


def _agreements_of(book: Book) -> tuple[AgreementData, ...]:
    found = book.data.agreements
    return found if isinstance(found, tuple) else ()


def when_as_code(when: WhenData | None) -> str:
    """Return the day, or the month of which no more is known, as the columns of months write it."""
    return "" if when is None else when.day.isoformat() if when.day else when.month


def joint_statements(book: Book) -> Sheet:
    """A row per letter, declaration or campaign."""
    columns = (
        ("Name", TEXT), ("Kind", TEXT), ("Addressee", TEXT), ("Date", CODE), ("Members that signed", INTEGER),
        ("Members", INTEGER), ("Share", SHARE), ("Other signatories", INTEGER), ("Link", TEXT),
        ("Activity", TEXT),
    )  # fmt: skip
    return book.sheet("Joint statements", columns, _statements(book))


def _statements(book: Book) -> Iterator[Row]:
    text, total = book.context.text, book.data.summary.members
    for one in _statements_of(book):
        signed = sum(1 for row in one.signatories if row.member)
        yield (
            text(one.name),
            book.coded(agreement_words.STATEMENTS, one.kind),
            text(one.addressee),
            when_as_code(one.public),
            signed,
            total,
            round(signed / total, 4) if total else None,
            len(one.signatories) - signed,
            link_target(one.link),
            book.titles.get(one.activity, "") if one.activity else "",
        )


def _statements_of(book: Book) -> tuple[JointStatementData, ...]:
    found = book.data.joint_statements
    return found if isinstance(found, tuple) else ()


def signatories(book: Book) -> Sheet:
    """A row per organisation that signed."""
    columns = (
        ("Joint statement", TEXT), ("Organisation", TEXT), ("Member", TEXT), ("Name", TEXT), ("Function", TEXT),
    )  # fmt: skip
    text = book.context.text
    rows = (
        (text(one.name), text(row.name), book.yes(row.member is not None), row.person, text(row.office))
        for one in _statements_of(book)
        for row in one.signatories
    )
    return book.sheet("Signatories", columns, rows)


def _governance(book: Book) -> GovernanceData:
    found = book.data.governance
    return found if isinstance(found, GovernanceData) else GovernanceData()


def body_meetings(book: Book) -> Sheet:
    """A row per meeting of a body."""
    columns = (
        ("Start", DATE), ("End", DATE), ("Body", TEXT), ("Place", TEXT), ("Online", TEXT), ("Held", TEXT),
        ("Seats", INTEGER), ("Filled seats", INTEGER), ("Present", INTEGER), ("Proxies", INTEGER),
        ("Needed", INTEGER), ("Quorum met", TEXT), ("Agenda", LONG),
    )  # fmt: skip
    return book.sheet(
        "Meetings of bodies", columns, (_meeting(book, one) for one in _governance(book).meetings)
    )


def _meeting(book: Book, meeting: BodyMeetingData) -> Row:
    text, quorum = book.context.text, meeting.quorum
    counted: Row = (None, None, None, None, None, "")
    if quorum:
        met = "" if quorum.needed is None else book.yes(quorum.counted >= quorum.needed)
        counted = (quorum.seats, quorum.filled, quorum.present, quorum.proxies, quorum.needed, met)
    return (
        meeting.start,
        meeting.end,
        text(meeting.body.name),
        text(meeting.place),
        book.yes(meeting.online),
        book.yes(meeting.held),
        *counted,
        "\n".join(f"{item.number}. {text(item.title)}" for item in meeting.agenda),
    )


def decisions(book: Book) -> Sheet:
    """A row per decision."""
    columns = (
        ("Body", TEXT), ("Year", INTEGER), ("Number", INTEGER), ("Date", DATE), ("Title", TEXT),
        ("For", INTEGER), ("Against", INTEGER), ("Abstained", INTEGER), ("Carried", TEXT),
    )  # fmt: skip
    text = book.context.text
    rows = (
        (
            text(one.body.name),
            one.year,
            one.number,
            one.decided_date,
            text(one.title),
            one.votes.approving if one.votes else None,
            one.votes.against if one.votes else None,
            one.votes.abstained if one.votes else None,
            "" if one.carried is None else book.yes(one.carried),
        )
        for one in _governance(book).decisions
    )
    return book.sheet("Decisions", columns, rows)


def accounts(book: Book) -> Sheet:
    """A row per audit, accounts or budget."""
    columns = (
        ("Kind", TEXT), ("Year", INTEGER), ("Half", INTEGER), ("State", TEXT), ("Auditor", TEXT),
        ("Audited on", DATE), ("Body", TEXT), ("Presented on", DATE), ("Approved on", DATE),
        ("Opinion of the auditor", LONG),
    )  # fmt: skip
    text = book.context.text
    rows = (
        (
            book.coded(body_words.ACCOUNTS, one.kind),
            one.year,
            one.half or None,
            book.coded(body_words.STAGES, one.stage),
            one.auditor,
            one.audited,
            text(one.before.name) if one.before else "",
            one.presented,
            one.approved,
            text(one.opinion),
        )
        for one in _governance(book).accounts
    )
    return book.sheet("Audits and accounts", columns, rows)
