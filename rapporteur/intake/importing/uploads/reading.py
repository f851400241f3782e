"""A file that was handed in becomes an import; it is kept until that is done, whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.say import say_failure
from rapporteur.intake.importing.actions import store, store_plan
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.models import Import
from rapporteur.intake.importing.planning import ImportPlan, plan_import
from rapporteur.intake.importing.seeing import check_can_see
from rapporteur.intake.importing.uploads.actions import discard_upload, note_refusal
from rapporteur.intake.importing.uploads.kinds import guess_kind
from rapporteur.intake.importing.uploads.models import Upload
from rapporteur.intake.reading.door import read_report

Tell = Callable[[str], None]
"""Hears which step has begun: `reading`, `comparing`, `keeping`."""


class NothingToWrite(Foreseeable):
    """A file that says what the records say already."""


def period_of(upload: Upload) -> Period | None:
    """Return the period that was given with a file."""
    return Period(upload.period_start, upload.period_end) if upload.period_start else None  # type: ignore[arg-type]  # both or none, by a constraint


def read_upload(*, by: Actor, at: datetime, upload: Upload, tell: Tell) -> Import:
    """Read a file and keep what it proposes; the file that was handed in is put away then.

    Why it could not be read is kept with it, and raised: IntakeRefused, InvalidFile, KindNotClear, NothingToWrite.
    """
    check_can(by, Right.PROPOSE_IMPORTS)
    try:
        plan = _plan(by, upload, at, tell)
        tell("keeping")
        with transaction.atomic():
            of = store_plan(plan, by=by, at=at)
            discard_upload(by=by, upload=upload)
    except Foreseeable as refused:
        note_refusal(by=by, upload=upload, reasons=in_every_language(refused))
        raise
    return of


def in_every_language(refused: Foreseeable) -> dict[str, str]:
    """Return why something was refused in each language of the program: who reads it later may speak another."""
    return {language: say_failure(refused, language) for language in LANGUAGES}


def _plan(by: Actor, upload: Upload, at: datetime, tell: Tell) -> ImportPlan:
    tell("reading")
    content, name = store().get(upload.sha256), upload.file_name
    kind = ImportKind(upload.kind) if upload.kind else guess_kind(content, name)
    check_can_see(by, kind)
    language = upload.language or None
    doc = parsed = None
    if kind is ImportKind.REPORT:
        doc, parsed = read_report(content, language, name=name)
        tell("comparing")
    plan = plan_import(
        kind=kind, name=name, content=content, today=at.date(), language=language, period=period_of(upload),
        parsed=parsed, doc=doc,
    )  # fmt: skip
    if not plan.changing:
        raise NothingToWrite(
            Message("{place}: there is nothing to write, the records say the same already"), place=name
        )
    return plan
