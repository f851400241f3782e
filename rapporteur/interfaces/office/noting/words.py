"""The words of the pages on which a meeting or a mention is noted."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

NOTE_MEETING = Message("Note a meeting …", context="verb")
NOTE_MENTION = Message("Note a mention in the media …", context="verb")
MEETING = Message("Note a meeting", context="noting")
MENTION = Message("Note a mention in the media", context="noting")
"""What both are called everywhere; on buttons that lead there, three dots follow."""
MET = Message("The meeting with {names} is noted.", context="noting")
MET_AND_TO_DO = Message("The meeting with {names} is noted, and what is to be done.", context="noting")
MENTIONED = Message("The mention in “{name}” is noted.", context="noting")
ON_OCCASION = Message("On the occasion of “{name}”", context="noting")
MISSING = {
    "where": label(Message("Say where it was: a member, a city, or any place.", context="noting")),
    "names": label(Message("Say whom you met.", context="noting")),
    "follow_up": label(Message("Say what is to be done until then.", context="noting")),
}
"""What is said at a box without which a meeting is not noted."""
PAGE = {
    key: label(message)
    for key, message in {
        "meeting": MEETING,
        "mention": MENTION,
        "who": Message("Members and prospects", context="noting"),
        "who_hint": Message("A name in any language, or a pasted list: Berlin; Quito", context="noting"),
        "note": Message("Note, never printed", context="noting"),
        "to_do": Message("What is to be done (if anything)", context="noting"),
        "by_when": Message("By when", context="follow-ups"),
        "to_do_hint": Message("Noted as a follow-up of yours.", context="noting"),
        "save": Message("Record it", context="verb"),
        "whole": Message("All fields …", context="noting"),
        "missing": Message("Still needed:", context="noting"),
        "refused": Message("Not recorded:", context="noting"),
        "outlet": Message("Where: the newspaper, the website, the broadcaster", context="noting"),
        "when": Message("When", context="log"),
        "subject": Message("What about", context="noting"),
        "channels": Message("Channels", context="noting"),
        "link": Message("Link", context="noting"),
    }.items()
}
"""What the pages say around the values."""
