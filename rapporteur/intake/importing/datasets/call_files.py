"""The file that says what was called for, who applied, and who judges: calls, applications, juries."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import (
    Country,
    Day,
    DayOrMonth,
    FilePart,
    Slug,
    Text,
    in_order,
)

Number = Annotated[int, Field(ge=1, le=32767)]
Least = Annotated[int | None, Field(ge=0, le=32767)]
Time = datetime.time | None
Reason = Annotated[str, Field(min_length=1, max_length=300)]


class CriterionInFile(FilePart):
    """By what applications are judged."""

    number: Number
    title: Text
    weight: Number = 1


class QuestionInFile(FilePart):
    """What an application answers."""

    number: Number
    text: Text


class GraceInFile(FilePart):
    """Until when one organisation may apply later than the others, and why."""

    organisation: Slug
    until_date: Day
    until_time: Time = None
    reason: Reason


class ApplicationPartnerInFile(FilePart):
    """A partner of an application, and on which day it confirmed."""

    organisation: Slug
    confirmed_date: Day | None = None


class ApplicationAnswerInFile(FilePart):
    """What is answered to the question of this number."""

    number: Number
    text: Text


class ApplicationInFile(FilePart):
    """An application to the call in whose entry it stands; when it came is said in the call's time zone."""

    slug: Slug
    lead: Slug
    title: Text
    summary: Text = EMPTY
    contact: str = ""
    received_date: Day | None = None
    received_time: Time = None
    partners: tuple[ApplicationPartnerInFile, ...] = ()
    answers: tuple[ApplicationAnswerInFile, ...] = ()
    decision: Literal["PENDING", "ACCEPTED", "REJECTED", "WITHDRAWN"] = "PENDING"
    decided_date: Day | None = None
    note: str = ""


class TieInFile(FilePart):
    """A tie that a juror declared: to an organisation, or to an application of the call."""

    organisation: Slug | None = None
    application: Slug | None = None
    reason: Annotated[str, Field(max_length=300)] = ""

    @model_validator(mode="after")
    def _says_to_what(self) -> TieInFile:
        if (self.organisation is None) is (self.application is None):
            raise ValueError("expected an organisation or an application")
        return self


class ScoreInFile(FilePart):
    """How many points by the criterion of this number."""

    number: Number
    points: Annotated[int, Field(ge=0, le=10)]


class AssessmentInFile(FilePart):
    """What a juror says of an application."""

    application: Slug
    scores: tuple[ScoreInFile, ...]
    remark: str = ""


class JurorInFile(FilePart):
    """A juror of the call in whose entry it stands: a person by their slug, or a name."""

    slug: Slug
    person: Slug | None = None
    name: Annotated[str, Field(max_length=150)] = ""
    organisation: Slug | None = None
    region: Slug | None = None
    region_name: Text = EMPTY
    country: Country = ""
    sex: Literal["", "WOMAN", "MAN", "OTHER"] = ""
    consent: bool = False
    stage: Literal["CANDIDATE", "CHOSEN", "DECLINED"] = "CANDIDATE"
    note: str = ""
    declared: Day | None = None
    ties: tuple[TieInFile, ...] = ()
    assessments: tuple[AssessmentInFile, ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> JurorInFile:
        if (self.person is None) is not bool(self.name):
            raise ValueError("expected a person or a name")
        if self.region is not None and self.region_name:
            raise ValueError("expected a region of the association or the name of another, not both")
        if self.declared is None and (self.ties or self.assessments):
            raise ValueError("expected the day on which the ties were declared")
        return self


class ApplicationCallInFile(FilePart):
    """An entry of calls.yaml; days and times are those of its time zone, and `decision` is a day or a month."""

    slug: Slug
    kind: Literal["PROJECTS", "JURY", "HOSTS", "OTHER"]
    name: Text
    initiative: Slug | None = None
    activity: Slug | None = None
    eligible: Text = EMPTY
    languages: tuple[str, ...] = ()
    opens_date: Day | None = None
    closes_date: Day | None = None
    closes_time: Time = None
    time_zone: str = "UTC"
    outcome: Literal["PENDING", "DECIDED", "CANCELLED"] = "PENDING"
    decision: DayOrMonth = None
    application_count: Annotated[int | None, Field(ge=0)] = None
    blind: bool = False
    country_rule: bool = False
    judging_ends_date: Day | None = None
    jury_call: Slug | None = None
    women_least: Least = None
    men_least: Least = None
    regions_least: Least = None
    stated_women: Least = None
    stated_men: Least = None
    link: str = ""
    note: str = ""
    criteria: tuple[CriterionInFile, ...] = ()
    questions: tuple[QuestionInFile, ...] = ()
    leads: tuple[Slug, ...] = ()
    partners: tuple[Slug, ...] = ()
    graces: tuple[GraceInFile, ...] = ()
    applications: tuple[ApplicationInFile, ...] = ()
    jurors: tuple[JurorInFile, ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> ApplicationCallInFile:
        in_order(self.opens_date, self.closes_date)
        if self.outcome == "PENDING" and self.decision is not None:
            raise ValueError("expected the outcome of a call that is decided")
        if (self.stated_women is None) is not (self.stated_men is None):
            raise ValueError("expected both sums of the jury, or none")
        return self
