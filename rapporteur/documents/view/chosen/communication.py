"""What the network put out: newsletters, films, sites, campaigns; where, in which languages, how many they reached."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.links import link_target
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.typography import normalise
from rapporteur.base.words.say import say
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.agreements import source, when_in
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import EntryGroup, EntryView
from rapporteur.report.value.programmes import CommunicationItemData, ReachData

KINDS = {
    "NEWSLETTER": Printed("Newsletter", context="communication"),
    "FILM": Printed("Film", context="communication"),
    "SITE": Printed("Website", context="communication"),
    "CAMPAIGN": Printed("Campaign", context="communication"),
    "PUBLICATION": Printed("Printed matter", context="communication"),
    "OTHER": Printed("Communication", context="communication"),
}
REACH = {
    "VIEWS": Printed("{count} view", "{count} views", by="count", context="reach"),
    "READERS": Printed("{count} reader", "{count} readers", by="count", context="reach"),
    "SUBSCRIBERS": Printed("{count} subscriber", "{count} subscribers", by="count", context="reach"),
    "VISITS": Printed("{count} visit", "{count} visits", by="count", context="reach"),
    "POSTS": Printed("{count} post", "{count} posts", by="count", context="reach"),
}


def communication(context: Context) -> list[EntryGroup]:
    """Return what was put out, what goes on after it."""
    found = context.data.communication
    if not isinstance(found, tuple):
        return []
    groups = []
    for key, title in (
        ("new", context.word("communication", "New")),
        ("ongoing", context.word("communication", "Ongoing")),
    ):
        entries = [_item(context, one) for one in found if one.ongoing is (key == "ongoing")]
        groups.append(EntryGroup(anchor("communication", key), title, context.number(len(entries)), entries))
    return [group for group in groups if group.entries]


def _item(context: Context, item: CommunicationItemData) -> EntryView:
    return EntryView(
        anchor=anchor("communication-item", item.slug),
        kicker=vocabulary.coded(context, KINDS, item.kind),
        title=context.text(item.title),
        mark="",
        place="",
        when=when_in(context, item.published),
        facts=list(_facts(context, item)),
        lists=[],
        source=source(context, item.activity),
        link=link_target(item.link),
    )


def _facts(context: Context, item: CommunicationItemData) -> Iterator[str]:
    if item.languages:
        spoken = context.listed(language_named(one, context.language) for one in item.languages)
        yield context.say("Languages: {languages}.", languages=spoken)
    if item.channels:
        channels = context.listed(normalise(one, context.language) for one in item.channels)
        yield context.word("communication", "Channels: {channels}.", channels=channels)
    if item.reach is not None:
        yield _reached(context, item.reach)
    if item.deliverables:
        codes = context.listed(item.deliverables)
        yield context.word("communication", "Evidence for {codes}.", codes=codes)


def _reached(context: Context, reach: ReachData) -> str:
    counted = say(REACH[reach.measure], context.language, count=reach.count) if reach.measure in REACH else ""
    return context.word(
        "communication",
        "{reach} on {day} (source: {source}).",
        reach=counted or context.number(reach.count),
        day=context.day(reach.day),
        source=normalise(reach.source, context.language),
    )
