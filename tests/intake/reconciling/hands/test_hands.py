"""Reports of further hands: in a known layout all that is planted is found; in new ones nothing false is said."""

from __future__ import annotations

from functools import cache

import pytest

from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from rapporteur.proof.rules.finding import Finding, Severity
from tests.intake.reading.strangers.makers import word
from tests.intake.reconciling.hands.makers import MADE, files, load

NOT_PRINTED = {"LA12", "SP9"}
"""Plants in what introduces a line of the plan, which the known layout does not print."""
FOUND = {"lamps.en": 1, "curtains.fr": 3, "springs.es": 6}
"""Plants that are found in layouts of kinds that the reader does not know: most of each report is torn there."""


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
def test_nothing_false_is_said_of_a_layout_that_was_not_understood(name: str) -> None:
    found = unknown(name)
    assert false_of(name, found) == []
    plants = load(name)["plants"]
    assert sum(any(tells_of(each, plant) for each in found.findings) for plant in plants) >= FOUND[name]


@pytest.mark.parametrize("name", MADE)
def test_what_was_not_understood_is_named(name: str) -> None:
    found = unknown(name)
    assert found.doubtful & {"activities", "boxes"}
    assert sum(part.torn for part in found.printed.parsed.parts) >= 7
