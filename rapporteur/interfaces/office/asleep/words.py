"""What the page of sleeping members says."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

REASONS = {
    "activity": Message("no activity", context="why a member sleeps"),
    "dues": Message("dues open", context="why a member sleeps"),
    "seat": Message("vacant seat", context="why a member sleeps"),
    "focal": Message("no focal point", context="why a member sleeps"),
    "answer": Message("no answer", context="why a member sleeps"),
    "follow_up": Message("follow-up long overdue", context="why a member sleeps"),
}
"""Why a member is thought to sleep, by the word for it in an address."""
NEVER = Message("no activity on record", context="why a member sleeps")
NEVER_SINCE = Message("no activity on record, member since {day}", context="why a member sleeps")
LAST = Message("last activated on {day}", context="why a member sleeps")
OWES = Message("owes {money} for {year}", context="why a member sleeps")
VACANT = Message("{seat} is vacant", context="why a member sleeps")
NO_ANSWER = Message("asked on {asked}, no answer by {day}: “{text}”", context="why a member sleeps")
OPEN = Message("to be done since {day}: “{text}”", context="why a member sleeps")
ALONE = Message("nobody looks after {region}", context="why a member sleeps")
SINCE = Message(
    "As of {until}. No activity: none since {since}, which is two quarters.", context="members who sleep"
)
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Members who sleep", context="members who sleep"),
        "member": Message("Member", context="members who sleep"),
        "region": Message("Region", context="members who sleep"),
        "why": Message("Why", context="members who sleep"),
        "all": Message("all", context="members who sleep"),
        "every_region": Message("every region", context="members who sleep"),
        "show": Message("Show", context="members who sleep"),
        "reasons": Message("By reason", context="members who sleep"),
        "none": Message("No member sleeps for this reason.", context="members who sleep"),
        "none_at_all": Message("No member sleeps.", context="members who sleep"),
    }.items()
}
"""What the page says around the values."""
