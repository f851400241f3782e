"""Waivers in the database: written by an action, refused where the rule does not allow it, and how they lapse."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.proof.checks.actions import (
    FindingNotWaivable,
    WaiverIncomplete,
    waive_finding,
    withdraw_waiver,
)
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.checks.subject import check_period
from rapporteur.proof.rules.finding import Finding
from rapporteur.proof.rules.rulebook import Checked
from tests.factories import make

QUARTER = Period.parse("2018-Q2")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letter() -> None:
    """A network whose one activity has no place."""
    make.AssociationFactory()
    record("Une lettre", date(2018, 5, 2))


def record(title: str, day: date) -> None:
    from rapporteur.base.values.dates import Dates
    from rapporteur.records.activities.actions import record_activity
    from rapporteur.records.activities.shapes import ActivityShape

    activity = ActivityShape(
        slug="letter",
        dates=Dates(day),
        kind="STATEMENT",
        title=LocalizedText({"fr": title, "en": "A letter"}),
        text=LocalizedText({"fr": "<p>Envoyée.</p>", "en": "<p>Sent.</p>"}),
    )
    record_activity(by=operator("ana"), activity=activity)


def standing(rule: str, checked: Checked | None = None) -> list[Finding]:
    return [finding for finding in (checked or check_period(QUARTER)).open if finding.rule.id == rule]


def waive() -> CheckWaiver:
    (finding,) = standing("activity-no-place")
    return waive_finding(by=operator("bo"), finding=finding, reason=" A letter has no place. ").record


def test_waiver_silences_until_the_record_changes() -> None:
    waive()
    checked = check_period(QUARTER)
    assert standing("activity-no-place", checked) == []
    assert [(waiver.by, waiver.reason) for _, waiver in checked.waived] == [("bo", "A letter has no place.")]
    record("Une lettre ouverte", date(2018, 5, 2))
    changed = check_period(QUARTER)
    assert len(standing("activity-no-place", changed)) == 1
    assert [finding.rule.id for finding, _ in changed.lapsed] == ["activity-no-place"]
    record("Une lettre", date(2018, 5, 2))  # as it was when it was waived
    assert standing("activity-no-place") == []


def test_waiver_stands_when_other_records_come() -> None:
    waive()
    make.ActivityFactory(slug="another")
    assert [finding.record.slug for finding in standing("activity-no-place")] == ["another"]


def test_waiver_is_audited_and_written_once() -> None:
    waiver = waive()
    (entry,) = AuditEntry.objects.filter(record_type="reports.checkwaiver")
    assert (entry.by, entry.action, entry.record) == ("bo", "created", str(waiver.pk))


def test_waiver_withdrawn_lets_the_finding_stand_again() -> None:
    withdraw_waiver(by=operator("cy"), waiver=waive())
    assert len(standing("activity-no-place")) == 1
    entry = AuditEntry.objects.get(action="withdrew")
    assert (entry.by, entry.changes["reason"]) == ("cy", "A letter has no place.")


def test_waiver_of_what_blocks_is_refused() -> None:
    make.ActivityFactory(slug="empty", title={"fr": "Vide", "en": "Empty"})
    (finding,) = standing("activity-no-text")
    assert not finding.waivable
    with pytest.raises(FindingNotWaivable, match=r"cannot be waived: “Empty” has no text in any language\."):
        waive_finding(by=operator("bo"), finding=finding, reason="later")
    assert not CheckWaiver.objects.exists()


@pytest.mark.parametrize(("by", "reason", "lacking"), [("bo", " \n", "a reason"), (" ", "so", "a name")])
def test_waiver_without_name_or_reason_is_refused(by: str, reason: str, lacking: str) -> None:
    (finding,) = standing("activity-no-place")
    with pytest.raises(WaiverIncomplete, match=f"a waiver needs {lacking}"):
        waive_finding(by=operator(by), finding=finding, reason=reason)
