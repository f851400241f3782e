"""Which cells of the table of roles and rights an association may change, and to what.

What must never be is in no bound: that the administrator cannot put it right, that people outside the office see more,
that a region reaches into another, that what is confidential is seen by more roles than were asked when it was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapporteur.base.core.permissions import TABLE, Cell, Reach, Right, Role

FIXED_ROLES = frozenset({Role.ADMINISTRATOR, Role.JUROR, Role.MEMBER_CONTACT})
"""Who keeps what they have: who puts everything right, and who does not work in the office."""
AT_WORK = frozenset({
    Role.SECRETARY_GENERAL, Role.REVIEWER, Role.OFFICER, Role.COMMUNICATIONS, Role.TRANSLATOR, Role.FINANCE,
})  # fmt: skip
"""Who may be given more than the table gives: the secretariat. Others may only be given less, and it back."""
FIXED_RIGHTS = frozenset({
    Right.VIEW_ACCOUNTS, Right.MANAGE_ACCOUNTS, Right.VIEW_OUTBOX, Right.SEND_MAILS,
})  # fmt: skip
"""The administrator's alone: who gives roles, and whose letters are read."""
CONFIDENTIAL = frozenset({
    Right.VIEW_DUES, Right.RECORD_DUES, Right.VIEW_APPLICATIONS, Right.RECORD_APPLICATIONS, Right.VIEW_PARTICIPANTS,
    Right.RECORD_PARTICIPANTS, Right.VIEW_TRAIL, Right.DELETE_RECORDS, Right.MOVE_PERIODS, Right.GRANT_EXCEPTIONS,
    Right.FREEZE_EDITIONS,
})  # fmt: skip
"""What nobody is given who has it not by the table: money, applications, who took part in courses by name, the trail,
what cannot be undone.
"""


def possible(right: Right, role: Role) -> tuple[Reach, ...]:
    """Return how far a right of a role may go, what the table says first; one alone is not changed."""
    default = TABLE[right][role]
    if role in FIXED_ROLES or right in FIXED_RIGHTS:
        return (default,)
    if default is not Reach.NOWHERE:
        return (default, Reach.NOWHERE)
    if role in AT_WORK and right not in CONFIDENTIAL:
        return (default, Reach.EVERY_REGION)
    return (default,)


def view_right_of(right: Right) -> Right | None:
    """Return the right to see what another right is about, which nobody does without; None where it is that itself."""
    kind, _, verb = right.partition(".")
    view = f"{kind}.view"
    return Right(view) if verb != "view" and view in set(Right) else None


def unseen(table: Mapping[Right, Mapping[Role, Reach]], role: Role) -> list[tuple[Right, Right]]:
    """Return what a role could do in a table with what it cannot see, each with the right to see it."""
    return [
        (right, view)
        for right in Right
        if (view := view_right_of(right)) is not None
        and table[right][role] is not Reach.NOWHERE
        and table[view][role] is Reach.NOWHERE
    ]


def cells(rows: Iterable[tuple[str, str, str]]) -> frozenset[Cell]:
    """Return what is kept as cells; what is out of bounds, or no right any more, changes nothing."""
    found = set()
    for name, of, reach in rows:
        if name in _RIGHTS and of in _ROLES:
            right, role = Right(name), Role(of)
            if reach in possible(right, role) and reach != TABLE[right][role]:
                found.add((right, role, Reach(reach)))
    return frozenset(found)


_RIGHTS, _ROLES = frozenset(Right), frozenset(Role)
