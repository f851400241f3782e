"""Rules on admissions: does a request wait too long, and was somebody met again and again who never asked?"""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Record, Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject

MEETINGS_WAITED = 2
"""A body may put a request off once; when it has met twice, somebody has forgotten it."""
MET_OFTEN = 2
"""Two meetings are no chance any more: somebody is interested, and nobody has asked them."""


@rule(
    "admission-pending",
    Severity.WARNING,
    needs=[Fact.ADMISSIONS, Fact.REGISTRY],
    asks="Has the body that decides on a request for admission met twice since, without deciding it?",
    why="Whoever asked waits for an answer, and is told of as waiting in every report.",
    message=Message(
        "The request of {member} for admission, received {received}, is not decided; the body has met {count} time "
        "since ({body}).",
        "The request of {member} for admission, received {received}, is not decided; the body has met {count} times "
        "since ({body}).",
        by="count",
    ),
    mend=Message("Put it on the agenda, record what was decided, or that the request was withdrawn."),
)
def admission_pending(subject: Subject) -> Iterator[Hit]:
    """Yield requests that their body has left undecided at two meetings."""
    for each in subject.requests:
        if each.meetings >= MEETINGS_WAITED:
            values = {
                "member": subject.name(each.organisation),
                "received": each.received,
                "body": each.body,
                "count": each.meetings,
            }
            record = Record(each.record.type, each.slug, subject.name(each.organisation))
            yield Hit(record, "outcome", values, (each,), each.evidence("meetings"))


@rule(
    "prospect-never-asked",
    Severity.INFORMATION,
    needs=[Fact.ADMISSIONS, Fact.REGISTRY],
    asks="Has every prospect that the network met twice asked to become a member?",
    why="Nothing is wrong; somebody may want to invite them to ask.",
    message=Message(
        "{member} was met {count} time and has never asked to become a member.",
        "{member} was met {count} times and has never asked to become a member.",
        by="count",
    ),
    mend=Message("Ask them, record their request, or end their candidature."),
)
def prospect_never_asked(subject: Subject) -> Iterator[Hit]:
    """Yield prospects that were met twice and never asked."""
    for each in subject.prospects:
        if each.times >= MET_OFTEN:
            values = {"member": subject.name(each.slug), "count": each.times}
            record = Record(each.record.type, each.slug, subject.name(each.slug))
            yield Hit(record, "prospects", values, (each,), each.evidence("times"))


RULES = (admission_pending, prospect_never_asked)
