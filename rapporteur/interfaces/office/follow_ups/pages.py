"""The pages of follow-ups: all that somebody may see, and those about one record; verbs say who may write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.door import CHANGE, Door
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.follow_ups.showing import MOST_SHOWN, by_urgency, row_of, rows_of
from rapporteur.interfaces.office.follow_ups.words import PAGE, SAID
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.refusals import sentence
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.typed import ComingDayField, reader
from rapporteur.records.remarks import actions
from rapporteur.records.remarks.models import FollowUp
from rapporteur.records.remarks.shapes import FollowUpShape

REFUSALS = (Foreseeable, ValidationError, IntegrityError)


class FollowUpForm(forms.Form):
    """What is to be done, by whom, until when: a day as people write it."""

    text = forms.CharField(label=PAGE["what"], max_length=1000, widget=forms.Textarea({"rows": 2}))
    owner = forms.ChoiceField(label=PAGE["owner"])
    due = ComingDayField(label=PAGE["due"], required=False)
    awaits_answer = forms.BooleanField(
        label=PAGE["awaits_answer"], help_text=PAGE["awaits_why"], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts = get_user_model()._default_manager.filter(is_active=True, roles__isnull=False)
        names = [
            (one.get_username(), one.get_full_name() or one.get_username())
            for one in accounts.distinct().order_by("username")
        ]
        self.fields["owner"].choices = names  # type: ignore[attr-defined]  # a field with choices

    def shape(self) -> FollowUpShape:
        """Return what the verbs take."""
        said = self.cleaned_data
        return FollowUpShape(
            text=said["text"],
            owner=said["owner"],
            due_date=said["due"],
            awaits_answer=said["awaits_answer"],
        )


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """All that is to be followed up, one's own first."""
    by, today = actor_of(request.user), timezone.localdate()
    rows = rows_of(by_urgency(FollowUp.objects.open())[:MOST_SHOWN], by, reader(), today)
    context = {
        "words": PAGE,
        "lists": [
            (PAGE["mine"], [one for one in rows if one.mine]),
            (PAGE["others"], [one for one in rows if not one.mine]),
        ],
        "any": bool(rows),
    }
    return TemplateResponse(request, "office/follow_ups/index.html", context)


@require_http_methods(["GET", "POST"])
def about(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """What is to be done about one record: noted, changed, done."""
    record = _record(kind, pk)
    by, door = actor_of(request.user), DOORS[type(record)]
    if not reaches(by, door.view, record):
        raise Http404
    if request.method != "POST":
        return _page(request, record, by, door)
    step = request.POST.get("step", "")
    if step not in STEPS:
        raise Http404
    form = FollowUpForm(request.POST) if step != "done" else None
    if form is not None and not form.is_valid():
        return _page(request, record, by, door, form=form)
    try:
        with transaction.atomic():
            STEPS[step](record, by, door, form, request.POST)
    except REFUSALS as refused:
        messages.error(request, sentence(refused))
        return _page(request, record, by, door, form=form)
    messages.success(request, say(SAID[step], reader()))
    return redirect(request.path)


def _add(record: Any, by: Actor, door: Door[Any, Any], form: Any, _: Mapping[str, str]) -> None:
    given, at = form.shape(), timezone.now()
    actions.add_follow_up(record, by=by, view=door.view, write=door.write, follow_up=given, at=at)


def _change(record: Any, by: Actor, door: Door[Any, Any], form: Any, sent: Mapping[str, str]) -> None:
    found = _named(record, sent)
    actions.change_follow_up(
        record, by=by, view=door.view, write=door.write, follow_up=found, to=form.shape()
    )


def _done(record: Any, by: Actor, door: Door[Any, Any], form: Any, sent: Mapping[str, str]) -> None:
    found, at = _named(record, sent), timezone.now()
    actions.finish_follow_up(record, by=by, view=door.view, write=door.write, follow_up=found, at=at)


STEPS: Mapping[str, Callable[[Any, Actor, Door[Any, Any], Any, Mapping[str, str]], None]] = {
    "add": _add,
    "change": _change,
    "done": _done,
}
"""What is sent from the page of a record's follow-ups, and what it does."""


def _named(record: Any, sent: Mapping[str, str]) -> FollowUp:
    key = sent.get("key", "")
    found: FollowUp = get_object_or_404(FollowUp.objects.about(record), pk=key if key.isdecimal() else 0)
    return found


def _record(kind: str, pk: int) -> Any:
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if model not in DOORS:
        raise Http404
    return get_object_or_404(model._default_manager.all(), pk=pk)


def _page(
    request: HttpRequest, record: Any, by: Actor, door: Door[Any, Any], *, form: FollowUpForm | None = None
) -> HttpResponseBase:
    may_write = reaches(by, door.write, record)
    changing = request.POST.get("key", "") if form is not None else ""
    rows = []
    today = timezone.localdate()
    for one in by_urgency(FollowUp.objects.about(record)):
        own = FollowUpForm(
            initial={
                "text": one.text, "owner": one.owner_name, "due": one.due_date,
                "awaits_answer": one.awaits_answer,
            },
            auto_id=f"id_{one.pk}_%s",
        )  # fmt: skip
        rows.append((row_of(one, by, reader(), today), form if changing == str(one.pk) else own))
    context = {
        "words": PAGE,
        "name": called(record),
        "kind": str(record._meta.verbose_name),
        "open": [(row, its) for row, its in rows if not row.done],
        "done": [row for row, _ in rows if row.done],
        "may_write": may_write,
        "form": (form if form is not None and not changing else FollowUpForm(initial=_first(by)))
        if may_write
        else None,
        "address": _form_address(request.user, record),
    }
    return TemplateResponse(request, "office/follow_ups/about.html", context)


def _first(by: Actor) -> dict[str, str]:
    """Return whom a follow-up is for unless somebody else is chosen: who notes it."""
    return {"owner": by.name}


def _form_address(user: Any, record: Any) -> str:
    if not RecordPolicy(type(record)).user_has_permission_for_instance(user, CHANGE, record):
        return ""
    try:
        return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
    except (AttributeError, NoReverseMatch):
        return ""
