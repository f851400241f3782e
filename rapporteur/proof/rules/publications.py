"""The rule on publications: does anything lead to one?"""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject


@rule(
    "publication-nowhere",
    Severity.WARNING,
    needs=[Fact.PUBLICATIONS],
    asks="Was every publication launched somewhere, or can it be read?",
    why="The report names it, and a reader finds neither the day it was launched nor the text.",
    message=Message("The publication “{publication}” has neither a launch nor a link, a DOI or a file."),
    mend=Message("Say at which activity it was launched, or where it can be read."),
)
def publication_nowhere(subject: Subject) -> Iterator[Hit]:
    """Yield publications of the period to which neither an activity nor an address leads."""
    for each in subject.publications:
        if not each.launched and not each.can_be_read:
            values = {"publication": each.title or each.slug}
            yield Hit(each.record, "link", values, (each,), each.evidence("launched", "can_be_read"))


RULES = (publication_nowhere,)
