"""Rules on who is named where: hosts, members in texts, names that may mean two, places of another event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.proof.rules.activities import hit
from rapporteur.proof.rules.facts import ActivityFacts
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, InPrint, rule
from rapporteur.proof.rules.subject import Fact, Subject
from rapporteur.proof.rules.subject_names import names_in_texts
from rapporteur.records.names.in_texts import NameInText

_IN = re.compile(r"(?<!\w)(?:à|in|at|en|a)\s$", re.IGNORECASE)


def _uncounted_hosts(subject: Subject, activity: ActivityFacts) -> Iterator[str]:
    """Yield members at whose place the activity was, neither they nor a namesake being activated."""
    for place in activity.places:
        slug = place.organisation
        if slug is None or slug not in subject.organisation:
            continue
        day = activity.first_day or subject.as_of
        if subject.organisation[slug].is_counted_on(day):
            if not names_in_texts(subject).namesakes[slug] & activity.member_slugs:
                yield slug


@rule(
    "activity-host-not-activated",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY, Fact.MEMBERSHIPS],
    in_print=InPrint(needs_whole="boxes", beside=("places",)),
    asks="Is a member in whose city an activity was also activated by it?",
    why="The host is the member most easily forgotten. A third party's hall in that city explains it.",
    message=Message("“{activity}” was held at a member that it does not activate: {host}."),
    mend=Message("Add {host} to the activated members (as host), or confirm that it had no part."),
)
def activity_host_not_activated(subject: Subject) -> Iterator[Hit]:
    """Yield activities at a member's place, the association's seat apart, that do not activate it."""
    for activity in subject.activities:
        for slug in _uncounted_hosts(subject, activity):
            if not names_in_texts(subject).at_seat(slug):
                yield hit(activity, "members", slug, host=subject.name(slug))


@rule(
    "activity-at-seat",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY, Fact.MEMBERSHIPS],
    in_print=InPrint(needs_whole="boxes"),
    asks="Did the member of the city where the association has its seat take part?",
    why="There the secretariat itself is host as a rule, so that the city need not have taken part.",
    message=Message(
        "“{activity}” was held in the city of the seat; the member of that city is not activated: {host}."
    ),
    mend=Message("Add {host} to the activated members if it took part."),
)
def activity_at_seat(subject: Subject) -> Iterator[Hit]:
    """Yield activities at the association's seat that do not activate the member of that city."""
    for activity in subject.activities:
        for slug in _uncounted_hosts(subject, activity):
            if names_in_texts(subject).at_seat(slug):
                yield hit(activity, "members", slug, host=subject.name(slug))


@rule(
    "activity-member-named",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS, Fact.REGISTRY, Fact.MEMBERSHIPS],
    in_print=InPrint(needs_whole="boxes", beside=("text",), words="written"),
    asks="Is a member that the text names also activated?",
    why="What the text tells and what is counted should agree; a name in passing is waived.",
    message=Message(
        "The text of “{activity}” names a member that the activity does not activate: {member} (“{written}”)."
    ),
    mend=Message("Add {member} to the activated members, or confirm that it is named in passing only."),
)
def activity_member_named(subject: Subject) -> Iterator[Hit]:
    """Yield each member that a text names and its activity does not activate.

    Not asked of the activity's own places (another rule does), of the city of the association's seat, or of names that
    may mean an activated namesake.
    """
    names = names_in_texts(subject)
    for activity in subject.activities:
        left_out = activity.member_slugs | names.own(activity)
        day = activity.first_day or subject.as_of
        found: dict[str, dict[str, str]] = {}
        for language, mentions in names.in_texts(activity.text).items():
            for mention in mentions:
                if len(mention.keys) == 1 and not names.is_seat(mention.written):
                    (slug,) = mention.keys
                    if slug not in left_out and slug in subject.organisation:
                        found.setdefault(slug, {}).setdefault(language, mention.written)
        for slug, written in sorted(found.items()):
            if subject.organisation[slug].is_counted_on(day):
                yield hit(
                    activity, "members", slug, member=subject.name(slug), written=LocalizedText(written)
                )


@rule(
    "activity-member-unnamed",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.TEXTS, Fact.REGISTRY],
    asks="Which activated members does the text not name?",
    why="A text need not name everybody. It shows where the list may hold one too many.",
    message=Message(
        "Activated member that the text of “{activity}” does not name: {members}.",
        "Activated members that the text of “{activity}” does not name: {members}.",
        by="members",
    ),
    mend=Message(
        "Make sure that this member took part.", "Make sure that these members took part.", by="members"
    ),
)
def activity_member_unnamed(subject: Subject) -> Iterator[Hit]:
    """Yield activities with activated members that neither text nor title nor places name, in any language."""
    names = names_in_texts(subject)
    for activity in subject.activities:
        if not activity.text:
            continue
        named = set(names.own(activity))
        for texts in (activity.text, activity.title):
            for mentions in names.in_texts(texts).values():
                named |= {key for mention in mentions for key in mention.keys}
        unnamed = sorted(slug for slug in activity.member_slugs if slug not in named)
        if unnamed:
            yield hit(activity, "members", members=tuple(map(subject.name, unnamed)))


@rule(
    "name-ambiguous",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS, Fact.REGISTRY],
    asks="Does a text use a name that may mean two organisations?",
    why="The reader cannot tell which member it was; nobody should guess.",
    message=Message("In “{activity}”, the name “{written}” may mean: {meanings}."),
    mend=Message("Write the full name, or activate the member that is meant."),
)
def name_ambiguous(subject: Subject) -> Iterator[Hit]:
    """Yield ambiguous names in a text, unless a meaning is activated or a place of the activity, or it is the seat."""
    names = names_in_texts(subject)
    for activity in subject.activities:
        settled = activity.member_slugs | names.own(activity)
        reported: set[frozenset[str]] = set()
        for mentions in names.in_texts(activity.text).values():
            for mention in mentions:
                meanings = mention.keys & set(subject.organisation)
                open_ = len(meanings) > 1 and not mention.keys & settled
                if open_ and mention.keys not in reported and not names.is_seat(mention.written):
                    reported.add(mention.keys)
                    yield hit(
                        activity,
                        "text",
                        written=mention.written,
                        meanings=tuple(map(subject.name, sorted(meanings))),
                    )


@rule(
    "name-unresolved",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY],
    asks="Is it settled which organisation each name in a list of members means?",
    why="What is not settled cannot be counted.",
    message=Message("“{activity}”: it is not settled which organisation “{written}” means."),
    mend=Message("Choose the organisation, or add the name to its other spellings."),
)
def name_unresolved(subject: Subject) -> Iterator[Hit]:
    """Yield each name in a box of members that matched no organisation, or several."""
    for activity in subject.activities:
        for written in activity.unresolved:
            yield hit(activity, "members", written, written=written)


@rule(
    "activity-other-place",
    Severity.WARNING,
    needs=[Fact.ACTIVITIES, Fact.TEXTS, Fact.REGISTRY],
    in_print=InPrint(needs_whole="boxes", beside=("places",), words="others"),
    asks="Does the text tell of the activity's own place, or only of another?",
    why="A text pasted under the wrong heading looks like this; a text that merely looks elsewhere does too.",
    message=Message(
        "The text of “{activity}” never names its place, {place}, but {others}.",
        "The text of “{activity}” never names its places, {place}, but {others}.",
        by="place",
    ),
    mend=Message("Make sure that the text belongs to this activity, and that the place is right."),
)
def activity_other_place(subject: Subject) -> Iterator[Hit]:
    """Yield activities whose text names a known place, and no place of theirs.

    Where it also names their members, the other place must be where it happened: a city behind “in”.
    """
    names = names_in_texts(subject)
    for activity in subject.activities:
        if not activity.places or not activity.text:
            continue
        known = activity.member_slugs | names.own(activity)
        others: dict[frozenset[str], NameInText] = {}
        of_its_members = set_elsewhere = False
        for language, mentions in names.in_texts(activity.text).items():
            for mention in mentions:
                if mention.keys & known:
                    of_its_members = True
                elif not names.is_seat(mention.written):
                    others.setdefault(mention.keys, mention)
                    before = activity.text[language][: mention.start]
                    there = not mention.keys & set(subject.organisation) and _IN.search(before)
                    set_elsewhere = set_elsewhere or bool(there)
        told_apart = set_elsewhere or not of_its_members
        if others and told_apart and not names.tells_its_place(activity):
            yield hit(
                activity,
                "text",
                place=tuple(
                    _place_name(subject, place.organisation, place.name) for place in activity.places
                ),
                others=tuple(sorted({mention.written for mention in others.values()}, key=fold)),
            )


def _place_name(subject: Subject, organisation: str | None, name: LocalizedText) -> LocalizedText:
    return name or (subject.name(organisation) if organisation else name)


RULES = (
    name_unresolved,
    name_ambiguous,
    activity_host_not_activated,
    activity_at_seat,
    activity_member_named,
    activity_member_unnamed,
    activity_other_place,
)
