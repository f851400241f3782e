"""Writes to reports."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from rapporteur.core.actions import Saved, audit, save_record
from rapporteur.core.periods import Period
from rapporteur.reports.checks import Finding
from rapporteur.reports.models import CheckWaiver, Report


def record_report(*, by: str, period: Period, publish: bool = True, **values: Any) -> Saved[Report]:
    """Record the report of `period`: its editorial and the order of its sections; `publish=False` keeps a draft."""
    return save_record(
        Report,
        by=by,
        key={"period_start": period.start, "period_end": period.end},
        values={"slug": period.code.lower().replace("..", "-to-"), **values},
        publish=publish,
    )


class FindingNotWaivable(ValueError):
    """A finding that must be mended: no reason silences it."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"'{finding.code}' cannot be waived: {finding.message('en')} {finding.mend('en')}")
        self.finding = finding


class WaiverIncomplete(ValueError):
    """A waiver without a reason, or without the name of who answers for it."""

    def __init__(self, lacking: str) -> None:
        super().__init__(f"a waiver needs {lacking}: expected some words, found none")


def check_can_waive(finding: Finding) -> None:
    """Raise FindingNotWaivable where the rule does not let `finding` be silenced."""
    if not finding.waivable:
        raise FindingNotWaivable(finding)


def can_waive(finding: Finding) -> bool:
    """Return whether `finding` may be silenced."""
    return finding.waivable


def waive_finding(*, by: str, finding: Finding, reason: str) -> Saved[CheckWaiver]:
    """Silence `finding` until what it rests on changes. Raises FindingNotWaivable and WaiverIncomplete."""
    check_can_waive(finding)
    for text, lacking in ((by, "a name"), (reason, "a reason")):
        if not text.strip():
            raise WaiverIncomplete(lacking)
    return save_record(
        CheckWaiver,
        by=by,
        key={
            "rule": finding.rule.id,
            "record_type": finding.record.type,
            "record": finding.record.slug,
            "fingerprint": finding.fingerprint,
        },
        values={"reason": reason.strip(), "by": by.strip()},
        action="waived again",
    )


@transaction.atomic
def withdraw_waiver(*, by: str, waiver: CheckWaiver) -> None:
    """Take a waiver back: its finding stands again."""
    audit(
        by=by,
        action="withdrew",
        record=waiver,
        changes={"rule": waiver.rule, "record": waiver.record, "reason": waiver.reason},
    )
    waiver.delete()
