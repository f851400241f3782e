"""The files that say who gives courses, which there were, and who took part: by name, or only by number."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from rapporteur.base.values.localized import EMPTY
from rapporteur.intake.importing.datasets.parts import Country, Day, FilePart, Slug, Text, in_order

Count = Annotated[int | None, Field(ge=0, le=2**31 - 1)]
Mark = Annotated[Decimal, BeforeValidator(str), Field(ge=0, max_digits=5, decimal_places=2)]
Exactness = Literal["EXACT", "ABOUT"]


class CentreInFile(FilePart):
    """Where a provider is at home: an organisation by its slug, an institution by its name, or both."""

    organisation: Slug | None = None
    name: Text = EMPTY
    seat: bool = False

    @model_validator(mode="after")
    def _says_where(self) -> CentreInFile:
        if self.organisation is None and not self.name:
            raise ValueError("expected an organisation or a name")
        return self


class ProviderInFile(FilePart):
    """An entry of providers.yaml"""

    slug: Slug
    name: Text
    short_name: Annotated[str, Field(max_length=40)] = ""
    centres: tuple[CentreInFile, ...] = ()
    link: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> ProviderInFile:
        if sum(one.seat for one in self.centres) > 1:
            raise ValueError("expected one seat at most")
        return self


class ParticipantCountInFile(FilePart):
    """How many came, or registered: of an organisation, of a country, or of nobody in particular."""

    people: Count = None
    organisation: Slug | None = None
    country: Country = ""
    who: Literal["WOMEN", "MEN", "OTHER", "NOT_RECORDED"] = "NOT_RECORDED"
    attendance: Literal["REGISTERED", "ATTENDED"] = "ATTENDED"
    exactness: Exactness = "EXACT"
    origin: Literal["DECLARED", "COUNTED"] = "COUNTED"

    @model_validator(mode="after")
    def _says_something(self) -> ParticipantCountInFile:
        if self.organisation is not None and self.country:
            raise ValueError("expected no country beside an organisation: it is the organisation's")
        if self.people is None and self.organisation is None and not self.country:
            raise ValueError("expected a number, an organisation or a country")
        return self


class CertificateInFile(FilePart):
    """The certificate of the participant in whose entry it stands; without number and code it is given both."""

    year: Annotated[int | None, Field(ge=1900, le=9999)] = None
    number: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    code: Annotated[str, Field(pattern=r"^([0-9A-HJKMNP-TV-Z]{12})?$")] = ""
    issued_date: Day
    withdrawn_date: Day | None = None

    @model_validator(mode="after")
    def _possible(self) -> CertificateInFile:
        if self.withdrawn_date is not None:
            in_order(self.issued_date, self.withdrawn_date)
        return self


class ParticipantInFile(FilePart):
    """Somebody who takes part in the course in whose entry they stand: a person by their slug, or a name."""

    slug: Slug
    person: Slug | None = None
    name: Annotated[str, Field(max_length=150)] = ""
    organisation: Slug | None = None
    country: Country = ""
    sex: Literal["", "WOMAN", "MAN", "OTHER"] = ""
    registered_date: Day | None = None
    attendance: Literal["REGISTERED", "ATTENDED", "ABSENT"] = "REGISTERED"
    consent: bool = False
    certificate: CertificateInFile | None = None
    note: str = ""

    @model_validator(mode="after")
    def _says_who(self) -> ParticipantInFile:
        if self.certificate is not None and (self.attendance != "ATTENDED" or not self.consent):
            raise ValueError("expected no certificate of who did not come or did not agree to one")
        if (self.person is None) is not bool(self.name):
            raise ValueError("expected a person or a name")
        return self


class CourseInFile(FilePart):
    """An entry of courses.yaml; `place` is an organisation, and both days are included."""

    slug: Slug
    kind: Literal["COURSE", "SEMINAR", "WEBINAR", "STAFF"]
    title: Text
    start_date: Day
    end_date: Day
    theme: Text = EMPTY
    provider: Slug | None = None
    programme: Slug | None = None
    activity: Slug | None = None
    organisers: Text = EMPTY
    mode: Literal["ON_SITE", "ONLINE", "HYBRID"] = "ON_SITE"
    languages: tuple[str, ...] = ()
    place: Slug | None = None
    place_name: Text = EMPTY
    capacity: Annotated[int | None, Field(ge=1, le=2**31 - 1)] = None
    cancelled: bool = False
    country_count: Annotated[int | None, Field(ge=0, le=300)] = None
    certificate_count: Count = None
    certificate_exactness: Exactness = "EXACT"
    evaluation: Text = EMPTY
    evaluation_answers: Count = None
    evaluation_mean: Mark | None = None
    evaluation_scale: Annotated[int | None, Field(ge=1, le=32767)] = None
    link: str = ""
    note: str = ""
    numbers: tuple[ParticipantCountInFile, ...] = ()
    participants: tuple[ParticipantInFile, ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> CourseInFile:
        in_order(self.start_date, self.end_date)
        mark = (self.evaluation_answers, self.evaluation_mean, self.evaluation_scale)
        if None in mark and mark[1:] != (None, None):
            raise ValueError(
                "expected how many answered, their mean and the scale, or neither mean nor scale"
            )
        if self.evaluation_mean is not None and self.evaluation_mean > (self.evaluation_scale or 0):
            raise ValueError(f"expected a mean on the scale up to {self.evaluation_scale}")
        return self
