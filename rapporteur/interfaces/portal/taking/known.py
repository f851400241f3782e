"""By what an activity is known for ever: the same in every language, list and version of this program."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from rapporteur.interfaces.portal.visit import Visit

_OF_THE_PROGRAM = uuid5(NAMESPACE_URL, "rapporteur:portal")


def identifier(visit: Visit, *parts: str) -> str:
    """Return a UUID that follows from what names a record: its slug never changes, addresses of sites do."""
    return str(uuid5(_OF_THE_PROGRAM, "/".join((visit.association.slug, *parts))))
