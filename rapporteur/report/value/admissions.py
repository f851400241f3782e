"""What a report tells of those who would become members: requests for admission, prospects that were met."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value.registers import BodyRef, WhenData

Outcome = Literal["PENDING", "ADMITTED", "REFUSED", "WITHDRAWN"]


class AdmissionData(Value, frozen=True, kw_only=True):
    """A request for admission as it stood on the as-of date: `meeting` is the day on which `body` is to decide.

    `met` is the day or month of the activity at which somebody of the network met the organisation; `activity` is its
    slug where the report has it. `since` is the first day as a member.
    """

    slug: str
    name: LocalizedText
    country: str
    received: WhenData
    outcome: Outcome = "PENDING"
    opinion: Literal["", "FAVOURABLE", "RESERVED", "UNFAVOURABLE"] = ""
    body: BodyRef | None = None
    meeting: date | None = None
    decided: date | None = None
    since: date | None = None
    met: WhenData | None = None
    activity: str | None = None


class ProspectMetData(Value, frozen=True):
    """A prospect, and at how many bilateral meetings of the period the network met it."""

    slug: str
    name: LocalizedText
    times: Annotated[int, Meta(ge=1)]


class AdmissionsData(Value, frozen=True):
    """The requests that were to be decided at the end of the period, or decided within it; the prospects met in it."""

    requests: tuple[AdmissionData, ...] = ()
    prospects: tuple[ProspectMetData, ...] = ()
