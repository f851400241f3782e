"""The page on which a meeting is noted: whom, when and where as Log reads them, written by the verb of meetings."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods
from msgspec import UNSET
from wagtail.admin import messages

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Right
from rapporteur.base.core.reach import reaches
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.slugs import free_slug
from rapporteur.interfaces.office.log.desk import Desk, desk_of
from rapporteur.interfaces.office.log.drafts import place_of, typed_of
from rapporteur.interfaces.office.log.meaning import Meaning, meaning_of
from rapporteur.interfaces.office.log.saying import context_of, errors_of, parts_of_page
from rapporteur.interfaces.office.log.typed import Typed, TypedMember, typed_from
from rapporteur.interfaces.office.log.words import WORDS
from rapporteur.interfaces.office.noting.to_do import read_to_do
from rapporteur.interfaces.office.noting.words import MET, MET_AND_TO_DO, MISSING, ON_OCCASION, PAGE
from rapporteur.interfaces.office.pages.refusals import REFUSALS, AlreadyRecorded, sentence
from rapporteur.records.activities.actions import record_meeting
from rapporteur.records.activities.models import Activity, BilateralMeeting
from rapporteur.records.activities.shapes import MeetingShape
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import name_of


@require_http_methods(["GET", "POST"])
def note_meeting(request: HttpRequest) -> HttpResponseBase:
    """Show the page, with whom (`with`) and on which occasion (`on`) its address names; note what is sent."""
    desk = desk_of(request)
    activity = _occasion(request, desk)
    if request.method == "GET":
        return _page(
            request, desk, meaning_of(_begin(request, desk, activity), desk, any_standing=True), activity
        )
    meaning = meaning_of(typed_from(request.POST), desk, any_standing=True)
    to_do = read_to_do(request.POST)
    if errors := _errors(meaning) | to_do.errors:
        return _page(request, desk, meaning, activity, errors=errors)
    try:
        with transaction.atomic():
            saved = _note(meaning, desk, activity, request.POST.get("note", "").strip())
            to_do.note(saved.record, desk.by)
    except REFUSALS as refused:
        return _page(request, desk, meaning, activity, refusal=sentence(refused))
    names = [one.member.name for one in meaning.members]
    messages.success(request, say(MET_AND_TO_DO if to_do.text else MET, desk.language, names=names))
    viewset: Any = BilateralMeeting.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    return redirect(reverse(viewset.get_url_name("inspect"), args=[saved.record.pk]))


@require_GET
def understand_when(request: HttpRequest) -> JsonResponse:
    """Answer with what is understood of when they met, as it is typed; nothing is written."""
    desk = desk_of(request)
    context = context_of(meaning_of(typed_from(request.GET), desk, any_standing=True), desk, None)
    return JsonResponse({"said": parts_of_page(context)["when"]})


def _occasion(request: HttpRequest, desk: Desk) -> Activity | None:
    """Return the activity on whose occasion they met, where the address names one that may be seen."""
    activity = Activity.objects.filter(slug=request.GET.get("on", "")).first()
    return activity if activity is not None and reaches(desk.by, Right.VIEW_ACTIVITIES, activity) else None


def _begin(request: HttpRequest, desk: Desk, activity: Activity | None) -> Typed:
    """Return what the page says before anything is typed: who is named; when and where the occasion was."""
    seen = Organisation.objects.filter(slug=request.GET.get("with", "")).first()
    named = seen is not None and reaches(desk.by, Right.RECORD_MEETINGS, seen)
    members = (TypedMember(slug=seen.slug),) if seen is not None and named else ()
    if activity is None:
        return Typed(language=desk.title_language, members=members)
    of = typed_of(activity, desk)
    return Typed(language=desk.title_language, members=members, when=of.when, where=of.where, place=of.place)


def _errors(meaning: Meaning) -> dict[str, str]:
    """Return by box what is still needed, or to be decided."""
    errors = {name: text for name, text in errors_of(meaning).items() if name in ("when", "where", "names")}
    if not (meaning.place or meaning.own_place or meaning.places):
        errors["where"] = str(MISSING["where"])
    if not meaning.members and not meaning.names:
        errors["names"] = str(MISSING["names"])
    return errors


def _note(meaning: Meaning, desk: Desk, activity: Activity | None, note: str) -> Saved[BilateralMeeting]:
    """Record the meeting; raise what the verb does, and AlreadyRecorded."""
    assert meaning.dates is not None  # noqa: S101  # it was asked for
    place = place_of(meaning)
    assert place is not None  # noqa: S101  # it was asked for
    at = place.organisation or place.name.best(desk.languages)
    shape = MeetingShape(
        slug=free_slug(f"{meaning.dates.first_day:%Y-%m} meeting {at}", BilateralMeeting),
        dates=meaning.dates,
        participants=tuple(one.member.value for one in meaning.members),
        place=place,
        activity=activity.slug if activity is not None else UNSET,
        note=note,
    )
    saved = record_meeting(by=desk.by, meeting=shape)
    if not saved.created:
        raise AlreadyRecorded(saved.record)
    return saved


def _page(
    request: HttpRequest,
    desk: Desk,
    meaning: Meaning,
    activity: Activity | None,
    *,
    errors: dict[str, str] | None = None,
    refusal: str = "",
) -> HttpResponseBase:
    context: dict[str, Any] = context_of(replace(meaning, host=None), desk, None)
    context |= {
        "words": {
            **WORDS,
            **PAGE,
            "members": PAGE["who"],
            "members_hint": PAGE["who_hint"],
            "errors": PAGE["missing"],
        },
        "typed": meaning.typed,
        "errors": errors or {},
        "refusal": refusal,
        "note": request.POST.get("note", ""),
        "follow_up": request.POST.get("follow_up", ""),
        "due": request.POST.get("due", ""),
        "occasion": "",
    }
    if activity is not None:
        name = name_of(activity, desk.reading, desk.today)
        context["occasion"] = say(ON_OCCASION, desk.language, name=name)
    status = 422 if errors or refusal else 200
    return TemplateResponse(request, "office/noting/meeting.html", context, status=status)
