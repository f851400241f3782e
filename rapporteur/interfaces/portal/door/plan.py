"""What was delivered of the plan, quarter by quarter: counted from published activities, never typed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Q
from django.db.models.functions import ExtractQuarter, ExtractYear

from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.portal.door.activities import NodeNamed
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.records.activities.models import Activity, ActivityDeliverable
from rapporteur.records.plan.models import Level, Node, PlanVersion

HEAT = (1, 2, 4)
"""The most of each step of shade but the darkest, as on the maps."""


class Quarter(NamedTuple):
    """A column of the table."""

    period: Period
    code: str
    state: str
    """`COUNTED`, `NOT_RECORDED` where no activity of any kind is published, or `TO_COME`."""


@dataclass(frozen=True)
class PlanCell:
    """What a deliverable received in a quarter: `heat` is 0 (nothing) to 4."""

    quarter: Quarter
    count: int
    heat: int


@dataclass
class Deliverable:
    """A row of the table."""

    code: str
    slug: str
    title: str
    listed: bool
    cells: list[PlanCell]
    total: int
    last: date | None


@dataclass
class Group:
    """What stands together in the table: a measure with its deliverables."""

    code: str
    slug: str
    title: str
    rows: list[Deliverable] = field(default_factory=list)

    @property
    def silent(self) -> bool:
        """Whether nothing in it has any evidence in the whole plan."""
        return bool(self.rows) and not any(row.total for row in self.rows)


@dataclass
class PlanLine:
    """A line of the plan."""

    code: str
    slug: str
    title: str
    purpose: str
    number: int
    groups: list[Group] = field(default_factory=list)

    @property
    def rows(self) -> list[Deliverable]:
        """All deliverables of it that the adopted plan has."""
        return [row for group in self.groups for row in group.rows if row.listed]

    @property
    def with_evidence(self) -> int:
        """How many of them have evidence in the whole plan."""
        return sum(1 for row in self.rows if row.total)


@dataclass
class PlanTable:
    """The plan in one year."""

    name: str
    start: date
    end: date
    words: dict[str, str]
    year: int
    years: list[int]
    quarters: list[Quarter]
    lines: list[PlanLine]


def plan_table(visit: Visit, year: int | None) -> PlanTable | None:
    """Return the newest plan that has begun, in a year of it; None where none has. Six queries."""
    version = (
        PlanVersion.objects.public(visit.today).filter(levels__isnull=False)
        .order_by("-start", "-number", "pk").values_list("pk", "start", "end", "plan__name").first()
    )  # fmt: skip
    if version is None:
        return None
    key, start, end, name = version
    assert start  # noqa: S101  # a database constraint holds it
    assert end  # noqa: S101
    recorded = _recorded(start, end)
    last = min(end - timedelta(days=1), visit.today).year
    years = list(range(start.year, last + 1))
    newest = max((one for one, _ in recorded), default=last)
    shown = year if year in years else min(max(newest, start.year), last)
    quarters = [_quarter(shown, number, recorded, visit.today) for number in (1, 2, 3, 4)]
    quarters = [one for one in quarters if one.period.end > start and one.period.start < end]
    levels = list(
        Level.objects.public(visit.today).filter(version=key).order_by("depth").values_list("name", "plural")
    )
    words = {
        "line": capitalise(visit.text(levels[0][0])),
        "deliverable": capitalise(visit.text(levels[-1][0])),
        "deliverables": capitalise(visit.text(levels[-1][1])),
        "measures": capitalise(visit.text(levels[-2][1])) if len(levels) > 2 else "",
    }
    lines = _lines(visit, key, len(levels) - 1, quarters)
    return PlanTable(visit.text(name), start, end - timedelta(days=1), words, shown, years, quarters, lines)


def _recorded(start: date, end: date) -> set[tuple[int, int]]:
    """Return the quarters of the plan's time in which any published activity began."""
    rows = Activity.objects.public().filter(start_date__gte=start, start_date__lt=end).order_by()
    quarters = rows.annotate(y=ExtractYear("start_date"), q=ExtractQuarter("start_date"))
    return set(quarters.values_list("y", "q").distinct())


def _quarter(year: int, number: int, recorded: set[tuple[int, int]], today: date) -> Quarter:
    period = Period.parse(f"{year:04}-Q{number}")
    if (year, number) in recorded:
        return Quarter(period, period.code, "COUNTED")
    return Quarter(period, period.code, "TO_COME" if period.start > today else "NOT_RECORDED")


def _lines(visit: Visit, version: int, deepest: int, quarters: list[Quarter]) -> list[PlanLine]:
    evidence = ActivityDeliverable.objects.public().filter(node__version=version).order_by()
    totals = {
        node: (count, last)
        for node, count, last in evidence.values_list("node_id").annotate(
            Count("activity", distinct=True), Max("activity__start_date")
        )
    }
    in_quarter: dict[tuple[int, int], int] = {}
    if quarters:
        in_year = evidence.filter(activity__start_date__year=quarters[0].period.start.year)
        counted = in_year.annotate(q=ExtractQuarter("activity__start_date")).values_list("node_id", "q")
        in_quarter = {
            (node, q): count for node, q, count in counted.annotate(Count("activity", distinct=True))
        }
    nodes = list(
        Node.objects.public(visit.today).filter(version=version)
        .order_by("position", "pk")
        .values_list("pk", "parent_id", "code", "slug", "title", "purpose", "listed", "level__depth")
    )  # fmt: skip
    lines: list[PlanLine] = []
    line_of: dict[int, PlanLine] = {}
    group_of: dict[int, Group] = {}
    for key, parent, code, slug, title, purpose, is_listed, depth in nodes:
        if depth == 0:
            line = PlanLine(code, slug, visit.text(title), visit.text(purpose), len(lines) + 1)
            lines.append(line)
            line_of[key] = line
        elif parent in line_of or parent in group_of:
            line = line_of[key] = line_of[parent]
            if depth < deepest:
                group_of[key] = Group(code, slug, visit.text(title))
                line.groups.append(group_of[key])
                continue
            total, last = totals.get(key, (0, None))
            if not (is_listed or total):
                continue
            cells = [
                PlanCell(quarter, count, _heat(count))
                for quarter in quarters
                for count in (in_quarter.get((key, (quarter.period.start.month + 2) // 3), 0),)
            ]
            row = Deliverable(code, slug, visit.text(title), is_listed, cells, total, last)
            _group(group_of, parent, line).rows.append(row)
    return lines


def _group(group_of: dict[int, Group], parent: int, line: PlanLine) -> Group:
    """Return where a deliverable stands: with its measure, or with those of no measure."""
    if parent not in group_of:
        group_of[parent] = Group("", "", "")
        line.groups.append(group_of[parent])
    return group_of[parent]


def _heat(count: int) -> int:
    return 0 if not count else 1 + sum(count > most for most in HEAT)


def lines_and(visit: Visit, node: str) -> tuple[list[NodeNamed], NodeNamed | None]:
    """Return the lines of plans that have begun, the newest plan's first; and the node of a name or code. One query."""
    wanted = Q(level__depth=0) | Q(slug=node) | Q(code__iexact=node)
    rows = Node.objects.public(visit.today).filter(wanted).order_by("-version__start", "position", "pk")
    lines: list[NodeNamed] = []
    called = []
    for slug, code, title, depth in rows.values_list("slug", "code", "title", "level__depth"):
        one = NodeNamed(code, slug, visit.text(title))
        if depth == 0:
            lines.append(one)
        if node and (slug == node or code.lower() == node.lower()):
            called.append(one)
    called.sort(key=lambda one: one.slug != node)
    return lines, called[0] if called else None
