"""What lists say beside their rows."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

PAGE = {
    key: label(message)
    for key, message in {
        "views": Message("Views", context="list"),
        "all": Message("All", context="list"),
        "shared": Message("shared", context="list"),
        "save": Message("Save this view", context="list"),
        "name": Message("Name of the view", context="list"),
        "share": Message("Share it with the office", context="list"),
        "open_with": Message("Open the list with it", context="list"),
        "keep": Message("Save", context="list"),
        "columns": Message("Columns", context="list"),
        "of": Message("Columns of this list", context="list"),
        "columns_why": Message(
            "The first column is the name, which is always there. What you choose is kept for you alone.",
            context="list",
        ),
        "shown": Message("Shown", context="list"),
        "hidden": Message("Not shown", context="list"),
        "show": Message("Show", context="list"),
        "hide": Message("Hide", context="list"),
        "up": Message("Earlier", context="list"),
        "down": Message("Later", context="list"),
        "as_it_comes": Message("As the list comes", context="list"),
        "back": Message("Back to the list", context="list"),
        "download": Message("What you see as a file", context="list"),
        "delete": Message("Delete this view", context="list"),
        "delete_title": Message("Delete a view", context="list"),
        "stays": Message("The records stay as they are.", context="list"),
        "everybody": Message("It is shared: everybody loses it.", context="list"),
        "cancel": Message("Keep it", context="list"),
        "more": Message("More", context="list"),
        "manage": Message("This view", context="list"),
        "opens": Message("The list opens with it", context="list"),
        "no_longer": Message("Open the list without it", context="list"),
        "yes": Message("yes", context="list"),
        "no": Message("no", context="list"),
    }.items()
}
OF_RECORD = Message("What else can be done with “{name}”", context="list")
DELETE_ASKED = Message("Delete the view “{name}”?", context="list")
SAVED = Message("The view “{name}” is saved.", context="list")
DELETED = Message("The view “{name}” is deleted.", context="list")
TOO_MANY_ROWS = Message(
    "A file from here holds {most} rows at most, and this list has {count}: choose filters first.",
    context="list",
)
SPECIAL = {
    "members": label(Message("Members", context="list")),
    "deliverables": label(Message("Deliverables", context="list")),
    "places": label(Message("Places", context="list")),
}
