"""What of a report may not have been read whole is a question before it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.core.permissions import operator
from rapporteur.intake.importing.actions import commit_import, decide, decide_rest
from rapporteur.intake.importing.writing.doubts import open_doubts
from rapporteur.intake.importing.writing.failures import DoubtsOpen
from rapporteur.intake.reading.parsed import ParsedActivity, ParsedPart
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Region
from rapporteur.records.plan.models import Node
from tests.intake.importing.test_report_imports import NOW, a_report, proposed

pytestmark = pytest.mark.django_db
BOX = ParsedPart(
    kind="members", of="Atelier sur l'eau", number=1, confidence=0.3, reasons=("LABEL_EMPTY",), lines=(7,)
)
"""The box of the report's first activity."""


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def asked(*parts: ParsedPart, **values: Any) -> list[tuple[str, str, str]]:
    return [
        (doubt.what, doubt.text, doubt.item.record_type)
        for doubt in open_doubts(proposed(a_report(parts=parts, **values)))
    ]


def test_torn_box_is_asked_about_on_its_activity_alone() -> None:
    other = ParsedActivity(title="Autre atelier", month="2018-05", deliverables=("L1M1D1",))
    activities = (*a_report().activities, other)
    of = proposed(a_report(activities=activities, parts=(BOX,)))
    [doubt] = open_doubts(of)
    assert (doubt.what, doubt.text, doubt.item.label) == ("TORN", "members, line 7", "Atelier sur l'eau")
    with pytest.raises(DoubtsOpen):
        commit_import(by=operator("jane"), at=NOW, of=of)


def test_answer_new_writes_what_was_read() -> None:
    of = proposed(a_report(parts=(BOX,)))
    [doubt] = open_doubts(of)
    decide(by=operator("jane"), doubt=doubt, answer="new")
    commit_import(by=operator("jane"), at=NOW, of=of)
    assert Activity.objects.get().activations.count() == 1


def test_answer_out_keeps_the_record_away_and_the_rest_is_written() -> None:
    of = proposed(a_report(parts=(BOX,)))
    decide_rest(by=operator("jane"), of=of, answer="out")
    commit_import(by=operator("jane"), at=NOW, of=of)
    assert (Activity.objects.count(), Region.objects.count()) == (0, 1)


def test_torn_list_is_one_question_for_all_its_records() -> None:
    plan = ParsedPart(kind="plan", confidence=0.4, reasons=("LOST_CODES",), lines=(90, 91))
    of = proposed(a_report(parts=(plan,)))
    doubts = open_doubts(of)
    assert {(doubt.text, doubt.item.record_type) for doubt in doubts} == {("plan, line 90", "plan.node")}
    assert len(doubts) == 3
    assert decide(by=operator("jane"), doubt=doubts[0], answer="new", everywhere=True) == 3
    commit_import(by=operator("jane"), at=NOW, of=of)
    assert Node.objects.count() == 3


def test_torn_region_is_asked_about_by_its_page() -> None:
    region = ParsedPart(
        kind="region", of="EUROPE", number=1, confidence=0.3, reasons=("JOINED",), lines=(40,)
    )
    assert asked(region) == [("TORN", "region, line 40", "members.region")]


def test_part_that_is_whole_by_the_evidence_asks_nothing() -> None:
    stray = ParsedPart(
        kind="text", of="Atelier sur l'eau", number=1, confidence=0.7, reasons=("UNREAD",), lines=(7,)
    )
    assert asked(stray, ParsedPart(kind="activities"), ParsedPart(kind="meetings")) == []
