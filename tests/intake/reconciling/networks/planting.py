"""What is planted in the reports of the made-up networks: contradictions, with what tells of them, and near misses."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from tests.intake.reconciling.networks.content import END, PEOPLE, START, Content, code

SHORT_NAMES = {"bells": ("Wim Terhorst", "Willem Terhorst"), "docks": ("Pat Dunleavy", "Patrick Dunleavy")}
MISSPELT = {"bells": "Itziar Otxua", "docks": "Hanna Kraus"}
"""Nearly somebody on the board of the same region."""


class Planted(NamedTuple):
    """A contradiction: the rule that is to find it, and words that its message or evidence has."""

    rule: str
    says: str


def plant(content: Content) -> list[Planted]:
    """Plant every contradiction in a report; return what is to be found."""
    return [*_in_texts(content), *_in_boxes(content), *_in_lists(content), *_among_people(content)]


def _in_texts(content: Content) -> list[Planted]:
    titles = content.words["titles"][content.network]
    for number, of in (
        (0, "cancelled_workshop"),
        (8, "cancelled"),
        (1, "online_seminar"),
        (9, "online"),
        (2, "second_day"),
    ):
        content.say(number, "planted", of)
    content.say(3, "planted", "off_single")
    content.say(4, "planted", "off_range")
    people = content.say(5, "planted", "people")
    return [
        *(Planted("text-cancelled", titles[number]) for number in (0, 8)),
        *(Planted("text-online", titles[number]) for number in (1, 9)),
        Planted("text-second-day", titles[2]),
        *(Planted("text-other-date", titles[number]) for number in (3, 4)),
        Planted("text-counts-differ", people.split(". ")[1].split(" ")[1]),
    ]  # fmt: skip


def _in_boxes(content: Content) -> list[Planted]:
    activities = content.report["activities"]
    titles = content.words["titles"][content.network]
    for number in (6, 7):
        activities[number]["codes"] *= 2
    activities[5]["codes"] = [code(content.network, 1, 1, 1)]
    activities[11]["members"] = list(activities[10]["members"])
    place = activities[12]["place"]
    content.put(13, END[content.network] - timedelta(days=2), END[content.network] - timedelta(days=2), place)
    activities[13]["members"] = list(activities[12]["members"])
    return [
        *(Planted("code-twice-in-box", titles[number]) for number in (6, 7)),
        Planted("activity-only-foreign-codes", titles[5]),
        Planted("box-repeated", titles[11]),
        Planted("activity-host-not-activated", titles[11]),
        Planted("same-members", titles[13]),
    ]


def _in_lists(content: Content) -> list[Planted]:
    report, network = content.report, content.network
    report["activated"] = sorted({m for each in report["activities"] for m in each["members"]})
    report["media"].append([f"{START[network]:%Y-%m}", "Gazette", content.words["titles"][network][12]])
    none = content.phrase("planted", "none")
    report["media"].append([f"{END[network]:%Y-%m}", "Radio Sol", none])
    report["editorial"].append(content.phrase("planted", "payers"))
    line = content.phrase("planted", "line")
    report["intro"][report["lines"][2]["code"]] = line
    report["regions"][2]["count"] += 1
    return [
        Planted("media-before-event", content.words["titles"][network][12]),
        Planted("media-no-event", none),
        Planted("payers-differ", "12"),
        Planted("line-count-differs", "4"),
        Planted("region-count-differs", report["regions"][2]["name"]),
    ]


def _among_people(content: Content) -> list[Planted]:
    report, network = content.report, content.network
    short, long = SHORT_NAMES[network]
    region = report["regions"][1]
    region["secretary"] = [long, region["members"][0]]
    region["board"] = [[short, content.words["functions"][0], region["members"][0]]]
    misspelt = MISSPELT[network]
    report["regions"][0]["secretary"] = [misspelt, report["regions"][0]["members"][1]]
    report["regions"][2]["board"][0][1] += " (2021-2018)"
    report["regions"][3]["board"][0][1] += " (2014-2019)"
    planted = [Planted("person-nearly-same", short), Planted("person-nearly-same", misspelt)]
    if network == "bells":
        report["signed"][0] = "Nadia Oury"
        planted.append(Planted("person-not-on-staff", "Nadia Oury"))
    else:
        report["regions"][3]["focal"] = "Kofi Mensa"
        planted.append(Planted("person-not-on-staff", "Kofi Mensa"))
    return [*planted, Planted("term-reversed", "2021-2018"), Planted("term-over", "2014-2019")]


def plant_near_misses(content: Content) -> set[str]:
    """Plant what comes close to a contradiction and is none, in every part of a report; return the rules."""
    texts, boxes = _near_in_texts(content), _near_in_boxes(content)
    return {*texts, *boxes, *_near_in_lists(content), *_near_among_people(content)}


def _near_in_texts(content: Content) -> set[str]:
    for number, of in (
        (0, "cancelled_workshop"),
        (8, "cancelled"),
        (1, "online_seminar"),
        (9, "online"),
        (2, "second_day"),
    ):
        content.say(number, "near", of)
    content.say(3, "near", "off_single")
    content.say(4, "near", "off_range")
    content.say(5, "near", "people")
    content.say(6, "near", "other_count")
    content.say(7, "near", "other_event")
    content.say(12, "near", "institute", member=content.report["regions"][0]["members"][5])
    told = {"text-cancelled", "text-online", "text-second-day", "text-other-date", "text-counts-differ"}
    return {*told, "activity-member-named"}


def _near_in_boxes(content: Content) -> set[str]:
    """A text that names its codes; a box that another has but for one; a long code that begins like a short one."""
    activities = content.report["activities"]
    activities[6]["body"].append(f"{content.words['body'][0][:-1]}: {activities[6]['codes'][0]}.")
    activities[11]["members"] = sorted({*activities[10]["members"][:2], activities[11]["place"]})
    neighbour = code(content.network, 2, 1, 2)
    activities[7]["codes"] = sorted({*activities[7]["codes"], neighbour})
    first, second = activities[12], activities[13]
    first["members"], second["members"] = (
        [*first["members"][:1], first["place"]],
        [second["place"], second["members"][0]],
    )
    for each in (first, second):
        each["members"] = sorted(set(each["members"]))
    return {"code-twice-in-box", "box-repeated", "same-members"}


def _near_in_lists(content: Content) -> set[str]:
    """A call of an earlier month; the count of a day before; a guest in a box who is a prospect elsewhere."""
    report, network = content.report, content.network
    titles = content.words["titles"][network]
    report["activated"] = sorted({m for each in report["activities"] for m in each["members"]})
    call = content.phrase("near", "announced")
    report["media"].append([f"{START[network]:%Y-%m}", "Gazette", f"{call}: {titles[12]}"])
    first, _ = content.when(12)
    report["media"].append([f"{first:%Y-%m}", "Radio Sol", titles[12]])
    early = content.day(END[network] - timedelta(days=30))
    report["editorial"].append(content.phrase("near", "payers", early=early))
    report["intro"][report["lines"][1]["code"]] = content.phrase("near", "line")
    return {"media-before-event", "media-no-event", "payers-differ", "line-count-differs"}


def _near_among_people(content: Content) -> set[str]:
    """Two people of nearly one name, an office without a name, somebody who has left, a term that is in force."""
    report, network = content.report, content.network
    regions = report["regions"]
    regions[0]["board"] = [
        ["Mario Costa", content.words["functions"][0], regions[0]["members"][0]],
        ["Maria Costa", content.words["functions"][1], regions[0]["members"][2]],
    ]
    regions[1]["secretary"] = ["Elena Vidal", regions[1]["members"][0]]
    regions[2]["secretary"] = ["Emilio Vidal", regions[2]["members"][0]]
    regions[1]["focal"] = regions[3]["focal"] = content.words["general"]
    regions[2]["board"][0][1] += " (2019-2026)"
    regions[3]["board"][0][1] = content.words["former"][content.which]
    name, function = report["staff"][0]
    report["staff"][0] = (f"{name} {PEOPLE[network][3].split()[-1]}", function)
    return {"person-nearly-same", "person-not-on-staff", "term-reversed", "term-over"}
