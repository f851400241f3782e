"""Rules, how they are declared, and the engine that asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rapporteur.core.localized import LocalizedText
from rapporteur.reports.checking.facts import Fact, Subject
from rapporteur.reports.checking.finding import Evidence, Finding, Record, Severity, fingerprint
from rapporteur.reports.checking.words import rule_words


class Hit(NamedTuple):
    """What a rule yields: the record and field that mend it, and the values that its message names.

    The finding rests on `rests_on`, whole facts as a rule: when one of them changes, a waiver lapses.
    """

    record: Record
    field: str
    values: Mapping[str, Any]
    rests_on: tuple[Any, ...]
    evidence: tuple[Evidence, ...] = ()


Ask = Callable[[Subject], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A question that is asked of every subject which knows the facts in `needs`."""

    id: str
    severity: Severity
    needs: frozenset[Fact]
    asks: str
    why: str
    """Why it has this severity."""
    message: LocalizedText
    mend: LocalizedText
    ask: Ask
    waivable: bool
    confidential: bool
    """Its findings name who owes or pays what: never for a public page."""

    def findings(self, subject: Subject) -> Iterator[Finding]:
        """Ask the question; a subject that does not know the facts is not asked."""
        if not self.needs <= subject.knows:
            return
        for hit in self.ask(subject):
            yield Finding(
                rule=self,
                record=hit.record,
                field=hit.field,
                values=hit.values,
                evidence=hit.evidence,
                fingerprint=fingerprint(self.id, hit.record.key, hit.field, hit.rests_on),
            )


def rule(
    id_: str,
    severity: Severity,
    *,
    needs: Iterable[Fact],
    asks: str,
    why: str,
    message: Mapping[str, str] | None = None,
    mend: Mapping[str, str] | None = None,
    waivable: bool | None = None,
    confidential: bool = False,
) -> Callable[[Ask], Rule]:
    """Declare the decorated function as a rule. Whatever does not block may be waived unless it says otherwise.

    Its words stand in :mod:`rapporteur.reports.checking.words`; a rule of another room brings its own.
    """
    if message is None or mend is None:
        said, cure = rule_words(id_)
    else:
        said, cure = LocalizedText(message), LocalizedText(mend)

    def declare(ask: Ask) -> Rule:
        return Rule(
            id=id_,
            severity=severity,
            needs=frozenset(needs),
            asks=asks,
            why=why,
            message=said,
            mend=cure,
            ask=ask,
            waivable=severity is not Severity.BLOCKING if waivable is None else waivable,
            confidential=confidential,
        )

    return declare


def run_rules(subject: Subject, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Ask every rule; the findings come worst first, then by rule, then in the order of the report."""
    found = [finding for each in rules for finding in each.findings(subject)]
    return tuple(sorted(found, key=lambda finding: finding.severity.rank))
