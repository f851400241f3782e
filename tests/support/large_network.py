"""A network of a size that the office is measured with: 2,500 members, 50,000 activities of ten years, in a minute.

python -m tests.support.large_network [members] [activities]    add them to the database that the settings name

They are written in bulk and past the verbs, with the columns that these derive. What was reported is published, in
three languages for two of three; of the last quarter a third is drafts. Each activity has revisions, entries of the
trail, places, members in their roles, and deliverables of its line.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

MEMBERS, ACTIVITIES = 2_500, 50_000
TOGETHER = 1_000
FIRST_DAY, LAST_DAY = date(2008, 7, 1), date(2018, 6, 30)
QUARTER = date(2018, 4, 1)
"""From when on some are drafts still."""
NAMES = (
    "Ambato", "Łódź", "Évora", "Münster", "Poznań", "Ōsaka", "Córdoba", "Kraków", "Reykjavík", "São Tomé",
)  # fmt: skip
PARTS = ("north", "south", "harbour", "valley", "bridge", "lake", "forest", "mount", "field", "market")
WORDS = (
    "water", "transport", "housing", "climate", "gender", "finance", "cooperation", "training", "workshop",
    "governance", "metropolitan", "region", "mobility", "planning", "resilience", "public", "space",
    "migration", "culture", "data", "energy", "waste", "health", "innovation",
)  # fmt: skip
KINDS = ("MEETING", "MEETING", "TRAINING", "WORKSHOP", "CONFERENCE", "MISSION", "WEBINAR", "PUBLICATION")
COUNTRIES = ("FR", "ES", "BR", "IN", "CN", "MX", "ZA", "KR", "CA", "IR")


@dataclass
class Network:
    """What activities refer to: members, lines with their deliverables, who writes (accounts); and chance."""

    members: Sequence[Any]
    lines: Sequence[tuple[Any, Sequence[Any]]]
    writers: Sequence[Any]
    chance: random.Random = field(default_factory=lambda: random.Random(20180401))  # the same every time


def in_parts(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield rows in lists that a database takes at once."""
    every = iter(rows)
    while some := list(islice(every, TOGETHER)):
        yield some


def create(rows: Iterable[Any]) -> None:
    """Write new rows of one kind, with what saving one derives."""
    for some in in_parts(rows):
        for one in some:
            if hasattr(one, "derive"):
                one.derive()
        type(some[0])._default_manager.bulk_create(some)


def fill(members: int = MEMBERS, activities: int = ACTIVITIES) -> Network:
    """Add so many members and activities to what is there; return what the activities refer to."""
    from django.contrib.auth import get_user_model

    network = Network(
        add_members(members), lines_of_plan(), list(get_user_model()._default_manager.order_by("pk"))
    )
    for numbers in in_parts(range(activities)):
        _add_activities(numbers, network)
    _name_revisions()
    return network


def add_members(count: int) -> list[Any]:
    """Record organisations with a name in three languages, some with another spelling; their regions, memberships."""
    from rapporteur.records.members.models import (
        Membership,
        Organisation,
        OrganisationAlias,
        OrganisationName,
        Region,
        RegionalAffiliation,
    )

    regions = list(Region.objects.order_by("order"))
    names = [f"{NAMES[n % 10]} {PARTS[n // 10 % 10]} {n}" for n in range(count)]
    made = [
        Organisation(
            slug=f"large-{n}", kind="CITY", country=COUNTRIES[n % 10], latitude=n % 80, longitude=n % 170
        )
        for n in range(count)
    ]
    create(made)
    both = list(zip(made, names, strict=True))
    create(
        OrganisationName(organisation=one, name={"en": name, "fr": f"{name} la ville", "es": name})
        for one, name in both
    )
    create(OrganisationAlias(organisation=one, text=f"Greater {name}") for one, name in both[::3])
    create(
        Membership(organisation=one, category="FULL", start=date(2001 + one.pk % 12, 1, 1)) for one in made
    )
    create(
        RegionalAffiliation(organisation=one, region=regions[n % len(regions)])
        for n, one in enumerate(made if regions else ())
    )
    return made


def lines_of_plan() -> list[tuple[Any, list[Any]]]:
    """Return the lines of the plan in force, with the deliverables below each."""
    from rapporteur.records.plan.models import Node

    nodes = {one.pk: one for one in Node.objects.select_related("level").order_by("position", "pk")}
    below: dict[int, list[Any]] = {one.pk: [] for one in nodes.values() if one.level.depth == 0}
    for one in nodes.values():
        if one.level.key == "deliverable":
            line = one
            while line.parent_id is not None:
                line = nodes[line.parent_id]
            below[line.pk].append(one)
    return [(nodes[key], found) for key, found in below.items() if found]


def _add_activities(numbers: Sequence[int], network: Network) -> None:
    """Record activities with all that belongs to each."""
    made = [_activity(n, network) for n in numbers]
    create(made)
    _add_parts(made, network)
    _add_revisions(made, network)
    _add_trail(made)


def _name_revisions() -> None:
    """Have each activity name its revision, as the newest and where it is published as that one."""
    from django.contrib.contenttypes.models import ContentType
    from django.db.models import CharField, F, OuterRef
    from django.db.models.functions import Cast
    from wagtail.models import Revision

    from rapporteur.records.activities.models import Activity

    kind = ContentType.objects.get_for_model(Activity)
    own = Revision.objects.filter(base_content_type=kind, object_id=Cast(OuterRef("pk"), CharField()))
    Activity.objects.filter(latest_revision=None).update(latest_revision=own.values("pk")[:1])
    Activity.objects.filter(live=True, live_revision=None).update(live_revision=F("latest_revision"))


def _activity(n: int, network: Network) -> Any:
    from rapporteur.records.activities.models import Activity

    chance = network.chance
    day = FIRST_DAY + timedelta(chance.randrange((LAST_DAY - FIRST_DAY).days + 1))
    is_draft = day >= QUARTER and n % 3 == 0
    title = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(PARTS)} {n}"
    words = " ".join(chance.choice(WORDS) for _ in range(60))
    languages = ("fr",) if is_draft or n % 3 == 1 else ("fr", "en", "es")
    moment = datetime.combine(day + timedelta(20), datetime.min.time(), UTC)
    return Activity(
        slug=f"large-activity-{n}", start_date=day, end_date=day + timedelta(n % 3), kind=KINDS[n % len(KINDS)],
        line=network.lines[n % len(network.lines)][0] if network.lines else None, live=not is_draft,
        has_unpublished_changes=is_draft, online=n % 10 == 0,
        first_published_at=None if is_draft else moment, last_published_at=None if is_draft else moment,
        title={one: f"{title} {one}" for one in languages},
        text={one: f"<p>{words} {one}</p><p>{title}.</p>" for one in languages},
    )  # fmt: skip


def _add_parts(made: Sequence[Any], network: Network) -> None:
    """Record places, members in their roles, and deliverables; each activity keeps them for its revision."""
    from rapporteur.records.activities.models import Activation, ActivityDeliverable, ActivityPlace

    chance, members, lines = network.chance, network.members, network.lines
    places, activations, deliverables = [], [], []
    for one in made:
        here = [] if one.online else [ActivityPlace(activity=one, organisation=chance.choice(members))]
        there = [
            Activation(activity=one, organisation=it, role="PARTICIPANT" if place else "HOST")
            for place, it in enumerate(chance.sample(members, min(1 + one.pk % 5, len(members))))
        ]
        nodes = lines[one.pk % len(lines)][1] if lines else []
        for_what = [
            ActivityDeliverable(activity=one, node=node, position=place)
            for place, node in enumerate(chance.sample(nodes, min(1 + one.pk % 2, len(nodes))))
        ]
        places += here
        activations += there
        deliverables += for_what
        one._parts = {"places": here, "activations": there, "deliverables": for_what, "photos": []}
    for rows in (places, activations, deliverables):
        create(rows)


def _add_revisions(made: Sequence[Any], network: Network) -> None:
    """Record the revision that holds each activity as it is, by one of the writers."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Revision

    kind = ContentType.objects.get_for_model(type(made[0]))
    writers, revisions = network.writers, []
    for one in made:
        for name, rows in one._parts.items():
            setattr(one, name, rows)  # in memory: a revision is made of what the record holds
        revisions.append(
            Revision(
                content_type=kind, base_content_type=kind, object_id=str(one.pk), object_str=one.slug,
                created_at=datetime.combine(one.start_date, datetime.min.time(), UTC),
                user=writers[one.pk % len(writers)] if writers else None, content=one.serializable_data(),
            )
        )  # fmt: skip
        one._revision = revisions[-1]
    Revision.objects.bulk_create(revisions)


def _add_trail(made: Sequence[Any]) -> None:
    """Record who made each activity and who published it, and what its translations were made from."""
    from rapporteur.base.core.models import AuditEntry, TranslationState
    from rapporteur.base.core.translations import revision

    entries, states = [], []
    kind = type(made[0])._meta.label_lower
    for one in made:
        who = one._revision.user
        by, at = who.get_username() if who else "ana", one._revision.created_at
        entries.append(AuditEntry(by=by, action="created", record_type=kind, record=one.slug, at=at))
        if one.live:
            changes = {"live": [False, True]}
            published = at + timedelta(20)
            entries.append(
                AuditEntry(
                    by="bo",
                    action="published",
                    record_type=kind,
                    record=one.slug,
                    at=published,
                    changes=changes,
                )
            )
        for name in ("title", "text"):
            source = getattr(one, name)["fr"]
            states += [
                TranslationState(
                    record_type=kind, record=one.slug, field=name, language=language, by=by, at=at,
                    source_hash=revision(source), source_text=source, text_hash=revision(text),
                )
                for language, text in getattr(one, name).items()
                if language != "fr"
            ]  # fmt: skip
    for rows in (entries, states):
        create(rows)


if __name__ == "__main__":
    from rapporteur.interfaces.cli.django import setup

    setup()
    fill(*map(int, sys.argv[1:3]))
