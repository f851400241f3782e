"""Printed reports held against themselves and the records: handed in, then shown with both passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_period
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say, say_failure
from rapporteur.intake.importing.actions import store
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.models import Upload
from rapporteur.intake.importing.uploads.actions import discard_upload, hand_in
from rapporteur.intake.importing.uploads.models import UploadPurpose
from rapporteur.intake.reading.trust.wording import FIELDS, LISTS
from rapporteur.intake.reconciling.uploads import reconcile_upload
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.imports.forms import ReportUploadForm, reader
from rapporteur.interfaces.office.imports.pages import import_for, uploads_for
from rapporteur.interfaces.office.imports.readable import field_name
from rapporteur.interfaces.office.imports.words import HIDDEN_FINDINGS, PAGE, SEVERITIES, WHERE
from rapporteur.interfaces.office.imports.working import read_while_telling
from rapporteur.interfaces.office.pages.working import WorkDone
from rapporteur.interfaces.office.report_room.standing import may_see
from rapporteur.proof.rules.finding import Severity

LONGEST = 700
"""Characters of a passage: what the rules keep of one (`reconciling.pages`)."""


@require_http_methods(["GET", "POST"])
def reconcile(request: HttpRequest) -> HttpResponseBase:
    """Where a printed report is handed in."""
    by = _checked(request)
    form = ReportUploadForm(by, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        upload = _hand_in(by, given["file"].name, given["file"].read(), given["language"])

        def refused(why: Foreseeable) -> HttpResponseBase:
            discard_upload(by=by, upload=upload)
            form.add_error("file", say_failure(why, reader()))
            return TemplateResponse(request, "office/imports/reconcile.html", {"words": PAGE, "form": form})

        return _run(request, upload, by, refused)
    return TemplateResponse(request, "office/imports/reconcile.html", {"words": PAGE, "form": form})


def _checked(request: HttpRequest) -> Actor:
    by = actor_of(request.user)
    check_can(by, Right.PROPOSE_IMPORTS)
    check_can(by, Right.VIEW_CHECKS)
    return by


def _hand_in(by: Actor, name: str, content: bytes, language: str = "") -> Upload:
    return hand_in(
        by=by, at=timezone.now(), purpose=UploadPurpose.RECONCILE, name=name, content=content, language=language,
        kind=ImportKind.REPORT,
    )  # fmt: skip


def _run(
    request: HttpRequest, upload: Upload, by: Actor, refused: Callable[[Foreseeable], HttpResponseBase]
) -> HttpResponseBase:
    def reading(tell: Callable[[str], None]) -> WorkDone:
        reconcile_upload(by=by, upload=upload, tell=tell)
        return WorkDone(reverse("imports:reconciled", args=[upload.pk]))

    return read_while_telling(request, reading, f"upload {upload.pk}", refused=refused)


@require_POST
def of_import(request: HttpRequest, number: int) -> HttpResponseBase:
    """Reconcile the report of an import."""
    by = _checked(request)
    of = import_for(by, number)
    if of.kind != ImportKind.REPORT:
        raise Http404
    upload = _hand_in(by, of.file_name, store().get(of.sha256), of.language)

    def refused(why: Foreseeable) -> HttpResponseBase:
        discard_upload(by=by, upload=upload)
        messages.error(request, say_failure(why, reader()))
        return redirect(reverse("imports:review", args=[number]))

    return _run(request, upload, by, refused)


@require_POST
def again(request: HttpRequest, upload: int) -> HttpResponseBase:
    """Ask the rules once more, of the same file and the records of today."""
    by = _checked(request)
    found = get_object_or_404(uploads_for(by, UploadPurpose.RECONCILE), pk=upload)

    def refused(why: Foreseeable) -> HttpResponseBase:
        messages.error(request, say_failure(why, reader()))
        return redirect(reverse("imports:reconciled", args=[upload]))

    return _run(request, found, by, refused)


@dataclass(frozen=True)
class PassageRow:
    """A passage of the report: which field it is, where it stands, its words."""

    field: str
    where: str
    text: str


@dataclass(frozen=True)
class PrintedFinding:
    """A finding: what it is about, what is the matter, what would settle it, and the passages side by side."""

    record: str
    message: str
    mend: str
    passages: tuple[PassageRow, ...]


@require_GET
def reconciled(request: HttpRequest, upload: int) -> HttpResponseBase:
    """What was found in a report, worst first; the findings of one rule stand together, with what it asks."""
    by, language = actor_of(request.user), reader()
    check_can(by, Right.VIEW_CHECKS)
    found = get_object_or_404(uploads_for(by, UploadPurpose.RECONCILE), pk=upload)
    data: Mapping[str, Any] = found.findings
    every = data.get("findings", [])
    visible = {kind for kind in {one["record"]["type"] for one in every} if may_see(kind, request.user)}
    shown = [one for one in every if one["record"]["type"] in visible and not one.get("confidential")]
    hidden = len(every) - len(shown)
    context = {
        "words": PAGE, "upload": found, "data": data,
        "refusal": found.refusal.get(language) or found.refusal.get("en", ""),
        "period": _period(data.get("period"), language),
        "severities": [_of_severity(severity, shown, language) for severity in Severity],
        "doubtful": [say(LISTS[one], language) for one in data.get("not_read_whole", ()) if one in LISTS],
        "torn": _torn(data.get("torn", ()), language),
        "hidden": say(HIDDEN_FINDINGS, language, count=hidden) if hidden else "",
    }  # fmt: skip
    return TemplateResponse(request, "office/imports/reconciled.html", context)


def _period(code: str | None, language: str) -> str:
    if not code:
        return ""
    period = Period.parse(code)
    return capitalise(format_period(period.start, period.last_day, language))


def _of_severity(
    severity: Severity, shown: Iterable[Mapping[str, Any]], language: str
) -> tuple[str, str, int, list[tuple[str, list[PrintedFinding]]]]:
    """Return key and title of a severity, how many findings it has, and these by rule."""
    rules: dict[str, list[PrintedFinding]] = {}
    for one in shown:
        if one["severity"] == severity.value:
            rules.setdefault(one["rule"], []).append(_finding(one, language))
    count = sum(map(len, rules.values()))
    return severity.value, say(SEVERITIES[severity], language), count, list(rules.items())


def _finding(one: Mapping[str, Any], language: str) -> PrintedFinding:
    names: Mapping[str, str] = one["record"]["name"]
    return PrintedFinding(
        record=names.get(language) or next(iter(names.values()), ""),
        message=_in(one["message"], language),
        mend=_in(one["mend"], language),
        passages=tuple(_passage(item, language) for item in one["evidence"] if item.get("passage")),
    )


def _in(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en", "")


def _passage(item: Mapping[str, Any], language: str) -> PassageRow:
    passage = item["passage"]
    said = []
    if lines := passage.get("lines"):
        key = "line" if lines[0] == lines[1] else "lines"
        said.append(say(WHERE[key], language, number=lines[0], first=lines[0], last=lines[1]))
    if passage.get("page"):
        said.append(say(WHERE["page"], language, number=passage["page"]))
    known = FIELDS.get(item["field"]) or LISTS.get(item["field"])
    name = say(known, language) if known else field_name(item["field"], language)
    text = passage.get("text", "")
    return PassageRow(name, ", ".join(said), text if len(text) <= LONGEST else f"{text[:LONGEST]} …")


def _torn(parts: Iterable[Mapping[str, Any]], language: str) -> list[str]:
    return [
        f"{part['of']}: {say(FIELDS[part['kind']], language)}"
        for part in parts
        if part.get("of") and part.get("kind") in FIELDS
    ]
