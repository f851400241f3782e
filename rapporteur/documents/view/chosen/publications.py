"""The publications of the period: who wrote them, where they can be read, where they were launched and told of."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.links import link_target
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.agreements import source, when_in
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import EntryGroup, EntryView, ListView
from rapporteur.report.value.programmes import PublicationData

KINDS = {
    "PAPER": Printed("Paper", context="kind of publication"),
    "STUDY": Printed("Study", context="kind of publication"),
    "GUIDE": Printed("Guide", context="kind of publication"),
    "BOOK": Printed("Book", context="kind of publication"),
    "OTHER": Printed("Publication", context="kind of publication"),
}
DOI = "https://doi.org/{doi}"


def publications(context: Context) -> list[EntryGroup]:
    """Return the publications, those of a series after the others."""
    found = context.data.publications
    if not isinstance(found, tuple):
        return []
    groups = []
    for key, title in (("single", context.say("Published")), ("series", context.say("In series"))):
        entries = [_publication(context, one) for one in found if bool(one.series) is (key == "series")]
        figure = context.many("{count} publication", "{count} publications", len(entries))
        groups.append(EntryGroup(anchor("publications", key), title, figure, entries))
    return [group for group in groups if group.entries]


def _publication(context: Context, publication: PublicationData) -> EntryView:
    told = [
        context.word(
            "mention", "{outlet}, {month}", outlet=one.outlet, month=day_of(context, Dates(month=one.month))
        )
        for one in publication.mentions
    ]
    link = publication.link or (DOI.format(doi=publication.doi) if publication.doi else "")
    return EntryView(
        anchor=anchor("publication", publication.slug),
        kicker=_kicker(context, publication),
        title=context.text(publication.title),
        mark="",
        place="",
        when=when_in(context, publication.published),
        facts=list(_facts(context, publication)),
        lists=[ListView(context.say("Told of by"), told)] if told else [],
        source=source(context, publication.activity),
        link=link_target(link),
    )


def _kicker(context: Context, publication: PublicationData) -> str:
    """Return its series with the number in it, or what it is."""
    if not publication.series:
        return vocabulary.coded(context, KINDS, publication.kind)
    series = context.text(publication.series)
    if publication.number is None:
        return series
    return context.word("series", "{series}, no. {number}", series=series, number=str(publication.number))


def _facts(context: Context, publication: PublicationData) -> Iterator[str]:
    if publication.authors:
        names = context.listed(normalise(one, context.language) for one in publication.authors)
        yield context.word("publication", "By {authors}.", authors=names)
    if publication.languages:
        spoken = context.listed(language_named(one, context.language) for one in publication.languages)
        yield context.say("Languages: {languages}.", languages=spoken)
    if publication.isbn:
        yield context.say("ISBN {isbn}.", isbn=publication.isbn)
    if publication.doi and publication.link:
        yield context.say("DOI {doi}.", doi=publication.doi)
