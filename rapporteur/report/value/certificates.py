"""A certificate of a course as a value: what it confirms, in no particular language."""

from __future__ import annotations

from datetime import date

from msgspec import field

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText


class CertificateData(Value, frozen=True, kw_only=True):
    """That somebody took part in a course. `spoken` are the languages of the association that the course was held in.

    `code` is as it is printed; `address` is where anybody is told, in every language, whether it is valid: the code
    goes to its end.
    """

    slug: str
    association: LocalizedText
    short_name: str
    seat: LocalizedText = field(default_factory=LocalizedText)
    languages: tuple[str, ...]
    source_language: str
    spoken: tuple[str, ...]
    colour: str
    year: int
    number: int
    code: str
    address: str
    issued: date
    name: str
    organisation: LocalizedText = field(default_factory=LocalizedText)
    course: LocalizedText
    theme: LocalizedText = field(default_factory=LocalizedText)
    kind: str
    provider: LocalizedText = field(default_factory=LocalizedText)
    organisers: LocalizedText = field(default_factory=LocalizedText)
    start: date
    end: date
    place: LocalizedText = field(default_factory=LocalizedText)
    online: bool = False
