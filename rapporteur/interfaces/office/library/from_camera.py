"""A photograph that is taken while an activity is logged: into the library, and onto the draft."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.views import View
from msgspec.structs import replace
from wagtail.images.models import Image

from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.library.forms import PictureField
from rapporteur.interfaces.office.log.desk import Desk, desk_of
from rapporteur.interfaces.office.log.drafts import version_of
from rapporteur.interfaces.office.log.jotting import Jotting
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.records.activities.actions import record_activity
from rapporteur.records.activities.models import Activity, ActivityPhoto
from rapporteur.records.activities.shapes import PhotoShape

NO_DRAFT = Message(
    "A photograph is added once there is a draft: say first what it was and when.", context="log"
)
HELD = Message(
    "{count} photograph on the draft; its description, credit and consent are in the whole form.",
    "{count} photographs on the draft; their descriptions, credits and consents are in the whole form.",
    by="count",
    context="log",
)


class PhotoForm(forms.Form):
    """A photograph as a camera gives it; what is stored is made anew."""

    photo = PictureField()


def photos_in_words(activity: Activity | None, language: str) -> str:
    """Return how many photographs the draft of an activity has; nothing where it has none."""
    draft: Any = activity.get_latest_revision_as_object() if activity is not None else None
    count = draft.photos.count() if draft is not None else 0
    return say(HELD, language, count=count) if count else ""


def add_photo(*, by: Actor, activity: Activity, file: Any, title: str) -> ActivityPhoto:
    """Put a photograph into the library and behind those of the draft; without consent it is not printed.

    Raises NotAllowed, and what the verb of activities raises.
    """
    check_can(by, Right.RECORD_MEDIA)
    image = Image(title=title, file=file, uploaded_by_user_id=by.user)
    image.save()
    draft: Any = activity.get_latest_revision_as_object()
    shape = DOORS[Activity].shape(draft, {})
    shape = replace(shape, photos=(*shape.photos, PhotoShape(image=image.pk)))
    saved = record_activity(by=by, activity=shape, publish=False, sitting=True)
    added: ActivityPhoto = saved.record.photos.get(image_id=image.pk)
    return added


class CameraView(View):
    """Take a photograph for a page of Log that has made a draft."""

    def post(self, request: HttpRequest) -> JsonResponse:
        """Answer with what stands on the page of it and the version of the draft, or with why it is not taken."""
        desk = desk_of(request)
        jotting = _jotting(request, desk)
        if jotting is None or jotting.activity is None:
            return JsonResponse({"refused": say(NO_DRAFT, desk.language)})
        form = PhotoForm(files=request.FILES)
        if not form.is_valid():
            return JsonResponse({"refused": " ".join(map(str, form.errors["photo"]))})
        activity = jotting.activity
        is_in_step = version_of(activity) == jotting.draft
        try:
            with transaction.atomic():
                title = activity.title.best(desk.reading)
                add_photo(by=desk.by, activity=activity, file=form.cleaned_data["photo"], title=title)
        except REFUSALS as refused:
            return JsonResponse({"refused": sentence(refused)})
        activity = Activity.objects.get(pk=activity.pk)
        if is_in_step:  # else somebody else wrote it: the page is to see that when it is saved
            jotting.draft = version_of(activity)
            jotting.save(update_fields=["draft"])
        return JsonResponse({"said": photos_in_words(activity, desk.language), "draft": jotting.draft})


def _jotting(request: HttpRequest, desk: Desk) -> Jotting | None:
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        raise Http404 from None
    return Jotting.objects.select_related("activity").filter(key=key, account=desk.account).first()
