"""Writes to reports."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.images.models import Image

from rapporteur.base.core import editorial
from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find
from rapporteur.base.values.base import given
from rapporteur.base.values.pictures import clean_picture
from rapporteur.records.governance.models import Person
from rapporteur.records.reports.models import Report
from rapporteur.records.reports.queries import default_sections
from rapporteur.records.reports.shapes import ReportShape

RIGHTS = editorial.EditorialRights(
    view=Right.VIEW_REPORTS,
    draft=Right.DRAFT_REPORTS,
    publish=Right.PUBLISH_REPORTS,
    withdraw=Right.PUBLISH_REPORTS,
)


def record_report(*, by: Actor, report: ReportShape, publish: bool = True) -> Saved[Report]:
    """Record the report of a period: editorial, order of sections, cover; `publish=False` keeps a draft.

    A new one whose sections are not given has those of the association.
    """
    values, period = given(report), report.period
    key = {"period_start": period.start, "period_end": period.end}
    if "sections" not in values and not Report.objects.filter(**key).exists():
        values["sections"] = default_sections()
    del values["period"]
    if "signatory" in values:
        values["signatory"] = find(Person, values["signatory"])
    if "sections" in values:
        values["sections"] = list(values["sections"])
    if "cover_image" in values:
        values["cover_image_id"] = values.pop("cover_image")
    return save_record(
        Report,
        by=by,
        right=RIGHTS.to_save(publish=publish),
        key=key,
        values={"slug": period.code.lower().replace("..", "-to-"), **values},
        publish=publish,
    )


def keep_picture(*, by: Actor, name: str, content: bytes) -> Image:
    """Keep a picture for a cover in the library, made anew from its pixels, and return it; the same one is kept once.

    The trail tells who kept it, as of whatever is written.

    Raises NotAllowed, PictureRefused and OverBounds.
    """
    check_can(by, Right.DRAFT_REPORTS)  # a picture lies in no region
    sha1 = hashlib.sha1(clean_picture(content).content, usedforsecurity=False).hexdigest()
    if found := Image.objects.filter(file_hash=sha1).order_by("pk").first():  # as the library knows its files
        return found
    image = Image(title=(PurePath(name).stem or "cover")[:255], uploaded_by_user_id=by.user)
    image.file.save(PurePath(name).name, ContentFile(content), save=False)  # the library makes it anew
    image._in_trail = True  # or the library tells it of whoever is signed in
    with transaction.atomic():
        image.save()
        image.get_file_hash()
        del image._in_trail
        audit(
            by=by,
            action="created",
            record=image,
            changes={"held": {"title": image.title, "file": image.file.name}},
        )
    return image
