"""The verbs of planned events as forms: it took place, it is cancelled, it is planned again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page.agenda import words
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, VerbForm
from rapporteur.interfaces.office.typed import TypedDayField, reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.models import Activity
from rapporteur.records.agenda import actions
from rapporteur.records.agenda.enums import EventState
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.names.called import with_names

NEAR = timedelta(days=31)
"""How far from its planned days an activity may lie that an event became."""
OFFERED = 50


class HoldEventForm(VerbForm):
    """Which activity an event became: one that is logged near its days, or a new draft."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event: PlannedEvent = self.record
        near = Activity.objects.filter(
            planned_event=None,
            start_date__lte=event.end_date + NEAR,
            end_date__gte=event.start_date - NEAR,
        )
        logged = [
            (one.slug, f"{called(one)} · {format_dates(one.dates, reader())}")
            for one in with_names(near.order_by("start_date", "slug"))[:OFFERED]
        ]
        self.fields["activity"] = forms.ChoiceField(
            label=words.BOXES["activity"],
            help_text=words.BOXES["activity_help"],
            choices=[("", label(words.NEW_DRAFT)), *logged],
            required=False,
        )

    def do(self, by: Actor) -> None:
        """Let it become that activity."""
        activity = self.cleaned_data["activity"] or None
        actions.hold_event(by=by, event=self.record, on=timezone.localdate(), activity=activity)


class CancelEventForm(VerbForm):
    """From which day on an event is cancelled, and why."""

    day_field = "on"
    on = TypedDayField(label=words.BOXES["cancelled"])
    reason = forms.CharField(label=words.BOXES["reason"], max_length=300)

    def do(self, by: Actor) -> None:
        """Cancel it."""
        values = self.cleaned_data
        actions.cancel_event(by=by, event=self.record, on=values["on"], reason=values["reason"])


class PlanAgainForm(VerbForm):
    """Nothing is asked: what was said by mistake is taken back."""

    def do(self, by: Actor) -> None:
        """Plan it again."""
        actions.plan_again(by=by, event=self.record)


def _why_not_now(event: Any) -> Message | None:
    hindrances = {EventState.HAPPENED: words.HAS_HAPPENED, EventState.CANCELLED: words.IS_CANCELLED}
    return hindrances.get(event.state)


def _why_not_held(event: Any) -> Message | None:
    if (settled := _why_not_now(event)) is not None:
        return settled
    return words.NOT_BEGUN if event.start_date > timezone.localdate() else None


def _why_not_planned(event: Any) -> Message | None:
    return words.IS_PLANNED if event.state is EventState.PLANNED else None


EVENT_VERBS = (
    FormVerb("hold-event", words.HOLD, Right.RECORD_AGENDA, HoldEventForm, _why_not_held),
    FormVerb("cancel-event", words.CANCEL, Right.RECORD_AGENDA, CancelEventForm, _why_not_now),
    FormVerb("plan-event", words.PLAN, Right.RECORD_AGENDA, PlanAgainForm, _why_not_planned),
)
"""In the order in which they are done."""
