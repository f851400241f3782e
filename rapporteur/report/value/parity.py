"""How many women and men were counted at what a report tells of, as they declared or somebody counted them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from rapporteur.base.values.base import Value
from rapporteur.base.values.localized import LocalizedText

People = Annotated[int, Meta(ge=0)]
Counted = Literal["ACTIVITY", "COURSE", "JURY", "BODY"]


class ParityCountData(Value, frozen=True, kw_only=True):
    """Who took part in an activity, as what (`capacity`), in a course or a jury, or sits in a body.

    `unrecorded` are people of whom nobody declared or counted what they are. `about` says that a number is one near it;
    `day` is that on which a body was counted. `activity` is the slug of the activity that it belongs to, where the
    report has it.
    """

    of: Counted
    slug: str
    name: LocalizedText
    capacity: str = ""
    women: People = 0
    men: People = 0
    others: People = 0
    unrecorded: People = 0
    about: bool = False
    day: date | None = None
    activity: str | None = None

    @property
    def recorded(self) -> int:
        """How many there are of whom it is recorded what they are."""
        return self.women + self.men + self.others

    @property
    def people(self) -> int:
        """How many there are."""
        return self.recorded + self.unrecorded


class ParityData(Value, frozen=True):
    """What was counted in a period; `silent` activities are those of which no women and men are recorded."""

    counts: tuple[ParityCountData, ...] = ()
    silent: People = 0
