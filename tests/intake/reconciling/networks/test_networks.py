"""Two made-up networks in three languages: a sound report, one full of contradictions, one full of near misses."""

from __future__ import annotations

import pytest

from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from rapporteur.proof.rules.finding import Finding
from tests.intake.reconciling.networks.content import LANGUAGES, NETWORKS, Content
from tests.intake.reconciling.networks.planting import Planted, plant, plant_near_misses
from tests.intake.reconciling.networks.setting import SET


def reconciled(content: Content) -> Reconciled:
    """Set a report as its network does, and reconcile it."""
    name, make = SET[content.network]
    return reconcile(read_source(make(content.report), name=name))


def tells_of(finding: Finding, planted: Planted) -> bool:
    """Whether a finding is of a plant: by its rule, and by words that its message or its evidence has."""
    words = finding.message("en") + " ".join(str(item.value) for item in finding.evidence)
    return finding.rule.id == planted.rule and planted.says.casefold() in words.casefold()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("network", NETWORKS)
def test_a_sound_report_has_no_finding(network: str, language: str) -> None:
    found = reconciled(Content(network, language))
    assert [each.message("en") for each in found.findings] == []
    assert found.doubtful == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("network", NETWORKS)
def test_all_that_is_planted_is_found_and_nothing_else(network: str, language: str) -> None:
    content = Content(network, language)
    planted = plant(content)
    found = reconciled(content).findings
    missed = [each for each in planted if not any(tells_of(finding, each) for finding in found)]
    other = [
        (each.rule.id, each.message("en"))
        for each in found
        if not any(tells_of(each, one) for one in planted)
    ]
    assert (missed, other) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("network", NETWORKS)
def test_near_misses_are_left_alone(network: str, language: str) -> None:
    content = Content(network, language)
    plant_near_misses(content)
    found = reconciled(content)
    assert [(each.rule.id, each.message("en")) for each in found.findings] == []
    assert found.doubtful == frozenset()
