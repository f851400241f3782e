"""What the palette says around what it finds."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Find or do", context="palette"),
        "box": Message("A name, or what you want to do", context="palette"),
        "go": Message("Find", context="palette"),
        "do": Message("Do", context="palette"),
        "records": Message("Records", context="palette"),
        "near": Message("Names that resemble it", context="palette"),
        "pages": Message("Pages", context="palette"),
        "none": Message(
            "Nothing bears this name. Try fewer letters, or a name in another language.", context="palette"
        ),
        "away": Message("The server does not answer. Try again in a moment.", context="palette"),
        "close": Message("Close", context="palette"),
        "keys": Message(
            "↑ ↓ choose, Enter opens, Escape closes; ? anywhere shows all keys", context="palette"
        ),
        "everything": Message("Everything", context="palette"),
    }.items()
}
COUNTS = Message("{count} result", "{count} results", by="count", context="palette")
KEYS = (
    ("Ctrl + K", label(Message("Find or do", context="palette"))),
    ("n", label(Message("Log an activity", context="log"))),
    ("g q", label(Message("What waits for a review", context="palette"))),
    ("g r", label(Message("The report room", context="palette"))),
    ("Ctrl + Enter", label(Message("Save and go on with the next (Log, translations)", context="palette"))),
)
"""The keys of our own that every page hears, or that a page of work does."""
