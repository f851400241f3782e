"""How the activities of a report stand: by state, and by whoever recorded them; nothing is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from wagtail.models import WorkflowState

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.collation import sort_key
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.states import STATES
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.models import Activity


@dataclass(frozen=True)
class OfficerRow:
    """The activities of one person: their name, a count for each state of the table, and the sum."""

    name: str
    counts: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class ActivitiesTable:
    """The activities of a period: the states that occur with their counts, and a row for each person."""

    states: tuple[tuple[str, int], ...]
    officers: tuple[OfficerRow, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(count for _, count in self.states)


def activities_of(period: Period, by: Actor) -> ActivitiesTable:
    """Count the activities of the period, as far as `by` may see them."""
    if not can(by, Right.VIEW_ACTIVITIES):
        return ActivitiesTable((), ())
    rows = list(
        within_reach(Activity.objects.all(), by, Right.VIEW_ACTIVITIES)
        .filter(start_date__lt=period.end, end_date__gte=period.start)
        .values("pk", "slug", "live", "has_unpublished_changes")
    )
    reviewed = set(
        WorkflowState.objects.active()
        .filter(content_type__app_label="activities", content_type__model="activity")
        .values_list("object_id", flat=True)
    )
    first = _recorded_by(row["slug"] for row in rows)
    of_state: Counter[str] = Counter()
    of_officer: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        state = _state(row, reviewed)
        of_state[state] += 1
        of_officer[first.get(row["slug"], "")][state] += 1
    states = tuple((state, of_state[state]) for state in STATES if of_state[state])
    return ActivitiesTable(states, tuple(_officers(of_officer, [state for state, _ in states])))


def _state(row: Mapping[str, object], reviewed: set[str]) -> str:
    if str(row["pk"]) in reviewed:
        return "waits"
    if not row["live"]:
        return "draft"
    return "changed" if row["has_unpublished_changes"] else "published"


def _recorded_by(slugs: Iterable[str]) -> dict[str, str]:
    """Return who wrote the first entry of the trail of each activity, by its slug."""
    entries = AuditEntry.objects.filter(
        record_type=Activity._meta.label_lower, record__in=list(slugs)
    ).order_by("-pk")
    return dict(entries.values_list("record", "by"))  # the last one read is the first one written


def _officers(counts: dict[str, Counter[str]], states: Sequence[str]) -> list[OfficerRow]:
    """Return a row for each person, whoever has most that is not published first."""
    names = {
        one.username: one.get_full_name()
        for one in User.objects.filter(username__in=list(counts)).only("username", "first_name", "last_name")
    }
    rows = [
        (
            found["published"] - found.total(),
            OfficerRow(names.get(who) or who or "–", tuple(found[one] for one in states), found.total()),
        )
        for who, found in counts.items()
    ]
    key = sort_key(reader())
    return [row for _, row in sorted(rows, key=lambda one: (one[0], -one[1].total, key(one[1].name)))]
