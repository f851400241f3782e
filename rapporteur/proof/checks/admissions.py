"""What the checks ask of admissions: requests that wait, meetings of their bodies, prospects that never asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, Reader
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.proof.rules.admissions.facts import ProspectFacts, RequestFacts
from rapporteur.proof.rules.admissions.rules import MET_OFTEN
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.admissions.queries import meetings_meanwhile, never_asked, pending_requests


class PendingRow(Struct, frozen=True):
    """A request that is to be decided."""

    slug: str
    organisation: str
    received: date
    precision: str
    body: int | None
    body_name: LocalizedText | None


class HeldRow(Struct, frozen=True):
    """A meeting that a body has held."""

    body: int
    day: date


class MetRow(Struct, frozen=True):
    """A prospect, and how often the network met it."""

    slug: str
    times: int


@dataclass(frozen=True)
class OfAdmissions:
    """The facts on admissions."""

    requests: tuple[RequestFacts, ...]
    prospects: tuple[ProspectFacts, ...]


def read_of_admissions(as_of: date) -> Reader[OfAdmissions]:
    """Read them as of a day."""
    paths = {
        "slug": "slug", "organisation": "organisation__slug", "received": "received_date",
        "precision": "received_precision", "body": "body_id", "body_name": "body__name",
    }  # fmt: skip
    pending, held, met = yield (
        AskedPart(PendingRow, pending_requests(as_of), paths),
        AskedPart(HeldRow, meetings_meanwhile(as_of), {"body": "body_id", "day": "start_date"}),
        AskedPart(MetRow, never_asked(as_of, met=MET_OFTEN), {"slug": "slug", "times": "times"}),
    )
    return OfAdmissions(
        tuple(_request(one, held) for one in sorted(pending, key=lambda one: (one.received, one.slug))),
        tuple(ProspectFacts(one.slug, one.times) for one in sorted(met, key=lambda one: one.slug)),
    )


def _request(row: PendingRow, held: Sequence[HeldRow]) -> RequestFacts:
    """Return a request; within the month in which it was received, nobody knows which meetings came after it."""
    is_month = row.precision == DatePrecision.MONTH
    received = Dates(month=f"{row.received:%Y-%m}") if is_month else Dates(row.received)
    return RequestFacts(
        slug=row.slug,
        organisation=row.organisation,
        body=row.body_name or EMPTY,
        received=received,
        meetings=sum(1 for one in held if one.body == row.body and one.day > received.last_day),
    )
