"""Facts on requests for admission, and on prospects that never asked."""

from __future__ import annotations

from dataclasses import dataclass

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.proof.rules.facts import Located
from rapporteur.proof.rules.finding import Record


@dataclass(frozen=True)
class RequestFacts(Located):
    """A request for admission that is to be decided: when it was received, how often its body has met since."""

    slug: str
    organisation: str
    body: LocalizedText
    received: Dates
    meetings: int = 0

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("admissions.admissionrequest", self.slug)


@dataclass(frozen=True)
class ProspectFacts(Located):
    """A prospect that never asked to become a member, and how often the network has met it."""

    slug: str
    times: int

    @property
    def record(self) -> Record:
        """The record that it is."""
        return Record("members.organisation", self.slug)
