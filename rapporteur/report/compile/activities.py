"""The activities of a period, each with its places, its evidence, whom it activated and its photograph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property

from rapporteur.base.values.html import blocks_from_html
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.base.values.richtext import Block
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.report.compile.photos import photo_data
from rapporteur.report.compile.rows import ActivityRow, PlaceRow, Records
from rapporteur.report.value import data as d


class ActivityCompiler:
    """The activities of a report; `refer` makes of an organisation's key and slug what the report calls it."""

    def __init__(self, records: Records, refer: Callable[[int, str], d.OrganisationRef]) -> None:
        self.records = records
        self.refer = refer

    def activities(self) -> tuple[d.ActivityData, ...]:
        """Return the activities by line in the plan's order, then first day; month-only ones end their month."""
        order = {node.id: position for position, node in enumerate(self.records.nodes)}
        rows = sorted(
            self.records.activities,
            key=lambda row: (
                order.get(row.line or 0, len(order)),
                row.end_date if row.precision == DatePrecision.MONTH else row.start_date,
                row.precision,
                row.slug,
            ),
        )
        return tuple(self._activity(row) for row in rows)

    def _activity(self, row: ActivityRow) -> d.ActivityData:
        month_only = row.precision == DatePrecision.MONTH
        return d.ActivityData(
            slug=row.slug,
            title=row.title,
            kind=row.kind,
            line=self._codes.get(row.line or 0),
            start=None if month_only else row.start_date,
            end=None if month_only else row.end_date,
            month=f"{row.start_date:%Y-%m}",
            places=tuple(self.place(place) for place in self._places_of.get(row.id, ())),
            online=row.online,
            initiative=d.InitiativeRef(
                slug=row.initiative,
                kind=row.initiative_kind or "",
                name=row.initiative_name or EMPTY,
            )
            if row.initiative
            else None,
            deliverables=tuple(self._codes_of.get(row.id, ())),
            members=tuple(self._activated_in.get(row.id, ())),
            text=rich_text(row.text),
            photo=self._photos_of.get(row.id),
        )

    def place(self, row: PlaceRow) -> d.PlaceData:
        """Return a place; one that says nothing else is called as the organisation that it is at."""
        name = row.name
        if row.organisation is not None and not name:
            name = self.refer(row.organisation, row.organisation_slug or "").name
        return d.PlaceData(
            name=name,
            country=row.country,
            latitude=row.latitude,
            longitude=row.longitude,
            organisation=row.organisation_slug,
        )

    @cached_property
    def _places_of(self) -> dict[int, list[PlaceRow]]:
        found: dict[int, list[PlaceRow]] = defaultdict(list)
        for row in self.records.places:
            found[row.owner].append(row)
        return found

    @cached_property
    def _codes(self) -> dict[int, str]:
        """The codes of the plan in force; nodes of a plan that is no longer, or not yet, in force have none."""
        return {node.id: node.code for node in self.records.nodes}

    @cached_property
    def _codes_of(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for row in self.records.deliverables:
            if row.node in self._codes:
                found[row.activity].append(row.code)
        return found

    @cached_property
    def _activated_in(self) -> dict[int, list[d.ActivatedIn]]:
        found: dict[int, list[d.ActivatedIn]] = defaultdict(list)
        for row in self.records.activations:
            ref = self.refer(row.organisation, row.slug)
            found[row.activity].append(d.ActivatedIn(slug=ref.slug, name=ref.name, role=row.role))
        return found

    @cached_property
    def _photos_of(self) -> dict[int, d.PhotoData]:
        first: dict[int, d.PhotoData] = {}
        for photo in self.records.photos:
            if photo.consent and photo.activity_id not in first:
                first[photo.activity_id] = photo_data(photo)
        return first


def rich_text(text: LocalizedText) -> dict[str, tuple[Block, ...]]:
    """Return a text with markup as typed blocks, by language."""
    return {language: blocks_from_html(source) for language, source in sorted(text.items())}
