"""Two who wrote at once: what each says, field by field, so that neither text is lost before somebody has chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import time_format
from django.utils.timezone import localtime

from rapporteur.base.words.say import say_around
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.keeping import WrittenElsewhere
from rapporteur.interfaces.office.log.meaning import Meaning, meaning_of
from rapporteur.interfaces.office.log.typed import Typed, json_of
from rapporteur.interfaces.office.log.words import ELSEWHERE, KIND_WORDS, OWN_WINDOW, ROLES, WORDS

FIELDS = ("title", "when", "where", "online", "deliverables", "members", "kind")
"""The fields that are compared, in the order of the page."""


@dataclass(frozen=True)
class Difference:
    """A field of which two texts are there."""

    field: str
    label: Any
    mine: str
    theirs: str


def differences_between(mine: Meaning, theirs: Meaning) -> list[Difference]:
    """Return the fields that say two things, each as people read it."""
    texts = [(name, _text_of(mine, name), _text_of(theirs, name)) for name in FIELDS]
    return [Difference(name, WORDS[name], one, other) for name, one, other in texts if one != other]


def _text_of(meaning: Meaning, name: str) -> str:
    match name:
        case "online":
            return str(WORDS["is_online"]) if meaning.is_online else ""
        case "deliverables":
            return ", ".join(node.code for node in meaning.deliverables)
        case "members":
            return ", ".join(sorted(f"{one.member.name} ({ROLES[one.role]})" for one in meaning.members))
        case "kind":
            return str(KIND_WORDS[meaning.kind])
        case "where":
            return f"{meaning.place.name}, {meaning.place.more}" if meaning.place else meaning.typed.where
        case _:
            text: str = getattr(meaning.typed, name)
            return text


def conflict_page(mine: Meaning, elsewhere: WrittenElsewhere, desk: Desk) -> dict[str, Any]:
    """Return what the page needs to show both, and to go on from what stands there now."""
    theirs = meaning_of(elsewhere.theirs, desk)
    head = OWN_WINDOW if elsewhere.by == desk.by.name else ELSEWHERE
    time = time_format(localtime(elsewhere.at), "H:i")
    html = render_to_string(
        "office/log/conflict.html",
        {
            "words": WORDS,
            "head": say_around(head, desk.language, name=elsewhere.by, time=time),
            "rows": differences_between(mine, theirs),
        },
    )
    return {
        "html": html,
        "version": elsewhere.version,
        "draft": elsewhere.draft,
        "theirs": _theirs(elsewhere.theirs, theirs),
    }


def _theirs(typed: Typed, meaning: Meaning) -> dict[str, Any]:
    return json_of(typed) | {
        "deliverables": [{"value": node.slug, "name": node.code} for node in meaning.deliverables],
        "members": [
            {"value": one.member.value, "name": one.member.name, "role": one.role} for one in meaning.members
        ],
    }
