"""The files that say what is agreed with others, and what is signed together: agreements, joint statements."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import Day, DayOrMonth, FilePart, Slug, Text, in_order


class PartyInFile(FilePart):
    """Who agrees: the association itself, a body, an organisation by its slug, or one that has only a name."""

    association: bool = False
    body: Slug | None = None
    organisation: Slug | None = None
    name: Text = EMPTY
    commitments: Text = EMPTY

    @model_validator(mode="after")
    def _says_who(self) -> PartyInFile:
        said = [self.association, self.body is not None, self.organisation is not None, bool(self.name)]
        if sum(said) != 1:
            raise ValueError("expected one of association, body, organisation and name")
        return self


class AgreementInFile(FilePart):
    """An entry of agreements.yaml; each stage has its day or month, and `end` is the last day."""

    slug: Slug
    kind: Literal["COLLABORATION", "PROJECT", "TRAINING", "FUNDING", "HOSTING", "OTHER"]
    name: Text
    parties: Annotated[tuple[PartyInFile, ...], Field(min_length=2)]
    stage: Literal["TALKS", "ANNOUNCED", "SIGNED", "ENDED"] = "TALKS"
    talks: DayOrMonth = None
    announced: DayOrMonth = None
    signed: DayOrMonth = None
    start: Day | None = None
    end: Day | None = None
    notice_months: Annotated[int | None, Field(ge=0, le=120)] = None
    notice_date: Day | None = None
    replaces: Slug | None = None
    activity: Slug | None = None
    link: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> AgreementInFile:
        in_order(self.start, self.end)
        if self.notice_months is not None and self.notice_date is not None:
            raise ValueError("expected a notice in months or on a day, not both")
        for stage, day in (("ANNOUNCED", self.announced), ("SIGNED", self.signed), ("ENDED", self.end)):
            if self.stage == stage and day is None:
                raise ValueError(f"expected the day or month of the stage {stage}")
        return self


class SignatoryInFile(FilePart):
    """Who signed: an organisation by its slug, or one that has only a name; `office` where no mandate tells it."""

    organisation: Slug | None = None
    name: Text = EMPTY
    person: Slug | None = None
    office: Text = EMPTY
    signed: DayOrMonth = None

    @model_validator(mode="after")
    def _says_who(self) -> SignatoryInFile:
        if (self.organisation is None) is not bool(self.name):
            raise ValueError("expected an organisation or a name")
        return self


class JointStatementInFile(FilePart):
    """An entry of joint-statements.yaml; it can be signed from `opened` up to and with `closed`."""

    slug: Slug
    kind: Literal["LETTER", "DECLARATION", "CAMPAIGN"]
    name: Text
    addressee: Text = EMPTY
    text: Text = EMPTY
    link: str = ""
    public: DayOrMonth = None
    opened: Day | None = None
    closed: Day | None = None
    owner: Slug | None = None
    activity: Slug | None = None
    note: str = ""
    signatories: tuple[SignatoryInFile, ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> JointStatementInFile:
        in_order(self.opened, self.closed)
        return self
