"""The words around the preview of how reports will look."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

OWN_CONTRAST = Message(
    "{colour} has a contrast of {contrast} to 1 with white paper; lines and dots need {least} to 1: take a darker one.",
    context="looks",
)
INK_CONTRAST = Message(
    "On {colour} neither white nor black letters can be read well ({contrast} to 1, {least} to 1 are needed): take a "
    "darker or a lighter one.",
    context="looks",
)
LINE_CONTRAST = Message(
    "{colour} has a contrast of {contrast} to 1 with its own tint, on which it is text; {least} to 1 are needed: take "
    "a darker one.",
    context="looks",
)
NO_COLOUR = Message("“{colour}” is no colour: write it as #1b4f8f.", context="looks")
WORDS = {
    key: label(message)
    for key, message in {
        "heading": Message("How a report will look", context="looks"),
        "why": Message(
            "Cover, figures, dues and the last page of the newest report, with what stands in this form now. Nothing "
            "is saved by it.",
            context="looks",
        ),
        "language": Message("Language of the preview", context="looks"),
        "show": Message("Show it", context="looks"),
        "frame": Message("Preview of a report", context="looks"),
        "wrong": Message(
            "There is no preview yet: something in the form is to be corrected first.", context="looks"
        ),
    }.items()
}
"""What the form says around the preview."""
