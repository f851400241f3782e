"""Compiling a quarter from the records, alone and under a hundred thousand older activities."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Result, Timing, at_most, calls

if TYPE_CHECKING:
    from rapporteur.base.values.periods import Period

OLDER = 100_000
FIRST_DAY = date(2008, 1, 1)
LAST_DAY = date(2018, 3, 31)


def measure(folder: Path, runs: int) -> Iterator[Result]:
    """Yield the figures; the database is a new one in `folder`, named by the environment before Django starts."""
    from django.core.management import call_command

    from rapporteur.base.core.permissions import operator
    from rapporteur.base.values.periods import Period
    from rapporteur.intake.importing.datasets.loading import load_data_set
    from rapporteur.intake.importing.datasets.reading import read_data_set
    from rapporteur.report.compile.report import compile_report

    call_command("migrate", verbosity=0)
    load_data_set(read_data_set(Path("demo/2018-q2")), by=operator("bench"))
    quarter = Period.parse("2018-Q2")
    (folder / "snapshot.json").write_text(compile_report(quarter).canonical_json())
    alone = calls(lambda: compile_report(quarter), runs * 4)
    yield at_most("compile_report, 45 activities", alone.median * 1000, 60, " ms", f"{_milliseconds(alone)}")
    yield from _checks(quarter, runs)
    _add_older()
    crowded = calls(lambda: compile_report(quarter), runs * 4)
    yield at_most(
        f"the same with {OLDER:,} older activities in the database",
        crowded.median / alone.median,
        1.5,
        " ×",
        f"{_milliseconds(crowded)} against {_milliseconds(alone)}",
    )


def _checks(quarter: Period, runs: int) -> Iterator[Result]:
    """Yield the time of all checks of a quarter, what they are asked of included."""
    from django.db import transaction

    from rapporteur.proof.checks.subject import check_period
    from rapporteur.report.compile.report import compile_report

    compiled = calls(lambda: compile_report(quarter), runs)
    checked = calls(lambda: check_period(quarter), runs)
    after = max(checked.median - compiled.median, 0.0)
    detail = f"{_milliseconds(checked)} with compiling"
    yield at_most("all checks, 45 activities, after compiling", after * 1000, 150, " ms", detail)
    with transaction.atomic():
        _multiply(quarter, 10)
        compiled = calls(lambda: compile_report(quarter), runs)
        checked = calls(lambda: check_period(quarter), runs)
        transaction.set_rollback(True)
    after = max(checked.median - compiled.median, 0.0)
    detail = f"{_milliseconds(checked)} with compiling"
    yield at_most("all checks, 450 activities, after compiling", after, 1.2, " s", detail)


def _multiply(quarter: Period, times: int) -> None:
    """Copy every activity of the quarter, with all that belongs to it, until there are `times` as many."""
    from rapporteur.records.activities.models import Activity

    for activity in Activity.objects.in_period(quarter):
        children = [
            list(getattr(activity, relation).all()) for relation in ("places", "activations", "deliverables")
        ]
        for number in range(1, times):
            activity.pk, activity.slug = None, f"{activity.slug.partition('--')[0]}--{number}"
            activity.save(force_insert=True)
            for rows in children:
                for row in rows:
                    row.pk, row.activity = None, activity
                    row.save(force_insert=True)


def _milliseconds(timing: Timing) -> str:
    return f"{timing.median * 1000:.1f} ms"


def _add_older() -> None:
    """Add activities spread over ten years, each with a place, two members and a deliverable."""
    from django.db import connection

    from rapporteur.records.activities.models import Activation, Activity, ActivityDeliverable, ActivityPlace
    from rapporteur.records.members.models import Organisation
    from rapporteur.records.plan.models import Node

    organisations = list(Organisation.objects.order_by("pk")[:137])
    nodes = list(Node.objects.filter(level__key="deliverable").order_by("pk"))
    days = (LAST_DAY - FIRST_DAY).days

    def made() -> Iterator[Activity]:
        for number in range(OLDER):
            day = FIRST_DAY + timedelta(days=number % days)
            yield Activity(
                slug=f"older-{number}",
                kind="MEETING",
                title={"fr": f"Réunion {number}", "en": f"Meeting {number}", "es": f"Reunión {number}"},
                start_date=day,
                end_date=day,
            )

    remaining = made()
    while batch := list(islice(remaining, 5000)):
        activities = Activity.objects.bulk_create(batch)
        ActivityPlace.objects.bulk_create(
            ActivityPlace(activity=one, organisation=organisations[one.pk % 137]) for one in activities
        )
        Activation.objects.bulk_create(
            Activation(activity=one, organisation=organisations[(one.pk + step) % 137])
            for one in activities
            for step in (0, 1)
        )
        ActivityDeliverable.objects.bulk_create(
            ActivityDeliverable(activity=one, node=nodes[one.pk % len(nodes)]) for one in activities
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
