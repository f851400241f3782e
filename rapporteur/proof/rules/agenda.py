"""Rules on what was planned: did it take place?"""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject


@rule(
    "event-not-settled",
    Severity.WARNING,
    needs=[Fact.AGENDA],
    asks="Has every planned event that is over taken place, or been cancelled?",
    why="It was announced; either its activity is missing from the report, or nobody has said that it was cancelled.",
    message=Message("The event “{event}” was planned ({dates}); nobody has said whether it took place."),
    mend=Message(
        "Say on its page that it took place, which makes the activity of it, or cancel it with a reason."
    ),
)
def event_not_settled(subject: Subject) -> Iterator[Hit]:
    """Yield planned events that were over before the as-of date and are neither an activity nor cancelled."""
    for each in subject.events:
        if each.dates.last_day < subject.as_of:
            values = {"event": each.title or each.slug, "dates": each.dates}
            yield Hit(each.record, "activity", values, (each,), each.evidence("dates"))


RULES = (event_not_settled,)
