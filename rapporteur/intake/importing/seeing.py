"""Who may see an import: whoever may see imports, and the kind of record that its file holds.

A report holds records of many kinds: it is seen by whoever sees reports, and its proposals by the right of each kind.
"""

from __future__ import annotations

from collections.abc import Mapping

from rapporteur.base.core.permissions import Actor, Right, can, check_can
from rapporteur.intake.importing.enums import ImportKind

NEEDS: Mapping[ImportKind, Right] = {
    ImportKind.REPORT: Right.VIEW_REPORTS,
    ImportKind.MEMBERS: Right.VIEW_MEMBERS,
    ImportKind.ACTIVITIES: Right.VIEW_ACTIVITIES,
    ImportKind.DUES: Right.VIEW_DUES,
    ImportKind.MEDIA: Right.VIEW_PRESS,
    ImportKind.CALENDAR: Right.VIEW_ACTIVITIES,
}
"""What somebody must be allowed to see for each kind of import, beside imports themselves."""


COMMITS: Mapping[ImportKind, Right] = {ImportKind.DUES: Right.RECORD_DUES}
"""What somebody must be allowed to commit or undo an import where it is not the right to all imports: who books dues
one by one books them from a table as well, and nobody else does.
"""


def right_to_commit(kind: str) -> Right:
    """Return the right that commits, and undoes, an import of a kind."""
    return COMMITS.get(ImportKind(kind), Right.COMMIT_IMPORTS)


def check_can_see(by: Actor, kind: str) -> None:
    """Raise NotAllowed where somebody may not see what an import of this kind holds."""
    check_can(by, NEEDS[ImportKind(kind)])


def can_see(by: Actor, kind: str) -> bool:
    """Tell whether somebody may see what an import of this kind holds."""
    return can(by, NEEDS[ImportKind(kind)])


def kinds_for(by: Actor) -> list[ImportKind]:
    """Return the kinds of import that somebody may see, in the order in which they are offered."""
    return [kind for kind in ImportKind if can_see(by, kind)] if can(by, Right.VIEW_IMPORTS) else []
