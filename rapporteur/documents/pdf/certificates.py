"""Certificates of courses as PDFs (PDF/UA-1 and PDF/A-2a) of one page, laid out as reports are."""

from __future__ import annotations

from rapporteur.documents.pdf.folders import Layout
from rapporteur.documents.view.certificates import CertificateView

LAYOUT: Layout[CertificateView] = Layout("certificate.typ", ("lib.typ", "view.typ"))
