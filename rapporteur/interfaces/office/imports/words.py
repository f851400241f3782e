"""The words of the room of imports."""

from __future__ import annotations

from rapporteur.base.values.messages import Message
from rapporteur.intake.importing.enums import ImportKind, ImportState, ItemAction
from rapporteur.interfaces.office.words import label
from rapporteur.proof.rules.finding import Severity

KINDS = {
    ImportKind.REPORT: Message("progress report", context="kind of import"),
    ImportKind.MEMBERS: Message("table of members", context="kind of import"),
    ImportKind.ACTIVITIES: Message("table of activities", context="kind of import"),
    ImportKind.DUES: Message("table of dues", context="kind of import"),
    ImportKind.MEDIA: Message("table of media mentions", context="kind of import"),
    ImportKind.CALENDAR: Message("calendar", context="kind of import"),
}
SIGNS = {ImportState.PROPOSED: "◔", ImportState.COMMITTED: "●", ImportState.UNDONE: "↩"}
STATES = {
    ImportState.PROPOSED: Message("waits, nothing is written", context="state of an import"),
    ImportState.COMMITTED: Message("written", context="state of an import"),
    ImportState.UNDONE: Message("undone", context="state of an import"),
}
ACTIONS = {
    ItemAction.CREATE: Message("new", context="what an import does with a record"),
    ItemAction.UPDATE: Message("changed", context="what an import does with a record"),
    ItemAction.WITHDRAW: Message("withdrawn", context="what an import does with a record"),
    ItemAction.NONE: Message("as recorded", context="what an import does with a record"),
}
UNDOES = {
    ItemAction.CREATE: Message("is deleted", context="what an undo does with a record"),
    ItemAction.UPDATE: Message("is as it was before", context="what an undo does with a record"),
    ItemAction.WITHDRAW: Message("is published again", context="what an undo does with a record"),
}
SEVERITIES = {
    Severity.BLOCKING: Message("Contradictions", context="findings"),
    Severity.WARNING: Message("Warnings", context="findings"),
    Severity.INFORMATION: Message("Information", context="findings"),
}
WRITE = Message("Write {count} record", "Write {count} records", by="count", context="imports")
WRITE_ACTIVITIES = Message(
    "Write {count} activity", "Write {count} activities", by="count", context="imports"
)
MUST = Message(
    "{count} question must be answered before anything is written.",
    "{count} questions must be answered before anything is written.",
    by="count",
    context="imports",
)
MAY = Message(
    "{count} question may stay open.", "{count} questions may stay open.", by="count", context="imports"
)
LIKELY = Message(
    "Accept {count} likely answer", "Accept {count} likely answers", by="count", context="imports"
)
HIDDEN = Message(
    "{count} record is of a kind that you may not see.",
    "{count} records are of kinds that you may not see.",
    by="count",
    context="imports",
)
HIDDEN_FINDINGS = Message(
    "{count} finding is about records that you may not see.",
    "{count} findings are about records that you may not see.",
    by="count",
    context="report room",
)
LEFT_OUT = Message(
    "{count} record is left out.", "{count} records are left out.", by="count", context="imports"
)
ACCEPTED = Message(
    "{count} likely answer is taken.", "{count} likely answers are taken.", by="count", context="imports"
)
ANSWERED = Message(
    "“{text}”: answered in {count} place.",
    "“{text}”: answered in {count} places.",
    by="count",
    context="imports",
)
WRITTEN = Message("{count} record is written.", "{count} records are written.", by="count", context="imports")
UNDONE = Message(
    "The import is undone: what it made is gone, what it changed is as it was before.", context="imports"
)
TOUCHED = Message("{kind} {name}: {action}, {by}", context="imports")
TOUCHED_BY_NOBODY = Message("{kind} {name}: {action}", context="imports")
TOUCHES = {
    "deleted": Message("deleted since", context="what was done to a record"),
    "edited": Message("edited since", context="what was done to a record"),
    "published": Message("published since", context="what was done to a record"),
}
CHANGED_SINCE = Message("changed since", context="what was done to a record")
TOO_LARGE = Message(
    "The file has {size} MB, at most {most} MB are read: divide it into several.", context="imports"
)
NO_PERIOD = Message(
    "'{typed}' is no period: write a quarter (2018-Q2), a half-year (2018-H1), a year, or two days "
    "(2018-04-01..2018-06-30).",
    context="imports",
)
ALREADY = Message("This file is being read already.", context="imports")
FAILED = Message(
    "Something went wrong that nobody foresaw. The file is kept; nothing was written.", context="imports"
)
STEPS = {
    "reading": Message("The file is read", context="reading a file"),
    "comparing": Message("It is compared with the records", context="reading a file"),
    "keeping": Message("What would be written is kept", context="reading a file"),
    "rules": Message("The rules are asked", context="reading a file"),
    "writing": Message("The records are written", context="reading a file"),
    "undoing": Message("The records are taken back", context="reading a file"),
}
EVIDENCE = {
    "dates": Message("days", context="evidence"),
    "title": Message("title", context="evidence"),
    "deliverables": Message("deliverables", context="evidence"),
    "places": Message("place", context="evidence"),
    "members": Message("members", context="evidence"),
    "outlet": Message("outlet", context="evidence"),
    "month": Message("month", context="evidence"),
    "place in the list": Message("place in the list", context="evidence"),
    "uid": Message("identifier of the event", context="evidence"),
}
SAME = Message("same {fields}", context="evidence")
LIKE = Message("resembles it by {share} %", context="evidence")
IS_LIKELY = Message("likely", context="evidence")
ASKED = {
    "TORN": Message("“{text}” may not have been read whole.", context="imports"),
    "NO_RECORD": Message("“{text}” is on no record, and may be none.", context="imports"),
}
CHOICES = {
    "new": Message("It is a record of its own", context="answer"),
    "torn": Message("Write it as it was read", context="answer"),
    "out": Message("Leave the record out", context="answer"),
    "name out": Message("Leave the name out (it is put into the note)", context="answer"),
}
WHERE = {
    "row": Message("row {number}", context="passage"),
    "lines": Message("lines {first}–{last}", context="passage"),
    "line": Message("line {number}", context="passage"),
    "page": Message("page {number}", context="passage"),
    "event": Message("event {number}", context="passage"),
}
NOT_ALLOWED = Message("To write it somebody must be allowed to {rights}.", context="imports")
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Imports", context="imports"),
        "intro": Message(
            "Old reports, tables and calendars become records. Nothing is written before you have seen what would be.",
            context="imports",
        ),
        "new": Message("Hand in a file", context="imports"),
        "reconcile": Message("Reconcile a printed report", context="imports"),
        "reconcile_intro": Message(
            "A report is held against itself and, where its period is on record, against the records. "
            "Nothing is written.",
            context="imports",
        ),
        "reconcile_this": Message("Reconcile this report", context="imports"),
        "none": Message("No file has been handed in yet.", context="imports"),
        "waiting": Message("Handed in, not read", context="imports"),
        "waiting_note": Message(
            "These files are kept: read them again, or put them away.", context="imports"
        ),
        "not_read": Message("Its reading was interrupted, or goes on.", context="imports"),
        "read": Message("Read it", context="imports"),
        "discard": Message("Put it away", context="imports"),
        "file": Message("File", context="imports"),
        "kind": Message("Kind", context="imports"),
        "who": Message("Who", context="imports"),
        "when": Message("When", context="imports"),
        "state": Message("State", context="imports"),
        "records": Message("Records", context="imports"),
        "questions": Message("Open questions", context="imports"),
        "language": Message("Language of the file", context="imports"),
        "period": Message("Period", context="imports"),
        "guess": Message("Let the file say it", context="imports"),
        "file_help": Message(
            "A report (PDF, Word or text), a table (.xlsx or .csv) or a calendar (.ics); 60 MB at most.",
            context="imports",
        ),
        "report_help": Message("PDF, Word or text; 60 MB at most.", context="imports"),
        "kind_help": Message(
            "What the file holds. Its content says it in nearly all cases.", context="imports"
        ),
        "language_help": Message(
            "A report says it by itself; a table takes it for columns that name none.", context="imports"
        ),
        "period_help": Message(
            "For tables and calendars, where it matters: 2018-Q2, or 2018-04-01..2018-06-30. "
            "Names mean what they meant on its last day; of a calendar only events that begin in it are read.",
            context="imports",
        ),
        "hand_in": Message("Read the file", context="imports"),
        "templates": Message("Empty tables to fill in", context="imports"),
        "reconciled": Message("Reports reconciled", context="imports"),
        "back": Message("Back to the imports", context="imports"),
        "reading_note": Message(
            "You may leave this page: it goes on, and the list has what comes of it.", context="imports"
        ),
        "read_as": Message("Read as", context="imports"),
        "other_kind": Message("Read it as something else", context="imports"),
        "source": Message("The file as it was handed in", context="imports"),
        "would": Message("What would be written", context="imports"),
        "was": Message("What was written", context="imports"),
        "what": Message("What happens", context="imports"),
        "notes": Message("Notes", context="imports"),
        "not_understood": Message("Lines that were not understood", context="imports"),
        "nothing": Message("Nothing would be written.", context="imports"),
        "doubts": Message("Questions", context="imports"),
        "keys": Message(
            "Keys: j and k go to the next and the one before, 1 to 9 choose, Enter answers.",
            context="imports",
        ),
        "source_side": Message("In the file", context="imports"),
        "answer": Message("Answer", context="imports"),
        "everywhere": Message("The same wherever the file has this text", context="imports"),
        "alias": Message("Keep the text as a further spelling of the name", context="imports"),
        "other_record": Message("Another record, by its name", context="imports"),
        "need_not": Message("need not be answered", context="imports"),
        "rest_out": Message("Leave out all that is open", context="imports"),
        "rest_new": Message("All are records of their own", context="imports"),
        "rest": Message("Answer the rest together", context="imports"),
        "answered": Message("Answered", context="imports"),
        "by": Message("by", context="imports"),
        "change": Message("Change the answer", context="imports"),
        "more": Message("More questions follow when these are answered.", context="imports"),
        "leave_open": Message(
            "Write without what is open: names are left out and noted, records stay away.", context="imports"
        ),
        "on_page": Message("The passage on its page", context="imports"),
        "whole_page": Message("The whole page", context="imports"),
        "no_passage": Message("The file gives no passage for it.", context="imports"),
        "undo": Message("Undo this import …", context="imports"),
        "undo_title": Message("Undo this import", context="imports"),
        "undo_what": Message("What would be undone", context="imports"),
        "undo_stays": Message("Further spellings that were kept while answering stay.", context="imports"),
        "undo_now": Message("Undo it", context="imports"),
        "undo_not": Message("It cannot be undone: this was done to what it wrote since.", context="imports"),
        "undo_first": Message(
            "Undo what came later first, or correct the records one by one.", context="imports"
        ),
        "written_by": Message("Written by", context="imports"),
        "undone_by": Message("Undone by", context="imports"),
        "mend": Message("What would settle it", context="imports"),
        "nothing_found": Message("Nothing found.", context="imports"),
        "against": Message("Held against itself and against the records.", context="imports"),
        "alone": Message("Held against itself alone: its period is not on record.", context="imports"),
        "doubtful": Message("Not read whole, and so not held against the rest", context="imports"),
        "again": Message("Reconcile it again", context="imports"),
        "pages": Message("Pages", context="imports"),
    }.items()
}
"""What the pages say around the values."""
