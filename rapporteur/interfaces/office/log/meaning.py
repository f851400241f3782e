"""What the fields of Log mean: each is read as far as it goes, and asked back where it may mean two things."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from msgspec.structs import replace as changed

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.search import fold
from rapporteur.base.values.when.outcome import When, code_of
from rapporteur.base.values.when.reading import when_of
from rapporteur.intake.importing.likeness import kind_by_words
from rapporteur.intake.importing.tables.cells import choices
from rapporteur.intake.reading.dates import names_online
from rapporteur.intake.reading.grammar import load
from rapporteur.interfaces.office.log import lookups
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.lookups import Choice
from rapporteur.interfaces.office.log.typed import Typed, TypedMember
from rapporteur.records.activities.enums import ActivationRole, ActivityKind
from rapporteur.records.names.match import Answer
from rapporteur.records.plan.models import Node

_ROLE = re.compile(r"(?P<name>.*\S)\s*[(\[]\s*(?P<role>[^()\[\]]+?)\s*[)\]]")
_PARTS_OF_LIST = re.compile(r"[;\n]|,(?=\s)")
HOST, PARTICIPANT = ActivationRole.HOST.value, ActivationRole.PARTICIPANT.value


@dataclass(frozen=True)
class Question:
    """A text that names no single record: what was typed, and the records that may be meant.

    `is_bearer` says that those bear the name, where they else merely resemble it.
    """

    text: str
    choices: tuple[Choice, ...]
    role: str = ""
    is_bearer: bool = False


@dataclass(frozen=True)
class Taking:
    """That a member took part, and as what."""

    member: Choice
    role: str


@dataclass(frozen=True)
class Meaning:
    """What was understood of a page of Log; `typed` is what is left to ask about, chosen records added.

    `place` is the organisation whose place it is, `own_place` a place that no organisation has, `places` those that may
    be meant. `host` is the member whose place it is, where nobody took it off. `kind_is_guess` says that the kind is
    from the words of the title, `kind_is_default` that no word tells.
    """

    typed: Typed
    when: When = field(default_factory=lambda: When(""))
    place: Choice | None = None
    own_place: str = ""
    places: tuple[Choice, ...] = ()
    is_online: bool = False
    deliverables: tuple[Node, ...] = ()
    codes: tuple[Question, ...] = ()
    members: tuple[Taking, ...] = ()
    names: tuple[Question, ...] = ()
    host: Choice | None = None
    kind: str = ""
    kind_is_guess: bool = False
    kind_is_default: bool = False

    @property
    def dates(self) -> Dates | None:
        """When it happened, where that is settled."""
        return self.when.dates

    @property
    def is_draft(self) -> bool:
        """Whether it makes a draft: what is left out may follow."""
        return bool(self.typed.title and self.dates)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to ask of a page that makes a draft."""
        return self.is_draft and not (self.names or self.codes or (self.places and self.place is None))


def meaning_of(
    typed: Typed, desk: Desk, *, typing: Collection[str] = (), any_standing: bool = False
) -> Meaning:
    """Return what the fields mean; names and codes in their boxes are taken up, but for those in `typing`.

    `any_standing` takes up names of who is no member, too: prospects are met, and not activated.
    """
    when = _when(typed, desk)
    on = when.dates.first_day if when.dates else min(desk.today, desk.period.last_day)
    found = Meaning(typed, when)
    found = _with_place(found, desk, on)
    found = _with_deliverables(found, desk, on, typing)
    found = _with_members(found, desk, on, typing, any_standing)
    return _with_kind(found)


def _when(typed: Typed, desk: Desk) -> When:
    when = when_of(typed.when, today=desk.today, period=desk.period, language=desk.language)
    chosen = [one for one in when.choices if code_of(one) == typed.when_choice]
    if chosen:
        others = tuple(one for one in (when.dates, *when.choices) if one is not None and one != chosen[0])
        return replace(when, dates=chosen[0], choices=others, problem=None)
    return when


# --- where ------------------------------------------------------------------------------------------------


def _with_place(meaning: Meaning, desk: Desk, on: date) -> Meaning:
    typed = meaning.typed
    is_online = typed.online or any(names_online(typed.where, load(one)) for one in ("fr", "en", "es"))
    if not typed.where or (is_online and not typed.online):
        return replace(meaning, is_online=is_online)
    match = lookups.names_index([typed.where], on).match(typed.where, desk.language, on=on, any_standing=True)
    candidates = lookups.organisations_called([one.slug for one in match.candidates], desk, on)
    place = candidates.get(typed.place) or candidates.get(match.slug)
    if place is not None:
        others = tuple(candidates.values()) if len(candidates) > 1 else ()
        host = place if place.is_current and typed.no_host != place.value else None
        return replace(meaning, is_online=is_online, place=place, places=others, host=host)
    if match.answer is Answer.UNKNOWN:
        return replace(meaning, is_online=is_online, own_place=typed.where)
    return replace(meaning, is_online=is_online, places=tuple(candidates.values()))


# --- deliverables and members -----------------------------------------------------------------------------


def _with_deliverables(meaning: Meaning, desk: Desk, on: date, typing: Collection[str]) -> Meaning:
    typed = meaning.typed
    texts, left = _taken_up(typed.codes, typing)
    if not typed.deliverables and not texts:
        return meaning
    nodes = {node.slug: node for node in lookups.deliverables_in_force(on)}
    missing = [slug for slug in typed.deliverables if slug not in nodes]
    nodes |= {
        node.slug: node for node in Node.objects.filter(slug__in=missing)
    }  # of another version of the plan
    chosen = [slug for slug in typed.deliverables if slug in nodes]
    questions = []
    by_code: dict[str, str] = {}
    for slug, node in nodes.items():
        by_code.setdefault(_squeezed(node.code), slug)
    for text in texts:
        each = (
            [text] if _squeezed(text) in by_code else text.split()
        )  # “L1M7D2 L2M1D2” is two, “L1 M7 D2” is one
        if all(_squeezed(one) in by_code for one in each):
            chosen += [by_code[_squeezed(one)] for one in each]
        else:
            questions.append(Question(text, tuple(lookups.deliverables_like(text, desk, on)[0])))
    chosen = list(dict.fromkeys(chosen))
    left = [one.text for one in questions] + left
    typed = changed(typed, deliverables=tuple(chosen), codes="; ".join(left))
    return replace(meaning, typed=typed, deliverables=tuple(nodes[s] for s in chosen), codes=tuple(questions))


def _squeezed(code: str) -> str:
    return fold(code).replace(" ", "")


def _with_members(
    meaning: Meaning, desk: Desk, on: date, typing: Collection[str], any_standing: bool
) -> Meaning:
    typed = meaning.typed
    chosen = [
        (one.slug, one.role if one.role in ActivationRole.values else PARTICIPANT) for one in typed.members
    ]
    questions: list[Question] = []
    texts, left = _taken_up(typed.names, typing)
    if texts:
        _settle_names(texts, chosen, questions, desk, on, any_standing)
    called = lookups.organisations_called({slug for slug, _ in chosen}, desk, on)
    members = tuple(Taking(called[slug], role) for slug, role in dict.fromkeys(chosen) if slug in called)
    typed = changed(
        typed,
        members=tuple(TypedMember(slug=one.member.value, role=one.role) for one in members),
        names="; ".join([*map(_as_typed, questions), *left]),
    )
    host = meaning.host if meaning.host and meaning.host.value not in called else None
    return replace(meaning, typed=typed, members=members, names=tuple(questions), host=host)


def _settle_names(
    texts: Sequence[str],
    chosen: list[tuple[str, str]],
    questions: list[Question],
    desk: Desk,
    on: date,
    any_standing: bool,
) -> None:
    """Put each name of a list that is one member's among the chosen ones, and the others among the questions."""
    rows = [_name_and_role(part) for part in texts]
    index = lookups.names_index((name for name, _ in rows), on)
    for name, role in rows:
        match = index.match(name, desk.language, on=on, any_standing=any_standing)
        if not match.is_matched:
            found = tuple(lookups.candidates_of(match, desk, on))
            questions.append(Question(name, found, role, match.answer is not Answer.UNKNOWN))
        elif role or match.slug not in {slug for slug, _ in chosen}:
            chosen.append((match.slug, role or PARTICIPANT))


def _name_and_role(part: str) -> tuple[str, str]:
    """Return a name and the role behind it, in brackets and any language: “Berlin (hôte)”."""
    match = _ROLE.fullmatch(part)
    role = choices("role").get(fold(match["role"]), "") if match else ""
    return (match["name"], role) if match and role else (part, "")


def _as_typed(question: Question) -> str:
    return f"{question.text} ({question.role.lower()})" if question.role else question.text


def _taken_up(text: str, typing: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the entries of a box that are taken up, and those that somebody is typing now."""
    parts = _parts(text)
    return [part for part in parts if part not in typing], [part for part in parts if part in typing]


def _parts(text: str) -> list[str]:
    """Return the entries of a list: one a line, or parted by semicolons or commas; its bullets and numbers left out."""
    parts = (
        re.sub(r"^\s*(?:[-–•*·]|\d{1,3}[.)])\s+", "", part).strip(" .,;")
        for part in _PARTS_OF_LIST.split(text)
    )
    return list(dict.fromkeys(part for part in parts if part))


# --- kind -------------------------------------------------------------------------------------------------


def _with_kind(meaning: Meaning) -> Meaning:
    """Return the kind that was chosen, else the one whose word comes first in the title, else a meeting."""
    if meaning.typed.kind in ActivityKind.values:
        return replace(meaning, kind=meaning.typed.kind)
    kind, is_told = kind_by_words(meaning.typed.title)
    return replace(meaning, kind=kind, kind_is_guess=is_told, kind_is_default=not is_told)


def slugs_of(members: Sequence[Taking], host: Choice | None) -> list[tuple[str, str]]:
    """Return who took part and as what, the host of the place behind the others."""
    found = [(one.member.value, one.role) for one in members]
    return found + ([(host.value, HOST)] if host else [])
