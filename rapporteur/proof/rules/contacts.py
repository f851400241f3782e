"""Rules on bilateral meetings, the media, and dues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import Money
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.proof.rules.facts import MeetingFacts
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, InPrint, rule
from rapporteur.proof.rules.subject import Fact, Subject
from rapporteur.records.activities.naming import meeting_called


@rule(
    "meeting-no-activity",
    Severity.WARNING,
    needs=[Fact.MEETINGS, Fact.ACTIVITIES],
    in_print=InPrint(severity=Severity.INFORMATION, needs_whole="meetings"),
    asks="Did every bilateral meeting happen at an activity that is recorded?",
    why="A visit may stand alone; otherwise the activity was forgotten, or the link.",
    message=Message("No activity is linked to the bilateral meeting: {meeting}."),
    mend=Message("Link the meeting to its activity, or record the activity."),
)
def meeting_no_activity(subject: Subject) -> Iterator[Hit]:
    """Yield bilateral meetings without an activity of the report."""
    known = {activity.slug for activity in subject.activities}
    for meeting in subject.meetings:
        if meeting.activity not in known:
            name = _called(subject, meeting)
            record = replace(meeting.record, name=name)
            yield Hit(record, "activity", {"meeting": name}, (meeting,), meeting.evidence("place", "month"))


def _called(subject: Subject, meeting: MeetingFacts) -> LocalizedText:
    """Return what lists call a meeting: whom one met, where and when, in each language of the program."""
    return _in_each_language(meeting, [subject.name(slug) for slug in (*meeting.members, *meeting.prospects)])


def _where_and_when(meeting: MeetingFacts) -> LocalizedText:
    """Return where and when a meeting was: for a sentence that says already who was met."""
    return _in_each_language(meeting, [])


def _in_each_language(meeting: MeetingFacts, met: Sequence[LocalizedText]) -> LocalizedText:
    def called(language: str) -> str:
        names = [name.best((language, *LANGUAGES)) for name in met]
        return meeting_called(names, meeting.place.name.best((language, *LANGUAGES)), meeting.dates, language)

    return LocalizedText({language: called(language) for language in LANGUAGES})


@rule(
    "meeting-nobody",
    Severity.WARNING,
    needs=[Fact.MEETINGS],
    in_print=InPrint(needs_whole="meetings"),
    asks="Does every bilateral meeting say who was met?",
    why="It prints as a place and a month with nothing beside them.",
    message=Message("The bilateral meeting ({meeting}) does not say who was met."),
    mend=Message("Add the member or prospect that was met."),
)
def meeting_nobody(subject: Subject) -> Iterator[Hit]:
    """Yield bilateral meetings without participants."""
    for meeting in subject.meetings:
        if not meeting.members and not meeting.prospects:
            name = _called(subject, meeting)
            record = replace(meeting.record, name=name)
            yield Hit(record, "participants", {"meeting": name}, (meeting,), meeting.evidence("place"))


@rule(
    "meeting-prospect-is-member",
    Severity.BLOCKING,
    needs=[Fact.MEETINGS, Fact.REGISTRY, Fact.MEMBERSHIPS],
    in_print=InPrint(against="directory"),
    asks="Is an organisation that was met as a prospect a member?",
    why="The report would list one organisation as a member and as a prospect.",
    message=Message("Among the prospects met ({meeting}) is a member: {member}."),
    mend=Message("List it among the members."),
)
def meeting_prospect_is_member(subject: Subject) -> Iterator[Hit]:
    """Yield prospects of a meeting that are members on the as-of date."""
    for meeting in subject.meetings:
        for slug in meeting.prospects:
            each = subject.organisation.get(slug)
            if each and each.is_member_on(subject.as_of):
                name = _called(subject, meeting)
                yield Hit(
                    replace(meeting.record, name=name),
                    "participants",
                    {"member": each.name, "meeting": name},
                    (meeting, each),
                    (*meeting.evidence("prospects"), *each.evidence("memberships")),
                )


@rule(
    "prospect-met-again",
    Severity.INFORMATION,
    needs=[Fact.MEETINGS],
    asks="Which prospects were met more than once?",
    why="Perseverance, as a rule; where one whole list comes back it may have been copied.",
    message=Message("{times} meetings with {prospect}, a prospect: {meetings}."),
    mend=Message("Make sure that all these meetings took place."),
)
def prospect_met_again(subject: Subject) -> Iterator[Hit]:
    """Yield prospects that are in two or more meetings."""
    met: dict[str, list[MeetingFacts]] = {}
    for meeting in subject.meetings:
        for slug in dict.fromkeys(meeting.prospects):
            met.setdefault(slug, []).append(meeting)
    for slug, meetings in sorted(met.items()):
        if len(meetings) > 1:
            where = tuple(map(_where_and_when, meetings))
            yield Hit(
                replace(meetings[0].record, name=_called(subject, meetings[0])),
                "participants",
                {"prospect": subject.name(slug), "times": len(meetings), "meetings": where},
                (slug, *meetings),
                tuple(item for meeting in meetings for item in meeting.evidence("prospects")),
            )


@rule(
    "media-no-outlet",
    Severity.BLOCKING,
    needs=[Fact.MEDIA],
    in_print=InPrint(),
    asks="Does every mention say who published it?",
    why="It cannot be printed under any outlet, nor be found again.",
    message=Message("A media mention without an outlet: “{subject}” ({month})."),
    mend=Message("Give the newspaper, website or newsletter."),
)
def media_no_outlet(subject: Subject) -> Iterator[Hit]:
    """Yield mentions without an outlet."""
    for mention in subject.mentions:
        if not mention.outlet.strip():
            values = {"subject": mention.subject or mention.slug, "month": Dates(month=mention.month)}
            yield Hit(mention.record, "outlet", values, (mention,), mention.evidence("subject"))


# --- dues --------------------------------------------------------------------------------------


@rule(
    "dues-no-date",
    Severity.BLOCKING,
    needs=[Fact.DUES],
    in_print=InPrint(),
    asks="Do the published dues say as of which day?",
    why="A sum received means nothing without the day on which it was counted.",
    message=Message("The statement of dues does not say as of which day."),
    mend=Message("Give the statement's date."),
)
def dues_no_date(subject: Subject) -> Iterator[Hit]:
    """Yield a statement without a date."""
    if (statement := subject.statement) and statement.as_of is None:
        yield Hit(statement.record, "as_of_date", {}, (statement,), statement.evidence("amount"))


@rule(
    "dues-old-date",
    Severity.WARNING,
    needs=[Fact.DUES],
    in_print=InPrint(),
    asks="Are the published dues of a day in the period?",
    why="Figures from before the period do not tell how it ended.",
    message=Message("The statement of dues is of {day}, before the period."),
    mend=Message("Publish a statement at the end of the period."),
)
def dues_old_date(subject: Subject) -> Iterator[Hit]:
    """Yield a statement from before the period where no ledger gives newer figures."""
    statement = subject.statement
    if statement and statement.as_of and statement.as_of < subject.start and not subject.ledger:
        yield Hit(
            statement.record,
            "as_of_date",
            {"day": statement.as_of},
            (statement,),
            statement.evidence("as_of"),
        )


@rule(
    "dues-missing",
    Severity.INFORMATION,
    needs=[Fact.DUES],
    asks="Is anything known of the year's dues?",
    why="The report then leaves the section out, which may be meant.",
    message=Message("Nothing is recorded of the year's dues."),
    mend=Message("Record the call for dues, or the published statement."),
)
def dues_missing(subject: Subject) -> Iterator[Hit]:
    """Yield where there is neither ledger nor statement."""
    if subject.statement is None and not subject.ledger:
        yield Hit(subject.record, "dues", {}, (subject.end.year,))


@rule(
    "dues-statement-differs",
    Severity.BLOCKING,
    needs=[Fact.DUES, Fact.LEDGER],
    asks="Does the published statement agree with the ledger on its day?",
    why="Two sums for one day. Waived where the published one stands and the ledger was corrected later.",
    message=Message(
        ("Dues on {day}: {stated} from {payers} member as published, {counted} from {paying} by the ledger."),
        (
            "Dues on {day}: {stated} from {payers} members as published, {counted} from {paying} by the "
            "ledger."
        ),
        by="payers",
    ),
    mend=Message("Correct the statement, or book the missing payments."),
    waivable=True,
)
def dues_statement_differs(subject: Subject) -> Iterator[Hit]:
    """Yield a statement whose sum or number of payers is not the ledger's on its own day."""
    statement = subject.statement
    if statement is None or statement.as_of is None or statement.amount is None or not subject.ledger:
        return
    counted = sum((item.paid_by_statement for item in subject.ledger), Decimal(0))
    paying = sum(1 for item in subject.ledger if item.paid_by_statement)
    if counted != statement.amount or paying != statement.payers:
        yield Hit(
            statement.record,
            "amount",
            {
                "day": statement.as_of,
                "stated": Money(statement.amount, statement.currency),
                "payers": statement.payers or 0,
                "counted": Money(counted, subject.ledger[0].currency),
                "paying": paying,
            },
            (statement, counted, paying),
            statement.evidence("amount", "payers", "as_of"),
        )


@rule(
    "dues-paid-more",
    Severity.WARNING,
    needs=[Fact.LEDGER],
    asks="Has a member paid more than it owed?",
    why="A payment booked on the wrong member, or a credit to carry over; the total received is true in both cases.",
    message=Message("{member} has paid {paid}, but owed {due}."),
    mend=Message("Look at the member's payments, or carry the credit over."),
    confidential=True,
)
def dues_paid_more(subject: Subject) -> Iterator[Hit]:
    """Yield items with more paid and waived than was due."""
    for item in subject.ledger:
        if item.paid and item.paid + item.waived > item.due:
            yield Hit(
                item.record,
                "payments",
                {
                    "member": item.name,
                    "paid": Money(item.paid, item.currency),
                    "due": Money(max(item.due - item.waived, Decimal(0)), item.currency),
                },
                (item,),
                item.evidence("due", "paid", "waived"),
            )


RULES = (
    meeting_prospect_is_member,
    meeting_no_activity,
    meeting_nobody,
    prospect_met_again,
    media_no_outlet,
    dues_no_date,
    dues_statement_differs,
    dues_old_date,
    dues_paid_more,
    dues_missing,
)
