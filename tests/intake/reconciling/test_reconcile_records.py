"""A printed report against records: each difference is found, and what agrees is left alone; in three languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.reading.report import parse_lines
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.facts import subject_of
from rapporteur.intake.reconciling.printed import Print, Recorded
from rapporteur.intake.reconciling.reconcile import reconcile
from rapporteur.intake.reconciling.rules import records as record_rules
from rapporteur.proof.rules import facts as f
from rapporteur.proof.rules.finding import Finding
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.name import NamedRecord, names_of
from rapporteur.records.names.registry import Registry
from tests.intake.reconciling.reconcile_copy import original
from tests.intake.reconciling.reconcile_sample import LANGUAGES

ON = date(2018, 6, 30)
LAST = 11


def registry(printed: Print, *, without: str = "") -> Registry:
    """Return a registry that knows the printed organisations by their names."""
    records = [
        NamedRecord(each.slug, names_of(each.name)) for each in printed.organisations if each.slug != without
    ]
    nothing = NameIndex([], ON)
    return Registry(ON, NameIndex(records, ON), nothing, nothing, nothing, nothing)


def changed(printed: Print, number: int, **changes: object) -> Print:
    """Return the records with one activity changed."""
    activities = list(printed.activities)
    activities[number] = replace(activities[number], **changes)  # type: ignore[arg-type]
    return replace(printed, activities=tuple(activities))


def statement(printed: Print, **changes: object) -> Print:
    assert printed.statement is not None
    return replace(printed, statement=replace(printed.statement, **changes))  # type: ignore[arg-type]


def one_activity_less(printed: Print) -> Print:
    return replace(printed, activities=printed.activities[:LAST])


def one_activity_more(printed: Print) -> Print:
    other = f.ActivityFacts(
        slug="other", title=LocalizedText({"en": "Night trains"}), line="L2", start=date(2018, 5, 28),
        codes=("L2M1D1",), places=(f.Place(LocalizedText({"en": "Oslo"})),),
    )  # fmt: skip
    return replace(printed, activities=(*printed.activities, other))


def another_day(printed: Print) -> Print:
    start = printed.activities[2].start
    assert start is not None
    return changed(printed, 2, start=start - timedelta(days=1))


def another_code(printed: Print) -> Print:
    return changed(printed, 2, codes=(*printed.activities[2].codes, "L1M1D1"))


def a_member_less(printed: Print) -> Print:
    return replace(printed, activated=(printed.activated or ())[1:])


def a_plan_without(printed: Print) -> Print:
    return replace(printed, nodes=tuple(node for node in printed.nodes if node.code != "L3M3D1"))


def more_paid(printed: Print) -> Print:
    return statement(printed, amount=Decimal(999))


def unchanged(printed: Print) -> Print:
    return printed


def another_order(printed: Print) -> Print:
    return replace(
        printed,
        activities=tuple(reversed(printed.activities)),
        activated=tuple(reversed(printed.activated or ())),
    )


def a_title_in_other_words(printed: Print) -> Print:
    return changed(printed, 2, title=LocalizedText({"en": "Equality outdoors"}))


CASES: list[tuple[str, Callable[[Print], Print]]] = [
    ("records-lack-activity", one_activity_less),
    ("print-lacks-activity", one_activity_more),
    ("records-differ-activity", another_day),
    ("records-differ-activity", another_code),
    ("records-differ-members", a_member_less),
    ("records-unknown-code", a_plan_without),
    ("records-differ-dues", more_paid),
]


def against(language: str, change: Callable[[Print], Print], *, unknown: str = "") -> tuple[Finding, ...]:
    doc = read_source(original(language).encode())
    parsed = parse_lines(doc)
    printed = subject_of(parsed, doc)
    recorded = Recorded(registry(printed, without=unknown), change(printed))
    return reconcile(doc, parsed=parsed, recorded=recorded).findings


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("rule", "change"), CASES, ids=[f"{rule}:{change.__name__}" for rule, change in CASES]
)
def test_a_difference_is_found_and_nothing_else(
    rule: str, change: Callable[[Print], Print], language: str
) -> None:
    findings = against(language, change)
    assert [finding.rule.id for finding in findings] == [rule]
    assert all("{" not in findings[0].message(each) for each in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_the_registry_lacks_is_found(language: str) -> None:
    findings = against(language, unchanged, unknown="nantes")
    assert [finding.rule.id for finding in findings] == ["records-unknown-name"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("change", [unchanged, another_order, a_title_in_other_words])
def test_what_agrees_is_left_alone(change: Callable[[Print], Print], language: str) -> None:
    assert [finding.message("en") for finding in against(language, change)] == []


def test_every_rule_against_the_records_is_tried() -> None:
    tried = {rule for rule, _ in CASES} | {"records-unknown-name"}
    assert {rule.id for rule in record_rules.RULES} == tried
