"""The languages of a report, and what is said of any other."""

from __future__ import annotations

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest


class UnknownLanguage(Foreseeable, ValueError):
    """A language that the association's reports are not made in."""

    def __init__(self, given: str, languages: tuple[str, ...]) -> None:
        super().__init__(
            Message("'{value}' is not a language of this report: expected one of {expected}"),
            value=given,
            expected=", ".join(languages),
            nearest=nearest(given.lower(), languages),
        )
        self.given = given
        self.languages = languages
