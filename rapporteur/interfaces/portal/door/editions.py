"""Frozen editions as pages show them: what is printed of each, its documents, its errata."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from babel.units import format_unit
from django.http import Http404

from rapporteur.base.core.content import sha256
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.languages import language_name, locale
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.values.running.log import note_failure
from rapporteur.documents.formats import FORMATS
from rapporteur.interfaces.portal.visit import Visit, period_of
from rapporteur.interfaces.portal.words import FORMATS as FORMAT_WORDS
from rapporteur.proof.editions.models import Edition, EditionFile
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.snapshot import snapshot_of


class EditionDamaged(Foreseeable, RuntimeError):
    """An edition whose snapshot is no longer what was frozen."""


class PublicEdition(NamedTuple):
    """An edition by what never changes of it."""

    pk: int
    name: str
    sha256: str


class Document(NamedTuple):
    """A document of an edition."""

    name: str
    href: str
    language: str
    language_code: str
    format: str
    size: str
    octets: int
    sha256: str


@dataclass(frozen=True)
class EditionShown:
    """An edition as its page shows it."""

    pk: int
    period: Period
    number: int
    name: str
    sha256: str
    seal: str
    frozen: date
    as_of: date
    newest: bool
    erratum: list[str]
    documents: list[Document] = field(default_factory=list)

    @property
    def address(self) -> str:
        """How its period is written in addresses."""
        return address_of(self.period)

    @property
    def known(self) -> PublicEdition:
        """What reads its snapshot."""
        return PublicEdition(self.pk, self.name, self.sha256)


def address_of(period: Period) -> str:
    """Return how a period is written in an address."""
    return period.code.replace("..", "_")


def editions(visit: Visit, period: Period | None = None) -> list[EditionShown]:
    """Return editions, of the latest period and the newest first, with their documents. Two queries."""
    found = Edition.objects.public()
    if period is not None:
        found = found.filter(period_start=period.start, period_end=period.end)
    rows = found.order_by("-period_end", "-period_start", "-number").values_list(
        "pk", "period_start", "period_end", "number", "sha256", "seal", "frozen_at", "as_of", "erratum"
    )
    shown, seen = [], set()
    for pk, start, end, number, digest, seal, frozen_at, as_of, erratum in rows:
        own = Period(start, end)
        changes = [visit.text(LocalizedText(change["words"])) for change in erratum]
        name = f"{own.code}/{number}"
        shown.append(
            EditionShown(
                pk, own, number, name, digest, seal, frozen_at.date(), as_of, own not in seen, changes
            )
        )
        seen.add(own)
    by_key = {one.pk: one for one in shown}
    order = list(FORMATS)
    files = EditionFile.objects.public().filter(edition__in=by_key).order_by("edition_id", "language", "name")
    for pk, name, language, format, digest, size in files.values_list(
        "edition_id", "name", "language", "format", "sha256", "size"
    ):
        one = by_key[pk]
        href = visit.to("reports", one.address, one.number, name)
        word = visit.tell(FORMAT_WORDS[format]) if format in FORMAT_WORDS else format.upper()
        shown_language = language_name(language) if language else ""
        one.documents.append(
            Document(name, href, shown_language, language, word, _size(size, visit.language), size, digest)
        )
    for one in shown:
        one.documents.sort(
            key=lambda file: (file.language_code == "", file.language_code, _rank(order, file.name))
        )
    return shown


def _size(size: int, language: str) -> str:
    """Return how large a document of `size` bytes is, as people say it: “403 kB”, « 1,1 Mo »."""
    if size < 1_000_000:
        kilobytes = max(round(size / 1000), 1)
        return str(format_unit(kilobytes, "digital-kilobyte", "short", locale=locale(language)))
    return str(format_unit(round(size / 1_000_000, 1), "digital-megabyte", "short", locale=locale(language)))


def _rank(order: list[str], name: str) -> int:
    end = name.rpartition(".")[2]
    return order.index(end) if end in order else len(order)


def newest_sound(visit: Visit) -> tuple[EditionShown, ReportData] | None:
    """Return the newest edition of the latest period with what it says; a damaged one is passed over, and noted."""
    for one in editions_bare(visit):
        try:
            return one, report_of(one.known)
        except Foreseeable as damage:
            note_failure("damaged", damage, level=logging.ERROR, edition=one.name)
    return None


def editions_bare(visit: Visit) -> list[EditionShown]:
    """Return editions without documents, of the latest period and the newest first. One query."""
    rows = (
        Edition.objects.public().order_by("-period_end", "-frozen_at", "-pk")
        .values_list("pk", "period_start", "period_end", "number", "sha256", "seal", "frozen_at", "as_of")
    )  # fmt: skip
    return [
        EditionShown(
            pk, Period(start, end), number, f"{Period(start, end).code}/{number}", digest, seal, frozen_at.date(),
            as_of, True, [],
        )
        for pk, start, end, number, digest, seal, frozen_at, as_of in rows
    ]  # fmt: skip


@lru_cache(maxsize=4)
def report_of(found: PublicEdition) -> ReportData:
    """Return what an edition says; raise EditionDamaged where its snapshot is not what was frozen."""
    snapshot = Edition.objects.public().values_list("snapshot", flat=True).get(pk=found.pk)
    if sha256(snapshot.encode()) != found.sha256:
        raise EditionDamaged(Message("the snapshot of {place} is not what was frozen"), place=found.name)
    return snapshot_of(snapshot, name=found.name)


def period_at(code: str) -> Period:
    """Return the period that an address names as it is written; raise Http404."""
    found = period_of(code)
    if address_of(found) != code:
        raise Http404("no such period")
    return found


def edition_at(code: str, number: int | None = None) -> Edition:
    """Return an edition of a period, the newest without a number, without its snapshot; raise Http404."""
    period = period_at(code)
    found = Edition.objects.public().filter(period_start=period.start, period_end=period.end)
    if number is not None:
        found = found.filter(number=number)
    edition: Edition | None = found.order_by("-number").first()
    if edition is None:
        raise Http404(f"no report of {code} is frozen")
    return edition
