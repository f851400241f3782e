"""What is said where dues of several members are written at once."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

BOOK = Message("Book payments", context="selection")
WAIVE = Message("Waive what is open", context="selection")
CALL = Message("Call for dues", context="selection")
REMIND = Message("Reminder letters", context="selection")
NOTHING_OPEN = Message("Nothing is open: there is nothing to remind of.", context="selection")
LETTER_LANGUAGE = Message("Language of the letters", context="selection")
LETTER_OWN = Message("of each member’s country, where the association writes in it", context="selection")
LETTER_MADE = Message("{money} open; the letter is in {language}", context="selection")
LETTERS_WHY = Message(
    "The letters come as one Word document, to be read, signed and sent by you. The history notes that they were made, "
    "not that they went.",
    context="selection",
)
NO_AMOUNT = Message("No amount is written: it is left out.", context="selection")
NO_REFERENCE = Message("A payment needs a reference, its own or one for all.", context="selection")
NOTHING_WRITTEN = Message("Write at least one amount.", context="selection")
BOOKED = Message("{money} booked; open then: {left}", context="selection")
WAIVED = Message("{money} waived; open then: {left}", context="selection")
OVER = Message("{money} booked: {left} more than was open", context="selection")
CALLED = Message("{money} called for", context="selection")
TOO_MUCH = Message("More than is open ({money}): no more can be waived.", context="selection")
IS_OPEN = Message("{money} open", context="selection")
LAST_TIME = Message("{year}: {money}", context="selection")
IN_ALL = Message(
    "{count} amount, together {money}", "{count} amounts, together {money}", by="count", context="selection"
)
SUMS = {
    "paid_sum": label(Message("Paid in all", context="dues")),
    "waived_sum": label(Message("Waived in all", context="dues")),
    "left": label(Message("Open", context="dues")),
}
"""What :func:`rapporteur.records.dues.queries.with_balance` says of an item."""
BOXES = {
    key: label(message)
    for key, message in {
        "name": Message("Member", context="selection"),
        "open": Message("Today", context="selection"),
        "before": Message("Called for last", context="selection"),
        "amount": Message("Amount", context="verb"),
        "amount_why": Message("Empty: it is left out.", context="selection"),
        "paid": Message("Received on", context="verb"),
        "reference": Message("Reference", context="verb"),
        "for_all": Message("Reference, where a row has none of its own", context="selection"),
        "decided": Message("Decided on", context="verb"),
        "decision": Message("Decision", context="verb"),
        "call": Message("call", context="field"),
    }.items()
}
"""What stands beside the boxes."""
