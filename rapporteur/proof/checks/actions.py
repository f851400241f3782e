"""Writes to waivers."""

from __future__ import annotations

from django.db import transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.rules.finding import Finding


class FindingNotWaivable(Foreseeable, ValueError):
    """A finding that must be mended: no reason silences it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(
            Message("'{value}' cannot be waived: {message} {mend}"),
            value=finding.code,
            message=finding.message,
            mend=finding.cure,
        )
        self.finding = finding


class WaiverIncomplete(Foreseeable, ValueError):
    """A waiver without a reason, or without the name of who answers for it."""

    def __init__(self, lacking: Message) -> None:
        super().__init__(
            Message("a waiver needs {lacking}: expected some words, found none"), lacking=lacking
        )


def check_can_waive(finding: Finding) -> None:
    """Raise FindingNotWaivable where the rule does not let `finding` be silenced."""
    if not finding.waivable:
        raise FindingNotWaivable(finding)


def waive_finding(*, by: Actor, finding: Finding, reason: str) -> Saved[CheckWaiver]:
    """Silence `finding` until what it rests on changes. Raises FindingNotWaivable and WaiverIncomplete."""
    check_can_waive(finding)
    for text, lacking in ((by.name, Message("a name")), (reason, Message("a reason"))):
        if not text.strip():
            raise WaiverIncomplete(lacking)
    return save_record(
        CheckWaiver,
        by=by,
        right=Right.WAIVE_FINDINGS,
        key={
            "rule": finding.rule.id,
            "record_type": finding.record.type,
            "record": finding.record.slug,
            "fingerprint": finding.fingerprint,
        },
        values={"reason": reason.strip(), "by": by.name.strip()},
        action="waived again",
    )


@transaction.atomic
def withdraw_waiver(*, by: Actor, waiver: CheckWaiver) -> None:
    """Take a waiver back: its finding stands again."""
    check_can(by, Right.WAIVE_FINDINGS)
    audit(
        by=by,
        action="withdrew",
        record=waiver,
        changes={"rule": waiver.rule, "record": waiver.record, "reason": waiver.reason},
    )
    waiver.delete()
