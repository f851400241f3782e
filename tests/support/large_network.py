"""A network of a size that lists, searches and boxes are measured with: 2,500 members, 50,000 activities, in a minute.

python -m tests.support.large_network [members] [activities]    add them to the database that the settings name

They are written in bulk and past the verbs, with the columns that these derive; each activity has a revision, some
members, a place and a deliverable.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

MEMBERS, ACTIVITIES = 2_500, 50_000
TOGETHER = 1_000
FIRST_DAY, DAYS = date(2005, 1, 1), 8_000
NAMES = (
    "Ambato",
    "Łódź",
    "Évora",
    "Münster",
    "Poznań",
    "Ōsaka",
    "Córdoba",
    "Kraków",
    "Reykjavík",
    "São Tomé",
)
PARTS = ("north", "south", "harbour", "valley", "bridge", "lake", "forest", "mount", "field", "market")
WORDS = (
    "water", "transport", "housing", "climate", "gender", "finance", "cooperation", "training", "workshop",
    "governance", "metropolitan", "region", "mobility", "planning", "resilience", "public", "space",
    "migration", "culture", "data",
    "energy", "waste", "health", "innovation",
)  # fmt: skip


def in_parts(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield rows in lists that a database takes at once."""
    every = iter(rows)
    while some := list(islice(every, TOGETHER)):
        yield some


def fill(members: int = MEMBERS, activities: int = ACTIVITIES) -> None:
    """Add so many members and activities to what is there."""
    chance = random.Random(20180401)  # the same network every time
    add_activities(activities, add_members(members, chance), chance)


def add_members(count: int, chance: random.Random) -> list[Any]:
    """Record organisations with a name in three languages and a membership; return them."""
    from rapporteur.records.members.models import Membership, Organisation, OrganisationName

    made = [
        Organisation(
            slug=f"large-{n}", kind="CITY", country=chance.choice(("FR", "ES", "BR", "IN", "CN")),
            latitude=n % 80, longitude=n % 170,
        )
        for n in range(count)
    ]  # fmt: skip
    for some in in_parts(derived(made)):
        Organisation.objects.bulk_create(some)
    names = []
    for n, one in enumerate(made):
        name = f"{NAMES[n % 10]} {PARTS[n // 10 % 10]} {n}"
        names.append(
            OrganisationName(organisation=one, name={"en": name, "fr": f"{name} la ville", "es": name})
        )
    for some in in_parts(derived(names)):
        OrganisationName.objects.bulk_create(some)
    for some in in_parts(Membership(organisation=one, category="FULL") for one in made):
        Membership.objects.bulk_create(some)
    return made


def derived(records: Iterable[Any]) -> Iterator[Any]:
    """Yield records with the columns that saving one derives."""
    for one in records:
        if hasattr(one, "derive"):
            one.derive()
        yield one


def add_activities(count: int, members: list[Any], chance: random.Random) -> None:
    """Record published activities, each with a revision, three members, a place and a deliverable."""
    from rapporteur.records.plan.models import Node

    nodes = list(Node.objects.order_by("pk")[:200])
    for numbers in in_parts(range(count)):
        _add_some(numbers, members, nodes, chance)


def _add_some(numbers: list[int], members: list[Any], nodes: list[Any], chance: random.Random) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone
    from wagtail.models import Revision

    from rapporteur.records.activities.models import Activation, Activity, ActivityDeliverable, ActivityPlace

    kind = ContentType.objects.get_for_model(Activity)
    made = [_activity(n, nodes, chance) for n in numbers]
    Activity.objects.bulk_create(derived(made))
    revisions = [
        Revision(
            content_type=kind, base_content_type=kind, object_id=str(one.pk), object_str=one.slug,
            created_at=timezone.now(), content={"pk": one.pk, "slug": one.slug},
        )
        for one in made
    ]  # fmt: skip
    for one, revision in zip(made, Revision.objects.bulk_create(revisions), strict=True):
        one.latest_revision = one.live_revision = revision
    Activity.objects.bulk_update(made, ["latest_revision", "live_revision"])
    with_members = [(one, member) for one in made for member in chance.sample(members, min(3, len(members)))]
    Activation.objects.bulk_create([Activation(activity=one, organisation=it) for one, it in with_members])
    ActivityPlace.objects.bulk_create(
        [ActivityPlace(activity=one, organisation=chance.choice(members)) for one in made]
    )
    if nodes:
        ActivityDeliverable.objects.bulk_create(
            [ActivityDeliverable(activity=one, node=chance.choice(nodes)) for one in made]
        )


def _activity(n: int, nodes: list[Any], chance: random.Random) -> Any:
    from rapporteur.records.activities.models import Activity

    day = FIRST_DAY + timedelta(chance.randrange(DAYS))
    words = " ".join(chance.choice(WORDS) for _ in range(60))
    title = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.choice(PARTS)} {n}"
    return Activity(
        slug=f"large-activity-{n}", start_date=day, end_date=day + timedelta(n % 3), live=n % 20 != 0,
        kind=chance.choice(("MEETING", "TRAINING", "WORKSHOP", "CONFERENCE")), line=nodes[0] if nodes else None,
        title={"en": title, "fr": f"{title} fr", "es": f"{title} es"},
        text={"en": f"<p>{words}</p>", "fr": f"<p>{words} fr</p>", "es": f"<p>{words} es</p>"},
    )  # fmt: skip


if __name__ == "__main__":
    from rapporteur.interfaces.cli.django import setup

    setup()
    fill(*map(int, sys.argv[1:3]))
