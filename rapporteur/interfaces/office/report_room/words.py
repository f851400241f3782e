"""The words of the report room."""

from __future__ import annotations

from rapporteur.base.core.translations import Status
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.words import label
from rapporteur.proof.rules.finding import Severity

SEVERITIES = {
    Severity.BLOCKING: Message("Blocking", context="findings"),
    Severity.WARNING: Message("Warnings", context="findings"),
    Severity.INFORMATION: Message("Information", context="findings"),
}
SHOWN = Message("{shown} of {count} are shown.", context="findings")
TEXTS = {
    Status.DONE: Message("Done", context="state of translations"),
    Status.MACHINE: Message("By a machine", context="state of translations"),
    Status.STALE: Message("Stale", context="state of translations"),
    Status.MISSING: Message("Missing", context="state of translations"),
}
PAGE = {
    key: label(message)
    for key, message in {
        "title": Message("Report room", context="report room"),
        "which": Message("Which report?", context="report room"),
        "none": Message(
            "No report is there yet: add one under Reports, with the two days that bound its period.",
            context="report room",
        ),
        "state": Message("State of the period", context="report room"),
        "activities": Message("Activities", context="report room"),
        "officers": Message("By whoever recorded them", context="report room"),
        "officer": Message("Person", context="report room"),
        "all": Message("All", context="report room"),
        "compare": Message("Compare with the edition before", context="report room"),
        "compared": Message("Editions compared", context="report room"),
        "same": Message("Both say the same.", context="report room"),
        "no_activities": Message("None is recorded in this period.", context="report room"),
        "texts": Message("Texts", context="report room"),
        "desk": Message("Translate", context="report room"),
        "language": Message("Language", context="report room"),
        "findings": Message("Checks", context="report room"),
        "all_findings": Message("Show all", context="findings"),
        "nothing_found": Message("Nothing found.", context="report room"),
        "waived": Message("Waived", context="report room"),
        "waive": Message("Waive", context="report room"),
        "withdraw": Message("Take the waiver back", context="report room"),
        "reason": Message("Reason", context="report room"),
        "lapsed": Message("Waived before, but changed since", context="report room"),
        "must": Message("Cannot be waived: it has to be mended.", context="report room"),
        "mend": Message("mend", context="report room"),
        "preview": Message("Preview", context="report room"),
        "preview_note": Message(
            "As the records are now; drafts that are not published are not in it.", context="report room"
        ),
        "editorial": Message("Editorial, sections and signatory", context="report room"),
        "cover": Message("Photograph on the cover", context="report room"),
        "editions": Message("Editions", context="report room"),
        "no_editions": Message("None is frozen yet.", context="report room"),
        "document": Message("Document", context="report room"),
        "size": Message("Size", context="report room"),
        "seal": Message("Seal", context="report room"),
        "snapshot": Message("Snapshot", context="report room"),
        "corrected_by": Message("Corrected by", context="report room"),
        "since": Message("Changed since publication", context="report room"),
        "unchanged": Message("The records say what the edition says.", context="report room"),
        "freeze": Message("Freeze …", context="report room"),
        "freeze_title": Message("Freeze this report", context="report room"),
        "freeze_now": Message("Freeze", context="report room"),
        "freeze_why": Message(
            "Every document is made once and never moves again. A correction is a further edition, with an erratum.",
            context="report room",
        ),
        "blocked": Message("What blocks has to be mended first:", context="report room"),
        "blocked_short": Message("Something blocks", context="report room"),
        "type_period": Message("Type the period as it stands here to confirm", context="report room"),
        "note": Message("Note (kept with the edition, never printed)", context="report room"),
        "back": Message("Back to the report", context="report room"),
        "freezing": Message("The documents are being made.", context="report room"),
        "freezing_note": Message(
            "You may leave this page: the edition is made all the same, whole or not at all.",
            context="report room",
        ),
    }.items()
}
"""What the pages say around the values."""
COMPARED = Message("What {newer} says otherwise than {older}", context="report room")
HIDDEN = Message(
    "{count} finding is about records that you may not see.",
    "{count} findings are about records that you may not see.",
    by="count",
    context="report room",
)
