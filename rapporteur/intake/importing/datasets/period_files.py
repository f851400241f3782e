"""The files that say what happened: activities, bilateral meetings, the media, dues, and the report of it all."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import (
    Amount,
    Currency,
    DatesInFile,
    Day,
    FilePart,
    Happening,
    PlaceInFile,
    Slug,
    Text,
    Year,
)

PICTURE = r"^\w[\w .-]*\.([jJ][pP][eE]?[gG]|[pP][nN][gG]|[wW][eE][bB][pP])$"
"""The name of a picture in the same folder."""


class ActivationInFile(FilePart):
    """A member in an activity."""

    organisation: Slug
    role: Literal["HOST", "PARTICIPANT", "SPEAKER", "SIGNATORY", "APPLICANT", "PARTNER"] = "PARTICIPANT"


class EvidenceInFile(FilePart):
    """What shows that an activity took place; a data set holds addresses, files are given in the office."""

    title: Text
    link: Annotated[str, Field(min_length=1, max_length=200)]
    dated: Day | None = None


class HeadcountInFile(FilePart):
    """How many took part, as somebody declared or counted them."""

    who: Literal["WOMEN", "MEN", "OTHER", "NOT_RECORDED"]
    people: int = Field(ge=0, le=2**31 - 1)
    origin: Literal["DECLARED", "COUNTED"]
    exactness: Literal["EXACT", "ABOUT"] = "EXACT"
    capacity: Literal["PARTICIPANT", "SPEAKER", "MAYOR", "REPRESENTATIVE", "EXPERT", "STAFF"] = "PARTICIPANT"


class ActivityFile(FilePart):
    """A file of activities/; `number` is its place in a printed report and stays in the file."""

    slug: Slug
    number: int = 0
    line: str | None = None
    kind: Literal[
        "CONFERENCE", "MEETING", "TRAINING", "WEBINAR", "WORKSHOP", "MISSION", "CALL", "PUBLICATION",
        "AGREEMENT", "CAMPAIGN", "STATEMENT", "GOVERNANCE", "COMMUNICATION", "AUDIT",
    ]  # fmt: skip
    title: Text
    dates: DatesInFile
    online: bool = False
    places: tuple[PlaceInFile, ...] = ()
    initiative: Slug | None = None
    deliverables: tuple[str, ...] = ()
    activations: tuple[ActivationInFile, ...] = ()
    text: Text = EMPTY
    evidence: tuple[EvidenceInFile, ...] | None = None
    headcounts: tuple[HeadcountInFile, ...] | None = None
    note: str = ""


class MeetingInFile(Happening):
    """An entry of bilateral.yaml"""

    slug: Slug
    place: PlaceInFile
    members: tuple[Slug, ...] = ()
    prospects: tuple[Slug, ...] = ()
    activity: Slug | None = None
    note: str = ""


class MentionInFile(Happening):
    """An entry of media.yaml"""

    outlet: Annotated[str, Field(min_length=1, max_length=120)]
    subject: Text
    channels: tuple[Literal["WEB", "NEWSLETTER", "PRESS", "RADIO", "TELEVISION", "SOCIAL"], ...] = ()
    link: str = ""
    note: str = ""


class StatementInFile(FilePart):
    """Dues as published."""

    as_of: Day
    amount: Amount
    currency: Currency
    payers: int = Field(ge=0)
    members: int = Field(ge=0)
    period: Year
    source: Text = EMPTY

    @model_validator(mode="after")
    def _payers_are_members(self) -> StatementInFile:
        if self.payers > self.members:
            raise ValueError(f"expected no more payers than members ({self.members})")
        return self


class PaymentInFile(FilePart):
    """A payment."""

    amount: Annotated[Amount, Field(gt=0)]
    date: Day
    reference: Annotated[str, Field(min_length=1, max_length=80)]


class CallItemInFile(FilePart):
    """What a member was called for and has paid."""

    organisation: Slug
    amount: Amount
    payments: tuple[PaymentInFile, ...] = ()


class CallInFile(FilePart):
    """The call of a year."""

    year: Year
    currency: Currency
    items: tuple[CallItemInFile, ...] = ()


class DuesFile(FilePart):
    """dues.yaml"""

    statement: StatementInFile | None = None
    calls: tuple[CallInFile, ...] = ()


class EditorialInFile(FilePart):
    """The editorial."""

    title: Text = EMPTY
    text: Text
    signatory: Slug | None = None
    function: Text = EMPTY


class CoverInFile(FilePart):
    """The photograph on the cover; `file` is the name of a picture that lies beside report.yaml."""

    file: Annotated[str, Field(pattern=PICTURE, max_length=100)]
    alt: Text = EMPTY
    credit: Annotated[str, Field(max_length=200)] = ""
    rights: Annotated[str, Field(max_length=200)] = ""
    consent: bool = False


class ReportFile(FilePart):
    """report.yaml"""

    period: str
    editorial: EditorialInFile | None = None
    sections: tuple[str, ...] = ()
    cover: CoverInFile | None = None
