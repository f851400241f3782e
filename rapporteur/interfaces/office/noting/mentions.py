"""The page on which a mention in the media is noted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.doors.slugs import free_slug
from rapporteur.interfaces.office.forms import LocalizedFormField
from rapporteur.interfaces.office.noting.words import MENTIONED, PAGE
from rapporteur.interfaces.office.pages.refusals import REFUSALS, AlreadyRecorded, refuse
from rapporteur.interfaces.office.typed import TypedDatesField, reader
from rapporteur.records.activities.actions import record_mention
from rapporteur.records.activities.enums import Channel
from rapporteur.records.activities.models import MediaMention
from rapporteur.records.activities.shapes import MentionShape


class ShortMentionForm(forms.Form):
    """Who mentioned the network, when, where, what about."""

    outlet = forms.CharField(label=PAGE["outlet"], max_length=120)
    dates = TypedDatesField(label=PAGE["when"], max_length=100)
    subject = LocalizedFormField(label=PAGE["subject"], required=False)
    channels = forms.MultipleChoiceField(
        label=PAGE["channels"],
        choices=lambda: named(Channel.choices),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    link = forms.URLField(label=PAGE["link"], required=False, assume_scheme="https")
    note = forms.CharField(label=PAGE["note"], required=False, widget=forms.Textarea({"rows": 3}))

    def record(self, by: Actor) -> Saved[MediaMention]:
        """Record it; raise what the verb does, and AlreadyRecorded."""
        values = self.cleaned_data
        shape = MentionShape(
            slug=free_slug(f"{values['dates'].first_day:%Y-%m} {values['outlet']}", MediaMention),
            outlet=values["outlet"],
            dates=values["dates"],
            subject=LocalizedText(values["subject"] or {}),
            channels=tuple(values["channels"]),
            link=values["link"],
            note=values["note"],
        )
        saved = record_mention(by=by, mention=shape)
        if not saved.created:
            raise AlreadyRecorded(saved.record)
        return saved


@require_http_methods(["GET", "POST"])
def note_mention(request: HttpRequest) -> HttpResponseBase:
    """Show the form; note what is sent, or say at it why not."""
    form = ShortMentionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                saved = form.record(actor_of(request.user))
        except REFUSALS as refused:
            refuse(form, refused)
        else:
            messages.success(request, say(MENTIONED, reader(), name=saved.record.outlet))
            return redirect(_at("inspect", saved.record.pk))
    context: dict[str, Any] = {"words": PAGE, "form": form, "whole": _at("add")}
    return TemplateResponse(request, "office/noting/mention.html", context)


def _at(view: str, *keys: object) -> str:
    viewset: Any = MediaMention.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    return reverse(viewset.get_url_name(view), args=keys)
