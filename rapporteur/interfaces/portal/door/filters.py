"""Which activities a list shows: a state that an address holds, the same for page, feed, calendar and table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Q
from django.http import Http404

from rapporteur.base.values.periods import InvalidPeriod, Period, add_months
from rapporteur.interfaces.portal.visit import period_of
from rapporteur.records.activities.enums import ActivityKind
from rapporteur.records.activities.models import Activation, Activity, ActivityDeliverable, ActivityQuerySet

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
LONGEST = 120


@dataclass(frozen=True)
class Filters:
    """What is asked of activities; an empty one asks nothing."""

    period: str = ""
    month: str = ""
    line: str = ""
    deliverable: str = ""
    region: str = ""
    member: str = ""
    kind: str = ""
    programme: str = ""
    q: str = ""

    @classmethod
    def asked(cls, query: Mapping[str, str]) -> Filters:
        """Return those of an address; raise Http404 for a month, period or kind that there is not."""
        values = {name: query.get(name, "").strip()[:LONGEST] for name in asdict(cls())}
        found = cls(**values)
        if found.month and not _MONTH.fullmatch(found.month):
            raise Http404("no such month")
        if found.kind and found.kind not in ActivityKind.values:
            raise Http404("no such kind of activity")
        if found.period:
            period_of(found.period)
        return found

    @property
    def given(self) -> dict[str, str]:
        """What is asked, by name."""
        return {name: value for name, value in asdict(self).items() if value}

    def without(self, name: str) -> Filters:
        """Return the same without one of them."""
        return replace(self, **{name: ""})

    @property
    def query(self) -> str:
        """Return the end of an address, with its question mark; the same state has one address."""
        return f"?{urlencode(self.given)}" if self.given else ""

    def of_time(self) -> Period | None:
        """Return the days asked for."""
        if self.month:
            start = date.fromisoformat(f"{self.month}-01")
            try:
                return Period(start, add_months(start, 1))
            except (InvalidPeriod, ValueError, OverflowError) as error:
                raise Http404("no such month") from error
        return period_of(self.period) if self.period else None

    def activities(self) -> ActivityQuerySet:
        """Return the published activities that match, the newest first."""
        found = Activity.objects.public()
        if (days := self.of_time()) is not None:
            found = found.in_period(days)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.programme:
            found = found.filter(initiative__slug=self.programme)
        if self.line:
            found = found.filter(line__slug=self.line)
        if self.deliverable:
            found = found.filter(_serves(self.deliverable))
        if self.member:
            own = Activation.objects.public().filter(organisation__slug=self.member)
            found = found.filter(pk__in=own.values("activity"))
        if self.region:
            found = found.filter(_in_region(self.region))
        if self.q:
            found = found.matching(self.q)
        return found.order_by("-start_date", "slug")


def _serves(node: str) -> Q:
    """Return the condition that an activity is evidence for a node of the plan, by name or code, or one below it."""
    below = Q()
    for above in ("node", "node__parent", "node__parent__parent"):
        below |= Q((f"{above}__slug", node)) | Q((f"{above}__code__iexact", node))
    return Q(pk__in=ActivityDeliverable.objects.public().filter(below).values("activity"))


def _in_region(region: str) -> Q:
    """Return the condition that an activity activated somebody who lay in a region on its first day."""
    placed, day = "organisation__affiliations", F("activity__start_date")
    own = Activation.objects.public().filter(
        Q((f"{placed}__start__isnull", True)) | Q((f"{placed}__start__lte", day)),
        Q((f"{placed}__end__isnull", True)) | Q((f"{placed}__end__gt", day)),
        **{f"{placed}__region__slug": region},
    )
    return Q(pk__in=own.values("activity"))
