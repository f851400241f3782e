"""Changes of a report's boxes, lists and people: contradictions and near misses, by kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tests.intake.reconciling.judged.content import END, START, Content, code

Change = Callable[[Content], object]
Kind = tuple[str, tuple[str, ...], tuple[Change, ...], tuple[Change, ...]]
DAY = timedelta(days=1)


def _relist(content: Content) -> None:
    content.activated = sorted({name for each in content.activities for name in each["members"]})


# --- boxes -------------------------------------------------------------------------------------


def code_twice(number: int) -> Change:
    def change(content: Content) -> None:
        content.activities[number]["codes"] *= 2

    return change


def code_in_text(number: int) -> Change:
    def change(content: Content) -> None:
        content.say(number, content.activities[number]["codes"][0] + ", " + content.words["body"][0])

    return change


def copied_box(number: int, of: int) -> Change:
    def change(content: Content) -> None:
        content.activities[number]["members"] = list(content.activities[of]["members"])
        _relist(content)
        content.meetings = []

    return change


def copied_but_one(number: int, of: int) -> Change:
    def change(content: Content) -> None:
        own = content.activities[number]["place"]
        content.activities[number]["members"] = [own, *content.activities[of]["members"][:2]]
        _relist(content)
        content.meetings = []

    return change


def sisters(number: int, of: int) -> Change:
    def change(content: Content) -> None:
        one, other = content.activities[of], content.activities[number]
        other["place"], other["members"] = one["place"], list(one["members"])
        _relist(content)
        content.meetings = []

    return change


def merged(number: int, of: int) -> Change:
    """Return a change by which two activities have one place, and days in common."""

    def change(content: Content) -> None:
        one, other = content.activities[of], content.activities[number]
        other["place"], other["first"], other["last"] = one["place"], one["first"], one["last"]
        other["members"] = [one["place"], *(name for name in other["members"][1:] if name != one["place"])]
        _relist(content)
        content.meetings = []
        content.media = []

    return change


def unknown_code(number: int) -> Change:
    def change(content: Content) -> None:
        each = content.activities[number]
        each["codes"] = [*each["codes"], code(content.network, each["line"], 2, 7)]

    return change


def neighbouring_code(number: int) -> Change:
    def change(content: Content) -> None:
        each = content.activities[number]
        each["codes"] = sorted({*each["codes"], code(content.network, each["line"], 2, 1)})

    return change


def foreign_codes(number: int) -> Change:
    def change(content: Content) -> None:
        each = content.activities[number]
        each["codes"] = [code(content.network, each["line"] % 2 + 1, 1, 1)]

    return change


def host_missing(number: int) -> Change:
    def change(content: Content) -> None:
        each = content.activities[number]
        each["members"] = each["members"][1:]
        _relist(content)

    return change


def guest_place(number: int) -> Change:
    def change(content: Content) -> None:
        content.activities[number]["place"] = "Odense"
        content.meetings = []

    return change


def outside(number: int, days: int) -> Change:
    def change(content: Content) -> None:
        each = content.activities[number]
        each["first"] = each["last"] = (
            END[content.network] if days > 0 else START[content.network]
        ) + days * DAY

    return change


def weekday_in_heading(number: int, by: int) -> Change:
    def change(content: Content) -> None:
        each = content.activities[number]
        name = content.words["weekdays"][(each["first"].weekday() + by) % 7]
        each["printed"] = f"{name} {content.day(each['first'])}"

    return change


# --- lists -------------------------------------------------------------------------------------


def not_listed(number: int) -> Change:
    def change(content: Content) -> None:
        once = [
            name for name in content.activated
            if name in content.activities[number]["members"]
        ]  # fmt: skip
        content.activated.remove(once[0])

    return change


def listed_too_much(number: int) -> Change:
    def change(content: Content) -> None:
        name = content.every[number]
        for each in content.activities:
            if name in each["members"] and name != each["place"]:
                each["members"].remove(name)
            elif name == each["place"]:
                each["members"].remove(name)
                each["place"] = each["members"][0]
        content.meetings = []

    return change


def region_count(number: int, by: int) -> Change:
    def change(content: Content) -> None:
        content.regions[number]["count"] += by

    return change


def region_twice(number: int, into: int) -> Change:
    def change(content: Content) -> None:
        content.regions[into]["members"].append(content.regions[number]["members"][2])
        content.regions[into]["count"] += 1

    return change


def guest_region(number: int) -> Change:
    """Return a change by which a member moves from one region's list to another's."""

    def change(content: Content) -> None:
        name = content.regions[number]["members"].pop(2)
        content.regions[number]["count"] -= 1
        content.regions[3]["members"].append(name)
        content.regions[3]["count"] += 1

    return change


def prospect(number: int, name: int) -> Change:
    def change(content: Content) -> None:
        content.meetings[number % 2]["prospects"].append(content.every[name])

    return change


def prospect_named(number: int, name: str) -> Change:
    def change(content: Content) -> None:
        content.meetings[number % 2]["prospects"].append(name)

    return change


def same_prospects(names: list[str]) -> Change:
    def change(content: Content) -> None:
        for each in content.meetings:
            each["prospects"] = list(names)

    return change


def spelling(number: int, old: str, new: str) -> Change:
    """Return a change by which one place writes a name in another way."""

    def change(content: Content) -> None:
        region = content.regions[number]
        name = region["members"][0]
        region["members"][0] = old
        region["board"][0][2] = old
        for each in content.activities:
            each["members"] = [old if one == name else one for one in each["members"]]
            each["place"] = old if each["place"] == name else each["place"]
        for meeting in content.meetings:
            meeting["members"] = [old if one == name else one for one in meeting["members"]]
            meeting["place"] = old if meeting["place"] == name else meeting["place"]
        _relist(content)
        content.activated = [new if one == old else one for one in content.activated]

    return change


def mention(number: int, month_of: int) -> Change:
    def change(content: Content) -> None:
        content.media = [each for each in content.media if each[2] != content.activities[number]["title"]]
        content.media.append(content.mention(number, month_of))

    return change


def mention_of(subject: dict[str, str], month_of: int) -> Change:
    def change(content: Content) -> None:
        month = f"{content.activities[month_of]['first']:%Y-%m}"
        content.media.append([month, "Gazette", subject[content.language].format(*content.activities)])

    return change


def retold(words: dict[str, str], number: int, month_of: int) -> Change:
    """Return a change by which a mention tells of an activity by its topic and place, in the month of another."""

    def change(content: Content) -> None:
        each = content.activities[number]
        title = each["title"].split()[-1]
        month = f"{content.activities[month_of]['first']:%Y-%m}"
        content.media.append(
            [month, "Radio Sol", words[content.language].format(topic=title, place=each["place"])]
        )

    return change


def media_again(number: int) -> Change:
    def change(content: Content) -> None:
        content.media.append(list(content.media[number]))

    return change


def media_elsewhere(number: int) -> Change:
    def change(content: Content) -> None:
        month, _, subject = content.media[number]
        content.media.append([month, "Le Phare", subject])

    return change


def dues_day(days: int) -> Change:
    def change(content: Content) -> None:
        day = END[content.network] + days * DAY
        content.dues["text"] = content.dues["text"].replace(
            content.day(content.dues["day"]), content.day(day)
        )
        content.dues["day"] = day

    return change


def dues_of(paid: int) -> Change:
    def change(content: Content) -> None:
        content.dues["text"] = content.dues["text"].replace(f" {content.dues['paid']} ", f" {paid} ")
        content.dues["paid"] = paid

    return change


def table(rows: list[tuple[int, int]], total: tuple[int, int]) -> Change:
    """Return a change by which a table gives numbers by region, and their total."""

    def change(content: Content) -> None:
        head = {"fr": ("Région", "À jour", "Montant", "Total"), "en": ("Region", "Paid", "Amount", "Total"),
                "es": ("Región", "Al día", "Importe", "Total")}[content.language]  # fmt: skip
        names = [region["name"] for region in content.regions]
        content.tables = [list(head[:3])]
        content.tables += [[name, str(a), f"{b}"] for name, (a, b) in zip(names, rows, strict=True)]
        content.tables.append([head[3], str(total[0]), str(total[1])])

    return change


# --- people ------------------------------------------------------------------------------------


def focal(number: int, name: str) -> Change:
    def change(content: Content) -> None:
        content.regions[number]["focal"] = name.format(
            *content.staff[1][0].split(), *content.staff[2][0].split()
        )

    return change


def misspelt_focal(number: int, old: str, new: str) -> Change:
    def change(content: Content) -> None:
        name = content.regions[number]["focal"]
        family = name.split()[-1]
        at = max((at for at, letter in enumerate(family) if letter in old), default=-1)
        changed = family[:at] + new + family[at + 1 :] if at > 0 else family + family[-1]
        content.regions[number]["focal"] = name.replace(family, changed)

    return change


def two_offices(number: int, secretary: str, seat: str) -> Change:
    def change(content: Content) -> None:
        region = content.regions[number]
        region["secretary"] = [secretary, region["members"][0]]
        region["board"] = [[seat, region["board"][0][1], region["members"][0]]]

    return change


def apart_offices(number: int, secretary: str, seat: str) -> Change:
    def change(content: Content) -> None:
        region = content.regions[number]
        region["secretary"] = [secretary, region["members"][1]]
        region["board"] = [[seat, region["board"][0][1], region["members"][0]]]

    return change


def signs(name: str) -> Change:
    def change(content: Content) -> None:
        content.signed = (
            name.format(content.staff[0][0], content.regions[0]["board"][0][0]),
            content.signed[1],
        )

    return change


def term(number: int, words: str) -> Change:
    def change(content: Content) -> None:
        year = START[content.network].year
        former = {"fr": "ancien maire", "en": "former mayor", "es": "antiguo alcalde"}[content.language]
        seat = content.regions[number]["board"][0]
        seat[1] = words.format(
            seat[1], former=former, y=year, y1=year + 1, y2=year + 2, y_1=year - 1, y_2=year - 2, y_5=year - 5
        )

    return change


def secretary_city(number: int, city: str) -> Change:
    def change(content: Content) -> None:
        content.regions[number]["secretary"][1] = city or content.regions[number]["members"][2]

    return change


def seat_city(number: int, city: str) -> Change:
    def change(content: Content) -> None:
        content.regions[number]["board"][0][2] = city or content.regions[number]["members"][2]

    return change


def two_seats(number: int, to: int) -> Change:
    def change(content: Content) -> None:
        content.regions[to]["board"].append(
            [content.regions[number]["board"][0][0], *content.regions[to]["board"][0][1:]]
        )

    return change


def other_seat(number: int) -> Change:
    def change(content: Content) -> None:
        region = content.regions[number]
        region["board"].append(["Nadia Oury", region["board"][0][1], region["members"][2]])

    return change


_NONE = {"fr": "Un orage de grêle", "en": "A storm of hail", "es": "Una tormenta de granizo"}
_CALL = {"fr": "Inscriptions ouvertes", "en": "Registration opens", "es": "Inscripciones abiertas"}
_TOLD = {
    "fr": "{topic} à {place} : le récit",
    "en": "{topic} in {place}: what happened",
    "es": "{topic} en {place}: la crónica",
}
_AHEAD = {
    "fr": "Bientôt, {topic} à {place}",
    "en": "Soon: {topic} in {place}",
    "es": "Pronto, {topic} en {place}",
}
_CITY = {"fr": "Les rues de {place}", "en": "The streets of {place}", "es": "Las calles de {place}"}


def _kinds(
    a: int, b: int, c: int, people: tuple[tuple[str, str], ...], near_people: tuple[tuple[str, str], ...]
) -> list[Kind]:
    """Return the kinds, planted at the activities `a`, `b` and `c`."""
    pairs = ((a, b), (b, c), (c, a)) if not a else ((a, 2), (b, 8), (c, a))
    return [
        (
            "code twice",
            ("code-twice-in-box",),
            tuple(map(code_twice, (a, b, c))),
            tuple(map(code_in_text, (a, b, c))),
        ),
        (
            "copied box",
            ("box-repeated",),
            tuple(copied_box(*pair) for pair in pairs),
            tuple(copied_but_one(*pair) for pair in pairs),
        ),
        ("sisters", ("same-members",), (sisters(a, b), sisters(b, c), sisters(c, a)), ()),
        (
            "one place and days",
            ("activity-same-place-dates",),
            (merged(a, b), merged(b, c), merged(c, a)),
            (),
        ),
        (
            "code not in the plan",
            ("plan-code-unlisted",),
            tuple(map(unknown_code, (a, b, c))),
            tuple(map(neighbouring_code, (0, 1, 4))),
        ),
        ("code of another line", ("activity-only-foreign-codes",), tuple(map(foreign_codes, (a, b, c))), ()),
        (
            "host not in the box",
            ("activity-host-not-activated",),
            tuple(map(host_missing, (a, b, c))),
            tuple(map(guest_place, (a, b, c))),
        ),
        (
            "outside the period",
            ("activity-outside-period",),
            (outside(a, 4), outside(b, -6), outside(c, 12)),
            (outside(9, 0), outside(8, 0), outside(0, 0)),
        ),
        (
            "weekday of the heading",
            ("weekday-wrong",),
            (weekday_in_heading(a, 1), weekday_in_heading(b, 3), weekday_in_heading(c, 5)),
            (weekday_in_heading(a, 0), weekday_in_heading(b, 0), weekday_in_heading(c, 0)),
        ),
        ("not on the list of activated", ("activated-not-listed",), tuple(map(not_listed, (a, b, c))), ()),
        ("activated by none", ("listed-not-activated",), tuple(map(listed_too_much, (1, 6, 12))), ()),
        (
            "count of a region",
            ("region-count-differs",),
            (region_count(0, 1), region_count(1, -1), region_count(2, 2)),
            (),
        ),
        (
            "listed twice",
            ("organisation-twice",),
            (region_twice(0, 1), region_twice(1, 2), region_twice(2, 0)),
            (guest_region(0), guest_region(1), guest_region(2)),
        ),
        (
            "prospect that is a member",
            ("meeting-prospect-is-member",),
            (prospect(0, 12), prospect(1, 10), prospect(0, 14)),
            (prospect_named(0, "Varna"), prospect_named(1, "Split"), prospect_named(0, "Bern")),
        ),
        (
            "prospects repeated",
            ("prospect-list-repeated",),
            (
                same_prospects(["Varna", "Split"]),
                same_prospects(["Bern", "Namur", "Odense"]),
                same_prospects(["Tromso", "Basel"]),
            ),
            (),
        ),
        (
            "spelling",
            ("spelling-varies",),
            (
                spelling(0, "Kraków", "Krakow"),
                spelling(2, "Bogotá", "Bogota"),
                spelling(1, "Marrakech", "Marrakesh"),
            ),
            (),
        ),
        (
            "mention before",
            ("media-before-event",),
            (mention(7, 0), mention(8, 1), retold(_TOLD, 9 if a else 7, 0)),
            (
                mention(0, 7),
                mention_of({k: v + " : {8[title]}" for k, v in _CALL.items()}, 0),
                retold(_AHEAD, 7, 0),
                retold(_CITY, 7, 0),
            ),
        ),
        (
            "mention of nothing",
            ("media-no-event",),
            (mention_of(_NONE, 0), mention_of(_NONE, 4), mention_of(_NONE, 8)),
            (),
        ),
        (
            "mention twice",
            ("media-twice",),
            tuple(map(media_again, (0, 1, 2))),
            tuple(map(media_elsewhere, (0, 1, 2))),
        ),
        (
            "old dues",
            ("dues-old-date",),
            (dues_day(-100), dues_day(-365), dues_day(-200)),
            (dues_day(0), dues_day(-3), dues_day(-20)),
        ),
        (
            "more payers than members",
            ("payers-exceed-members",),
            (dues_of(25), dues_of(30), dues_of(24)),
            (dues_of(11), dues_of(15), dues_of(16)),
        ),
        (
            "sums of a table",
            ("table-sum-differs",),
            (
                table([(4, 900), (3, 700), (3, 600), (2, 300)], (12, 2400)),
                table([(4, 900), (3, 700), (3, 600), (2, 300)], (13, 2500)),
                table([(5, 1000), (3, 750), (2, 600), (2, 250)], (12, 2700)),
            ),
            (
                table([(4, 900), (3, 700), (3, 600), (2, 300)], (12, 2500)),
                table([(5, 1000), (3, 750), (2, 600), (2, 250)], (12, 2600)),
                table([(6, 1000), (3, 750), (1, 600), (2, 250)], (12, 2600)),
            ),
        ),
        (
            "focal point not on staff",
            ("person-not-on-staff",),
            (focal(0, "Kofi Mensa"), focal(1, "Wanda Plath"), focal(2, "Igor Sand")),
            (focal(0, "{0} {1}"), focal(1, "{2} {3}"), focal(2, "{0} {1}")),
        ),
        (
            "focal point misspelt",
            ("person-nearly-same",),
            (misspelt_focal(0, "aeiou", "y"), misspelt_focal(1, "aeiou", "h"), misspelt_focal(2, "x", "x")),
            (),
        ),
        (
            "one person in two offices",
            ("person-nearly-same", "person-spelling-varies"),
            tuple(two_offices(at, *names) for at, names in enumerate(people)),
            tuple(apart_offices(at, *names) for at, names in enumerate(near_people)),
        ),
        (
            "who signs",
            ("person-not-on-staff",),
            (signs("Nadia Oury"), signs("Oskar Blum"), signs("Teresa Vidal")),
            (signs("{0}"), signs("{1}"), signs("{0}")),
        ),
        (
            "term reversed",
            ("term-reversed",),
            (term(0, "{0} ({y1}-{y_2})"), term(1, "{0} ({y}–{y_1})"), term(2, "{0}, {y2}/{y}")),
            (term(0, "{0} ({y_2}-{y1})"), term(1, "{0} ({y_1}–{y})"), term(2, "{0}, {y}/{y2}")),
        ),
        (
            "term over",
            ("term-over",),
            (term(0, "{0} ({y_5}-{y_1})"), term(1, "{0} ({y_5}–{y_2})"), term(2, "{0}, {y_2}-{y_1}")),
            (term(0, "{0} ({y_5}-{y})"), term(1, "{former} ({y_5}-{y_2})"), term(2, "{0}, {y_2}-{y2}")),
        ),
        (
            "secretary of no member",
            ("secretary-not-member",),
            (secretary_city(0, "Odense"), secretary_city(1, "Varna"), secretary_city(2, "Basel")),
            (secretary_city(0, ""), secretary_city(1, ""), secretary_city(2, "")),
        ),
        (
            "seat of a stranger",
            ("seat-not-member",),
            (seat_city(0, "Odense"), seat_city(1, "Varna"), seat_city(2, "Basel")),
            (seat_city(0, ""), seat_city(1, ""), seat_city(2, "")),
        ),
        (
            "two seats",
            ("person-two-seats",),
            (two_seats(0, 1), two_seats(1, 2), two_seats(2, 0)),
            (other_seat(0), other_seat(1), other_seat(2)),
        ),
    ]


CHANGES: dict[str, list[Kind]] = {
    "first": _kinds(
        0,
        2,
        4,
        (("Johan Wolf", "Johan Wolff"), ("Wim Bakker", "Willem Bakker"), ("Marta Beloso", "Marta Belloso")),
        (("Mario Costa", "Maria Costa"), ("Elena Vidal", "Emilio Vidal"), ("Jan Smit", "Karel Smit")),
    ),
    "second": _kinds(
        1,
        4,
        7,
        (
            ("Sergei Petrov", "Sergey Petrov"),
            ("Alex Kowalski", "Alexander Kowalski"),
            ("Núria Puig", "Nuria Puig"),
        ),
        (("Paolo Neri", "Paola Neri"), ("Ana Torres", "Anton Torres"), ("Lise Roy", "Louise Roy")),
    ),
}
"""The kinds of changes, by set."""
