"""The execution of the plan: per line a table of measures and deliverables, and facts about it."""

from __future__ import annotations

from collections.abc import Sequence

from rapporteur.base.values.formatting.days import format_short_month
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.documents.view.activities import kicker
from rapporteur.documents.view.context import Context, anchor, tint
from rapporteur.documents.view.shapes import DeliverableRow, ExecutionView, MeasureTable
from rapporteur.report.value.data import LineExecution, NodeData


def execution(context: Context) -> list[ExecutionView]:
    """Return the execution of each line of the plan, or nothing where there is no plan."""
    plan = context.data.plan
    if plan is None:
        return []
    counts = {row.code: row for row in plan.execution}
    leaves = [node for node in plan.nodes if node.level == context.deliverable_level]
    most = max((len(node.activities) for node in leaves), default=0)
    below: dict[str, list[NodeData]] = {node.code: [] for node in context.lines}
    for leaf in leaves:
        below[context.line_of(leaf.code)].append(leaf)
    return [_line(context, node, below[node.code], counts.get(node.code), most) for node in context.lines]


def _line(
    context: Context, node: NodeData, leaves: list[NodeData], counts: LineExecution | None, most: int
) -> ExecutionView:
    colour = context.line_colours[node.code]
    return ExecutionView(
        anchor=anchor("plan", node.code),
        code=node.code,
        kicker=kicker(context, node),
        title=context.text(node.title),
        colour=colour,
        tint=tint(colour),
        facts=_facts(context, counts) if counts else [],
        without=[context.codes[leaf.code] for leaf in leaves if leaf.listed and not leaf.activities]
        if any(leaf.activities for leaf in leaves)
        else [],  # all of them, which the facts say
        measures=_measures(context, node, leaves, most),
    )


def _facts(context: Context, counts: LineExecution) -> list[str]:
    facts = []
    if counts.measures:
        facts.append(
            context.say(
                "{things} with at least one activity: {part} of {count}.",
                things=capitalise(context.things(_level_above(context), 2)),
                part=context.number(counts.measures_touched),
                count=context.number(counts.measures),
            )
        )
    things = capitalise(context.things(context.deliverable_level, 2))
    if counts.deliverables:
        facts.append(
            context.say(
                "{things} with evidence: {part} of {count}.",
                things=things,
                part=context.number(counts.deliverables_with_evidence),
                count=context.number(counts.deliverables),
            )
        )
    if counts.unlisted_with_evidence:
        facts.append(
            context.say(
                "{things} outside the adopted plan, with activities: {count}.",
                things=things,
                count=context.number(counts.unlisted_with_evidence),
            )
        )
    facts.append(
        context.many(
            "{count} activity served this part of the plan, wherever it is reported.",
            "{count} activities served this part of the plan, wherever they are reported.",
            counts.evidence,
        )
        if counts.evidence
        else context.say("No activity of this period served this part of the plan.")
    )
    return facts


def _measures(context: Context, line: NodeData, leaves: list[NodeData], most: int) -> list[MeasureTable]:
    """Return the deliverables under what they hang on; measures without any deliverable are shown too."""
    by_parent: dict[str, list[NodeData]] = {}
    for leaf in leaves:
        by_parent.setdefault(leaf.parent or line.code, []).append(leaf)
    parents = [
        node
        for node in context.nodes.values()
        if node.code in by_parent
        or (node.level != context.deliverable_level and node.level == _level_above(context))
    ]
    months = context.data.period.months if any(leaf.activities for leaf in leaves) else ()
    tables = []
    for parent in parents:
        if context.line_of(parent.code) != line.code:
            continue
        own = parent.code == line.code
        tables.append(
            MeasureTable(
                code="" if own else parent.code,
                title="" if own else context.text(parent.title),
                text="" if own else context.text(parent.text),
                count=len(parent.activities),
                figure=context.figure(len(parent.activities)),
                rows=[_row(context, leaf, most, months) for leaf in by_parent.get(parent.code, [])],
            )
        )
    return tables


def _level_above(context: Context) -> str:
    """Return the key of the level above that of the deliverables, unless that is the lines'."""
    levels = [level.key for level in context.data.plan.levels] if context.data.plan else []
    return levels[-2] if len(levels) > 2 else ""


def _row(context: Context, leaf: NodeData, most: int, shown: Sequence[str]) -> DeliverableRow:
    months = []
    for month in shown:
        count = leaf.activities_by_month.get(month, 0)
        months.append((format_short_month(month, context.language), context.figure(count), count > 0))
    known = [context.activities[slug] for slug in leaf.activities if slug in context.activities]
    known.sort(key=lambda activity: context.numbers[activity.slug])
    return DeliverableRow(
        code=leaf.code,
        title=context.text(leaf.title),
        count=len(leaf.activities),
        figure=context.figure(len(leaf.activities)),
        share=len(leaf.activities) / most if most else 0.0,
        months=months,
        note="" if leaf.listed else context.say("not in the adopted plan"),
        activities=[(anchor("activity", one.slug), context.text(one.title)) for one in known],
    )
