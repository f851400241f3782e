"""The door of agreements."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.agreements import actions
from rapporteur.records.agreements.models import Agreement
from rapporteur.records.agreements.shapes import AgreementShape, PartyShape


def _agreement(it: Agreement, _: Chosen) -> AgreementShape:
    return AgreementShape(
        slug=it.slug,
        kind=it.kind,
        name=it.name,
        parties=tuple(
            PartyShape(
                association=row.association,
                body=slug_of(row.body),
                organisation=slug_of(row.organisation),
                name=row.name,
                commitments=row.commitments,
            )
            for row in rows(it.parties)
        ),
        stage=it.stage,
        talks=it.talks,
        announced=it.announced,
        signed=it.signed,
        start=it.start,
        end=it.end,
        notice_months=it.notice_months,
        notice_date=it.notice_date,
        replaces=slug_of(it.replaces),
        activity=slug_of(it.activity),
        link=it.link,
        note=it.note,
    )


AGREEMENT = door_by_slug(
    view=Right.VIEW_AGREEMENTS,
    write=Right.RECORD_AGREEMENTS,
    shape=_agreement,
    record=lambda by, shape: actions.record_agreement(by=by, agreement=shape),
)
