"""Certificates, as pages offer them: of one participant as a PDF; of a course, all that are valid, packed in one file.

Those of a course are made in a folder that stays: whoever asks again, or after the server was stopped, waits only for
what is missing.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from wagtail.snippets.views.snippets import InspectView

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.documents.certificates import (
    certificate_cannot_draw,
    certificate_name,
    make_certificates,
    render_certificate,
)
from rapporteur.documents.formats import FORMATS
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.pages.working import About, Tell, Work, WorkDone, carry_out
from rapporteur.interfaces.office.record_page.documents.offering import OfferedDocuments, OfferedFile
from rapporteur.interfaces.office.record_page.verbs import address_of
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.training.models import Certificate, Course
from rapporteur.records.training.queries import certificates_in_force
from rapporteur.report.compile.certificates import compile_certificates
from rapporteur.report.value.certificates import CertificateData

TITLE = Message("Certificates", context="record page")
OF_COURSE = Message(
    "All that are valid, packed in one file; those that were made before are not made again.",
    context="record page",
)
OF_ONE = Message("With its number and its code, which a public page confirms.", context="record page")
PACKED = Message("ZIP", context="record page")
MAKING = Message("Certificates are made", context="certificates")
NOTE = Message("You may leave this page: what is made is kept.", context="certificates")
STEP = Message("Certificates: {done} of {total}", context="certificates")
ALREADY = Message("These certificates are being made already.", context="certificates")
FAILED = Message("Something went wrong that nobody foresaw. What was made is kept.", context="certificates")
NOT_DRAWN = Message(
    "The fonts of the documents do not have {characters}: this certificate cannot be made.",
    context="certificates",
)
LEFT_OUT = Message(
    "{count} certificate is left out: the fonts do not have all its letters.",
    "{count} certificates are left out: the fonts do not have all their letters.",
    by="count",
    context="certificates",
)


def certificates_of(record: Any, by: Actor) -> OfferedDocuments | None:
    """Return what the page of a course or certificate offers to whoever may see who takes part; else nothing."""
    if not isinstance(record, Course | Certificate) or not can(by, Right.VIEW_PARTICIPANTS):
        return None
    course = record if isinstance(record, Course) else record.participant.course
    found = _compiled(course, _today(), None if isinstance(record, Course) else record.slug)
    if not found:
        return None
    packed = isinstance(record, Course)
    word = say(PACKED, reader()) if packed else "PDF"
    languages = found[0].spoken if packed else found[0].languages
    files = [
        OfferedFile(code, word, address_of(type(record), "certificates", record.pk, code))
        for code in languages
    ]
    return OfferedDocuments(say(TITLE, reader()), say(OF_COURSE if packed else OF_ONE, reader()), files)


def _today() -> date:
    return timezone.localdate()


def _compiled(course: Course, day: date, only: str | None = None) -> list[CertificateData]:
    if not certificates_in_force(course, day).exists():
        return []
    found = compile_certificates(course, day, settings.WAGTAILADMIN_BASE_URL)
    return [one for one in found if only is None or one.slug == only]


class CertificatesFileView(OneRecord, InspectView):
    """A certificate, or all of a course, for whoever may see who takes part in courses."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make what is missing; then send it."""
        record, language = self.object, kwargs["language"]
        if not can(actor_of(request.user), Right.VIEW_PARTICIPANTS):
            raise Http404
        packed = isinstance(record, Course)
        course = record if packed else record.participant.course
        found = _compiled(course, _today(), None if packed else record.slug)
        if not found or language not in found[0].languages:
            raise Http404
        return self._all(request, found, language) if packed else _single(found[0], language)

    def _all(self, request: HttpRequest, found: list[CertificateData], language: str) -> HttpResponseBase:
        folder = settings.BUILD_DIR / "certificates" / self.object.slug
        names = [
            certificate_name(one, language) for one in found if not certificate_cannot_draw(one, language)
        ]
        if "packed" in request.GET and all((folder / name).is_file() for name in names):
            return _sent(_packed(folder, names), f"{self.object.slug}.{language}.zip", "application/zip")
        address = address_of(Course, "certificates", self.object.pk, language)
        work = _making(folder, found, language, f"{address}?packed=1", reader())
        about = About(
            key=f"certificates {self.object.slug} {language}",
            title=f"{say(MAKING, reader())} – {called(self.object)}",
            note=say(NOTE, reader()),
            already=ALREADY,
            failed=FAILED,
            back=address_of(Course, "inspect", self.object.pk),
        )
        return carry_out(request, work, about, reader())


def _making(folder: Path, found: list[CertificateData], language: str, address: str, told_in: str) -> Work:
    wanted = [(one, language) for one in found if not certificate_cannot_draw(one, language)]
    left_out = len(found) - len(wanted)

    def work(tell: Tell) -> WorkDone:
        for done, _ in enumerate(make_certificates(folder, wanted), start=1):
            tell(say(STEP, told_in, done=done, total=len(wanted)))
        return WorkDone(address, say(LEFT_OUT, told_in, count=left_out) if left_out else "")

    return work


def _packed(folder: Path, names: list[str]) -> bytes:
    """Return the files in one, stored as they are: they are compressed already."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as package:
        for name in names:
            package.writestr(zipfile.ZipInfo(name), (folder / name).read_bytes())
    return whole.getvalue()


def _single(data: CertificateData, language: str) -> HttpResponse:
    if missing := certificate_cannot_draw(data, language):
        said = say(NOT_DRAWN, reader(), characters=" ".join(missing))
        return HttpResponse(said, content_type="text/plain; charset=utf-8", status=409)
    name = certificate_name(data, language)
    return _sent(render_certificate(data, language), name, FORMATS["pdf"].media_type)


def _sent(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
