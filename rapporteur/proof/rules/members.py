"""Rules on members, regions and people: is somebody counted who is not in force, or twice, and is anybody missing?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.proof.rules.activities import hit
from rapporteur.proof.rules.facts import ActivityFacts, OrganisationFacts, SeatFacts
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, InPrint, rule
from rapporteur.proof.rules.subject import Fact, Subject
from rapporteur.records.names.name import NameKind

STAFF = "SECRETARIAT"


def _activated(subject: Subject) -> Iterator[tuple[ActivityFacts, OrganisationFacts]]:
    """Yield each activity with each known organisation that it activates, once."""
    for activity in subject.activities:
        for slug in dict.fromkeys(member.slug for member in activity.members):
            if slug in subject.organisation:
                yield activity, subject.organisation[slug]


@rule(
    "activation-out-of-force",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY, Fact.MEMBERSHIPS],
    asks="Was every member a member when it was activated?",
    why="It would be counted as an activated member on a day on which it was none. Waived where it was a guest.",
    message=Message("“{activity}” ({dates}) activates a member whose membership was not in force: {member}."),
    mend=Message("Correct the dates of the membership or of the activity, or take the member away."),
    waivable=True,
)
def activation_out_of_force(subject: Subject) -> Iterator[Hit]:
    """Yield activations of organisations that are or were members, but not on any day of the activity."""
    for activity, each in _activated(subject):
        days = [day for day in (activity.first_day, activity.end) if day]
        if each.memberships and days and not any(map(each.is_member_on, days)):
            yield hit(activity, "members", each, member=each.name, dates=activity.dates or days[0])


@rule(
    "activation-left-since",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY, Fact.MEMBERSHIPS],
    asks="Which activated members are no members any more on the report's day?",
    why="Right as it is: the list counts members of the report's day. It explains why one is not in it.",
    message=Message(
        "“{activity}” activates a member that is none any more on {day} and is not counted: {member}."
    ),
    mend=Message("Look at the end of the membership."),
)
def activation_left_since(subject: Subject) -> Iterator[Hit]:
    """Yield activated members whose membership ended before the as-of date."""
    for activity, each in _activated(subject):
        if (day := activity.first_day) and each.is_member_on(day) and not each.is_member_on(subject.as_of):
            yield hit(activity, "members", each, member=each.name, day=subject.as_of)


@rule(
    "activation-not-member",
    Severity.INFORMATION,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY, Fact.MEMBERSHIPS],
    asks="Which activated organisations have never been members?",
    why="Partners and prospects may take part; they are listed with the activity and not counted.",
    message=Message("“{activity}” activates an organisation that is no member and is not counted: {member}."),
    mend=Message("Look at the organisation, or record its membership."),
)
def activation_not_member(subject: Subject) -> Iterator[Hit]:
    """Yield activated organisations without any membership."""
    for activity, each in _activated(subject):
        if not each.memberships:
            yield hit(activity, "members", each, member=each.name)


def _counted_in_boxes(subject: Subject) -> dict[str, list[ActivityFacts]]:
    found: dict[str, list[ActivityFacts]] = defaultdict(list)
    for activity in subject.activities:
        for slug in dict.fromkeys(member.slug for member in activity.members):
            if subject.counted(slug):
                found[slug].append(activity)
    return found


@rule(
    "activated-not-listed",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY, Fact.MEMBERSHIPS, Fact.LISTS],
    in_print=InPrint(needs_whole="activated", against="activated"),
    asks="Is every member that an activity names in the list of activated members?",
    why="List and activities of one report would contradict each other.",
    message=Message(
        "The list of activated members leaves out {member}, a member activated by “{activities}”."
    ),
    mend=Message("Add the member to the list, or take it from the activity."),
)
def activated_not_listed(subject: Subject) -> Iterator[Hit]:
    """Yield members that activities activate and the list leaves out."""
    if subject.activated is None:
        return
    for slug, activities in sorted(_counted_in_boxes(subject).items()):
        if slug not in subject.activated:
            each = subject.organisation[slug]
            yield Hit(
                each.record,
                "activated",
                {"member": each.name, "activities": tuple(activity.title for activity in activities)},
                (slug, *activities),
                tuple(item for activity in activities for item in activity.evidence("members")),
            )


@rule(
    "listed-not-activated",
    Severity.BLOCKING,
    needs=[Fact.ACTIVITIES, Fact.REGISTRY, Fact.MEMBERSHIPS, Fact.LISTS],
    asks="Does an activity name every member in the list of activated members?",
    why="List and activities of one report would contradict each other.",
    message=Message("The list of activated members has {member}, which no activity activates."),
    mend=Message("Take the member from the list, or add it to the activity."),
)
def listed_not_activated(subject: Subject) -> Iterator[Hit]:
    """Yield members in the list that no activity activates."""
    boxes = _counted_in_boxes(subject)
    for slug in subject.activated or ():
        if slug not in boxes:
            each = subject.organisation.get(slug) or OrganisationFacts(slug, subject.name(slug))
            yield Hit(each.record, "activated", {"member": each.name}, (slug,), each.evidence("name"))


@rule(
    "prospect-is-member",
    Severity.WARNING,
    needs=[Fact.REGISTRY, Fact.MEMBERSHIPS],
    asks="Is an organisation prospect and member at the same time?",
    why="It was admitted and nobody closed its candidature; the lists of prospects are wrong, the counts are not.",
    message=Message("{member} is a member, and still stands among the prospects."),
    mend=Message("Close the candidature on the day of admission."),
)
def prospect_is_member(subject: Subject) -> Iterator[Hit]:
    """Yield organisations with a stage of candidature and a membership in force on the as-of date."""
    for each in subject.organisations:
        if any(span.holds_on(subject.as_of) for span in each.prospects) and each.is_member_on(subject.as_of):
            yield Hit(each.record, "prospects", {"member": each.name}, (each,), each.evidence("memberships"))


@rule(
    "organisation-twice",
    Severity.BLOCKING,
    needs=[Fact.REGISTRY],
    asks="Is one organisation in the directory twice?",
    why="It would be counted twice in every total of members. Waived where two bear one name.",
    message=Message("{member} and {other} seem to be one organisation (in common: {shared})."),
    mend=Message("Merge the two records, or tell their names apart."),
    waivable=True,
)
def organisation_twice(subject: Subject) -> Iterator[Hit]:
    """Yield pairs that share an identifier, or a name or unambiguous alias within one country."""
    seen: dict[str, list[OrganisationFacts]] = defaultdict(list)
    reported: set[tuple[str, str]] = set()
    for each in subject.organisations:
        for key, shown in _identities(each):
            for other in seen[key]:
                pair = (other.slug, each.slug)
                apart = each.country and other.country and each.country != other.country
                if other is each or pair in reported or (apart and key.startswith("name:")):
                    continue
                reported.add(pair)
                yield Hit(
                    each.record,
                    "names",
                    {"member": other.name, "other": each.name, "shared": shown},
                    (other, each),
                    (*other.evidence("name"), *each.evidence("name")),
                )
            seen[key].append(each)


def _identities(each: OrganisationFacts) -> Iterator[tuple[str, str]]:
    if each.wikidata:
        yield f"wikidata:{each.wikidata}", each.wikidata
    if each.geonames:
        yield f"geonames:{each.geonames}", f"GeoNames {each.geonames}"
    clear = (alias.text for alias in each.aliases if alias.kind is not NameKind.AMBIGUOUS)
    for text in sorted(set(filter(None, map(fold, (*each.name.values(), *clear))))):
        yield f"name:{text}", text


@rule(
    "count-differs",
    Severity.BLOCKING,
    needs=[Fact.LISTS],
    asks="Does every stated number agree with the list that it counts?",
    why="Two totals of one thing in one report. Waived where the stated one is a published fact that stands.",
    message=Message("{what}: {stated} stated, {counted} by the list."),
    mend=Message("Correct the number, or complete the list."),
    waivable=True,
)
def count_differs(subject: Subject) -> Iterator[Hit]:
    """Yield figures that differ from what they count."""
    for figure in subject.figures:
        if figure.stated != figure.counted:
            yield Hit(
                figure.record,
                figure.field,
                {"what": figure.what, "stated": figure.stated, "counted": figure.counted},
                (figure,),
                figure.evidence("stated", "counted"),
            )


@rule(
    "member-no-region",
    Severity.WARNING,
    needs=[Fact.REGISTRY, Fact.MEMBERSHIPS, Fact.PEOPLE],
    asks="Does every member belong to a region?",
    why="It is in the total and on no page: the regions' counts do not add up to the members.",
    message=Message("{member} belongs to no region."),
    mend=Message("Give the member's region."),
)
def member_no_region(subject: Subject) -> Iterator[Hit]:
    """Yield members without a region, where the association has regions."""
    if not subject.regions:
        return
    for each in subject.organisations:
        if each.region is None and each.is_member_on(subject.as_of):
            yield Hit(each.record, "region", {"member": each.name}, (each,))


# --- people ------------------------------------------------------------------------------------


@rule(
    "person-two-seats",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    in_print=InPrint(),
    asks="Does somebody hold two seats in one body?",
    why="Allowed by some statutes, a forgotten end of mandate in most cases.",
    message=Message("{person} holds several seats ({body}): {seats}."),
    mend=Message("End the mandate that is no longer in force."),
)
def person_two_seats(subject: Subject) -> Iterator[Hit]:
    """Yield people with more than one seat of one body, the secretariat apart."""
    held: dict[tuple[str, str], list[SeatFacts]] = defaultdict(list)
    for seat in subject.seats:
        if seat.person and seat.body_kind != STAFF:
            held[seat.body, seat.person].append(seat)
    for seats in held.values():
        if len(seats) > 1:
            yield Hit(
                seats[-1].record,
                "mandates",
                {
                    "person": seats[0].person_name,
                    "body": seats[0].body_name,
                    "seats": tuple(seat.function or seat.slug for seat in seats),
                },
                tuple(seats),
                tuple(item for seat in seats for item in seat.evidence("person_name")),
            )


@rule(
    "seat-vacant",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    asks="Is any seat vacant?",
    why="A vacancy is printed as one: it should be true, and known to the secretary general.",
    message=Message("A seat is vacant ({body}): {seat}."),
    mend=Message("Give the mandate, or confirm that the seat is vacant."),
)
def seat_vacant(subject: Subject) -> Iterator[Hit]:
    """Yield seats without a holder on the as-of date."""
    for seat in subject.seats:
        if seat.person is None:
            shown = seat.function or seat.organisation_name or seat.slug
            yield Hit(seat.record, "mandates", {"body": seat.body_name, "seat": shown}, (seat,))


@rule(
    "seat-not-member",
    Severity.WARNING,
    needs=[Fact.PEOPLE, Fact.REGISTRY, Fact.MEMBERSHIPS],
    in_print=InPrint(needs_whole="directory", against="directory"),
    asks="Is every organisation with a seat a member?",
    why="Seats belong to members: either the organisation left, or the seat names the wrong one.",
    message=Message("{organisation} has a seat ({body}) without being a member."),
    mend=Message("Correct the seat's organisation, or its membership."),
)
def seat_not_member(subject: Subject) -> Iterator[Hit]:
    """Yield seats of organisations that are no members on the as-of date, or that nobody knows."""
    for seat in subject.seats:
        each = subject.organisation.get(seat.organisation or "")
        unknown = seat.organisation is None and bool(seat.organisation_name)
        if unknown or (each is not None and not each.is_member_on(subject.as_of)):
            name = each.name if each else seat.organisation_name
            yield Hit(
                seat.record,
                "organisation",
                {"organisation": name, "body": seat.body_name},
                (seat, each),
                seat.evidence("organisation_name"),
            )


@rule(
    "region-no-focal-point",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    asks="Does every region have a focal point in the secretariat?",
    why="Its members would find nobody to turn to on their page.",
    message=Message("The region {region} has no focal point."),
    mend=Message("Name the region's focal point."),
)
def region_no_focal_point(subject: Subject) -> Iterator[Hit]:
    """Yield regions without a focal point in force."""
    for region in subject.regions:
        if not region.focal_points:
            yield Hit(region.record, "focal_points", {"region": region.name}, (region,))


@rule(
    "region-no-secretary",
    Severity.WARNING,
    needs=[Fact.PEOPLE],
    asks="Does every region have a regional secretary?",
    why="The page of the region leaves the place empty; the vacancy should be true.",
    message=Message("The region {region} has no regional secretary."),
    mend=Message("Record the regional secretary."),
)
def region_no_secretary(subject: Subject) -> Iterator[Hit]:
    """Yield regions without a regional secretary in force."""
    for region in subject.regions:
        if not region.secretaries:
            yield Hit(region.record, "secretaries", {"region": region.name}, (region,))


RULES = (
    activation_out_of_force,
    activation_left_since,
    activation_not_member,
    activated_not_listed,
    listed_not_activated,
    prospect_is_member,
    organisation_twice,
    count_differs,
    member_no_region,
    person_two_seats,
    seat_vacant,
    seat_not_member,
    region_no_focal_point,
    region_no_secretary,
)
