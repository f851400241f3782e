"""The association and the editorials of its reports: as plain values, and written through their rooms' actions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wagtail.models import Revision

from rapporteur.base.core.actions import record_association
from rapporteur.base.core.models import Association
from rapporteur.base.core.shapes import AssociationShape
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.proposals import Values
from rapporteur.intake.importing.records.plain import settle_draft, slugs_of, text_of
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.records.governance.models import Person
from rapporteur.records.reports.actions import record_report
from rapporteur.records.reports.models import Report
from rapporteur.records.reports.shapes import ReportShape

ASSOCIATION_TEXTS = ("name", "report_name")
ASSOCIATION_FIELDS = (
    "short_name", "address", "phone", "email", "website", "hashtag", "languages", "source_language",
)  # fmt: skip


def load_association() -> dict[str, Values]:
    """Return the association, if it is recorded."""
    return {
        one.slug: {
            "slug": one.slug,
            **{name: text_of(getattr(one, name)) for name in ASSOCIATION_TEXTS},
            **{name: getattr(one, name) for name in ASSOCIATION_FIELDS},
        }
        for one in Association.objects.order_by("pk")
    }


def load_reports() -> dict[str, Values]:
    """Return every report as it would be edited: with the changes of its draft, if it has one."""
    people = slugs_of(Person)
    drafts = {
        revision.pk: revision.content
        for revision in Revision.objects.filter(
            pk__in=Report.objects.filter(has_unpublished_changes=True).values("latest_revision_id")
        )
    }
    found = {}
    for row in Report.objects.order_by("slug").values():
        raw: Mapping[str, Any] = drafts.get(row["latest_revision_id"]) or dict(row)
        found[row["slug"]] = {
            "slug": row["slug"],
            "start": str(row["period_start"]),
            "until": str(row["period_end"]),
            "editorial_title": text_of(raw["editorial_title"]),
            "editorial_text": text_of(raw["editorial_text"]),
            "signatory": people.get(raw.get("signatory_id", raw.get("signatory")) or 0, ""),
            "signatory_function": text_of(raw["signatory_function"]),
        }
    return found


def write_association(writer: Writer, target: str, values: Values) -> Association:
    """Write the association; what the values do not tell stays as it is."""
    told: dict[str, Any] = {name: LocalizedText(values.get(name)) for name in ASSOCIATION_TEXTS}
    for name in ASSOCIATION_FIELDS:
        if name in values:
            told[name] = tuple(values[name]) if isinstance(values[name], list) else values[name]
    shape = AssociationShape(slug=target, **told)
    association: Association = writer.keep(record_association(by=writer.by, association=shape))
    return association


def write_report(writer: Writer, target: str, values: Values) -> Report:
    """Write the editorial of a report as a draft."""
    settle_draft(Report, target)
    shape = ReportShape(
        period=Period(date.fromisoformat(values["start"]), date.fromisoformat(values["until"])),
        editorial_title=LocalizedText(values.get("editorial_title")),
        editorial_text=LocalizedText(values.get("editorial_text")),
        signatory=values.get("signatory") or None,
        signatory_function=LocalizedText(values.get("signatory_function")),
    )
    report: Report = writer.keep(record_report(by=writer.by, report=shape, publish=False))
    settle_draft(Report, target)
    return report
