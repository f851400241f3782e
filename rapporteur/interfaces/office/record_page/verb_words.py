"""The words of verbs that have a form: what their buttons and boxes say, what is said when they are done."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

RENAME = Message("Rename from a day …", context="verb")
ADMIT = Message("Admit as a member …", context="verb")
END_MEMBERSHIP = Message("End the membership …", context="verb")
GIVE_MANDATE = Message("Give a mandate …", context="verb")
END_MANDATE = Message("End the mandate …", context="verb")
ELECT = Message("After an election …", context="verb")
ATTENDANCE = Message("Who was there …", context="verb")
BOOK_PAYMENT = Message("Book a payment …", context="verb")
WAIVE = Message("Waive dues …", context="verb")
ANNOUNCE = Message("Announce …", context="verb")
SIGN = Message("Sign …", context="verb")
END_AGREEMENT = Message("End the agreement …", context="verb")
NOTE_SIGNATORIES = Message("Note who signed …", context="verb")
RENEW = Message("Renew …", context="verb")
IS_MEMBER = Message("it is a member today", context="verb")
NO_MEMBER = Message("it is no member today", context="verb")
NO_SEATS = Message("it has no seat", context="verb")
NOT_HELD = Message("it is planned or cancelled", context="verb")
NO_SEATS_THEN = Message("its body had no seat on that day", context="verb")
IS_OVER = Message("it is over", context="verb")
IS_ANNOUNCED = Message("it is announced already, or has gone further", context="verb")
IS_SIGNED = Message("it is signed already, or is over", context="verb")
NOT_SIGNED = Message("it is not signed, or is over", context="verb")
HAS_NO_END = Message("it has no end", context="verb")
DONE = {
    "rename": Message("{name} is called so from {day} on.", context="verb"),
    "admit": Message("{name} is a member from {day} on.", context="verb"),
    "end-membership": Message("The last day of {name} as a member is {day}.", context="verb"),
    "mandate": Message("The mandate is given from {day} on; the former one has ended.", context="verb"),
    "end-mandate": Message("The last day of the mandate is {day}.", context="verb"),
    "elect": Message(
        "{count} mandate is given from {day} on.", "{count} mandates are given from {day} on.", by="count",
        context="verb",
    ),
    "announce": Message("{name} is announced: {day}.", context="verb"),
    "sign": Message("{name} is signed: {day}.", context="verb"),
    "end-agreement": Message("The last day of {name} is {day}.", context="verb"),
    "renew": Message("{name} is renewed; its last day: {day}.", context="verb"),
    "note-signatories": Message(
        "{count} signature of {name} is noted.", "{count} signatures of {name} are noted.", by="count", context="verb"
    ),
    "payment": Message("The payment is booked.", context="verb"),
    "waive": Message("The amount is waived.", context="verb"),
    "attendance": Message("Who was there is noted. {quorum}", context="verb"),
}  # fmt: skip
NOBODY = Message("No person is called “{name}”: say below who it is, or correct the name.", context="verb")
SEVERAL = Message(
    "Several persons are called like “{name}”: say below who it is, or write the whole name.", context="verb"
)
NOTHING_TYPED = Message("Nobody new is named: write who comes to hold which seat.", context="verb")
NOT_BEFORE = Message("It began on {day}: the last day cannot lie before.", context="verb")
BOXES = {
    key: label(message)
    for key, message in {
        "name": Message("New name", context="verb"),
        "from": Message("From", context="verb"),
        "last_day": Message("Last day", context="verb"),
        "category": Message("As", context="verb"),
        "decision": Message("Decision", context="verb"),
        "organisations": Message("Organisations", context="verb"),
        "when": Message("When", context="verb"),
        "when_help": Message(
            "A day, or a month of which no day is known: 12 April 2018, April 2018.", context="verb"
        ),
        "term_from": Message("In force from", context="verb"),
        "term_from_help": Message("Empty: from the day of the signature.", context="verb"),
        "term_to_help": Message("Empty: without an end.", context="verb"),
        "person": Message("Person", context="verb"),
        "person_help": Message(
            "The name; of somebody who is not on record, the whole one: it is asked then.", context="verb"
        ),
        "function": Message("Their own office", context="verb"),
        "acting": Message("Only acting", context="verb"),
        "amount": Message("Amount", context="verb"),
        "paid": Message("Received on", context="verb"),
        "reference": Message("Reference", context="verb"),
        "decided": Message("Decided on", context="verb"),
        "seat": Message("Seat", context="verb"),
        "holder": Message("Holder", context="verb"),
        "presence": Message("Presence", context="verb"),
        "proxy": Message("Gives its vote to", context="verb"),
        "came": Message("Who came instead", context="verb"),
        "quorum": Message("Quorum", context="verb"),
        "attendance": Message("Attendance by seat", context="verb"),
        "send": Message("Record it", context="verb"),
        "back": Message("Back to the record", context="record page"),
    }.items()
}
"""What stands beside the boxes."""
OPEN = Message("open", context="verb")
HELD_BY = Message("held by {name}", context="verb")
VACANT = Message("vacant", context="verb")
OF_SEAT = Message("{what}: {seat}", context="verb")
NOT_NOTED = Message("not noted", context="verb")
SAY_PRESENCE = Message("Say whether this seat was there.", context="verb")
