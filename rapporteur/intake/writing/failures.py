"""Why an import cannot do what is asked of it, said so that a person knows what to do."""

from __future__ import annotations

from collections.abc import Sequence

from rapporteur.core.nearest import did_you_mean, nearest
from rapporteur.intake.enums import ImportState
from rapporteur.intake.models import Import, ImportDoubt, ImportItem


class ImportNotPossible(ValueError):
    """What the state of an import does not allow."""

    def __init__(self, of: Import, wanted: ImportState) -> None:
        super().__init__(f"import {of.pk} is {of.state}, so it cannot become {wanted}")


class DoubtsOpen(ValueError):
    """An import with questions that must be decided first."""

    def __init__(self, of: Import, doubts: Sequence[ImportDoubt]) -> None:
        shown = "\n".join(f"  {doubt.pk}: {doubt.what} {doubt.field} “{doubt.text}”" for doubt in doubts[:50])
        super().__init__(
            f"import {of.pk} has {len(doubts)} open doubts that must be decided first "
            f"(`rapporteur import doubts {of.pk}`):\n{shown}"
        )
        self.doubts = tuple(doubts)


class TouchedSince(ValueError):
    """An import that cannot be undone, because somebody else has touched what it made."""

    def __init__(self, of: Import, touched: Sequence[str]) -> None:
        shown = "\n".join(f"  {one}" for one in touched[:50])
        super().__init__(f"import {of.pk} cannot be undone: what it wrote was touched since:\n{shown}")
        self.touched = tuple(touched)


class RecordRefused(ValueError):
    """A proposal that makes no valid record; nothing of its import was written."""

    def __init__(self, item: ImportItem, reason: str) -> None:
        where = ", ".join(
            f"{name} {value}" for name, value in item.provenance.items() if name in {"file", "row", "lines"}
        )
        super().__init__(f"{item.label or item.target} ({where}): {reason}")


class UnknownAnswer(ValueError):
    """An answer that names no record, or one that cannot be meant."""

    def __init__(self, answer: str, expected: str, valid: Sequence[str] = ()) -> None:
        hint = did_you_mean(nearest(answer, valid))
        super().__init__(f"'{answer}' is no answer: expected {expected}{hint}")


class AliasNotPossible(ValueError):
    """An answer that no alias can keep."""
