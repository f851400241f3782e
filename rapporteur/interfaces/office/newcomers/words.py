"""The words of the form in which a newcomer is recorded."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

ON_RECORD = Message(
    "“{name}” is on record already ({what}): choose it from the list, or say in the name what tells yours from it.",
    context="newcomer",
)
RECORDED = {
    "CONTACT": Message("{name} is recorded as a prospect and chosen.", context="newcomer"),
    "CANDIDATE": Message(
        "{name} is recorded as a prospect that has applied, and chosen.", context="newcomer"
    ),
    "": Message("{name} is recorded, as no prospect, and chosen.", context="newcomer"),
}
"""What is said once it is done, by the stage that was chosen."""
ONE_OF_THESE = Message("Is it one of these?", context="newcomer")
WHICH_OF_THESE = Message("Choose who is meant, or say that it is none of them.", context="newcomer")
WHO_IS_THAT = Message("“{name}” is nobody on record. Who is it?", context="newcomer")
RECORD_THEM = Message("Somebody new: record “{name}”", context="newcomer")
NONE_OF_THEM = Message("None of them: record “{name}”", context="newcomer")
CREATE = Message("Record “{name}” …", context="newcomer")
CREATE_TAB = Message("Not on record yet", context="newcomer")
STAGES = {
    "CONTACT": label(Message("a prospect, in contact", context="newcomer")),
    "CANDIDATE": label(Message("a prospect that has applied", context="newcomer")),
    "": label(Message("neither: a partner, a guest", context="newcomer")),
}
WORDS = {
    key: label(message)
    for key, message in {
        "heading": Message("Record an organisation", context="newcomer"),
        "why": Message(
            "What you typed on the page stays there. All else about it may follow on its own page.",
            context="newcomer",
        ),
        "name": Message("Name", context="newcomer"),
        "country": Message("country", context="field"),
        "kind": Message("kind", context="field"),
        "region": Message("Region", context="office"),
        "stage": Message("What it is to the network", context="newcomer"),
        "save": Message("Record it", context="verb"),
        "back": Message("Back to the page", context="newcomer"),
    }.items()
}
"""What the form says around the values."""
