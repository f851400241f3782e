"""Reports of further hands: what is planted is found in a known layout, and in those of kinds met here first."""

from __future__ import annotations

from functools import cache

import pytest

from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from rapporteur.proof.rules.finding import Finding, Severity
from tests.intake.reading.strangers.makers import word
from tests.intake.reading.strangers.scoring import mean, scores
from tests.intake.reconciling.hands.makers import MADE, files, load

NOT_PRINTED = {"LA12", "SP9"}
"""Plants in what introduces a line of the plan, which the known layout does not print."""
MISSED = {"lamps.en": {"LA12"}, "curtains.fr": set(), "springs.es": set()}
"""Plants that are not found in the layouts that were new: what introduces a line of the plan is not read there."""
FEWEST = 0.99


@cache
def known(name: str) -> Reconciled:
    return reconcile(read_source(word(load(name)), name=f"{name}.docx"))


@cache
def unknown(name: str) -> Reconciled:
    return reconcile(read_source(files()[name], name=MADE[name][0]))


def tells_of(finding: Finding, plant: dict[str, object]) -> bool:
    words = finding.message("en") + " ".join(str(item.value) for item in finding.evidence)
    rules = plant["rules"]
    return isinstance(rules, list) and finding.rule.id in rules and str(plant["says"]) in words


def false_of(name: str, found: Reconciled) -> list[str]:
    """Return what is said beyond information that is neither planted nor true besides."""
    true = [*load(name)["plants"], *load(name)["true_besides"]]
    loud = [each for each in found.findings if each.severity is not Severity.INFORMATION]
    return [each.message("en") for each in loud if not any(tells_of(each, plant) for plant in true)]


@pytest.mark.parametrize("name", MADE)
def test_what_is_planted_is_found_in_a_known_layout(name: str) -> None:
    missed = {
        plant["id"]
        for plant in load(name)["plants"]
        if not any(tells_of(each, plant) for each in known(name).findings)
    }
    assert missed <= NOT_PRINTED
    assert false_of(name, known(name)) == []


@pytest.mark.parametrize("name", MADE)
def test_layout_of_a_new_kind_is_read(name: str) -> None:
    found = scores(load(name), unknown(name).printed.parsed)
    assert mean(found) >= FEWEST, {family: score for family, score in found.items() if score < 1}


@pytest.mark.parametrize("name", MADE)
def test_what_is_planted_is_found_in_a_layout_of_a_new_kind(name: str) -> None:
    found = unknown(name)
    assert false_of(name, found) == []
    missed = {p["id"] for p in load(name)["plants"] if not any(tells_of(each, p) for each in found.findings)}
    assert missed == MISSED[name]


@pytest.mark.parametrize("name", MADE)
def test_what_was_read_by_form_is_torn_nowhere(name: str) -> None:
    parsed = unknown(name).printed.parsed
    assert [(part.kind, part.of) for part in parsed.parts if part.torn] == []
