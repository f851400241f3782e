"""The words of the verbs of requests for admission: of their buttons and boxes, and when they are done."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

ADVISE = Message("Note the opinion …", context="verb")
ADMIT = Message("Admit …", context="verb")
REFUSE = Message("Refuse …", context="verb")
WITHDRAW = Message("Note the withdrawal …", context="verb")
IS_DECIDED = Message("it is decided, or withdrawn", context="verb")
HAS_REQUEST = Message("its request is to be decided: that is done on the page of the request", context="verb")
DONE = {
    "advise": Message("The opinion on {name} is noted.", context="verb"),
    "admit-request": Message("{name} is admitted: a member from {day} on.", context="verb"),
    "refuse-request": Message("{name} is refused: {day}.", context="verb"),
    "withdraw-request": Message("The request of {name} is withdrawn: {day}.", context="verb"),
}
BOXES = {
    key: label(message)
    for key, message in {
        "opinion": Message("Opinion", context="verb"),
        "opinion_on": Message("Given on", context="verb"),
        "opinion_by": Message("Given by", context="verb"),
        "decided": Message("Decided on", context="verb"),
        "withdrawn": Message("Withdrawn on", context="verb"),
        "body": Message("Body that decided", context="verb"),
        "decision": Message("Decision on record", context="verb"),
        "decision_help": Message("It says body and day by itself.", context="verb"),
        "from": Message("Member from", context="verb"),
        "from_help": Message("Empty: from the day of the decision.", context="verb"),
    }.items()
}
