"""The words of the pages on which two records are merged."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Merge with another", context="merging"),
        "which": Message("Which one goes? Words of its name", context="merging"),
        "find": Message("Find", context="merging"),
        "none": Message("None is called like that.", context="merging"),
        "stays": Message("Stays", context="merging"),
        "goes": Message("Goes", context="merging"),
        "swap": Message("The other way round", context="merging"),
        "another": Message("Choose another", context="merging"),
        "moves": Message("What moves", context="merging"),
        "nothing_moves": Message("Nothing refers to it: only its names are taken over.", context="merging"),
        "doubles": Message("said of both, and counted once from then on:", context="merging"),
        "choices": Message("What both have", context="merging"),
        "blocked": Message("What keeps them apart", context="merging"),
        "blocked_note": Message(
            "Both have one of these, and nothing says which is right. Correct or delete one of the two first.",
            context="merging",
        ),
        "note": Message(
            "The names of the one that goes become other names of the one that stays. Frozen editions stay as they "
            "are. It can be undone as long as nothing was built on it.",
            context="merging",
        ),
        "merge": Message("Merge", context="merging"),
        "undo": Message("Undo a merger", context="merging"),
        "undo_now": Message("Undo it", context="merging"),
        "undo_note": Message(
            "Both are as they were before, with everything that was their own.", context="merging"
        ),
        "cannot": Message("It cannot be undone:", context="merging"),
        "back": Message("Back to the record", context="record page"),
    }.items()
}
"""What the pages say around the values."""
VERB = Message("Merge with another …", context="merging")
MERGER = Message("{name} was merged into it ({day}, {who})", context="merging")
MERGED = Message("{other} is merged into {kept}.", context="merging")
UNDONE = Message("{name} is there again.", context="merging")
CHOICE_OF_PLACE = label(Message("Place on the map", context="merging"))
CHOICE_OF_REGIONS = label(Message("Regional affiliations", context="merging"))
