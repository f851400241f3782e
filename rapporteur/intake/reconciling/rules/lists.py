"""Rules on the tables of the plan and the mentions in the media of a printed report."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reconciling.asking import adapt_rule, of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules import plan as plan_rules
from rapporteur.proof.rules.facts import NodeFacts
from rapporteur.proof.rules.finding import Evidence, Record, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, Rule, rule
from rapporteur.proof.rules.subject import Fact

# --- the plan ----------------------------------------------------------------------------------


@rule(
    "plan-table-gap",
    Severity.WARNING,
    needs=[Fact.PLAN],
    in_print=InPrint(needs_whole="plan"),
    asks="Do the tables of the plan print the measure of every deliverable?",
    why="A deliverable without its measure hangs in the air; one of the two codes may be mistyped.",
    message=Message("The tables print {code}, but not {above}."),
    mend=Message("Add {above} to the table, or correct the code {code}."),
)
@of_print
def plan_table_gap(printed: Print) -> Iterator[Hit]:
    """Yield deliverables in the tables whose measure is not there, where measures are printed at all."""
    if not any(line.measures for line in printed.parsed.plan_execution):
        return
    tables = {
        node.code for line in printed.parsed.plan_execution for node in (*line.measures, *line.deliverables)
    }
    below: dict[str, list[NodeFacts]] = {}
    for node in printed.nodes:
        above = node.parent
        if node.code in tables and above and above not in tables and _is_measure(printed, above):
            below.setdefault(above, []).append(node)
    for above, nodes in below.items():
        values = {"code": tuple(node.code for node in nodes), "above": above}
        evidence = tuple(item for node in nodes for item in node.evidence("title"))
        yield Hit(Record("plan.node", above), "parent", values, tuple(nodes), evidence)


@rule(
    "plan-measure-alone",
    Severity.WARNING,
    needs=[Fact.PLAN],
    in_print=InPrint(needs_whole="plan"),
    asks="Do the tables of the plan print a deliverable of every measure?",
    why="Asked where most measures have one: the table prints what was served, or a row was lost.",
    message=Message("The tables print the measure {code}, but none of its deliverables."),
    mend=Message("Add the deliverables of {code}, or take the measure out of the table."),
)
@of_print
def plan_measure_alone(printed: Print) -> Iterator[Hit]:
    """Yield measures in the tables below which nothing stands, where three in four have something."""
    measures = {node.code for line in printed.parsed.plan_execution for node in line.measures}
    alone = [node for node in printed.nodes if node.code in measures and node.code not in printed.parents]
    if 4 * len(alone) <= len(measures):
        for node in alone:
            yield Hit(node.record, "children", {"code": node.code}, (node,), node.evidence("title"))


def _is_measure(printed: Print, code: str) -> bool:
    """Whether a code that the tables lack is of a measure: lines stand in headings, not in tables."""
    return code not in printed.node or printed.node[code].parent is not None


def plan_code_unlisted(printed: Print) -> Iterator[Hit]:
    """Yield codes of activities that the tables of the plan do not print."""
    table = Evidence("plan", "", printed.list_passages.get("plan"))
    for hit in plan_rules.plan_code_unlisted.ask(printed):
        yield hit._replace(evidence=(*hit.evidence, table))


def plan_deliverable_no_evidence(printed: Print) -> Iterator[Hit]:
    """Yield deliverables of the tables that no activity carries."""
    measures = {node.code for line in printed.parsed.plan_execution for node in line.measures}
    for hit in plan_rules.plan_deliverable_no_evidence.ask(printed):
        if hit.record.slug not in measures:  # one without deliverables looks like one
            yield hit._replace(evidence=printed.node[hit.record.slug].evidence("title"))


# --- media -------------------------------------------------------------------------------------


@rule(
    "media-no-channel",
    Severity.WARNING,
    needs=[Fact.MEDIA],
    asks="Does every mention say by which channel it came?",
    why="Asked where the report names channels in words for most mentions: the others were forgotten.",
    message=Message("A mention without channel: {outlet}, “{subject}”."),
    mend=Message("Give the channel."),
)
@of_print
def media_no_channel(printed: Print) -> Iterator[Hit]:
    """Yield mentions without channel where four in five of them have one."""
    media = printed.parsed.media
    if 5 * sum(1 for each in media if each.channels) < 4 * len(media):
        return
    for mention, each in zip(printed.mentions, media, strict=True):
        if not each.channels and each.subject:
            values = {"outlet": mention.outlet, "subject": mention.subject}
            evidence = mention.evidence("subject" if each.subject else "outlet")
            yield Hit(mention.record, "channels", values, (mention,), evidence)


@rule(
    "media-twice",
    Severity.WARNING,
    needs=[Fact.MEDIA],
    asks="Is one mention printed twice?",
    why="The same outlet and subject in one month are one mention as a rule.",
    message=Message("One mention is printed twice in a month: {outlet}, “{subject}”."),
    mend=Message("Take one of them away."),
)
@of_print
def media_twice(printed: Print) -> Iterator[Hit]:
    """Yield mentions whose month, outlet and subject an earlier one has."""
    first: dict[tuple[str, str, str], Evidence] = {}
    for mention in printed.mentions:
        subject = fold(mention.subject.best(()))
        evidence = Evidence("subject", mention.subject, mention.passages.get("subject"))
        earlier = first.setdefault((mention.month, fold(mention.outlet), subject), evidence)
        if earlier is not evidence and subject:
            values = {"outlet": mention.outlet, "subject": mention.subject}
            yield Hit(mention.record, "subject", values, (mention,), (earlier, evidence))


RULES: tuple[Rule, ...] = (
    plan_table_gap,
    plan_measure_alone,
    adapt_rule(
        plan_rules.plan_code_unlisted,
        plan_code_unlisted,
        in_print=InPrint(needs_whole="plan"),
        message=Message(
            "The code {code} is not in the tables of the plan, yet it is given for “{activities}”."
        ),
        mend=Message("Correct the code of the activities, or complete the tables."),
    ),
    adapt_rule(
        plan_rules.plan_deliverable_no_evidence,
        plan_deliverable_no_evidence,
        in_print=InPrint(needs_whole="plan"),
    ),
    media_no_channel,
    media_twice,
)
