"""The words of the page of a plan's tree."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

TITLE = label(Message("Plan as a tree", context="plan tree"))
MOVED_AFTER = Message("{code} moved after {after}.", context="plan tree")
MOVED_FIRST = Message("{code} moved to the beginning of {parent}.", context="plan tree")
MOVED_FIRST_OF_ALL = Message("{code} moved to the beginning of the plan.", context="plan tree")
COUNTS_ELSEWHERE = Message(
    "Its code stays as it is; what served it ({count} activity) counts under {parent} from now on.",
    "Its code stays as it is; what served it ({count} activities) counts under {parent} from now on.",
    by="count",
    context="plan tree",
)
MOVED_BACK = Message("{code} is back where it was.", context="plan tree")
STAYED = Message("{code} stands there already: nothing was moved.", context="plan tree")
ADDED = Message("{code} is added.", context="plan tree")
RENAMED = Message("{code} is called “{title}” now.", context="plan tree")
ENDED = Message("{code} ends on {day}, with all that is below it.", context="plan tree")
RESUMED = Message("{code} goes on.", context="plan tree")
SERVED = Message("{count} activity", "{count} activities", by="count", context="plan tree")
HAS_ENDED = Message("ended on {day}", context="plan tree")
WILL_END = Message("ends on {day}", context="plan tree")
LAST_DAY = Message("{value} began on {day}: its last day is that day or a later one", context="plan tree")
UNDER = Message("Below {parent}", context="plan tree")
FIRST = Message("at the beginning", context="plan tree")
AFTER = Message("after {after}", context="plan tree")
VERSION = Message("{plan}, version {number}: {period}", context="plan tree")
TITLE_IN = Message("Title ({language})", context="plan tree")
ADD_BELOW = Message("Add below {code}: {level}", context="plan tree")
ADD_LINE = Message("Add to the plan: {level}", context="plan tree")
PAGE = {
    key: label(message)
    for key, message in {
        "lead": Message(
            "What is moved keeps its code, so nothing that refers to it changes. What already served something is "
            "ended, not deleted. What a locked period has counted stays where it is.",
            context="plan tree",
        ),
        "none": Message("No action plan is recorded yet.", context="plan tree"),
        "empty": Message("Nothing stands in this plan yet.", context="plan tree"),
        "versions": Message("Plans", context="plan tree"),
        "nodes": Message("The plan", context="plan tree"),
        "keys": Message(
            "By keyboard: arrows go through the plan; space lifts what has the focus, arrows carry it, space puts it "
            "down, escape takes it back; F2 changes the title; enter opens what can be done. By mouse: drag.",
            context="plan tree",
        ),
        "chosen": Message("Chosen", context="plan tree"),
        "choose": Message("Choose something in the plan to move, rename or end it.", context="plan tree"),
        "undo": Message("Undo the move", context="plan tree"),
        "up": Message("Move up", context="plan tree"),
        "down": Message("Move down", context="plan tree"),
        "to": Message("Move to", context="plan tree"),
        "move": Message("Move", context="plan tree"),
        "rename": Message("Rename", context="plan tree"),
        "end": Message("End it", context="plan tree"),
        "last": Message("Last day", context="plan tree"),
        "end_why": Message(
            "From the day after on nothing new is reported for it, nor for what is below it; what served it stays "
            "where it is and is printed.",
            context="plan tree",
        ),
        "resume": Message("Let it go on", context="plan tree"),
        "code": Message("Code", context="plan tree"),
        "title": Message("Title", context="plan tree"),
        "add": Message("Add", context="plan tree"),
        "record": Message("All that is recorded of it", context="plan tree"),
        "line_up": Message("Add to the plan", context="plan tree"),
        "lifted": Message(
            "{code} is lifted, {place}. Arrows carry it, space puts it down, escape takes it back.",
            context="plan tree",
        ),
        "place_after": Message("after {after}", context="plan tree"),
        "place_first": Message("first below {parent}", context="plan tree"),
        "place_first_of_all": Message("first of the plan", context="plan tree"),
        "carried": Message("{code}: {place}", context="plan tree"),
        "cancelled": Message("{code} stays where it was.", context="plan tree"),
        "failed": Message("The server did not answer. Nothing was moved.", context="plan tree"),
    }.items()
}
"""What the page says around the values; what stands in braces is filled in."""
