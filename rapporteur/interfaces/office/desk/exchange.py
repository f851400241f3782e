"""Files for translators and back, at the desk: those of the command line, for what somebody may see."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.running.temporary import temporary_folder
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say, say_failure, say_fault
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.desk.standing import period_of, texts_for
from rapporteur.interfaces.office.desk.words import NO_FILE, PAGE, TAKEN_IN, UNSEEN
from rapporteur.interfaces.office.report_room.standing import may_see
from rapporteur.report.translating.entries import Entry
from rapporteur.report.translating.export_files import FileFormat, read_entries, write_entries
from rapporteur.report.translating.import_files import import_translations

PREFIX = "rapporteur-texts-"
FORMATS: dict[str, tuple[FileFormat, str]] = {
    "xlf": ("xliff", "application/xliff+xml"),
    "po": ("po", "text/x-gettext-translation; charset=utf-8"),
}


@require_GET
def hand_out(request: HttpRequest, code: str, language: str, file_format: str) -> HttpResponseBase:
    """The texts of the period that somebody may see, as a file for a translator."""
    texts = texts_for(period_of(code), request.user)
    if file_format not in FORMATS or language not in texts.languages:
        raise Http404
    seen = {text.key for of_record in texts.records.values() for text in of_record}
    entries = [entry for entry in texts.matrix.offered(language) if entry.key in seen]
    form, media_type = FORMATS[file_format]
    content = write_entries(entries, form, name=code, source=texts.matrix.source, target=language)
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{code}.{language}.{file_format}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def bring_in(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take in a file that comes back, text by text; say of each that is refused why."""
    by, reader = actor_of(request.user), get_language() or ENGLISH
    period_of(code)
    page = redirect(reverse("desk:matrix", args=[code]))
    sent = request.FILES.get("file")
    if sent is None:
        messages.error(request, say(NO_FILE, reader))
        return page
    try:
        # not Python's own: what a server that is killed leaves of a translation, the next one clears
        with temporary_folder(Path(gettempdir()), PREFIX) as folder:
            path = folder / "texts"
            with path.open("wb") as file:
                for chunk in sent.chunks():
                    file.write(chunk)
            language, entries = read_entries(path)
        kinds = {_kind(entry) for entry in entries}
        seen = {kind for kind in kinds if may_see(kind, request.user)}
        only_try = "try" in request.POST
        done = import_translations(
            [entry for entry in entries if _kind(entry) in seen],
            language=language,
            by=by,
            names="any_names" not in request.POST,
            dry_run=only_try,
        )
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, reader).replace(str(path), sent.name or ""))
        return page
    unseen = [entry.key for entry in entries if _kind(entry) not in seen]
    refusals = [(one.key, say_fault(one.reason, reader)) for one in done.refused]
    refusals += [(key, say(UNSEEN, reader)) for key in unseen]
    counts = {
        "written": len(done.written), "confirmed": len(done.confirmed), "unchanged": len(done.unchanged),
        "untranslated": len(done.untranslated), "unfinished": len(done.unfinished), "refused": len(refusals),
    }  # fmt: skip
    context = {
        "words": PAGE, "code": code, "file": sent.name, "tried": only_try, "refusals": refusals,
        "summary": say(TAKEN_IN, reader, **counts),
    }  # fmt: skip
    return TemplateResponse(request, "office/desk/brought.html", context)


def _kind(entry: Entry) -> str:
    return entry.key.partition("/")[0]
