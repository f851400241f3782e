"""What Log knows before anything is typed: who logs, the day, the open period, the languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.queries import association_languages, source_language
from rapporteur.base.values.periods import Period
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.proof.editions.models import Edition
from rapporteur.records.reports.models import Report


@dataclass(frozen=True)
class Desk:
    """At which somebody logs: `language` is the reader's, `languages` are the association's, in which titles stand."""

    by: Actor
    today: date
    period: Period
    language: str
    languages: tuple[str, ...]
    source: str

    @property
    def account(self) -> int:
        """The key of the account of whoever logs."""
        assert self.by.user is not None  # noqa: S101  # the address is for who is signed in
        return self.by.user

    @property
    def title_language(self) -> str:
        """The language in which a new title is written: the reader's where the association has it."""
        return self.language if self.language in self.languages else self.source

    @property
    def reading(self) -> tuple[str, ...]:
        """The languages in which names are shown, the reader's first."""
        return (self.language, *(one for one in self.languages if one != self.language))


def desk_of(request: HttpRequest) -> Desk:
    """Return the desk of whoever is signed in."""
    today = timezone.localdate()
    language = (get_language() or ENGLISH).partition("-")[0]
    languages = association_languages()
    return Desk(
        actor_of(request.user),
        today,
        open_period(today),
        language,
        languages,
        source_language() or languages[0],
    )


def open_period(today: date) -> Period:
    """Return the period that is worked on: that of the newest report without an edition, else the quarter of today."""
    frozen = Edition.objects.filter(period_start=OuterRef("period_start"), period_end=OuterRef("period_end"))
    waiting = Report.objects.filter(~Exists(frozen)).order_by("-period_start", "-period_end", "pk")
    for start, end in waiting.values_list("period_start", "period_end")[:1]:
        return Period(start, end)
    return Period.parse(f"{today.year}-Q{(today.month - 1) // 3 + 1}")
