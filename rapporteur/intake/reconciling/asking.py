"""How questions are asked of print alone, and rules of the engine in the way that print needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rapporteur.base.values.messages import Message
from rapporteur.intake.reconciling.printed import Occurrence, Print
from rapporteur.proof.rules.finding import Evidence
from rapporteur.proof.rules.rule import Ask, Hit, InPrint, Rule
from rapporteur.proof.rules.subject import Subject


def of_print(ask: Callable[[Print], Iterator[Hit]]) -> Ask:
    """Make a question on printed reports one on any subject: others are not asked."""

    def asked(subject: Subject) -> Iterator[Hit]:
        if isinstance(subject, Print):
            yield from ask(subject)

    asked.__doc__ = ask.__doc__
    return asked


def adapt_rule(
    original: Rule,
    ask: Callable[[Print], Iterator[Hit]] | None = None,
    *,
    message: Message | None = None,
    mend: Message | None = None,
    in_print: InPrint | None = None,
) -> Rule:
    """Return a rule of the engine as print needs it, under the same name: with another question or other words.

    `in_print` takes the place of what the rule's own declaration says of print.
    """
    in_print = in_print or original.in_print or InPrint()
    return replace(
        original,
        ask=original.ask if ask is None else of_print(ask),
        severity=in_print.severity or original.severity,
        in_print=in_print,
        message=message or original.message,
        mend=mend or original.mend,
    )


def evidence_at(where: Occurrence) -> Evidence:
    """Return a name in a list as evidence."""
    return Evidence(where.field, where.written, where.passage)
