"""The demonstration's records against files about them: its own tables, and the report of its quarter."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.exporting import export_records, table_bytes
from rapporteur.intake.importing.planning import plan_import
from rapporteur.records.names.loading import load_registry
from rapporteur.report.compile.report import compile_report
from tests.support import printed_text as txt

TODAY = date(2018, 6, 30)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_records", "db")]


@pytest.mark.parametrize("kind", ["members", "activities", "media"])
def test_demonstration_is_read_back_unchanged(kind: str) -> None:
    content = table_bytes(
        export_records(kind, today=TODAY, period=Period.parse("2018-Q2")), Path("a.xlsx"), kind
    )

    plan = plan_import(kind=ImportKind(kind.upper()), name="a.xlsx", content=content, today=TODAY)

    assert len(plan.proposals) == {"members": 138, "activities": 45, "media": 23}[kind]
    assert plan.changing == []


def test_barcelona_alone_is_a_question_in_every_language() -> None:
    registry = load_registry(TODAY)

    for text, language in (("Barcelone", "fr"), ("Barcelona", "en"), ("barcelona", "es")):
        match = registry.member(text, language)
        assert match.answer == "AMBIGUOUS"
        assert [one.slug for one in match.candidates] == ["barcelona-city", "barcelona-metropolitan-area"]


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_own_report_of_the_quarter_makes_nothing_new(language: str) -> None:
    text = txt.render(compile_report(Period.parse("2018-Q2")), language)

    plan = plan_import(kind=ImportKind.REPORT, name="own.txt", content=text, today=TODAY)

    counted = Counter((one.record_type, one.action == "CREATE") for one in plan.proposals)
    assert counted == {
        ("activities.activity", False): 45,
        ("activities.mediamention", False): 23,
        ("activities.bilateralmeeting", False): 9,
        ("dues.publishedstatement", False): 1,
        ("core.association", False): 1,
        ("members.region", False): 5,
        ("members.organisation", False): 138,
        ("governance.person", False): counted["governance.person", False],
        ("governance.seat", False): counted["governance.seat", False],
        ("governance.focalpoint", False): 5,
        ("plan.node", False): 55,
        ("reports.report", False): 1,
    }
    assert counted["governance.person", False] >= 44
    assert [one.target for one in plan.changing] == []
    assert plan.blocking == 0
