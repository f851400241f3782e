"""Rules on activities: is each complete, and does it agree with itself?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rapporteur.core.dates import DateSpan
from rapporteur.core.search import fold
from rapporteur.reports.checking.facts import Activity, Fact, Place, Subject
from rapporteur.reports.checking.finding import Severity
from rapporteur.reports.checking.rule import Hit, rule

LONG_DAYS = 5
"""From so many days on, two activities with the same first and last day are worth a second look."""


def hit(activity: Activity, field: str, *more: object, **values: object) -> Hit:
    """Return a hit on a field of an activity; its message may name the activity's title."""
    fields = [name for name in (field,) if hasattr(activity, name)]
    return Hit(
        activity.record,
        field,
        {"activity": activity.title, **values},
        (activity, *more),
        activity.evidence(*fields),
    )


@rule(
    "activity-no-place",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Does every activity that was not online have a place?",
    why="A letter or an agreement may have none; a meeting without one is incomplete, and on no map.",
    message={
        "fr": "L'activité « {activity} » n'a pas de lieu et n'est pas en ligne.",
        "en": "The activity “{activity}” has no place and is not online.",
        "es": "La actividad «{activity}» no tiene lugar y no es en línea.",
    },
    mend={
        "fr": "Indiquer le lieu, ou cocher « en ligne ».",
        "en": "Give its place, or mark it as online.",
        "es": "Indicar el lugar o marcarla como actividad en línea.",
    },
)
def activity_no_place(subject: Subject) -> Iterator[Hit]:
    """Yield activities with neither place nor the mark of being online."""
    for activity in subject.activities:
        if not activity.places and not activity.online:
            yield hit(activity, "places")


@rule(
    "activity-no-member",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Does every activity activate somebody?",
    why="Internal work may activate nobody, but a forgotten list is lost from every count of engagement.",
    message={
        "fr": "Aucun membre n'est activé par « {activity} ».",
        "en": "“{activity}” activates no member.",
        "es": "«{activity}» no activa a ningún miembro.",
    },
    mend={
        "fr": "Ajouter les membres qui y ont pris part, ou confirmer qu'il n'y en avait aucun.",
        "en": "Add the members that took part, or confirm that none did.",
        "es": "Añadir los miembros que participaron o confirmar que no hubo ninguno.",
    },
)
def activity_no_member(subject: Subject) -> Iterator[Hit]:
    """Yield activities without any activation, resolved or not."""
    for activity in subject.activities:
        if not activity.members and not activity.unresolved:
            yield hit(activity, "members")


@rule(
    "activity-no-deliverable",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Is every activity evidence for something in the plan?",
    why="The plan's execution is counted from these links; without one the work is invisible there.",
    message={
        "fr": "« {activity} » n'est rattachée à aucun livrable.",
        "en": "“{activity}” serves no deliverable of the plan.",
        "es": "«{activity}» no está vinculada a ningún entregable.",
    },
    mend={
        "fr": "Rattacher l'activité à un livrable du plan.",
        "en": "Link the activity to a deliverable of the plan.",
        "es": "Vincular la actividad a un entregable del plan.",
    },
)
def activity_no_deliverable(subject: Subject) -> Iterator[Hit]:
    """Yield activities without any code, known or not."""
    for activity in subject.activities:
        if not activity.codes and not activity.unknown_codes:
            yield hit(activity, "codes")


@rule(
    "activity-no-text",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    asks="Does every activity say what happened?",
    why="A heading with nothing under it is not fit to print, in any language.",
    message={
        "fr": "« {activity} » n'a de texte dans aucune langue.",
        "en": "“{activity}” has no text in any language.",
        "es": "«{activity}» no tiene texto en ningún idioma.",
    },
    mend={
        "fr": "Écrire le texte, au moins dans la langue source.",
        "en": "Write the text, in the source language at least.",
        "es": "Escribir el texto, al menos en el idioma de origen.",
    },
)
def activity_no_text(subject: Subject) -> Iterator[Hit]:
    """Yield activities without a text."""
    for activity in subject.activities:
        if not activity.text:
            yield hit(activity, "text")


@rule(
    "activity-only-foreign-codes",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Does every activity serve the line under which it is reported?",
    why="Then it probably belongs under the other line.",
    message={
        "fr": "« {activity} » est sous {line}, mais tous ses livrables sont d'une autre ligne : {codes}.",
        "en": "“{activity}” is reported under {line}, but all its deliverables are of another line: {codes}.",
        "es": "«{activity}» figura en {line}, pero todos sus entregables son de otra línea: {codes}.",
    },
    mend={
        "fr": "Changer la ligne, ou ajouter un livrable de {line}.",
        "en": "Change the line, or add a deliverable of {line}.",
        "es": "Cambiar la línea o añadir un entregable de {line}.",
    },
)
def activity_only_foreign_codes(subject: Subject) -> Iterator[Hit]:
    """Yield activities none of whose codes is of their own line."""
    for activity in subject.activities:
        foreign = foreign_codes(subject, activity)
        if foreign and len(foreign) == len(activity.codes):
            yield hit(activity, "line", line=activity.line, codes=foreign)


@rule(
    "activity-foreign-codes",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Which activities also serve another line than their own?",
    why="Allowed: an activity is reported under one line and may serve several. Listed, because slips hide here.",
    message={
        "fr": "« {activity} », sous {line}, porte aussi des codes d'une autre ligne : {codes}.",
        "en": "“{activity}”, reported under {line}, also carries codes of another line: {codes}.",
        "es": "«{activity}», en {line}, lleva también códigos de otra línea: {codes}.",
    },
    mend={
        "fr": "Vérifier ces codes ; retirer ceux que l'activité ne sert pas.",
        "en": "Look at these codes; take away those that the activity does not serve.",
        "es": "Revisar estos códigos; quitar los que la actividad no atiende.",
    },
)
def activity_foreign_codes(subject: Subject) -> Iterator[Hit]:
    """Yield activities some of whose codes, not all, are of another line."""
    for activity in subject.activities:
        foreign = foreign_codes(subject, activity)
        if foreign and len(foreign) < len(activity.codes):
            yield hit(activity, "codes", line=activity.line, codes=foreign)


def foreign_codes(subject: Subject, activity: Activity) -> tuple[str, ...]:
    """Return the activity's codes that lie under another line than its own; none where it has no line."""
    if activity.line is None:
        return ()
    return tuple(code for code in activity.codes if subject.line_of.get(code, activity.line) != activity.line)


@rule(
    "activity-no-line",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.PLAN],
    asks="Is every activity reported under a line of the plan?",
    why="The report prints activities line by line: without one it would be counted and not printed.",
    message={
        "fr": "« {activity} » n'est sous aucune ligne du plan.",
        "en": "“{activity}” is reported under no line of the plan.",
        "es": "«{activity}» no figura en ninguna línea del plan.",
    },
    mend={
        "fr": "Choisir la ligne du plan sous laquelle elle est rapportée.",
        "en": "Choose the line of the plan under which it is reported.",
        "es": "Elegir la línea del plan en la que se presenta.",
    },
)
def activity_no_line(subject: Subject) -> Iterator[Hit]:
    """Yield activities without a line, where there is a plan with lines."""
    if subject.nodes:
        for activity in subject.activities:
            if not activity.line:
                yield hit(activity, "line")


@rule(
    "activity-outside-period",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    asks="Did every activity begin in the period?",
    why="It would be counted in two reports, or in the wrong one.",
    message={
        "fr": "« {activity} » ne commence pas dans la période : {dates}.",
        "en": "“{activity}” did not begin in the period: {dates}.",
        "es": "«{activity}» no empieza dentro del período: {dates}.",
    },
    mend={
        "fr": "Corriger la date, ou rapporter l'activité dans sa période.",
        "en": "Correct the date, or report the activity in its own period.",
        "es": "Corregir la fecha o presentar la actividad en su período.",
    },
)
def activity_outside_period(subject: Subject) -> Iterator[Hit]:
    """Yield activities whose first day lies before or after the period."""
    for activity in subject.activities:
        if (first := activity.first_day) and not subject.start <= first <= subject.end:
            yield hit(activity, "start", dates=activity.dates or first)


@rule(
    "activity-ends-before-start",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    asks="Does every activity end on or after the day on which it begins?",
    why="One of the two days is wrong.",
    message={
        "fr": "« {activity} » finit avant de commencer : début {start}, fin {end}.",
        "en": "“{activity}” ends before it begins: start {start}, end {end}.",
        "es": "«{activity}» termina antes de empezar: inicio {start}, fin {end}.",
    },
    mend={
        "fr": "Corriger l'un des deux jours.",
        "en": "Correct one of the two days.",
        "es": "Corregir uno de los dos días.",
    },
)
def activity_ends_before_start(subject: Subject) -> Iterator[Hit]:
    """Yield activities with an end before their start."""
    for activity in subject.activities:
        if activity.start and activity.end and activity.end < activity.start:
            yield hit(activity, "end", start=activity.start, end=activity.end)


@rule(
    "activity-ends-after-period",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES],
    asks="Which activities go on after the period?",
    why="Right where it is so: it counts where it begins. A typing slip in the month looks the same.",
    message={
        "fr": "« {activity} » se poursuit après la période, jusqu'au {end}.",
        "en": "“{activity}” goes on after the period, until {end}.",
        "es": "«{activity}» continúa después del período, hasta el {end}.",
    },
    mend={
        "fr": "Vérifier le dernier jour.",
        "en": "Look at its last day.",
        "es": "Revisar el último día.",
    },
)
def activity_ends_after_period(subject: Subject) -> Iterator[Hit]:
    """Yield activities that began in the period and end after it."""
    for activity in subject.activities:
        began = activity.start is not None and subject.start <= activity.start <= subject.end
        if began and activity.end and activity.end > subject.end:
            yield hit(activity, "end", end=activity.end)


@rule(
    "activity-no-date",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES],
    asks="Is it known when every activity happened?",
    why="An activity without any date belongs to no period.",
    message={
        "fr": "La date de « {activity} » n'est pas connue.",
        "en": "It is not known when “{activity}” happened.",
        "es": "No se sabe cuándo tuvo lugar «{activity}».",
    },
    mend={
        "fr": "Indiquer le jour, ou au moins le mois.",
        "en": "Give the day, or the month at least.",
        "es": "Indicar el día o, al menos, el mes.",
    },
)
def activity_no_date(subject: Subject) -> Iterator[Hit]:
    """Yield activities with neither day nor month."""
    for activity in subject.activities:
        if activity.start is None and not activity.month:
            yield hit(activity, "start")


@rule(
    "activity-month-only",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Is the day of every activity known?",
    why="A month is a valid date when no more can be known; usually the day has only not been asked for.",
    message={
        "fr": "De « {activity} » on ne connaît que le mois : {month}.",
        "en": "Only the month of “{activity}” is known: {month}.",
        "es": "De «{activity}» solo se conoce el mes: {month}.",
    },
    mend={
        "fr": "Indiquer le jour, si on peut le savoir.",
        "en": "Give the day, if it can be known.",
        "es": "Indicar el día, si se puede saber.",
    },
)
def activity_month_only(subject: Subject) -> Iterator[Hit]:
    """Yield activities of which only the month is known."""
    for activity in subject.activities:
        if activity.start is None and activity.month:
            yield hit(activity, "month", month=DateSpan(month=activity.month))


def place_of(place: Place) -> str:
    """Return what makes two places the same: the organisation, else the name."""
    return place.organisation or fold(place.name.best(("en", "fr", "es")))


@rule(
    "activity-same-place-dates",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Are two activities at the same place on the same days really two?",
    why="Two meetings may share a hall; as often one was recorded twice, or one has the dates of the other.",
    message={
        "fr": "« {activity} » a le même lieu et les mêmes dates ({dates}) que « {others} ».",
        "en": "“{activity}” has the same place and dates ({dates}) as “{others}”.",
        "es": "«{activity}» tiene el mismo lugar y las mismas fechas ({dates}) que «{others}».",
    },
    mend={
        "fr": "Réunir les deux activités si c'est la même, ou corriger les dates.",
        "en": "Merge them if they are one activity, or correct the dates.",
        "es": "Unir las actividades si son la misma o corregir las fechas.",
    },
)
def activity_same_place_dates(subject: Subject) -> Iterator[Hit]:
    """Yield, for each group of activities with equal days and a place in common, the first of them."""
    for together in _with_same_days(subject):
        reported: set[str] = set()
        for at, activity in enumerate(together):
            places = {place_of(place) for place in activity.places}
            others = [
                other
                for other in together[at + 1 :]
                if other.slug not in reported and places & {place_of(place) for place in other.places}
            ]
            if others and activity.slug not in reported:
                reported |= {other.slug for other in others}
                yield _same(activity, others)


@rule(
    "activity-same-long-dates",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES],
    asks="Do two long activities at different places really have the same first and last day?",
    why=f"The longer, the less likely by chance: asked from {LONG_DAYS} days on. It may still be so.",
    message={
        "fr": "« {activity} » a exactement les mêmes dates ({dates}), en un autre lieu, que « {others} ».",
        "en": "“{activity}” has exactly the same dates ({dates}), at another place, as “{others}”.",
        "es": "«{activity}» tiene exactamente las mismas fechas ({dates}), en otro lugar, que «{others}».",
    },
    mend={
        "fr": "Vérifier les dates des deux activités.",
        "en": "Look at the dates of both.",
        "es": "Revisar las fechas de ambas.",
    },
)
def activity_same_long_dates(subject: Subject) -> Iterator[Hit]:
    """Yield the first of each group of long activities with equal days and no place in common."""
    for together in _with_same_days(subject):
        first, *rest = together
        if first.start and first.end and first.end - first.start >= timedelta(days=LONG_DAYS - 1):
            places = {place_of(place) for place in first.places}
            others = [other for other in rest if not places & {place_of(place) for place in other.places}]
            if others:
                yield _same(first, others)


def _with_same_days(subject: Subject) -> Iterator[list[Activity]]:
    """Yield the activities that share first and last day, two or more, in the order of the report."""
    by_days: dict[tuple[object, object], list[Activity]] = {}
    for activity in subject.activities:
        if activity.start is not None:
            by_days.setdefault((activity.start, activity.end or activity.start), []).append(activity)
    return (together for together in by_days.values() if len(together) > 1)


def _same(activity: Activity, others: list[Activity]) -> Hit:
    evidence = tuple(item for each in (activity, *others) for item in each.evidence("start", "places"))
    return Hit(
        activity.record,
        "start",
        {
            "activity": activity.title,
            "dates": activity.dates,
            "others": tuple(other.title for other in others),
        },
        (activity, *others),
        evidence,
    )


@rule(
    "activity-draft",
    Severity.WARNING,
    needs=[Fact.DRAFTS],
    asks="Is there work on activities of the period that is not published?",
    why="Drafts count in no figure; frozen now, the report would leave them out.",
    message={
        "fr": "« {activity} » est un brouillon : le rapport ne le compte pas.",
        "en": "“{activity}” is a draft: the report does not count it.",
        "es": "«{activity}» es un borrador: el informe no lo cuenta.",
    },
    mend={
        "fr": "Publier le brouillon, ou l'abandonner.",
        "en": "Publish the draft, or discard it.",
        "es": "Publicar el borrador o descartarlo.",
    },
)
def activity_draft(subject: Subject) -> Iterator[Hit]:
    """Yield activities that have never been published."""
    for draft in subject.drafts:
        if not draft.live:
            yield Hit(draft.record, "live", {"activity": draft.record.name}, (draft,))


@rule(
    "activity-unpublished-changes",
    Severity.WARNING,
    needs=[Fact.DRAFTS],
    asks="Are there changes to published activities that nobody has published?",
    why="The report would be frozen with what somebody has already corrected.",
    message={
        "fr": "« {activity} » a des modifications non publiées.",
        "en": "“{activity}” has changes that are not published.",
        "es": "«{activity}» tiene cambios sin publicar.",
    },
    mend={
        "fr": "Publier ces modifications, ou les abandonner.",
        "en": "Publish the changes, or discard them.",
        "es": "Publicar los cambios o descartarlos.",
    },
)
def activity_unpublished_changes(subject: Subject) -> Iterator[Hit]:
    """Yield published activities with a newer draft."""
    for draft in subject.drafts:
        if draft.live:
            yield Hit(draft.record, "has_unpublished_changes", {"activity": draft.record.name}, (draft,))


@rule(
    "report-no-activity",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES],
    asks="Is anything recorded for the period?",
    why="A quiet quarter may happen; more often the period is mistyped or nobody has logged anything yet.",
    message={
        "fr": "Aucune activité publiée n'est enregistrée pour la période.",
        "en": "No published activity is recorded for the period.",
        "es": "No hay ninguna actividad publicada registrada en el período.",
    },
    mend={
        "fr": "Enregistrer et publier les activités de la période.",
        "en": "Record and publish the activities of the period.",
        "es": "Registrar y publicar las actividades del período.",
    },
)
def report_no_activity(subject: Subject) -> Iterator[Hit]:
    """Yield where the period has no activity."""
    if not subject.activities:
        yield Hit(subject.record, "period", {}, (subject.start, subject.end))


RULES = (
    report_no_activity,
    activity_no_date,
    activity_ends_before_start,
    activity_outside_period,
    activity_no_text,
    activity_no_line,
    activity_no_place,
    activity_no_member,
    activity_no_deliverable,
    activity_only_foreign_codes,
    activity_foreign_codes,
    activity_month_only,
    activity_same_place_dates,
    activity_same_long_dates,
    activity_ends_after_period,
    activity_draft,
    activity_unpublished_changes,
)
