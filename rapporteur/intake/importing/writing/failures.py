"""Why an import cannot do what is asked of it, said so that a person knows what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.intake.importing.enums import ImportState
from rapporteur.intake.importing.models import Import, ImportDoubt, ImportItem


class ImportNotPossible(Foreseeable, ValueError):
    """What the state of an import does not allow."""

    def __init__(self, of: Import, wanted: ImportState) -> None:
        super().__init__(
            Message("import {place} is {value}, so it cannot become {wanted}"),
            place=str(of.pk),
            value=of.state,
            wanted=wanted,
        )


class DoubtsOpen(Foreseeable, ValueError):
    """An import with questions that must be decided first."""

    def __init__(self, of: Import, doubts: Sequence[ImportDoubt]) -> None:
        shown = "\n".join(f"  {doubt.pk}: {doubt.what} {doubt.field} “{doubt.text}”" for doubt in doubts[:50])
        super().__init__(
            Message(
                "import {place} has {count} open doubts that must be decided first "
                "(`rapporteur import doubts {place}`):\n{shown}"
            ),
            place=str(of.pk),
            count=len(doubts),
            shown=shown,
        )
        self.doubts = tuple(doubts)


@dataclass(frozen=True)
class Touch:
    """What somebody else has done to a record that an import wrote, or a record of theirs that refers to it."""

    record_type: str = ""
    record: str = ""
    action: str = ""
    by: str = ""
    referring: str = ""

    def __str__(self) -> str:
        if self.referring:
            return self.referring
        return f"{self.record_type} {self.record}: {self.action}" + (f" by {self.by}" if self.by else "")


class TouchedSince(Foreseeable, ValueError):
    """An import that cannot be undone, because somebody else has touched what it made."""

    def __init__(self, of: Import, touched: Sequence[Touch]) -> None:
        shown = "\n".join(f"  {one}" for one in touched[:50])
        super().__init__(
            Message("import {place} cannot be undone: what it wrote was touched since:\n{shown}"),
            place=str(of.pk),
            shown=shown,
        )
        self.touched = tuple(touched)


class RecordRefused(Foreseeable, ValueError):
    """A proposal that makes no valid record; nothing of its import was written."""

    def __init__(self, item: ImportItem, reason: Fault | str) -> None:
        where = ", ".join(
            f"{name} {value}" for name, value in item.provenance.items() if name in {"file", "row", "lines"}
        )
        super().__init__(
            Message("{value} ({place}): {reason}"),
            place=where,
            value=item.label or item.target,
            reason=reason,
        )


class UnknownAnswer(Foreseeable, ValueError):
    """An answer that names no record, or one that cannot be meant."""

    def __init__(self, answer: str, expected: str, valid: Sequence[str] = ()) -> None:
        super().__init__(
            Message("'{value}' is no answer: expected {expected}"),
            value=answer,
            expected=expected,
            nearest=nearest(answer, valid),
        )


class AliasNotPossible(Foreseeable, ValueError):
    """An answer that no alias can keep."""
