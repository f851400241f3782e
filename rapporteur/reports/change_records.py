"""A report as records with comparable fields, in the order in which changes are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapporteur.core.localized import EMPTY
from rapporteur.reports import data as d
from rapporteur.reports.change_fields import Field, Fields, Parts, Record, Text, Value, rich
from rapporteur.reports.change_values import Words
from rapporteur.reports.data import ReportData

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


class Reader(Fields):
    """A report as records with comparable fields."""

    def __init__(self, data: ReportData, words: Words) -> None:
        super().__init__(words)
        self.data = data

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
                **rich(editorial.text),
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
            **rich(a.text),
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


def _place_key(place: d.PlaceData) -> str:
    return place.organisation or place.name.best(("en", "fr", "es"))
