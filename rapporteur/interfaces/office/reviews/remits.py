"""The page on which is said who reads what of which region and line of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Right
from rapporteur.base.core.queries import accounts_with, association_languages
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.reviews.queue import name_account
from rapporteur.interfaces.office.reviews.words import CARRIED, GOES_ON, IS_OVER, PAGE, REMITS_SET
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.actions import carry_remits, set_remits
from rapporteur.records.activities.approvals import Remit
from rapporteur.records.activities.queries import remits_to_carry
from rapporteur.records.activities.shapes import RemitsShape
from rapporteur.records.members.models import Region
from rapporteur.records.names.called import with_names
from rapporteur.records.plan.models import Node, PlanVersion


class RemitsForm(forms.Form):
    """For one account the regions and the lines of the plan that it reads for."""

    regions = forms.MultipleChoiceField(
        label=PAGE["remit_regions"], required=False, widget=forms.CheckboxSelectMultiple
    )
    lines = forms.MultipleChoiceField(
        label=PAGE["remit_lines"], required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, sent: Any, *, account: Any, offered: dict[str, list[tuple[str, str]]]) -> None:
        self.account, self.name = account, name_account(account)
        has = list(account.remits.all())
        initial = {
            "regions": [one.region.slug for one in has if one.region],
            "lines": [one.line.slug for one in has if one.line],
        }
        super().__init__(sent, initial=initial, prefix=f"account-{account.pk}")
        for field, choices in offered.items():
            box: Any = self.fields[field]
            box.choices = choices

    def shape(self) -> RemitsShape:
        """Return what was ticked."""
        ticked = {name: tuple(self.cleaned_data[name]) for name in ("regions", "lines")}
        return RemitsShape(account=self.account.get_username(), **ticked)


@require_http_methods(["GET", "POST"])
def remits(request: HttpRequest) -> HttpResponseBase:
    """Show for which regions and lines each account reads that may approve, and take what is changed."""
    readers = accounts_with(Right.PUBLISH_ACTIVITIES).prefetch_related("remits__region", "remits__line")
    offered = _offered()
    sent = request.POST if request.method == "POST" else None
    several = [
        RemitsForm(sent, account=one, offered=offered)
        for one in readers.order_by("last_name", "first_name", "username")
    ]
    if request.method == "POST" and all([form.is_valid() for form in several]):  # noqa: C419  # each says what is wrong
        try:
            with transaction.atomic():
                for form in several:
                    if form.has_changed():
                        set_remits(by=actor_of(request.user), remits=form.shape())
        except REFUSALS as refused:
            messages.error(request, sentence(refused))
        else:
            messages.success(request, say(REMITS_SET, reader()))
            return redirect(reverse("reviews:remits"))
    context = {"words": PAGE, "forms": several, **_to_carry()}
    return TemplateResponse(request, "office/reviews/remits.html", context)


@require_POST
def carry(request: HttpRequest) -> HttpResponseBase:
    """Carry what is read for lines of earlier versions of the plan over to the one in force."""
    try:
        carried = carry_remits(by=actor_of(request.user), on=timezone.localdate())
    except REFUSALS as refused:
        messages.error(request, sentence(refused))
    else:
        messages.success(request, say(CARRIED, reader(), count=len(carried)))
    return redirect(reverse("reviews:remits"))


def _to_carry() -> dict[str, list[str]]:
    """Return what of earlier versions goes on and what does not, in words."""
    found, languages = remits_to_carry(timezone.localdate()), association_languages()

    def words(line: Node) -> str:
        return f"{line.code} {line.title.best((reader(), *languages))}"

    return {
        "going_on": [
            say(GOES_ON, reader(), name=name_account(who), before=words(before), line=words(line))
            for who, before, line in found.going_on
        ],
        "over": [
            say(IS_OVER, reader(), name=name_account(who), before=words(before)) for who, before in found.over
        ],
    }


def _offered() -> dict[str, list[tuple[str, str]]]:
    """Return the regions, and the lines of the plan in force with those of another that somebody reads for."""
    version = PlanVersion.objects.newest_in_force(timezone.localdate())
    lines = Node.objects.filter(level__depth=0, version__in=list(version)) | Node.objects.filter(
        pk__in=Remit.objects.values("line")
    )
    regions = _with_words(with_names(Region.objects.order_by("order")))
    ordered = _with_words(with_names(lines).order_by("-version__number", "position"))
    return {
        "regions": [(one.slug, words) for one, words in regions],
        "lines": [(one.slug, f"{one.code} {words}") for one, words in ordered],
    }


def _with_words(records: QuerySet[Any]) -> Iterator[tuple[Any, str]]:
    """Yield each record with what it is called; the association's languages are asked for once."""
    languages = association_languages()
    for one in records:
        one._languages = languages
        yield one, called(one)
