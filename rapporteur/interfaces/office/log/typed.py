"""What stands in the fields of Log, as typed: a value that forms send, browsers keep and jottings hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from rapporteur.base.values.base import Value, from_plain, to_plain

LONGEST_TITLE = 300
LONGEST_TEXT = 4000
"""Letters of a pasted list: 137 members with their roles are some 3,000."""
MOST_ROWS = 400
MOST_PHOTOS = 20
PICTURE = re.compile(r"[1-9][0-9]{0,8}")
SLUG = re.compile(r"[\w-]{1,120}")


class TypedMember(Value, frozen=True, kw_only=True):
    """A member that was chosen, and as what it took part."""

    slug: str
    role: str = "PARTICIPANT"


class Typed(Value, frozen=True, kw_only=True):
    """The fields of Log. Chosen records stand by their slugs, everything else in the letters in which it was typed.

    `when_choice` answers where `when` may mean several days, `place` where `where` may mean several places. `no_host`
    is the member that was taken off as the host of the place. `photos` are pictures by their keys in the library.
    """

    language: str = ""
    title: str = ""
    when: str = ""
    when_choice: str = ""
    where: str = ""
    place: str = ""
    online: bool = False
    deliverables: tuple[str, ...] = ()
    codes: str = ""
    members: tuple[TypedMember, ...] = ()
    names: str = ""
    kind: str = ""
    no_host: str = ""
    photos: tuple[int, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed or chosen: a page that was opened and left."""
        said = (
            self.title,
            self.when,
            self.where,
            self.codes,
            self.names,
            self.deliverables,
            self.members,
            self.kind,
            self.photos,
        )
        return not any(said) and not self.online


def typed_from(sent: QueryDict) -> Typed:
    """Return what a form sends; texts are cut at what a field takes, rows that name no record are left out."""

    def text(name: str, most: int) -> str:
        return " ".join(sent.get(name, "").replace("\x00", "").split())[:most]

    rows = zip(sent.getlist("member")[:MOST_ROWS], sent.getlist("role"), strict=False)
    members = [(slug, role) for slug, role in rows if SLUG.fullmatch(slug)]
    return Typed(
        language=text("language", 12),
        title=text("title", LONGEST_TITLE),
        when=text("when", LONGEST_TITLE),
        when_choice=text("when_choice", 30),
        where=text("where", LONGEST_TITLE),
        place=text("place", 120),
        online=bool(sent.get("online")),
        deliverables=tuple(
            dict.fromkeys(s for s in sent.getlist("deliverable")[:MOST_ROWS] if SLUG.fullmatch(s))
        ),
        codes=text("codes", LONGEST_TEXT),
        members=tuple(TypedMember(slug=slug, role=role[:20]) for slug, role in dict.fromkeys(members)),
        names=_lines(sent.get("names", ""))[:LONGEST_TEXT],
        kind=text("kind", 20),
        no_host=text("no_host", 120),
        photos=tuple(
            dict.fromkeys(int(s) for s in sent.getlist("photo")[:MOST_PHOTOS] if PICTURE.fullmatch(s))
        ),
    )


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\x00", "").splitlines())
    return "\n".join(line for line in lines if line)


def typed_of_json(kept: Mapping[str, Any]) -> Typed:
    """Return what a jotting holds; fields that Log had in an earlier version are left out."""
    known = set(Typed.__struct_fields__)
    return from_plain({name: value for name, value in kept.items() if name in known}, Typed)


def json_of(typed: Typed) -> dict[str, Any]:
    """Return it as a jotting keeps it."""
    found: dict[str, Any] = to_plain(typed)
    return found
