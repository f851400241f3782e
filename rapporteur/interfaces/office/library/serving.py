"""Files of the library, handed out to whom it is shown: pictures to be seen, everything else to be kept as a file.

Nothing that is published leads here: reports carry their photographs in them, and their texts link to the web alone. So
there is no file here for readers without an account.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, SuspiciousFileOperation
from django.core.files.base import File
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document
from wagtail.images.models import Image, Rendition
from wagtail.users.models import UserProfile

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.core.reach import within_reach
from rapporteur.interfaces.office.actors import OUTSIDE, actor_of
from rapporteur.interfaces.office.library.papers import PAPERS
from rapporteur.records.activities.models import Activity

View = Callable[..., HttpResponseBase]
SHOWN = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
    ".avif": "image/avif",
}  # fmt: skip
"""Pictures that a browser may show, by the end of their names. No SVG: one can hold programs."""
UNKNOWN = "application/octet-stream"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""Of a file that is opened by itself: whatever is in it, nothing runs, and it belongs to no site."""
KEPT_SECONDS = 3600
"""For which a browser need not ask again for a picture; a document it asks for every time."""


def _inside(view: View) -> View:
    """Send who is not signed in to the sign-in; refuse who has no office."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("wagtailadmin_login"))
        if not actor_of(request.user).roles - OUTSIDE:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return require_safe(asked)


def _need_library(request: HttpRequest) -> None:
    if not can(actor_of(request.user), Right.VIEW_MEDIA):
        raise PermissionDenied


@_inside
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Show a picture that the database names: of the library, one made smaller of it, or somebody's own."""
    for model, column, is_library in (
        (Rendition, "file", True),
        (Image, "file", True),
        (UserProfile, "avatar", False),
    ):
        record: Any = model._default_manager.filter(**{column: name}).only(column).order_by("pk").first()
        if record is not None:
            if is_library:
                _need_library(request)
            return _sent(getattr(record, column), name, SHOWN)
    raise Http404("no such picture")


@_inside
def document(request: HttpRequest, key: int, name: str) -> HttpResponseBase:
    """Hand out a document of the library; the evidence of activities to whoever may see one of them."""
    _need_library(request)
    record = Document.objects.filter(pk=key).first()
    if record is None or record.filename != name:
        raise Http404("no such document")
    shown = Activity.objects.filter(evidence__document=record)
    seen = within_reach(shown, actor_of(request.user), Right.VIEW_ACTIVITIES)
    if shown.exists() and not seen.exists():
        raise PermissionDenied
    return _sent(record.file, name, PAPERS)


def _sent(file: Any, name: str, types: dict[str, str]) -> FileResponse:
    """Answer with a file, as what the end of its name says: never as what is in it."""
    try:
        content: File[bytes] = file.storage.open(file.name, "rb")
    except (FileNotFoundError, SuspiciousFileOperation) as error:
        raise Http404("the file is not there any more") from error
    kind = types.get(posixpath.splitext(name)[1].lower(), UNKNOWN)
    response = FileResponse(
        content,
        as_attachment=not kind.startswith("image/"),
        filename=posixpath.basename(name),
        content_type=kind,
    )
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = f"private, max-age={KEPT_SECONDS}" if types is SHOWN else "private, no-store"
    return response
