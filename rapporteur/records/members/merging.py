"""Two organisations that are one: in what one value is chosen, and what the one that stays takes over."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rapporteur.base.core.audit import plain
from rapporteur.base.core.permissions import Right
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.spans import Span
from rapporteur.records.members.models import Organisation
from rapporteur.records.members.queries import affiliations_of
from rapporteur.records.members.shapes import Alias

RIGHTS = (Right.ADMIT_MEMBERS, Right.DELETE_RECORDS, Right.RECORD_MEMBERS)
"""What a merger needs: it takes a record away, and may leave out a membership."""
FIELDS = ("kind", "country", "latitude", "longitude", "wikidata", "geonames")
PLACE = ("latitude", "longitude")
"""Two columns that are one place: they are taken together."""
REGIONS = "affiliations"


@dataclass(frozen=True)
class FieldChoice:
    """A field of which both records have a value, and another one."""

    name: str
    kept: object
    other: object


def field_choices(kept: Organisation, other: Organisation) -> list[FieldChoice]:
    """Return the fields of which both have a value that differs; of a place, its latitude stands for both."""
    found = []
    for name in FIELDS:
        ours, theirs = getattr(kept, name), getattr(other, name)
        if name != "longitude" and ours not in (None, "") and theirs not in (None, "") and ours != theirs:
            found.append(FieldChoice(name, ours, theirs))
    if _regions_overlap(kept, other):
        found.append(FieldChoice(REGIONS, affiliations_of(kept), affiliations_of(other)))
    return found


def _regions_overlap(kept: Organisation, other: Organisation) -> bool:
    ours, theirs = affiliations_of(kept), affiliations_of(other)
    return ours != theirs and any(
        Span(one.start, one.end).overlaps(Span(two.start, two.end)) for one in ours for two in theirs
    )


def newest_name(organisation: Organisation) -> str:
    """Return what an organisation was called last, for whoever undoes a merger."""
    newest = organisation.names.order_by("-start", "-pk").first()
    return newest.name.best(association_languages()) if newest else str(plain(organisation))


def merged_values(kept: Organisation, other: Organisation, taken: Collection[str]) -> dict[str, object]:
    """Return the fields of the one that stays: its own, those taken, and what only the other has."""
    values: dict[str, object] = {}
    for name in FIELDS:
        ours, theirs = getattr(kept, name), getattr(other, name)
        chosen = ("latitude" if name in PLACE else name) in taken
        values[name] = theirs if theirs not in (None, "") and (chosen or ours in (None, "")) else ours
    notes = [one.note for one in (kept, other) if one.note]
    values["note"] = "\n\n".join(dict.fromkeys(notes))
    return values


def merged_aliases(kept: Organisation, other: Organisation) -> Iterator[Alias]:
    """Yield the spellings of both, and every name of the one that goes; once each, and none that is a name already."""
    names = {text for row in kept.names.all() for text in row.name.values()}
    known: set[tuple[str, str]] = set()
    spellings = [
        *(Alias(text=row.text, language=row.language, kind=row.kind) for row in kept.aliases.all()),
        *(
            Alias(text=text, language=language)
            for row in other.names.all()
            for language, text in row.name.items()
            if text not in names
        ),
        *(
            Alias(text=row.text, language=row.language, kind=row.kind)
            for row in other.aliases.all()
            if row.text not in names
        ),
    ]
    for one in spellings:
        if (one.text, one.language) not in known:
            known.add((one.text, one.language))
            yield one


def merged_affiliations(
    kept: Organisation, other: Organisation, taken: Collection[str]
) -> list[dict[str, object]]:
    """Return the regions of both: where both belong to one on the same day, those of whom was chosen."""
    first, second = (other, kept) if REGIONS in taken else (kept, other)
    rows = list(first.affiliations.select_related("region").order_by("start", "pk"))
    rows += [
        row
        for row in second.affiliations.select_related("region").order_by("start", "pk")
        if not any(one.span.overlaps(row.span) for one in rows)
    ]
    return [{"region": one.region, "start": one.start, "end": one.end} for one in rows]
