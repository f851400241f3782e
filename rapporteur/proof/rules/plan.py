"""Rules on the plan: codes that it lacks, deliverables and measures that nothing serves, wordings told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.proof.rules.activities import hit
from rapporteur.proof.rules.facts import NodeFacts
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, InPrint, rule
from rapporteur.proof.rules.subject import Fact, Subject

SILENT_QUARTERS = 4
"""A measure that nothing served for so many quarters, this period's included, is silent."""


@rule(
    "plan-code-unknown",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Does the plan in force have every code that an activity carries?",
    why="The activity's evidence would be lost without a trace: the report leaves such a code out.",
    message=Message("“{activity}” carries a code that the plan in force does not have: {code}."),
    mend=Message("Link the activity to a deliverable of the plan in force."),
)
def plan_code_unknown(subject: Subject) -> Iterator[Hit]:
    """Yield each code of an activity that is in no plan in force."""
    for activity in subject.activities:
        unknown = (code for code in activity.codes if code not in subject.node)
        for code in dict.fromkeys((*activity.unknown_codes, *unknown)):
            yield hit(activity, "codes", code, code=code)


@rule(
    "plan-code-unlisted",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Is every code that activities carry in the plan as adopted?",
    why="The report marks such a code and counts it apart, so nothing is wrong in it; the slip or the gap remains.",
    message=Message("The code {code} is not in the adopted plan, yet it is given for “{activities}”."),
    mend=Message("Correct the code of the activities, or complete the plan."),
)
def plan_code_unlisted(subject: Subject) -> Iterator[Hit]:
    """Yield each unlisted node that activities carry."""
    for node in subject.nodes:
        users = [activity for activity in subject.activities if node.code in activity.codes]
        if users and not node.listed:
            yield Hit(
                node.record,
                "listed",
                {"code": node.code, "activities": tuple(activity.title for activity in users)},
                (node, *(activity.slug for activity in users)),
                tuple(item for activity in users for item in activity.evidence("codes")),
            )


@rule(
    "plan-deliverable-no-evidence",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Which deliverables did the period not serve?",
    why="No period serves all of a plan of several years.",
    message=Message("No activity of the period serves {code} (“{title}”)."),
    mend=Message("Link the activities that served it, if there were any."),
)
def plan_deliverable_no_evidence(subject: Subject) -> Iterator[Hit]:
    """Yield listed deliverables that no activity carries."""
    for node in subject.deliverables:
        if node.listed and node.code not in subject.used:
            yield Hit(node.record, "evidence", {"code": node.code, "title": node.title}, (node,))


@rule(
    "plan-same-wording",
    Severity.WARNING,
    needs=[Fact.PLAN],
    in_print=InPrint(),
    asks="Do two deliverables have the same wording?",
    why="Evidence for the one is evidence for the other, and activities are linked to either by chance.",
    message=Message("{code} and {other} have the same wording: “{title}”."),
    mend=Message("Tell the wordings apart, or keep one of them."),
)
def plan_same_wording(subject: Subject) -> Iterator[Hit]:
    """Yield deliverables whose title equals an earlier one's in some language."""
    first: dict[tuple[str, str], NodeFacts] = {}
    for node in subject.deliverables:
        same = [
            first[language, fold(text)]
            for language, text in sorted(node.title.items())
            if (language, fold(text)) in first
        ]
        if same:
            yield Hit(
                node.record,
                "title",
                {"code": same[0].code, "other": node.code, "title": node.title},
                (same[0], node),
                (*same[0].evidence("title"), *node.evidence("title")),
            )
        for language, text in node.title.items():
            first.setdefault((language, fold(text)), node)


@rule(
    "plan-measure-silent",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.PLAN, Fact.HISTORY],
    asks=f"Has anything served every measure in the last {SILENT_QUARTERS} quarters?",
    why="A year of silence is for the secretary general to explain; it makes no report wrong.",
    message=Message(
        "{code} (“{title}”) has received nothing for {quarters} quarter.",
        "{code} (“{title}”) has received nothing for {quarters} quarters.",
        by="quarters",
    ),
    mend=Message("Link the activities that served it, or take it up again."),
)
def plan_measure_silent(subject: Subject) -> Iterator[Hit]:
    """Yield measures without evidence in the period and enough recorded quarters before it."""
    if not subject.activities:
        return
    served = [_with_above(subject, codes) for codes in subject.previous if codes is not None]
    recorded = next((at for at, codes in enumerate(subject.previous) if codes is None), len(subject.previous))
    parents: dict[str, int] = defaultdict(int)
    for node in subject.deliverables:
        if node.parent:
            parents[node.parent] += 1
    for node in subject.nodes:
        if node.code not in parents or not node.listed or node.code in subject.used:
            continue
        silent = subject.quarters
        for codes in served[:recorded]:
            if node.code in codes:
                break
            silent += 1
        if silent >= SILENT_QUARTERS:
            yield Hit(
                node.record,
                "evidence",
                {"code": node.code, "title": node.title, "quarters": silent},
                (node, silent),
            )


def _with_above(subject: Subject, codes: frozenset[str]) -> frozenset[str]:
    """Return `codes` with everything above them in the plan."""
    found: set[str] = set()
    for code in codes:
        at: str | None = code
        while at is not None and at not in found:
            found.add(at)
            at = subject.node[at].parent if at in subject.node else None
    return frozenset(found)


@rule(
    "plan-missing",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Is a plan in force in the period?",
    why="Without one no activity can be reported under a line, and the execution is empty. Waived by who has none.",
    message=Message("No action plan is in force on {day}."),
    mend=Message("Record the version of the plan, or correct its dates."),
    waivable=True,
)
def plan_missing(subject: Subject) -> Iterator[Hit]:
    """Yield where there are activities and no plan."""
    if subject.activities and not subject.nodes:
        yield Hit(subject.record, "plan", {"day": subject.end}, (subject.end,))


@rule(
    "plan-parity-unrecorded",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.PLAN, Fact.PARITY],
    asks="Do activities say how many women and men took part where a deliverable that they serve asks for it?",
    why="The deliverable promises parity; without numbers nobody can tell whether it was kept.",
    message=Message(
        "{code} asks how many women and men took part; nothing is recorded of it for “{activity}”."
    ),
    mend=Message(
        "Ask the organisers, or count, and enter the numbers at the activity, its course or its jury. "
        "Nobody is counted by their name."
    ),
)
def plan_parity_unrecorded(subject: Subject) -> Iterator[Hit]:
    """Yield activities that serve a deliverable asking for parity and of which none is recorded."""
    for activity in subject.activities:
        asking = [code for code in activity.codes if code in subject.parity.asked]
        if asking and activity.slug not in subject.parity.recorded:
            yield hit(activity, "headcounts", tuple(asking), code=", ".join(asking))


RULES = (
    plan_missing,
    plan_code_unknown,
    plan_code_unlisted,
    plan_same_wording,
    plan_measure_silent,
    plan_deliverable_no_evidence,
    plan_parity_unrecorded,
)
