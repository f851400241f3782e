"""What the checks ask of parity: which deliverables ask for it, and of which activities women and men are recorded."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, Reader
from rapporteur.base.values.periods import Period
from rapporteur.proof.rules.facts import ParityFacts
from rapporteur.records.activities.models import Activity, Headcount
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.governance.enums import HeadcountGroup
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.plan.models import Node
from rapporteur.records.training.models import Participant, ParticipantCount


class NamedByRow(Struct, frozen=True):
    """The code of a deliverable that asks for parity, or the slug of an activity of which it is recorded."""

    name: str


def read_of_parity(period: Period) -> Reader[ParityFacts]:
    """Read them: what was counted at an activity, at a course or a jury that it tells of."""
    happened = Activity.objects.published().in_period(period).values("pk")
    anybody = ~Q(who=HeadcountGroup.NOT_RECORDED) & Q(people__gt=0)
    seated = Juror.objects.filter(stage=JurorStage.CHOSEN).exclude(sex="")
    stated = CallForApplications.objects.filter(stated_women__isnull=False, stated_men__isnull=False)
    asked, *recorded = yield (
        _named(Node.objects.filter(asks_parity=True), "code"),
        _named(Headcount.objects.filter(anybody, activity__in=happened), "activity__slug"),
        _named(stated.filter(activity__in=happened), "activity__slug"),
        _named(seated.filter(call__activity__in=happened), "call__activity__slug"),
        _named(
            ParticipantCount.objects.filter(anybody, course__activity__in=happened), "course__activity__slug"
        ),
        _named(
            Participant.objects.filter(course__activity__in=happened).exclude(sex=""),
            "course__activity__slug",
        ),
    )
    return ParityFacts(
        asked=frozenset(one.name for one in asked),
        recorded=frozenset(one.name for some in recorded for one in some),
    )


def _named(rows: QuerySet[Any], path: str) -> AskedPart[NamedByRow]:
    return AskedPart(NamedByRow, rows, {"name": path})
