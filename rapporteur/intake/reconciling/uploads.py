"""A report that was handed in is reconciled, and what was found is kept with it."""

from __future__ import annotations

from typing import Any

from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.queries import NoAssociation
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.bounded import Bounds, OverBounds, bounded
from rapporteur.intake.importing.actions import store
from rapporteur.intake.importing.uploads.actions import note_findings, note_refusal
from rapporteur.intake.importing.uploads.models import Upload
from rapporteur.intake.importing.uploads.reading import Tell, in_every_language
from rapporteur.intake.reading.door import read_report
from rapporteur.intake.reading.parsed import ParsedPeriod, ParsedReport
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reading.sources.refused import LIMITS, IntakeRefused
from rapporteur.intake.reconciling.as_data import findings_data
from rapporteur.intake.reconciling.printed import Recorded
from rapporteur.intake.reconciling.recorded import load_recorded


def reconcile_upload(*, by: Actor, upload: Upload, tell: Tell) -> None:
    """Read a report, hold it against itself and the records of its period where there are any; keep the findings.

    Why it could not be done is kept with the file, and raised (IntakeRefused). `tell` hears `reading` and `rules`.
    """
    check_can(by, Right.PROPOSE_IMPORTS)
    check_can(by, Right.VIEW_CHECKS)
    try:
        tell("reading")
        content = store().get(upload.sha256)
        doc, parsed = read_report(content, upload.language or None, name=upload.file_name)
        tell("rules")
        found = _bounded(doc, parsed, _recorded(parsed.period))
    except Foreseeable as refused:
        note_refusal(by=by, upload=upload, reasons=in_every_language(refused))
        raise
    note_findings(by=by, upload=upload, findings=found)


def _recorded(period: ParsedPeriod | None) -> Recorded | None:
    """Return the records of a period, None where nothing of it is on record."""
    if period is None:
        return None
    try:
        found = load_recorded(period)
    except NoAssociation:
        return None
    return found if found.subject.activities or found.subject.organisations else None


def _bounded(doc: Doc, parsed: ParsedReport, recorded: Recorded | None) -> dict[str, Any]:
    try:
        return bounded(
            findings_data, doc, parsed, recorded, bounds=Bounds(round(LIMITS.seconds), LIMITS.mebibytes)
        )
    except OverBounds as error:
        raise IntakeRefused(
            Message("asking the rules: {reason}"), doc.name, reason=error.faults[0]
        ) from error
