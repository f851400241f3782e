"""Questions about the association and the audit trail."""

from __future__ import annotations

from rapporteur.core.models import Association


class NoAssociation(LookupError):
    """The database holds no association yet."""

    def __init__(self) -> None:
        super().__init__("no association is recorded: load a data set first (`rapporteur demo`)")


def the_association() -> Association:
    """Return the association of this installation; raise NoAssociation where none is recorded."""
    association = Association.objects.first()
    if association is None:
        raise NoAssociation
    return association


def association_languages() -> tuple[str, ...]:
    """Return the association's languages in their order; English where none is recorded yet."""
    languages = Association.objects.values_list("languages", flat=True).first()
    return tuple(languages or ("en",))


def source_language() -> str:
    """Return the language in which texts are written first; English where no association is recorded yet."""
    source = Association.objects.values_list("source_language", flat=True).first()
    return source or "en"
