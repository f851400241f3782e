"""The door of reports."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, slug_of
from rapporteur.records.reports import actions
from rapporteur.records.reports.models import Report
from rapporteur.records.reports.shapes import ReportShape


def _report(it: Report, _: Chosen) -> ReportShape:
    return ReportShape(
        period=it.period,
        editorial_title=it.editorial_title,
        editorial_text=it.editorial_text,
        signatory=slug_of(it.signatory),
        signatory_function=it.signatory_function,
        sections=tuple(it.sections),
        cover_image=it.cover_image_id,
        cover_alt=it.cover_alt,
        cover_credit=it.cover_credit,
        cover_rights=it.cover_rights,
        cover_consent=it.cover_consent,
    )


REPORT = door_by_slug(
    view=Right.VIEW_REPORTS,
    write=actions.RIGHTS.draft,
    shape=_report,
    record=lambda by, shape: actions.record_report(by=by, report=shape, publish=False),
    fixed=("period_start", "period_end"),
    editorial=actions.RIGHTS,
)
