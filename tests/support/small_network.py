"""A network of three towns with two activities, as records: small enough to be frozen again and again.

python -m tests.support.small_network            migrate the database and record the network
python -m tests.support.small_network publish N  publish activities one after the other, N of them
"""

from __future__ import annotations

import sys
from datetime import date

from rapporteur.core.dates import DateSpan
from rapporteur.core.localized import LocalizedText
from rapporteur.core.periods import Period

PERIOD = Period.parse("2021-Q1")
BY = "test"
TOWNS = {"avila": "Ávila", "carcassonne": "Carcassonne", "lugo": "Lugo"}


def text(english: str, french: str) -> LocalizedText:
    """Return a text in the network's two languages."""
    return LocalizedText({"en": english, "fr": french})


def record_network() -> None:
    """Record the association, its region, its members, a plan, and the activities of a quarter."""
    from rapporteur.core import actions as core
    from rapporteur.members import actions as members
    from rapporteur.plan import actions as plan

    core.record_association(
        by=BY, slug="walled-towns", name=text("Walled Towns", "Villes fortes"), short_name="WT",
        report_name=text("Progress report", "Rapport d’avancement"), languages=["en", "fr"], source_language="en",
    )  # fmt: skip
    region = members.record_region(by=BY, slug="south", name=text("South", "Sud"), order=1).record
    for slug, name in TOWNS.items():
        town = members.record_organisation(
            by=BY, slug=slug, names=[{"name": text(name, name), "start": None, "end": None}], aliases=[],
            affiliations=[{"region": region, "start": None, "end": None}],
            kind="CITY", country="ES", latitude=40.0, longitude=-4.0,
        ).record  # fmt: skip
        members.admit_member(by=BY, organisation=town, category="FULL", start=date(2015, 1, 1))
    recorded = plan.record_plan(by=BY, slug="plan", name=text("Plan", "Plan")).record
    version = plan.adopt_version(by=BY, plan=recorded, start=date(2020, 1, 1), end=date(2023, 1, 1)).record
    above = None
    for depth, (key, code) in enumerate((("line", "A"), ("deliverable", "A1"))):
        level = plan.record_level(
            by=BY, version=version, depth=depth, key=key, name=text(key, key), plural=text(f"{key}s", f"{key}s"),
            code_pattern="",
        ).record  # fmt: skip
        above = plan.record_node(
            by=BY, version=version, code=code, level=level, parent=above, position=depth + 1,
            title=text(f"Walls {code}", f"Remparts {code}"), text=LocalizedText(), purpose=LocalizedText(), kind="",
            listed=True,
        ).record  # fmt: skip
    record_activity("survey", ("avila", "lugo"))
    record_activity("fair", ("lugo",))


def record_activity(slug: str, towns: tuple[str, ...], title: LocalizedText | None = None) -> None:
    """Record (or change) an activity of 3 February 2021 that these towns took part in."""
    from rapporteur.activities import actions as activities
    from rapporteur.members.models import Organisation
    from rapporteur.plan.models import Node

    organisations = [Organisation.objects.get(slug=town) for town in towns]
    activities.record_activity(
        by=BY, slug=slug, dates=DateSpan(date(2021, 2, 3)), kind="MEETING",
        title=title or text(f"The {slug}", f"Titre : {slug}"),
        text=text("<p>Everybody came.</p>", "<p>Tous sont venus.</p>"),
        line=Node.objects.get(code="A"), deliverables=[Node.objects.get(code="A1")],
        places=[{"organisation": organisations[0]}],
        activations=[(organisation, "PARTICIPANT") for organisation in organisations],
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    """Do what the arguments say, in a process of its own."""
    from rapporteur.cli.django import setup

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
