"""The rules that a printed report is asked: those of any report, those of print, those against the records."""

from __future__ import annotations

from rapporteur.intake.reconciling import (
    day_rules,
    list_rules,
    name_rules,
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
    adapted(activity_rules.activity_no_text, severity=Severity.WARNING),
    adapted(activity_rules.activity_no_place, severity=Severity.INFORMATION),
    adapted(activity_rules.activity_no_member, severity=Severity.INFORMATION),
    activity_rules.activity_no_deliverable,
    activity_rules.activity_only_foreign_codes,
    activity_rules.activity_foreign_codes,
    adapted(activity_rules.activity_month_only, severity=Severity.INFORMATION),
    activity_rules.activity_same_place_dates,
    activity_rules.activity_same_long_dates,
    activity_rules.activity_ends_after_period,
    naming_rules.activity_host_not_activated,
    naming_rules.activity_at_seat,
    naming_rules.activity_member_named,
    naming_rules.activity_other_place,
    member_rules.activated_not_listed,
    member_rules.seat_not_member,
    member_rules.person_two_seats,
    plan_rules.plan_same_wording,
    contact_rules.meeting_prospect_is_member,
    contact_rules.meeting_no_activity,
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
    *text_rules.RULES,
    *day_rules.RULES,
)
RULES: tuple[Rule, ...] = (*SHARED, *PRINT, *record_rules.RULES)
