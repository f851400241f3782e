"""A network of three towns with two activities, as records: small enough to be frozen again and again.

python -m tests.support.small_network            migrate the database and record the network
python -m tests.support.small_network publish N  publish activities one after the other, N of them
"""

from __future__ import annotations

import sys
from datetime import date

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period

PERIOD = Period.parse("2021-Q1")
BY = operator("test")
TOWNS = {"avila": "Ávila", "carcassonne": "Carcassonne", "lugo": "Lugo"}


def text(english: str, french: str) -> LocalizedText:
    """Return a text in the network's two languages."""
    return LocalizedText({"en": english, "fr": french})


def record_network() -> None:
    """Record the association, its region, its members, a plan, and the activities of a quarter."""
    from rapporteur.base.core.actions import record_association
    from rapporteur.base.core.shapes import AssociationShape

    association = AssociationShape(
        slug="walled-towns",
        name=text("Walled Towns", "Villes fortes"),
        short_name="WT",
        report_name=text("Progress report", "Rapport d’avancement"),
        languages=("en", "fr"),
        source_language="en",
    )
    record_association(by=BY, association=association)
    record_members()
    record_plan()
    record_activity("survey", ("avila", "lugo"))
    record_activity("fair", ("lugo",))


def record_members() -> None:
    """Record the region and its towns, members since 2015."""
    from rapporteur.records.members import actions as members
    from rapporteur.records.members.shapes import (
        Affiliation,
        DatedName,
        MembershipShape,
        OrganisationShape,
        RegionShape,
    )

    members.record_region(by=BY, region=RegionShape(slug="south", name=text("South", "Sud"), order=1))
    for slug, name in TOWNS.items():
        town = OrganisationShape(
            slug=slug,
            kind="CITY",
            country="ES",
            names=(DatedName(name=text(name, name)),),
            aliases=(),
            affiliations=(Affiliation(region="south"),),
            latitude=40.0,
            longitude=-4.0,
        )
        members.record_organisation(by=BY, organisation=town)
        membership = MembershipShape(organisation=slug, category="FULL", start=date(2015, 1, 1))
        members.admit_member(by=BY, membership=membership)


def record_plan() -> None:
    """Record a plan with one line and one deliverable, in force from 2020 to 2022."""
    from rapporteur.records.plan import actions as plan
    from rapporteur.records.plan.shapes import LevelShape, NodeShape, PlanShape, PlanVersionShape

    plan.record_plan(by=BY, plan=PlanShape(slug="plan", name=text("Plan", "Plan")))
    years = PlanVersionShape(plan="plan", start=date(2020, 1, 1), end=date(2023, 1, 1))
    version = plan.adopt_version(by=BY, version=years).record
    above = None
    for depth, (key, code) in enumerate((("line", "A"), ("deliverable", "A1"))):
        level = LevelShape(depth=depth, key=key, name=text(key, key), plural=text(f"{key}s", f"{key}s"))
        plan.record_level(by=BY, version=version, level=level)
        title = text(f"Walls {code}", f"Remparts {code}")
        node = NodeShape(code=code, level=key, parent=above, position=depth + 1, title=title)
        above = plan.record_node(by=BY, version=version, node=node).record.code


def record_activity(slug: str, towns: tuple[str, ...], title: LocalizedText | None = None) -> None:
    """Record (or change) an activity of 3 February 2021 that these towns took part in."""
    from rapporteur.records.activities import actions as activities
    from rapporteur.records.activities.shapes import ActivationShape, ActivityShape, PlaceShape

    activity = ActivityShape(
        slug=slug,
        dates=Dates(date(2021, 2, 3)),
        kind="MEETING",
        title=title or text(f"The {slug}", f"Titre : {slug}"),
        text=text("<p>Everybody came.</p>", "<p>Tous sont venus.</p>"),
        line="plan-1-a",
        deliverables=("plan-1-a1",),
        places=(PlaceShape(organisation=towns[0]),),
        activations=tuple(ActivationShape(organisation=town) for town in towns),
    )
    activities.record_activity(by=BY, activity=activity)


def main(arguments: list[str]) -> None:
    """Do what the arguments say, in a process of its own."""
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.core.management import call_command

    if arguments[:1] == ["publish"]:
        for number in range(int(arguments[1])):
            record_activity(f"visit-{number}", ("avila", "carcassonne", "lugo"))
        return
    call_command("migrate", verbosity=0)
    record_network()


if __name__ == "__main__":
    main(sys.argv[1:])
