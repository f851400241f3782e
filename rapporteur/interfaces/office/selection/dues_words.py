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
NOTHING_IS_OPEN = Message("Nothing is open: it is left out.", context="selection")
NOT_CALLED_BEFORE = Message("It was called for no year yet: write an amount for all.", context="selection")
ALL_PAID = Message("Of each, what is open today is booked as paid.", context="selection")
ALL_WAIVED = Message("Of each, what is open today is waived.", context="selection")
ALL_CALLED = Message(
    "Each is called for the amount for all, else for what it was called for last.", context="selection"
)
ALL_LETTERS = Message("{count} letter made", "{count} letters made", by="count", context="selection")
LEFT_OUT = Message("Nothing open, left out: {count}", context="selection")
LETTERS_FAILED = Message(
    "Something went wrong that nobody foresaw: there are no letters.", context="selection"
)
LETTERS_READY = Message("The letters are ready: open the document, or save it.", context="selection")
NO_LETTERS = Message("Nothing is open of any row of the list: there are no letters.", context="selection")
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
        "for_each": Message("Amount for all", context="selection"),
        "for_each_why": Message("Empty: each as it was called for last.", context="selection"),
        "for_all": Message("Reference, where a row has none of its own", context="selection"),
        "decided": Message("Decided on", context="verb"),
        "decision": Message("Decision", context="verb"),
        "call": Message("call", context="field"),
    }.items()
}
"""What stands beside the boxes."""
