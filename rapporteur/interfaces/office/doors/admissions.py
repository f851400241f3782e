"""The door of requests for admission."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.admissions.actions import record_admission_request
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.admissions.shapes import AdmissionDocumentShape, AdmissionShape

SAME = (
    "slug",
    "category",
    "received",
    "opinion",
    "opinion_date",
    "outcome",
    "decided_date",
    "from_date",
    "note",
)
"""What a request and its shape call alike, and hold alike."""


def _request(it: AdmissionRequest, _: Chosen) -> AdmissionShape:
    return AdmissionShape(
        **{name: getattr(it, name) for name in SAME},
        organisation=it.organisation.slug,
        activity=slug_of(it.activity),
        opinion_by=slug_of(it.opinion_by),
        body=slug_of(it.body),
        meeting=slug_of(it.meeting),
        decision=slug_of(it.decision),
        documents=tuple(
            AdmissionDocumentShape(title=row.title, link=row.link, document=row.document_id)
            for row in rows(it.documents, "position")
        ),
    )


ADMISSION_REQUEST = door_by_slug(
    view=Right.VIEW_PROSPECTS,
    write=Right.RECORD_PROSPECTS,
    shape=_request,
    record=lambda by, shape: record_admission_request(by=by, request=shape),
)
