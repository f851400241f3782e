"""The demonstration data: nothing blocks, and exactly the findings that docs/checks.md judges."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from rapporteur.base.values.periods import Period
from rapporteur.proof.checks.subject import check_period
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rulebook import Checked

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = Path(__file__).with_name("demo-findings.json")
JUDGED = (
    (ROOT / "docs" / "checks.md").read_text(encoding="utf-8").split("## The demonstration data, judged")[1]
)

pytestmark = pytest.mark.usefixtures("demo_records", "db")


@pytest.fixture
def checked() -> Checked:
    return check_period(Period.parse("2018-Q2"))


def test_demo_has_nothing_that_blocks(checked: Checked) -> None:
    assert checked.blocking == ()


def test_demo_has_exactly_the_judged_findings(checked: Checked) -> None:
    found = [
        [finding.severity, finding.rule.id, finding.record.slug, finding.message("en")]
        for finding in checked.open
    ]
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_demo_has_each_warning_judged_under_its_rule(checked: Checked) -> None:
    for finding in checked.open:
        if finding.severity is Severity.WARNING:
            (section,) = re.findall(rf"### {finding.rule.id}: .*?(?=\n### )", JUDGED, re.DOTALL)
            assert f"`{finding.record.slug}`" in section


def test_demo_has_each_group_counted_in_the_judgement(checked: Checked) -> None:
    counts: dict[str, int] = {}
    for finding in checked.open:
        counts[finding.rule.id] = counts.get(finding.rule.id, 0) + 1
    told = {
        name: int(count)
        for name, count in re.findall(r"^(?:### |- )([a-z-]+)(?:: | \()(\d+)", JUDGED, re.MULTILINE)
    }
    assert told == counts


def test_demo_names_the_codes_of_other_lines_that_the_notes_count(checked: Checked) -> None:
    rules = ("activity-foreign-codes", "activity-only-foreign-codes")
    found = [finding for finding in checked.open if finding.rule.id in rules]
    assert (len(found), sum(len(finding.values["codes"]) for finding in found)) == (11, 19)


def test_demo_speaks_french_with_names_in_french(checked: Checked) -> None:
    messages = [
        finding.message("fr") for finding in checked.open if finding.rule.id == "activity-member-named"
    ]
    assert messages[-1] == (
        "Le texte de «\u00a0Comité de viabilité financière et secrétariats régionaux\u00a0» "
        "nomme un membre que l’activité n’active pas\u00a0: Séoul («\u00a0Séoul\u00a0»)."
    )
