"""Rules on what is not published, yet is referred to by what is."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.reports.checking.facts import Fact, Subject
from rapporteur.reports.checking.finding import Severity
from rapporteur.reports.checking.rule import Hit, rule


@rule(
    "draft-left-out",
    Severity.WARNING,
    needs=[Fact.DRAFTS],
    asks="Is every organisation, person, initiative and node that published records refer to published as well?",
    why="The report neither counts nor names a draft. What it says is true, but less than is known.",
)
def draft_left_out(subject: Subject) -> Iterator[Hit]:
    """Yield each draft with everything in which the report leaves it out."""
    for draft in subject.left_out:
        yield Hit(draft.record, "live", {"record": draft.record.name, "uses": draft.uses}, (draft,))


RULES = (draft_left_out,)
