"""What an organisation is to the network on a day, in words: a member and since when, a prospect, a former member."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.spans import holds_on
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.records.members.enums import MembershipCategory, ProspectStage
from rapporteur.records.members.models import Membership, Prospect

FULL, HONORARY = MembershipCategory.FULL.value, MembershipCategory.HONORARY.value
SINCE = {
    FULL: Message("member since {day}", context="standing"),
    HONORARY: Message("honorary member since {day}", context="standing"),
}
ALWAYS = {
    FULL: Message("member since before the records", context="standing"),
    HONORARY: Message("honorary member since before the records", context="standing"),
}
FROM = Message("member from {day} on", context="standing")
UNTIL = Message("member until {day}", context="standing")
PROSPECTS = {
    ProspectStage.CONTACT.value: Message("prospect, in contact", context="standing"),
    ProspectStage.CANDIDATE.value: Message("prospect that has applied", context="standing"),
}
NO_MEMBER = Message("no member now", context="log")


def standings(organisations: Collection[int], by: Actor, on: date, language: str) -> dict[int, str]:
    """Return by key what organisations are to the network on a day: two queries, whatever their number.

    That somebody is a prospect is said to whoever may see prospects; to others they are no member, as they are.
    """
    found = dict.fromkeys(organisations, say(NO_MEMBER, language))
    if not organisations:
        return found
    rows = Membership.objects.filter(organisation__in=organisations).order_by("start", "pk")
    last_ends: dict[int, date] = {}
    members: set[int] = set()
    for key, category, start, end in rows.values_list("organisation", "category", "start", "end"):
        if end is not None and end <= on:
            last_ends[key] = max(end, last_ends.get(key, end))
        elif start is not None and start > on:
            found[key] = say(FROM, language, day=format_day(start, language))
            members.add(key)
        else:
            message = SINCE[category] if start else ALWAYS[category]
            found[key] = say(message, language, day=format_day(start, language) if start else "")
            members.add(key)
    for key in last_ends.keys() - members:
        found[key] = say(UNTIL, language, day=format_day(last_ends[key] - timedelta(days=1), language))
    if can(by, Right.VIEW_PROSPECTS):
        prospects = Prospect.objects.filter(holds_on(on), organisation__in=set(organisations) - members)
        for key, stage in prospects.order_by("pk").values_list("organisation", "stage"):
            found[key] = say(PROSPECTS[stage], language)
    return found
