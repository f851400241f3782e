"""What differs between two reports of a period, record by record and field by field: a pure comparison of values.

:func:`differences` is complete: two reports that are not equal have at least one difference. Figures that follow from
the records (weeks, shares, lists of evidence) are not repeated where the records that they follow from are named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from msgspec.structs import replace

from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.richtext import Block, plain
from rapporteur.core.values import to_plain
from rapporteur.reports import data as d
from rapporteur.reports.change_values import Words, passage
from rapporteur.reports.data import ReportData

Kind = Literal["ADDED", "REMOVED", "GAINED", "LOST", "CHANGED"]

FIGURES = (
    "activities",
    "activations",
    "members",
    "members_activated",
    "regions",
    "regions_activated",
    "deliverables",
    "deliverables_with_evidence",
    "bilateral_meetings",
    "media_mentions",
)


@dataclass(frozen=True)
class Change:
    """One difference.

    `record_type` is the kind of record (`activity`, `member`, `figure`…), `record` its slug or code, `name` what people
    call it. GAINED and LOST are about a part (`part`, a member or a code) of the `field`. `language` is set where a
    text differs in that language only. `before` and `after` are worded in every language.
    """

    kind: Kind
    record_type: str
    record: str
    name: LocalizedText = EMPTY
    field: str = ""
    language: str = ""
    part: LocalizedText = EMPTY
    before: LocalizedText = EMPTY
    after: LocalizedText = EMPTY


@dataclass(frozen=True)
class Value:
    """A field with one value, and how it reads in every language."""

    value: Any
    words: LocalizedText


@dataclass(frozen=True)
class Text:
    """A field with a text per language."""

    texts: LocalizedText


@dataclass(frozen=True)
class Parts:
    """A field that is a list of named things, each with details that may differ (a role)."""

    parts: dict[str, LocalizedText]
    details: dict[str, Value] = field(default_factory=dict)


Field = Value | Text | Parts


@dataclass(frozen=True)
class Record:
    """A record with its fields; `pair` tells which of the unidentified ones of its type may be the same one."""

    type: str
    key: str
    name: LocalizedText
    fields: dict[str, Field]
    pair: str = ""


def same_content(before: ReportData, after: ReportData) -> bool:
    """Tell whether two reports say the same, whatever their edition numbers."""
    return replace(before, edition=None) == replace(after, edition=None)


def differences(before: ReportData, after: ReportData, languages: Sequence[str] = ()) -> tuple[Change, ...]:
    """Return what differs from `before` to `after`, worded in `languages` (by default those of either report).

    Records first, in the order of the report, then the figures. Empty exactly where the reports say the same.
    """
    known = (*after.association.languages, *before.association.languages)
    words = Words(tuple(dict.fromkeys(languages or known)))
    found = tuple(_compared(_Reader(before, words), _Reader(after, words)))
    if not found and not same_content(before, after):
        return tuple(_anything_else(before, after, words))
    return found


def _compared(before: _Reader, after: _Reader) -> Iterator[Change]:
    for old, new in zip(before.records(), after.records(), strict=True):
        yield from _lists(list(old), list(new), after.words)


def _lists(before: list[Record], after: list[Record], words: Words) -> Iterator[Change]:
    """Compare the records of one type: by their key, or where they have none by what they are about."""
    old_by_key = {record.key: record for record in before if record.key}
    new_by_key = {record.key: record for record in after if record.key}
    for key, new in new_by_key.items():
        if key in old_by_key:
            yield from _fields(old_by_key[key], new, words)
        else:
            yield _whole("ADDED", new)
    yield from (_whole("REMOVED", old) for key, old in old_by_key.items() if key not in new_by_key)
    nameless = ([r for r in before if not r.key], [r for r in after if not r.key])
    if any(nameless):
        yield from _nameless(*nameless, words)


def _nameless(before: list[Record], after: list[Record], words: Words) -> Iterator[Change]:
    """Pair records without a key: equal ones first, then those about the same thing, in their order."""
    rest: dict[str, list[Record]] = defaultdict(list)
    remaining = list(after)
    for old in before:
        if old in remaining:
            remaining.remove(old)
        else:
            rest[old.pair].append(old)
    for new in remaining:
        if rest[new.pair]:
            yield from _fields(rest[new.pair].pop(0), new, words)
        else:
            yield _whole("ADDED", new)
    yield from (_whole("REMOVED", old) for olds in rest.values() for old in olds)


def _whole(kind: Kind, record: Record) -> Change:
    return Change(kind, record.type, record.key or record.pair, record.name)


def _fields(old: Record, new: Record, words: Words) -> Iterator[Change]:
    """Compare two states of one record."""
    for name, after in new.fields.items():
        before = old.fields[name]
        if before == after:
            continue
        about: dict[str, Any] = {
            "record_type": new.type, "record": new.key or new.pair, "name": new.name, "field": name,
        }  # fmt: skip
        if isinstance(after, Text) and isinstance(before, Text):
            yield from _texts(before.texts, after.texts, words, about)
        elif isinstance(after, Parts) and isinstance(before, Parts):
            yield from _parts(before, after, words, about)
        elif isinstance(after, Value) and isinstance(before, Value):
            yield Change("CHANGED", **about, before=before.words, after=after.words)


def _texts(
    before: LocalizedText, after: LocalizedText, words: Words, about: dict[str, Any]
) -> Iterator[Change]:
    for language in sorted({*before, *after}):
        old, new = before.get(language, ""), after.get(language, "")
        if old != new:
            was, becomes = passage(old, new)
            yield Change(
                "CHANGED", **about, language=language, before=words.same(was), after=words.same(becomes)
            )


def _parts(before: Parts, after: Parts, words: Words, about: dict[str, Any]) -> Iterator[Change]:
    gained = [key for key in after.parts if key not in before.parts]
    lost = [key for key in before.parts if key not in after.parts]
    yield from (Change("GAINED", **about, part=after.parts[key]) for key in gained)
    yield from (Change("LOST", **about, part=before.parts[key]) for key in lost)
    for key, detail in after.details.items():
        if key in before.details and before.details[key] != detail:
            old = before.details[key]
            yield Change("CHANGED", **about, part=after.parts[key], before=old.words, after=detail.words)
    renamed = [k for k in after.parts if k in before.parts and before.parts[k] != after.parts[k]]
    for key in renamed:
        yield Change("CHANGED", **about, before=before.parts[key], after=after.parts[key])
    if not gained and not lost and list(before.parts) != list(after.parts):
        yield Change(
            "CHANGED",
            **about,
            before=words.listed(before.parts.values()),
            after=words.listed(after.parts.values()),
        )


class _Reader:
    """A report as records with comparable fields."""

    def __init__(self, data: ReportData, words: Words) -> None:
        self.data = data
        self.words = words

    def records(self) -> Sequence[Iterable[Record]]:
        """The records by type, in the order of the report; the same number of types for every report."""
        return (
            self.report(),
            self.editorial(),
            map(self.activity, self.data.activities),
            map(self.mention, self.data.media),
            map(self.meeting, self.data.bilateral_meetings),
            map(self.member, self.data.members),
            self.dues(),
            self.plan(),
            map(self.node, self.data.plan.nodes if self.data.plan else ()),
            map(self.region, self.data.regions),
            self.seats(),
            map(self.person, self.data.staff),
            self.parts(),
            self.figures(),
        )

    # --- small things ------------------------------------------------------------------------

    def plain(self, value: Any) -> Value:
        """A value that reads the same in every language; nothing reads as a dash."""
        return Value(value, self.words.same("" if value is None else str(value)))

    def worded(self, value: Any, say: Callable[[str], str]) -> Value:
        return Value(value, self.words.each(say))

    def yes(self, value: bool) -> Value:  # a value to be worded, not a switch
        return Value(value, self.words.word("yes" if value else "no"))

    def names(self, refs: Iterable[d.OrganisationRef | d.ActivatedIn]) -> dict[str, LocalizedText]:
        return {ref.slug: ref.name for ref in refs}

    def people(self, refs: Iterable[d.PersonRef]) -> Parts:
        known = {ref.slug: ref for ref in refs}
        return Parts(
            {slug: self.words.same(ref.name) for slug, ref in known.items()},
            {slug: Value(ref, ref.function) for slug, ref in known.items()},
        )

    def picture(self, photo: d.PhotoData | None) -> dict[str, Field]:
        """The picture and the texts that belong to it."""
        content = photo and (photo.content, photo.media_type, photo.width, photo.height)
        return {
            "photo": Value(content, self.words.word("a_photo") if photo else EMPTY),
            "alt": Text(photo.alt if photo else EMPTY),
            "caption": Text(photo.caption if photo else EMPTY),
            "credit": self.plain(photo.credit if photo else ""),
        }

    def place(self, place: d.PlaceData) -> Value:
        where = " ".join(
            filter(
                None,
                (place.country, "" if place.latitude is None else f"{place.latitude}, {place.longitude}"),
            )
        )
        return Value(
            (place.country, place.latitude, place.longitude, place.organisation), self.words.same(where)
        )

    # --- records -----------------------------------------------------------------------------

    def report(self) -> Iterator[Record]:
        """Whose report it is, of when, and its parts."""
        own, data = self.data.association, self.data
        fields: dict[str, Field] = {
            "association_name": Text(own.name),
            "seat": Text(own.seat),
            "report_name": Text(own.report_name),
            **{
                name: self.plain(getattr(own, name))
                for name in ("short_name", "phone", "email", "website", "hashtag", "source_language")
            },
            "address": Value(own.address, self.words.same(", ".join(own.address))),
            "languages": Value(own.languages, self.words.same(", ".join(own.languages))),
            "colours": Value(own.colours, self.words.same(", ".join((own.colours.own, *own.colours.lines)))),
            "period": self.worded(data.period, lambda language: self.words.period(data.period, language)),
            "as_of": self.worded(data.as_of, lambda language: self.words.day(data.as_of, language)),
            "sections": Value(data.sections, self.words.same(", ".join(data.sections))),
        }
        yield Record("report", data.period.code, self.words.same(data.period.code), fields)

    def editorial(self) -> Iterator[Record]:
        """The editorial, where there is one."""
        editorial = self.data.editorial
        if editorial is not None:
            signatory = editorial.signatory
            fields: dict[str, Field] = {
                "title": Text(editorial.title),
                **_rich(editorial.text),
                "signatory": Value(
                    signatory and (signatory.slug, signatory.name, signatory.organisation),
                    self.words.same(signatory.name if signatory else ""),
                ),
                "function": Text(signatory.function if signatory else EMPTY),
            }
            yield Record("editorial", "editorial", EMPTY, fields)

    def activity(self, activity: d.ActivityData) -> Record:
        """An activity."""
        a = activity
        roles = {
            slug: self.worded(
                sorted(member.role for member in a.members if member.slug == slug),
                lambda language, slug=slug: self.words.roles(  # type: ignore[misc]  # bound at once
                    [member.role for member in a.members if member.slug == slug], language
                ),
            )
            for slug in dict.fromkeys(member.slug for member in a.members)
        }
        fields: dict[str, Field] = {
            "title": Text(a.title),
            "kind": self.worded(a.kind, lambda language: self.words.kind(a.kind, language)),
            "line": self.plain(a.line),
            "dates": self.worded(
                (a.start, a.end, a.month),
                lambda language: self.words.span(a.start, a.end, a.month, language),
            ),
            "places": Parts(
                {_place_key(place): place.name for place in a.places},
                {_place_key(place): self.place(place) for place in a.places},
            ),
            "online": self.yes(a.online),
            "initiative": Value(a.initiative, a.initiative.name if a.initiative else EMPTY),
            "deliverables": Parts({code: self.words.same(code) for code in a.deliverables}),
            "members": Parts(self.names(a.members), roles),
            **_rich(a.text),
            **self.picture(a.photo),
        }
        return Record("activity", a.slug, a.title, fields)

    def mention(self, mention: d.MediaMentionData) -> Record:
        """A mention in the media."""
        fields: dict[str, Field] = {
            "dates": self.worded(
                (mention.month, mention.day),
                lambda language: self.words.span(mention.day, mention.day, mention.month, language),
            ),
            "subject": Text(mention.subject),
            "channels": Value(mention.channels, self.words.same(", ".join(mention.channels))),
            "link": self.plain(mention.link),
        }
        return Record("mention", "", self.words.same(mention.outlet), fields, pair=mention.outlet)

    def meeting(self, meeting: d.BilateralMeetingData) -> Record:
        """A bilateral meeting."""
        fields: dict[str, Field] = {
            "dates": self.worded(
                (meeting.month, meeting.day),
                lambda language: self.words.span(meeting.day, meeting.day, meeting.month, language),
            ),
            "places": Parts({"place": meeting.place.name}, {"place": self.place(meeting.place)}),
            "members": Parts(self.names(meeting.members)),
            "prospects": Parts(self.names(meeting.prospects)),
            "activity": self.plain(meeting.activity),
        }
        return Record("meeting", "", meeting.place.name, fields, pair=_place_key(meeting.place))

    def member(self, member: d.MemberData) -> Record:
        """A member."""
        regions = {region.slug: region.name for region in self.data.regions}
        fields: dict[str, Field] = {
            "name": Text(member.name),
            "organisation_kind": self.plain(member.kind),
            "category": self.worded(
                member.category, lambda language: self.words.say(member.category.lower(), language)
            ),
            "country": self.plain(member.country),
            "region": Value(
                member.region, regions.get(member.region or "", self.words.same(member.region or ""))
            ),
            "coordinates": Value(
                (member.latitude, member.longitude),
                self.words.same("" if member.latitude is None else f"{member.latitude}, {member.longitude}"),
            ),
        }
        return Record("member", member.slug, member.name, fields)

    def dues(self) -> Iterator[Record]:
        """The dues, where they are told."""
        dues = self.data.dues
        if dues is not None:
            published = dues.published
            fields: dict[str, Field] = {
                "amount": self.worded(
                    (dues.amount, dues.currency),
                    lambda language: self.words.money(dues.amount, dues.currency, language),
                ),
                "payers": self.plain(dues.payers),
                "members_counted": self.plain(dues.members),
                "as_of": self.worded(dues.as_of, lambda language: self.words.day(dues.as_of, language)),
                "year": self.plain(dues.year),
                "source": self.worded(
                    dues.source, lambda language: self.words.say(dues.source.lower(), language)
                ),
                "source_text": Text(dues.source_text),
                "published": Value(
                    published,
                    self.words.each(
                        lambda language: (
                            f"{self.words.money(published.amount, dues.currency, language)} "
                            f"({published.payers}/{published.members})"
                        )
                    )
                    if published
                    else EMPTY,
                ),
            }
            yield Record("dues", "dues", self.words.same(str(dues.year)), fields)

    def plan(self) -> Iterator[Record]:
        """The plan itself."""
        plan = self.data.plan
        if plan is not None:
            levels = [level.name.best((self.data.association.source_language,)) for level in plan.levels]
            fields: dict[str, Field] = {
                "name": Text(plan.name),
                "dates": self.worded(
                    (plan.start, plan.end),
                    lambda language: self.words.span(plan.start, plan.end, "", language),
                ),
                "levels": Value(plan.levels, self.words.same(", ".join(levels))),
            }
            yield Record("plan", plan.slug, plan.name, fields)

    def node(self, node: d.NodeData) -> Record:
        """A node of the plan; what served it is said where the activities are."""
        fields: dict[str, Field] = {
            "title": Text(node.title),
            "text": Text(node.text),
            "purpose": Text(node.purpose),
            "level": self.plain(node.level),
            "parent": self.plain(node.parent),
            "kind": self.plain(node.kind),
            "listed": self.yes(node.listed),
        }
        return Record("node", node.code, self.words.same(node.code), fields)

    def region(self, region: d.RegionData) -> Record:
        """A region; its members are said where the members are."""
        fields: dict[str, Field] = {
            "name": Text(region.name),
            "secretaries": self.people(region.secretaries),
            "focal_points": self.people(region.focal_points),
        }
        return Record("region", region.slug, region.name, fields)

    def seats(self) -> Iterator[Record]:
        """The seats of the board, those of the regions too."""
        for region, seats in (("", self.data.seats), *((r.slug, r.seats) for r in self.data.regions)):
            for seat in seats:
                organisation = seat.organisation
                fields: dict[str, Field] = {
                    "holder": Value(seat.holder, self.words.same(seat.holder.name if seat.holder else "")),
                    "function": Text(seat.function),
                    "organisation": Value(organisation, organisation.name if organisation else EMPTY),
                    "acting": self.yes(seat.acting),
                }
                pair = f"{seat.role}/{region}/{organisation.slug if organisation else ''}"
                name = self.words.each(
                    lambda language, seat=seat: self.words.seat(seat, language)  # type: ignore[misc]  # bound at once
                )
                yield Record("seat", "", name, fields, pair=pair)

    def person(self, person: d.PersonRef) -> Record:
        """A person of the secretariat."""
        organisation = person.organisation
        fields: dict[str, Field] = {
            "name": self.plain(person.name),
            "function": Text(person.function),
            "organisation": Value(organisation, organisation.name if organisation else EMPTY),
        }
        return Record("person", person.slug, self.words.same(person.name), fields)

    def parts(self) -> Iterator[Record]:
        """The quarters of a longer period."""
        for part in self.data.composition.parts if self.data.composition else ():
            edition = part.edition
            fields: dict[str, Field] = {
                "recorded": self.yes(part.recorded),
                "activities": self.plain(part.activities),
                "edition": Value(edition, self.words.same(str(edition.number) if edition else "")),
                "changes_since": Value(part.changes, self.words.same(str(len(part.changes)))),
            }
            yield Record("part", part.period, self.words.same(part.period), fields)

    def figures(self) -> Iterator[Record]:
        """The figures that a reader sees first."""
        for name in FIGURES:
            yield Record("figure", name, EMPTY, {name: self.plain(getattr(self.data.summary, name))})


def _rich(text: dict[str, tuple[Block, ...]]) -> dict[str, Field]:
    """A rich text as its words, and its style where the words are the same."""
    words = LocalizedText({language: plain(blocks) for language, blocks in text.items()})
    return {"text": Text(words), "style": Value(_styles(text), EMPTY)}


def _styles(text: dict[str, tuple[Block, ...]]) -> tuple[Any, ...]:
    """Which kinds of blocks and runs a text has, its words apart."""
    return tuple(
        (language, block.kind, run.bold, run.italic, run.href)
        for language, blocks in sorted(text.items())
        for block in blocks
        for item in block.items
        for run in item
        if block.kind != "PARAGRAPH" or run.bold or run.italic or run.href
    )


def _place_key(place: d.PlaceData) -> str:
    return place.organisation or place.name.best(("en", "fr", "es"))


def _anything_else(before: ReportData, after: ReportData, words: Words) -> Iterator[Change]:
    """Name every leaf that differs, whatever it is: the last resort that makes the comparison complete."""
    old, new = _leaves(before), _leaves(after)
    for path in sorted({*old, *new}):
        if old.get(path) != new.get(path):
            yield Change(
                "CHANGED",
                "value",
                path,
                words.same(path),
                "value",
                before=words.same(str(old.get(path, ""))),
                after=words.same(str(new.get(path, ""))),
            )


def _leaves(data: ReportData) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def walk(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, f"{path}.{key}" if path else str(key))
        elif isinstance(value, list):
            found[f"{path}.#"] = len(value)
            for index, item in enumerate(value):
                walk(item, f"{path}.{index}")
        else:
            found[path] = value

    walk(to_plain(replace(data, edition=None)), "")
    return found


def counted(changes: Iterable[Change]) -> Counter[str]:
    """Count the changes by type of record."""
    return Counter(change.record_type for change in changes)
