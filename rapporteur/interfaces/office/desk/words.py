"""The words of the translation desk."""

from __future__ import annotations

from rapporteur.base.core.translations import Status
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label

STATES = {
    Status.MISSING: Message("missing", context="state of a translation"),
    Status.STALE: Message("stale", context="state of a translation"),
    Status.MACHINE: Message("by a machine", context="state of a translation"),
    Status.DONE: Message("done", context="state of a translation"),
}
"""The worst first: a record stands as its worst text."""
SIGNS = {Status.MISSING: "○", Status.STALE: "↻", Status.MACHINE: "◔", Status.DONE: "●"}
"""A sign beside each word, so that a state is seen before it is read."""

SAVED = Message("{name}: saved", context="translation desk")
CONFIRMED = Message("{name}: the meaning is unchanged, noted with your name", context="translation desk")
ALL_DONE = Message("Nothing is open in {language}: every text is translated.", context="translation desk")
NOT_YOURS = Message("You may look at translations and not write them: {why}", context="translation desk")
HIDDEN = Message(
    "{count} text is of records that you may not see.",
    "{count} texts are of records that you may not see.",
    by="count",
    context="translation desk",
)
NO_SOURCE = Message(
    "{count} text has no words in the source language yet, and waits for them.",
    "{count} texts have no words in the source language yet, and wait for them.",
    by="count",
    context="translation desk",
)
PROGRESS = Message("{done} of {all} texts", context="translation desk")
OPEN_TEXTS = Message("{count} open", context="translation desk")
SENTENCE = Message("{field}, sentence {number}, in {language}", context="translation desk")
FROM_MEMORY = Message("{score} %, {where}", context="translation desk")
IN_CONTEXT = Message("the same, among the same sentences, {where}", context="translation desk")
EXACT = Message("the same, {where}", context="translation desk")
REPLACED = Message("with {put} put in, {where}", context="translation desk")
PUT = Message("{new} for {old}", context="translation desk")
FORMER = Message("the former translation", context="translation desk")
THEIRS = Message("{name} wrote, {at}:", context="translation desk")
SOURCE_NOW = Message("{name} changed the source, {at}:", context="translation desk")
INCOMPLETE = Message(
    "{count} sentence has no translation yet: what you typed is here, and not saved",
    "{count} sentences have no translation yet: what you typed is here, and not saved",
    by="count",
    context="translation desk",
)
EMPTIED = Message(
    "a translation is not taken away by emptying it: the one on record stands", context="translation desk"
)
TAKEN_IN = Message(
    "{written} written, {confirmed} confirmed, {unchanged} as they were, {untranslated} not translated, "
    "{unfinished} not finished, {refused} refused",
    context="translation desk",
)
UNSEEN = Message("it is of a record that you may not see", context="translation desk")
NO_FILE = Message("No file was sent: choose one, XLIFF or PO.", context="translation desk")

_PAGE = {
    "title": Message("Translations", context="translation desk"),
    "which": Message("Which report?", context="translation desk"),
    "none": Message(
        "No report is there yet: add one under Reports, with the two days that bound its period.",
        context="translation desk",
    ),
    "progress": Message("Progress", context="translation desk"),
    "by_person": Message("Who translated what stands", context="translation desk"),
    "person": Message("Person", context="translation desk"),
    "language": Message("Language", context="translation desk"),
    "go_on": Message("Go on", context="translation desk"),
    "came_from": Message("Back to the report", context="translation desk"),
    "nobody": Message("not noted", context="translation desk"),
    "records": Message("Records", context="translation desk"),
    "record": Message("Record", context="translation desk"),
    "state": Message("State", context="translation desk"),
    "kind": Message("Kind", context="translation desk"),
    "any": Message("any", context="translation desk"),
    "open": Message("open", context="translation desk"),
    "filter": Message("Show", context="translation desk"),
    "nothing_open": Message("Nothing is open here.", context="translation desk"),
    "earlier": Message("Previous", context="translation desk"),
    "later": Message("Next", context="translation desk"),
    "files": Message("Files for translators", context="translation desk"),
    "files_note": Message(
        "All texts of the period, with the revision of each source. Leave their ids as they are.",
        context="translation desk",
    ),
    "bring": Message("Bring a file back", context="translation desk"),
    "file": Message("File (XLIFF 1.2 or PO)", context="translation desk"),
    "any_names": Message("Members may be named otherwise than in the source", context="translation desk"),
    "only_try": Message("Only say what would be taken", context="translation desk"),
    "tried": Message("Tried, nothing was written", context="translation desk"),
    "send": Message("Send", context="translation desk"),
    "since": Message(
        "What changed since this was translated: struck out is gone, underlined is new.",
        context="translation desk",
    ),
    "came": Message("new since this was translated", context="translation desk"),
    "gone": Message("No longer in the source", context="translation desk"),
    "memory": Message("From memory", context="translation desk"),
    "take": Message("Take", context="translation desk"),
    "terms": Message("Terms and names", context="translation desk"),
    "meaning": Message("The meaning is unchanged: the translation stands", context="translation desk"),
    "confirm_machine": Message("I read it: the machine's translation stands", context="translation desk"),
    "stands": Message("It stands as it is", context="translation desk"),
    "save": Message("Save", context="translation desk"),
    "save_next": Message("Save and next", context="translation desk"),
    "skip": Message("Next without saving", context="translation desk"),
    "machine": Message("Draft by a machine", context="translation desk"),
    "matrix": Message("All texts", context="translation desk"),
    "keys": Message("Keys", context="translation desk"),
    "key_next": Message("save and next", context="translation desk"),
    "key_rows": Message("next and previous sentence", context="translation desk"),
    "key_take": Message("take what memory offers for this sentence", context="translation desk"),
    "key_meaning": Message("the meaning is unchanged", context="translation desk"),
    "problems": Message("Not saved yet", context="translation desk"),
    "by_machine": Message("A machine drafted this; nobody has confirmed it.", context="translation desk"),
    "unsent": Message("What you typed here before is back; it is not saved.", context="translation desk"),
    "other": Message(
        "The texts have changed since you typed this here; it is not saved:", context="translation desk"
    ),
    "forget": Message("Forget it", context="translation desk"),
    "discard": Message("Take what is on record instead", context="translation desk"),
}
PAGE = {key: label(message) for key, message in _PAGE.items()}
"""What the pages say around the values."""
