"""The doors of agreements and joint statements."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.agreements import actions
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.agreements.shapes import (
    AgreementShape,
    JointStatementShape,
    PartyShape,
    SignatoryShape,
)


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


def _joint_statement(it: JointStatement, _: Chosen) -> JointStatementShape:
    return JointStatementShape(
        slug=it.slug,
        kind=it.kind,
        name=it.name,
        addressee=it.addressee,
        text=it.text,
        link=it.link,
        public=it.public,
        opened=it.opened_date,
        closed=it.closed_date,
        owner=slug_of(it.owner),
        activity=slug_of(it.activity),
        note=it.note,
        signatories=tuple(
            SignatoryShape(
                organisation=slug_of(row.organisation),
                name=row.name,
                person=slug_of(row.person),
                office=row.office,
                signed=row.signed,
            )
            for row in rows(it.signatories)
        ),
    )


AGREEMENT = door_by_slug(
    view=Right.VIEW_AGREEMENTS,
    write=Right.RECORD_AGREEMENTS,
    shape=_agreement,
    record=lambda by, shape: actions.record_agreement(by=by, agreement=shape),
)
JOINT_STATEMENT = door_by_slug(
    view=Right.VIEW_AGREEMENTS,
    write=Right.RECORD_AGREEMENTS,
    shape=_joint_statement,
    record=lambda by, shape: actions.record_joint_statement(by=by, statement=shape),
)
