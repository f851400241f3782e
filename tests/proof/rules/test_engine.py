"""The order of findings, their fingerprints, and what a waiver silences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from rapporteur.base.values.localized import LocalizedText
from rapporteur.proof.rules.finding import Finding, PrintedPassage, Severity, fingerprint
from rapporteur.proof.rules.rulebook import ALL, apply_waivers, run_checks
from tests.proof.rules.cases import CASES
from tests.proof.rules.subjects import FORUM, WORKSHOP, activated, sound, with_forum, words


@dataclass(frozen=True)
class Waived:
    """A waiver as the engine sees it."""

    rule: str
    record_type: str
    record: str
    fingerprint: str
    reason: str = "it is so"
    by: str = "ana"


def waiver_of(finding: Finding) -> Waived:
    return Waived(finding.rule.id, *finding.record.key, finding.fingerprint)


FAULTY = sound(
    activities=(
        replace(FORUM, places=(), codes=(), text=LocalizedText()),
        replace(WORKSHOP, places=(), members=activated("berlin", "lyon")),
    )
)


def test_findings_come_worst_first_then_by_rule_then_as_in_the_report() -> None:
    assert [
        (finding.severity[:1], finding.rule.id, finding.record.slug) for finding in run_checks(FAULTY)
    ] == [
        ("B", "activity-no-text", "forum"),
        ("W", "activity-no-place", "forum"),
        ("W", "activity-no-place", "workshop"),
        ("W", "activity-no-deliverable", "forum"),
        ("I", "activity-member-unnamed", "workshop"),
        ("I", "plan-deliverable-no-evidence", "L1M1D1"),
    ]


def test_findings_are_the_same_every_time() -> None:
    first, second = (
        [(finding.code, finding.message("fr")) for finding in run_checks(replace(FAULTY))] for _ in range(2)
    )
    assert first == second


def test_run_checks_asks_only_the_rules_given() -> None:
    wanted = [rule for rule in ALL if rule.id == "activity-no-place"]
    assert {finding.rule.id for finding in run_checks(FAULTY, wanted)} == {"activity-no-place"}


def test_evidence_carries_the_passage_of_a_printed_report() -> None:
    passage = PrintedPassage("Lyon", (12, 12), 3)
    planted = with_forum(codes=(), passages={"codes": passage})
    (finding,) = run_checks(planted, [rule for rule in ALL if rule.id == "activity-no-deliverable"])
    assert [(item.field, item.value, item.passage) for item in finding.evidence] == [("codes", (), passage)]


# --- fingerprints ------------------------------------------------------------------------------


def test_fingerprint_does_not_hang_on_the_order_of_languages_or_on_passages() -> None:
    turned = replace(FORUM, title=LocalizedText({"fr": "Forum on water", "en": "Forum on water"}))
    read = replace(turned, passages={"title": PrintedPassage("Forum")})
    assert fingerprint(FORUM) == fingerprint(turned) == fingerprint(read)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (FORUM, replace(FORUM, online=True)),
        (FORUM, replace(FORUM, text=words("Another text."))),
        (Decimal("1.0"), Decimal("1.1")),
        (date(2018, 4, 1), date(2018, 4, 2)),
        (("a", "bc"), ("ab", "c")),
    ],
)
def test_fingerprint_changes_with_what_it_rests_on(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_fingerprint_of_equal_amounts_is_equal() -> None:
    assert fingerprint(Decimal("900.00")) == fingerprint(Decimal(900))


def test_fingerprint_of_what_has_no_plain_form_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no plain form"):
        fingerprint(object())


def test_fingerprints_of_all_cases_differ() -> None:
    found = [(finding.rule.id, finding.fingerprint) for case in CASES for finding in run_checks(case.planted)]
    by_digest: dict[str, set[str]] = {}
    for rule, digest in found:
        by_digest.setdefault(digest, set()).add(rule)
    assert all(len(rules) == 1 for rules in by_digest.values())


# --- waivers -----------------------------------------------------------------------------------


def finding_of(rule: str) -> Finding:
    return next(finding for finding in run_checks(FAULTY) if finding.rule.id == rule)


def test_waiver_silences_its_finding_alone() -> None:
    findings = run_checks(FAULTY)
    waived = finding_of("activity-no-place")
    checked = apply_waivers(findings, [waiver_of(waived)])
    assert [finding for finding, _ in checked.waived] == [waived]
    assert checked.open == tuple(finding for finding in findings if finding != waived)
    assert checked.lapsed == ()


def test_waiver_lapses_when_the_record_changes() -> None:
    waiver = waiver_of(finding_of("activity-no-place"))
    changed = sound(activities=(replace(FAULTY.activities[0], title=words("Forum on rivers")), WORKSHOP))
    checked = apply_waivers(run_checks(changed), [waiver])
    assert checked.waived == ()
    ((finding, found),) = checked.lapsed
    assert (finding.rule.id, found) == ("activity-no-place", waiver)


def test_waiver_holds_when_another_record_changes() -> None:
    waiver = waiver_of(finding_of("activity-no-place"))
    changed = sound(activities=(FAULTY.activities[0], replace(WORKSHOP, title=words("Workshop on noise"))))
    assert [finding.record.slug for finding, _ in apply_waivers(run_checks(changed), [waiver]).waived] == [
        "forum"
    ]


def test_waiver_of_what_may_not_be_waived_counts_for_nothing() -> None:
    blocking = finding_of("activity-no-text")
    checked = apply_waivers(run_checks(FAULTY), [waiver_of(blocking)])
    assert checked.waived == ()
    assert checked.blocking == (blocking,)


def test_waiver_of_one_member_is_not_called_lapsed_for_another() -> None:
    two = with_forum(text=words("In Lyon, La Paz and Córdoba spoke."))
    one, other = (finding for finding in run_checks(two) if finding.rule.id == "activity-member-named")
    checked = apply_waivers(run_checks(two), [waiver_of(one)])
    assert other in checked.open
    assert checked.lapsed == ()


def test_blocking_is_what_stands_and_blocks() -> None:
    assert {finding.severity for finding in apply_waivers(run_checks(FAULTY), []).blocking} == {
        Severity.BLOCKING
    }
