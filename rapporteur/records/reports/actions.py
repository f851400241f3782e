"""Writes to reports."""

from __future__ import annotations

from rapporteur.base.core import editorial
from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.references import find
from rapporteur.base.values.base import given
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
    """Record the report of a period: its editorial and the order of its sections; `publish=False` keeps a draft.

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
    return save_record(
        Report,
        by=by,
        right=RIGHTS.to_save(publish=publish),
        key=key,
        values={"slug": period.code.lower().replace("..", "-to-"), **values},
        publish=publish,
    )
