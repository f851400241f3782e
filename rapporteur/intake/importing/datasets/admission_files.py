"""The file that says who asked to become a member: its shape, its references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from rapporteur.intake.importing.datasets.parts import Day, DayOrMonth, FilePart, Slug, as_dates


class AdmissionDocumentInFile(FilePart):
    """A document that came with a request, and where it can be read."""

    title: Annotated[str, Field(min_length=1, max_length=200)]
    link: str = ""


class AdmissionInFile(FilePart):
    """An entry of admissions.yaml; `meeting` and `decision` are named as in meetings.yaml."""

    slug: Slug
    organisation: Slug
    category: Literal["FULL", "HONORARY"] = "FULL"
    received: DayOrMonth
    activity: Slug | None = None
    opinion: Literal["", "FAVOURABLE", "RESERVED", "UNFAVOURABLE"] = ""
    opinion_date: Day | None = None
    opinion_by: Slug | None = None
    body: Slug | None = None
    meeting: Slug | None = None
    outcome: Literal["PENDING", "ADMITTED", "REFUSED", "WITHDRAWN"] = "PENDING"
    decided_date: Day | None = None
    decision: Slug | None = None
    from_date: Day | None = None
    documents: tuple[AdmissionDocumentInFile, ...] = ()
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> AdmissionInFile:
        received = as_dates(self.received)
        if received is None:
            raise ValueError("expected the day or month in which it was received")
        if not self.opinion and (self.opinion_date or self.opinion_by):
            raise ValueError("expected an opinion where somebody gave one")
        if (self.outcome == "PENDING") is not (self.decided_date is None):
            raise ValueError("expected decided_date where it is decided or withdrawn, and nowhere else")
        if self.outcome in ("ADMITTED", "REFUSED") and self.body is None:
            raise ValueError("expected the body that decided")
        if (self.outcome == "ADMITTED") is (self.from_date is None):
            raise ValueError("expected from_date where it is admitted, and nowhere else")
        for day in (self.opinion_date, self.decided_date):
            if day is not None and day < received.first_day:
                raise ValueError("expected no opinion and no decision before it was received")
        if self.from_date and self.decided_date and self.from_date < self.decided_date:
            raise ValueError("expected from_date on the day of the decision or after it")
        if self.decision is not None and self.outcome not in ("ADMITTED", "REFUSED"):
            raise ValueError("expected a decision only where it is admitted or refused")
        if self.meeting is not None and self.body is None:
            raise ValueError("expected the body that meets there")
        return self


def names_of_request(
    request: AdmissionInFile, known: Any, meetings: Any
) -> Iterator[tuple[tuple[str | int, ...], str | None, Any, str]]:
    """Yield each name that a request gives, where, what it may be, and what is expected; `meetings` is their file."""
    bodies = {one.slug: one.body for one in meetings.meetings} if meetings else {}
    decided = {one.slug: one.organisation for one in meetings.decisions} if meetings else {}
    yield ("organisation",), request.organisation, known.organisations, "an organisation"
    yield ("activity",), request.activity, known.activities, "an activity"
    yield ("opinion_by",), request.opinion_by, known.people, "a person"
    yield ("body",), request.body, known.bodies, "a body"
    own = [slug for slug, body in bodies.items() if body == request.body]
    yield ("meeting",), request.meeting, own, "a meeting of this body"
    on_it = [slug for slug, organisation in decided.items() if organisation == request.organisation]
    yield ("decision",), request.decision, on_it, "a decision on its admission"
