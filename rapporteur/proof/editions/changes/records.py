"""A report as records with comparable fields, in the order in which changes are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.localized import EMPTY
from rapporteur.proof.editions.changes.fields import (
    ComparedRecord,
    Field,
    LanguageTexts,
    NamedParts,
    OneValue,
    rich,
)
from rapporteur.proof.editions.changes.parity import ParityFields
from rapporteur.proof.editions.changes.programmes import ProgrammeFields
from rapporteur.proof.editions.changes.values import ValueWords
from rapporteur.report.value import data as d
from rapporteur.report.value.data import ReportData

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


class Reader(ProgrammeFields, ParityFields):
    """A report as records with comparable fields."""

    def __init__(self, data: ReportData, words: ValueWords) -> None:
        super().__init__(words)
        self.data = data

    def records(self) -> Sequence[Iterable[ComparedRecord]]:
        """The records by type, in the order of the report; the same number of types for every report."""
        return (
            self.report(),
            self.cover(),
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
            self.agreements(),
            self.statements(),
            self.body_meetings(),
            self.decisions(),
            self.accounts(),
            self.projects(),
            self.calls(),
            self.courses(),
            self.publications(),
            self.parity(),
            self.admissions(),
            self.prospects_met(),
            self.communication(),
            self.planned_events(),
            self.planned_meetings(),
            self.deadlines(),
            self.parts(),
            self.figures(),
        )

    def report(self) -> Iterator[ComparedRecord]:
        """Whose report it is, of when, and its parts."""
        own, data = self.data.association, self.data
        fields: dict[str, Field] = {
            "association_name": LanguageTexts(own.name),
            "seat": LanguageTexts(own.seat),
            "report_name": LanguageTexts(own.report_name),
            **{
                name: self.plain(getattr(own, name))
                for name in ("short_name", "phone", "email", "website", "hashtag", "source_language")
            },
            "licence": self.plain(own.licence or ""),
            "address": OneValue(own.address, self.words.same(", ".join(own.address))),
            "languages": OneValue(own.languages, self.words.same(", ".join(own.languages))),
            "colours": OneValue(
                own.colours, self.words.same(", ".join((own.colours.own, *own.colours.lines)))
            ),
            "period": self.in_words(data.period, lambda language: self.words.period(data.period, language)),
            "as_of": self.in_words(data.as_of, lambda language: self.words.day(data.as_of, language)),
            "sections": OneValue(data.sections, self.words.same(", ".join(data.sections))),
        }
        yield ComparedRecord("report", data.period.code, self.words.same(data.period.code), fields)

    def cover(self) -> Iterator[ComparedRecord]:
        """The photograph on the cover, where there is one."""
        if cover := self.data.cover:
            fields = {**self.picture(cover.photo), "rights": self.plain(cover.rights)}
            yield ComparedRecord("cover", "cover", EMPTY, fields)

    def editorial(self) -> Iterator[ComparedRecord]:
        """The editorial, where there is one."""
        editorial = self.data.editorial
        if editorial is not None:
            signatory = editorial.signatory
            fields: dict[str, Field] = {
                "title": LanguageTexts(editorial.title),
                **rich(editorial.text),
                "signatory": OneValue(
                    signatory and (signatory.slug, signatory.name, signatory.organisation),
                    self.words.same(signatory.name if signatory else ""),
                ),
                "function": LanguageTexts(signatory.function if signatory else EMPTY),
            }
            yield ComparedRecord("editorial", "editorial", EMPTY, fields)

    def activity(self, activity: d.ActivityData) -> ComparedRecord:
        """An activity."""
        a = activity
        roles = {
            slug: self.in_words(
                sorted(member.role for member in a.members if member.slug == slug),
                lambda language, slug=slug: self.words.roles(  # type: ignore[misc]  # bound at once
                    [member.role for member in a.members if member.slug == slug], language
                ),
            )
            for slug in dict.fromkeys(member.slug for member in a.members)
        }
        fields: dict[str, Field] = {
            "title": LanguageTexts(a.title),
            "kind": self.in_words(a.kind, lambda language: self.words.kind(a.kind, language)),
            "line": self.plain(a.line),
            "dates": self.in_words(
                (a.start, a.end, a.month),
                lambda language: self.words.span(a.start, a.end, a.month, language),
            ),
            "places": NamedParts(
                {_place_key(place): place.name for place in a.places},
                {_place_key(place): self.place(place) for place in a.places},
            ),
            "online": self.yes(a.online),
            "initiative": OneValue(a.initiative, a.initiative.name if a.initiative else EMPTY),
            "deliverables": NamedParts({code: self.words.same(code) for code in a.deliverables}),
            "members": NamedParts(self.names(a.members), roles),
            **rich(a.text),
            **self.picture(a.photo),
        }
        return ComparedRecord("activity", a.slug, a.title, fields)

    def mention(self, mention: d.MediaMentionData) -> ComparedRecord:
        """A mention in the media."""
        fields: dict[str, Field] = {
            "dates": self.in_words(
                (mention.month, mention.day),
                lambda language: self.words.span(mention.day, mention.day, mention.month, language),
            ),
            "subject": LanguageTexts(mention.subject),
            "channels": OneValue(mention.channels, self.words.same(", ".join(mention.channels))),
            "link": self.plain(mention.link),
        }
        return ComparedRecord("mention", "", self.words.same(mention.outlet), fields, pair=mention.outlet)

    def meeting(self, meeting: d.BilateralMeetingData) -> ComparedRecord:
        """A bilateral meeting."""
        fields: dict[str, Field] = {
            "dates": self.in_words(
                (meeting.month, meeting.day),
                lambda language: self.words.span(meeting.day, meeting.day, meeting.month, language),
            ),
            "places": NamedParts({"place": meeting.place.name}, {"place": self.place(meeting.place)}),
            "members": NamedParts(self.names(meeting.members)),
            "prospects": NamedParts(self.names(meeting.prospects)),
            "activity": self.plain(meeting.activity),
        }
        return ComparedRecord("meeting", "", meeting.place.name, fields, pair=_place_key(meeting.place))

    def member(self, member: d.MemberData) -> ComparedRecord:
        """A member."""
        regions = {region.slug: region.name for region in self.data.regions}
        fields: dict[str, Field] = {
            "name": LanguageTexts(member.name),
            "organisation_kind": self.plain(member.kind),
            "category": self.in_words(
                member.category, lambda language: self.words.term(member.category.lower(), language)
            ),
            "country": self.in_words(member.country, partial(country, member.country)),
            "region": OneValue(
                member.region, regions.get(member.region or "", self.words.same(member.region or ""))
            ),
            "coordinates": OneValue(
                (member.latitude, member.longitude),
                self.words.same("" if member.latitude is None else f"{member.latitude}, {member.longitude}"),
            ),
        }
        return ComparedRecord("member", member.slug, member.name, fields)

    def dues(self) -> Iterator[ComparedRecord]:
        """The dues, where they are told."""
        dues = self.data.dues
        if dues is not None:
            published = dues.published
            fields: dict[str, Field] = {
                "amount": self.in_words(
                    (dues.amount, dues.currency),
                    lambda language: self.words.money(dues.amount, dues.currency, language),
                ),
                "payers": self.plain(dues.payers),
                "members_counted": self.plain(dues.members),
                "as_of": self.in_words(dues.as_of, lambda language: self.words.day(dues.as_of, language)),
                "year": self.plain(dues.year),
                "source": self.in_words(
                    dues.source, lambda language: self.words.term(dues.source.lower(), language)
                ),
                "source_text": LanguageTexts(dues.source_text),
                "published": OneValue(
                    published,
                    self.words.in_every_language(
                        lambda language: (
                            f"{self.words.money(published.amount, dues.currency, language)} "
                            f"({published.payers}/{published.members})"
                        )
                    )
                    if published
                    else EMPTY,
                ),
            }
            yield ComparedRecord("dues", "dues", self.words.same(str(dues.year)), fields)

    def plan(self) -> Iterator[ComparedRecord]:
        """The plan itself."""
        plan = self.data.plan
        if plan is not None:
            levels = [level.name.best((self.data.association.source_language,)) for level in plan.levels]
            fields: dict[str, Field] = {
                "name": LanguageTexts(plan.name),
                "dates": self.in_words(
                    (plan.start, plan.end),
                    lambda language: self.words.span(plan.start, plan.end, "", language),
                ),
                "levels": OneValue(plan.levels, self.words.same(", ".join(levels))),
            }
            yield ComparedRecord("plan", plan.slug, plan.name, fields)

    def node(self, node: d.NodeData) -> ComparedRecord:
        """A node of the plan; what served it is said where the activities are."""
        fields: dict[str, Field] = {
            "title": LanguageTexts(node.title),
            "text": LanguageTexts(node.text),
            "purpose": LanguageTexts(node.purpose),
            "level": self.plain(node.level),
            "parent": self.plain(node.parent),
            "kind": self.plain(node.kind),
            "listed": self.yes(node.listed),
        }
        return ComparedRecord("node", node.code, self.words.same(node.code), fields)

    def region(self, region: d.RegionData) -> ComparedRecord:
        """A region; its members are said where the members are."""
        fields: dict[str, Field] = {
            "name": LanguageTexts(region.name),
            "secretaries": self.people(region.secretaries),
            "focal_points": self.people(region.focal_points),
        }
        return ComparedRecord("region", region.slug, region.name, fields)

    def seats(self) -> Iterator[ComparedRecord]:
        """The seats of the board, those of the regions too."""
        for region, seats in (("", self.data.seats), *((r.slug, r.seats) for r in self.data.regions)):
            for seat in seats:
                organisation = seat.organisation
                fields: dict[str, Field] = {
                    "holder": OneValue(seat.holder, self.words.same(seat.holder.name if seat.holder else "")),
                    "function": LanguageTexts(seat.function),
                    "organisation": OneValue(organisation, organisation.name if organisation else EMPTY),
                    "acting": self.yes(seat.acting),
                }
                pair = f"{seat.role}/{region}/{organisation.slug if organisation else ''}"
                name = self.words.in_every_language(
                    lambda language, seat=seat: self.words.seat(seat, language)  # type: ignore[misc]  # bound at once
                )
                yield ComparedRecord("seat", "", name, fields, pair=pair)

    def person(self, person: d.PersonRef) -> ComparedRecord:
        """A person of the secretariat."""
        organisation = person.organisation
        fields: dict[str, Field] = {
            "name": self.plain(person.name),
            "function": LanguageTexts(person.function),
            "organisation": OneValue(organisation, organisation.name if organisation else EMPTY),
        }
        return ComparedRecord("person", person.slug, self.words.same(person.name), fields)

    def parts(self) -> Iterator[ComparedRecord]:
        """The quarters of a longer period."""
        for part in self.data.composition.parts if self.data.composition else ():
            edition = part.edition
            fields: dict[str, Field] = {
                "recorded": self.yes(part.recorded),
                "activities": self.plain(part.activities),
                "edition": OneValue(edition, self.words.same(str(edition.number) if edition else "")),
                "changes_since": OneValue(part.changes, self.words.same(str(len(part.changes)))),
            }
            yield ComparedRecord("part", part.period, self.words.same(part.period), fields)

    def figures(self) -> Iterator[ComparedRecord]:
        """The figures that a reader sees first."""
        for name in FIGURES:
            yield ComparedRecord("figure", name, EMPTY, {name: self.plain(getattr(self.data.summary, name))})


def _place_key(place: d.PlaceData) -> str:
    return place.organisation or place.name.best(("en", "fr", "es"))
