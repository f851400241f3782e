"""A report of the made-up network that agrees with itself, as lines of text in which a fault can be planted."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

from msgspec.structs import replace

from rapporteur.base.values.richtext import paragraphs
from rapporteur.intake.reading.sources.source import read_source
from rapporteur.intake.reconciling.reconcile import Reconciled, reconcile
from rapporteur.report.value import data as d
from tests.support.printed_text import render
from tests.support.sample_counts import PERIOD, derive
from tests.support.sample_report import sample_report

LANGUAGES = ("fr", "en", "es")
COUNT = 12
BOXES = 73
"""Members that take their turn in the boxes: so many that no two activities have the same."""
FIRST = PERIOD.start


@cache
def clean_report() -> d.ReportData:
    """Return a report of twelve activities in which nothing contradicts anything."""
    data = sample_report(45)
    assert data.plan is not None and data.dues is not None
    full = [member for member in data.members if member.category == "FULL"]
    lines = [node.code for node in data.plan.lines]
    leaves = [node for node in data.plan.nodes if node.level == "deliverable" and node.listed]
    activities = []
    for index in range(COUNT):
        line = lines[index * len(lines) // COUNT]
        own = [node.code for node in leaves if node.code.startswith(line)]
        host, guests = full[index * 7 % BOXES], [full[(index * 7 + n) % BOXES] for n in (1, 3)]
        start = FIRST + timedelta(days=3 + 7 * index)
        sample = next(each for each in data.activities if each.line == line)
        place = d.PlaceData(
            name=host.name,
            country=host.country,
            latitude=host.latitude,
            longitude=host.longitude,
            organisation=host.slug,
        )
        activities.append(
            replace(
                sample,
                slug=f"activity-{index:02}",
                title=data.activities[index * 3].title,
                start=start,
                end=start + timedelta(days=index % 3),
                month=f"{start:%Y-%m}",
                places=(place,),
                online=False,
                line=line,
                deliverables=(own[index % 4], own[(index + 1) % 4]) if index % 2 else (own[index % 4],),
                members=tuple(
                    d.ActivatedIn(slug=each.slug, name=each.name, role="PARTICIPANT")
                    for each in (host, *guests)
                ),
                text={
                    language: paragraphs(_TEXT[language].format(number=index + 1, host=host.name[language]))
                    for language in LANGUAGES
                },
                photo=None,
            )
        )
    return _with(data, tuple(activities))


_TEXT = {
    "fr": "La rencontre numéro {number} s'est tenue à {host} et les équipes ont comparé leurs comptes.\n\n"
    "Tout ce qui fut dit à la table {number} sera publié en ligne, sans retouche.",
    "en": "Meeting number {number} took place in {host} and the teams compared their accounts.\n\n"
    "All that was said at table {number} will be published online, unedited.",
    "es": "El encuentro número {number} se celebró en {host} y los equipos compararon sus cuentas.\n\n"
    "Todo lo que se dijo en la mesa {number} se publicará en línea, sin retoques.",
}


def _with(data: d.ReportData, activities: tuple[d.ActivityData, ...]) -> d.ReportData:
    """Return the report with `activities` and what follows from them: plan, meetings, lists."""
    assert data.plan is not None and data.dues is not None
    used = {code for activity in activities for code in activity.deliverables}
    used |= {code[:4] for code in used} | {code[:2] for code in used}
    nodes = [node for node in data.plan.nodes if node.code in used]
    held: set[str] = set()
    regions = []
    for region in data.regions:
        seats = []
        for seat in region.seats:
            if seat.holder and seat.holder.slug not in held:
                held.add(seat.holder.slug)
                seats.append(seat)
        regions.append(replace(region, seats=tuple(seats)))
    meetings = tuple(
        d.BilateralMeetingData(
            month=activity.month,
            place=activity.places[0],
            members=tuple(d.OrganisationRef(slug=m.slug, name=m.name) for m in activity.members[1:]),
            activity=activity.slug,
        )
        for activity in activities[::4]
    )
    counted, execution, full_regions, activated, summary = derive(
        period=PERIOD,
        lines=[node.code for node in data.plan.lines],
        nodes=nodes,
        activities=activities,
        members=list(data.members),
        regions=regions,
        bilateral=len(meetings),
        media=len(data.media),
    )
    members = sum(1 for member in data.members if member.category == "FULL")
    return replace(
        data,
        plan=replace(data.plan, nodes=counted, execution=execution),
        activities=activities,
        bilateral_meetings=meetings,
        regions=full_regions,
        activated_members=activated,
        summary=summary,
        dues=replace(data.dues, members=members),
        pilot_projects=tuple(replace(one, events=()) for one in data.pilot_projects or ()),
    )


def clean_text(language: str) -> str:
    """Return the clean report as text."""
    return render(clean_report(), language).decode()


def found_in(text: str) -> Reconciled:
    """Reconcile a text."""
    return reconcile(read_source(text.encode()))
