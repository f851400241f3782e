"""What a period did for the plan: evidence rolled up from deliverables to lines, each activity counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from rapporteur.records.plan.models import Level
from rapporteur.report.compile.rows import NodeRow
from rapporteur.report.value import data as d


class PlanCompiler:
    """The plan with the activities that are evidence for each node, or for any node below it."""

    def __init__(
        self, levels: Sequence[Level], nodes: Sequence[NodeRow], activities: Sequence[d.ActivityData]
    ) -> None:
        self.levels = levels
        self.nodes = nodes
        self.activities = activities
        self.by_id = {node.id: node for node in nodes}
        self.evidence = self._evidence()

    def _evidence(self) -> dict[str, list[d.ActivityData]]:
        """Distinct activities per code, in the order of the report, rolled up to the line."""
        by_code = {node.code: node for node in self.nodes}
        found: dict[str, list[d.ActivityData]] = {code: [] for code in by_code}
        for activity in self.activities:
            touched = {above.code for code in activity.deliverables for above in self._path(by_code[code])}
            for code in touched:
                found[code].append(activity)
        return found

    def _path(self, node: NodeRow) -> list[NodeRow]:
        """The node and everything above it."""
        path = [node]
        while path[-1].parent in self.by_id:
            path.append(self.by_id[path[-1].parent])
        return path

    def plan(self) -> d.PlanData:
        """Return the plan as a value."""
        version = self.levels[0].version
        assert version.start  # noqa: S101  # a database constraint holds it
        assert version.end  # noqa: S101
        return d.PlanData(
            slug=version.plan.slug,
            name=version.plan.name,
            start=version.start,
            end=version.end - timedelta(days=1),
            levels=tuple(
                d.LevelData(key=level.key, name=level.name, plural=level.plural) for level in self.levels
            ),
            nodes=tuple(self._node(node) for node in self.nodes),
            execution=tuple(self._execution(node) for node in self.nodes if node.parent not in self.by_id),
        )

    def _node(self, node: NodeRow) -> d.NodeData:
        evidence = self.evidence[node.code]
        parent = self.by_id.get(node.parent or 0)
        return d.NodeData(
            code=node.code,
            level=node.level,
            parent=parent.code if parent else None,
            title=node.title,
            text=node.text,
            purpose=node.purpose,
            kind=node.kind,
            listed=node.listed,
            activities=tuple(activity.slug for activity in evidence),
            activities_by_month=dict(sorted(Counter(a.month for a in evidence).items())),
        )

    def _execution(self, line: NodeRow) -> d.LineExecution:
        deepest = self.levels[-1].depth
        below = [node for node in self.nodes if node is not line and self._path(node)[-1] is line]
        measures = [node for node in below if node.depth < deepest and node.listed]
        deliverables = [node for node in below if node.depth == deepest]
        listed = [node for node in deliverables if node.listed]
        return d.LineExecution(
            code=line.code,
            measures=len(measures),
            measures_touched=sum(1 for node in measures if self.evidence[node.code]),
            deliverables=len(listed),
            deliverables_with_evidence=sum(1 for node in listed if self.evidence[node.code]),
            unlisted_with_evidence=sum(
                1 for node in deliverables if not node.listed and self.evidence[node.code]
            ),
            activities=sum(1 for activity in self.activities if activity.line == line.code),
            evidence=len(self.evidence[line.code]),
        )
