"""Rules on courses: is anybody counted twice, does one tell how many took part?"""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject


@rule(
    "participants-twice",
    Severity.WARNING,
    needs=[Fact.TRAINING],
    asks="Is everybody who took part in a course counted once?",
    why="A number and the names behind it add up to twice the people, and the report prints the sum.",
    message=Message("The course “{course}” counts some twice: {twice}."),
    mend=Message("Keep the names or the number of them, not both."),
)
def participants_twice(subject: Subject) -> Iterator[Hit]:
    """Yield courses with a name twice, and with names and a number of one organisation."""
    for each in subject.courses:
        for name in each.named_twice:
            values = {"course": each.title or each.slug, "twice": name}
            yield Hit(each.record, "participants", values, (each,), each.evidence("named_twice"))
        for slug in each.counted_twice:
            values = {"course": each.title or each.slug, "twice": subject.name(slug)}
            yield Hit(each.record, "numbers", values, (each,), each.evidence("counted_twice"))


@rule(
    "course-no-numbers",
    Severity.WARNING,
    needs=[Fact.TRAINING],
    asks="Does every course that is over tell how many took part?",
    why="The table of courses has a dash where the number should be.",
    message=Message("Nobody noted how many took part in the course “{course}”, which ended on {day}."),
    mend=Message("Note who came by name, or how many; about how many is enough."),
)
def course_no_numbers(subject: Subject) -> Iterator[Hit]:
    """Yield courses of the period that are over, and of which no number is known."""
    for each in subject.courses:
        if each.people is None and subject.start <= each.start and each.end <= subject.as_of:
            values = {"course": each.title or each.slug, "day": each.end}
            yield Hit(each.record, "numbers", values, (each,), each.evidence("people"))


RULES = (participants_twice, course_no_numbers)
