"""The page on which one right is given to roles, or taken from them, within bounds; and the way back to the table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_POST

from rapporteur.base.core.actions import change_right, reset_rights
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import ROLES, TABLE, WORDS, Reach, Right, Role, table_with
from rapporteur.base.core.queries import changes_in_force
from rapporteur.base.core.rights.bounds import possible
from rapporteur.base.core.rights.models import RightChange
from rapporteur.base.core.shapes import RightShape
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.people.rights import BY_TABLE, REACHES, TITLE
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

MOST_TOLD = 20
"""Entries of the trail on the page of a right: the newest."""
CHANGED = Message("Changed: {what}. It holds from the next page that anybody opens.", context="rights")
UNCHANGED = Message("Nothing was changed.", context="rights")
RESET = Message(
    "{count} change was taken back: the table holds as it comes.",
    "{count} changes were taken back: the table holds as it comes.",
    by="count",
    context="rights",
)
TOLD = Message("{day}, {who}: {role}: {old} → {new}", context="rights")
PAGE = {
    "lead": label(
        Message(
            "What stands here cannot be given to everybody: who does not work in the secretariat gets no more than the "
            "table gives, what is confidential stays with those who have it, and the administrator keeps everything.",
            context="rights",
        )
    ),
    "fixed": label(Message("Cannot be changed", context="rights")),
    "save": label(Message("Save", context="rights")),
    "history": label(Message("What was changed before", context="rights")),
    "back": label(Message("Back to the table", context="rights")),
}


class RightForm(forms.Form):
    """How far one right goes for each role of which it may change."""

    def __init__(self, *args: Any, right: Right, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right, row = right, table_with(changes_in_force())[right]
        for role in Role:
            if len(reaches := possible(right, role)) > 1:
                self.fields[role.value] = forms.ChoiceField(
                    label=capfirst(say(ROLES[role], reader())),
                    choices=[(one.value, capfirst(_choice(one, right, role))) for one in reaches],
                    initial=row[role].value,
                )


def _choice(reach: Reach, right: Right, role: Role) -> str:
    said = say(REACHES[reach][1], reader())
    return say(BY_TABLE, reader(), reach=said) if reach is TABLE[right][role] else said


@require_http_methods(["GET", "POST"])
def right_page(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show how far a right goes, and take what is changed."""
    if name not in set(Right):
        raise Http404
    right, language = Right(name), reader()
    form = RightForm(request.POST or None, right=right)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for role in form.changed_data:
                    shape = RightShape(right=right, role=role, reach=form.cleaned_data[role])
                    change_right(by=actor_of(request.user), change=shape)
        except REFUSALS as refused:
            messages.error(request, sentence(refused))
        else:
            told = (
                say(CHANGED, language, what=WORDS[right]) if form.changed_data else say(UNCHANGED, language)
            )
            messages.success(request, told)
            return redirect("office_rights")
    row = table_with(changes_in_force())[right]
    fixed = [
        (capfirst(say(ROLES[role], language)), say(REACHES[row[role]][1], language))
        for role in Role
        if role.value not in form.fields
    ]
    context = {
        "words": PAGE, "title": TITLE, "name": capfirst(say(WORDS[right], language)), "form": form, "fixed": fixed,
        "history": list(_history(right)), "table": reverse("office_rights"),
    }  # fmt: skip
    return TemplateResponse(request, "office/people/right.html", context)


def _history(right: Right) -> list[str]:
    entries = AuditEntry.objects.filter(
        record_type=RightChange._meta.label_lower, record__startswith=f"{right}:"
    ).order_by("-pk")[:MOST_TOLD]
    language = reader()
    return [
        say(
            TOLD,
            language,
            day=format_day(timezone.localtime(one.at).date(), language),
            who=one.by,
            role=ROLES[Role(one.record.partition(":")[2])],
            old=REACHES[Reach(one.changes["reach"][0])][1],
            new=REACHES[Reach(one.changes["reach"][1])][1],
        )
        for one in entries
    ]


@require_POST
def reset(request: HttpRequest) -> HttpResponseBase:
    """Take all changes of the table back."""
    try:
        count = reset_rights(by=actor_of(request.user))
    except REFUSALS as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, say(RESET, reader(), count=count))
    return redirect("office_rights")
