"""The words of the verbs of planned events: of their buttons and boxes, and when they are done."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

HOLD = Message("It took place …", context="verb")
CANCEL = Message("Cancel the event …", context="verb")
PLAN = Message("Plan it again …", context="verb")
HAS_HAPPENED = Message("it took place already", context="verb")
IS_CANCELLED = Message("it is cancelled", context="verb")
IS_PLANNED = Message("it is planned already", context="verb")
NOT_BEGUN = Message("it has not begun yet", context="verb")
NEW_DRAFT = Message("a new draft, with all that was planned", context="verb")
DONE = {
    "hold-event": Message("{name} took place: its activity is linked to it.", context="verb"),
    "cancel-event": Message("{name} is cancelled: {day}.", context="verb"),
    "plan-event": Message("{name} is planned again.", context="verb"),
}
BOXES = {
    key: label(message)
    for key, message in {
        "activity": Message("Activity that it became", context="verb"),
        "activity_help": Message("One that is logged already is linked, and stays as it is.", context="verb"),
        "cancelled": Message("Cancelled on", context="verb"),
        "reason": Message("Why", context="verb"),
    }.items()
}
