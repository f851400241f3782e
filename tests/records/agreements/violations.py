"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from rapporteur.records.agreements.models import Agreement
from tests.factories import make

DAY = date(2018, 5, 2)


def _replaces_itself() -> None:
    agreement = make.AgreementFactory()
    Agreement.objects.filter(pk=agreement.pk).update(replaces=agreement)


def _circle() -> None:
    first = make.AgreementFactory()
    last = make.AgreementFactory(replaces=make.AgreementFactory(replaces=first))
    Agreement.objects.filter(pk=first.pk).update(replaces=last)


def _party_twice(**values: object) -> list[object]:
    agreement = make.AgreementFactory()
    twice: list[object] = make.AgreementPartyFactory.create_batch(2, agreement=agreement, **values)
    return twice


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "agreements_agreement.slug": lambda: make.AgreementFactory.create_batch(2, slug="same"),
    "agreements_agreement.replaces_id": lambda: make.AgreementFactory.create_batch(
        2, replaces=make.AgreementFactory()
    ),
    "agreement_ends_after_start": lambda: make.AgreementFactory(start=DAY, end=DAY),
    "agreement_kind_known": lambda: make.AgreementFactory(kind="HANDSHAKE"),
    "agreement_stage_known": lambda: make.AgreementFactory(stage="WISHED"),
    "agreement_precision_known": lambda: make.AgreementFactory(talks_precision="YEAR"),
    "agreement_announced_on_a_day": lambda: make.AgreementFactory(stage="ANNOUNCED"),
    "agreement_signed_on_a_day": lambda: make.AgreementFactory(stage="SIGNED"),
    "agreement_ended_on_a_day": lambda: make.AgreementFactory(stage="ENDED", signed_date=DAY),
    "agreement_signed_has_that_stage": lambda: make.AgreementFactory(
        stage="ANNOUNCED", announced_date=DAY, signed_date=DAY
    ),
    "agreement_announced_has_that_stage": lambda: make.AgreementFactory(announced_date=DAY),
    "agreement_notice_is_one_thing": lambda: make.AgreementFactory(notice_months=3, notice_date=DAY),
    "agreement_replaces_another": _replaces_itself,
    "agreement_no_circle": _circle,
    "agreements_jointstatement.slug": lambda: make.JointStatementFactory.create_batch(2, slug="same"),
    "joint_statement_kind_known": lambda: make.JointStatementFactory(kind="SHOUT"),
    "joint_statement_precision_known": lambda: make.JointStatementFactory(public_precision="YEAR"),
    "joint_statement_closes_after_opening": lambda: make.JointStatementFactory(
        opened_date=DAY, closed_date=date(2018, 5, 1)
    ),
    "signatory_is_one_thing": lambda: make.SignatoryFactory(name={"en": "Somebody"}),
    "signed_once": lambda: make.SignatoryFactory.create_batch(
        2, statement=make.JointStatementFactory(), organisation=make.OrganisationFactory()
    ),
    "signatory_precision_known": lambda: make.SignatoryFactory(signed_precision="YEAR"),
    "party_is_one_thing": lambda: make.AgreementPartyFactory(association=True),
    "party_organisation_once": lambda: _party_twice(organisation=make.OrganisationFactory()),
    "party_body_once": lambda: _party_twice(organisation=None, body=make.BodyFactory()),
    "party_association_once": lambda: _party_twice(organisation=None, association=True),
}
