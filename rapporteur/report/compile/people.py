"""Who held which seat on the day of the report, and who in the secretariat looks after which region."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.records.governance.enums import BodyKind
from rapporteur.report.compile.rows import Records, SeatRow
from rapporteur.report.value import data as d


class PeopleCompiler:
    """The people of a report; `refer` makes of an organisation's key and slug what the report calls it."""

    def __init__(self, records: Records, refer: Callable[[int, str], d.OrganisationRef]) -> None:
        self.records = records
        self.refer = refer

    def board(self, region: str | None = None) -> tuple[d.SeatData, ...]:
        """Return the seats on the board of a region, or of none, vacant ones too."""
        return tuple(map(self._seat, self._seats(BodyKind.BOARD, region)))

    def staff(self) -> tuple[d.PersonRef, ...]:
        """Return the people of the secretariat."""
        return self._holders(BodyKind.SECRETARIAT, None)

    def secretaries(self, region: str) -> tuple[d.PersonRef, ...]:
        """Return the people of a region's own secretariat."""
        return self._holders(BodyKind.REGIONAL_SECRETARIAT, region)

    def focal_points(self, region: str) -> tuple[d.PersonRef, ...]:
        """Return who looks after a region; they are called what they do in the secretariat."""
        return tuple(
            d.PersonRef(slug=row.person, name=row.name, function=self._functions.get(row.person, EMPTY))
            for row in self.records.focal_points
            if row.region == region
        )

    def _seats(self, kind: BodyKind, region: str | None) -> list[SeatRow]:
        return [seat for seat in self.records.seats if seat.body_kind == kind and seat.region == region]

    def _holders(self, kind: BodyKind, region: str | None) -> tuple[d.PersonRef, ...]:
        return tuple(self._person(seat) for seat in self._seats(kind, region) if seat.person)

    @cached_property
    def _functions(self) -> dict[str, LocalizedText]:
        """What people do in the secretariat."""
        return {
            seat.person: seat.mandate_function or EMPTY
            for seat in self.records.seats
            if seat.person and seat.body_kind == BodyKind.SECRETARIAT
        }

    def _person(self, seat: SeatRow) -> d.PersonRef:
        return d.PersonRef(
            slug=seat.person or "",
            name=seat.name or "",
            function=seat.mandate_function or EMPTY,
            organisation=self._organisation(seat),
        )

    def _organisation(self, seat: SeatRow) -> d.OrganisationRef | None:
        if seat.organisation is None:
            return None
        return self.refer(seat.organisation, seat.organisation_slug or "")

    def _seat(self, seat: SeatRow) -> d.SeatData:
        return d.SeatData(
            role=seat.role,
            holder=self._person(seat) if seat.person else None,
            function=seat.mandate_function or seat.function,
            organisation=self._organisation(seat),
            acting=bool(seat.acting),
        )
