"""How many of the planted contradictions are told, and how much of what is told is planted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapporteur.proof.rules.finding import Severity
from tests.intake.reconciling.judged.cases import Case
from tests.intake.reconciling.judged.perfect import reconciled


@dataclass
class Score:
    """What came of a set: cases by kind, found and planted; what was missed, and what was told falsely."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    @property
    def recall(self) -> float:
        """The share of what is planted that is told."""
        return self.found.total() / self.planted.total()

    @property
    def precision(self) -> float:
        """The share of what is told beyond information that is planted."""
        return self.found.total() / (self.found.total() + sum(map(len, self.false.values())))


def score(cases: Iterable[Case]) -> Score:
    """Return what comes of cases; information is right where it is expected, and else not counted."""
    result = Score()
    for case in cases:
        findings = reconciled(case.content()).findings
        told = [each for each in findings if each.rule.id in case.rules]
        if case.rules:
            result.planted[case.kind] += 1
            result.found[case.kind] += bool(told)
            if not told:
                result.missed.append(case.name)
        for each in findings:
            if (
                each not in told
                and each.severity is not Severity.INFORMATION
                and each.rule.id not in BESIDE.get(case.kind, ())
            ):
                result.false[case.name].append(f"{each.rule.id}: {each.message('en')}")
            if not case.rules and each.rule.id in NEAR and each.severity is Severity.INFORMATION:
                result.false[case.name].append(f"{each.rule.id}: {each.message('en')}")
    return result


NEAR = ("media-before-event", "media-no-event", "same-members")
"""Rules that inform, and of which there are near misses."""
BESIDE: dict[str, tuple[str, ...]] = {
    "copied box": ("activity-host-not-activated",),
    "listed twice": ("count-differs",),
    "member in the text": ("activity-other-place",),
}
"""What is true besides of a planted change, by its kind."""
