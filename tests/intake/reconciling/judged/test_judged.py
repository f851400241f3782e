"""Rules judged apart from the reading: what is planted in reports that were read perfectly is told, and little else."""

from __future__ import annotations

import pytest

from tests.intake.reconciling.judged.cases import SETS, cases
from tests.intake.reconciling.judged.content import CITIES, LANGUAGES, Content
from tests.intake.reconciling.judged.perfect import reconciled
from tests.intake.reconciling.judged.scoring import score

RECALL = {"first": 0.99, "second": 0.97}
PRECISION = {"first": 0.99, "second": 0.97}
"""What the rules reached, to a case or two; they must not fall below."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("network", CITIES)
def test_a_report_that_agrees_with_itself_has_no_finding(network: str, language: str) -> None:
    found = reconciled(Content(network, language))
    assert [each.message("en") for each in found.findings] == []
    assert (found.doubtful, found.torn) == (frozenset(), ())


@pytest.mark.parametrize("which", SETS)
def test_what_is_planted_is_told_and_what_comes_near_is_not(which: str) -> None:
    found = score(cases(which))
    told = (found.missed, dict(found.false))
    assert found.recall >= RECALL[which], told
    assert found.precision >= PRECISION[which], told
