"""A picture taken where one works, with the camera of a telephone: into the library at once, by the form of all others.

What it shows and whose it is are asked later, in the whole form and by the checks; nothing is printed without.
"""

from __future__ import annotations

from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from rapporteur.base.core.permissions import Right, can
from rapporteur.interfaces.office.actors import actor_of

LONGEST_TITLE = 255


@require_POST
def take_picture(request: HttpRequest) -> JsonResponse:
    """Keep a picture; answer with its key and title, with why it is refused, or with 401 to another account."""
    by = actor_of(request.user)
    if request.POST.get("account", by.name) != by.name:  # somebody else has signed in since
        return JsonResponse({"account": by.name}, status=401)
    if not can(by, Right.RECORD_MEDIA):
        raise PermissionDenied
    file = request.FILES.get("file")
    title = " ".join(request.POST.get("title", "").replace("\x00", "").split())
    title = title or PurePath(str(file.name) if file is not None else "").stem
    model = get_image_model()
    collection = Collection.get_first_root_node()
    form = get_image_form(model)(
        {"title": title[:LONGEST_TITLE], "collection": collection.pk},
        request.FILES,
        instance=model(uploaded_by_user=request.user, collection=collection),
        user=request.user,
    )
    if not form.is_valid():
        told = [message for messages in form.errors.values() for message in messages]
        return JsonResponse({"refusal": " ".join(map(str, told))})
    image = form.save()
    return JsonResponse({"value": str(image.pk), "name": image.title})
