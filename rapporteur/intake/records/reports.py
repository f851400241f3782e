"""The association and the editorials of its reports: as plain values, and written through their rooms' actions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

from rapporteur.core.actions import record_association
from rapporteur.core.localized import LocalizedText
from rapporteur.core.models import Association
from rapporteur.core.periods import Period
from rapporteur.governance.models import Person
from rapporteur.intake.proposals import Values
from rapporteur.intake.records.plain import settle_draft, slugs_of, text_of
from rapporteur.reports.actions import record_report
from rapporteur.reports.models import Report

if TYPE_CHECKING:
    from rapporteur.intake.records.kinds import Writer

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
        raw: dict[str, Any] = drafts.get(row["latest_revision_id"]) or row
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
    association: Association = writer.keep(
        record_association(
            by=writer.by,
            slug=target,
            **{name: LocalizedText(values.get(name)) for name in ASSOCIATION_TEXTS},
            **{name: values[name] for name in ASSOCIATION_FIELDS if name in values},
        )
    )
    return association


def write_report(writer: Writer, target: str, values: Values) -> Report:
    """Write the editorial of a report as a draft."""
    settle_draft(Report, target)
    report: Report = writer.keep(
        record_report(
            by=writer.by,
            period=Period(date.fromisoformat(values["start"]), date.fromisoformat(values["until"])),
            publish=False,
            editorial_title=LocalizedText(values.get("editorial_title")),
            editorial_text=LocalizedText(values.get("editorial_text")),
            signatory=writer.people.get(values.get("signatory") or ""),
            signatory_function=LocalizedText(values.get("signatory_function")),
        )
    )
    settle_draft(Report, target)
    return report
