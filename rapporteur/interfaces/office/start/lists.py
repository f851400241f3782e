"""What waits for somebody: what was returned, drafts, what is to be reviewed; reports, members who sleep, dues."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import WorkflowState

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import Money
from rapporteur.interfaces.office.asleep.standing import last_activated, sleep_period
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.reviews.queue import reviews_within
from rapporteur.interfaces.office.start.remarks import asked_rows
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.queries import members_asleep
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.dues.queries import with_balance
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import with_names
from rapporteur.records.reports.models import Report

MOST_ROWS = 5
"""Rows of a list: the page is read at a glance, the rest is one click away."""
MOST_LISTS = 5
"""Lists of a page: where something is asked of somebody, that comes first and the last list gives way."""


@dataclass(frozen=True)
class StartRow:
    """One thing that waits: what it is called, where it is cured, and what else is to be known of it."""

    text: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class StartList:
    """A list of the start page: its rows, how many there are in all, and what is said where there is none."""

    name: str
    title: Any
    rows: tuple[StartRow, ...]
    count: int
    nothing: Any
    address: str = ""
    """Where all of them are, if anywhere."""


@dataclass(frozen=True)
class Visitor:
    """Whoever looks: the account, what it may, its language, and the day."""

    user: Any
    by: Actor
    language: str
    on: date


def lists_for(reader: Visitor) -> Iterator[StartList]:
    """Yield the lists of somebody, in the order of the page."""
    asked = _asked(reader)
    rights = [make for right, make in LISTS if can(reader.by, right)]
    if asked.rows:
        yield asked
    for make in rights[: MOST_LISTS - bool(asked.rows)]:
        yield make(reader)


def _asked(reader: Visitor) -> StartList:
    rows = [StartRow(*row) for row in asked_rows(reader.by, reader.user, reader.language, reader.on)]
    return StartList(
        "asked", label(Message("Asked of you", context="start")), tuple(rows[:MOST_ROWS]), len(rows),
        label(Message("Nobody asks anything of you.", context="start")),
    )  # fmt: skip


def _returned(reader: Visitor) -> StartList:
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=reader.user)
    return _of_activities(
        "returned", label(Message("Returned to you", context="start")), _in_review(reader, states), reader,
        label(Message("Nothing was returned to you.", context="start")),
    )  # fmt: skip


def _drafts(reader: Visitor) -> StartList:
    own = _visible(reader).filter(latest_revision__user=reader.user)
    return _of_activities(
        "drafts", label(Message("Your drafts", context="start")),
        own.filter(Q(live=False) | Q(has_unpublished_changes=True)), reader,
        label(Message("You have no drafts.", context="start")),
    )  # fmt: skip


def _waiting(reader: Visitor) -> StartList:
    asked = [one for one in reviews_within(reader.by) if not one.returned and one.is_asked_of(reader.by)]
    keys = [one.record.pk for one in asked if isinstance(one.record, Activity)]
    return _of_activities(
        "waiting", label(Message("Waits for your review", context="start")),
        _visible(reader).filter(pk__in=keys), reader,
        label(Message("Nothing waits for your review.", context="start")),
    )  # fmt: skip


def _reports(reader: Visitor) -> StartList:
    found = Report.objects.order_by("-period_start", "-period_end")
    rows = [
        StartRow(
            capitalise(format_period(period.start, period.last_day, reader.language)),
            reverse("report_room:period", args=[period.code]),
        )
        for period in (one.period for one in found[:MOST_ROWS])
    ]
    return StartList(
        "reports", label(Message("Reports", context="start")), tuple(rows), found.count(),
        label(Message("No report is recorded.", context="start")),
    )  # fmt: skip


def _asleep(reader: Visitor) -> StartList:
    since, until = sleep_period(reader.on)
    asleep: Any = within_reach(members_asleep(since, until), reader.by, Right.VIEW_MEMBERS)
    finder, languages, rows = AdminURLFinder(reader.user), association_languages(), []
    for one in with_names(asleep)[:MOST_ROWS]:
        one._languages = languages
        note = last_activated(one.last_activated, reader.language)
        rows.append(
            StartRow(called(one), finder.get_edit_url(one) or f"{list_of(Organisation)}?q={one.slug}", note)
        )
    return StartList(
        "asleep", label(Message("Members who sleep", context="start")), tuple(rows), asleep.count(),
        label(Message("Every member was activated in the last two quarters.", context="start")),
        reverse("asleep:index"),
    )  # fmt: skip


def _dues(reader: Visitor) -> StartList:
    balanced: Any = with_balance(DuesItem.objects.filter(call__year__lte=reader.on.year), reader.on)
    owing = balanced.filter(left__gt=0)
    ordered = with_names(owing.select_related("call")).order_by("call__year", "-left", "pk")
    viewset: Any = DuesItem.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    languages, rows = association_languages(), []
    for one in ordered[:MOST_ROWS]:
        one._languages = languages
        address = reverse(viewset.get_url_name("do"), args=[one.pk, "payment"])
        rows.append(
            StartRow(called(one), address, format_money(Money(one.left, one.call.currency), reader.language))
        )
    return StartList(
        "dues", label(Message("Dues that are open", context="start")), tuple(rows), owing.count(),
        label(Message("No dues are open.", context="start")), f"{list_of(DuesItem)}?standing=open",
    )  # fmt: skip


def _visible(reader: Visitor) -> QuerySet[Activity]:
    return within_reach(Activity.objects.all(), reader.by, Right.VIEW_ACTIVITIES)


def _in_review(reader: Visitor, states: QuerySet[WorkflowState]) -> QuerySet[Activity]:
    """Return the activities of these reviews."""
    kind = ContentType.objects.get_for_model(Activity)
    keys = states.filter(base_content_type=kind).values_list("object_id", flat=True)
    return _visible(reader).filter(pk__in=[int(key) for key in keys])


def _of_activities(
    name: str, title: Any, found: QuerySet[Activity], reader: Visitor, nothing: Any
) -> StartList:
    ordered = found.select_related("latest_revision").order_by("-latest_revision__created_at", "-pk")
    finder, languages, rows = AdminURLFinder(reader.user), association_languages(), []
    for record in ordered[:MOST_ROWS]:
        newest: Any = record.get_latest_revision_as_object()
        newest._languages = languages
        address = finder.get_edit_url(record) or list_of(Activity)
        rows.append(StartRow(called(newest), address, format_day(newest.start_date, reader.language)))
    return StartList(name, title, tuple(rows), found.count(), nothing)


def list_of(model: Any) -> str:
    """Return the address of the list of a kind of record."""
    return reverse(model.snippet_viewset.get_url_name("list"))


LISTS: Sequence[tuple[Right, Callable[[Visitor], StartList]]] = (
    (Right.DRAFT_ACTIVITIES, _returned),
    (Right.DRAFT_ACTIVITIES, _drafts),
    (Right.PUBLISH_ACTIVITIES, _waiting),
    (Right.VIEW_REPORTS, _reports),
    (Right.VIEW_MEMBERS, _asleep),
    (Right.RECORD_DUES, _dues),
)
"""The lists of the start page and the right that each needs."""
