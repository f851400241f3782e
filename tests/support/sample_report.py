"""Reports of networks that do not exist: the same arguments always make the same report.

:func:`sample_report` has whatever a report can have; :func:`tiny_report` is a second, small network with
other languages and a plan of two levels. Totals are counted from the records made here, as a compiled
report's are.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from random import Random
from typing import Any

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.base.values.richtext import paragraphs
from rapporteur.base.values.sections import SECTIONS, USUAL_SECTIONS
from rapporteur.report.value import data as d
from tests.support import sample_admissions, sample_ahead, sample_parity, sample_registers
from tests.support.sample_counts import PERIOD, derive
from tests.support.sample_records import Records


def sample_report(
    activities: int = 45, languages: Sequence[str] = ("fr", "en", "es"), seed: int = 1
) -> d.ReportData:
    """Return a report with `activities` activities in `languages` (of fr, en, es), the same object each time."""
    return _sample_report(activities, tuple(languages), seed)


@lru_cache(maxsize=32)
def _sample_report(activities: int, languages: tuple[str, ...], seed: int) -> d.ReportData:
    records = Records(languages, Random(seed))
    made = records.activities(activities)
    bilateral = records.bilateral(made)
    media = records.media()
    nodes, execution, regions, activated, summary = derive(
        period=PERIOD,
        lines=records.lines,
        nodes=records.nodes,
        activities=made,
        members=records.members,
        regions=records.regions,
        bilateral=len(bilateral),
        media=len(media),
    )
    return d.ReportData(
        association=records.association(),
        period=_period(PERIOD),
        as_of=date(2018, 6, 30),
        sections=SECTIONS,
        editorial=records.editorial(),
        summary=summary,
        plan=d.PlanData(
            slug="plan-2018-2020",
            name=records.text("Plan d'action 2018-2020", "Action Plan 2018–2020", "Plan de Acción 2018-2020"),
            start=date(2018, 1, 1),
            end=date(2020, 12, 31),
            levels=records.levels,
            nodes=nodes,
            execution=execution,
        ),
        activities=made,
        media=media,
        bilateral_meetings=bilateral,
        members=tuple(records.members),
        activated_members=activated,
        dues=records.dues(),
        regions=regions,
        staff=records.staff(),
        agreements=sample_registers.agreements(records.text, made[0].slug if made else None),
        joint_statements=sample_registers.statements(
            records.text, records.members, made[-1].slug if made else None
        ),
        pilot_projects=sample_registers.projects(records.text, records.members, made),
        calls=sample_registers.calls(records.text, made[0].slug if made else None),
        publications=sample_registers.publications(records.text, made[0].slug if made else None),
        communication=sample_registers.communication(records.text, made[0].slug if made else None),
        training=sample_registers.courses(records.text, records.members, made[0].slug if made else None),
        governance=sample_registers.governance(records.text),
        parity=sample_parity.parity(records.text, made),
        admissions=sample_admissions.admissions(records.text, bilateral, made[0].slug if made else None),
        next_quarter=sample_ahead.next_quarter(records.text, nodes[-1].code),
    )


def _period(period: Period) -> d.PeriodData:
    return d.PeriodData(
        code=period.code,
        kind=period.kind.value,
        start=period.start,
        end=period.last_day,
        months=tuple(period.months()),
    )


@cache
def tiny_report() -> d.ReportData:
    """Return the half-year of five towns: Portuguese and English, two plan levels, few sections."""

    def text(portuguese: str, english: str) -> LocalizedText:
        return LocalizedText({"pt": portuguese, "en": english})

    towns = [
        ("evora", "Évora", 38.571, -7.909),
        ("beja", "Beja", 38.015, -7.863),
        ("elvas", "Elvas", 38.881, -7.163),
        ("estremoz", "Estremoz", 38.842, -7.586),
        ("obidos", "Óbidos", 39.362, -9.157),
    ]
    members = tuple(
        d.MemberData(
            slug=slug,
            name=text(name, name),
            kind="CITY",
            category="FULL",
            country="PT",
            region="sul",
            latitude=latitude,
            longitude=longitude,
        )
        for slug, name, latitude, longitude in towns
    )
    nodes = (
        d.NodeData(
            code="A",
            level="goal",
            parent=None,
            title=text("Muralhas", "Town walls"),
            purpose=text("Cuidar das muralhas.", "To look after the walls."),
        ),
        d.NodeData(
            code="A.1", level="result", parent="A", title=text("Inventário", "Inventory"), kind="DOCUMENT"
        ),
        d.NodeData(
            code="A.2",
            level="result",
            parent="A",
            title=text("Encontro anual", "Annual meeting"),
            kind="EVENT",
        ),
        d.NodeData(code="B", level="goal", parent=None, title=text("Escolas", "Schools")),
        d.NodeData(
            code="B.1",
            level="result",
            parent="B",
            title=text("Visitas guiadas", "Guided visits"),
            kind="EVENT",
        ),
    )

    def activity(
        slug: str, line: str | None, day: date | None, titles: tuple[str, str], **more: Any
    ) -> d.ActivityData:
        return d.ActivityData(
            slug=slug,
            title=text(*titles),
            kind="MEETING",
            line=line,
            start=day,
            end=day,
            **{"month": day.isoformat()[:7] if day else "2021-03", **more},
        )

    evora = d.PlaceData(
        name=text("Évora", "Évora"), country="PT", latitude=38.571, longitude=-7.909, organisation="evora"
    )
    host = d.ActivatedIn(slug="evora", name=text("Évora", "Évora"), role="HOST")
    guest = d.ActivatedIn(slug="beja", name=text("Beja", "Beja"), role="PARTICIPANT")
    activities = (
        activity(
            "wall-inventory",
            "A",
            date(2021, 2, 3),
            ("Início do inventário", "The inventory begins"),
            places=(evora,),
            deliverables=("A.1",),
            members=(host, guest),
            text={
                "pt": paragraphs("Duas equipas mediram 400 metros de muralha."),
                "en": paragraphs("Two teams measured 400 metres of wall."),
            },
        ),
        activity(
            "school-walk",
            "B",
            None,
            ("Passeio das escolas", "The schools' walk"),
            deliverables=("B.1", "A.2"),
            members=(guest,),
        ),
        activity("open-day", None, date(2021, 6, 30), ("Dia aberto", "Open day"), online=True),
    )
    south = (
        d.RegionData(slug="sul", name=text("Sul", "South"), members=tuple(member.slug for member in members)),
    )
    period = Period.parse("2021-H1")
    counted, execution, regions, activated, summary = derive(
        period=period,
        lines=("A", "B"),
        nodes=nodes,
        activities=activities,
        members=members,
        regions=south,
        bilateral=0,
        media=0,
    )
    return d.ReportData(
        association=d.AssociationData(
            name=text("Rede das Vilas Amuralhadas", "Network of Walled Towns"),
            short_name="RVA",
            email="rede@example.org",
            website="https://example.org",
            languages=("pt", "en"),
            source_language="pt",
            colours=d.Colours(own="#3a3a5c", lines=("#1d4e89",)),
            report_name=text("Relatório semestral", "Half-year report"),
        ),
        period=_period(period),
        as_of=date(2021, 6, 30),
        sections=tuple(key for key in USUAL_SECTIONS if key not in ("dues", "secretariat", "editorial")),
        summary=summary,
        plan=d.PlanData(
            slug="plano-2021",
            name=text("Plano 2021", "Plan 2021"),
            start=date(2021, 1, 1),
            end=date(2021, 12, 31),
            levels=(
                d.LevelData(key="goal", name=text("Meta", "Goal"), plural=text("Metas", "Goals")),
                d.LevelData(
                    key="result", name=text("Resultado", "Result"), plural=text("Resultados", "Results")
                ),
            ),
            nodes=counted,
            execution=execution,
        ),
        activities=activities,
        members=members,
        activated_members=activated,
        regions=regions,
    )
