"""The file that says what the network put out: its shape, its references."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from rapporteur.intake.importing.datasets.parts import Day, DayOrMonth, FilePart, Slug, Text


class ItemInFile(FilePart):
    """An entry of communication.yaml; `deliverables` are codes of the plan."""

    slug: Slug
    kind: Literal["NEWSLETTER", "FILM", "SITE", "CAMPAIGN", "PUBLICATION", "OTHER"]
    title: Text
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    published: DayOrMonth = None
    ongoing: bool = False
    link: str = ""
    activity: Slug | None = None
    deliverables: tuple[str, ...] = ()
    reach: Annotated[int | None, Field(ge=0, le=2**31 - 1)] = None
    reach_measure: Literal["", "VIEWS", "READERS", "SUBSCRIBERS", "VISITS", "POSTS"] = ""
    reach_date: Day | None = None
    reach_source: Annotated[str, Field(max_length=200)] = ""
    note: str = ""

    @model_validator(mode="after")
    def _possible(self) -> ItemInFile:
        told = (
            self.reach is not None,
            bool(self.reach_measure),
            self.reach_date is not None,
            bool(self.reach_source),
        )
        if any(told) and not all(told):
            raise ValueError("expected a number with what it counts, its day and its source, or none of them")
        return self


def names_of_item(
    item: ItemInFile, known: Any
) -> Iterator[tuple[tuple[str | int, ...], str | None, Any, str]]:
    """Yield each name that an item gives, where, what it may be, and what is expected."""
    yield ("activity",), item.activity, known.activities, "an activity"
    for n, code in enumerate(item.deliverables):
        yield ("deliverables", n), code, known.deliverables, "a deliverable of the plan"
