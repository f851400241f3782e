"""A real printed report: every finding on it stands in a golden file, each judged by reading the passages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rapporteur.intake.reading.report import parse_lines
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from rapporteur.intake.reconciling.recorded import load_recorded
from rapporteur.proof.rules.finding import Finding

GOLDEN = Path(__file__).parent / "golden" / "source-report-findings.json"
SHORT = (
    "member", "names", "other", "written", "codes", "code", "above", "stated", "counted", "prospect", "prospects",
    "times", "spellings", "meanings", "host", "members", "place", "places", "meeting", "meetings", "heading",
    "field", "recorded",
)  # fmt: skip


def plain(finding: Finding) -> dict[str, Any]:
    """Return a finding as the golden file holds it: names, codes, numbers and lines, no sentence of the report."""
    values = {}
    for name in SHORT:
        if (value := finding.values.get(name)) is not None:
            several = value if isinstance(value, (tuple, list)) else [value]
            texts = [each.best(("en", "fr")) if hasattr(each, "best") else str(each) for each in several]
            values[name] = texts if isinstance(value, (tuple, list)) else texts[0]
    if finding.rule.id in ("activity-out-of-order", "same-members"):
        del values["other"]  # a title
    return {
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "record": finding.record.slug,
        "field": finding.field,
        "values": values,
        "lines": [item.passage.lines for item in finding.evidence if item.passage and item.passage.lines],
    }


def comparable(findings: list[dict[str, Any]]) -> list[str]:
    return sorted(
        json.dumps({**each, "judged": None}, sort_keys=True, ensure_ascii=False) for each in findings
    )


@pytest.fixture(scope="module")
def alone(printed_report: Path) -> Reconciled:
    return reconcile(read_source(printed_report))


@pytest.fixture(scope="module")
def golden() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return read


def of(found: Reconciled, rule: str) -> list[Finding]:
    return [finding for finding in found.findings if finding.rule.id == rule]


def test_every_finding_is_golden_and_judged_true(alone: Reconciled, golden: dict[str, Any]) -> None:
    assert comparable([plain(finding) for finding in alone.findings]) == comparable(golden["alone"])
    assert {each["judged"] for each in (*golden["alone"], *golden["against_records"])} == {"true"}


def test_no_sentence_of_the_report_is_in_the_golden_file(golden: dict[str, Any]) -> None:
    strings = [
        text
        for each in (*golden["alone"], *golden["against_records"])
        for value in each["values"].values()
        for text in (value if isinstance(value, list) else [value])
    ]
    assert max(len(text.split()) for text in strings) <= 8


def test_members_that_the_list_of_activated_members_forgets(alone: Reconciled) -> None:
    missing = {str(finding.values["member"].best(("fr",))) for finding in of(alone, "activated-not-listed")}
    assert missing == {"Bangkok", "Shiraz", "Taipei", "Hangzhou", "Zagreb"}


def test_codes_that_tables_lack_or_no_activity_has(alone: Reconciled) -> None:
    unlisted = {
        finding.values["code"]: len(finding.values["activities"])
        for finding in of(alone, "plan-code-unlisted")
    }
    assert unlisted == {"L2M1D2": 5, "L2M2D5": 1}
    assert [finding.values["code"] for finding in of(alone, "plan-deliverable-no-evidence")] == ["L3M1D1"]


def test_codes_of_another_line(alone: Reconciled) -> None:
    foreign = [*of(alone, "activity-foreign-codes"), *of(alone, "activity-only-foreign-codes")]
    assert (len(foreign), sum(len(finding.values["codes"]) for finding in foreign)) == (11, 19)


def test_one_member_printed_twice(alone: Reconciled) -> None:
    (twice,) = of(alone, "organisation-twice")
    assert {item.value for item in twice.evidence} == {"SOUTH TANGERANG", "TANGERANG DU SUD"}
    (count,) = of(alone, "count-differs")
    assert (count.values["stated"], count.values["counted"]) == (137, 138)


def test_what_is_incomplete(alone: Reconciled) -> None:
    counts = {
        rule: len(of(alone, rule))
        for rule in ("activity-no-place", "activity-no-member", "activity-month-only")
    }
    assert counts == {"activity-no-place": 6, "activity-no-member": 9, "activity-month-only": 1}


def test_a_text_of_another_event_and_shared_dates(alone: Reconciled) -> None:
    assert [finding.record.slug for finding in of(alone, "activity-other-place")] == ["activity-21"]
    (dates,) = of(alone, "dates-of-another")
    assert (dates.record.slug, dates.values["sure"]) == ("activity-31", alone.printed.activities[31].title)
    assert [finding.record.slug for finding in of(alone, "box-wrong-heading")] == ["activity-24"]


def test_spellings(alone: Reconciled) -> None:
    found = [set(finding.values["spellings"]) for finding in of(alone, "spelling-varies")]
    for pair in (
        {"Shiraz", "CHIRAZ"},
        {"Calcutta", "Kolkata"},
        {"Bogotá", "Bogota"},
        {"Medellin", "Medellín"},
    ):
        assert pair in found
    assert {"Barcelone (ville)", "Barcelona (ville)"} in found
    assert {finding.values["written"] for finding in of(alone, "name-ambiguous")} == {"Barcelone"}


def test_people(alone: Reconciled) -> None:
    (person,) = of(alone, "person-spelling-varies")
    assert person.values["spellings"] == ("Nelson Fernández", "Nelson Fernandez")


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_every_message_is_a_sentence_with_its_passages(alone: Reconciled, language: str) -> None:
    for finding in alone.findings:
        message = finding.message(language)
        assert message.endswith(".") and not message.endswith("..") and "{" not in message, message
        assert any(item.passage and item.passage.lines for item in finding.evidence), message
        assert finding.cure(language).endswith(".")


def test_a_mended_list_is_no_longer_found(alone: Reconciled, printed_report: Path) -> None:
    lines = printed_report.read_text(encoding="utf-8").split("\n")
    at = alone.printed.parsed.activated_members.provenance["names"].lines[1]
    lines.insert(at, "Bangkok\tHangzhou\tZagreb")
    lines.insert(at + 1, "Shiraz\tTaipei")
    mended = reconcile(read_source("\n".join(lines).encode()))
    assert of(mended, "activated-not-listed") == []
    assert of(mended, "listed-not-activated") == []


@pytest.mark.usefixtures("demo_records", "db")
def test_against_the_records(
    golden: dict[str, Any], printed_report: Path, django_assert_max_num_queries: Any
) -> None:
    doc = read_source(printed_report)
    parsed = parse_lines(doc)
    assert parsed.period is not None
    with django_assert_max_num_queries(
        80
    ):  # the demonstration's report has every section that one may choose
        recorded = load_recorded(parsed.period)
    found = reconcile(doc, parsed=parsed, recorded=recorded)
    assert found.against_records
    new = [finding for finding in found.findings if finding.rule.id.startswith(("records-", "print-lacks-"))]
    assert comparable([plain(finding) for finding in new]) == comparable(golden["against_records"])
    others = sorted(f.rule.id for f in found.findings if f not in new)
    assert others == sorted(each["rule"] for each in golden["alone"])
