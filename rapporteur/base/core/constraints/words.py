"""The sentences of constraints, by what they demand. Each names its fields; `one` and `other` are fields as well."""

from __future__ import annotations

from collections.abc import Mapping

from rapporteur.base.values.messages import Message

QUOTED = Message("“{names}”", context="constraint")
NEEDED = Message("{names} is needed.", context="constraint")
EMPTY = Message("{names} must stay empty.", context="constraint")
AMONG = Message("{names} must be one of these: {choices}.", context="constraint")
NOT_AMONG = Message("{names} must be none of these: {choices}.", context="constraint")
NOT_BEFORE = Message("{one} must not be before {other}.", context="constraint")
AFTER = Message("{one} must be after {other}.", context="constraint")
AS_MUCH = Message("{one} must be at least as much as {other}.", context="constraint")
NO_MORE = Message("{one} must not be more than {other}.", context="constraint")
AT_LEAST = Message("{names} must be {number} or more.", context="constraint")
MORE_THAN = Message("{names} must be more than {number}.", context="constraint")
AT_MOST = Message("{names} must be {number} at most.", context="constraint")
BETWEEN = Message("{names} must lie between {number} and {most}.", context="constraint")
ITSELF = Message("{names} must be another record than this one.", context="constraint")
DIFFER = Message("{one} and {other} must not be the same.", context="constraint")
ONE_AT_MOST = Message("Only one of these can be filled in: {names}.", context="constraint")
ONE_AT_LEAST = Message("At least one of these is needed: {names}.", context="constraint")
ONE_OF = Message("Exactly one of these is needed: {names}.", context="constraint")
ALL_OR_NONE = Message(
    "{names} go together: fill in all of them, or none.",
    context="constraint",
)
NEEDED_WITH = Message("{one} is needed where {other} is filled in.", context="constraint")
ONLY_WHERE = Message("{one} can be filled in only where {other} is: {choices}.", context="constraint")
EMPTY_WHERE = Message("{one} must stay empty where {other} is: {choices}.", context="constraint")
NEEDED_WHERE = Message("{one} is needed where {other} is: {choices}.", context="constraint")
NEEDED_UNLESS = Message("{one} is needed unless {other} is: {choices}.", context="constraint")
TOGETHER = Message("These do not go together as they are: {names}. Change one of them.", context="constraint")
TAKEN = Message(
    "{names}: this is on record already. Give another.",
    "{names}: these are on record together already. Change one of them.",
    by="count",
    context="constraint",
)
TAKEN_IN_ROWS = Message(
    "{names}: another row says the same already. Say it once.",
    "{names}: another row says the same of them already. Say it once.",
    by="count",
    context="constraint",
)
OVERLAP = Message(
    "{names}: another record of the same kind holds on some of these days. Let one end before the other begins.",
    context="constraint",
)
NO_PAIR = Message("{names} do not go together: choose others.", context="constraint")
CIRCLE = Message("{names} leads back to the record itself: choose another.", context="constraint")
OTHER_FORM = Message("{names} is not written as it has to be.", context="constraint")
FORMS: Mapping[str, Message] = {
    "^[A-Z]{3}$": Message(
        "{names} takes the code of a currency in three capitals: EUR.", context="constraint"
    ),
    "^[A-Z][A-Z]$": Message("{names} takes the code of a country in two capitals: FR.", context="constraint"),
    "^[0-9a-f]{64}$": Message(
        "{names} takes a SHA-256: 64 figures and letters from a to f.", context="constraint"
    ),
}
"""By the pattern that a text must have."""
