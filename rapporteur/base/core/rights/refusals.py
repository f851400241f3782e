"""Why a cell of the table is not changed."""

from __future__ import annotations

from rapporteur.base.core.permissions import ROLES, WORDS, Right, Role
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class RightNotChangeable(Foreseeable, ValueError):
    """A right of a role is to go as far as no association may have it go."""

    def __init__(self, right: Right, role: Role) -> None:
        super().__init__(
            Message(
                "whether the role {role} may {what} cannot be changed so: it is confidential, or keeps the office safe"
            ),
            role=ROLES[role],
            what=WORDS[right],
        )


class SeenByNobody(Foreseeable, ValueError):
    """A role would do something with what it cannot see."""

    def __init__(self, right: Right, view: Right, role: Role) -> None:
        super().__init__(
            Message("the role {role} could {what} without being allowed to {view}: change that first"),
            role=ROLES[role],
            what=WORDS[right],
            view=WORDS[view],
        )
