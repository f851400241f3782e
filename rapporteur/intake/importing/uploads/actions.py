"""Files handed in, refused, or put away again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.content import sha256
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.actions import store, unsettled
from rapporteur.intake.importing.seeing import check_can_see
from rapporteur.intake.importing.uploads.models import Upload, UploadPurpose


def hand_in(
    *,
    by: Actor,
    at: datetime,
    purpose: UploadPurpose,
    name: str,
    content: bytes,
    kind: str = "",
    language: str = "",
    period: Period | None = None,
) -> Upload:
    """Keep a file until it is read. `kind` is an ImportKind, or empty where the file is to say what it holds."""
    check_can(by, Right.PROPOSE_IMPORTS)
    if kind:
        check_can_see(by, kind)
    with unsettled().until_named(sha256(content)), transaction.atomic():
        upload: Upload = Upload.objects.create(
            purpose=purpose,
            kind=kind,
            file_name=Path(name).name[:255],
            sha256=store().put(content),
            size=len(content),
            language=language,
            period_start=period.start if period else None,
            period_end=period.end if period else None,
            by=by.name,
            at=at,
        )
        changes = {"file": upload.file_name, "sha256": upload.sha256}
        audit(by=by, action="handed in", record=upload, changes=changes)
    return upload


@transaction.atomic
def note_refusal(*, by: Actor, upload: Upload, reasons: Mapping[str, str]) -> None:
    """Keep why a file could not be read, by language, for whoever looks for it later."""
    check_can(by, Right.PROPOSE_IMPORTS)
    upload.refusal = dict(reasons)
    upload.save(update_fields=["refusal"])
    audit(by=by, action="refused", record=upload, changes={"file": upload.file_name})


@transaction.atomic
def note_findings(*, by: Actor, upload: Upload, findings: Mapping[str, Any]) -> None:
    """Keep what the reconciliation of a file found; it takes the place of what an earlier one did."""
    check_can(by, Right.PROPOSE_IMPORTS)
    upload.findings, upload.refusal = dict(findings), {}
    upload.save(update_fields=["findings", "refusal"])
    audit(by=by, action="reconciled", record=upload, changes={"file": upload.file_name})


@transaction.atomic
def discard_upload(*, by: Actor, upload: Upload) -> None:
    """Put away a file that was handed in: it was read, or nobody wants it any more.

    Its content goes with the last row that names it; an import that was made of it does.
    """
    check_can(by, Right.PROPOSE_IMPORTS)
    audit(by=by, action="put away", record=upload, changes={"file": upload.file_name})
    Upload.objects.filter(pk=upload.pk).delete()
    transaction.on_commit(lambda: unsettled().drop(upload.sha256))
