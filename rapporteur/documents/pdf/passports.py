"""Passports of members as PDFs (PDF/UA-1 and PDF/A-2a) of two pages, laid out as reports are."""

from __future__ import annotations

from collections.abc import Mapping

from rapporteur.documents.maps.shapes import Box
from rapporteur.documents.pdf.folders import Layout
from rapporteur.documents.view.passport import PassportView


def _cuts(view: PassportView) -> Mapping[str, Box]:
    return {view.map.cut: view.map.box} if view.map else {}


LAYOUT: Layout[PassportView] = Layout("passport.typ", ("lib.typ", "view.typ"), _cuts)
