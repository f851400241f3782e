"""The words of the pages of follow-ups."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

OVERDUE = Message(
    "! overdue by {count} day: {day}", "! overdue by {count} days: {day}", by="count", context="follow-ups"
)
DUE_TODAY = Message("! due today", context="follow-ups")
DUE_IN = Message(
    "◔ due in {count} day: {day}", "◔ due in {count} days: {day}", by="count", context="follow-ups"
)
NO_DAY = Message("○ no day is set", context="follow-ups")
DONE_BY = Message("● done by {who}, {day}", context="follow-ups")
OPEN_COMMENTS = Message("{count} open comment", "{count} open comments", by="count", context="follow-ups")
OPEN_FOLLOW_UPS = Message("Follow-ups: {count}", context="follow-ups")
NOTE_FOLLOW_UP = Message("Note a follow-up …", context="verb")
SAID = {
    "add": Message("The follow-up is noted.", context="follow-ups"),
    "change": Message("The follow-up is changed.", context="follow-ups"),
    "done": Message("The follow-up is done.", context="follow-ups"),
}
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Follow-ups", context="follow-ups"),
        "mine": Message("Yours", context="follow-ups"),
        "others": Message("Of others", context="follow-ups"),
        "none": Message(
            "Nothing is to be followed up. A follow-up is noted on the page of the record that it is about.",
            context="follow-ups",
        ),
        "none_here": Message("Nothing is to be followed up about this record.", context="follow-ups"),
        "what": Message("What is to be done", context="follow-ups"),
        "owner": Message("Who does it", context="follow-ups"),
        "due": Message("By when", context="follow-ups"),
        "awaits_answer": Message("They were asked, and are to answer by that day", context="follow-ups"),
        "awaits_why": Message(
            "A member that has not answered by then is shown among those who sleep, until this is done.",
            context="follow-ups",
        ),
        "awaits": Message("they are to answer", context="follow-ups"),
        "record": Message("About", context="follow-ups"),
        "do": Message("Done", context="follow-ups"),
        "add": Message("Note a follow-up", context="follow-ups"),
        "change": Message("Change", context="follow-ups"),
        "save": Message("Save", context="follow-ups"),
        "form": Message("Open the form", context="follow-ups"),
        "all": Message("All follow-ups", context="follow-ups"),
        "is_done": Message("Done before", context="follow-ups"),
    }.items()
}
"""What the pages say around the values."""
