"""The list of imports, and files handed in, read, read again and put away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Actor, Right, can, check_can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.words.say import say, say_failure
from rapporteur.intake.importing.actions import store
from rapporteur.intake.importing.enums import ImportKind, ImportState
from rapporteur.intake.importing.exporting import TYPES, table_bytes, template
from rapporteur.intake.importing.models import Import, Upload
from rapporteur.intake.importing.seeing import check_can_see, kinds_for
from rapporteur.intake.importing.uploads.actions import discard_upload, hand_in
from rapporteur.intake.importing.uploads.models import UploadPurpose
from rapporteur.intake.importing.uploads.reading import read_upload
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.imports.forms import UploadForm, reader
from rapporteur.interfaces.office.imports.words import KINDS, PAGE, SIGNS, STATES
from rapporteur.interfaces.office.imports.working import read_while_telling
from rapporteur.interfaces.office.pages.working import WorkDone

ON_A_PAGE = 50
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def imports_for(by: Actor) -> QuerySet[Import]:
    """Return the imports that somebody may see."""
    found: QuerySet[Import] = Import.objects.filter(kind__in=kinds_for(by))
    return found


def uploads_for(by: Actor, purpose: UploadPurpose) -> QuerySet[Upload]:
    """Return the files that somebody handed in, or that hold what they may see."""
    seen = Q(by=by.name) | Q(kind__in=kinds_for(by))
    if purpose is UploadPurpose.RECONCILE and can(by, Right.VIEW_CHECKS):
        seen = Q()
    found: QuerySet[Upload] = Upload.objects.filter(seen, purpose=purpose)
    return found


def import_for(by: Actor, number: int) -> Import:
    """Return an import; raise Http404 where somebody may not see it, as if there were none."""
    return get_object_or_404(imports_for(by), pk=number)


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Every import, the newest first; above them the files that were handed in and are not read."""
    by, language = actor_of(request.user), reader()
    listed = imports_for(by).with_counts().newest_first()  # type: ignore[attr-defined]  # of its own query set
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("p"))
    rows = [
        (one, say(KINDS[ImportKind(one.kind)], language), SIGNS[ImportState(one.state)],
         say(STATES[ImportState(one.state)], language))
        for one in page
    ]  # fmt: skip
    context = {
        "words": PAGE, "page": page, "rows": rows,
        "waiting": [(one, _kind(one, language), one.refusal.get(language) or one.refusal.get("en", ""))
                    for one in uploads_for(by, UploadPurpose.IMPORT).newest_first()],  # type: ignore[attr-defined]
        "can_propose": can(by, Right.PROPOSE_IMPORTS),
        "can_reconcile": can(by, Right.PROPOSE_IMPORTS) and can(by, Right.VIEW_CHECKS),
    }  # fmt: skip
    if can(by, Right.VIEW_CHECKS):
        context["reconciled"] = uploads_for(by, UploadPurpose.RECONCILE).newest_first()[:ON_A_PAGE]  # type: ignore[attr-defined]
    return TemplateResponse(request, "office/imports/index.html", context)


def _kind(upload: Upload, language: str) -> str:
    return say(KINDS[ImportKind(upload.kind)], language) if upload.kind else ""


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    """Where a file is handed in; it is read at once, or in the background where that takes longer than a second."""
    by = actor_of(request.user)
    check_can(by, Right.PROPOSE_IMPORTS)
    form = UploadForm(by, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        upload = hand_in(
            by=by, at=timezone.now(), purpose=UploadPurpose.IMPORT, name=given["file"].name,
            content=given["file"].read(), kind=given["kind"], language=given["language"], period=given["period"],
        )  # fmt: skip

        def refused(why: Foreseeable) -> HttpResponseBase:
            discard_upload(by=by, upload=upload)  # who sees it at once has the file at hand
            form.add_error("file", say_failure(why, reader()))
            return _form(request, form)

        return _read(request, upload, by, refused)
    return _form(request, form)


def _form(request: HttpRequest, form: UploadForm) -> HttpResponseBase:
    language = reader()
    templates = [
        (kind.value.lower(), say(KINDS[kind], language))
        for kind in kinds_for(actor_of(request.user))
        if kind.value.lower() in TYPES
    ]
    context = {"words": PAGE, "form": form, "templates": templates}
    return TemplateResponse(request, "office/imports/new.html", context)


def _read(
    request: HttpRequest, upload: Upload, by: Actor, refused: Callable[[Foreseeable], HttpResponseBase]
) -> HttpResponseBase:
    """Read a file that was handed in, and go on to what it proposes."""

    def reading(tell: Callable[[str], None]) -> WorkDone:
        of = read_upload(by=by, at=timezone.now(), upload=upload, tell=tell)
        return WorkDone(reverse("imports:review", args=[of.pk]))

    return read_while_telling(request, reading, f"upload {upload.pk}", refused=refused)


@require_POST
def read(request: HttpRequest, upload: int) -> HttpResponseBase:
    """Read a file whose reading was interrupted or refused."""
    by = actor_of(request.user)
    check_can(by, Right.PROPOSE_IMPORTS)
    found = get_object_or_404(uploads_for(by, UploadPurpose.IMPORT), pk=upload)

    def refused(why: Foreseeable) -> HttpResponseBase:
        messages.error(request, say_failure(why, reader()))
        return redirect(reverse("imports:index"))

    return _read(request, found, by, refused)


@require_POST
def discard(request: HttpRequest, upload: int) -> HttpResponseBase:
    """Put a file away that was handed in."""
    by = actor_of(request.user)
    visible = uploads_for(by, UploadPurpose.IMPORT) | uploads_for(by, UploadPurpose.RECONCILE)
    discard_upload(by=by, upload=get_object_or_404(visible, pk=upload))
    return redirect(reverse("imports:index"))


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponseBase:
    """Read the file of an import that waits as something else."""
    by = actor_of(request.user)
    of = import_for(by, number)
    kind = request.POST.get("kind", "")
    if kind not in kinds_for(by) or of.state != ImportState.PROPOSED:
        raise Http404
    upload = hand_in(
        by=by, at=timezone.now(), purpose=UploadPurpose.IMPORT, name=of.file_name, content=store().get(of.sha256),
        kind=kind,
    )  # fmt: skip

    def refused(why: Foreseeable) -> HttpResponseBase:
        discard_upload(by=by, upload=upload)
        messages.error(request, say_failure(why, reader()))
        return redirect(reverse("imports:review", args=[number]))

    return _read(request, upload, by, refused)


@require_GET
def source(request: HttpRequest, number: int) -> HttpResponseBase:
    """The file of an import, as it was handed in: to keep, never to be shown by the browser."""
    of = import_for(actor_of(request.user), number)
    response = HttpResponse(store().get(of.sha256), content_type="application/octet-stream")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{of.sha256[:12]}{Path(of.file_name).suffix[:8]}"'
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_GET
def empty_table(request: HttpRequest, kind: str) -> HttpResponseBase:
    """A table of a kind with nothing but its headings, in the reader's language."""
    by = actor_of(request.user)
    if kind not in TYPES:
        raise Http404
    check_can_see(by, kind.upper())
    name = f"{kind}.xlsx"
    response = HttpResponse(table_bytes(template(kind, reader()), Path(name), kind), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
