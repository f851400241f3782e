"""What is said where several rows of a list are chosen."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

SUBMIT = Message("Put to review", context="selection")
APPROVE = Message("Approve", context="selection")
RETURN = Message("Return", context="selection")
AMEND = Message("Change", context="selection")
FOLLOW_UP = Message("Note a follow-up", context="selection")
INVITED = Message("Note an invitation", context="selection")
INVITED_WHY = Message(
    "Who has not agreed to be written to is left out. Nothing is sent from here.", context="selection"
)
EXPORT = Message("As a file", context="selection")
CHOSEN = Message("{count} row chosen", "{count} rows chosen", by="count", context="selection")
WILL = Message("Will be done: {count}", context="selection")
WILL_NOT = Message("Cannot be done: {count}", context="selection")
DONE = Message("Done: {count}", context="selection")
NOT_DONE = Message("Not done: {count}", context="selection")
UNCHANGED = Message("It is so already: nothing would change.", context="selection")
ALL = Message("All {count} of this list", context="selection")
ALL_NOTE = Message(
    "All {count} rows of the list. What cannot be done is left as it is, and told.", context="selection"
)
ALL_SO_FAR = Message("{done} of {count}", context="selection")
ALL_ALREADY = Message("You are having this done already: wait for its end.", context="selection")
ALL_FAILED = Message(
    "Something went wrong that nobody foresaw. What was told before is done; do the rest again.",
    context="selection",
)
AND_MORE = Message("{count} more", context="selection")
AGAIN = Message("Done, and put to review again: what was approved has changed.", context="selection")
NO_TEXT = Message("Put to review, without a text in any language.", context="selection")
MORE = Message("Approved; it is published once somebody else approves it, too.", context="selection")
KEPT = Message("Done as a draft: what is published stays until the change is published.", context="selection")
NOTHING_CHOSEN = Message("Choose at least one change.", context="selection")
BOTH = Message("This deliverable is to be added and removed at once.", context="selection")
PAGE = {
    key: label(message)
    for key, message in {
        "doings": Message("What is done with the chosen rows", context="selection"),
        "all": Message("Choose all on this page", context="selection"),
        "reason": Message("Reason, the same for all", context="selection"),
        "reason_why": Message("Whoever put it to review reads it.", context="selection"),
        "add": Message("Add a deliverable", context="selection"),
        "remove": Message("Remove a deliverable", context="selection"),
        "line": Message("Set the line", context="selection"),
        "kind": Message("Set the kind", context="selection"),
        "as_it_is": Message("as it is", context="selection"),
        "sent_on": Message("On which day it was sent", context="selection"),
        "look": Message("Look first", context="selection"),
        "look_why": Message("Nothing is written yet.", context="selection"),
        "no_one": Message("None of them can be done now.", context="selection"),
        "anyway": Message(
            "Publish all the same what keeps its report from being frozen", context="selection"
        ),
        "back": Message("Back to the list", context="selection"),
        "other": Message("Say it otherwise", context="selection"),
        "file": Message("The chosen rows, with the columns of the list", context="selection"),
    }.items()
}
