"""Rules on drafts that the report leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject


@rule(
    "draft-left-out",
    Severity.WARNING,
    needs=[Fact.DRAFTS],
    asks="Is the editorial of the period published, where somebody has begun it?",
    why="The report prints no draft: frozen now, it would have no editorial.",
    message=Message("“{record}” is a draft: the report leaves it out. Here it is missing: {uses}."),
    mend=Message("Publish the draft, or take it away from there."),
)
def draft_left_out(subject: Subject) -> Iterator[Hit]:
    """Yield the draft of the report with what is missing without it."""
    for draft in subject.left_out:
        yield Hit(draft.record, "live", {"record": draft.record.name, "uses": draft.uses}, (draft,))


RULES = (draft_left_out,)
