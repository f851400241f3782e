"""The words of the pages of periods."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label
from rapporteur.records.periods.enums import ContributionState, PeriodState

PERIOD_SIGNS = {
    PeriodState.OPEN: "○",
    PeriodState.CALLED: "◔",
    PeriodState.CLOSING: "◑",
    PeriodState.LOCKED: "■",
}
CONTRIBUTION_SIGNS = {
    ContributionState.NOT_YET: "·",
    ContributionState.STARTED: "○",
    ContributionState.SENT: "◔",
    ContributionState.RETURNED: "↩",
    ContributionState.ACCEPTED: "●",
    ContributionState.NOTHING: "–",
}
"""A sign beside each word, so that a state is seen before it is read."""
FORM_LOCKED = Message(
    "{period} is locked: what is changed here will not be saved. "
    "An exception for this record can be granted by: {roles}",
    context="periods",
)
"""At the head of the form of a record that a locked period holds."""
STEPS = {
    "call": Message("Call for contributions", context="periods"),
    "close": Message("Begin to close", context="periods"),
    "withdraw_call": Message("Take the call back", context="periods"),
    "lock": Message("Lock the period", context="periods"),
    "unlock": Message("Unlock", context="periods"),
    "start": Message("I have started", context="periods"),
    "send": Message("Send my contribution", context="periods"),
    "declare_nothing": Message("Nothing to report", context="periods"),
    "accept": Message("Accept", context="periods"),
    "return": Message("Return", context="periods"),
}
"""What a button of each step says."""
MEANT = {
    PeriodState.OPEN: Message("Records are written as usual.", context="periods"),
    PeriodState.CALLED: Message(
        "Each officer says here what has come of the period: started, sent, or nothing to report.",
        context="periods",
    ),
    PeriodState.CLOSING: Message(
        "Contributions are read. What is missing can still be sent, and records can still be corrected.",
        context="periods",
    ),
    PeriodState.LOCKED: Message(
        "Nothing that falls in the period is written any more, but with an exception.", context="periods"
    ),
}
"""What each state means for whoever writes."""
MOVED = Message("{who}, {day}", context="periods")
DAYS_LEFT = Message("{count} day left", "{count} days left", by="count", context="periods")
DAYS_OVER = Message("{count} day over", "{count} days over", by="count", context="periods")
DUE_TODAY = Message("today", context="periods")
DUE = Message("due {day} ({left})", context="periods")
GIVEN = Message("{given} of {called} contributions", context="periods")
KINDS = {
    "activities.activity": Message("Activity", context="periods"),
    "activities.bilateralmeeting": Message("Bilateral meeting", context="periods"),
    "activities.mediamention": Message("Mention in the media", context="periods"),
    "reports.report": Message("Editorial of the report", context="periods"),
}
"""What locks hold, in the order in which it is offered."""
NEW = Message("a new one", context="exceptions")
NONE_LIKE_IT = Message("No record of this kind in the period is called like “{words}”.", context="exceptions")
WHICH_ONE = Message("Which one? Choose below, and grant again.", context="exceptions")
TOO_MANY = Message("More than {most} are called like that: write more of the name.", context="exceptions")
DONE = {
    "moved": Message("{period}: {state}", context="periods"),
    "due": Message("{period}: contributions are expected up to and with {day}", context="periods"),
    "no_due": Message("{period}: contributions are expected by no certain day", context="periods"),
    "contribution": Message("{officer}: {state}", context="periods"),
    "granted": Message("{officer} may write it until {day}", context="exceptions"),
    "revoked": Message("The exception of {officer} is revoked.", context="exceptions"),
}
"""What is said once something is done."""
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Periods", context="periods"),
        "state": Message("State", context="periods"),
        "period": Message("Period", context="periods"),
        "contributions": Message("Contributions", context="periods"),
        "due": Message("Due", context="periods"),
        "due_label": Message("Contributions are expected up to and with", context="periods"),
        "set_due": Message("Set the day", context="periods"),
        "other": Message("Another period", context="periods"),
        "other_help": Message(
            "A quarter (2018-Q2), a half-year (2018-H1) or a year (2018).", context="periods"
        ),
        "open_page": Message("Open", context="periods"),
        "none": Message("No period is there yet: open one below, or add a report.", context="periods"),
        "reason": Message("Reason", context="periods"),
        "officer": Message("Officer", context="periods"),
        "since": Message("Since", context="periods"),
        "by": Message("Said by", context="periods"),
        "do": Message("Read", context="periods"),
        "mine": Message("My contribution", context="periods"),
        "nobody": Message("Nobody has a role that contributions are called for from.", context="periods"),
        "not_called": Message("They have not been called for.", context="periods"),
        "report": Message("Report room", context="periods"),
        "exceptions": Message("Exceptions", context="exceptions"),
        "all_exceptions": Message("All exceptions", context="exceptions"),
        "no_exceptions": Message("None has been granted.", context="exceptions"),
        "none_without_lock": Message(
            "The period is not locked: whoever may write needs no exception.", context="exceptions"
        ),
        "record": Message("Record", context="exceptions"),
        "until": Message("Up to and with", context="exceptions"),
        "granted_by": Message("Granted by", context="exceptions"),
        "in_force": Message("in force", context="exceptions"),
        "over": Message("over", context="exceptions"),
        "revoked": Message("revoked", context="exceptions"),
        "revoke": Message("Revoke", context="exceptions"),
        "grant": Message("Grant an exception", context="exceptions"),
        "grant_now": Message("Grant", context="exceptions"),
        "who": Message("Who", context="exceptions"),
        "kind": Message("Kind of record", context="exceptions"),
        "words": Message("Words of its name", context="exceptions"),
        "words_help": Message("Leave it empty for one record that is not there yet.", context="exceptions"),
        "choose": Message("Which one", context="exceptions"),
        "back": Message("All periods", context="periods"),
    }.items()
}
"""What the pages say around the values."""
