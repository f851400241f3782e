"""The words of the pages of records."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

PAGE = {
    key: label(message)
    for key, message in {
        "names": Message("Other names", context="record page"),
        "facts": Message("What it is", context="record page"),
        "verbs": Message("What can be done", context="record page"),
        "references": Message("What refers to it", context="record page"),
        "none": Message("Nothing that is shown to you refers to it.", context="record page"),
        "timeline": Message("What became of it", context="record page"),
        "no_timeline": Message("Nothing with a date refers to it.", context="record page"),
        "history": Message("History", context="record page"),
        "no_history": Message("Nothing of it is in the trail.", context="record page"),
        "all_history": Message("The whole history", context="record page"),
        "restore": Message("Restore", context="record page"),
        "now": Message("Now", context="record page"),
        "then": Message("Restored", context="record page"),
        "restore_now": Message("Restore it", context="record page"),
        "restore_note": Message(
            "The field is written as if somebody had typed it: under your name, and with what stands in its way.",
            context="record page",
        ),
        "draft_note": Message(
            "It becomes a draft, which is published like any other.", context="record page"
        ),
        "undo": Message("Undo …", context="record page"),
        "back": Message("Back to the record", context="record page"),
    }.items()
}
"""What the pages say around the values."""
TITLE = Message("Record", context="record page")
EDIT = Message("Edit", context="record page")
DELETE = Message("Delete …", context="record page")
USED = Message("something refers to it: end it, or change what refers to it first", context="record page")
RESTORED = Message("{field} of {name} is restored.", context="record page")
AS_BEFORE = Message("{field} of {name} is so already: nothing was written.", context="record page")
ACTIONS = {
    "created": Message("recorded for the first time", context="trail"),
    "recorded": Message("changed", context="trail"),
    "corrected": Message("corrected", context="trail"),
    "deleted": Message("deleted", context="trail"),
    "moved": Message("moved", context="trail"),
    "admitted": Message("admitted", context="trail"),
    "mandated": Message("given a mandate", context="trail"),
    "attended": Message("attendance noted", context="trail"),
    "ended": Message("ended", context="trail"),
    "review set": Message("review switched on or off", context="trail"),
    "right changed": Message("changed in the table of rights", context="trail"),
    "resumed": Message("taken up again", context="trail"),
    "decided": Message("decided", context="trail"),
    "cancelled": Message("cancelled", context="trail"),
    "invited": Message("invited", context="trail"),
    "answered": Message("answered", context="trail"),
    "waived": Message("rule of the jury waived", context="trail"),
    "grace granted": Message("grace granted", context="trail"),
    "confirmed": Message("partner confirmed", context="trail"),
    "chosen": Message("jury chosen", context="trail"),
    "declared": Message("ties declared", context="trail"),
    "assigned": Message("assigned", context="trail"),
    "assessed": Message("points given", context="trail"),
    "opinion given": Message("opinion given", context="trail"),
    "refused": Message("refused", context="trail"),
    "took place": Message("took place", context="trail"),
    "planned again": Message("planned again", context="trail"),
    "announced": Message("announced", context="trail"),
    "signed": Message("signed", context="trail"),
    "renewed": Message("renewed", context="trail"),
    "published": Message("published", context="trail"),
    "withdrawn": Message("withdrawn", context="trail"),
    "submitted": Message("put to review", context="trail"),
    "approved": Message("approved", context="trail"),
    "returned": Message("returned", context="trail"),
    "merged": Message("merged", context="trail"),
    "reminder made": Message("reminder letter made", context="trail"),
    "merger undone": Message("merger undone", context="trail"),
}
"""What the trail calls what was done, in the words of whoever reads; others stay as they are kept."""
