"""The words of the verbs of calls, applications and jurors: of their buttons and boxes, and when they are done."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

CHOOSE_JURY = Message("Choose the jury …", context="verb")
RECEIVE = Message("Receive an application now …", context="verb")
GRANT_GRACE = Message("Grant a grace …", context="verb")
DECIDE_CALL = Message("Decide the call …", context="verb")
CANCEL_CALL = Message("Cancel the call …", context="verb")
CONFIRM = Message("Note who confirmed …", context="verb")
DECIDE_APPLICATION = Message("Decide the application …", context="verb")
DECLARE = Message("Note the ties …", context="verb")
ASSIGN = Message("Assign applications …", context="verb")
POINTS = Message("Note points …", context="verb")
RANKING = Message("Ranking", context="verb")
IS_DECIDED = Message("it is decided already", context="verb")
NOW = Message(
    "It comes now: the clock of the server tells when, in the time zone of the call. For one that came before, add an "
    "application and say when.",
    context="verb",
)
NO_CANDIDATES = Message("it has no candidates for its jury", context="verb")
NOBODY_TO_CONFIRM = Message("no partner is left to confirm", context="verb")
NOTHING_TO_ASSIGN = Message("no application is left to assign", context="verb")
NOT_DECLARED = Message("their ties are not declared yet", context="verb")
NOTHING_TO_JUDGE = Message("the call has no application, or no criterion", context="verb")
NOT_RECORDED = Message("not recorded", context="verb")
ONLY_COUNTED = Message("Counted: nothing is written yet.", context="verb")
POINTS_BY = Message("{title} (weight {weight}), 0 to 10", context="verb")
DONE = {
    "choose-jury": Message(
        "{count} juror of {name} is chosen.",
        "{count} jurors of {name} are chosen.",
        by="count",
        context="verb",
    ),
    "receive": Message("The application of {name} is recorded: it came on {day} at {time}.", context="verb"),
    "grant-grace": Message("The grace lasts up to and with {day}.", context="verb"),
    "decide-call": Message("{name} is decided: {day}.", context="verb"),
    "cancel-call": Message("{name} is cancelled: {day}.", context="verb"),
    "confirm": Message(
        "{count} partner of {name} has confirmed.",
        "{count} partners of {name} have confirmed.",
        by="count",
        context="verb",
    ),
    "decide-application": Message("What became of {name} is noted.", context="verb"),
    "declare": Message("The ties of {name} are noted; points that they touch are withdrawn.", context="verb"),
    "assign": Message(
        "{count} application is assigned to {name}.",
        "{count} applications are assigned to {name}.",
        by="count",
        context="verb",
    ),
    "points": Message("The points of {name} are noted.", context="verb"),
}
BOXES = {
    key: label(message)
    for key, message in {
        "lead": Message("Lead", context="verb"),
        "title": Message("Title", context="verb"),
        "summary": Message("Summary", context="verb"),
        "with_partners": Message("Partners", context="verb"),
        "contact": Message("Names and addresses; jurors do not see them", context="verb"),
        "time": Message("Time", context="verb"),
        "time_help": Message(
            "In the time zone of the call, as 17:00; empty: up to the end of the day.", context="verb"
        ),
        "reason": Message("Why", context="verb"),
        "confirmed": Message("Confirmed on", context="verb"),
        "partners": Message("Partners", context="verb"),
        "decision": Message("What became of it", context="verb"),
        "ties": Message("Organisations to which they have a tie", context="verb"),
        "declared": Message("Declared on", context="verb"),
        "applications": Message("Applications", context="verb"),
        "application": Message("Application", context="verb"),
        "remark": Message("Remark", context="verb"),
        "jurors": Message("Jury", context="verb"),
        "waiver": Message("Why the jury stands though it is short of the rule", context="verb"),
        "waiver_help": Message(
            "Only where the rule of the call is not kept: your name stands beside it.", context="verb"
        ),
        "candidate": Message("Candidate", context="verb"),
        "region": Message("Region", context="verb"),
        "sex": Message("Sex, as they said", context="verb"),
        "count": Message("Count", context="verb"),
        "made_up": Message("How the jury is made up", context="verb"),
    }.items()
}
"""What stands beside the boxes."""
