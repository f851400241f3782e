"""Certificates of courses, one or many in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rapporteur.documents.pdf.certificates import LAYOUT
from rapporteur.documents.pdf.folders import render_one
from rapporteur.documents.preflight.texts import unprintable
from rapporteur.documents.runs import FileMade, WantedFile, make_files
from rapporteur.documents.view.certificates import CertificateView, present_certificate
from rapporteur.report.value.certificates import CertificateData
from rapporteur.report.value.languages import UnknownLanguage

LEDGER = "certificates.jsonl"


def certificate_name(data: CertificateData, language: str) -> str:
    """Return what the file is called: by its number, so that they lie in order."""
    return f"{data.year}-{data.number:05}-{data.slug}.{language}.pdf"


def certificate_cannot_draw(data: CertificateData, language: str) -> tuple[str, ...]:
    """Return the characters of a certificate that no font of the documents has: it cannot be made."""
    view = _view(data, language)
    told = (view.name, view.organisation, view.course, view.theme, view.association, view.given)
    return unprintable("\n".join((*told, *(value for _, value in view.facts))))


def render_certificate(data: CertificateData, language: str) -> bytes:
    """Return a certificate as a PDF, in one of the languages of the association. Raises UnknownLanguage."""
    return render_one(_view(data, language), LAYOUT)


def make_certificates(folder: Path, wanted: Iterable[tuple[CertificateData, str]]) -> Iterator[FileMade]:
    """Write certificates, each in a language, into `folder`; yield each as soon as it lies there.

    They bear names: nobody else on the machine can read them. Raises UnknownLanguage and what
    :func:`rapporteur.documents.runs.make_files` raises.
    """
    files = (
        WantedFile(certificate_name(data, language), _view(data, language), private=True)
        for data, language in wanted
    )
    return make_files(folder, files, LAYOUT, ledger=LEDGER)


def _view(data: CertificateData, language: str) -> CertificateView:
    if language not in data.languages:
        raise UnknownLanguage(language, data.languages)
    return present_certificate(data, language)
