"""What waits for somebody: what was returned, drafts, what is to be reviewed; reports, members who sleep, dues."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import WorkflowState

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.formatting.days import format_day, format_period
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import Money
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.asleep.standing import last_activated, sleep_period
from rapporteur.interfaces.office.log.desk import open_period
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.reviews.queue import name_draft, reviews_within
from rapporteur.interfaces.office.start.quarter import quarter_of
from rapporteur.interfaces.office.start.remarks import asked_rows, shortened
from rapporteur.interfaces.office.start.rows import StartList, StartRow, Visitor, list_of
from rapporteur.interfaces.office.start.texts import texts_of
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.queries import members_asleep
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.dues.queries import with_balance
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import with_names
from rapporteur.records.periods.enums import PeriodState
from rapporteur.records.periods.models import ReportingPeriod
from rapporteur.records.reports.models import Report

MOST_ROWS = 5
"""Rows of a list: the page is read at a glance, the rest is one click away."""
SHOWN = frozenset({"title", "start_date"})
"""What a row says of an activity."""
MOST_LISTS = 5
"""Lists of a page: where there are more, the last without rows gives way, else the last."""
ONLY_WITH_ROWS = frozenset({"asked", "sent"})
"""Lists of which nobody is told that they are empty."""


def lists_for(reader: Visitor) -> Iterator[StartList]:
    """Yield the lists of somebody, in the order of the page."""
    found = [_asked(reader), *(make(reader) for right, make in LISTS if can(reader.by, right))]
    if can(reader.by, Right.WRITE_TRANSLATIONS) and not can(reader.by, Right.DRAFT_ACTIVITIES):
        found.insert(1, texts_of(reader, _periods(reader)))  # whoever only translates has come for them
    found = [one for one in found if one.rows or one.name not in ONLY_WITH_ROWS]
    while len(found) > MOST_LISTS:
        empty = [one for one in found if not one.rows]
        found.remove((empty or found)[-1])
    yield from found


def _periods(reader: Visitor) -> list[Period]:
    """Return the period that is worked on, and before it those that close: their last texts are the ones in a hurry."""
    under_way = ReportingPeriod.objects.filter(state__in=[PeriodState.CALLED, PeriodState.CLOSING])
    closing = [one.period for one in under_way.order_by("period_start", "period_end")]
    return list(dict.fromkeys([*closing, open_period(reader.on)]))


def _asked(reader: Visitor) -> StartList:
    rows = [StartRow(*row) for row in asked_rows(reader.by, reader.user, reader.language, reader.on)]
    return StartList(
        "asked", label(Message("Asked of you", context="start")), tuple(rows[:MOST_ROWS]), len(rows),
        label(Message("Nobody asks anything of you.", context="start")),
    )  # fmt: skip


def _returned(reader: Visitor) -> StartList:
    states = _returned_states(reader).select_related("current_task_state")
    why = {
        int(one.object_id): shortened(one.current_task_state.comment)
        for one in states
        if one.current_task_state is not None
    }
    return _of_activities(
        "returned", label(Message("Returned to you", context="start")), _in_review(reader, states), reader,
        label(Message("Nothing was returned to you.", context="start")), why=why,
    )  # fmt: skip


def _returned_states(reader: Visitor) -> QuerySet[WorkflowState]:
    kind = ContentType.objects.get_for_model(Activity)
    found: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        base_content_type=kind, status=WorkflowState.STATUS_NEEDS_CHANGES, requested_by=reader.user
    )
    return found


def _drafts(reader: Visitor) -> StartList:
    own = _visible(reader).filter(latest_revision__user=reader.user)
    elsewhere = [*_keys_of(_waiting_states()), *_keys_of(_returned_states(reader))]
    return _of_activities(
        "drafts", label(Message("Your drafts", context="start")),
        own.filter(Q(live=False) | Q(has_unpublished_changes=True)).exclude(pk__in=elsewhere), reader,
        label(Message("You have no drafts.", context="start")),
    )  # fmt: skip


def _sent(reader: Visitor) -> StartList:
    """Return what somebody sent, or wrote last of what somebody else sent: a reviewer is to read it now."""
    asked = set(_keys_of(_waiting_states().filter(requested_by=reader.user)))
    waiting = Activity.objects.filter(pk__in=_keys_of(_waiting_states()))
    # those that wait, by their keys: asked for by who wrote last, a database reads all that they ever wrote
    written = waiting.values_list("pk", "latest_revision__user")
    own = [key for key, by in written if key in asked or by == reader.user.pk]
    return _of_activities(
        "sent", label(Message("Sent, waits for review", context="start")), _visible(reader).filter(pk__in=own), reader,
        label(Message("Nothing that you sent waits for a review.", context="start")),
        at=_review,
    )  # fmt: skip


def _waiting_states() -> QuerySet[WorkflowState]:
    kind = ContentType.objects.get_for_model(Activity)
    found: QuerySet[WorkflowState] = WorkflowState.objects.filter(
        base_content_type=kind, status=WorkflowState.STATUS_IN_PROGRESS
    )
    return found


def _waiting(reader: Visitor) -> StartList:
    asked = [one for one in reviews_within(reader.by) if not one.returned and one.is_asked_of(reader.by)]
    keys = [one.record.pk for one in asked if isinstance(one.record, Activity)]
    found = _of_activities(
        "waiting", label(Message("Waits for your review", context="start")),
        _visible(reader).filter(pk__in=keys), reader,
        label(Message("Nothing waits for your review.", context="start")), at=_review,
    )  # fmt: skip
    others = [
        StartRow(
            name_draft(one.record, reader.language), reverse("reviews:review", args=[one.word, one.record.pk])
        )
        for one in asked
        if not isinstance(one.record, Activity)
    ]
    return replace(found, rows=(*others, *found.rows)[:MOST_ROWS], count=found.count + len(others))


def _review(record: Activity) -> str:
    """Return where one reads it as it will be printed, and approves it or returns it."""
    return reverse("reviews:review", args=["activity", record.pk])


def _quarter(reader: Visitor) -> StartList:
    return quarter_of(reader, open_period(reader.on))


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
        note = last_activated(one.last_activated, one.joined, reader.language)
        rows.append(
            StartRow(called(one), finder.get_edit_url(one) or f"{list_of(Organisation)}?q={one.slug}", note)
        )
    return StartList(
        "asleep", label(Message("Members without an activity for two quarters", context="start")), tuple(rows),
        asleep.count(),
        label(Message("Every member was activated in the last two quarters.", context="start")),
        f"{reverse('asleep:index')}?why=activity",
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
    return _visible(reader).filter(pk__in=_keys_of(states))


def _keys_of(states: QuerySet[WorkflowState]) -> list[int]:
    return [int(key) for key in states.values_list("object_id", flat=True)]


def _of_activities(
    name: str,
    title: Any,
    found: QuerySet[Activity],
    reader: Visitor,
    nothing: Any,
    *,
    why: Mapping[int, str] | None = None,
    at: Callable[[Activity], str] | None = None,
) -> StartList:
    """Return a list of activities, each with why it came back if it did; `at` says where one is, if not in its form."""
    ordered = found.select_related("latest_revision").order_by("-latest_revision__created_at", "-pk")
    finder, languages, rows = AdminURLFinder(reader.user), association_languages(), []
    for record in ordered[:MOST_ROWS]:
        _take_from_draft(record)
        record._languages = languages
        address = at(record) if at else finder.get_edit_url(record) or list_of(Activity)
        day = format_day(record.start_date, reader.language)
        rows.append(StartRow(called(record), address, day, (why or {}).get(record.pk, "")))
    return StartList(name, title, tuple(rows), found.count(), nothing)


def _take_from_draft(record: Activity) -> None:
    """Let an activity say what is shown of it as its draft says it: a whole draft asks for each record it names."""
    draft = record.latest_revision.content if record.latest_revision else {}
    for name in SHOWN & draft.keys():
        column: Any = Activity._meta.get_field(name)
        setattr(record, name, column.to_python(draft[name]))


LISTS: Sequence[tuple[Right, Callable[[Visitor], StartList]]] = (
    (Right.DRAFT_ACTIVITIES, _returned),
    (Right.DRAFT_ACTIVITIES, _drafts),
    (Right.DRAFT_ACTIVITIES, _sent),
    (Right.PUBLISH_ACTIVITIES, _waiting),
    (Right.DRAFT_ACTIVITIES, _quarter),
    (Right.VIEW_MEMBERS, _asleep),
    (Right.RECORD_DUES, _dues),
    (Right.VIEW_REPORTS, _reports),
)
"""The lists of the start page and the right that each needs: what the menu leads to as well comes last."""
