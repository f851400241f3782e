"""What a document says of itself: who publishes it, which edition, as of when, from which data, how to cite it."""

from __future__ import annotations

import hashlib
from datetime import date

from msgspec import UNSET

from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view.context import Context
from rapporteur.documents.view.shapes import ImprintView
from rapporteur.report.value.data import AssociationData, EditionData

_NUMBERED = Printed("{number}, frozen on {day}")
_DRAFT = Printed("not frozen yet: figures and texts may still change")


def colophon(context: Context) -> list[ImprintView]:
    """Return its rows, each a label and what it says; the same in every format."""
    data = context.data
    rows = [
        ("publisher", context.say("Publisher"), publisher(context)),
        ("edition", context.say("Edition"), _edition(context, data.edition)),
        ("as_of", context.say("As of"), context.day(data.as_of)),
        ("licence", context.say("Licence"), _given(data.association.licence)),
        ("data", context.say("Data"), f"SHA-256 {digest(context)}"),
        ("cite", context.say("Cite as"), _citation(context, data.edition)),
    ]
    return [ImprintView(key, label, text) for key, label, text in rows if text]


def digest(context: Context) -> str:
    """Return the hash of the snapshot, by which anybody who has it can tell that this was made from it."""
    return hashlib.sha256(context.data.canonical_json().encode()).hexdigest()


def publisher(context: Context) -> str:
    """Return the association with its seat: “Network of Estuary Cities (Estuário), Aveiro, Portugal”."""
    association = context.data.association
    return ", ".join(filter(None, (_name(context, association), *_seat(context, association))))


def _name(context: Context, association: AssociationData) -> str:
    name, short = context.text(association.name), normalise(association.short_name, context.language)
    return name if short in ("", name) else context.word("name", "{name} ({short})", name=name, short=short)


def _seat(context: Context, association: AssociationData) -> tuple[str, str]:
    code = _given(association.country)
    return context.text(association.seat), country(code, context.language) if code else ""


def _given(value: object) -> str:
    return "" if value is UNSET else str(value)


def _edition(context: Context, edition: EditionData | None) -> str:
    if edition is None:
        return context.say(_DRAFT)
    return context.say(_NUMBERED, number=str(edition.number), day=context.day(edition.frozen_date))


def _citation(context: Context, edition: EditionData | None) -> str:
    """Return “Network of Estuary Cities: Progress report, January–March 2026. Edition 2. Aveiro, 2026.”"""
    association = context.data.association
    which = context.say(Printed("Edition {number}"), number=str(edition.number)) if edition else ""
    made: date = edition.frozen_date if edition else context.data.as_of
    title = context.say(
        "{publisher}: {title}, {period}.",
        publisher=context.text(association.name),
        title=context.text(association.report_name),
        period=context.period,
    )
    where = ", ".join(filter(None, (context.text(association.seat), str(made.year))))
    return " ".join(f"{part.removesuffix('.')}." for part in (title, which, where) if part)
