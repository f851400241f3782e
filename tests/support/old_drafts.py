"""Drafts of records that have none any more, and what becomes of them: part of :mod:`tests.support.old_register`."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from tests.support.undated_regions import CITIES


def drafted(record: Any, hour: Any = None, **content: Any) -> Any:
    """Give a record a newest draft that says `content`, to be published at some hour; return its revision."""
    from django.apps import apps
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Revision

    kind = ContentType.objects.get_for_model(apps.get_model(record._meta.label))
    revision = Revision.objects.create(
        content_type=kind,
        base_content_type=kind,
        object_id=str(record.pk),
        created_at=timezone.now(),
        approved_go_live_at=hour,
        content={"pk": record.pk, "slug": record.slug, **content},
    )
    type(record).objects.filter(pk=record.pk).update(
        latest_revision=revision.pk, has_unpublished_changes=True
    )
    return revision


def record_drafts(apps: Any) -> None:
    """Record drafts of each kind: of what is published, of what never was, and of what is referred to."""
    from django.utils import timezone

    person, seat = apps.get_model("governance", "Person"), apps.get_model("governance", "Seat")
    ana = person.objects.create(slug="ana", name="Ana")
    submit(drafted(ana, name="Ana Souza", hour=timezone.now()))
    person.objects.create(slug="ben", name="Ben")
    person.objects.create(slug="cy", name="Cy", live=False)
    dora = person.objects.create(slug="dora", name="Dora", live=False)
    body = apps.get_model("governance", "Body").objects.create(slug="board", kind="BOARD")
    chair = seat.objects.create(slug="chair", body=body, role="MEMBER")
    apps.get_model("governance", "Mandate").objects.create(seat=chair, person=dora)
    record_plan(apps)
    organisation = apps.get_model("members", "Organisation")
    porto, faro = (
        organisation.objects.create(slug=slug, kind="CITY", country="PT") for slug in ("porto", "faro")
    )
    route = apps.get_model("programmes", "Initiative").objects.create(
        slug="route", kind="PLATFORM", name={"en": "Route"}, start=date(2018, 1, 1), lead=porto
    )
    apps.get_model("programmes", "InitiativePartner").objects.create(initiative=route, organisation=porto)
    drafted(
        route,
        name=json.dumps({"en": "Salt route"}),
        start="2019-01-01",
        lead=faro.pk,
        partners=[{"pk": None, "initiative": route.pk, "organisation": faro.pk}],
    )


def record_plan(apps: Any) -> None:
    """Record a published node with an equal draft, and one below it that was never published."""
    plan = apps.get_model("plan", "Plan").objects.create(slug="plan")
    version = apps.get_model("plan", "PlanVersion").objects.create(
        plan=plan, start=date(2018, 1, 1), end=date(2021, 1, 1)
    )
    level = apps.get_model("plan", "Level").objects.create(version=version, depth=0, key="line")
    node = apps.get_model("plan", "Node")
    one = node.objects.create(
        slug="one", version=version, level=level, code="1", position=1, title={"en": "One"}
    )
    drafted(one, title={"en": "One"}, level=level.pk)
    two = node.objects.create(
        slug="two", version=version, level=level, parent=one, code="2", position=2, live=False
    )
    drafted(two, title=json.dumps({"en": "Two"}))


def submit(revision: Any) -> None:
    """Put a draft before somebody who is to approve it."""
    from wagtail.models import Task, TaskState, Workflow, WorkflowState

    state = WorkflowState.objects.create(
        content_type=revision.content_type,
        base_content_type=revision.base_content_type,
        object_id=revision.object_id,
        workflow=Workflow.objects.create(name="Reading"),
    )
    TaskState.objects.create(
        workflow_state=state, revision=revision, task=Task.objects.create(name="Somebody reads it")
    )


def became() -> dict[str, Any]:
    """Return what the records, the trail and what was under way are now, cities without dates apart."""
    from wagtail.models import Revision, TaskState, WorkflowState

    from rapporteur.base.core.models import AuditEntry
    from rapporteur.records.governance.models import Person
    from rapporteur.records.plan.models import Node
    from rapporteur.records.programmes.models import Initiative

    entries = AuditEntry.objects.exclude(record__in=CITIES).order_by("record")
    (route,) = Initiative.objects.values_list("name", "start", "lead__slug")
    return {
        "trail": {one.record: one.changes for one in entries},
        "who": sorted({(one.by, one.action) for one in entries}),
        "people": list(Person.objects.order_by("slug").values_list("slug", "name")),
        "nodes": list(Node.objects.order_by("code").values_list("code", "listed")),
        "route": [route[0].as_dict(), str(route[1]), route[2]],
        "states": sorted({*WorkflowState.objects.values_list("status", flat=True)})
        + sorted({*TaskState.objects.values_list("status", flat=True)}),
        "hours": Revision.objects.filter(approved_go_live_at__isnull=False).count(),
        "revisions": Revision.objects.exclude(content__slug__in=CITIES).count(),
    }


def went_back(apps: Any) -> list[Any]:
    """Return the people on record where every record has drafts again."""
    people = apps.get_model("governance", "Person").objects.order_by("slug")
    return list(people.values_list("slug", "name", "live", "latest_revision"))
