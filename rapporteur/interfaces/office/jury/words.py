"""The words of the pages of jurors."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

PAGE = {
    key: label(message)
    for key, message in {
        "jury": Message("Jury", context="jury"),
        "first": Message(
            "First say to which organisations you have a tie: before that you read nothing.", context="jury"
        ),
        "what_ties": Message(
            "Your own organisation, one for which you hold or held an office, one that pays you, or whose people are "
            "near to you. Of what these take part in you judge nothing.",
            context="jury",
        ),
        "declare": Message("Declare my ties", context="jury"),
        "no_tie": Message("I have no tie to any of them", context="jury"),
        "or_tick": Message("Or tick those to which you have one.", context="jury"),
        "find": Message("Find in the list", context="jury"),
        "declared": Message("You have declared a tie to", context="jury"),
        "later": Message("A tie that comes to your mind later", context="jury"),
        "later_note": Message("Points that it touches are withdrawn.", context="jury"),
        "applications": Message("Applications", context="jury"),
        "none": Message("There is nothing to judge yet.", context="jury"),
        "blind": Message(
            "You read without the names of who applies: […] stands where one was.", context="jury"
        ),
        "touching": Message("touches you: you do not judge it", context="jury"),
        "judged": Message("judged", context="jury"),
        "open": Message("to be judged", context="jury"),
        "who": Message("Who applies", context="jury"),
        "points": Message("Points", context="jury"),
        "keep": Message("Give these points", context="jury"),
        "recognise": Message("I recognise who applies, and have a tie", context="jury"),
        "recognise_now": Message("Declare this tie", context="jury"),
        "calls": Message("Calls that you judge", context="jury"),
        "no_calls": Message("You are not asked to judge a call yet.", context="jury"),
        "back": Message("Back to the applications", context="jury"),
    }.items()
}
"""What the pages say around the values."""
ORGANISATIONS = label(Message("Organisations to which I have a tie", context="jury"))
REASON = label(Message("Which tie", context="jury"))
REMARK = label(Message("Remark", context="jury"))
NUMBERED = Message("Application {number}", context="jury")
STANDING = {
    "not_chosen": Message("You are not chosen for this jury, or not yet.", context="jury"),
    "declare": Message("Waits for you: say to which organisations you have a tie.", context="jury"),
    "nothing": Message("There is nothing to judge yet.", context="jury"),
    "judge": Message("Waits for you: {left} of {all} to be judged.", context="jury"),
    "done": Message("Done: you have judged all {all}.", context="jury"),
    "decided": Message("It has been decided.", context="jury"),
    "cancelled": Message("The call was cancelled.", context="jury"),
}
"""What waits for a juror of a call; nothing where it is over."""
TOUCHING = Message(
    "{count} touches you: you do not judge it.",
    "{count} touch you: you do not judge these.",
    by="count",
    context="jury",
)
TAKEN = Message("Applications are taken up to {day}.", context="jury")
JUDGED_UNTIL = Message("The jury gives its points up to {day}.", context="jury")
LATE = Message("That day is over.", context="jury")
DECLARED = Message("Your ties are declared.", context="jury")
KEPT = Message("Your points for application {number} are kept.", context="jury")
