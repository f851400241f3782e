"""The rules that a printed report is asked: those of any report, those of print, those against the records."""

from __future__ import annotations

from rapporteur.intake.reconciling import (
    day_rules,
    list_rules,
    meeting_rules,
    name_rules,
    people_rules,
    record_rules,
    text_rules,
    total_rules,
)
from rapporteur.intake.reconciling.asking import adapted
from rapporteur.reports.checking import (
    activity_rules,
    contact_rules,
    member_rules,
    naming_rules,
    plan_rules,
)
from rapporteur.reports.checking import text_rules as checked_texts
from rapporteur.reports.checking.finding import Severity
from rapporteur.reports.checking.rule import Rule

SHARED: tuple[Rule, ...] = (
    activity_rules.report_no_activity,
    activity_rules.activity_no_date,
    activity_rules.activity_ends_before_start,
    activity_rules.activity_outside_period,
    adapted(activity_rules.activity_no_text, severity=Severity.INFORMATION),
    adapted(activity_rules.activity_no_place, severity=Severity.INFORMATION),
    adapted(activity_rules.activity_no_member, severity=Severity.INFORMATION),
    adapted(activity_rules.activity_no_deliverable, severity=Severity.INFORMATION),
    activity_rules.activity_only_foreign_codes,
    activity_rules.activity_foreign_codes,
    adapted(activity_rules.activity_month_only, severity=Severity.INFORMATION),
    activity_rules.activity_same_place_dates,
    activity_rules.activity_ends_after_period,
    naming_rules.activity_host_not_activated,
    naming_rules.activity_at_seat,
    naming_rules.activity_member_named,
    naming_rules.activity_other_place,
    member_rules.activated_not_listed,
    adapted(
        member_rules.seat_not_member,
        message={
            "fr": "Un siège ({body}) revient à {organisation}, qu'aucune liste par région ne contient.",
            "en": "A seat ({body}) is that of {organisation}, which no list by region has.",
            "es": "Un puesto ({body}) corresponde a {organisation}, que no está en ninguna lista por región.",
        },
        mend={
            "fr": "Corriger l'organisation du siège, ou l'ajouter à sa région.",
            "en": "Correct the seat's organisation, or add it to its region.",
            "es": "Corregir la organización del puesto o añadirla a su región.",
        },
    ),
    member_rules.person_two_seats,
    plan_rules.plan_same_wording,
    contact_rules.meeting_prospect_is_member,
    adapted(contact_rules.meeting_no_activity, severity=Severity.INFORMATION),
    contact_rules.meeting_nobody,
    contact_rules.media_no_outlet,
    contact_rules.dues_no_date,
    contact_rules.dues_old_date,
    checked_texts.editorial_figure,
)
"""Rules of the engine that are asked of print as they are. What a heading lacks contradicts nothing: information."""
PRINT: tuple[Rule, ...] = (
    *name_rules.RULES,
    *total_rules.RULES,
    *list_rules.RULES,
    *meeting_rules.RULES,
    *people_rules.RULES,
    *text_rules.RULES,
    *day_rules.RULES,
)
NEEDS_WHOLE: dict[str, str] = {
    rule: part
    for part, rules in {
        "directory": "name-not-in-directory seat-not-member secretary-not-member",
        "activated": "activated-not-listed listed-not-activated met-not-listed",
        "plan": "plan-code-unlisted plan-deliverable-no-evidence plan-table-gap plan-measure-alone",
        "codes": "activity-no-deliverable",
        "dates": "activity-no-date",
        "meetings": "meeting-no-activity meeting-nobody met-not-activated",
        "boxes": "activity-no-member activity-host-not-activated activity-at-seat activity-member-named "
        "activity-other-place",
    }.items()
    for rule in rules.split()
}
"""Rules that are asked only where a part of the report was read whole: what it lacks would be a slip of the reading."""
RULES: tuple[Rule, ...] = (*SHARED, *PRINT, *record_rules.RULES)
