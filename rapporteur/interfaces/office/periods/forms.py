"""Forms of the pages of periods: which period, the day on which contributions are due, an exception."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.office.actors import OUTSIDE
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.periods.words import KINDS, NONE_LIKE_IT, PAGE, TOO_MANY, WHICH_ONE
from rapporteur.interfaces.office.typed import ComingDayField, reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.names.called import name_of, with_names
from rapporteur.records.periods.shapes import ExceptionShape

MOST_OFFERED = 10
"""Records of which one is chosen: more are a list that nobody reads, a word of the name finds it sooner."""


class PeriodForm(forms.Form):
    """Which period: a code, typed."""

    period = forms.CharField(label=PAGE["other"], help_text=PAGE["other_help"], max_length=40)

    def clean_period(self) -> Period:
        """Return the period; refuse what names none, with the nearest."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except InvalidPeriod as refused:
            raise ValidationError(say_failure(refused, reader())) from refused


class DueForm(forms.Form):
    """The last day on which contributions are expected; empty for none."""

    due_date = ComingDayField(label=PAGE["due_label"], required=False)


class ExceptionForm(forms.Form):
    """Who may write which record of a period until when, and why; the record is found by words of its name."""

    account = forms.ChoiceField(label=PAGE["who"])
    kind = forms.ChoiceField(
        label=PAGE["kind"], choices=[(kind, label(message)) for kind, message in KINDS.items()]
    )
    words = forms.CharField(label=PAGE["words"], help_text=PAGE["words_help"], max_length=200, required=False)
    record = forms.ChoiceField(label=PAGE["choose"], widget=forms.RadioSelect, required=False)
    until = ComingDayField(label=PAGE["until"])
    reason = forms.CharField(label=PAGE["reason"], max_length=500)

    def __init__(self, period: Period, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period, self.by = period, by
        inside = RoleAssignment.objects.exclude(role__in=OUTSIDE).values("user")
        accounts = get_user_model()._default_manager.filter(pk__in=inside, is_active=True)
        self.fields["account"].choices = [("", "")] + [  # type: ignore[attr-defined]  # of a choice
            (one.get_username(), one.get_full_name() or one.get_username())
            for one in accounts.order_by("username")
        ]
        self._offer()

    def _offer(self) -> None:
        """Offer the records that the words mean; none where they mean one, or nothing was sent."""
        self.likely = self._likely() if self.is_bound else []
        if len(self.likely) < 2:
            del self.fields["record"]
        else:
            today = timezone.localdate()
            self.fields["record"].choices = [  # type: ignore[attr-defined]
                (one.slug, name_of(one, (reader(),), today)) for one in self.likely[:MOST_OFFERED]
            ]

    def _likely(self) -> list[Any]:
        """Return the records of the kind in the period that the words mean; one more than are offered."""
        words, kind = self.data.get("words", "").strip(), self.data.get("kind", "")
        if kind not in KINDS:
            return []
        model: Any = apps.get_model(kind)
        records = within_reach(model._default_manager.all(), self.by, DOORS[model].view)
        if kind == "reports.report":
            return list(records.filter(period_start=self.period.start, period_end=self.period.end))
        if not words:
            return []
        found = with_names(records.in_period(self.period).matching(words)).distinct()
        return list(found.order_by("start_date", "pk")[: MOST_OFFERED + 1])

    def clean(self) -> dict[str, Any]:
        """Refuse words that mean no record, and ask which where they mean several."""
        values: dict[str, Any] = super().clean() or {}
        words = values.get("words", "")
        if len(self.likely) > 1 and not values.get("record"):
            asked = TOO_MANY if len(self.likely) > MOST_OFFERED else WHICH_ONE
            self.add_error("words", say(asked, reader(), most=MOST_OFFERED))
        elif words and not self.likely:
            self.add_error("words", say(NONE_LIKE_IT, reader(), words=words))
        return values

    def shape(self) -> ExceptionShape:
        """Return what was granted."""
        values = self.cleaned_data
        only = self.likely[0].slug if len(self.likely) == 1 else ""
        return ExceptionShape(
            period=self.period,
            account=values["account"],
            record_type=values["kind"],
            record=values.get("record") or only,
            until=values["until"],
            reason=values["reason"],
        )
