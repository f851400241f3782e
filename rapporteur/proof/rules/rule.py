"""Rules, how they are declared, and the engine that asks them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Evidence, Finding, Record, Severity, fingerprint
from rapporteur.proof.rules.subject import Fact, Subject


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
class InPrint:
    """What a rule needs where it is asked of a printed report; a rule without this is a question to records alone.

    What a heading lacks contradicts nothing in print, so that such a rule is less severe there.
    """

    severity: Severity | None = None
    """As severe as this in print; none: as with records."""
    needs_whole: str = ""
    """The part of the report that must have been read whole, or what it lacks would be a slip of the reading."""
    against: str = ""
    """The list of the report that a finding is held against, and shown beside."""
    beside: tuple[str, ...] = ()
    """The fields of the activity that a finding is held against; `text` for the line that holds its words."""
    words: str = ""
    """The value of a finding that gives its words as they stand in the text of the activity."""


@dataclass(frozen=True)
class Rule:
    """A question that is asked of every subject which knows the facts in `needs`."""

    id: str
    severity: Severity
    needs: frozenset[Fact]
    asks: str
    why: str
    """Why it has this severity."""
    message: Message
    """What is the matter."""
    mend: Message
    """What to do."""
    ask: Ask
    waivable: bool
    confidential: bool
    """Its findings name who owes or pays what: never for a public page."""
    in_print: InPrint | None

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
    in_print: InPrint | None = None,
    asks: str,
    why: str,
    message: Message,
    mend: Message,
    waivable: bool | None = None,
    confidential: bool = False,
) -> Callable[[Ask], Rule]:
    """Declare the decorated function as a rule. Whatever does not block may be waived unless it says otherwise."""

    def declare(ask: Ask) -> Rule:
        return Rule(
            id=id_,
            severity=severity,
            needs=frozenset(needs),
            asks=asks,
            why=why,
            message=message,
            mend=mend,
            ask=ask,
            waivable=severity is not Severity.BLOCKING if waivable is None else waivable,
            confidential=confidential,
            in_print=in_print,
        )

    return declare


def run_rules(subject: Subject, rules: Iterable[Rule]) -> tuple[Finding, ...]:
    """Ask every rule; the findings come worst first, then by rule, then in the order of the report."""
    found = [finding for each in rules for finding in each.findings(subject)]
    return tuple(sorted(found, key=lambda finding: finding.severity.rank))
